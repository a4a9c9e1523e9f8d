"""memcon: from articles to the record of who said and did what."""

__version__ = "0.1.0"
