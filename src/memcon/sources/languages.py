"""The language of a text: as given, else as recognised, else none."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

MIN_LETTERS = 40
SAMPLE = 6_000
CERTAIN = 0.9
# A long text is seldom not what is likeliest (what it may be taken for is a near relative, Malay for
# Indonesian); nor are short English texts full of foreign names, though seldom 90 % certain.
LONG_LETTERS, LIKELY = 200, 0.5
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_][a-z0-9]{2,8}){0,3}$")
_NAMES = {
    "english": "en", "eng": "en", "russian": "ru", "rus": "ru", "german": "de", "deu": "de", "ger": "de",
    "french": "fr", "fra": "fr", "fre": "fr", "spanish": "es", "spa": "es", "chinese": "zh", "zho": "zh",
    "chi": "zh", "arabic": "ar", "ara": "ar", "ukrainian": "uk", "ukr": "uk", "japanese": "ja", "jpn": "ja",
    "portuguese": "pt", "por": "pt", "italian": "it", "ita": "it", "turkish": "tr", "tur": "tr",
    "persian": "fa", "farsi": "fa", "fas": "fa", "per": "fa", "korean": "ko", "kor": "ko", "hebrew": "he",
    "heb": "he", "polish": "pl", "pol": "pl", "hindi": "hi", "hin": "hi",
}  # fmt: skip
_NOT_LATIN = frozenset({
    "am", "ar", "as", "be", "bg", "bn", "dz", "el", "fa", "gu", "he", "hi", "hy", "ja", "ka", "kk", "km", "kn", "ko",
    "ky", "lo", "mk", "ml", "mn", "mr", "my", "ne", "or", "pa", "ps", "ru", "si", "ta", "te", "th", "ug", "uk", "ur",
    "zh",
})  # fmt: skip


def language_code(given: str) -> str | None:
    """The ISO 639 code of a language as given ("EN-us", "English" → "en"); None if it is no code."""
    word = given.strip().lower()
    if word in _NAMES:
        return _NAMES[word]
    match = _CODE.match(word)
    return _NAMES.get(match[1], match[1]) if match else None


def language_of(text: str) -> str | None:
    """The ISO 639 code that py3langid finds; None for short or unclear texts."""
    middle = max(0, len(text) // 2 - SAMPLE // 2)
    sample = text[:SAMPLE] if len(text) <= 2 * SAMPLE else text[: SAMPLE // 2] + text[middle : middle + SAMPLE // 2]
    letters = sum(1 for char in sample if char.isalpha())
    if letters < MIN_LETTERS:
        return None
    code, certainty = _identifier().classify(sample)
    if certainty < (LIKELY if code == "en" or letters >= LONG_LETTERS else CERTAIN):
        return None
    # The model also knows languages in Latin transcription, and takes English headlines full of names for it.
    plain = sum(1 for char in sample if char.isascii() and char.isalpha())
    return None if code in _NOT_LATIN and plain > 0.9 * letters else str(code)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
