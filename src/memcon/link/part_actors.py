"""Actors when articles join or analysts put actors together: profiles counted on, and who is one with whom anew.

A new article tells of `Dmitri Orlov`, and the record has `Dmitry Orlov`: the two become one, and the articles that
name either are linked anew. Where only counts change, nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from memcon.lexicon.lexicon import Lexicon
from memcon.link.actors import joined_actors, profiles_of, split_apart, split_ids
from memcon.link.decided import articles_decided, before_linking, pairings_of
from memcon.link.part import Stored, TooWide
from memcon.link.profiles import Profile, profile_of
from memcon.link.reach import actor_key
from memcon.model.actor import Actor
from memcon.model.codec import from_json, to_json
from memcon.model.decision import Decision
from memcon.model.digest import Digest
from memcon.model.link import KeptProfile


class Profiles(Protocol):
    """Where profiles are kept."""

    def profiles(self, ids: Iterable[str] | None = None) -> Mapping[str, KeptProfile]:
        """Profiles by actor id; of all with None."""

    def decided_profiles(self) -> set[str]:
        """Ids of actors that only an analyst names."""


@dataclass(frozen=True, kw_only=True)
class ActorChanges:
    """Ids that are joined otherwise or whose actor changed, and what is to be written for it.

    `joined` has the id and the actor for every actor id that is not as it was, `articles` are those to link anew
    because of it, `shown` the actors whose line changed, `gone` ids of lines that fall away.
    """

    joined: Mapping[str, tuple[str, Actor]] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    shown: Mapping[str, Actor] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    rows: Mapping[str, KeptProfile] = field(default_factory=dict)
    rows_gone: frozenset[str] = frozenset()


def new_actors(
    kept: Profiles, store: Stored, fresh: Sequence[Digest], *,
    decisions: Sequence[Decision], changed: Sequence[Decision], lexicon: Lexicon, known: Mapping[str, Actor],
) -> ActorChanges:  # fmt: skip
    """What new articles and changed decisions make of the actors; TooWide where an actor is split or whole again."""
    if any(decision.kind == "actors" and decision.verdict == "split" for decision in changed):
        raise TooWide
    pairings = pairings_of(decisions, ())
    split = split_ids(pairings)
    counted = profiles_of((split_apart(digest, split) for digest in fresh), {})
    only, dropped = _only_decided(kept, store, decisions, set(counted), known)
    before = kept.profiles({*counted, *only})
    grown = dict(only)
    for key, profile in counted.items():
        if key in before and not before[key].decided:
            profile.join(profile_of(before[key].told))
        grown[key] = profile
    regroup = any(d.kind == "actors" and d.verdict == "merge" for d in changed) or bool(dropped)
    same = {key for key in grown if key in before and profile_of(before[key].told).actor(key) == grown[key].actor(key)}
    if not regroup and len(same) == len(grown):
        rows = {
            key: KeptProfile(grown[key].to_text(), before[key].joined, before[key].shown, grown[key].decided)
            for key in grown
        }
        return ActorChanges(rows=rows)
    return _regrouped(kept, store, grown, dropped, lexicon=lexicon, decisions=decisions)


def _only_decided(
    kept: Profiles, store: Stored, decisions: Sequence[Decision], counted: set[str], known: Mapping[str, Actor]
) -> tuple[dict[str, Profile], set[str]]:
    """Profiles of actors whom only analysts name, and ids of such as nobody names any more."""
    setting = [decision for decision in decisions if decision.verdict == "set" and decision.value]
    named = {part.strip() for decision in setting for part in (decision.value or "").split(",")}
    stored = kept.decided_profiles()
    unknown = {key for key in named if key in known} - counted
    told = kept.profiles(unknown)
    wanted = {key for key in unknown if key not in told or told[key].decided}
    articles = {
        a for d in setting if wanted & {p.strip() for p in (d.value or "").split(",")} for a in articles_decided(d)
    }
    found: dict[str, Profile] = {}
    if articles:
        prepared = before_linking(store.digests(articles), setting, known=known)
        found = {
            key: p for key, p in profiles_of(prepared.digests, prepared.added).items() if key in wanted and p.decided
        }
    return found, stored - found.keys() - counted


def _regrouped(
    kept: Profiles, store: Stored, grown: Mapping[str, Profile], dropped: set[str], *,
    lexicon: Lexicon, decisions: Sequence[Decision],
) -> ActorChanges:  # fmt: skip
    stored = kept.profiles()
    profiles = {key: profile_of(row.told) for key, row in stored.items() if key not in dropped} | dict(grown)
    renamed, merged = joined_actors(profiles, lexicon=lexicon, pairings=pairings_of(decisions, ()))
    rows: dict[str, KeptProfile] = {}
    joined: dict[str, tuple[str, Actor]] = {}
    shown: dict[str, Actor] = {}
    moved: set[str] = set()
    for key in sorted(profiles):
        name = renamed.get(key, key)
        text = to_json(merged[key]).decode() if key in merged else None
        row = stored.get(key)
        if row is not None and (row.joined, row.shown) == (name, text) and key not in grown:
            continue
        rows[key] = KeptProfile(profiles[key].to_text(), name, text, profiles[key].decided)
        if row is None or row.shown != text:
            if text is not None:
                shown[key] = merged[key]
            if row is None or _settled(row.shown) != _settled(text):
                moved.add(key)
        if row is not None and row.joined != name:
            moved.add(key)
    whole = {key for key in profiles if renamed.get(key, key) in moved or key in moved}
    joined = {key: (renamed.get(key, key), merged[renamed.get(key, key)]) for key in whole | shown.keys()}
    old = whole & stored.keys()
    articles = store.reached({actor_key(key.partition("@")[0]) for key in old})
    gone = {key for key, row in stored.items() if row.shown and (key in dropped or key not in merged)}
    return ActorChanges(
        joined=joined, articles=frozenset(articles), shown=shown, gone=frozenset(gone), rows=rows,
        rows_gone=frozenset(dropped),
    )  # fmt: skip


def _settled(text: str | None) -> tuple[object, ...] | None:
    """What of an actor is told to the articles that name it."""
    if text is None:
        return None
    actor = from_json(text, Actor)
    return actor.name, actor.kind, actor.state, actor.sector
