"""The questionnaire: which question next, in which words, and what is kept."""
