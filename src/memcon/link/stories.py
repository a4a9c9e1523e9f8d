"""Articles that tell of the same happenings, for browsing: by encounters, copies, and alike titles and actors.

Two accounts of one call and a copy of one of them are one story; a piece of the same week with the
same two actors and a title of the same words joins them; next month's call is another story.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.link.cluster import Edge, agglomerate, edge
from memcon.link.encounter_candidates import published_days
from memcon.link.similarity import Weights, jaccard, stems
from memcon.link.word_weights import word_weights
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.identify import stable_id
from memcon.model.link import Copy, Encounter, Story
from memcon.model.span import Evidence, Span
from memcon.model.when import When, day_range

FRESH = timedelta(days=4)
"""An article tells the story of an encounter when it is printed within so many days of it."""
SPREAD = timedelta(days=10)
SIMILAR = 0.3
LEAST_WORDS = 0.19
"""The share of words in common below which actors make no two articles similar: a tenth is all that they count."""
LEAD = 700
KEYS = 8
MOST_IN_KEY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What is compared of an article: stems of its title and opening and what they weigh, its actors, its day."""

    article: str
    stems: frozenset[str]
    weight: float
    actors: frozenset[str]
    first: date | None
    last: date | None


def find_stories(
    pile: Sequence[Digest], encounters: Sequence[Encounter], copies: Sequence[Copy]
) -> tuple[tuple[Story, ...], Mapping[str, str]]:
    """Stories sorted by id, and each article's story id."""
    gists = {digest.article.id: gist_of(digest) for digest in pile}
    edges = [*_by_encounter(encounters, gists), *_by_copy(copies, gists), *_by_gist(gists)]
    groups = agglomerate(gists, edges, compatible=lambda left, right: _close(gists, left, right))
    digests = {digest.article.id: digest for digest in pile}
    shared = _shared_encounters(encounters)
    stories = [_story(group, digests, gists, shared) for group in groups]
    story_of = {article: story.id for story in stories for article in story.articles}
    return tuple(sorted(stories, key=lambda story: story.id)), story_of


def gist_of(digest: Digest) -> Gist:
    """What is compared of an article: the words of its opening, its main actors, its day."""
    article = digest.article
    counts = Counter(actor for event in digest.events for actor in (*event.source, *event.target))
    counts.update(s.speaker.actor for s in digest.statements if s.speaker.actor)
    main = sorted(counts, key=lambda actor: (-counts[actor], actor))[:6]
    days = published_days(article)
    words = gist_words(digest)
    return Gist(
        article=article.id,
        stems=words,
        weight=math.fsum(map(word_weights().of, words)),
        actors=frozenset(main),
        first=days[0] if days else None,
        last=days[1] if days else None,
    )


def gist_words(digest: Digest) -> frozenset[str]:
    """The stems of an article's title and opening."""
    article = digest.article
    opening = " ".join(s.span.of(article.text) for s in digest.sentences[:4])[:LEAD] or article.text[:LEAD]
    return frozenset(stems(f"{article.title or ''} {opening}"))


def keys_of(words: Iterable[str]) -> list[str]:
    """The rarest of an article's words: those without a common one are never compared."""
    return word_weights().rarest(words, KEYS)


def _by_encounter(encounters: Iterable[Encounter], gists: Mapping[str, Gist]) -> Iterable[Edge]:
    for encounter in encounters:
        fresh = [a.article for a in encounter.accounts if _fresh(gists[a.article], encounter.when)]
        for one, other in itertools.pairwise(fresh):
            yield edge(one, other, 0.95 if encounter.confidence >= 0.5 else 0.6)


def _fresh(gist: Gist, when: When) -> bool:
    if gist.first is None or gist.last is None or when.earliest is None or when.latest is None:
        return False
    first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    return gist.first - last <= FRESH and first - gist.last <= FRESH and (last - first).days <= 10


def _by_copy(copies: Iterable[Copy], gists: Mapping[str, Gist]) -> Iterable[Edge]:
    for copy in copies:
        if copy.left in gists and copy.confidence >= 0.5:
            yield edge(copy.left, copy.right, 0.9 if copy.kind == "quoted" else 1.0)


def _by_gist(gists: Mapping[str, Gist]) -> Iterable[Edge]:
    weights = word_weights()
    blocks: dict[str, list[str]] = defaultdict(list)
    for article in sorted(gists, key=lambda a: (gists[a].first or date.min, a)):
        for word in keys_of(gists[article].stems) if gists[article].first else ():
            blocks[word].append(article)
    seen: set[tuple[str, str]] = set()
    for word in sorted(blocks):
        members = blocks[word]
        for index, one in enumerate(members):
            for other in members[index + 1 : index + MOST_IN_KEY]:
                if _began_after(gists[one], gists[other]):
                    break  # and so did all that follow
                if (one, other) not in seen:
                    seen.add((one, other))
                    score = alike(gists[one], gists[other], weights)
                    if score >= SIMILAR:
                        yield edge(one, other, round(min(0.89, score), 4))


def _began_after(one: Gist, other: Gist) -> bool:
    """Whether the other was printed too long after the one for any story of both."""
    return one.last is not None and other.first is not None and other.first - one.last > FRESH


def alike(one: Gist, other: Gist, weights: Weights) -> float:
    """How alike two openings printed within days of each other are; one story from `SIMILAR` on."""
    if one.first is None or other.first is None or not _within(one, other):
        return 0.0
    shared = sum(map(weights.of, one.stems & other.stems))
    if shared < LEAST_WORDS * (one.weight + other.weight - shared):
        return 0.0
    words = jaccard(one.stems, other.stems, weights)
    return words + 0.1 * jaccard(one.actors, other.actors) if words >= SIMILAR / 2 else 0.0


def _within(one: Gist, other: Gist) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return True
    return max(one.first, other.first) - min(one.last, other.last) <= FRESH


def _close(gists: Mapping[str, Gist], left: Sequence[str], right: Sequence[str]) -> bool:
    """A story does not run on for ever: its articles lie within some days."""
    dated = [gists[one] for one in (*left, *right) if gists[one].first]
    lows = [gist.last for gist in dated if gist.last]
    highs = [gist.first for gist in dated if gist.first]
    return not lows or max(highs) - min(lows) <= SPREAD


def _shared_encounters(encounters: Iterable[Encounter]) -> Mapping[str, list[Encounter]]:
    found: dict[str, list[Encounter]] = defaultdict(list)
    for encounter in encounters:
        for account in encounter.accounts:
            found[account.article].append(encounter)
    return found


def _story(
    group: Sequence[str],
    digests: Mapping[str, Digest],
    gists: Mapping[str, Gist],
    shared: Mapping[str, Sequence[Encounter]],
) -> Story:
    centre = _centre(group, gists)
    days = [day for one in group for day in (gists[one].first, gists[one].last) if day]
    ids = Counter(encounter.id for one in group for encounter in shared.get(one, ()))
    rows = [row for one in group for encounter in shared.get(one, ()) for row in encounter.evidence]
    own = sorted({row for row in rows if row.article in set(group)})[:12]
    return Story(
        id=stable_id("sy", group[0]),
        title=_title(group, centre, digests),
        articles=tuple(group),
        when=day_range(min(days), max(days), basis="publication") if days else When(),
        confidence=round(0.95 if len(group) == 1 else 0.85 if any(n > 1 for n in ids.values()) else 0.65, 4),
        evidence=tuple(own) or _openings(group, digests),
    )


def _openings(group: Sequence[str], digests: Mapping[str, Digest]) -> tuple[Evidence, ...]:
    return tuple(row for one in group[:6] for row in digests[one].evidence(_opening(digests[one])))


def _opening(digest: Digest) -> Span:
    """The first sentence, or the first line of a text that has none."""
    if digest.sentences:
        return digest.sentences[0].span
    text = digest.article.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Span(start, min(end if end > start else len(text), start + 200))


def _centre(group: Sequence[str], gists: Mapping[str, Gist]) -> str:
    """The article that has most in common with the others of its story."""
    counts = Counter(word for one in group for word in gists[one].stems)
    return min(group, key=lambda one: (-sum(counts[w] for w in gists[one].stems) / (8 + len(gists[one].stems)), one))


def _title(group: Sequence[str], centre: str, digests: Mapping[str, Digest]) -> str:
    title = digests[centre].article.title or next((t for one in group if (t := digests[one].article.title)), None)
    if title:
        return title.strip()
    actors: dict[str, Actor] = {actor.id: actor for actor in digests[centre].actors}
    main = Counter(a for e in digests[centre].events for a in (*e.source, *e.target) if a in actors)
    names = [actors[one].name for one in sorted(main, key=lambda one: (-main[one], one))[:2]]
    if names:
        return " and ".join(names)
    opening = digests[centre].article.text.strip().split("\n", 1)[0][:80].strip()
    return opening or "Untitled"
