"""Ids that derive from content alone, so that every machine and every order of input gives the same."""

from __future__ import annotations

import base64
import hashlib
import json


def stable_id(prefix: str, *parts: object) -> str:
    """`prefix-` and 13 characters of base32 over the SHA-256 of `parts` (65 bits), the same everywhere.

    `parts` are anything that JSON holds; spans go in as lists.
    """
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    digest = hashlib.sha256(text.encode()).digest()
    return f"{prefix}-{base64.b32encode(digest).decode().lower()[:13]}"
