"""The medicine: what an author may write, how it is read, and what must agree."""
