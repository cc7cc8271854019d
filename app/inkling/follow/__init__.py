"""Keeps a library fresh: first scan, watch, reconcile, pause, back off."""

from inkling.follow.follower import Follower, Syncs
from inkling.follow.state import Following, Pace

__all__ = ["Follower", "Following", "Pace", "Syncs"]
