"""Two ways to ask in a terminal: drawn screens and plain numbered lines."""
