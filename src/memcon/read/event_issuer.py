"""The state that issued an official text: who "we" and "I" are where its own sentences use them.

An invented example: in "Statement by the President of Chad", `"We condemn Mali's raid."` is Chad's condemnation; in a
reporter's question printed with it, or in a joint statement of several states, "we" is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memcon.lexicon.entries import Entry
from memcon.model.reading import Statement
from memcon.read.page import Page

_SEVERAL = re.compile(r"\bjoint\b|\bG-?(?:7|8|20)\b|\bleaders\b|\bministers\b|\bquad\b|\bpress conference\b", re.I)
_ABOUT = re.compile(r"\b(?:on|regarding|concerning|about|following|condemning|against)\b", re.I)
_JOINT = re.compile(r"\bjoint (?:statement|declaration|communiqu|leaders|vision|press release|readout)", re.I)
_ASKED = re.compile(r"\s*(?:Q\b|QUESTION\b|REPORTER\b|JOURNALIST\b|MODERATOR\b)")


def issuer_states(page: Page, statement: Statement) -> tuple[str, ...]:
    """The states of the issuers, where a statement is the issuer's own; none for quoted speakers and questions.

    A joint statement is of the states that its title names, if it names several.
    """
    if page.article.kind != "official" or statement.cue or not statement.content:
        return ()
    if _asked(page.text, statement.content[0].start):
        return ()
    if _SEVERAL.search(page.article.title or ""):
        return joint_issuers(page)
    actor = page.actor_of.get(statement.speaker.actor or "")
    state = actor.state if actor is not None else _state_of_name(page, statement.speaker.name)
    home = _state_of_name(page, page.article.outlet) if page.article.outlet else None
    return (state,) if state is not None and home in (None, state) else ()


def joint_issuers(page: Page) -> tuple[str, ...]:
    """Whose joint text it is: the states that its title names, if several, else the one body of states it names."""
    title = page.article.title or ""
    if page.article.kind != "official" or not _JOINT.search(title):
        return ()
    issuing = _ABOUT.split(title)[0]
    named = _states_in(page, issuing)
    if len(named) > 1:
        return named
    bodies = [body for body in _bodies_in(page, issuing) if body in page.actor_of]
    return tuple(bodies) if len(bodies) == 1 and not named else ()


def first_person(page: Page, statement: Statement) -> str | None:
    """Who says "we" in an official text where the words are the issuer's own or stand under a speaker's label."""
    if page.article.kind != "official" or statement.speaker.actor is None or not statement.content:
        return None
    labelled = all(_labels(page.text, span.end) for span in statement.cue)
    asked = _asked(page.text, statement.content[0].start)
    return statement.speaker.actor if labelled and not asked else None


def _labels(text: str, end: int) -> bool:
    """Whether what ends here is the label of a turn: "MINISTER DAY:"."""
    return text[end - 1 : end] == ":" or text[end : end + 3].lstrip(" )").startswith(":")


def _asked(text: str, offset: int) -> bool:
    """Whether the paragraph around a character is a reporter's question."""
    start = text.rfind("\n", max(0, offset - 2000), offset) + 1
    return _ASKED.match(text, start) is not None


def _state_of_name(page: Page, name: str) -> str | None:
    code = page.lexicon.state_of(name)
    if code is not None:
        return code
    found = _states_in(page, name)
    return found[0] if len(found) == 1 else None


def _states_in(page: Page, words: str) -> tuple[str, ...]:
    """The states of all names among some words, in order; a name that may stand for several is passed over."""
    found: dict[str, None] = {}
    for entries in _entries(page, re.split(r"[\s,;:]+|(?=['’]s\b)", words)):
        states = {state for entry in entries if (state := _state_of_entry(page, entry.id)) is not None}
        if len(states) == 1:
            found[states.pop()] = None
    return tuple(found)


def _bodies_in(page: Page, words: str) -> tuple[str, ...]:
    """The bodies of several states among some words."""
    found: dict[str, None] = {}
    for entries in _entries(page, re.split(r"[\s,;:()]+|(?=['’]s\b)", words)):
        for entry in entries:
            body = page.lexicon.organisations.get(entry.id)
            if body is not None and body.state is None:
                found[entry.id] = None
    return tuple(found)


def _entries(page: Page, parts: Sequence[str]) -> Iterator[Sequence[Entry]]:
    """What each name among the first 60 words may mean, the longest name at each place."""
    tokens = tuple(token for token in parts[:60] if token)
    start = 0
    while start < len(tokens):
        size, entries = page.lexicon.entries(tokens, start)
        yield entries
        start += max(1, size)


def _state_of_entry(page: Page, entry_id: str) -> str | None:
    if entry_id in page.lexicon.states:
        return entry_id
    body = page.lexicon.organisations.get(entry_id)
    if body is not None:
        return body.state
    person = page.lexicon.persons.get(entry_id)
    states = {tenure.state for tenure in person.tenures if tenure.state} if person is not None else set()
    return states.pop() if len(states) == 1 else None
