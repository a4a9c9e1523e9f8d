"""Statements and outcomes that exclude each other.

`The two sides discussed the border, Oslo said` and `Tallinn denied that the border was discussed` are
a difference of claim; `they signed the grain accord` and `they parted without an accord` one of outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from memcon.link.difference_view import View, difference
from memcon.link.polarity import UNSAID, denied_words
from memcon.link.similarity import NEGATIONS, STOPWORDS, forms_of, stem, stems, words_of
from memcon.model.link import Difference, Encounter, Side
from memcon.model.reading import Statement
from memcon.model.span import Reason, Span

SHARED = 0.45
LEAST_SHARED = 3
MOST_STATEMENTS = 80
_OPPOSITES = {
    a: b
    for pair in (
        "accept reject", "agree disagree", "approve oppose", "support oppose", "back oppose", "increase reduce",
        "raise lower", "rise fall", "expand shrink", "continue stop", "continue end", "start stop", "begin end",
        "open close", "join leave", "enter leave", "strengthen weaken", "succeed fail", "win lose", "lift impose",
        "confirm deny", "grant refuse", "permit forbid", "allow ban", "resume suspend", "extend end",
    )
    for a, b in (pair.split(), pair.split()[::-1])
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    view: View
    statement: Statement
    stems: frozenset[str]
    negative: bool


def claim_differences(
    encounter: Encounter, views: Sequence[View], state_of: Mapping[str, str | None]
) -> list[Difference]:
    """One difference for each pair of statements about one thing of which one says the opposite of the other."""
    claims = [
        _claim(view, statement)
        for view in views
        for statement in view.statements
        if statement.content and not _unsaid(view, statement)
    ]
    made: list[Difference] = []
    used: set[tuple[str | None, str | None]] = set()
    for one, other in combinations(claims[:MOST_STATEMENTS], 2):
        likeness = _opposite(one, other)
        key = (one.statement.claim, other.statement.claim)
        if likeness is None or key in used:
            continue
        used |= {key, key[::-1]}
        made.append(_difference(encounter, one, other, likeness, state_of))
    return made


def _unsaid(view: View, statement: Statement) -> bool:
    """Whether somebody is only said not to have mentioned it."""
    return statement.denied and any(UNSAID & set(forms_of(view.text(span))) for span in statement.cue)


def _claim(view: View, statement: Statement) -> _Claim:
    text = " ".join(view.text(span) for span in statement.content)
    found = stems(text)
    return _Claim(
        view=view,
        statement=statement,
        stems=frozenset(word for word in found if word not in NEGATIONS),
        negative=_negative(text) != statement.denied,
    )


def _negative(text: str) -> bool:
    forms = forms_of(text.replace("n't", " not").replace("n’t", " not").replace("cannot", "can not"))
    return sum(form in NEGATIONS for form in forms) % 2 == 1


def _opposite(one: _Claim, other: _Claim) -> float | None:
    """How alike two statements are apart from their polarity; None when they do not exclude each other."""
    if one.view.article == other.view.article and (_speaker(one) == _speaker(other) or _overlap(one, other)):
        return None
    if _speaker(one) == _speaker(other) and one.statement.mode == other.statement.mode == "direct":
        return None  # one quotation in two wordings is a difference of wording
    shared = one.stems & other.stems
    if len(shared) < LEAST_SHARED:
        return None
    turned = sum(_OPPOSITES.get(word) in other.stems - shared for word in one.stems - shared)
    if (one.negative != other.negative) == bool(turned % 2):
        return None
    denying, told = (one, other) if one.negative else (other, one)
    words = denied_words(" ".join(denying.view.text(span) for span in denying.statement.content))
    if one.negative != other.negative and any(words) and not any(word in told.stems for word in words):
        return None  # what is denied is something that the other does not speak of
    likeness = len(shared) / min(len(one.stems), len(other.stems))
    size = max(len(one.stems), len(other.stems))
    return likeness if likeness >= SHARED + 0.1 * (size > 14) else None


def _overlap(one: _Claim, other: _Claim) -> bool:
    """Whether some characters are of both: one report within another."""
    return any(a.overlaps(b) for a in one.statement.content for b in other.statement.content)


def _speaker(claim: _Claim) -> str:
    return claim.statement.speaker.actor or claim.statement.speaker.name


def _difference(
    encounter: Encounter, one: _Claim, other: _Claim, likeness: float, state_of: Mapping[str, str | None]
) -> Difference:
    rival = state_of.get(one.statement.speaker.actor or "") != state_of.get(other.statement.speaker.actor or "")
    names = [claim.statement.speaker.name for claim in (one, other)]
    return difference(
        encounter,
        "claim",
        [_side(one), _side(other)],
        summary=_summary(names),
        weight=0.75 if rival else 0.6,
        confidence=0.3 + 0.45 * likeness + (0.05 if one.statement.denied or other.statement.denied else 0.0),
        reasons=(
            Reason(name="shared", weight=round(likeness, 4), detail=", ".join(sorted(one.stems & other.stems)[:8])),
        ),
    )


def _summary(names: Sequence[str]) -> str:
    if names[0] == names[1]:
        return f"Accounts of what {names[0]} said are the opposite of each other."
    return f"{names[0]} and {names[1]} are reported to say the opposite of each other."


def _side(claim: _Claim) -> Side:
    value = " ".join(claim.view.text(span) for span in claim.statement.content)
    return Side(
        value=value[:300],
        articles=(claim.view.article,),
        evidence=tuple(row for span in claim.statement.content for row in claim.view.evidence(span)),
    )


_OUTCOMES: Mapping[str, tuple[str, str]] = {
    "agreement": (
        r"\b(?:agreed (?:to|on)|reached (?:(?:an?|the) )?(?:\w+ ){0,3}(?:agreement|deal|accord)|"
        r"struck a (?:\w+ ){0,3}deal|"
        r"(?:signed|sealed|concluded) (?:an?|the|several|\w+) (?:\w+ ){0,4}(?:agreements?|deals?|accords?|"
        r"treat(?:y|ies)|memorand(?:um|a)|pacts?))\b",
        r"\b(?:no (?:\w+ ){0,3}(?:agreements?|deals?|accords?) (?:was|were|had been|has been|emerged|came|resulted)|"
        r"without (?:(?:an?|any|reaching|signing|striking|a) ){1,3}(?:\w+ ){0,3}(?:agreement|deal|accord|pact)|"
        r"(?:failed|unable|were not able) to (?:agree|reach|sign|strike|conclude)|"
        r"did not (?:agree|sign|reach|strike|conclude)|nothing (?:was |had been )?(?:signed|agreed|settled|decided)|"
        r"(?:parted|left|went home|came away) (?:\w+ ){0,2}empty-handed|no result|"
        r"no (?:documents?|agreements?|deals?) (?:\w+ ){0,2}signed)\b",
    ),
    "joint statement": (
        r"\b(?:issued|released|adopted|signed|published|in|put out) (?:an?|the|their) (?:\w+ ){0,2}joint "
        r"(?:statement|communiqu[eé]|declaration)\b",
        r"\b(?:no joint (?:statement|communiqu[eé]|declaration)|without (?:issuing )?(?:an?|any) (?:\w+ )?joint "
        r"(?:statement|communiqu[eé]|declaration)|(?:failed|did not|unable) (?:to )?(?:issue|adopt|release|agree on) "
        r"(?:an?|any) (?:\w+ ){0,2}(?:statement|communiqu[eé]|declaration))\b",
    ),
    "breakthrough": (
        r"\b(?:(?:made|achieved|reached|was|as|hailed) an? (?:\w+ ){0,2}breakthrough|ended in (?:success|agreement))\b",
        r"\b(?:no breakthrough|without (?:an?|any) (?:\w+ ){0,2}breakthrough|ended in (?:failure|deadlock|stalemate)|"
        r"(?:talks|meeting|summit) (?:collapsed|broke down|failed))\b",
    ),
}
_PATTERNS = {
    name: (re.compile(yes, re.IGNORECASE), re.compile(no, re.IGNORECASE)) for name, (yes, no) in _OUTCOMES.items()
}


def outcome_differences(encounter: Encounter, views: Sequence[View]) -> list[Difference]:
    """One difference for each outcome that some accounts tell and others say there was not."""
    if encounter.status not in ("held", "ongoing"):
        return []
    made: list[Difference] = []
    for name, (yes, no) in _PATTERNS.items():
        told = [(view, span) for view in views for span in _found(view, yes, unless=no)]
        denied = [(view, span) for view in views for span in _found(view, no, unless=None)]
        pair = _best_pair(told, denied)
        if pair is not None:
            sides = [_outcome_side(name, pair[0]), _outcome_side(f"no {name}", pair[1])]
            made.append(
                difference(
                    encounter,
                    "outcome",
                    sides,
                    summary=f"One account tells of a result ({name}), another says that there was none.",
                    weight=0.8,
                    confidence=0.4 + 0.4 * pair[2],
                    reasons=(Reason(name="shared", weight=round(pair[2], 4), detail="words both sentences have"),),
                )
            )
    return made


Told = tuple[View, Span]


def _found(view: View, pattern: re.Pattern[str], *, unless: re.Pattern[str] | None) -> Iterable[Span]:
    for sentence in view.sentences:
        text = view.text(sentence.span)
        if pattern.search(text) and not (unless and unless.search(text)):
            yield sentence.span


def _best_pair(told: Sequence[Told], denied: Sequence[Told]) -> tuple[Told, Told, float] | None:
    """The two sentences most alike, of articles of which neither says both."""
    both = {view.article for view, _ in told} & {view.article for view, _ in denied}
    scored = [
        (_alike(one, other), one, other)
        for one in told
        for other in denied
        if one[0].article not in both and other[0].article not in both and one[0].origin != other[0].origin
    ]
    if not scored:
        return None
    score, one, other = max(scored, key=lambda row: (row[0], row[1][1], row[2][1]))
    return one, other, score


def _alike(one: Told, other: Told) -> float:
    a = {stem(w) for w in words_of(one[0].text(one[1])).forms if w not in STOPWORDS}
    b = {stem(w) for w in words_of(other[0].text(other[1])).forms if w not in STOPWORDS}
    return len(a & b) / max(1, min(len(a), len(b)))


def _outcome_side(value: str, told: Told) -> Side:
    view, span = told
    return Side(value=value, articles=(view.article,), evidence=view.evidence(span))
