"""The record: the one file, and the only SQL."""

from memcon.record.lines import Filter
from memcon.record.record import Record, open_record

__all__ = ["Filter", "Record", "open_record"]
