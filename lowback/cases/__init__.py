"""Runners with an expected outcome: run them, measure accuracy, compare two states."""
