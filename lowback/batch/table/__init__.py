"""Files in and out: reading, headings, cells, maps, and what may be written."""
