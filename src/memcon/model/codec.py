"""Model values to JSON and back, in the words of the contract; one place, used by record, export and CLI."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """UTF-8 JSON of any model value, fields in declared order, the same bytes for the same value."""
    return msgspec.json.encode(value)


def to_plain(value: object) -> Any:
    """The value as plain dicts, lists, strings and numbers."""
    return msgspec.to_builtins(value)


def from_json(data: bytes | str, kind: type[T]) -> T:
    """The model value that `to_json` wrote; msgspec.ValidationError when the shape is another."""
    return msgspec.json.decode(data, type=kind)


def from_plain(value: object, kind: type[T]) -> T:
    """The model value of plain dicts and lists; msgspec.ValidationError when the shape is another."""
    return msgspec.convert(value, type=kind)
