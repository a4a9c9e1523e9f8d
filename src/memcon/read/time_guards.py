"""What looks like a time and is none: 2000 troops, May the person, the fall of Kabul, a spring of water."""

from __future__ import annotations

from memcon.read.page import Page
from memcon.read.time_patterns import Hit
from memcon.read.time_words import Word

BEFORE_YEAR = frozenset(
    ("in", "since", "until", "till", "by", "from", "during", "before", "after", "between", "to", "through",
     "for", "of", "early", "late", "mid", "circa", "around", "and", "or")
)  # fmt: skip
COUNTED = (
    "km",
    "kg",
    "mph",
    "kph",
    "metres",
    "meters",
    "miles",
    "tonnes",
    "tons",
    "troops",
    "soldiers",
    "people",
    "percent",
    "dollars",
    "euros",
)


def is_time(hit: Hit, words: list[Word], page: Page) -> bool:
    """Whether the pattern's words stand for a time here."""
    block = page.block_at(hit.words[0].start)
    if block is not None and block.kind == "furniture":
        return False
    check = CHECKS.get(hit.name)
    return check is None or check(hit, words, page)


def _is_year(hit: Hit, words: list[Word], page: Page) -> bool:
    year = hit.get("year")
    if year is None or len(hit.words) > 1:
        return True
    number = int(year.value)
    before = words[hit.first - 1] if hit.first else None
    after = words[hit.last] if hit.last < len(words) else None
    lead = before.text.lower() if before else ""
    if before is not None and before.text in "$€£#/+.:" and before.end == year.start:
        return False
    if after is not None and after.start == year.end and (after.text[0].isalpha() or after.text in ("%", "/", ":")):
        return False
    if after is not None and after.text.lower() in COUNTED:
        return False
    if not 1900 <= number <= 2099:
        return lead in BEFORE_YEAR and not _counts(after, page) and number >= 1400
    if _counts(after, page):
        return (
            number % 100 != 0 and number >= 1945 and lead not in ("some", "about", "nearly", "over", "than", "almost")
        )
    return True


def _counts(after: Word | None, page: Page) -> bool:
    """Whether the number counts the plural noun that follows ("2000 troops")."""
    if after is None or not after.text[0].isalpha():
        return False
    token = page.token_at(after.start)
    if token.tag_ in ("JJ", "NN", "VBN") and token.i + 1 < len(page.doc):
        token = page.doc[token.i + 1]
    return token.tag_ in ("NNS", "NNPS")


def _is_month(hit: Hit, words: list[Word], page: Page) -> bool:
    """Months that are also words or names: May, March, April, June, August."""
    month = hit.get("month") or hit.get("short")
    if month is None:
        return True
    if hit.get("year") or hit.get("day"):
        return True
    token = page.token_at(month.start)
    if month.text.lower() in ("may", "march"):
        lead = words[hit.first - 1].text.lower() if hit.first else ""
        in_time = lead in ("in", "since", "until", "by", "from", "last", "next", "of", "during", "to", "and", "between")
        if token.tag_ in ("MD", "VB", "VBP", "VBD") or not (in_time or len(hit.words) > 1 or token.ent_type_ == "DATE"):
            return False
    return token.ent_type_ not in ("PERSON", "GPE", "ORG") or len(hit.words) > 1


def _is_season(hit: Hit, words: list[Word], page: Page) -> bool:
    season = hit.parts["season"][0]
    token = page.token_at(season.start)
    if token.tag_ not in ("NN", "NNP", "NNS"):
        return False
    after = words[hit.last] if hit.last < len(words) else None
    if season.text.lower() in ("fall", "spring") and after is not None and after.text.lower() in ("of", "in"):
        return bool(hit.get("year"))
    return True


def _is_ordinal_day(hit: Hit, words: list[Word], page: Page) -> bool:
    return _is_month(hit, words, page)


def _is_vague(hit: Hit, words: list[Word], _page: Page) -> bool:
    """Not the "now" of "now that", nor "soon" in "as soon as"."""
    after = words[hit.last].text.lower() if hit.last < len(words) else ""
    lead = words[hit.first - 1].text.lower() if hit.first else ""
    first = hit.words[0].text.lower()
    if first in ("soon", "shortly") and (lead in ("as", "how", "too") or after in ("after", "before", "as")):
        return False
    if first == "now" and after == "that":
        return False
    return not (first == "the" and after in ("of",))


def _is_quarter_code(hit: Hit, _words: list[Word], _page: Page) -> bool:
    return hit.words[0].text[0] != "H" or bool(hit.get("year"))


def _is_weekday(hit: Hit, words: list[Word], _page: Page) -> bool:
    """Not Good Friday's agreement, Black Friday or the Sunday Times."""
    after = words[hit.last].text if hit.last < len(words) else ""
    lead = words[hit.first - 1].text if hit.first else ""
    return after not in ("Times", "Telegraph", "Mirror", "Express", "Post", "Herald", "Mail") and lead not in (
        "Good", "Black", "Bloody", "Ash", "Super", "Palm",
    )  # fmt: skip


def _is_length(hit: Hit, words: list[Word], _page: Page) -> bool:
    """Not the Hundred Years of a war's name."""
    after = words[hit.last].text if hit.last < len(words) else ""
    return not (len(hit.words) > 1 and all(w.text[0].isupper() for w in hit.words) and after[:1].isupper())


CHECKS = {
    "duration": _is_length,
    "year": _is_year, "month": _is_month, "month_relative": _is_month, "day": _is_ordinal_day,
    "season": _is_season, "vague": _is_vague, "quarter_code": _is_quarter_code, "weekday": _is_weekday,
}  # fmt: skip
