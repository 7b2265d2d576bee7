"""Saved assessments: kept only when the runner asks, in a private folder, as plain JSON."""
