"""The state at home in a text: the issuer's, the paper's or the dateline's, for offices named without one.

An invented example: in "BERN - Councillor Ana Rojas met Saran's Per Lie" Rojas is of the state that Bern lies in; in an
official text of Norland's, "the meeting with Councillor Per Lie" makes Lie one of the other state that it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from memcon.lexicon.lexicon import Lexicon
from memcon.read.actor_figures import Figure
from memcon.read.actor_titles import HitMap
from memcon.read.datelines import dateline_end
from memcon.read.noun_phrases import Grid
from memcon.read.page import Page

STATES = ("state", "demonym", "seat", "capital")
COMING = frozenset({"arrive", "land", "visit", "come", "fly", "travel"})
HOME_SECTORS = frozenset({"GOV", "MIL", "LEG"})
PEERS = frozenset("number peer colleague counterpart guest host visitor interlocutor homologue caller partner".split())


SETTLING = frozenset("sign initial ink seal conclude meet open inaugurate".split())
MOST_BETWEEN = 8


@dataclass(frozen=True, slots=True)
class Use:
    """A person's name in the text: its tokens and its figure."""

    first: int
    end: int
    figure: Figure


def by_home(page: Page, grid: Grid, hits: HitMap, uses: Sequence[Use]) -> None:
    """Holders of an office named without its state, in a text whose own state is known: that state's."""
    home = home_state(page)
    if home is None:
        return
    start = page.blocks[0].span.start if page.blocks else 0
    end = dateline_end(page.article.text, page.blocks[0].span) or start if page.blocks else start
    named = {hit.entry.id for hit in hits.at.values() if hit.sense in STATES[:2] and grid.starts[hit.first] >= end}
    if page.article.kind != "official" and home not in named and len(named) > 1 and _of_paper(page) != home:
        # a town abroad where two others met: "BERN - Premier Rojas of Norland met Saran's Lie"
        return
    official = page.article.kind == "official"
    abroad = named - {home}
    guests = {use.figure.id for use in uses if _guest(grid, uses, use, home)}
    joint = _of_two_states(grid, uses) if abroad else frozenset()
    for use in uses:
        figure = use.figure
        if figure.state is not None or figure.known or not figure.offices or figure.sector not in HOME_SECTORS:
            continue
        if (figure.nouns and figure.nouns <= PEERS) or figure.id in joint:
            continue
        root = grid.root_of(use.first, use.end)
        if not official and grid.lemmas[grid.clause_of(root)] in COMING:
            continue
        guest = use.figure.id in guests
        if not official and guest and not (len(abroad) == 1 and _with_home(grid, uses, use, home)):
            # whom a paper tells of as met may come from anywhere
            continue
        others = {
            other.figure.state
            for other in uses
            if other.figure is not figure
            and other.figure.state
            and grid.sentence[other.first] == grid.sentence[use.first]
        }
        if not abroad or not guest:
            figure.state = home
        elif home in others or (official and not others):
            # two that meet are of two states: who is met is of the other one
            figure.state = next(iter(abroad)) if len(abroad) == 1 else None
        elif abroad <= others or not others:
            figure.state = home
        figure.at_home = not official and figure.state == home


def _of_two_states(grid: Grid, uses: Sequence[Use]) -> frozenset[str]:
    """Two office-holders side by side who sign or settle something together, neither of them of a known state: of the
    two states that a text names, nobody can tell which is whose ("Ministers Ana Rojas and Per Lie signed the text")."""
    # "Prime Ministers Ana Rojas and Per Lie" are of two states
    found = {use.figure.id for use in uses if any(_plural(office) for office in use.figure.offices)}
    ordered = sorted(uses, key=lambda use: use.first)
    for one, other in pairwise(ordered):
        open_ = all(use.figure.state is None and use.figure.offices and not use.figure.known for use in (one, other))
        between = grid.lower[one.end : other.first]
        if not open_ or "and" not in between or len(between) > MOST_BETWEEN or set(between) & {",", ";", "."}:
            continue
        if grid.lemmas[grid.clause_of(grid.root_of(one.first, one.end))] in SETTLING:
            found |= {one.figure.id, other.figure.id}
    return frozenset(found)


def _plural(office: str) -> bool:
    return office.lower().endswith(("ministers", "presidents", "premiers", "chancellors", "secretaries"))


def _with_home(grid: Grid, uses: Sequence[Use], use: Use, home: str) -> bool:
    """Whether somebody of the home state stands in the sentence of a name."""
    number = grid.sentence[use.first]
    return any(other.figure is not use.figure and other.figure.state == home and grid.sentence[other.first] == number
               for other in uses)  # fmt: skip


def _guest(grid: Grid, uses: Sequence[Use], use: Use, home: str) -> bool:
    """Whether an office-holder is met by another one: behind "with" or "to", or beside one of the home state."""
    root = grid.root_of(use.first, use.end)
    beside = any(
        other.figure is not use.figure and other.figure.state == home and other.figure.offices
        and grid.sentence[other.first] == grid.sentence[use.first] and other.first < use.first
        for other in uses
    )  # fmt: skip
    behind = grid.deps[root] == "pobj" and grid.lower[grid.heads[root]] in ("with", "to", "from")
    return behind or (beside and grid.deps[root] in ("dobj", "dative", "conj"))


def home_state(page: Page) -> str | None:
    """The state whose offices a text names without it: the issuer's of an official text, else the dateline's."""
    article = page.article
    if article.kind == "official" and article.outlet:
        found = single_state(page.lexicon, article.outlet) or _of_organ(page.lexicon, article.outlet)
        if found is not None:
            return found
    paper = _of_paper(page)
    if paper is not None:
        return paper
    for paragraph in page.blocks[:4]:
        end = dateline_end(article.text, paragraph.span)
        if end is not None:
            return single_state(page.lexicon, article.text[paragraph.span.start : end])
    opening = article.text[:60].split("\n")[0]
    place, comma, _ = opening.partition(",")
    return single_state(page.lexicon, place) if comma and place.isupper() and len(place) > 3 else None


def _of_organ(lexicon: Lexicon, name: str) -> str | None:
    """The state of the known organ that a name is or begins with: "Saran Ministry of Foreign Affairs"."""
    tokens = tuple(name.replace("U.S.", "US").split()[:20])
    found = {entry.state for start in range(min(3, len(tokens))) for entry in lexicon.entries(tokens, start)[1]
             if entry.sense == "organisation" and entry.state and len(entry.state) == 3}  # fmt: skip
    return found.pop() if len(found) == 1 else None


def _of_paper(page: Page) -> str | None:
    """The state that a newspaper's name tells: "The Bern Observer"."""
    article = page.article
    return single_state(page.lexicon, article.outlet) if article.kind != "official" and article.outlet else None


def single_state(lexicon: Lexicon, words: str) -> str | None:
    """The one state that some words name by its name, adjective, seat or capital."""
    tokens = [token.strip(",.()-–—:").title() if token.isupper() and len(token) > 4 else token.strip(",.()-–—:")
              for token in words.split()[:20]]  # fmt: skip
    tokens = [part for token in tokens for part in ((token[2:],) if token[:2].lower() in ("d'", "d’") else (token,))]
    tokens = ["US" if token in ("U.S", "U.S.") else token for token in tokens]
    found: set[str] = set()
    start = 0
    while start < len(tokens):
        size, entries = lexicon.entries(tuple(tokens), start)
        found |= {entry.id if entry.sense != "seat" else (entry.state or entry.id) for entry in entries
                  if entry.sense in STATES and len(entry.state or entry.id) == 3}  # fmt: skip
        start += max(1, size)
    return found.pop() if len(found) == 1 else None
