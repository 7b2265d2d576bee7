"""What can be done with a finished assessment: read, replay, compare, trace, what-if, plan."""
