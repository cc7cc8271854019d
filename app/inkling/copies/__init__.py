"""Which files say the same? Copies, versions, contained texts, what differs, and how to tidy up safely."""
