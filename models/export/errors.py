"""What can go wrong while a model is made; each message is one sentence for whoever builds."""

from __future__ import annotations


class ExportError(Exception):
    """The model cannot be made: what happened, and what to do."""
