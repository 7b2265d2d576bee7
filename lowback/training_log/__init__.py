"""Files that a runner exported from a training service: read, checked, turned into answers.

Only files, never an account or a network. One module for each source, all alike: `FORMAT`
says what the file looks like, `recognises` looks at the headers, `read` returns activities.
"""
