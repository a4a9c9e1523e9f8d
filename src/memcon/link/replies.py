"""What a clause says to an open ask: a score with reasons from wording, people, content and place.

"Tunis urged Tripoli to free nine fishermen"; in a later paper "the nine fishermen flew home on Friday" is an act that
fulfils it (granted), "Libya's note makes no mention of the fishermen" leaves it unanswered, "five of the nine are
home" grants a part. Who answers must be the one asked (or, of a promise, who promised), or nobody in particular.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from memcon.link.clauses import Clause, words_told
from memcon.link.reply_words import (
    ANOTHER,
    CUES,
    DOUBTFUL,
    ENDING,
    GIVEN,
    GONE,
    GOT,
    GRANTING,
    HARMED,
    HOSTILE,
    IN_FULL,
    KEPT,
    NOTHING_CAME,
    NOUNS,
    OF_COMMENT,
    PARTLY,
    REST_LEFT,
    UNCHANGED,
    UNDONE,
    VISITING,
    WEAK,
    WENT_ON,
    Cue,
    family_of,
)
from memcon.model.reading import AnswerKind, Ask
from memcon.model.span import Reason, Span

ENOUGH = 0.3
"""Share of the weight of what was asked that a clause must have to speak of it."""
LEAST = 0.5
PAST = re.compile(
    r"\b(?:\w{2,}ed|came|went|gave|sent|took|got|brought|left|flew|drove|sold|lent|paid|let|put|set|"
    r"built|began|ran|rose|swam|stood|"
    r"sat|held|met|made|saw|watched|handed|cut|shook|sang|rode|drew|struck|(?:ha[sd]|"
    r"have) (?:\w+ ){0,2}\w+(?:ed|en|n|t))\b",
    re.IGNORECASE,
)
"""A verb in the past: what tells of an act."""
IT = re.compile(
    r"\W*(?:it|they|he|she|both|all|the \w+|"
    r"(?:the first |some |another )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|some|most|\d[\d,.]*))\b",
    re.IGNORECASE,
)
"""What may stand for the thing just asked for: "it", "the pumps", "eleven"."""
THEY = re.compile(r"\W*(?!the )", re.IGNORECASE)
JOINTLY = re.compile(r"(?:both|they|the (?:two|leaders|sides|ministers|presidents))\b", re.IGNORECASE)
OWN = 3
"""Content words after a bare "accepted" that make it of another thing."""
SHORT = 18
"""Words of a clause right after an ask in which a bare "will not" is an answer."""
PLAIN = 24
"""Words of a clause that may tell of an act in words of its own."""
SEVERAL = "those asked answer differently"
NEXT = 2
"""Sentences after the ask within which a bare "declined" speaks of it."""
_NUMBER = re.compile(
    r"(?<![\w.])(\d[\d,.]*)\s*(k|m|bn|million|billion)?(?![\w])|"
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred)\b",
    re.IGNORECASE,
)
_WORDED = {
    name: i for i, name in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_WORDED |= {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
            "ninety": 90,
            "hundred": 100}  # fmt: skip
TRAVELS = words_told("visit state official working spring autumn trip")
CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_SCALE = {"": 1.0, "k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_MONEY_OR_DAY = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s*$|"
    r"\b(?:in|since|by)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An ask as clauses are compared with it. `doing` answer or act, `other` wait for it; `weights` by stem."""

    ask: Ask
    family: str
    doing: frozenset[str]
    other: frozenset[str]
    weights: tuple[tuple[str, float], ...]
    lead: frozenset[str]
    acts: frozenset[str]
    ending: bool
    day: date
    places: tuple[tuple[str, Span], ...]
    """(article, span) of each telling."""
    amount: tuple[float, frozenset[str]] | None
    listed: int
    heed: frozenset[str]
    """Of a warning "unless you leave": the stems of what would avert it."""
    due: date | None = None
    core: frozenset[str] = frozenset()
    """The stems of the thing itself, without what is said of it ("smugglers" of "smugglers held in the port")."""
    defied: frozenset[str] = frozenset()
    """Of a warning "if you print it": the stems of what would go against it."""
    sole: bool = False
    """Whether it is the only ask of its family between the two."""

    @property
    def total(self) -> float:
        """The weight of all words of the thing asked."""
        return sum(weight for _, weight in self.weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one clause says to an ask."""

    kind: AnswerKind
    score: float
    clause: Clause
    reasons: tuple[Reason, ...]
    act: bool = False
    amount: float | None = None
    agents: frozenset[str] = frozenset()
    """Those of the asked who are named with it."""


def weights_of(what: str, names: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """The stems of a thing asked with their weights: names of places count most, verbs that say little least."""
    proper: set[str] = set()
    for match in re.finditer(r"(?<!^)(?<![.!?“\"] )\b[A-Z][\w’'-]+", what):
        proper |= words_told(match[0])
    words = frozenset(word for word in words_told(what) - names if not re.fullmatch(r"(?:1[89]|20)\d\d", word))
    out = []
    for word in sorted(words):
        if word.isdigit() or word in _WORDED:
            weight = 0.4
        elif word in WEAK or word in TRAVELS:
            weight = 0.4
        else:
            weight = 1.7 if word in proper else 1.0
        out.append((word, weight))
    if not any(weight >= 1 for _, weight in out):  # "an early payment": what says little is all that there is
        out = [(word, weight if word.isdigit() or word in _WORDED else 1.0) for word, weight in out]
    return tuple(out)


def amount_in(text: str) -> tuple[float, frozenset[str]] | None:
    """The first counted thing: how many, and the stems of the two words after the number."""
    for match in _NUMBER.finditer(text):
        value = _value(match)
        if value is None or _MONEY_OR_DAY.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        after = re.findall(r"[A-Za-z][\w-]*", text[match.end() : match.end() + 48])[:4]
        things = words_told(" ".join(after))
        before = text[max(0, match.start() - 1) : match.start()]
        if before in CURRENCIES:
            things |= words_told(CURRENCIES[before])
        return value, things
    return None


def amounts_in(text: str) -> list[tuple[float, frozenset[str]]]:
    """All counted things of a text."""
    found: list[tuple[float, frozenset[str]]] = []
    at = 0
    while (one := amount_in(text[at:])) is not None and len(found) < 6:
        match = next(m for m in _NUMBER.finditer(text, at) if _value(m) == one[0])
        found.append(one)
        at = match.end()
    return found


def _value(match: re.Match[str]) -> float | None:
    if match[3]:
        return float(_WORDED[match[3].lower()])
    try:
        return float(match[1].replace(",", "").rstrip(".")) * _SCALE[(match[2] or "").lower()]
    except ValueError:
        return None


def reply_of(
    wanted: Wanted, clause: Clause, rivals: Sequence[Span], following: Clause | None, chained: bool = False
) -> Reply | None:
    """The surest reply that a clause gives, None where it gives none.

    `rivals` are other asks of its article; `chained` says that the sentence (or the one before) speaks of the ask.
    """
    near = _nearness(wanted, clause, rivals)
    if near is not None and near <= 0:
        return _denial(wanted, clause)
    if near == 0.5 and wanted.ask.answers:
        return None  # its own sentence has told how it was answered
    if (
        near is None
        and chained
        and wanted.doing & clause.there
        and not any(r.start < clause.span.end and clause.sentence.start <= r.start for r in rivals)
    ):
        near = 1.0
    share = share_of(wanted, clause)
    found = [reply for reply in (
        *(_worded(wanted, clause, cue, share, near) for cue in _cues_in(clause.text)),
        _acted(wanted, clause, share, near, following),
        _unchanged(wanted, clause, share, near),
    ) if reply is not None and reply.score >= LEAST]  # fmt: skip
    best = max(found, key=lambda reply: (reply.score, reply.act, reply.kind), default=None)
    named = frozenset(code for _, codes in clause.named for code in codes & wanted.doing) or wanted.doing & clause.there
    return replace(best, agents=named) if best is not None else None


def _denial(wanted: Wanted, clause: Clause) -> Reply | None:
    """A telling that is itself the denial ("denied that it had ever asked for the boats")."""
    share = share_of(wanted, clause)
    found = [_worded(wanted, clause, cue, share, None) for cue in CUES if cue.kind == "denied"]
    return max((r for r in found if r is not None and r.score >= LEAST), key=lambda r: r.score, default=None)


def share_of(wanted: Wanted, clause: Clause) -> float:
    """The share (0..1) of the weight of what was asked that the clause has in its words."""
    if not wanted.total:
        return 0.0
    mine = sum(weight for word, weight in wanted.weights if word in clause.words)
    around = sum(weight for word, weight in wanted.weights if word in clause.around and word not in clause.words)
    before = sum(
        weight for word, weight in wanted.weights
        if word in clause.before and word not in clause.around
    )  # fmt: skip
    whole = (mine + 0.6 * around + 0.35 * before) / wanted.total
    core = sum(weight for word, weight in wanted.weights if word in wanted.core)
    if core < 0.9:
        return whole
    inside = sum(weight for word, weight in wanted.weights if word in wanted.core & clause.words)
    beside = sum(weight for word, weight in wanted.weights if word in wanted.core & clause.around - clause.words)
    return max(whole, 0.75 * (inside + 0.6 * beside) / core)


def _nearness(wanted: Wanted, clause: Clause, rivals: Sequence[Span]) -> float | None:
    """Sentences from the ask to the clause in one article (.5 for the rest of its sentence); 0 before it or in it;
    None for another article, and where another ask stands between."""
    own = [span for article, span in wanted.places if article == clause.article]
    if not own:
        return None
    last = max((span for span in own if span.start <= clause.span.end), default=None)
    if (
        last is None
        or clause.span.start < last.start
        or (
            clause.span.overlaps(Span(last.start, last.end))
            and (clause.span.end <= last.end + 3 or clause.span.start < last.start)
        )
    ):
        return 0.0
    if any(last.end <= rival.start < clause.span.end for rival in rivals):
        return None
    if clause.sentence.start <= last.start < clause.sentence.end:
        return 0.5
    return 1.0 if clause.span.start - last.end < 260 else 2.0 if clause.span.start - last.end < 480 else None


def _link(wanted: Wanted, clause: Clause, share: float, near: float | None, cue: Cue) -> tuple[float, str]:
    """How surely the clause speaks of this ask, and by what."""
    best = (0.0, "")
    touched = {word for word, weight in wanted.weights if weight >= 1 and word in clause.words | clause.around}
    if share >= ENOUGH and (touched or near is not None):
        best = max(best, (min(0.95, 0.62 + 0.35 * share), "what was asked"))
    noun = NOUNS[wanted.family].search(clause.text.lower())
    told = clause.there | clause.recent
    pair = bool(wanted.doing & told) and bool(wanted.other & told)
    if wanted.sole and not pair:
        pair = bool(wanted.doing & told and wanted.other & clause.context) or bool(
            wanted.doing & told and share >= 0.12
        )
    if noun is not None and pair and (near is not None or share >= 0.2 or wanted.sole):
        best = max(best, (0.85 if near is not None or share >= 0.2 else 0.75, f"“{noun[0]}”"))
    if near is not None and near <= NEXT and cue.bare and not clause.opinion:
        best = max(best, ({0.5: 0.9, 1.0: 0.88}.get(near, 0.7), "right after the ask"))
    return best


@lru_cache(maxsize=100_000)
def _cues_in(text: str) -> tuple[Cue, ...]:
    """The wordings that a clause has, whatever the ask: most clauses have none, and are looked at for many asks."""
    return () if OF_COMMENT.search(text) else tuple(cue for cue in CUES if cue.pattern.search(text))


@lru_cache(maxsize=100_000)
def told_as_done(text: str) -> bool:
    """Whether nothing in a clause says that it has not happened, or may not."""
    plain = without_report(text)
    return not DOUBTFUL.search(plain) and not UNDONE.search(plain)


def _worded(wanted: Wanted, clause: Clause, cue: Cue, share: float, near: float | None) -> Reply | None:
    """A reply in words: "rejected the request", "is still studying it", "no answer has come"."""
    match = cue.pattern.search(clause.text)
    if match is None or clause.foretold or OF_COMMENT.search(clause.text):
        return None
    if cue.kind == "granted" and UNDONE.search(clause.text[max(0, match.start() - 30) : match.start()]):
        return None
    if cue.kind != "deferred" and re.search(
        r"\b(?:if|whether|would|could|may|might|should|expect\w*|likely|unlikely|hopes?|fear\w*|probably)\b[^,;]*$",
        clause.text[: match.start()], re.IGNORECASE,
    ):  # fmt: skip
        return None
    if wanted.family == "warn" and cue.kind in ("granted", "deferred"):
        return None
    if wanted.family == "promise" and cue.kind != "denied" and (near is not None or share < 0.5):
        return None
    short = near is not None and near <= 1 and len(clause.text.split()) <= SHORT and not clause.opinion
    if cue.loose and not short and (clause.opinion or not _refused_verb(wanted, clause.text[match.end() :])):
        return None
    if cue.kind in ("granted", "refused") and JOINTLY.match(clause.text):
        return None
    if cue.kind in ("granted", "refused") and not touching(wanted, clause) and _of_its_own(wanted, clause, match):
        return None
    bare = near is not None and not touching(wanted, clause)
    if bare and (cue.loose or match[0].lower().startswith("silen")) and not wanted.doing & clause.there:
        return None
    linked, how = _link(wanted, clause, share, near, cue)
    if not linked:
        return None
    people, who = _people(wanted, clause, match.start(), cue.by_asker, near)
    if not people:
        return None
    kind: AnswerKind = cue.kind
    if kind == "granted" and PARTLY.search(clause.text[max(0, match.start() - 25) : match.end() + 25]):
        kind = "partly"
    score = cue.weight * linked * people
    return Reply(
        kind=kind, score=round(score, 4), clause=clause,
        reasons=(Reason(name=f"says: {match[0].lower()}", weight=cue.weight),
                 Reason(name=f"speaks of it by {how}", weight=round(linked, 4)),
                 Reason(name=who, weight=round(people, 4))),
    )  # fmt: skip


def touching(wanted: Wanted, clause: Clause) -> bool:
    """Whether the clause itself has a word of the thing asked, or the noun of the ask."""
    return bool({word for word, weight in wanted.weights if weight >= 1} & clause.words) or (
        NOUNS[wanted.family].search(clause.text.lower()) is not None
    )


def _of_its_own(wanted: Wanted, clause: Clause, match: re.Match[str]) -> bool:
    """Whether what was accepted or refused is named, and is another thing ("opposed the use of such weapons")."""
    if "instead" in match[0].lower():
        return False
    rest = re.split(r"[,;:“\"]", clause.text[match.end() :])[0]
    own = words_told(rest) - {word for word, _ in wanted.weights}
    return len(own) > OWN


def _refused_verb(wanted: Wanted, after: str) -> bool:
    """Whether the verb right after "would not" is one of giving, or of the thing asked."""
    following = words_told(" ".join(after.split()[:4]))
    return bool(following & (GRANTING | wanted.lead | wanted.acts))


def _people(wanted: Wanted, clause: Clause, at: int, by_asker: bool, near: float | None) -> tuple[float, str]:
    """How surely the one asked is who answers: named before the wording, as speaker, near by, or nobody named."""
    ahead = [codes for offset, codes in clause.named if offset < at]
    behind = [codes for offset, codes in clause.named if offset >= at]
    if wanted.doing & clause.speakers and not ahead:
        return 1.0, "said by the one asked"
    if ahead:
        if any(codes & wanted.doing for codes in ahead):
            return 1.0, "the one asked answers"
        if any(codes & wanted.other for codes in ahead):
            if by_asker and not any(codes & wanted.doing for codes in behind):
                return 0.95, "told of the asker, who waits"
            if wanted.doing & clause.speakers:
                return 0.95, "said by the one asked"
            if any(codes & wanted.doing for codes in behind):
                return 0.9 if by_asker or _passive(clause.text, at) else 0.6, "named after it"
            return (0.85, "done to the asker's") if _passive(clause.text, at) else (0.0, "")
        return 0.0, ""
    if behind and any(codes & wanted.doing for codes in behind):
        return 0.95, "the one asked is named"
    if wanted.doing & clause.there:
        return 0.95, "the one asked is named beside it"
    if wanted.doing & clause.recent:
        return 0.92, "the one asked is named just before"
    if near is not None and near <= NEXT:
        return 0.9, "nobody else is named"
    if behind and not any(codes & wanted.other for codes in behind):
        return 0.0, ""
    return (0.8, "the article names the one asked") if wanted.doing & clause.context else (0.0, "")


def _passive(text: str, at: int) -> bool:
    return (
        re.search(r"\b(?:was|were|been|being|is|are|be|got|may|can|could|left)\b[^,;]{0,20}$", text[:at], re.I)
        is not None
    )


def _acted(wanted: Wanted, clause: Clause, share: float, near: float | None, following: Clause | None) -> Reply | None:
    """An act that fulfils the ask, in whole or in part; of a warning, what averts it or goes against it."""
    text = clause.text
    if clause.foretold or clause.opinion or (clause.asking and near is None):
        return None
    done = told_as_done(text)
    if wanted.family == "promise" and wanted.doing & wanted.other:
        return None  # of a joint promise each must do its part
    if wanted.family == "warn":
        return _warned(wanted, clause, share, near, done)
    if not done:
        if wanted.family == "promise":
            return _overdue(wanted, clause, share)
        return _pledged(wanted, clause, share, near, following)
    things = {word for word, _ in wanted.weights} - wanted.lead
    acts = (clause.words & wanted.acts) - things  # "the ships lie in Hanko" ships nothing
    if wanted.ending and GONE.search(text):
        acts = acts | {"gone"}
    if HARMED.search(text) and not wanted.ending:
        return None
    it = near is not None and near <= 1 and IT.match(text) is not None
    them = near is not None and near <= 1 and re.search(r"\b(?:it|them)\b", text) is not None
    them = them and bool(wanted.doing & clause.there)
    got = GOT.search(text) is not None and bool(wanted.other & (clause.there | clause.recent) or it)
    if re.search(r"\bstill\b", text) or (UNCHANGED.search(text) and not acts):
        return None
    nouns = ({word for word, _ in wanted.weights} - wanted.lead) or {word for word, _ in wanted.weights}
    touched = clause.words & nouns
    if wanted.family == "invite":
        return _came(wanted, clause, near, acts)
    if (
        not touched
        and not (it and (near == 0.5 or (near == 1 and bool(acts) and THEY.match(text))))
        and not (them and acts)
    ):
        return None
    if near == 0.5 and _within_ask(wanted, clause):
        return None
    plain = not acts and not got
    quoted = re.search(r"[\"“”]|\b(?:said|replied|answered)\b", text) is not None
    said = quoted and bool(wanted.doing & clause.speakers)
    less = wanted.amount is not None and any(n < wanted.amount[0] and c & wanted.amount[1] for n, c in amounts_in(text))
    if plain and (not PAST.search(without_report(text)) or (said and not less)):
        return None
    if plain and (wanted.ending or HOSTILE.search(without_report(text))):
        return None
    mine = sum(weight for word, weight in wanted.weights if word in clause.words and word in nouns)
    whole = sum(weight for word, weight in wanted.weights if word in nouns) or 1.0
    content = mine / whole
    core = sum(weight for word, weight in wanted.weights if word in wanted.core & nouns)
    if core >= 0.9:
        content = max(content, 0.75 * sum(w for word, w in wanted.weights if word in wanted.core & touched) / core)
    if wanted.ending and not acts:
        return None
    people, who = _doers(wanted, clause, near)
    if not people:
        return None
    if not touched:
        content = 0.6
    kind, amount, why = _measure(wanted, clause, following)
    if (
        plain
        and amount is None
        and (
            content < 0.7
            or len(touched) < 2
            or len(text.split()) > PLAIN
            or not wanted.doing & clause.there
            or not (wanted.other & clause.there or near is not None or mine >= 1.7)
        )
    ):
        return None
    listed = wanted.listed > 1 and content < 0.75 and (got or near is not None)
    loose = near is not None or mine >= 1.7 or amount is not None
    if content < (0.15 if listed else 0.3 if loose else 0.45) or (mine < 0.9 and not it and not them):
        return None
    if listed:
        kind, why = "partly", "some of what was asked"
    score = (0.6 + 0.3 * min(1.0, content)) * people * (0.75 if plain else 1.0)
    return Reply(
        kind=kind, score=round(min(score, 0.9), 4), clause=clause, act=True, amount=amount,
        reasons=(Reason(name=f"an act in kind: {', '.join(sorted(acts)) or 'got'}", weight=0.6),
                 Reason(name=f"share of what was asked: {why}", weight=round(content, 4)),
                 Reason(name=who, weight=round(people, 4))),
    )  # fmt: skip


def _within_ask(wanted: Wanted, clause: Clause) -> bool:
    """Whether a clause is the ask itself with a few words more."""
    return any(
        article == clause.article and span.overlaps(clause.span) and clause.span.end - span.end < TAIL
        for article, span in wanted.places
    )


TAIL = 40
"""Characters after an ask in its own clause that are too few for an answer."""
WILL_DO = re.compile(
    r"\b(?:will|[’']ll|shall|(?:is|are) (?:going )?to|"
    r"(?:(?:has|have) )?(?:agreed|decided|undertaken|promised|pledged|vowed) to)\b"
    r"(?! (?:not|never|have to|need|consider|study|examine|discuss|decide|be decided|wait|look))"
    r"(?P<act>(?: [\w’'-]+){1,5})",
    re.IGNORECASE,
)
"""What somebody binds himself to do."""
UNSURE = re.compile(
    r"\b(?:if|unless|should|could|may|might|whether|until|provided|likely|expects?|would)\b", re.IGNORECASE
)


def _pledged(
    wanted: Wanted, clause: Clause, share: float, near: float | None, following: Clause | None
) -> Reply | None:
    """Word given that what was asked will be done: "France will return copies of the archive"."""
    text = without_report(clause.text)
    if wanted.family not in ("ask", "invite", "offer") or wanted.ending or UNSURE.search(text):
        return None
    match = WILL_DO.search(text)
    if match is None or UNDONE.search(text[: match.end()]) or near == 0.5:
        return None
    doing = words_told(match["act"]) & (wanted.acts if wanted.family != "offer" else GRANTING)
    spoken = bool(wanted.doing & clause.speakers) or any(
        codes & wanted.doing for offset, codes in clause.named if offset < match.start()
    )
    touched = {word for word, weight in wanted.weights if weight >= 1} & clause.words - wanted.lead
    next_to = near is not None and near <= 1 and match[0].lower().startswith(("promised", "pledged", "vowed", "agreed"))
    if not doing or not spoken or not (next_to or (touched and share >= 0.45)):
        return None
    if any(codes & wanted.other and not codes & wanted.doing for at, codes in clause.named if at < match.start()):
        return None
    kind, amount, why = _measure(wanted, clause, following)
    share = max(share, 0.5) if next_to else share
    score = (0.62 + 0.2 * min(1.0, share)) * (1.0 if near is not None or wanted.other & clause.context else 0.85)
    return Reply(
        kind=kind, score=round(score, 4), clause=clause, amount=amount,
        reasons=(Reason(name=f"gives its word: {match[0].strip()}", weight=0.62),
                 Reason(name=f"share of what was asked: {why}", weight=round(share, 4))),
    )  # fmt: skip


def without_report(text: str) -> str:
    """The clause without a trailing ", said X" or "after it had ..." in which words of doubt may stand."""
    text = re.sub(r"\b(?:after|since|because|when|before) [^,;]*\bhad\b[^,;]*$", "", text)
    return re.sub(
        r",[”\"]? (?:[\w'’.-]+ ){0,8}?(?:said|told|reported|wrote|announced|confirmed|replied|answered)\b.*$",
        "",
        text,
    )


def _doers(wanted: Wanted, clause: Clause, near: float | None) -> tuple[float, str]:
    """How surely the act is of the one asked for the other: both named, one, or (in a passive) neither."""
    mine, theirs = wanted.doing & clause.there, wanted.other & clause.there
    strangers = [codes for codes in clause.sets if not codes & (wanted.doing | wanted.other)]
    if mine and theirs:
        return 1.0, "both are named"
    if mine:
        return (0.95, "the one asked is named") if not strangers else (0.8, "the one asked is named among others")
    if theirs:
        return (0.92, "the other side is named") if not strangers else (0.0, "")
    if strangers:
        return 0.0, ""
    if wanted.doing & clause.recent or (near is not None and near <= 1):
        return 0.92, "told of them just before"
    return (
        (0.85, "its article names them")
        if wanted.doing & clause.context and wanted.other & clause.context
        else (0.0, "")
    )


def _measure(wanted: Wanted, clause: Clause, following: Clause | None) -> tuple[AnswerKind, float | None, str]:
    """Whether an act gives the whole or a part: by words ("half"), by numbers, by what is told to stay behind."""
    text = clause.text
    amount = None
    if wanted.amount is not None:
        asked, things = wanted.amount
        for value, counted in amounts_in(text):
            if counted & things and value < asked * 0.95 and not counted & {"year", "day"}:
                amount = value
                break
    if IN_FULL.search(text):
        return "granted", amount, "in full"
    if amount is not None:
        return "partly", amount, "less than was asked"
    if PARTLY.search(text) and not re.search(
        r"\b(?:half[- ]?(?:way|hour)|hour and a half|one of the (?:first|last))\b", text
    ):
        return "partly", None, "a part"
    if following is not None and REST_LEFT.search(following.text):
        return "partly", None, "the rest stays behind"
    if following is not None and following.sentence == clause.sentence and KEPT.match(following.text):
        return "partly", None, "a part is kept"
    return "granted", None, "the whole"


def _came(wanted: Wanted, clause: Clause, near: float | None, acts: frozenset[str]) -> Reply | None:
    """Whether the one invited came: named (or "he" right after), to where the invitation says, or to the host."""
    acts = acts & VISITING
    guest = [codes for _, codes in clause.named if codes & wanted.doing] if _person_named(wanted, clause) else []
    people = 1.0 if guest else 0.9 if near is not None and near <= 1 and wanted.doing & clause.recent else 0.0
    places = {word for word, weight in wanted.weights if weight > 1.5}
    there = bool(wanted.other & clause.there)
    where = bool(places & clause.words) or (
        there and bool(acts or {w for w, x in wanted.weights if x >= 1} & clause.words)
    )
    attended = len(places & clause.words | {w for w, x in wanted.weights if x >= 1} & clause.words) >= max(
        1, len(wanted.weights) // 2
    )
    if (
        not people
        or not where
        or not (acts or (attended and not HOSTILE.search(clause.text)))
        or re.search(r"\b(?:back from|returned from|left|ago|last year|at home)\b", clause.text)
    ):
        return None
    return Reply(
        kind="granted", score=round(0.85 * people, 4), clause=clause, act=True,
        reasons=(Reason(name="the one invited came", weight=0.85), Reason(name="guest named", weight=people)),
    )  # fmt: skip


TITLE = re.compile(
    r"\b(?:president|premier|prime minister|chancellor|king|queen|emir|sultan|leader|minister|"
    r"head of (?:state|government)|"
    r"secretary|chief|ruler|prince|princess|delegation|counterpart|guests?|he|she)\b",
    re.IGNORECASE,
)


def _person_named(wanted: Wanted, clause: Clause) -> bool:
    """Whether the invited person is named or titled, where a person was invited."""
    people = [name for name in wanted.ask.asked if not name.isupper()]
    if not people:
        return True
    last = {name.rsplit("-", 1)[-1] for name in people} | {name.split("-", 1)[0] for name in people}
    return TITLE.search(clause.text) is not None or any(part in clause.text.lower() for part in last if len(part) > 1)


def _warned(wanted: Wanted, clause: Clause, share: float, near: float | None, done: bool) -> Reply | None:
    """A warning heeded ("unless the ships leave": they sailed), or passed over ("went on drilling")."""
    mine = bool(wanted.doing & (clause.there | clause.recent)) or (near is not None and near <= 1)
    if not mine:
        return None
    if WENT_ON.search(clause.text) and (share >= 0.2 or (near is not None and near <= NEXT)):
        return Reply(kind="ignored", score=0.72, clause=clause, act=True,
                     reasons=(Reason(name="went on all the same", weight=0.72),))  # fmt: skip
    still = re.search(r"\bstill\b", clause.text) is not None
    if (done or still) and wanted.defied and (wanted.doing & clause.there or (near is not None and near <= 1)):
        touched = wanted.defied & clause.words
        if len(touched) >= max(1, (len(wanted.defied) + 1) // 2):
            return Reply(kind="ignored", score=0.72, clause=clause, act=True,
                         reasons=(Reason(name="did what it was warned of", weight=0.72),))  # fmt: skip
    if done and (heeded := _drawn_back(wanted, clause, share)) is not None:
        return heeded
    if not done or not wanted.heed:
        return None
    nouns = {word for word in wanted.heed if word not in WEAK}
    acts = family_of(wanted.heed & (ENDING | GIVEN)) & clause.words
    left = nouns & clause.words - acts
    if acts and len(left) >= max(1, len(nouns - acts) // 3) and wanted.doing & clause.there:
        return Reply(kind="granted", score=0.75, clause=clause, act=True,
                     reasons=(Reason(name="what the warning wanted was done", weight=0.75),))  # fmt: skip
    return None


AGAINST = re.compile(r"\bagainst \w+ing\b", re.IGNORECASE)
BACK = words_told("leave withdraw remove stop halt cease end cancel abandon drop ground quit vacate")


def _drawn_back(wanted: Wanted, clause: Clause, share: float) -> Reply | None:
    """A warning against doing a thing, heeded: its things are taken away, or it is stopped."""
    warned = any(AGAINST.search(row.quote) for row in wanted.ask.evidence)
    if not warned or share < 0.3 or not wanted.doing & clause.there or not clause.words & BACK:
        return None
    return Reply(kind="granted", score=0.72, clause=clause, act=True,
                 reasons=(Reason(name="drew back from what it was warned against", weight=0.72),))  # fmt: skip


def _overdue(wanted: Wanted, clause: Clause, share: float) -> Reply | None:
    """A promise whose day has passed, where the text says that nothing has come of it."""
    if wanted.due is None or clause.printed.earliest is None or not NOTHING_CAME.search(clause.text):
        return None
    if date.fromisoformat(clause.printed.earliest) <= wanted.due or share < ENOUGH:
        return None
    if not (wanted.doing | wanted.other) & (clause.there | clause.recent | clause.context):
        return None
    return Reply(kind="ignored", score=0.7, clause=clause,
                 reasons=(Reason(name="its day has passed and nothing came", weight=0.7),))  # fmt: skip


_HELD = re.compile(r"\b(?:closed|shut|down|sealed|barred|in (?:prison|jail|custody|detention|force|place)|behind bars|"
                   r"jailed|detained|held|impounded|frozen|"
                   r"where (?:it|they) (?:is|are|was|were))\b", re.IGNORECASE)  # fmt: skip


def _unchanged(wanted: Wanted, clause: Clause, share: float, near: float | None) -> Reply | None:
    """The one asked says that all stays as it is: "the road stays shut, the ministry replied", "our "
    "pilots will fly"."""
    spoken = bool(wanted.doing & clause.speakers)
    if not spoken or wanted.family not in ("ask",) or wanted.other & clause.speakers:
        return None
    stays = UNCHANGED.search(clause.text) is not None and (_HELD.search(clause.text) is not None)
    will = wanted.ending and re.search(r"\b(?:will|shall|goes on|go on|continue)\b", clause.text, re.I) is not None
    if not (stays or will) or (share < 0.2 and not (near is not None and near <= 1)):
        return None
    return Reply(kind="refused", score=0.7, clause=clause,
                 reasons=(Reason(name="the one asked says that it stays so", weight=0.7),))  # fmt: skip


def summed(replies: Iterable[Reply], wanted: Wanted) -> list[Reply]:
    """Replies in order of time; parts that add up to what was asked grant it, and who of several asked refuses, refuses
    a part."""
    out: list[Reply] = []
    given = 0.0
    said: dict[str, AnswerKind] = {}
    several = frozenset(wanted.ask.asked) if len(wanted.ask.asked) > 1 else frozenset()
    for reply in replies:
        if reply.kind == "partly" and reply.amount is not None and wanted.amount is not None:
            more = ANOTHER.search(reply.clause.text) is not None
            given = given + reply.amount if more else max(given, reply.amount)
            if given >= wanted.amount[0] * 0.95:
                out.append(replace(reply, kind="granted"))
                continue
        if several and len(reply.agents & several) == 1:
            said |= dict.fromkeys(reply.agents & several, reply.kind)
            if len(set(said.values())) > 1 and "granted" in said.values():
                reply = replace(reply, kind="partly", reasons=(*reply.reasons, Reason(name=SEVERAL)))
        out.append(reply)
    return out
