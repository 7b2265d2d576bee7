"""The questionnaire: which question next, two ways to ask it, and private drafts."""
