"""Bytes to text: byte order marks, UTF-8, and other encodings only where they are certain."""

from __future__ import annotations

import codecs
import re
import unicodedata

from memcon.errors import FormatError
from memcon.sources.formats import binary_kind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
SAMPLE = 256_000
# What charset-normalizer may answer: encodings that newsrooms use. Left to all of Python's, it takes short
# Western texts for rarities of the same letters.
_PLAUSIBLE = [
    "cp1252", "cp1251", "koi8_r", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "gb18030", "big5",
    "shift_jis", "euc_jp", "euc_kr", "cp949", "iso8859_5",
]  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ODD = frozenset({"Sk", "Cc", "Cn", "Co", "Cs"})
_ALONE = re.compile(r"(?<!\w)[ÿþðÐÞßŸýÝûÛîÎùÙçÇñÑ](?!\w)")


def byte_order_mark(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark at the start tells, and the mark's length; None without one."""
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), None)


def decode_text(data: bytes, *, source: str) -> str:
    """The text of a file, its byte order mark dropped, else untouched; FormatError names the byte that is wrong."""
    mark = byte_order_mark(data)
    encoding, skip = mark or (encoding_of(data, source=source), 0)
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise FormatError(
            f"is not valid {encoding.upper()}", source=source, place=f"byte {error.start + skip}"
        ) from None
    refuse_binary(text, source=source)
    return text


def encoding_of(data: bytes, *, source: str, whole: bool = True) -> str:
    """The encoding of bytes without a byte order mark; FormatError if none is certain.

    `whole` False: `data` is the head of something longer and may end within a character.
    """
    known = binary_kind(data)
    if known:
        raise FormatError(f"is {known}, not text", source=source, place="byte 0")
    if b"\0" in data:
        return _wide(data, source=source)
    fault = _fault(data, whole=whole)
    return "utf-8" if fault is None else _other(data, fault, source=source)


def _fault(data: bytes, *, whole: bool) -> int | None:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _wide(data: bytes, *, source: str) -> str:
    """UTF-16 without its mark has a NUL beside nearly every letter of a Western text; else the bytes are binary."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    half = len(data[:4096]) // 2
    for name, many, few in (("utf-16-be", even, odd), ("utf-16-le", odd, even)):
        if half and many > 0.6 * half and few < 0.05 * half:
            return name
    position = data.index(b"\0")
    raise FormatError("is binary or holds a NUL character", source=source, place=f"byte {position}")


def _other(data: bytes, fault: int, *, source: str) -> str:
    """charset-normalizer's answer where it is certain, and the bytes are not UTF-8 with a fault in it."""
    broken = FormatError("is not valid UTF-8, and no other encoding is certain", source=source, place=f"byte {fault}")
    sample = data[max(0, fault - SAMPLE // 2) : fault + SAMPLE // 2]
    replaced = sample.decode("utf-8", "replace")
    faults = replaced.count("�")
    sound = sum(1 for char in replaced if ord(char) > 127) - faults
    if sound > faults:
        raise broken
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_PLAUSIBLE, enable_fallback=False, preemptive_behaviour=False).best()
    if best is None or best.chaos > 0.1 or not _plausible(str(best)):
        raise broken
    return best.encoding


def _plausible(text: str) -> bool:
    """Whether the characters beyond ASCII are such as texts have: no controls, no accents or rare letters alone."""
    if _CONTROLS.search(text) or any(unicodedata.category(char) in _ODD for char in text if char > "\x7f"):
        return False
    return _ALONE.search(text) is None


def refuse_binary(text: str, *, source: str) -> None:
    """FormatError where decoded text holds what no article holds: NULs, or many control characters."""
    position = text.find("\0")
    if position >= 0:
        raise FormatError("holds a NUL character", source=source, place=f"character {position}")
    controls = _CONTROLS.findall(text[:SAMPLE])
    if len(controls) > 4 and len(controls) > 0.01 * len(text[:SAMPLE]):
        first = _CONTROLS.search(text)
        raise FormatError("is binary, not text", source=source, place=f"character {first.start() if first else 0}")
