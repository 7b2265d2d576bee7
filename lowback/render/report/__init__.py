"""The assessment as a report: one file for each format, and the outline they share."""
