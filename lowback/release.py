"""Which release this is; nothing else, so that every layer may say it."""

__version__ = "0.1.0"
