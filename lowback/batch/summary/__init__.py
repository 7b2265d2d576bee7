"""What comes after the table: counts, squad page, changes since last time, blank forms."""
