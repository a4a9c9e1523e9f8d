"""Actors across articles: one id for one actor, whatever the spelling.

`Miller` with the office `spokesman` in one article joins `Matthew Miller` of another when only he fits;
`Dmitri Orlov` and `Dmitry Orlov` of one state are one. What analysts put together or took apart outranks that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.spelling import folded, plain_letters
from memcon.link.pairings import Pairings
from memcon.link.profiles import Profile, joined_profile
from memcon.model.actor import Actor, Party
from memcon.model.digest import Digest
from memcon.model.reading import Ask, Event, Forecast, ReportedDifference, Statement

Line = TypeVar("Line", Statement, Event, Ask, Forecast, ReportedDifference)
Renamed = Mapping[str, str]


def merge_actors(
    pile: Sequence[Digest],
    *,
    lexicon: Lexicon,
    pairings: Pairings,
    added: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Sequence[Digest], tuple[Actor, ...]]:
    """The pile with every actor id brought to one id an actor, and the merged actors sorted by id.

    `added` are ids by article that an analyst named there: they count only where no article names them.
    """
    split = split_ids(pairings)
    pile = [split_apart(digest, split) for digest in pile] if split else list(pile)
    renamed, merged = joined_actors(profiles_of(pile, added or {}), lexicon=lexicon, pairings=pairings)
    return as_merged(pile, renamed, merged), tuple(merged[key] for key in sorted(merged))


def split_ids(pairings: Pairings) -> frozenset[str]:
    """Ids of actors that an analyst split into one per article."""
    return frozenset(left for left, right in pairings.parted("actors") if left == right)


def profiles_of(pile: Iterable[Digest], added: Mapping[str, frozenset[str]]) -> dict[str, Profile]:
    """What the articles say of each actor id."""
    found: dict[str, Profile] = {}
    only: list[tuple[str, Actor]] = []
    for digest in pile:
        named = added.get(digest.article.id, frozenset())
        for actor in digest.actors:
            row = (digest.article.published or "", actor)
            if actor.id in named:
                only.append(row)
            else:
                found.setdefault(actor.id, Profile()).add(*row)
    for published, actor in only:
        if actor.id not in found or found[actor.id].decided:
            found.setdefault(actor.id, Profile()).add(published, actor, decided=True)
    return found


def joined_actors(
    profiles: Mapping[str, Profile], *, lexicon: Lexicon, pairings: Pairings
) -> tuple[dict[str, str], dict[str, Actor]]:
    """New id by old id for the ids that change, and the joined actors by id."""
    split = split_ids(pairings)
    apart = {pair for pair in pairings.parted("actors") if pair[0] != pair[1]}
    actors = {key: profiles[key].actor(key) for key in sorted(profiles)}
    groups = _Groups(actors, apart, lexicon)
    for left, right in sorted(pairings.joined("actors")):
        groups.join(left, right)
    own = {key: actor for key, actor in actors.items() if key.partition("@")[0] not in split}
    for left, right in _same(own, lexicon):
        groups.join(left, right)
    renamed = groups.names()
    members: dict[str, list[str]] = defaultdict(list)
    for key in sorted(profiles):
        members[renamed.get(key, key)].append(key)
    merged = {
        key: actors[key] if len(keys) == 1 else _with_own_name(actors[key], joined_profile(profiles, keys).actor(key))
        for key, keys in members.items()
    }
    return renamed, merged


def as_merged(pile: Iterable[Digest], renamed: Renamed, merged: Mapping[str, Actor]) -> list[Digest]:
    """The digests under the merged ids; each actor is what all articles together say it is, under its own names too."""
    pile = (digest if not _touched(digest, renamed) else _rename(digest, renamed) for digest in pile)
    shared: dict[Actor, Actor] = {}
    found = []
    for digest in pile:
        actors = tuple(_settled(actor, merged, shared) for actor in digest.actors)
        found.append(digest if actors == digest.actors else replace(digest, actors=actors))
    return found


def _settled(actor: Actor, merged: Mapping[str, Actor], shared: dict[Actor, Actor]) -> Actor:
    """The actor with the name, kind, state and sector that most articles give it; its own names stay as aliases."""
    if actor not in shared:
        known = merged.get(actor.id, actor)
        own = tuple(sorted({actor.name, *actor.aliases} - {known.name}))
        shared[actor] = replace(
            actor, name=known.name, kind=known.kind, state=known.state, sector=known.sector, aliases=own
        )
    return shared[actor]


class _Groups:
    """Disjoint sets of actor ids; a pair taken apart never ends up in one set."""

    def __init__(self, profiles: Mapping[str, Actor], apart: Iterable[tuple[str, str]], lexicon: Lexicon) -> None:
        self._profiles = profiles
        self._lexicon = lexicon
        self._set_of = {key: key for key in profiles}
        self._members = {key: {key} for key in profiles}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def join(self, left: str, right: str) -> None:
        if left not in self._set_of or right not in self._set_of:
            return
        one, two = self._set_of[left], self._set_of[right]
        if one == two or any(self._apart[member] & self._members[two] for member in self._members[one]):
            return
        if len(self._members[one]) < len(self._members[two]):
            one, two = two, one
        for member in self._members[two]:
            self._set_of[member] = one
        self._members[one] |= self._members.pop(two)

    def names(self) -> dict[str, str]:
        """Old id to new id, for the ids that change."""
        found = {}
        for members in self._members.values():
            if len(members) > 1:
                kept = min(members, key=self._rank)
                found.update({member: kept for member in members if member != kept})
        return found

    def _rank(self, key: str) -> tuple[bool, bool, int, str]:
        """States first, then whom the lexicon knows, then the fullest name."""
        actor = self._profiles[key]
        known = key in self._lexicon.persons or key in self._lexicon.organisations or key in self._lexicon.outlets
        return (actor.kind != "state", not known, -len(actor.name), key)


def _same(profiles: Mapping[str, Actor], lexicon: Lexicon) -> Iterable[tuple[str, str]]:
    """Pairs of ids that are one person by their names: spelling variants first, then surnames to full names."""
    persons = [actor for _, actor in sorted(profiles.items()) if actor.kind == "person"]
    by_name: dict[str, list[Actor]] = defaultdict(list)
    by_surname: dict[str, list[Actor]] = defaultdict(list)
    by_end: dict[str, list[Actor]] = defaultdict(list)
    for actor in persons:
        if " " in actor.name:
            by_name[_folded(actor.name)].append(actor)
            if actor.state:
                # "Bat-Erdene Ganbold" and "Ganbold Bat-Erdene": family name first or last
                by_name[f"{actor.state}:{' '.join(sorted(_folded(actor.name).split()))}"].append(actor)
                # "Engineer Laith Omari" and "Laith Omari": a title or a further first name before the same two names
                by_end[f"{actor.state}:{' '.join(_folded(actor.name).split()[-2:])}"].append(actor)
            for surname in _surnames(actor, lexicon):
                by_surname[surname].append(actor)
    for variants in by_name.values():
        first = variants[0]
        yield from ((first.id, other.id) for other in variants[1:] if _agree(first, other))
    for ending in by_end.values():
        # of two who bear more names than these nobody can tell
        longer = {_folded(actor.name) for actor in ending if len(_folded(actor.name).split()) > 2}
        if len(longer) == 1:
            yield from ((ending[0].id, other.id) for other in ending[1:])
    for actor in persons:
        if " " in actor.name:
            continue
        bearers = by_surname.get(_folded(actor.name), ())
        fitting = [full for full in bearers if _agree(actor, full) and _bound(actor, full)]
        if len({_folded(full.name) for full in fitting}) == 1:
            yield (actor.id, fitting[0].id)


def _surnames(actor: Actor, lexicon: Lexicon) -> set[str]:
    person = lexicon.persons.get(actor.id)
    names = {*person.surnames} if person else {actor.name.split()[-1]}
    names |= {alias for alias in actor.aliases if " " not in alias and alias in actor.name.split()}
    return {_folded(name) for name in names}


def _agree(left: Actor, right: Actor) -> bool:
    """Whether nothing that is known of both contradicts."""
    return not (left.state and right.state and left.state != right.state)


def _bound(short: Actor, full: Actor) -> bool:
    """Whether a bare surname has something in common with a full name beyond the surname: state or office."""
    if short.state and short.state == full.state:
        return True
    words = set((short.office or "").lower().split()) & set((full.office or "").lower().split())
    return bool(words - {"the", "of", "former", "and"})


def _folded(name: str) -> str:
    """A name in one spelling, middle initials dropped: `Dmitri A. Orlov` and `Dmitry Orlov` are one."""
    plain = plain_letters(name).replace("-", "")
    parts = [part for part in plain.split() if len(part.strip(".")) > 1] or plain.split()
    return " ".join(folded(part) for part in parts)


def _with_own_name(own: Actor, actor: Actor) -> Actor:
    """The merged actor under the name and kind that its id stands for."""
    aliases = ({actor.name, *actor.aliases}) - {own.name}
    return replace(actor, name=own.name, kind=own.kind, aliases=tuple(sorted(aliases)))


def split_apart(digest: Digest, split: frozenset[str]) -> Digest:
    """The digest with the actors that are to be split made its own: their ids end in the article's id."""
    here = {actor.id: f"{actor.id}@{digest.article.id}" for actor in digest.actors if actor.id in split}
    return _rename(digest, here) if here else digest


def _touched(digest: Digest, renamed: Renamed) -> bool:
    return any(actor.id in renamed for actor in digest.actors)


def _rename(digest: Digest, renamed: Renamed) -> Digest:
    """The digest with ids replaced in its actors and in all its lines."""
    named = [replace(actor, id=renamed.get(actor.id, actor.id)) for actor in digest.actors]
    actors = {actor.id: actor for actor in named}
    return replace(
        digest,
        actors=tuple(actors[key] for key in sorted(actors)),
        statements=tuple(_rename_statement(statement, renamed) for statement in digest.statements),
        events=tuple(_rename_event(event, renamed) for event in digest.events),
        asks=tuple(replace(ask, asker=_ids(ask.asker, renamed), asked=_ids(ask.asked, renamed)) for ask in digest.asks),
        forecasts=tuple(_rename_forecast(forecast, renamed) for forecast in digest.forecasts),
        reported_differences=tuple(
            replace(row, parties=_ids(row.parties, renamed)) for row in digest.reported_differences
        ),
    )


def _ids(ids: tuple[str, ...], renamed: Renamed) -> tuple[str, ...]:
    """The ids under their new names, each once, in their order."""
    return tuple(dict.fromkeys(renamed.get(key, key) for key in ids))


def _rename_event(event: Event, renamed: Renamed) -> Event:
    source, target = _ids(event.source, renamed), _ids(event.target, renamed)
    same_length = len(source) == len(event.source) and len(target) == len(event.target)
    if same_length:
        return replace(event, source=source, target=target, absent=_ids(event.absent, renamed))
    return replace(
        event,
        source=source,
        target=target,
        absent=_ids(event.absent, renamed),
        source_spans=_kept(event.source, event.source_spans, renamed),
        target_spans=_kept(event.target, event.target_spans, renamed),
    )


def _kept(ids: tuple[str, ...], spans: tuple[Any, ...], renamed: Renamed) -> tuple[Any, ...]:
    """The spans that run beside the ids that stay when doubles fall away."""
    seen: dict[str, Any] = {}
    for key, span in zip(ids, spans, strict=False):
        seen.setdefault(renamed.get(key, key), span)
    return tuple(seen.values())


def _rename_statement(statement: Statement, renamed: Renamed) -> Statement:
    return replace(
        statement,
        speaker=_party(statement.speaker, renamed),
        via=tuple(_party(party, renamed) for party in statement.via),
        addressees=tuple(_party(party, renamed) for party in statement.addressees),
    )


def _party(party: Party, renamed: Renamed) -> Party:
    members = tuple(dict.fromkeys(renamed.get(one, one) for one in party.members))
    actor = renamed.get(party.actor, party.actor) if party.actor is not None else None
    return replace(party, actor=actor, members=members)


def _rename_forecast(forecast: Forecast, renamed: Renamed) -> Forecast:
    holder = forecast.holder
    if holder.actor is not None and holder.actor in renamed:
        holder = replace(holder, actor=renamed[holder.actor])
    return replace(forecast, holder=holder, actors=_ids(forecast.actors, renamed))
