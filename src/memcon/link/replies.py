"""What a clause says to an open ask: a score with reasons from wording, people, content and place.

"Tunis urged Tripoli to free nine fishermen"; in a later paper "the nine fishermen flew home on Friday" is an act that
fulfils it (granted), "Libya's note makes no mention of the fishermen" leaves it unanswered, "five of the nine are
home" grants a part. Who answers must be the one asked (or, of a promise, who promised), or nobody in particular.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from memcon.link.clauses import Clause, words_told
from memcon.link.reply_acts import acted
from memcon.link.reply_words import (
    CUES,
    GRANTING,
    NOUNS,
    OF_COMMENT,
    UNCHANGED,
    UNDONE,
    Cue,
    part_told,
)
from memcon.link.wanted import ENOUGH, LEAST, NEXT, Reply, Wanted, share_of
from memcon.model.reading import AnswerKind
from memcon.model.span import Reason, Span

JOINTLY = re.compile(r"(?:both|they|the (?:two|leaders|sides|ministers|presidents))\b", re.IGNORECASE)
OWN = 3
"""Content words after a bare "accepted" that make it of another thing."""
SHORT = 18
"""Words of a clause right after an ask in which a bare "will not" is an answer."""


def reply_of(
    wanted: Wanted, clause: Clause, rivals: Sequence[Span], following: Clause | None, chained: bool = False
) -> Reply | None:
    """The surest reply that a clause gives, None where it gives none.

    `rivals` are other asks of its article; `chained` says that the sentence (or the one before) speaks of the ask.
    """
    near = _nearness(wanted, clause, rivals)
    if near is not None and near <= 0:
        return _denial(wanted, clause) or _around_noun(wanted, clause)
    if near == 0.5 and wanted.ask.answers:
        return None  # its own sentence has told how it was answered
    if (
        near is None
        and chained
        and wanted.doing & clause.there
        and not any(r.start < clause.span.end and clause.sentence.start <= r.start for r in rivals)
    ):
        near = 1.0
    share = share_of(wanted, clause)
    found = [reply for reply in (
        *(_worded(wanted, clause, cue, share, near) for cue in _cues_of(wanted, clause, share, near)),
        acted(wanted, clause, share, near, following),
        _unchanged(wanted, clause, share, near),
    ) if reply is not None and reply.score >= LEAST]  # fmt: skip
    best = max(found, key=lambda reply: (reply.score, reply.act, reply.kind), default=None)
    named = frozenset(code for _, codes in clause.named for code in codes & wanted.doing) or wanted.doing & clause.there
    return replace(best, agents=named) if best is not None else None


def _around_noun(wanted: Wanted, clause: Clause) -> Reply | None:
    """What a later clause says to the ask that it names itself: "has not answered Senegal's request for divers"."""
    if clause.printed.earliest is None or date.fromisoformat(clause.printed.earliest) <= wanted.day:
        return None
    starts = [span.start for article, span in wanted.places if article == clause.article and span.overlaps(clause.span)]
    noun = NOUNS[wanted.family].search(clause.text.lower())
    if not starts or noun is None:
        return None
    before = clause.text[: noun.start()]
    share = share_of(wanted, clause)
    cues = [
        cue for cue in _cues_in(clause.text) if cue.kind != "denied" and not cue.loose and cue.pattern.search(before)
    ]
    found = [_worded(wanted, clause, cue, share, None) for cue in cues]
    return max((r for r in found if r is not None and r.score >= LEAST), key=lambda r: r.score, default=None)


def _denial(wanted: Wanted, clause: Clause) -> Reply | None:
    """A telling that is itself the denial ("denied that it had ever asked for the boats")."""
    share = share_of(wanted, clause)
    found = [_worded(wanted, clause, cue, share, None) for cue in CUES if cue.kind == "denied"]
    return max((r for r in found if r is not None and r.score >= LEAST), key=lambda r: r.score, default=None)


def _nearness(wanted: Wanted, clause: Clause, rivals: Sequence[Span]) -> float | None:
    """Sentences from the ask to the clause in one article (.5 for the rest of its sentence); 0 before it or in it;
    None for another article, and where another ask stands between."""
    own = [span for article, span in wanted.places if article == clause.article]
    if not own:
        return None
    last = max((span for span in own if span.start <= clause.span.end), default=None)
    if (
        last is None
        or clause.span.start < last.start
        or (
            clause.span.overlaps(Span(last.start, last.end))
            and (clause.span.end <= last.end + 3 or clause.span.start < last.start)
        )
    ):
        return 0.0
    if any(last.end <= rival.start < clause.span.end for rival in rivals):
        return None
    if clause.sentence.start <= last.start < clause.sentence.end:
        return 0.5
    return 1.0 if clause.span.start - last.end < 260 else 2.0 if clause.span.start - last.end < 480 else None


def _link(wanted: Wanted, clause: Clause, share: float, near: float | None, cue: Cue) -> tuple[float, str]:
    """How surely the clause speaks of this ask, and by what."""
    best = (0.0, "")
    touched = {word for word, weight in wanted.weights if weight >= 1 and word in clause.words | clause.around}
    if share >= ENOUGH and (touched or near is not None):
        best = max(best, (min(0.95, 0.62 + 0.35 * share), "what was asked"))
    noun = NOUNS[wanted.family].search(clause.text.lower())
    told = clause.there | clause.recent
    pair = bool(wanted.doing & told) and bool(wanted.other & told)
    if wanted.sole and not pair:
        pair = bool(wanted.doing & told and wanted.other & clause.context) or bool(
            wanted.doing & told and share >= 0.12
        )
    if noun is not None and pair and (near is not None or share >= 0.2 or wanted.sole):
        best = max(best, (0.85 if near is not None or share >= 0.2 else 0.75, f"“{noun[0]}”"))
    if near is not None and near <= NEXT and cue.bare and not clause.opinion:
        best = max(best, ({0.5: 0.9, 1.0: 0.88}.get(near, 0.7), "right after the ask"))
    return best


def _cues_of(wanted: Wanted, clause: Clause, share: float, near: float | None) -> tuple[Cue, ...]:
    """The wordings that a clause has; none where nothing could link any of them to the ask."""
    beside = near is not None and near <= NEXT
    return _cues_in(clause.text) if beside or _link(wanted, clause, share, near, CUES[0])[0] else ()


@lru_cache(maxsize=100_000)
def _cues_in(text: str) -> tuple[Cue, ...]:
    """The wordings that a clause has, whatever the ask: most clauses have none, and are looked at for many asks."""
    return () if OF_COMMENT.search(text) else tuple(cue for cue in CUES if cue.pattern.search(text))


def _worded(wanted: Wanted, clause: Clause, cue: Cue, share: float, near: float | None) -> Reply | None:
    """A reply in words: "rejected the request", "is still studying it", "no answer has come"."""
    match = cue.pattern.search(clause.text)
    if match is None or (clause.foretold and cue.kind != "deferred") or OF_COMMENT.search(clause.text):
        return None
    if cue.kind == "deferred" and clause.foretold and not wanted.doing & clause.speakers:
        return None  # what others expect to come late has not been put off
    if cue.kind == "granted" and UNDONE.search(clause.text[max(0, match.start() - 30) : match.start()]):
        return None
    if cue.kind != "deferred" and re.search(
        r"\b(?:if|whether|would|could|may|might|should|expect\w*|likely|unlikely|hopes?|fear\w*|probably)\b[^,;]*$",
        clause.text[: match.start()], re.IGNORECASE,
    ):  # fmt: skip
        return None
    if wanted.family == "warn" and cue.kind in ("granted", "deferred"):
        return None
    if wanted.family == "promise" and cue.kind != "denied" and (near is not None or share < 0.5):
        return None
    short = near is not None and near <= 1 and len(clause.text.split()) <= SHORT and not clause.opinion
    passive = cue.loose and clause.text[match.end() :].lstrip().startswith("be ")
    if passive and (share < ENOUGH or not touching(wanted, clause)):
        return None  # "a war that can never be won" refuses nothing
    if cue.loose and not short and (clause.opinion or not _refused_verb(wanted, clause.text[match.end() :])):
        return None
    if cue.kind in ("granted", "refused") and JOINTLY.match(clause.text):
        return None
    if cue.kind in ("granted", "refused") and not touching(wanted, clause) and _of_its_own(wanted, clause, match):
        return None
    bare = near is not None and not touching(wanted, clause)
    if bare and (cue.loose or match[0].lower().startswith("silen")) and not wanted.doing & clause.there:
        return None
    linked, how = _link(wanted, clause, share, near, cue)
    if not linked:
        return None
    people, who = _people(wanted, clause, match.start(), cue.by_asker, near)
    if not people:
        return None
    kind: AnswerKind = cue.kind
    if kind == "granted" and part_told(clause.text[max(0, match.start() - 25) : match.end() + 25]):
        kind = "partly"
    score = cue.weight * linked * people
    return Reply(
        kind=kind, score=round(score, 4), clause=clause,
        reasons=(Reason(name=f"says: {match[0].lower()}", weight=cue.weight),
                 Reason(name=f"speaks of it by {how}", weight=round(linked, 4)),
                 Reason(name=who, weight=round(people, 4))),
    )  # fmt: skip


def touching(wanted: Wanted, clause: Clause) -> bool:
    """Whether the clause itself has a word of the thing asked, or the noun of the ask."""
    return bool({word for word, weight in wanted.weights if weight >= 1} & clause.words) or (
        NOUNS[wanted.family].search(clause.text.lower()) is not None
    )


def _of_its_own(wanted: Wanted, clause: Clause, match: re.Match[str]) -> bool:
    """Whether what was accepted or refused is named, and is another thing ("opposed the use of such weapons")."""
    if "instead" in match[0].lower():
        return False
    rest = re.split(r"[,;:“\"]", clause.text[match.end() :])[0]
    own = words_told(rest) - {word for word, _ in wanted.weights}
    return len(own) > OWN


def _refused_verb(wanted: Wanted, after: str) -> bool:
    """Whether the verb right after "would not" is one of giving, or of the thing asked."""
    following = words_told(" ".join(after.split()[:4]))
    return bool(following & (GRANTING | wanted.lead | wanted.acts))


def _people(wanted: Wanted, clause: Clause, at: int, by_asker: bool, near: float | None) -> tuple[float, str]:
    """How surely the one asked is who answers: named before the wording, as speaker, near by, or nobody named."""
    ahead = [codes for offset, codes in clause.named if offset < at]
    behind = [codes for offset, codes in clause.named if offset >= at]
    if wanted.doing & clause.speakers and not ahead:
        return 1.0, "said by the one asked"
    if ahead:
        if any(codes & wanted.doing for codes in ahead):
            return 1.0, "the one asked answers"
        if any(codes & wanted.other for codes in ahead):
            if by_asker and not any(codes & wanted.doing for codes in behind):
                return 0.95, "told of the asker, who waits"
            if wanted.doing & clause.speakers:
                return 0.95, "said by the one asked"
            if any(codes & wanted.doing for codes in behind):
                return 0.9 if by_asker or _passive(clause.text, at) else 0.6, "named after it"
            return (0.85, "done to the asker's") if _passive(clause.text, at) else (0.0, "")
        return 0.0, ""
    if behind and any(codes & wanted.doing for codes in behind):
        return 0.95, "the one asked is named"
    if wanted.doing & clause.there:
        return 0.95, "the one asked is named beside it"
    if wanted.doing & clause.recent:
        return 0.92, "the one asked is named just before"
    if near is not None and near <= NEXT:
        return 0.9, "nobody else is named"
    if behind and not any(codes & wanted.other for codes in behind):
        return 0.0, ""
    return (0.8, "the article names the one asked") if wanted.doing & clause.context else (0.0, "")


def _passive(text: str, at: int) -> bool:
    return (
        re.search(r"\b(?:was|were|been|being|is|are|be|got|may|can|could|left)\b[^,;]{0,20}$", text[:at], re.I)
        is not None
    )


_HELD = re.compile(r"\b(?:closed|shut|down|sealed|barred|in (?:prison|jail|custody|detention|force|place)|behind bars|"
                   r"jailed|detained|held|impounded|frozen|"
                   r"where (?:it|they) (?:is|are|was|were))\b", re.IGNORECASE)  # fmt: skip


def _unchanged(wanted: Wanted, clause: Clause, share: float, near: float | None) -> Reply | None:
    """The one asked says that all stays as it is: "the road stays shut, the ministry replied", "our "
    "pilots will fly"."""
    spoken = bool(wanted.doing & clause.speakers)
    if not spoken or wanted.family not in ("ask",) or wanted.other & clause.speakers:
        return None
    stays = UNCHANGED.search(clause.text) is not None and (_HELD.search(clause.text) is not None)
    will = wanted.ending and re.search(r"\b(?:will|shall|goes on|go on|continue)\b", clause.text, re.I) is not None
    if not (stays or will) or (share < 0.2 and not (near is not None and near <= 1)):
        return None
    return Reply(kind="refused", score=0.7, clause=clause,
                 reasons=(Reason(name="the one asked says that it stays so", weight=0.7),))  # fmt: skip
