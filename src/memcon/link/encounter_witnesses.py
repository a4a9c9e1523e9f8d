"""Articles that tell what was said at an encounter without a word that names it as a contact.

`Lie said on Monday that Oslo would insure the ships` in another paper, the day after the call at which
Lie said so to Roos, is an account of that call by its statement, when the article knows Roos too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from memcon.link.encounter_candidates import Candidate, published_days
from memcon.link.similarity import NEGATIONS, jaccard, stems
from memcon.model.actor import Actor
from memcon.model.digest import Digest
from memcon.model.link import Account
from memcon.model.reading import Statement

FRESH = timedelta(days=3)
SAME_WORDS, LEAST_SHARED, MOST_TURNED = 0.8, 4, 60


def add_witnesses(
    accounts: Sequence[tuple[Account, ...]],
    encounters: Sequence[Sequence[Candidate]],
    pile: Sequence[Digest],
    *,
    statements: Mapping[str, Statement],
    actors: Mapping[str, Actor],
) -> list[tuple[Account, ...]]:
    """The accounts of each encounter and those articles that share a claim with them within three days."""
    digests = {digest.article.id: digest for digest in pile}
    by_claim: dict[str, list[Statement]] = defaultdict(list)
    for ident in sorted(statements):
        by_claim[statements[ident].claim or ident].append(statements[ident])
    telling = {account.article for own in accounts for account in own}
    turned = _Turned(digests, statements, telling)
    found = []
    for own, members in zip(accounts, encounters, strict=True):
        spare = _witnesses(own, members, by_claim, statements, telling)
        turned.add(spare, own, members)
        fit = {article: ids for article, ids in spare.items() if _knows(digests[article], members, actors)}
        more = [Account(article=article, statements=tuple(sorted(fit[article]))) for article in fit]
        found.append(tuple(sorted((*own, *more), key=lambda account: account.article)))
    return found


class _Turned:
    """Statements that say an account's very words the other way round: the same occasion, told as its opposite."""

    def __init__(self, digests: Mapping[str, Digest], statements: Mapping[str, Statement], telling: set[str]) -> None:
        self._digests = digests
        self._statements = statements
        self._by_speaker: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for ident in sorted(statements):
            one = statements[ident]
            if one.speaker.actor and one.article not in telling:
                self._by_speaker[one.speaker.actor].append((ident, self._words(one)))

    def _words(self, statement: Statement) -> frozenset[str]:
        text = self._digests[statement.article].article.text
        found = frozenset(word for span in statement.content for word in stems(span.of(text)))
        return found - NEGATIONS

    def add(self, spare: dict[str, set[str]], accounts: Sequence[Account], members: Sequence[Candidate]) -> None:
        """Adds to `spare` the statements by article that turn one of the accounts' statements."""
        parties = {actor for one in members for actor in one.attended}
        for ident in (ident for account in accounts for ident in account.statements if ident in self._statements):
            said = self._statements[ident]
            others = self._by_speaker.get(said.speaker.actor or "", [])[:MOST_TURNED]
            if said.speaker.actor in parties and others:
                mine = self._words(said)
                for other, words in others:
                    if len(mine & words) >= LEAST_SHARED and jaccard(mine, words) >= SAME_WORDS:
                        spare[self._statements[other].article].add(other)


def _witnesses(
    accounts: Sequence[Account],
    members: Sequence[Candidate],
    by_claim: Mapping[str, Sequence[Statement]],
    statements: Mapping[str, Statement],
    telling: set[str],
) -> dict[str, set[str]]:
    """Statements by article that say what participants said there, in articles that tell of no contact at all."""
    parties = {actor for one in members for actor in one.attended}
    own = {account.article for account in accounts}
    found: dict[str, set[str]] = defaultdict(set)
    for account in accounts:
        for ident in account.statements:
            if ident not in statements or statements[ident].speaker.actor not in parties:
                continue
            for other in by_claim.get(statements[ident].claim or ident, ()):
                # an article with contacts of its own has said which of them it means
                if other.article not in own and other.article not in telling and other.speaker.actor in parties:
                    found[other.article].add(other.id)
    return found


def _knows(digest: Digest, members: Sequence[Candidate], actors: Mapping[str, Actor]) -> bool:
    """Whether the article names all the states that met and was printed in the days of it."""
    states = {actors[one.id].state or one.id for one in digest.actors}
    needed = max((one.states for one in members), key=lambda found: (len(found), sorted(found)))
    printed = published_days(digest.article)
    days = [(one.first, one.last) for one in members if one.precise and one.first and one.last]
    if printed is None or not days or not needed <= states:
        return False
    first, last = min(day for day, _ in days), max(day for _, day in days)
    return _near(printed, first, last)


def _near(printed: tuple[date, date], first: date, last: date) -> bool:
    return printed[0] - last <= FRESH and first - printed[1] <= FRESH
