"""The line: answers → assessment. Pure: no file, clock, terminal or frame."""
