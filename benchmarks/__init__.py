"""Measurements as ratios against something timed in the same run; see README.md here."""
