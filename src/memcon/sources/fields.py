"""What is said about an article beside its text: checked, cleaned, in one spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.sources.addresses import canonical_url
from memcon.sources.dates import edtf_of
from memcon.sources.intake import Intake
from memcon.sources.languages import language_code

ALIASES = {"date": "published", "publisher": "outlet", "lang": "language"}
NAMES = ("id", "title", "outlet", "url", "published", "language", "kind")
MAX_FIELD = 10_000
MAX_ID = 2_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_KINDS = {
    **{kind: kind for kind in ("news", "wire", "column", "analysis", "official", "interview", "other", "unknown")},
    "agency": "wire", "opinion": "column", "op-ed": "column", "editorial": "column", "comment": "column",
    "readout": "official", "statement": "official", "press release": "official", "report": "news", "article": "news",
    "magazine": "other", "arts": "other", "culture": "other", "sport": "other", "review": "other", "feature": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known about an article's publication; None where nothing is said."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_inferred: bool = False
    language: str | None = None
    kind: str | None = None


NOTHING = Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an article stands: `source` a path or address, `place` a line or row in it."""

    source: str
    place: str | None = None

    def at(self, detail: str) -> Where:
        """The same place, more precisely."""
        return replace(self, place=f"{self.place}, {detail}" if self.place else detail)

    @property
    def words(self) -> str:
        """The place in one string, as messages give it."""
        return f"{self.source}, {self.place}" if self.place else self.source


def outranked(first: Given, second: Given) -> Given:
    """The values of `first`, its gaps filled from `second`."""
    filled = {
        field.name: getattr(first, field.name) or getattr(second, field.name)
        for field in fields(Given)
        if field.name != "published_inferred"
    }
    inferred = (first if first.published else second).published_inferred
    return Given(**filled, published_inferred=inferred)


def renamed(row: Mapping[str, object]) -> dict[str, object]:
    """The row with aliases under their names; a value under its own name outranks its alias."""
    found: dict[str, object] = {}
    for key, value in row.items():
        if key not in ALIASES:
            found[key] = value
    for key, value in row.items():
        if key in ALIASES and found.get(ALIASES[key]) in (None, ""):
            found[ALIASES[key]] = value
    return found


def given_fields(row: Mapping[str, object], where: Where, intake: Intake) -> Given:
    """The checked values of a row whose names are the contract's; InputError names the field that is wrong."""
    words = {name: _words(row.get(name), name, where) for name in ("title", "outlet", "url", "published", "language")}
    return Given(
        id=_id(row.get("id"), where),
        title=words["title"],
        outlet=words["outlet"],
        url=_url(words["url"], where, intake),
        published=_published(words["published"], where),
        language=_language(words["language"], where, intake),
        kind=_kind(_words(row.get("kind"), "kind", where), where, intake),
    )


def _words(value: object, name: str, where: Where) -> str | None:
    """A value's words with plain spaces; None when there are none."""
    if value is None:
        return None
    if name == "published" and type(value) is int:
        value = str(value)
    if not isinstance(value, str):
        raise FormatError(f"{name} is no text", source=where.source, place=where.at(f"field {name}").place)
    if len(value) > MAX_FIELD:
        raise TooLargeError(f"{name} is over {MAX_FIELD:,} characters", source=where.source, place=where.place)
    if _SURROGATE.search(value):
        raise FormatError(f"{name} holds half a character (a lone surrogate)", source=where.source, place=where.place)
    return " ".join(_CONTROL.sub(" ", value).split()) or None


def _id(value: object, where: Where) -> str | None:
    if value is None:
        return None
    if type(value) is int and len(str(value)) <= MAX_ID:
        return str(value)
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_ID:
        raise InputError(f"id must be 1 to {MAX_ID} characters", source=where.source, place=where.place)
    if _CONTROL.search(value) or _SURROGATE.search(value):
        raise InputError("id holds a control character", source=where.source, place=where.place)
    return value


def _url(value: str | None, where: Where, intake: Intake) -> str | None:
    if value is None:
        return None
    found = canonical_url(value)
    if found is None:
        intake.say_once(f"url:{where.source}", f"{where.words}: {value[:80]!r} is no web address and is left out")
    return found


def _published(value: str | None, where: Where) -> str | None:
    try:
        return edtf_of(value) if value is not None else None
    except ValueError as error:
        place = where.at("field published").place
        raise InputError(f"{(value or '')[:80]!r}: {error}", source=where.source, place=place) from None


def _language(value: str | None, where: Where, intake: Intake) -> str | None:
    if value is None:
        return None
    found = language_code(value)
    if found is None:
        message = f"{where.words}: {value[:80]!r} is no language code; it is recognised instead"
        intake.say_once(f"language:{value[:80]}", message)
    return found


def _kind(value: str | None, where: Where, intake: Intake) -> str | None:
    if value is None:
        return None
    found = _KINDS.get(value.casefold())
    if found is None:
        intake.say_once(f"kind:{value[:80]}", f"{where.words}: kind {value[:80]!r} is not known and is taken as other")
    return found or "other"
