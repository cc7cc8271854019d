"""The way in: what the folders hold becomes what the catalog knows. Words first, meaning after."""

from inkling.ingest.pace import Pace
from inkling.ingest.pictures import Pictures
from inkling.ingest.sync import Outcome, Sync

__all__ = ["Outcome", "Pace", "Pictures", "Sync"]
