"""Private files: atomic writes, drafts, saved results, what a follow-up takes over."""
