"""The knowledge as lists and pages: causes, questions, treatments, exercises."""
