"""memcon: from articles to the record of who said and did what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from memcon.notebooks import Opened

__version__ = "0.1.0"


def open(path: Path | str = "memcon.db") -> Opened:  # noqa: A001
    """The record at `path` for Python: frames of every kind, lines and encounters that show themselves."""
    from memcon.notebooks import open_notebook

    return open_notebook(path)
