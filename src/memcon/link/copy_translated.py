"""Copies in another language: found by what translations keep, or because the text says that it is one.

An English article and a Turkish one of the same week with the same numbers, days, names and quotations at the same
places give a copy of the kind `translated`, paragraph by paragraph; `(Translated from the Russian by Ana Lis)` under an
article gives one whose original is not at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from memcon.lexicon.lexicon import Lexicon
from memcon.link.copy_languages import language_of
from memcon.link.copy_texts import CopyText
from memcon.link.origins import PARTS
from memcon.link.text_facts import text_facts
from memcon.link.translations import likeness, likeness_reasons, paragraph_pairs, translation_probability
from memcon.model.article import Article
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Copy, CopySpan
from memcon.model.span import Reason, Span, hull

LEAST = 0.5
"""A pair that is less likely one text is not told of."""
MOST = 0.95
SHOWN = 3
UNNAMED, ASIDE = PARTS

LANGUAGES = (
    "Albanian|Amharic|Arabic|Armenian|Azerbaijani|Belarusian|Bengali|Bosnian|Bulgarian|Burmese|Catalan|Chinese|Croatian|"
    "Czech|Danish|Dari|Dutch|English|Estonian|Farsi|Finnish|French|Georgian|German|Greek|Hebrew|Hindi|Hungarian|"
    "Icelandic|Indonesian|Italian|Japanese|Kazakh|Khmer|Korean|Kurdish|Kyrgyz|Latvian|Lithuanian|Macedonian|Malay|"
    "Mandarin|Mongolian|Nepali|Norwegian|Pashto|Persian|Polish|Portuguese|Romanian|Russian|Serbian|Sinhala|Slovak|"
    "Slovene|Slovenian|Somali|Spanish|Swahili|Swedish|Tajik|Tamil|Thai|Tibetan|Tigrinya|Turkish|Turkmen|Ukrainian|"
    "Urdu|Uzbek|Vietnamese"
)
_LANGUAGE = rf"(?:the\s+)?(?:original\s+)?(?P<language>{LANGUAGES})\b"
_FIRST = _LANGUAGE.replace("language", "first")
_SAYS = re.compile(
    rf"\b(?:[Tt]ranslated|[Tt]ranslation)\b(?:\s+by\s+[^.;\n]{{2,60}}?)?\s+(?:from|out\s+of)\s+{_LANGUAGE}|"
    rf"\b(?:first|originally)\s+(?:published|appeared|printed)\b[^.\n]{{0,60}}?\s+in\s+{_FIRST}|"
    r"\b(?:[Tt]ranslated\s+from|in\s+an?\s+(?:\w+\s+)?translation\s+by|[Tt]ranslation\s+by)\s+(?=[A-Z])"
)
_OUTLET = re.compile(
    r"\b(?:by|from|in|of)\s+(?:the\s+)?(?P<name>[A-Z][\w’'.-]{1,30}(?:\s+(?:[A-Z][\w’'.-]{1,30}|of|de|der|la)){0,4})"
)
_WHOLE = re.compile(
    r"^\s*[(\[*_]{0,2}\s*(?:Translated|Translation|First\s+published|Originally\s+(?:published|appeared))\b|"
    r"\b[Tt]his\s+(?:article|text|interview|speech|piece|essay|statement|report|commentary|op-ed|column|story|"
    r"transcript|translation|analysis)\b"
)
_FOREIGN = re.compile(
    r"aus dem Englischen|traduit de l[’']anglais|traducid[oa] del inglés|tradotto dall[’']inglese|traduzido do inglês|"
    r"vertaald uit het Engels|перев(?:од|едено) с английского|переклад(?:ено)? з англійської|"
    r"z (?:języka )?angielskiego|ingilizceden çevir|översatt från engelska|oversat fra engelsk|oversatt fra engelsk|"
    r"překlad z angličtiny|tradus din (?:limba )?engleză|prevedeno s engleskog|译自英文|مترجم عن الإنجليزية",
    re.IGNORECASE,
)
_HEAD, _LONGEST = 700, 400


class Note(NamedTuple):
    """Where a text says that it is a translation, of which language, and whether all of it is."""

    span: Span
    language: str | None
    whole: bool


def other_language(left: CopyText, right: CopyText) -> bool:
    """Whether one of two articles is English and the other is not."""
    return (language_of(left.digest.article) == "en") != (language_of(right.digest.article) == "en")


def translated_copy(left: CopyText, right: CopyText, why: Reason) -> Copy | None:
    """The copy that one article is of the other in another language, if it is one."""
    one, other = left.digest.article, right.digest.article
    mine, yours = text_facts(one.text, language_of(one)), text_facts(other.text, language_of(other))
    found = likeness(mine, yours)
    probability = translation_probability(found)
    if probability < LEAST:
        return None
    spans = tuple(CopySpan(left=a, right=b) for a, b in paragraph_pairs(mine, yours, found))
    shown = spans[:SHOWN]
    evidence = [
        *left.digest.evidence(*(s.left for s in shown if s.left)),
        *right.digest.evidence(*(s.right for s in shown)),
    ]
    return Copy(
        id=stable_id("cp", "translated", left.id, right.id, spans[0].right),
        kind="translated",
        left=left.id,
        right=right.id,
        spans=spans,
        score=round((found.named + found.placed) / 2, 4),
        confidence=min(MOST, probability),
        evidence=tuple(evidence),
        reasons=(*likeness_reasons(found), why),
    )


def says_translated(article: Article) -> bool:
    """Whether an article says of itself that it was translated: of two texts it is the later one."""
    if language_of(article) != "en":
        edges = article.text[:_HEAD] + "\n" + article.text[-_HEAD:]
        return _FOREIGN.search(edges) is not None
    return any(note.whole for note in notes_in(article.text))


def notes_in(text: str) -> list[Note]:
    """Where an English text says that it, or a passage of it, was translated."""
    found = []
    for match in _SAYS.finditer(text):
        start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST)
        end = text.find("\n", match.end())
        end = min(len(text) if end < 0 else end, match.end() + _LONGEST)
        edge = start < _HEAD or end > len(text) - _HEAD
        whole = edge and end - start < _LONGEST and _WHOLE.search(text, start, match.end()) is not None
        bracket = text.rfind("(", start, match.start())
        if (
            edge
            and not whole
            and bracket >= 0
            and text[bracket + 1 : match.start()].strip() in ("", "This article was")
        ):
            start, whole = bracket, True
        begin = start if whole else max(start, text.rfind(". ", start, match.start()) + 1)
        stop = text.find(". ", match.end(), end)
        span = Span(begin, end if whole or stop < 0 else stop + 1)
        language = match["language"] or match["first"]
        if not (language == "English" and whole):
            found.append(Note(_trimmed(text, span), language, whole))
    return found


def _trimmed(text: str, span: Span) -> Span:
    part = span.of(text)
    return Span(span.start + len(part) - len(part.lstrip()), span.start + len(part.rstrip()))


def from_notes(pile: Sequence[Digest], found: Iterable[Copy], lexicon: Lexicon) -> list[Copy]:
    """What articles say themselves that they were translated from, where the original is not in the pile."""
    placed = {copy.right for copy in found if copy.kind == "translated"}
    copies = []
    for digest in pile:
        article = digest.article
        if article.id not in placed and language_of(article) == "en" and "ranslat" in article.text:
            copies += [copy for note in notes_in(article.text) if (copy := _noted(digest, note, lexicon)) is not None]
    return list({copy.id: copy for copy in copies}.values())


def _noted(digest: Digest, note: Note, lexicon: Lexicon) -> Copy | None:
    """The copy that a note tells of; None for an aside without an outlet."""
    text = digest.article.text
    outlet = _outlet_in(note.span.of(text), lexicon, but=digest.article.outlet)
    if outlet is None and not (note.whole and note.language):
        return None
    body = [block.span for block in digest.blocks if block.kind == "body"] or [Span(0, len(text))]
    span = hull(body) if note.whole else note.span
    reasons = [Reason(name="note", weight=0.8, detail=f"the text says so: {note.span.of(text)[:120]}")]
    if outlet is None:
        reasons.append(Reason(name=UNNAMED, weight=0.0, detail=f"in {note.language}"))
    if not note.whole:
        reasons.append(Reason(name=ASIDE, weight=0.0, detail="only what stands in this sentence"))
    left = outlet or f"original in {note.language}"
    return Copy(
        id=stable_id("cp", "translated", left, digest.article.id, note.span),
        kind="translated",
        left=left,
        right=digest.article.id,
        spans=(CopySpan(left=None, right=span),),
        score=0.8,
        confidence=0.8 if note.whole else 0.6,
        evidence=digest.evidence(note.span),
        reasons=tuple(reasons),
    )


def _outlet_in(sentence: str, lexicon: Lexicon, *, but: str | None) -> str | None:
    """The outlet that a note names: the longest run of capitals that the lexicon knows."""
    own = lexicon.outlet(but) if but else None
    for match in _OUTLET.finditer(sentence):
        words = match["name"].rstrip(".").split()
        for size in range(len(words), 0, -1):
            outlet = lexicon.outlet(" ".join(words[:size]))
            if outlet is not None and outlet != own and (size > 1 or words[0] not in LANGUAGES):
                return outlet.name
    return None
