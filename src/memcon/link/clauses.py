"""The clauses of later articles as answers and outcomes need them: their words, whom they name, who says them.

"Minsk reopened the road on Friday, the border guard of Belarus told hauliers" gives two clauses of one sentence, each
with its stems, the states it names in order (by the lexicon's names, adjectives and capitals, and by the article's
actors) and the state of whoever says it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from memcon.link.acts import canonical
from memcon.link.facts import told_in
from memcon.link.similarity import forms_of
from memcon.link.state_names import Names
from memcon.model.digest import Digest
from memcon.model.reading import Ask, Forecast
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


_RUN = re.compile(r"\b[A-Z][^\W\d_]{2,}(?:[ -][A-Z][^\W\d_]{2,}){0,2}")
TOWN = 15_000
"""People of the smallest town that stands for its state in a clause."""
MOST_PLACES = 40_000
"""Characters of an article in which towns are looked up."""


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
    forms = forms_of(text)
    plain = text.lower()
    extra = [_PAST[form] for form in forms if form in _PAST]
    if "down" in plain and _DOWN.search(text):
        extra += ["reject", "fail"]
    if any(word in plain for word in _OF_AWAY) and _AWAY.search(text):
        extra.append("leave")
    extra += [f"{form[:-7]}mit" for form in forms if len(form) > 8 and form.endswith("mission")]
    found = told_in([*forms, *extra])
    return found | {HALT} if not _STOPPING.isdisjoint(forms) else found


def terms_of(form: str) -> frozenset[str]:
    """The stems that a sentence with this word has among its own; "down" may make it a refusal or failure."""
    return words_told(form) | (words_told("reject fail") if form.lower() == "down" else frozenset())


_STOPPING = frozenset(
    "stop stops stopped stopping halt halts halted halting cease ceases ceased ceasing suspend suspends "
    "suspended".split()
)
_DOWN = re.compile(r"\b(?:vot|shot|struck|turn|fac)(?:ed|es|ing)? (?:it |them )?down\b", re.IGNORECASE)
_AWAY = re.compile(
    r"\b(?:drove|driven|drive|march\w*|roll\w*|fl[ey]w?|flown|rode|tow\w*|pull\w*|mov\w+|walk\w*|steam\w*|went|gone|"
    r"moved|shipped|hauled|carried|taken|took|got) (?:\w+ ){0,4}?(?:out of|away|off|home|back)\b",
    re.IGNORECASE,
)
"""Motion away, in whatever way: "drove out of the car park", "towed their cages back"."""
_OF_AWAY = ("out of", "away", "off", "home", "back")
"""One of these stands in whatever it finds."""
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

    @property
    def place(self) -> tuple[str, str, Span]:
        """The day of print, the article and the sentence that it stands in: by these clauses are in order of time."""
        return self.printed.earliest or "", self.article, self.sentence

    def evidence(self, digest: Digest) -> Evidence:
        """The clause as evidence."""
        return digest.evidence(self.span)[0]


class Named(NamedTuple):
    """What looking through a whole article finds: the states that it names, and its towns with the state of each."""

    context: frozenset[str]
    towns: tuple[tuple[str, str], ...]


class ArticleClauses:
    """The clauses of one article, each made when it is first asked for; sentences by their place in the article.

    `named` is what was found before of the same article, so that a few of its clauses do not cost all of it.
    """

    def __init__(self, digest: Digest, state: Mapping[str, str], known: Names, named: Named | None = None) -> None:
        self._digest, self._state, self._known, self._before = digest, state, known, named
        self.day = day_of_print(digest.article.published)
        self.places = told_sentences(digest) if self.day.latest is not None else []
        self._made: dict[int, tuple[Clause, ...]] = {}
        self._read: dict[int, tuple[str, frozenset[frozenset[str]], frozenset[str]]] = {}
        self._names_in: dict[int, list[tuple[int, frozenset[str]]]] = {}

    @cached_property
    def _own(self) -> Names:
        """The names of states and of the article's actors."""
        return Names(_own_names(self._digest, self._state), base=self._known)

    @cached_property
    def _names(self) -> Names:
        """The names of states, of the article's actors, and of towns in the states that the article names."""
        return Names(self._towns, base=self._own) if self._towns else self._own

    @cached_property
    def _towns(self) -> tuple[tuple[str, str], ...]:
        if self._before is not None:
            return self._before.towns
        lexicon, text = self._known.lexicon, self._digest.article.text
        if lexicon is None or len(text) > MOST_PLACES:
            return ()
        near = sorted({code for _, codes in self._own.found(text) for code in codes if code in lexicon.states})
        runs = dict.fromkeys(match[0] for match in _RUN.finditer(text))
        towns = [(run, place) for run in runs if (place := lexicon.place(run, near=near))]
        return tuple(
            (run, place.state)
            for run, place in towns
            if place.state in near and place.population >= TOWN and not self._own.found(run)
        )

    @cached_property
    def context(self) -> frozenset[str]:
        """The states that the article names."""
        if self._before is not None:
            return self._before.context
        numbers = range(len(self._digest.sentences))
        return frozenset(code for number in numbers for _, codes in self._found(number) for code in codes)

    @property
    def named(self) -> Named:
        """What a later look at the article need not find again."""
        return Named(self.context, self._towns)

    def _found(self, number: int) -> list[tuple[int, frozenset[str]]]:
        """(offset in it, codes) of every name in a sentence."""
        if number not in self._names_in:
            text = self._digest.sentences[number].span.of(self._digest.article.text)
            self._names_in[number] = self._names.found(text)
        return self._names_in[number]

    def of(self, number: int) -> tuple[Clause, ...]:
        """The clauses of one sentence, none of a furniture line or of one too long."""
        if number not in self._made:
            at = bisect_left(self.places, number)
            told = at < len(self.places) and self.places[at] == number
            self._made[number] = tuple(self._clauses(number)) if told else ()
        return self._made[number]

    def all(self) -> list[Clause]:
        """The clauses of the whole article, in order."""
        return [clause for number in self.places for clause in self.of(number)]

    def after(self, clause: Clause, count: int) -> list[Clause]:
        """The next `count` clauses of the article after one of its own, fewer at its end."""
        found = [one for one in self.of(clause.number) if one.span.start >= clause.span.end]
        at = bisect_right(self.places, clause.number)
        while len(found) < count and at < len(self.places):
            found += self.of(self.places[at])
            at += 1
        return found[:count]

    def _sentence(self, number: int) -> tuple[str, frozenset[frozenset[str]], frozenset[str]]:
        """The text of a sentence, the codes of each name in it, and the states of those who say it."""
        if number not in self._read:
            span = self._digest.sentences[number].span
            text = span.of(self._digest.article.text)
            sets = frozenset(codes for _, codes in self._found(number))
            speakers = _speakers(self._digest, span, self._state) | _said_by(text, self._names)
            self._read[number] = text, sets, speakers
        return self._read[number]

    def _named(self, number: int) -> frozenset[str]:
        _, sets, speakers = self._sentence(number)
        return speakers.union(*sets)

    def _clauses(self, number: int) -> Iterator[Clause]:
        digest, sentence, at = self._digest, self._digest.sentences[number], bisect_left(self.places, number)
        text, sets, speakers = self._sentence(number)
        last = self.places[max(0, at - 2) : at]
        whole = digest.article.text
        for part in parts(whole, sentence.span):
            said = part.of(whole)
            yield Clause(
                article=digest.article.id, span=part, text=said, sentence=sentence.span, number=number,
                words=words_told(said), around=words_told(text),
                before=words_told(digest.sentences[last[-1]].span.of(whole)) if last else frozenset(),
                named=tuple(self._names.found(said)), there=speakers.union(*sets), sets=sets,
                recent=frozenset().union(*(self._named(one) for one in last)), speakers=speakers,
                context=self.context, when=_dated(digest, part, sentence.span) or self.day, printed=self.day,
                foretold=_told_in(digest.forecasts, part, 0.4), asking=_told_in(digest.asks, part, 0.3),
                opinion=sentence.voice == "opinion",
            )  # fmt: skip


def told_sentences(digest: Digest) -> list[int]:
    """The places of the sentences that tell something: no furniture, none too long to be one."""
    skipped = [block.span for block in digest.blocks if block.kind not in ("body", "quoted")]
    return [
        number
        for number, sentence in enumerate(digest.sentences)
        if sentence.span.end - sentence.span.start <= LONGEST
        and not any(block.overlaps(sentence.span) for block in skipped)
    ]


def _told_in(lines: Iterable[Ask | Forecast], part: Span, least: float) -> bool:
    """Whether an ask or forecast that is sure enough stands in the clause."""
    return any(one.confidence >= least and row.span.overlaps(part) for one in lines for row in one.evidence)


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
