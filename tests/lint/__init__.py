"""The rules and the cases that the knowledge is checked with."""
