"""What does this file say? One module per family of file types; all of them run only inside the jail's workers.

`jail.Jail` is the way in: it hands a file to a worker process that can neither write, nor open other files, nor talk
to a network, and gets a `records.Document` or a `records.Problem` back.
"""

# Grows when the text of any family changes, so that files read by an older version are read again.
VERSION = 2
