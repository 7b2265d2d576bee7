"""The day on which the plans of the daily check begin."""

from datetime import date

START = date(2026, 11, 24)
