"""The body of an HTTP answer as it was before it was sent: unchunked and unpacked, within bounds."""

from __future__ import annotations

import re
import zlib

from memcon.errors import FormatError, TooLargeError

_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 47}


def decoded(data: bytes, *, encoding: str, chunked: bool = False, limit: int, source: str) -> bytes:
    """The body without its transfer and content encodings; TooLargeError if it unpacks to more than `limit` bytes.

    Archives often hold the decoded body under headers that say otherwise: what does not look encoded stays.
    """
    if chunked and re.match(rb"[0-9A-Fa-f]{1,8}[ \t]{0,8}(?:;[^\r\n]{0,200})?\r\n", data):
        data = _unchunked(data)
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if name in ("", "identity"):
            continue
        if name not in _WINDOW:
            raise FormatError(f"is packed as {name[:40]!r}, which is not read", source=source)
        if name == "deflate" or data.startswith(b"\x1f\x8b"):
            data = unpack(data, window=_WINDOW[name], limit=limit, source=source)
    return data


def unpack(data: bytes, *, window: int, limit: int, source: str) -> bytes:
    """Inflated bytes; TooLargeError over `limit`, zlib.error where they are damaged."""
    if window == 47 and (len(data) < 2 or data[0] & 0x0F != 8 or int.from_bytes(data[:2], "big") % 31):
        window = -15  # "deflate" without its zlib header, as some servers send it
    found = zlib.decompressobj(window).decompress(data, limit + 1)
    if len(found) > limit:
        raise TooLargeError(f"is over the limit of {limit:,} bytes when unpacked", source=source)
    return found


def _unchunked(data: bytes) -> bytes:
    parts, position = [], 0
    while position < len(data):
        end = data.find(b"\r\n", position, position + 300)
        size = data[position:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size) or int(size, 16) == 0:
            break
        start = end + 2
        parts.append(data[start : start + int(size, 16)])
        position = start + int(size, 16) + 2
    return b"".join(parts)
