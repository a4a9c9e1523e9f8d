"""The clauses of later articles as answers and outcomes need them: their words, whom they name, who says them.

"Minsk reopened the road on Friday, the border guard of Belarus told hauliers" gives two clauses of one sentence, each
with its stems, the states it names in order (by the lexicon's names, adjectives and capitals, and by the article's
actors) and the state of whoever says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from memcon.lexicon.lexicon import Lexicon
from memcon.link.acts import canonical
from memcon.link.facts import words_told as stems_told
from memcon.link.similarity import forms_of
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
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_CAPITAL = re.compile(r"[^\W\d_a-z][\w.'’-]*")
_NAME_WORDS, _LOOK_BACK = 5, 60


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
    extra = " ".join(_PAST[form] for form in forms if form in _PAST)
    if _DOWN.search(text):
        extra += " reject fail"
    if _AWAY.search(text):
        extra += " leave"
    extra += "".join(f" {form[:-7]}mit" for form in forms if len(form) > 8 and form.endswith("mission"))
    found = stems_told(f"{text} {extra}" if extra else text)
    return found | {HALT} if any(form in _STOPPING for form in forms) else found


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


class Names:
    """Surfaces of states (names, adjectives, capitals, seats) to the codes they may mean ("Korean": both Koreas)."""

    def __init__(
        self, surfaces: Iterable[tuple[str, str]], base: Names | None = None, lexicon: Lexicon | None = None
    ) -> None:
        self._base = base
        self.lexicon = lexicon
        self._by_first: dict[str, dict[tuple[str, ...], set[str]]] = {}
        self._sizes: dict[str, int] = {}
        for surface, code in surfaces:
            words = tuple(match[0] for match in _WORD.finditer(surface))
            if words and words[0][:1].isupper():
                self._by_first.setdefault(words[0], {}).setdefault(words, set()).add(code)
                self._sizes[words[0]] = max(self._sizes.get(words[0], 0), len(words))

    def _at(self, words: tuple[str, ...]) -> set[str]:
        found = self._by_first.get(words[0], {}).get(words, set())
        if self._base is None:
            return found
        found = found | self._base._at(words)
        for word in words if len(words) > 1 else ():  # "Congolese minister": of either Congo
            either = self._base._at((word,))
            found = found | either if len(either) > 1 and either & found else found
        return found

    def _longest(self, word: str) -> int:
        """The words of the longest name that begins so, 0 for none."""
        own = self._sizes.get(word, 0)
        return max(own, self._base._longest(word)) if self._base is not None else own

    def found(self, text: str) -> list[tuple[int, frozenset[str]]]:
        """(offset, codes) of every name in the text, the longest at each place."""
        out: list[tuple[int, frozenset[str]]] = []
        past = 0
        for match in _CAPITAL.finditer(text):
            start = match.start()
            if start < past:
                continue
            longest = self._longest(_bare(match[0]))
            if not longest or not _begins_word(text, start):
                continue
            some = islice(_WORD.finditer(text, start), min(longest, _NAME_WORDS))
            words = [(one.end(), _bare(one[0])) for one in some]
            for size in range(len(words), 0, -1):
                codes = self._at(tuple(word for _, word in words[:size]))
                if codes:
                    out.append((start, frozenset(codes)))
                    past = words[size - 1][0]
                    break
        return out


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins here: nothing before it but what no word begins with ("'Lima", "3-Lima")."""
    at = start
    while at and start - at < _LOOK_BACK and (text[at - 1] in ".'’-_" or text[at - 1].isalnum()):
        at -= 1
        if text[at].isalpha():
            return False
    return True


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    for ending in ("'s", "’s", "s'", "s’"):
        if word.endswith(ending):
            return word[: -len(ending)] + ("s" if ending[0] == "s" else "")
    return word.rstrip(".'’-")


@lru_cache(maxsize=4)
def state_names(lexicon: Lexicon) -> Names:
    """Every surface that may stand for a state."""
    return Names(
        ((surface, state.code)
        for state in lexicon.states.values()
        for surface in (state.name, *state.names, *state.demonyms, *state.capital_names, *state.seats, *state.homonyms,
                        *((state.capital,) if state.capital else ()))),
        lexicon=lexicon,
    )  # fmt: skip


class ArticleClauses:
    """The clauses of one article, each made when it is first asked for; sentences by their place in the article."""

    def __init__(self, digest: Digest, state: Mapping[str, str], known: Names) -> None:
        self._digest, self._state, self._known = digest, state, known
        self.day = day_of_print(digest.article.published)
        self.places = told_sentences(digest) if self.day.latest is not None else []
        self._order = {number: at for at, number in enumerate(self.places)}
        self._made: dict[int, tuple[Clause, ...]] = {}
        self._read: dict[int, tuple[str, frozenset[frozenset[str]], frozenset[str]]] = {}
        self._names_in: dict[int, list[tuple[int, frozenset[str]]]] = {}

    @cached_property
    def _names(self) -> Names:
        """The names of states, of the article's actors, and of towns in the states that the article names."""
        own = Names(_own_names(self._digest, self._state), base=self._known)
        lexicon, text = self._known.lexicon, self._digest.article.text
        if lexicon is None or len(text) > MOST_PLACES:
            return own
        near = sorted({code for _, codes in own.found(text) for code in codes if code in lexicon.states})
        runs = dict.fromkeys(match[0] for match in _RUN.finditer(text))
        towns = [(run, place) for run in runs if (place := lexicon.place(run, near=near))]
        kept = [
            (run, place.state)
            for run, place in towns
            if place.state in near and place.population >= TOWN and not own.found(run)
        ]
        return Names(kept, base=own) if kept else own

    @cached_property
    def context(self) -> frozenset[str]:
        """The states that the article names."""
        numbers = range(len(self._digest.sentences))
        return frozenset(code for number in numbers for _, codes in self._found(number) for code in codes)

    def _found(self, number: int) -> list[tuple[int, frozenset[str]]]:
        """(offset in it, codes) of every name in a sentence."""
        if number not in self._names_in:
            text = self._digest.sentences[number].span.of(self._digest.article.text)
            self._names_in[number] = self._names.found(text)
        return self._names_in[number]

    def of(self, number: int) -> tuple[Clause, ...]:
        """The clauses of one sentence, none of a furniture line or of one too long."""
        if number not in self._order:
            return ()
        if number not in self._made:
            self._made[number] = tuple(self._clauses(number))
        return self._made[number]

    def all(self) -> list[Clause]:
        """The clauses of the whole article, in order."""
        return [clause for number in self.places for clause in self.of(number)]

    def after(self, clause: Clause, count: int) -> list[Clause]:
        """The next `count` clauses of the article after one of its own, fewer at its end."""
        found = [one for one in self.of(clause.number) if one.span.start >= clause.span.end]
        at = self._order[clause.number] + 1
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
        digest, sentence, at = self._digest, self._digest.sentences[number], self._order[number]
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
