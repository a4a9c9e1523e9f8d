"""Bytes to articles: files, folders with manifests, archives, feeds and web pages, one format a file."""

from memcon.sources.settings import Notice, Taken, TakeSettings
from memcon.sources.take import take

__all__ = ["Notice", "TakeSettings", "Taken", "take"]
