"""The knowledge as one dataframe program: answers as codes, rules and scores as expressions."""
