"""One file per command: its signature and a few lines; heavy imports stay inside."""
