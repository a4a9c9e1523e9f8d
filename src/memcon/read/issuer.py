"""Who speaks in an official text: the issuer, in the first person or as "the sides".

An invented example: in a readout of the Ministry of Trade the sentence `"The sides agreed to meet again."` is the
ministry's statement, without a cue; `"It rained."` is not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date

from memcon.model.actor import Party
from memcon.model.reading import Sentence
from memcon.model.span import Span
from memcon.read.page import Page
from memcon.read.span_index import SpanIndex

_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|us|me|ours|I'm|I’m|[Ww]e're|[Ww]e’re|[Ww]e've|[Ww]e’ve)\b")
_ALONE = re.compile(r"\b(?:I|[Mm]y|me|I['’](?:m|ve|d|ll))\b")
_SIDES = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Tt]he two|[Tt]he three) (?:sides|parties|leaders|presidents|ministers|heads of state"
    r"|heads of government|foreign ministers|delegations|secretaries|countries|governments|states|Sides|Parties|Leaders"
    r"|Presidents|Ministers)\b"
)
_HEADS = ("president", "head_of_government")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TITLES = frozenset(
    "the president prime minister mr mrs ms miss dr secretary chancellor foreign defense defence vice chairman senator "
    "ambassador governor general deputy under assistant state of premier king queen prof professor press briefing by "
    "interview with remarks and news conference spokesperson spokesman spokeswoman minister's president's".split()
)
_BY = re.compile(
    r"^(?:(?:joint |opening |closing |press )?(?:statement|remarks|address|speech|message|letter|readout|interview"
    r"|answers?|comments?|transcript)(?:[^:]{0,40}? (?:by|from)| of) (?P<by>[^:;,–—]{3,80})|(?P<colon>[^:]{3,60}):)",
    re.IGNORECASE,
)


def issuer_of(page: Page) -> Party | None:
    """Who issued an official text: whom its title names as speaking, else its outlet; None for other kinds of text."""
    article = page.article
    if article.kind != "official":
        return None
    named = _BY.match(article.title or "")
    if named and named["by"]:
        party = _known(page, named["by"].strip())
        if party is not None:
            return party
    if article.outlet is None:
        return None
    return _known(page, article.outlet) or Party(name=article.outlet)


def first_person_of(page: Page) -> Party | None:
    """Who says "I" in an official text: whom its title names, else who held the issuing seat that day, else the
    issuer."""
    issuer = issuer_of(page)
    if issuer is None or ((named := _BY.match(page.article.title or "")) and named["by"]):
        return issuer
    return seat_holder(page) or issuer


def seat_holder(page: Page) -> Party | None:
    """The head of state or government whose seat issued the text, on its day; None for other issuers or undated."""
    outlet, published = page.article.outlet, (page.article.published or "")[:10]
    if not outlet or not _DAY.fullmatch(published):
        return None
    size, entries = page.lexicon.entries(outlet.split(), 0)
    if not size or len(entries) != 1 or entries[0].sense != "seat" or entries[0].state is None:
        return None
    on = date.fromisoformat(published)
    held = (page.lexicon.holder(state=entries[0].state, office=office, on=on) for office in _HEADS)
    person = next((one for one in held if one is not None), None)
    if person is None:
        return None
    return Party(actor=person.id, name=person.name)


def holder_at_home(page: Page, words: str) -> Party | None:
    """Who "the President" or "the Prime Minister" of an official text is: whoever held that office of its state."""
    outlet, published = page.article.outlet, (page.article.published or "")[:10]
    if page.article.kind != "official" or not outlet or not _DAY.fullmatch(published):
        return None
    size, entries = page.lexicon.entries(outlet.split(), 0)
    states = {entry.state or (entry.id if entry.sense == "state" else None) for entry in entries} if size else set()
    state = states.pop() if len(states) == 1 else None
    if state is None:
        return None
    office = "head_of_state" if words.casefold().endswith(" president") else "head_of_government"
    person = page.lexicon.holder(state=state, office=office, on=date.fromisoformat(published))
    if person is None:
        return None
    return Party(actor=person.id, name=person.name)


def labelled_party(page: Page, label: Span) -> Party | None:
    """Who a turn's label stands for ("THE PRESIDENT", "MR. DAY", "Secretary Day"): the holder of the issuing seat, a
    person of the article by surname, or the full name that the title has for it; None where none is known."""
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", label.of(page.text)) if w.casefold() not in _TITLES]
    if not words:
        bare = label.of(page.text).casefold().strip(" .*_:")
        if bare.removeprefix("the ") not in ("president", "prime minister"):
            return None
        holder = seat_holder(page) or holder_at_home(page, f"the {bare.removeprefix('the ')}")
        # Whose transcript it is tells who that is, never the president named last in what is said.
        return replace(holder or Party(name=bare.removeprefix("the ").title()), span=label)
    surname = words[-1].casefold()
    held = _holder_named(page, label.of(page.text), surname)
    if held is not None:
        return replace(held, span=label)
    people = [a for a in page.actors if a.kind == "person" and a.name.casefold().split()[-1] == surname]
    full = re.search(
        rf"((?:[A-Z][\w.'’-]*\s){{1,3}}){re.escape(words[-1])}\b", (page.article.title or "")[:300], re.IGNORECASE
    )
    given = [w for w in full[1].split() if w.casefold().strip(".") not in _TITLES and w[:1].isupper()] if full else []
    if len(people) == 1 and not (given and len(words) == 1 and len(people[0].name.split()) == 1):
        return Party(actor=people[0].id, name=people[0].name, span=label)
    # A guest whom the text itself gives a surname only has his whole name in the title.
    if len(people) <= 1 and full is not None and given and len(words) == 1:
        return Party(name=" ".join([*given, words[-1].capitalize() if words[-1].isupper() else words[-1]]), span=label)
    if len(words) == 1 and words[0].isupper() and len(words[0]) > 1:
        return Party(name=words[0].capitalize(), span=label)
    return None


def _holder_named(page: Page, label: str, surname: str) -> Party | None:
    """Who holds the office that a label names, in one of the article's states on its day, if the surname is theirs."""
    published = (page.article.published or "")[:10]
    title = " ".join(w for w in re.findall(r"[^\W\d_][\w'’-]*", label) if w.casefold() != surname)
    key = page.lexicon.office(title.removeprefix("THE ").removeprefix("The ").lower())
    if key is None or not _DAY.fullmatch(published):
        return None
    on = date.fromisoformat(published)
    for state in dict.fromkeys(a.state for a in page.actors if a.state is not None):
        for office in dict.fromkeys((key, *(_HEADS if key in _HEADS else ()))):
            person = page.lexicon.holder(state=state, office=office, on=on)
            if person is not None and _plain(person.name.split()[-1]) == _plain(surname):
                return Party(actor=person.id, name=person.name)
    return None


def _plain(name: str) -> str:
    """A name without accents, however umlauts are written ("Schröder", "Schroeder")."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return re.sub(r"(?<=[aou])e", "", bare.casefold())


def _known(page: Page, name: str) -> Party | None:
    """The party of a name: an actor of the article, or one that the lexicon knows."""
    folded = name.casefold()
    for actor in page.actors:
        if folded == actor.name.casefold() or any(folded == alias.casefold() for alias in actor.aliases):
            return Party(actor=actor.id, name=actor.name)
    tokens = [t for t in re.split(r"\s+|(?=['’]s\b)", name) if t]
    for start in range(len(tokens)):
        size, entries = page.lexicon.entries(tokens, start)
        if size and len(entries) == 1 and entries[0].sense != "demonym":
            actor_id = entries[0].id if entries[0].id in page.actor_of else None
            return Party(actor=actor_id, name=entries[0].name)
    return None


def speaks_for_issuer(source: str) -> bool:
    """Whether a source phrase of an official text is the issuer itself: I, we, the sides."""
    return bool(_FIRST.fullmatch(source) or _SIDES.fullmatch(source))


def speaks_alone(sentence: str) -> bool:
    """Whether one person speaks in a sentence: I, my, me."""
    return bool(_ALONE.search(sentence))


def issued_sentences(page: Page, taken: list[Span]) -> list[Sentence]:
    """The sentences that the issuer says itself: in first person or of the sides, in nobody else's statement."""
    index = SpanIndex(taken)
    found = []
    for sentence in page.sentences:
        words = sentence.span.of(page.text)
        if (_FIRST.search(words) or _SIDES.search(words)) and not any(True for _ in index.meeting(sentence.span)):
            found.append(sentence)
    return found
