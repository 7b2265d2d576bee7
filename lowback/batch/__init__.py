"""Many runners at once: the same assessment for every row of a table."""

from lowback.batch.frame import assess_frame

__all__ = ["assess_frame"]
