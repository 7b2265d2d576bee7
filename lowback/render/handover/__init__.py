"""The one-page hand-over for a clinician."""
