"""Accounts that lay one act at other doors, or that deny what another tells: who asked, who called off, whether at all.

Invented examples: "at the request of the Saran side" beside "which Rama had sought"; "Norland called the meeting off"
beside "Saran cancelled it"; "the general met an envoy" beside "the army denied that he had met one"; "drilling is to
begin in May" beside "no date for drilling has been set"; "a fleet of planes was endorsed" beside "voted down".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, permutations

from memcon.link.difference_denied import denied_contacts
from memcon.link.difference_view import View, difference
from memcon.link.similarity import STOPWORDS, stem, words_of
from memcon.model.actor import Actor
from memcon.model.link import Difference, Encounter, Side
from memcon.model.reading import Sentence
from memcon.model.span import Evidence, Reason, Span

NAME = r"(?P<who>[A-Z][\w.'’-]*(?: (?:of |and |the |al-|de |van )?[A-Z][\w.'’-]*){0,4}|(?:the )?[A-Z]\w+ side)"
_CONTACT = r"(?:call|conversation|meeting|talks|talk|contact|visit|video conference|conference|summit|link)"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Aa]t|[Oo]n) the (?:request|initiative|invitation|suggestion|behest) of (?:the )?{NAME}",
        rf"\b(?:[Aa]t|[Oo]n) {NAME}['’]s? (?:request|initiative|invitation|suggestion|behest)",
        rf"\b{NAME}(?:,[^,.;]{{0,60}},)? (?:had |has )?(?:placed|sought|requested|initiated|proposed|asked for) the "
        rf"{_CONTACT}",
        rf"\b{_CONTACT} (?:was|had been) (?:placed|sought|requested|initiated|proposed|asked for) by (?:the )?{NAME}",
        rf"\b{_CONTACT},? (?:placed|sought|requested|initiated|proposed|asked for) by (?:the )?{NAME}",
        rf"\b{NAME},[^.;]{{0,45}}?\bwho had (?:placed|sought|requested|initiated|proposed|asked for) the {_CONTACT}",
    )
)
_OF_ASKING = (*"request initiative invitation suggestion behest placed sought initiated proposed".split(), "asked for")
"""One of these stands in whatever the patterns find."""
_OFF = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{NAME} (?:has |had )?(?:called off|cancelled|canceled|postponed|scrapped|put off|pulled out of)\b",
        rf"\b(?:called off|cancelled|canceled|postponed|scrapped|put off) "
        rf"(?:(?!visit|trip|meeting|talks|call|summit)[a-z]{{1,12}} ){{0,4}}by (?:the )?{NAME}",
    )
)
_OFF = (
    *_OFF,
    re.compile(
        rf"\b(?:[Tt]he )?{NAME} (?:had |has )?(?:asked|requested|wanted)(?: for)? (?:the |its |his |her )?"
        rf"{_CONTACT} (?:to be )?(?:put off|postponed|called off|cancelled|canceled)\b"
    ),
)
_OF_CALLING_OFF = ("called off", "cancelled", "canceled", "postponed", "scrapped", "put off", "pulled out of")
_NO_DATE = re.compile(
    r"\bno (?:new |firm |exact )?(?:date|day|time|timetable|deadline)s? (?:for (?:the )?(?P<what>[a-z][\w -]{2,40}?) )?"
    r"(?:has|have|was|were|had) (?:yet )?(?:been )?(?:set|named|fixed|agreed|given)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:is|are|will|due|expected|planned|scheduled|set) (?:to )?(?:be |have )?\w+", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:next|this|by|in|on) (?:\w+ )?(?:spring|summer|autumn|fall|winter|week|month|year|January|February|March|"
    r"April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|20\d\d)\b"
)
_YES = (
    r"endorsed|adopted|approved|passed|accepted|backed|carried|ratified|agreed on|agreed to|signed off|went through|"
    r"confirmed|granted|welcomed|supported|favoured|favored|upheld"
)
_NO = (
    r"voted down|rejected|turned down|thrown out|threw out|blocked|vetoed|refused|dropped|defeated|struck out|shelved|"
    r"put off|declined|fell through"
)
_VERDICT = re.compile(rf"\b(?:(?P<no>{_NO})|(?P<yes>{_YES}))\b", re.IGNORECASE)
LEAST_VERDICT = 3
_DONE_BY = re.compile(
    rf"\b(?P<what>[a-z]{{3,}}) (?:was|were|is|are|(?:had|has|have) been) "
    rf"(?P<verb>[a-z]{{2,}}(?:ed|en|wn|ld|nt|de)|put forward) by (?:the )?{NAME}"
)
_STARTING = frozenset(map(stem, "proposed suggested initiated requested sought tabled put offered".split()))
"""What one who starts a thing does, by whichever word: the plan was "proposed" or "put forward"."""


_UNRAISED = re.compile(
    r"\b(?P<what>[A-Za-z][\w’'-]*(?: [\w’'-]+){0,5}?) (?:was|were|had) (?:not|never)(?: been)? (?:at any point )?"
    r"(?:mentioned|raised|discussed|touched on|brought up|on the agenda)\b"
    r"|\b(?:did not|never|didn['’]t) (?:discuss|raise|touch on|bring up|speak of|talk about) "
    r"(?P<thing>[\w’'-]+(?: [\w’'-]+){0,5})"
)
_RAISED = re.compile(
    r"\b(?:raised|discuss(?:ed)?|brought up|touched on|talked about|talked of|spoke of|spoke about|addressed|pressed"
    r"|demanded|called for|asked for|conveyed|complained|protested|on the agenda)\b"
)


def act_differences(
    encounter: Encounter, views: Sequence[View], actors: Mapping[str, Actor], states: Mapping[str, str]
) -> Iterator[Difference]:
    """One difference for each act that accounts lay at different sides, deny, or tell the other way round."""
    sides = _sides(encounter, actors)
    yield from _doers(encounter, views, (_ASKED, _OF_ASKING), "asked for it", sides, actors, states)
    if encounter.status == "cancelled":
        yield from _doers(encounter, views, (_OFF, _OF_CALLING_OFF), "called it off", sides, actors, states)
    yield from _done_by(encounter, views, sides, actors, states)
    yield from _unraised(encounter, views)
    yield from denied_contacts(encounter, views)
    yield from _dateless(encounter, views)
    yield from _verdicts(encounter, views)


def _sides(encounter: Encounter, actors: Mapping[str, Actor]) -> frozenset[str]:
    return frozenset((actors[one].state or one) if one in actors else one for one in encounter.participants)


def _doers(
    encounter: Encounter,
    views: Sequence[View],
    wordings: tuple[Iterable[re.Pattern[str]], Iterable[str]],
    said: str,
    sides: frozenset[str],
    actors: Mapping[str, Actor],
    states: Mapping[str, str],
) -> Iterator[Difference]:
    patterns, hints = wordings
    found: dict[str, list[tuple[View, Evidence]]] = defaultdict(list)
    for view in views:
        for sentence in view.wide:
            text = view.text(sentence.span)
            if not any(word in text for word in hints):
                continue
            for pattern in patterns:
                for match in pattern.finditer(text):
                    side = _side_of(match["who"], view, states)
                    if side in sides:
                        span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
                        found[side].append((view, view.evidence(span)[0]))
    by_view = {side: {view.article for view, _ in rows} for side, rows in found.items()}
    if len(found) != 2 or set.intersection(*by_view.values()):
        return
    names = {side: _name(side, actors) for side in found}
    yield difference(
        encounter,
        "claim",
        [_side(f"{names[side]} {said}", rows) for side, rows in sorted(found.items())],
        summary=f"Accounts differ on who {said}: " + " or ".join(sorted(names.values())) + ".",
        weight=0.6,
        confidence=0.68,
        reasons=(Reason(name="doer", weight=1.0, detail=said),),
    )


def _done_by(
    encounter: Encounter, views: Sequence[View], sides: frozenset[str], actors: Mapping[str, Actor],
    states: Mapping[str, str],
) -> Iterator[Difference]:  # fmt: skip
    """One thing done by this side in one account and by the other in another: "the plan was proposed by Norland"."""
    found: dict[tuple[str, str], dict[str, list[tuple[View, Evidence]]]] = defaultdict(lambda: defaultdict(list))
    for view in views:
        for sentence in view.wide:
            text = view.text(sentence.span)
            for match in _DONE_BY.finditer(text) if " by " in text else ():
                side = _side_of(match["who"], view, states)
                if side in sides:
                    verb = stem(match["verb"].split()[0])
                    key = (stem(match["what"]), "start" if verb in _STARTING else verb)
                    span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
                    found[key][side].append((view, view.evidence(span)[0]))
    for key, doers in sorted(found.items()):
        by_view = [{view.article for view, _ in rows} for rows in doers.values()]
        if len(doers) != 2 or set.intersection(*by_view):
            continue
        names = sorted(_name(side, actors) for side in doers)
        yield difference(
            encounter,
            "claim",
            [_side(rows[0][1].quote, rows) for _, rows in sorted(doers.items())],
            summary=f"Accounts differ on whose doing it was: {names[0]} or {names[1]}.",
            weight=0.6,
            confidence=0.66,
            reasons=(Reason(name="doer", weight=1.0, detail=" ".join(key)),),
        )


def _unraised(encounter: Encounter, views: Sequence[View]) -> Iterator[Difference]:
    """What one account tells was spoken of and another says was not: "Grain was not mentioned at any point"."""
    unraised = {view.article: list(_left_unraised(view)) for view in views}
    for view, rival in permutations(views, 2):
        if view.origin == rival.origin:
            continue
        for sentence, heads in unraised[view.article]:
            hit = next((s.span for s in rival.wide if _raises(rival.text(s.span), heads)), None)
            if hit is None:
                continue
            yield difference(
                encounter,
                "claim",
                [
                    _side(rival.text(hit), [(rival, rival.evidence(hit)[0])]),
                    _side(view.text(sentence.span), [(view, view.evidence(sentence.span)[0])]),
                ],
                summary="One account tells that it was spoken of, another that it was not: "
                + ", ".join(sorted(heads)) + ".",
                weight=0.6,
                confidence=0.62,
                reasons=(Reason(name="shared", weight=1.0, detail=", ".join(sorted(heads))),),
            )  # fmt: skip
            return


def _left_unraised(view: View) -> Iterator[tuple[Sentence, frozenset[str]]]:
    """The sentences of an account that tell what was not spoken of, with the stems of it."""
    for sentence in view.wide:
        match = _UNRAISED.search(view.text(sentence.span))
        if match is not None and (heads := _heads(match["what"] or match["thing"])):
            yield sentence, heads


def _heads(words: str) -> frozenset[str]:
    """The stems of what was not spoken of; none where it is only "it" or "the matter"."""
    found = frozenset(stem(word) for word in words_of(words).forms if word not in STOPWORDS)
    return found - _EMPTY


_EMPTY = frozenset(map(stem, "matter question issue subject topic case point time side minister talks meeting".split()))


def _raises(text: str, heads: frozenset[str]) -> bool:
    if not _RAISED.search(text) or _UNRAISED.search(text) or re.search(r"\b(?:not|never|no)\b|n['’]t\b", text):
        return False
    return heads <= {stem(word) for word in words_of(text).forms}


def _side_of(name: str, view: View, states: Mapping[str, str]) -> str | None:
    """The state that a name stands for in an article: a person's, a state's own, an adjective's or a capital's."""
    name = name.removesuffix("'s").removesuffix("’s")
    folded = name.casefold().removeprefix("the ").removesuffix(" side")
    if folded in states:
        return states[folded]
    words = set(re.findall(r"[\w-]+", folded))
    for actor in view.digest.actors:
        own = {part for alias in (actor.name, *actor.aliases) for part in re.findall(r"[\w-]+", alias.casefold())}
        if actor.state and words & own and (words <= own or folded.split()[-1] in own):
            return actor.state
    return None


def _name(state: str, actors: Mapping[str, Actor]) -> str:
    return actors[state].name if state in actors else state


def _side(value: str, rows: Iterable[tuple[View, Evidence]]) -> Side:
    rows = list(rows)
    return Side(
        value=value[:300], articles=tuple(view.article for view, _ in rows), evidence=tuple(row for _, row in rows)
    )


def _dateless(encounter: Encounter, views: Sequence[View]) -> Iterator[Difference]:
    """ "Drilling is to begin next summer" beside "No date for drilling has been set"."""
    dateless = {view.article: list(_without_date(view)) for view in views}
    for one, other in combinations(views, 2):
        if one.origin == other.origin:
            continue
        for view, rival in ((one, other), (other, one)):
            for sentence, match in dateless[view.article]:
                what = {stem(word) for word in words_of(match["what"]).forms if word not in STOPWORDS}
                hit = next((s.span for s in rival.wide if _dated(rival.text(s.span), what)), None)
                if what and hit is not None:
                    yield difference(
                        encounter,
                        "claim",
                        [
                            _side(rival.text(hit), [(rival, rival.evidence(hit)[0])]),
                            _side(match[0], [(view, view.evidence(sentence.span)[0])]),
                        ],
                        summary=f"One account gives a time for {match['what']}, another says that none is set.",
                        weight=0.55,
                        confidence=0.66,
                        reasons=(Reason(name="shared", weight=1.0, detail=", ".join(sorted(what))),),
                    )
                    return


def _without_date(view: View) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """The sentences of an account that say of a thing that no date is set for it."""
    for sentence in view.wide:
        match = _NO_DATE.search(view.text(sentence.span))
        if match is not None and match["what"]:
            yield sentence, match


def _dated(text: str, what: set[str]) -> bool:
    told = {stem(word) for word in words_of(text).forms}
    return what <= told and bool(_TO_COME.search(text)) and bool(_WHEN.search(text)) and not _NO_DATE.search(text)


def _verdicts(encounter: Encounter, views: Sequence[View]) -> Iterator[Difference]:
    """One thing that one account has endorsed and another voted down."""
    told = [found for view in views for found in _verdicts_in(view)]
    for one, other in combinations(told, 2):
        if one[0].origin == other[0].origin or one[2] == other[2]:
            continue
        shared = one[3] & other[3]
        least = min(len(one[3]), len(other[3]))
        if len(shared) < LEAST_VERDICT or len(shared) < 0.5 * least:
            continue
        yield difference(
            encounter,
            "outcome",
            [
                _side(view.text(span), [(view, view.evidence(span)[0])])
                for view, span, _, _ in (one, other)
            ],
            summary="One account tells that a matter was agreed to, another that it was turned down: "
            + ", ".join(sorted(shared)[:5]) + ".",
            weight=0.8,
            confidence=0.5 + 0.3 * len(shared) / least,
            reasons=(Reason(name="shared", weight=round(len(shared) / least, 4), detail="words both have"),),
        )  # fmt: skip
        return


def _verdicts_in(view: View) -> Iterator[tuple[View, Span, bool, frozenset[str]]]:
    for sentence in view.wide:
        text = view.text(sentence.span)
        found = list(_VERDICT.finditer(text))
        if len(found) != 1 or re.search(r"\b(?:not|never|n['’]t|would|will|could|may|might)\b", text):
            continue
        subject = frozenset(
            stem(word) for word in words_of(text).forms if word not in STOPWORDS and not _VERDICT.fullmatch(word)
        )
        yield view, sentence.span, found[0].lastgroup == "yes", subject
