"""Mentions of contacts to groups, one a contact, whatever order the articles come in.

First the mentions with a day are joined; then each vague one ("in the spring", undated) goes to the
one group it fits, in its own article before others; what fits two groups equally well stays apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from memcon.link.cluster import Edge, agglomerate, edge
from memcon.link.encounter_candidates import Candidate
from memcon.link.encounter_pairs import SAME, Sameness, compare, disjoint_persons, gathering, one_signing
from memcon.link.pairings import Pairings

WINDOW = 8
MOST_NEAR = 150
"""So many distinct mentions of one pair within a window are compared with each; more are a war, not a contact."""
MARGIN = 0.04
NEXT = 0.15
"""What it adds to the score of two contacts to come that they are told beside one and the same contact held."""
REPRESENTATIVES = 8
SLACK = timedelta(days=5)

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All mentions by id, which of them are one event, and the pairs that one article tells as two."""

    of: Mapping[str, Candidate]
    linked: Mapping[str, str]
    two: frozenset[tuple[str, str]]
    pairings: Pairings

    def compare(self, one: str, other: str) -> Sameness:
        """The sameness of two mentions."""
        left, right = self.of[one], self.of[other]
        both = (min(one, other), max(one, other)) in self.two
        linked = self.linked.get(one, one) == self.linked.get(other, other)
        return compare(left, right, linked=linked, both=both)


def group_mentions(mentions: Mentions) -> list[Group]:
    """Groups of mention ids, each one contact; each sorted, in the order of their first ids."""
    heads = {members[0]: members for members in _nodes(mentions)}
    mentions = _of_heads(mentions, heads)
    precise = [head for head in heads if mentions.of[head].precise and len(mentions.of[head].states) > 1]
    groups = _joined(precise, mentions)
    vague = sorted(set(heads) - set(precise))
    groups = _merged(_attach(groups, vague, mentions), mentions.pairings)
    return sorted(tuple(sorted(member for head in group for member in heads[head])) for group in groups)


def _merged(groups: Sequence[Group], pairings: Pairings) -> list[Group]:
    """The groups with those made one that an analyst put together, whatever their kinds, days and people."""
    number_of = {head: number for number, group in enumerate(groups) for head in group}
    leader = list(range(len(groups)))

    def lead(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for one, other in sorted(pairings.joined("encounters")):
        if one in number_of and other in number_of:
            first, second = sorted((lead(number_of[one]), lead(number_of[other])))
            leader[second] = first
    found: dict[int, list[str]] = defaultdict(list)
    for number, group in enumerate(groups):
        found[lead(number)] += group
    return [tuple(sorted(members)) for members in found.values()]


def _of_heads(mentions: Mentions, heads: Mapping[str, Group]) -> Mentions:
    """The same, with what is known of any mention of a node told of its head."""
    head_of = {member: head for head, members in heads.items() for member in members}
    two = {tuple(sorted((head_of[a], head_of[b]))) for a, b in mentions.two}
    return replace(mentions, two=frozenset((a, b) for a, b in two if a != b))


def _nodes(mentions: Mentions) -> list[Group]:
    """Mentions that say the very same of who, when, what and where, as one: a crowd costs what one does."""
    special = {one for pair in mentions.pairings.joined("encounters") for one in pair}
    special |= {one for pair in mentions.pairings.parted("encounters") for one in pair}
    copied = _copied(mentions)
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for ident in sorted(mentions.of):
        one = mentions.of[ident]
        key: tuple[object, ...] = (tuple(sorted(one.attended)), one.kind, one.after)
        if ident in special:
            key = (ident,)
        elif one.precise and len(one.states) > 1:
            key = (*key, one.first, one.last, one.place)
        elif ident in copied:
            key = (*key, *copied[ident])
        else:
            # vague mentions of two articles are not one for being equally vague
            key = (*key, one.first, one.last, one.place, one.article.id)
        found[key].append(ident)
    return [tuple(sorted(members, key=lambda m: (_open(mentions.of[m]), m))) for members in found.values()]


def _copied(mentions: Mentions) -> dict[str, tuple[str, int]]:
    """Vague mentions in copies of one text: its origin and the how-manieth such mention each is there."""
    articles: dict[str, set[str]] = defaultdict(set)
    for one in mentions.of.values():
        articles[one.origin].add(one.article.id)
    seen: Counter[tuple[object, ...]] = Counter()
    found: dict[str, tuple[str, int]] = {}
    for ident in sorted(mentions.of, key=lambda i: (mentions.of[i].article.id, mentions.of[i].event.trigger, i)):
        one = mentions.of[ident]
        if len(articles[one.origin]) > 1 and not (one.precise and len(one.states) > 1):
            key = (one.article.id, tuple(sorted(one.attended)), one.kind, one.after)
            found[ident] = (one.origin, seen[key])
            seen[key] += 1
    return found


def _open(one: Candidate) -> int:
    """How little is known of the days, in days: the best dated of a node stands for it."""
    return (one.last - one.first).days if one.first and one.last else 10**6


def _joined(
    heads: Sequence[str], mentions: Mentions, beside: Mapping[str, frozenset[int]] | None = None
) -> list[Group]:
    known = set(heads)
    return agglomerate(
        heads,
        _near_edges(heads, mentions, beside or {}),
        together=[pair for pair in mentions.pairings.joined("encounters") if known.issuperset(pair)],
        apart=mentions.pairings.parted("encounters"),
        compatible=_compatible(mentions),
    )


def _near_edges(heads: Iterable[str], mentions: Mentions, beside: Mapping[str, frozenset[int]]) -> list[Edge]:
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for head in heads:
        mention = mentions.of[head]
        host = {mention.host} if mention.host and len(mention.states) == 1 else set()
        known = mention.states | host
        for pair in combinations(sorted(known)[:12], 2):
            blocks[pair].append(head)
        if (there := gathering(mention)) is not None:
            blocks[there].append(head)
    scores: dict[tuple[str, str], float] = {}
    for members in blocks.values():
        members.sort(key=lambda head: (mentions.of[head].first or date.max, head))
        for index, one in enumerate(members):
            for other in members[index + 1 : index + MOST_NEAR]:
                if not _near(mentions.of[one], mentions.of[other]):
                    break
                if (one, other) not in scores:
                    score = mentions.compare(one, other).score
                    shared = beside.get(one, frozenset()) & beside.get(other, frozenset())
                    scores[one, other] = score + NEXT if score and shared else score
    return [edge(one, other, score) for (one, other), score in scores.items() if score >= SAME]


def _near(one: Candidate, other: Candidate) -> bool:
    """Whether the later one starts within the window after the earlier one ends."""
    return one.last is None or other.first is None or (other.first - one.last).days <= WINDOW


def _compatible(mentions: Mentions) -> Callable[[Sequence[str], Sequence[str]], bool]:
    def check(left: Sequence[str], right: Sequence[str]) -> bool:
        if any((min(a, b), max(a, b)) in mentions.two for a in left for b in right):
            return False
        ones, others = [mentions.of[i] for i in left], [mentions.of[i] for i in right]
        apart = disjoint_persons(_persons(ones), _persons(others))
        if apart and not any(one_signing(one, other) for one in ones for other in others):
            return False
        return _tight([*ones, *others])

    return check


def _persons(candidates: Iterable[Candidate]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in candidates:
        for state, persons in one.persons.items():
            found.setdefault(state, set()).update(persons)
    return found


def _tight(candidates: Iterable[Candidate]) -> bool:
    """Whether the days given lie within a week: a visit takes some, and a slip in dating a weekday is no more."""
    spans = [(one.first, one.last) for one in candidates if one.precise and one.first and one.last]
    return not spans or (max(first for first, _ in spans) - min(last for _, last in spans)).days <= 7


def _attach(groups: Sequence[Group], vague: Sequence[str], mentions: Mentions) -> list[Group]:
    """Groups with the vague mentions added, each to the one group that it fits best."""
    index = _by_state(groups, mentions)
    added: dict[int, list[str]] = defaultdict(list)
    left: list[str] = []
    for head in vague:
        best = _best_group(head, groups, index, mentions)
        if best is None:
            left.append(head)
        else:
            added[best].append(head)
    beside = {head: _told_beside(mentions.of[head], groups, index, mentions) for head in left}
    kept = [tuple(sorted((*group, *added.get(number, ())))) for number, group in enumerate(groups)]
    return kept + _joined(left, mentions, beside)


def _told_beside(
    one: Candidate, groups: Sequence[Group], index: Mapping[str, list[tuple[date, int]]], mentions: Mentions
) -> frozenset[int]:
    """The contacts held that the article of one to come tells too: "Roos met Lie. They will meet again"."""
    if one.status != "planned" or not one.states:
        return frozenset()
    rarest = min(sorted(one.states), key=lambda state: len(index.get(state, ())))
    return frozenset(
        number
        for _, number in index.get(rarest, [])[-MOST_NEAR:]
        for member in (mentions.of[head] for head in groups[number])
        if member.article.id == one.article.id and member.after and len(member.states & one.states) > 1
    )


def _by_state(groups: Sequence[Group], mentions: Mentions) -> dict[str, list[tuple[date, int]]]:
    """Groups by the states in them, those of many by their town too, each with its first day, in order of day."""
    index: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for number, group in enumerate(groups):
        first = min(mentions.of[one].first or date.max for one in group)
        for state in sorted({state for one in group for state in mentions.of[one].states}):
            index[state].append((first, number))
        for town in sorted({there for one in group if (there := gathering(mentions.of[one])) is not None}):
            index[" ".join(town)].append((first, number))
    for rows in index.values():
        rows.sort()
    return index


def _best_group(
    head: str, groups: Sequence[Group], index: Mapping[str, list[tuple[date, int]]], mentions: Mentions
) -> int | None:
    near = _in_time(mentions.of[head], index)
    fits = [(score, number) for number in near if (score := _fit(head, groups[number], mentions)) >= SAME]
    fits.sort(key=lambda fit: (-fit[0], fit[1]))
    if not fits or (len(fits) > 1 and fits[0][0] - fits[1][0] < MARGIN):
        return None
    return fits[0][1]


def _in_time(one: Candidate, index: Mapping[str, list[tuple[date, int]]]) -> list[int]:
    """Groups that hold the mention's rarest state, or its town where it is one of many, and start within its days."""
    rarest = min(sorted(one.states), key=lambda state: len(index.get(state, ())))
    there = gathering(one)
    rows = sorted({*index.get(rarest, []), *index.get(" ".join(there) if there else "", [])})
    low = bisect_left(rows, (one.first - SLACK, 0)) if one.first else 0
    high = bisect_left(rows, (one.last + SLACK, 0)) if one.last else len(rows)
    return [number for _, number in rows[low:high][-MOST_NEAR:]]


def _fit(head: str, group: Group, mentions: Mentions) -> float:
    """How well a vague mention fits a group: its best score with a member, its own article's group before others."""
    one = mentions.of[head]
    members = [mentions.of[member] for member in group]
    if not _compatible(mentions)([head], group):
        return 0.0
    score = max(mentions.compare(head, member).score for member in group[:REPRESENTATIVES])
    own = [member for member in members if member.article.id == one.article.id]
    if score and own:
        before = [member for member in own if member.sentence <= one.sentence]
        distance = min((one.sentence - member.sentence for member in before), default=9)
        score += 0.05 + 0.05 * max(0.0, 1 - distance / 8)
    return score
