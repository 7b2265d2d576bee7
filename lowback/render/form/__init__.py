"""The page that runners fill in by themselves: one file, no request, no server."""
