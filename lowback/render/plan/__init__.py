"""The plan as Markdown, page and calendar."""
