"""The clauses of later articles as answers and outcomes need them: their words, whom they name, who says them.

"Minsk reopened the road on Friday, the border guard of Belarus told hauliers" gives two clauses of one sentence, each
with its stems, the states it names in order (by the lexicon's names, adjectives and capitals, and by the article's
actors) and the state of whoever says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from memcon.lexicon.lexicon import Lexicon
from memcon.link.acts import canonical
from memcon.link.facts import words_told as stems_told
from memcon.link.similarity import words_of
from memcon.model.digest import Digest
from memcon.model.span import Evidence, Span
from memcon.model.when import When, day_of_print

LONGEST = 700
"""Characters of a sentence; longer ones are lists or hostile."""
_PARTS = re.compile(
    r"; |: (?=\w)|,? but |,? while |, although |, though |, whereas |,? and (?=(?:will|would|has|have|"
    r"is|are|was|were|had|"
    r"can|could|may|might|it|he|she|they|the|no|its|their)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_NAME_WORDS = 5
_NOUN = re.compile(
    r"\b(?:requests?|appeals?|pleas?|petitions?|demands?|offers?|proposals?|invitations?|promises?|pledges?|warnings?|"
    r"ultimatum)\b"
)
"""A clause with such a noun may answer an ask without naming what was asked."""


_PAST = {
    "flew": "fly", "flown": "fly", "lent": "lend", "got": "get", "gotten": "get", "ran": "run", "rose": "rise",
    "risen": "rise", "fell": "fall", "fallen": "fall", "drew": "draw", "drawn": "draw", "drove": "drive",
    "driven": "drive", "threw": "throw", "thrown": "throw", "froze": "freeze", "frozen": "freeze", "cut": "cut",
    "withdrew": "withdraw", "withdrawn": "withdraw", "spent": "spend", "lain": "lie", "laid": "lay", "grown": "grow",
    "shipped": "ship", "dropped": "drop", "stopped": "stop", "scrapped": "scrap", "handed": "hand", "flights": "fly",
    "flight": "fly", "shown": "show", "stood": "stand", "wrote": "write", "written": "write", "apologies": "apology",
    "waived": "waive", "waiver": "waive", "closure": "close", "shutdown": "shut", "rebuilt": "build",
    "rebuild": "build", "sale": "sell", "sales": "sell", "belongs": "sell", "seizure": "seize", "refusal": "refuse",
    "withdrawal": "withdraw", "resumption": "resume", "ratification": "ratify", "arrival": "arrive",
    "collapse": "collapse",
    "invasion": "invade", "resignation": "resign", "rejection": "reject", "arrest": "arrest", "expulsion": "expel",
    "expelled": "expel", "entry": "enter", "entered": "enter", "eaten": "eat", "ate": "eat",
    "broke": "break", "lost": "lose", "won": "win", "sank": "sink", "sunk": "sink", "beat": "beat", "quit": "quit",
    "struck": "strike", "sought": "seek", "caught": "catch", "taught": "teach", "became": "become",
    "freed": "free", "payment": "pay", "payments": "pay", "visited": "visit", "sailed": "sail",
    "loaned": "loan", "departure": "depart", "return": "return", "purchase": "buy", "bought": "buy",
}  # fmt: skip


@lru_cache(maxsize=8192)
def words_told(text: str) -> frozenset[str]:
    """The canonical stems of a text, past forms of strong verbs as their verb, without words of time."""
    forms = words_of(text).forms
    extra = " ".join(_PAST[form] for form in forms if form in _PAST)
    if _DOWN.search(text):
        extra += " reject fail"
    found = stems_told(f"{text} {extra}" if extra else text)
    return found | {HALT} if any(form in _STOPPING for form in forms) else found


_STOPPING = frozenset(
    "stop stops stopped stopping halt halts halted halting cease ceases ceased ceasing suspend suspends "
    "suspended".split()
)
_DOWN = re.compile(r"\b(?:vot|shot|struck|turn|fac)(?:ed|es|ing)? (?:it |them )?down\b", re.IGNORECASE)
HALT = next(iter(canonical(["halt"])))
"""Its stem is that of "end", which most often is of a month: only these forms mean stopping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: `named` are (offset, states) in order, `speakers` the states of whoever says it.

    `before` has the stems of the sentence before, `context` the states of its article, `number` its place in it.
    """

    article: str
    span: Span
    text: str
    sentence: Span
    number: int
    words: frozenset[str]
    around: frozenset[str]
    before: frozenset[str]
    named: tuple[tuple[int, frozenset[str]], ...]
    there: frozenset[str]
    sets: frozenset[frozenset[str]]
    """The codes of each name in its sentence: "Korean" may be either."""
    recent: frozenset[str]
    speakers: frozenset[str]
    context: frozenset[str]
    when: When
    printed: When
    foretold: bool = False
    """Whether somebody foretells it there."""
    asking: bool = False
    """Whether it is itself (part of) an ask."""
    opinion: bool = False
    """Whether its sentence is the article's own judgement."""

    def evidence(self, digest: Digest) -> Evidence:
        """The clause as evidence."""
        return digest.evidence(self.span)[0]


class Names:
    """Surfaces of states (names, adjectives, capitals, seats) to the codes they may mean ("Korean": both Koreas)."""

    def __init__(self, surfaces: Iterable[tuple[str, str]], base: Names | None = None) -> None:
        self._base = base
        self._by_first: dict[str, dict[tuple[str, ...], set[str]]] = {}
        for surface, code in surfaces:
            words = tuple(match[0] for match in _WORD.finditer(surface))
            if words and words[0][:1].isupper():
                self._by_first.setdefault(words[0], {}).setdefault(words, set()).add(code)

    def _at(self, words: tuple[str, ...]) -> set[str]:
        found = self._by_first.get(words[0], {}).get(words, set())
        if self._base is None:
            return found
        found = found | self._base._at(words)
        for word in words if len(words) > 1 else ():  # "Congolese minister": of either Congo
            either = self._base._at((word,))
            found = found | either if len(either) > 1 and either & found else found
        return found

    def _begins(self, word: str) -> bool:
        return word in self._by_first or (self._base is not None and self._base._begins(word))

    def found(self, text: str) -> list[tuple[int, frozenset[str]]]:
        """(offset, codes) of every name in the text, the longest at each place."""
        if not text or not any(c.isupper() for c in text):
            return []
        words = [(match.start(), _bare(match[0])) for match in _WORD.finditer(text)]
        out: list[tuple[int, frozenset[str]]] = []
        skip = 0
        for index, (start, word) in enumerate(words):
            if index < skip or not self._begins(word):
                continue
            for size in range(min(_NAME_WORDS, len(words) - index), 0, -1):
                codes = self._at(tuple(w for _, w in words[index : index + size]))
                if codes:
                    out.append((start, frozenset(codes)))
                    skip = index + size
                    break
        return out


def _bare(word: str) -> str:
    for ending in ("'s", "’s", "s'", "s’"):
        if word.endswith(ending):
            return word[: -len(ending)] + ("s" if ending[0] == "s" else "")
    return word.rstrip(".'’-")


@lru_cache(maxsize=4)
def state_names(lexicon: Lexicon) -> Names:
    """Every surface that may stand for a state."""
    return Names(
        (surface, state.code)
        for state in lexicon.states.values()
        for surface in (state.name, *state.names, *state.demonyms, *state.capital_names, *state.seats, *state.homonyms,
                        *((state.capital,) if state.capital else ()))
    )  # fmt: skip


def clauses_of(
    pile: Sequence[Digest], state: Mapping[str, str], lexicon: Lexicon, *,
    about: frozenset[str], whole: frozenset[str],
) -> Iterator[Clause]:  # fmt: skip
    """The clauses that share a stem with `about`, and all clauses of the articles in `whole`, in order of articles."""
    known = state_names(lexicon)
    for digest in pile:
        day = day_of_print(digest.article.published)
        if day.latest is None:
            continue
        wanted = digest.article.id in whole
        text = digest.article.text
        skipped = [block.span for block in digest.blocks if block.kind not in ("body", "quoted")]
        names: Names | None = None
        context: frozenset[str] = frozenset()
        before: frozenset[str] = frozenset()
        recent: list[frozenset[str]] = []
        for number, sentence in enumerate(digest.sentences):
            span = sentence.span
            if span.end - span.start > LONGEST or any(block.overlaps(span) for block in skipped):
                continue
            around = words_told(span.of(text))
            judged = sentence.voice == "opinion"
            if wanted or around & about or before & about or _NOUN.search(text, max(0, span.start - 300), span.end):
                if names is None:
                    names = Names(_own_names(digest, state), base=known)
                    context = frozenset(
                        code for part in digest.sentences for _, codes in names.found(part.span.of(text))
                        for code in codes
                    )  # fmt: skip
                sets = frozenset(codes for _, codes in names.found(span.of(text)))
                there = frozenset(code for codes in sets for code in codes)
                speakers = _speakers(digest, span, state) | _said_by(span.of(text), names)
                for part in parts(text, span):
                    clause = _clause(
                        digest, part, span, number, day, names, there | speakers, sets, speakers, around, before,
                        frozenset(code for codes in recent[-2:] for code in codes), context,
                    )  # fmt: skip
                    yield replace(clause, opinion=True) if judged else clause
                recent.append(there | speakers)
            else:
                recent.append(frozenset())
            before = around


def _clause(
    digest: Digest, part: Span, sentence: Span, number: int, day: When, names: Names, there: frozenset[str],
    sets: frozenset[frozenset[str]], speakers: frozenset[str], around: frozenset[str],
    before: frozenset[str], recent: frozenset[str],
    context: frozenset[str],
) -> Clause:  # fmt: skip
    text = part.of(digest.article.text)
    return Clause(
        article=digest.article.id, span=part, text=text, sentence=sentence, number=number, words=words_told(text),
        around=around, before=before, named=tuple(names.found(text)), there=there, sets=sets,
        recent=recent, speakers=speakers,
        context=context, when=_dated(digest, part, sentence) or day, printed=day,
        foretold=any(f.confidence >= 0.4 and row.span.overlaps(part) for f in digest.forecasts for row in f.evidence),
        asking=any(a.confidence >= 0.3 and row.span.overlaps(part) for a in digest.asks for row in a.evidence),
    )  # fmt: skip


def _own_names(digest: Digest, state: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The article's actors of a known state by their names, persons by their last name too."""
    for actor in digest.actors:
        code = state.get(actor.id, actor.id)
        if not code or actor.kind == "outlet":
            continue
        for name in (actor.name, *actor.aliases):
            yield name, code
        if actor.kind == "person" and " " in actor.name:
            yield actor.name.rsplit(" ", 1)[-1], code


def _speakers(digest: Digest, span: Span, state: Mapping[str, str]) -> frozenset[str]:
    """The states of those who say what stands in a sentence."""
    found = set()
    for statement in digest.statements:
        if statement.speaker.actor and any(content.overlaps(span) for content in statement.content):
            found.add(state.get(statement.speaker.actor, statement.speaker.actor))
    return frozenset(found - {""})


_SAID = re.compile(
    r"[,”\"] (?:(?P<after>[^,”\"]{3,90}?) (?:said|says|replied|answered|told|announced|wrote|added|"
    r"ruled|confirmed|declared|insisted)"
    r"\b[^,”\"]{0,60}|(?:said|replied|answered|added|wrote|declared) (?P<before>[^,”\"]{3,90}))[.\s]*$"
)


def _said_by(text: str, names: Names) -> frozenset[str]:
    """The states named in a report that closes a sentence (", the air force of Chad replied")."""
    found = _SAID.search(text[-220:])
    if found is None:
        return frozenset()
    sets = [codes for _, codes in names.found(found["after"] or found["before"] or "")]
    return frozenset(code for codes in sets[:1] for code in codes)


def _dated(digest: Digest, part: Span, sentence: Span) -> When | None:
    for span in (part, sentence):
        for time in digest.times:
            if span.covers(time.span) and time.type in ("DATE", "TIME") and time.when.dated:
                if time.when.days is not None and time.when.days <= 45:
                    return time.when
    return None


def parts(text: str, span: Span) -> Iterator[Span]:
    """A sentence cut where its next clause begins."""
    start = span.start
    for match in _PARTS.finditer(text, span.start, span.end):
        if match.start() - start > 8:
            yield Span(start, match.start())
            start = match.end()
    if start < span.end:
        yield Span(start, span.end)
