"""The answer on one screen: what to do and by when, then what it may be. Decides nothing."""
