"""A private, offline self-assessment for runners with low back pain."""

__version__ = "0.1.0"
