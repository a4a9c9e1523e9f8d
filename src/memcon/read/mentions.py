"""Every phrase of an article that stands for an actor, and the actors themselves.

`Russian Foreign Minister Sergey Lavrov told reporters that he hoped Beijing would help` yields the person
sergey-lavrov (two mentions: the whole phrase and `he`), RUS inside the first (form demonym), CHN for `Beijing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from memcon.lexicon.lexicon import Lexicon
from memcon.model.actor import Actor, Mention
from memcon.model.when import edtf_range
from memcon.read.actor_bodies import NamedBody, name_bodies
from memcon.read.actor_designations import Designation, designations
from memcon.read.actor_figures import Cast, Figure
from memcon.read.actor_home import home_state
from memcon.read.actor_persons import Named, name_persons
from memcon.read.actor_states import settle_states
from memcon.read.actor_titles import HitMap
from memcon.read.actor_words import Words, words_of
from memcon.read.coref import Draft, resolve_all
from memcon.read.gazetteer import Hit, find_names
from memcon.read.noun_phrases import Grid, grid_of
from memcon.read.page import Page


def find_mentions(page: Page) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The article's actors sorted by id, and all mentions in order of their start, the longer first."""
    grid = grid_of(page)
    words = words_of(page.lexicon)
    cast: Cast = {}
    hits = find_names(grid, page.lexicon)
    by_token = HitMap(hits)
    on = day_of(page.article.published)
    designated = designations(grid, page.lexicon, words, by_token)
    named = _names(grid, page.lexicon, words, hits, by_token, cast, designated, on=on)
    settle_states(page, grid, words, by_token, cast, [(one.core, one.end, one.actor) for one in named])
    official = page.article.kind == "official"
    others = resolve_all(
        grid, page.lexicon, words, by_token, cast, named, on=on,
        home=home_state(page) if official else None, issuer=(page.article.outlet or "") if official else "",
    )  # fmt: skip
    return _finished(grid, cast, [*named, *others])


def _names(
    grid: Grid,
    lexicon: Lexicon,
    words: Words,
    hits: list[Hit],
    by_token: HitMap,
    cast: Cast,
    designated: Sequence[Designation],
    *,
    on: date | None,
) -> list[Draft]:
    persons = name_persons(grid, lexicon, words, hits, cast, on=on, designated=designated)
    taken = {token for named in persons for token in range(named.use.first, named.use.end)}
    taken |= {token for one in designated for token in range(one.opens, one.closes)}
    bodies = name_bodies(grid, lexicon, words, hits, by_token, cast, taken)
    states = [hit for hit in hits if hit.sense in ("state", "demonym", "seat", "capital")]
    return [
        *(_person_draft(named) for named in persons),
        *_office_drafts(grid, designated, persons),
        *(_body_draft(grid, body) for body in bodies),
        *(_state_draft(grid, hit, cast, lexicon) for hit in states),
    ]


def day_of(published: str | None) -> date | None:
    """The last day that a publication date allows, None without one."""
    if not published:
        return None
    try:
        return edtf_range(published)[1]
    except ValueError:
        return None


def _person_draft(named: Named) -> Draft:
    use = named.use
    first = min(use.first, use.office.first)
    return Draft(first, use.end, use.head, "name", named.figure, named.confidence, core=use.first)


def _office_drafts(grid: Grid, designated: Sequence[Designation], persons: list[Named]) -> list[Draft]:
    """The offices set beside names: each stands for whom it names."""
    figures = {named.use.first: named for named in persons}
    found = []
    for one in designated:
        named = figures.get(one.first)
        if named is None or named.figure is None or not one.titled or one.whole:
            continue
        head = grid.root_of(one.opens, one.closes)
        sure = min(0.9, named.confidence)
        found.append(Draft(one.opens, one.closes, head, "office", named.figure, sure, core=one.opens))
    return found


def _body_draft(grid: Grid, body: NamedBody) -> Draft:
    head = grid.root_of(body.first, body.end)
    first = (
        min(body.first, grid.phrase_start(head)) if grid.deps[head] not in ("compound", "amod", "nmod") else body.first
    )
    return Draft(first, body.end, head, "name", body.figure, body.confidence, core=body.first)


def _state_draft(grid: Grid, hit: Hit, cast: Cast, lexicon: Lexicon) -> Draft:
    state_figure(hit.entry.id, cast, lexicon).aliases[hit.entry.surface] += 1
    form = {"state": "name", "demonym": "demonym", "seat": "seat", "capital": "seat"}[hit.sense]
    first = hit.first
    if grid.deps[hit.head] not in ("compound", "amod", "nmod"):
        first = min(first, grid.phrase_start(hit.head))
    return Draft(first, hit.end, hit.head, form, hit.entry.id, hit.confidence, core=hit.first)


def state_figure(code: str, cast: Cast, lexicon: Lexicon) -> Figure:
    """The figure of a state, put into the cast when it is new."""
    figure = cast.get(code)
    if figure is None:
        state = lexicon.states.get(code)
        figure = Figure(
            id=code,
            name=state.name if state else code,
            kind="state",
            state=code,
            sector="GOV",
            known=True,
            confidence=0.97,
        )
        cast[code] = figure
    return figure


def _finished(grid: Grid, cast: Cast, drafts: list[Draft]) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    mentions: dict[tuple[int, int], Mention] = {}
    for draft in drafts:
        span = grid.span(draft.first, draft.end)
        figure = cast.get(draft.actor) if draft.actor else None
        if figure is not None and figure.kind == "person" and not figure.known:
            draft.confidence = min(draft.confidence, figure.confidence + 0.05)
        mention = Mention(
            span=span,
            quote=span.of(grid.text),
            actor=draft.actor,
            members=draft.members,
            form=draft.form,
            confidence=round(draft.confidence, 4),
        )
        other = mentions.get(span)
        if other is None or (mention.confidence, mention.actor or "") > (other.confidence, other.actor or ""):
            mentions[span] = mention
    ordered = tuple(mentions[span] for span in sorted(mentions, key=lambda span: (span[0], -span[1])))
    used = {actor for mention in ordered for actor in mention.actors}
    return tuple(cast[key].actor() for key in sorted(used)), ordered
