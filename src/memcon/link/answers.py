"""What answers an ask: the answers of its own articles, and what later acts, replies and silences say to it.

Quito asked Lima for a rail loan in May; in June Peru "turned down the loan", or its bank "paid out the first part".
A visit answers an invitation to it. What each clause says to an ask is scored in `replies`.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from memcon.encoder.judging import judge
from memcon.lexicon.lexicon import Lexicon
from memcon.link.acts import Act, acts_of, by_state, is_state, states_of
from memcon.link.answer_acts import AFTER, answer_by, days_given, following
from memcon.link.clauses import Clause, words_told
from memcon.link.cluster import agglomerate
from memcon.link.judged_answers import weighed_replies
from memcon.link.pairings import Pairings
from memcon.link.replies import reply_of
from memcon.link.reply_acts import summed
from memcon.link.reply_words import ACTS, ENDING, GIVEN, WEAK, family_of
from memcon.link.rest import NOTHING_ELSE, Rest
from memcon.link.same_asks import FAMILY, compatible, edges, merged, tell, told_by
from memcon.link.sentences import Sentences
from memcon.link.wanted import ENOUGH, SEVERAL, Reply, Wanted, amount_in, weights_of
from memcon.model.digest import Digest
from memcon.model.link import Encounter
from memcon.model.reading import Answer, Ask, Event
from memcon.model.span import Span

__all__ = ["FAMILY", "link_asks"]
MOST_NEAR = 60
"""So many sentences with words of an ask are looked at; of more, those on both its sides, with most of its words."""
LEAST_SHARE = 0.15
"""The least share of the weight of what was asked that a sentence elsewhere is looked at for."""
OF_CORE = 0.75
"""What the words of the thing itself count of their own weight (`share_of`)."""
RARE = 10
"""Articles on both sides of an ask, of which so few are told that any of their sentences may answer it."""
SOON = timedelta(days=21)
SURE = 0.5


def link_asks(
    pile: Sequence[Digest], events: Sequence[Event], encounters: Sequence[Encounter],
    *, origins: Mapping[str, str], pairings: Pairings, lexicon: Lexicon, sentences: Sentences | None = None,
    rest: Rest = NOTHING_ELSE,
) -> tuple[Ask, ...]:  # fmt: skip
    """Every ask of the pile once, sorted by id, with the answers of all its articles and of later acts.

    `sentences` are those of the pile, where they are at hand; `rest` are the asks of a record whose part the pile is.
    """
    told = {one.ask.id: one for one in tell(pile, origins)}
    groups = agglomerate(
        told,
        edges(told, rest.apart),
        together=pairings.joined("asks"),
        apart=pairings.parted("asks"),
        compatible=lambda left, right: compatible([told[i] for i in left], [told[i] for i in right]),
    )
    if not groups:
        return ()
    acts = by_state(acts_of(pile, events, encounters))
    state = states_of(pile)
    rows = [(merged([told[i] for i in group]), [told[i].ask for i in group]) for group in groups]
    sentences = sentences or Sentences(pile, state, lexicon)
    names, texts = _names(pile, state), {digest.article.id: digest for digest in pile}
    want = partial(_wanted, state={**rest.state, **state}, names=names, texts=texts, sentences=sentences)
    wanted = [one for ask, members in rows if (one := want(ask, members)) is not None]
    among = [*wanted, *(one for ask in rest.beside(told) if (one := want(ask, [ask])) is not None)]
    asking, asked_between = _asked_beside(among)
    heads, beside = judge(), _beside(among)
    summed_up: dict[str, list[Reply]] = {}
    for one in sorted(wanted, key=lambda one: (one.day, one.ask.id)):  # whose clauses are near are read together
        near = _near(one, sentences)
        replies = _replies(replace(one, sole=_sole(one, asked_between)), near, sentences, asking)
        sides = [side for side in (one.doing, one.other) if side]
        articles = sentences.told_of(sides, since=one.day, until=one.day + AFTER)
        one = replace(one, told=max(0, articles - len({article for article, _ in one.places})))
        around = [clause for clause in _around(one, near, sentences) if _in_time(one, clause)]
        summed_up[one.ask.id] = summed(weighed_replies(one, replies, around, texts, heads, lexicon, beside(one)), one)
    found = [_answered(ask, acts, state, summed_up.get(ask.id, ()), texts) for ask, _ in rows]
    return tuple(sorted(found, key=lambda ask: ask.id))


def _around(one: Wanted, near: Iterable[Clause], sentences: Sentences) -> list[Clause]:
    """The clauses that may speak of an ask, with those that follow them, and what else is told of a rare pair soon."""
    found: dict[tuple[str, Span], Clause] = {}
    numbers = sentences.of_both((one.doing, one.other), since=one.day, until=one.day + AFTER, most=RARE)
    beside = [clause for number in numbers for clause in sentences.clauses(number)] if one.other else []
    for clause in (*near, *beside):
        for other in (clause, *sentences.after(clause, 3)):
            found.setdefault((other.article, other.span), other)
    return list(found.values())


def _asked_beside(
    wanted: Sequence[Wanted],
) -> tuple[Mapping[str, Sequence[Span]], Mapping[tuple[str, str, str], Sequence[date]]]:
    """By article where asks stand in it, and by family and pair of states the days of the asks."""
    asking: dict[str, list[Span]] = defaultdict(list)
    asked_between: dict[tuple[str, str, str], list[date]] = defaultdict(list)
    for one in wanted:
        for pair in _pairs(one):
            asked_between[pair].append(one.day)
        for article, span in one.places:
            asking[article].append(span)
    return asking, asked_between


def _beside(wanted: Sequence[Wanted]) -> Callable[[Wanted], list[Wanted]]:
    """What gives the other asks between the same two sides, either way, while an ask may be answered."""
    between: dict[frozenset[str], list[Wanted]] = defaultdict(list)
    for one in wanted:
        for _, left, right in _pairs(one):
            between[frozenset((left, right))].append(one)

    def others(one: Wanted) -> list[Wanted]:
        found = {
            other.ask.id: other
            for _, left, right in _pairs(one)
            for other in between[frozenset((left, right))]
            if other.ask.id != one.ask.id and abs(other.day - one.day) <= AFTER
        }
        return [found[name] for name in sorted(found)]

    return others


def _pairs(one: Wanted) -> list[tuple[str, str, str]]:
    """(family, who asks, who is asked) for every pair of states of the ask."""
    return sorted((one.family, left, right) for left in one.doing for right in one.other)


def _sole(one: Wanted, asked_between: Mapping[tuple[str, str, str], Sequence[date]]) -> bool:
    """Whether it is the only ask of its family between the two while it is open: "the request" is then this one."""
    return all(sum(abs(day - one.day) <= AFTER for day in asked_between[pair]) == 1 for pair in _pairs(one))


def _near(one: Wanted, sentences: Sentences) -> list[Clause]:
    """The clauses that may speak of the ask: of its own articles, and of later ones that name a side of it.

    Elsewhere a clause needs words of what was asked (or of what a warning wants or forbids) or the noun of an ask; an
    article that names neither side answers nothing.
    """
    own = {article for article, _ in one.places}
    found = [clause for article in sorted(own) for clause in sentences.of_article(article)]
    until = one.day + AFTER
    weights, least = _sought(one)
    numbers = sentences.sharing(
        weights, since=one.day, until=until, least=least, most=MOST_NEAR, naming=(one.doing, one.other), before=0.35
    )
    numbers += sentences.asking(one.family, (one.doing, one.other), since=one.day, until=until, most=MOST_NEAR)
    elsewhere = [clause for number in sorted(set(numbers)) for clause in sentences.clauses(number)]
    return found + [clause for clause in elsewhere if clause.article not in own]


def _sought(one: Wanted) -> tuple[dict[str, float], float]:
    """The words that a sentence elsewhere is found by, with their shares, and the share that it needs of them."""
    strong = {word: weight for word, weight in one.weights if weight >= 1}
    core = sum(weight for word, weight in strong.items() if word in one.core)
    weights = {
        word: max(weight / one.total, OF_CORE * weight / core if word in one.core else 0.0)
        for word, weight in strong.items()
    }
    for words in (one.heed, one.defied):
        weights |= {word: max(weights.get(word, 0.0), 1 / len(words)) for word in words}
    weak = 1 - sum(strong.values()) / one.total if one.total else 0.0
    return weights, LEAST_SHARE if one.listed > 1 else max(LEAST_SHARE, ENOUGH - weak)


def _replies(
    one: Wanted, near: Iterable[Clause], sentences: Sentences, asking: Mapping[str, Sequence[Span]]
) -> list[Reply]:
    """What the clauses near an ask say to it, in order of time."""
    own = {span for _, span in one.places}
    found: dict[tuple[str, Span, frozenset[str]], Reply] = {}
    waiting = deque(near)
    last: Clause | None = None
    seen: set[tuple[str, Span]] = set()
    while waiting:
        clause = waiting.popleft()
        if (clause.article, clause.span) in seen or not _in_time(one, clause):
            continue
        seen.add((clause.article, clause.span))
        rivals = [span for span in asking.get(clause.article, ()) if span not in own]
        following = last is not None and last.article == clause.article and 0 <= clause.number - last.number <= 1
        reply = reply_of(one, clause, rivals, None, following)
        if reply is None:
            continue
        after = sentences.after(clause, 2)
        if (reply.act or reply.kind == "granted") and after:  # what the next clause tells may make a part of it
            reply = reply_of(one, clause, rivals, after[0], following) or reply
        waiting.extendleft(reversed(after))
        last = clause
        key = (clause.article, clause.sentence, frozenset() if len(one.ask.asked) < 2 else reply.agents)
        if key not in found or reply.score > found[key].score:
            found[key] = reply
    return sorted(found.values(), key=lambda r: (r.clause.printed.earliest or "", r.clause.article, r.clause.span))


def _in_time(one: Wanted, clause: Clause) -> bool:
    """Whether a clause is printed, and tells, of a day after the ask."""
    if clause.printed.latest is None or clause.printed.earliest is None:
        return False
    printed = date.fromisoformat(clause.printed.latest)
    if not one.day <= printed <= one.day + AFTER:
        return False
    if clause.when.latest is None or date.fromisoformat(clause.when.latest) >= one.day:
        return True
    told_here = any(article == clause.article for article, _ in one.places)  # its own day is only the day of print
    return told_here and one.ask.when.basis == "publication" and one.day - date.fromisoformat(clause.when.latest) < SOON


def _names(pile: Sequence[Digest], state: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The stems of the names of each state and its actors."""
    found: dict[str, set[str]] = defaultdict(set)
    for digest in pile:
        for actor in digest.actors:
            code = state.get(actor.id, actor.id)
            for name in (actor.name, *actor.aliases):
                if name[:1].isupper() and actor.kind == "state":
                    found[code] |= words_told(name)
    return {code: frozenset(words) for code, words in found.items()}


def _wanted(
    ask: Ask, members: Sequence[Ask], state: Mapping[str, str], names: Mapping[str, frozenset[str]],
    texts: Mapping[str, Digest], sentences: Sentences,
) -> Wanted | None:  # fmt: skip
    """The ask as clauses are compared with it; None where it has no day or no sides."""
    one = told_by(ask, state, origin="")
    if ask.when.earliest is None or not (one.asked or one.askers) or ask.confidence < 0.3:
        return None
    asked = one.asked or _told_with(one.askers, ask, sentences)
    doing, other = (one.askers, asked) if ask.form == "promise" else (asked, one.askers)
    if not doing:
        return None
    own = frozenset(word for code in (*one.askers, *asked) for word in names.get(code, ()))
    weights = weights_of(ask.what, own)
    lead = _lead(ask)
    ending = bool(lead & ENDING)
    acts = family_of(lead) if ending else family_of(lead) | GIVEN
    heed: frozenset[str] = frozenset()
    if (
        ask.form == "warning"
        and ask.condition
        and re.match(r"\W*(?:unless|if\b.*\bnot\b)", ask.condition, re.IGNORECASE)
    ):
        heed = words_told(ask.condition) - own
    defied: frozenset[str] = frozenset()
    if ask.form == "warning" and ask.condition and not heed and re.match(r"\W*if\b", ask.condition, re.IGNORECASE):
        defied = words_told(ask.condition) - own - WEAK
    return Wanted(
        ask=ask, family=FAMILY[ask.form], doing=doing, other=other, weights=weights, lead=lead, acts=acts,
        ending=ending, day=date.fromisoformat(ask.when.earliest),
        places=tuple(sorted({(row.article, row.span) for member in members for row in member.evidence})),
        amount=amount_in(ask.what), listed=len(re.findall(r", | and ", ask.what)) + 1, heed=heed - WEAK,
        defied=defied, core=_core(ask.what, lead) - own, due=_due(ask, members, texts),
    )  # fmt: skip


def _told_with(askers: frozenset[str], ask: Ask, sentences: Sentences) -> frozenset[str]:
    """Whom an ask that names nobody is put to: the one other state that its articles name; nobody of several."""
    articles = sorted({row.article for row in ask.evidence})
    named = {code for article in articles for clause in sentences.of_article(article)[:1] for code in clause.context}
    others = {code for code in named if is_state(code)} - askers
    return frozenset(others) if len(others) == 1 and named & askers else frozenset()


def _core(what: str, lead: frozenset[str]) -> frozenset[str]:
    """The stems of the thing asked itself: up to the first word that says more of it."""
    head = re.split(
        r"\b(?:of|in|at|on|for|from|near|with|held|who|that|which|since|by|over|under|between|seized|taken|detained|"
        r"jailed|through|without|across|into|back|to)\b", what
    )  # fmt: skip
    first = next((words for part in head if (words := words_told(part) - lead - WEAK)), frozenset())
    return first


PHRASES = (
    (re.compile(r"(?:take|pull|tear) (?:\w+ ){0,4}?(?:down|off)\b|do away with"), "remove"),
    (re.compile(r"call (?:\w+ ){0,3}?off\b"), "cancel"),
    (re.compile(r"let (?:\w+ ){1,5}?(?:through|pass|in)\b"), "pass"),
    (re.compile(r"(?:send|give|hand|bring) (?:\w+ ){0,4}?back\b"), "return"),
)
"""Verbs that mean another thing with their particle."""


def _lead(ask: Ask) -> frozenset[str]:
    """The stem of the verb of what is asked ("reopen the road", "the gauges would be rebuilt"); empty for a thing."""
    for pattern, verb in PHRASES:
        if pattern.match(ask.what):
            return words_told(verb)
    first = words_told(" ".join(ask.subject[:1]))
    if first & words_told(" ".join(ask.what.split()[:1])) and len(ask.subject) > 1 and ask.what[:1].islower():
        return first if first & ACTS or not re.match(r"[a-z]+s\b", ask.what) else frozenset()
    for word in ask.subject:
        if (stems := words_told(word)) & ACTS:
            return stems
    return frozenset()


def _due(ask: Ask, members: Sequence[Ask], texts: Mapping[str, Digest]) -> date | None:
    """The last day that the ask gives itself, by the times of its sentence ("by May", "within two months")."""
    start = date.fromisoformat(ask.when.latest or ask.when.earliest or "")
    days = []
    for row in (row for member in members for row in member.evidence if row.article in texts):
        digest = texts[row.article]
        sentence = next((one.span for one in digest.sentences if one.span.covers(row.span)), row.span)
        for time in digest.times:
            if sentence.covers(time.span) and time.type == "DATE" and time.when.latest:
                day = date.fromisoformat(time.when.latest)
                plain = not re.search(r"\d{4}|last|ago", time.span.of(digest.article.text))
                days.append(day.replace(year=day.year + 1, day=min(day.day, 28)) if day < start and plain else day)
    if (length := days_given(ask.what)) is not None:
        days.append(start + length)
    return min((day for day in days if day > start), default=None)


def _as_answer(reply: Reply, ask: Ask, texts: Mapping[str, Digest]) -> Answer:
    when = reply.clause.when
    printed = reply.clause.printed
    if when.earliest is None or (ask.when.earliest and when.earliest < ask.when.earliest):
        when = printed
    if printed.latest is not None and when.latest is not None and when.latest > printed.latest:
        when = printed  # "will answer in May" is said today
    return Answer(
        kind=reply.kind, when=when, evidence=(reply.clause.evidence(texts[reply.clause.article]),),
        confidence=round(min(reply.score, 0.95), 4), reasons=reply.reasons,
    )  # fmt: skip


def _one_place(left: Answer, right: Answer) -> bool:
    """Whether two answers rest on the same words."""
    return any(
        one.article == two.article and one.span.overlaps(two.span) for one in left.evidence for two in right.evidence
    )


def _settled(answers: Sequence[Answer]) -> list[Answer]:
    """Answers in order; once all is granted, later delays, silences and parts are of something else."""
    kept: list[Answer] = []
    for answer in answers:
        granted = any(other.kind == "granted" and other.confidence >= SURE for other in kept)
        differ = any(reason.name == SEVERAL for reason in answer.reasons)
        if granted and not differ and (answer.kind in ("deferred", "ignored", "partly") or answer.confidence < 0.75):
            continue
        kept.append(answer)
    return kept


def _answered(
    ask: Ask, acts: Mapping[str, Sequence[Act]], state: Mapping[str, str], replies: Sequence[Reply],
    texts: Mapping[str, Digest],
) -> Ask:  # fmt: skip
    """The ask with what later acts answered, its answers in order of time and its status the last sure one."""
    one = told_by(ask, state, origin="")
    doing = one.askers if ask.form in ("promise", "warning") else one.asked
    near = {act.id: act for code in sorted(doing) for act in following(ask, acts.get(code, ()))}
    later = [answer for _, act in sorted(near.items()) if (answer := answer_by(one, act)) is not None]
    worded = [_as_answer(reply, ask, texts) for reply in replies]
    later = [answer for answer in later if not any(_one_place(answer, other) for other in worded)]
    return _with(ask, [*ask.answers, *later, *worded])


def _with(ask: Ask, answers: Iterable[Answer]) -> Ask:
    """The ask with the sure ones of some answers and its status by the last."""
    answers = _settled(_distinct(answers))
    sure = tuple(answer for answer in answers if answer.confidence >= SURE)
    return replace(ask, answers=sure, status=sure[-1].kind if sure else "open")


def _distinct(answers: Iterable[Answer]) -> list[Answer]:
    """Answers in order of time; of several that say the same within a week only the surest, with all evidence."""
    kept: list[Answer] = []
    for answer in sorted(answers, key=lambda a: (a.when.earliest or "", a.when.latest or "", a.evidence, a.kind)):
        index = next(
            (i for i, other in enumerate(kept) if other.kind == answer.kind and other.when.meets(answer.when, slack=7)),
            None,
        )
        if index is None:
            kept.append(answer)
            continue
        surer, other = sorted((kept[index], answer), key=lambda a: (-a.confidence, a.evidence))
        evidence = tuple(dict.fromkeys((*surer.evidence, *other.evidence)))
        when = kept[index].when if kept[index].when.dated else answer.when
        kept[index] = replace(surer, evidence=evidence, when=when)
    return kept
