"""Acts that fulfil an ask: done in whole or in part, promised in return, the one invited who came.

"Five of the nine are home" grants a part, "France will return the archive" gives its word, "the ships lie in Hanko" is
no act; parts that add up to what was asked grant it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from memcon.link.clauses import Clause, words_told
from memcon.link.reply_warned import overdue, warned
from memcon.link.reply_words import (
    ANOTHER,
    GONE,
    GOT,
    GRANTING,
    HARMED,
    HOSTILE,
    IN_FULL,
    KEPT,
    REST_LEFT,
    UNCHANGED,
    UNDONE,
    VISITING,
    part_told,
)
from memcon.link.wanted import PAST, PLAIN, SEVERAL, Reply, Wanted, amounts_in, told_as_done, without_report
from memcon.model.reading import AnswerKind
from memcon.model.span import Reason

IT = re.compile(
    r"\W*(?:it|they|he|she|both|all|the \w+|"
    r"(?:the first |some |another )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|"
    r"fifty|some|most|\d[\d,.]*))\b",
    re.IGNORECASE,
)
"""What may stand for the thing just asked for: "it", "the pumps", "eleven"."""
THEY = re.compile(r"\W*(?!the )", re.IGNORECASE)


def acted(wanted: Wanted, clause: Clause, share: float, near: float | None, following: Clause | None) -> Reply | None:
    """An act that fulfils the ask, in whole or in part; of a warning, what averts it or goes against it."""
    text = clause.text
    if clause.foretold or clause.opinion or (clause.asking and near is None):
        return None
    done = told_as_done(text)
    if wanted.family == "promise" and wanted.doing & wanted.other:
        return None  # of a joint promise each must do its part
    if wanted.family == "warn":
        return warned(wanted, clause, share, near, done)
    if not done:
        if wanted.family == "promise":
            return overdue(wanted, clause, share)
        return _pledged(wanted, clause, share, near, following)
    things = {word for word, _ in wanted.weights} - wanted.lead
    acts = (clause.words & wanted.acts) - things  # "the ships lie in Hanko" ships nothing
    if wanted.ending and GONE.search(text):
        acts = acts | {"gone"}
    if HARMED.search(text) and not wanted.ending:
        return None
    it = near is not None and near <= 1 and IT.match(text) is not None
    them = near is not None and near <= 1 and re.search(r"\b(?:it|them)\b", text) is not None
    them = them and bool(wanted.doing & clause.there)
    got = GOT.search(text) is not None and bool(wanted.other & (clause.there | clause.recent) or it)
    if re.search(r"\bstill\b", text) or (UNCHANGED.search(text) and not acts):
        return None
    nouns = ({word for word, _ in wanted.weights} - wanted.lead) or {word for word, _ in wanted.weights}
    touched = clause.words & nouns
    if wanted.family == "invite":
        return _came(wanted, clause, near, acts)
    if (
        not touched
        and not (it and (near == 0.5 or (near == 1 and bool(acts - VISITING) and THEY.match(text))))
        and not (them and acts)
    ):
        return None
    if near == 0.5 and _within_ask(wanted, clause):
        return None
    plain = not acts and not got
    quoted = re.search(r"[\"“”]|\b(?:said|replied|answered)\b", text) is not None
    said = quoted and bool(wanted.doing & clause.speakers)
    less = wanted.amount is not None and any(n < wanted.amount[0] and c & wanted.amount[1] for n, c in amounts_in(text))
    if plain and (not PAST.search(without_report(text)) or (said and not less)):
        return None
    if plain and (wanted.ending or HOSTILE.search(without_report(text))):
        return None
    mine = sum(weight for word, weight in wanted.weights if word in clause.words and word in nouns)
    whole = sum(weight for word, weight in wanted.weights if word in nouns) or 1.0
    content = mine / whole
    core = sum(weight for word, weight in wanted.weights if word in wanted.core & nouns)
    if core >= 0.9:
        content = max(content, 0.75 * sum(w for word, w in wanted.weights if word in wanted.core & touched) / core)
    if wanted.ending and not acts:
        return None
    people, who = doers(wanted, clause, near)
    if not people:
        return None
    if not touched:
        content = 0.6
    kind, amount, why = measure(wanted, clause, following)
    if (
        plain
        and amount is None
        and (
            content < 0.7
            or len(touched) < 2
            or len(text.split()) > PLAIN
            or not wanted.doing & clause.there
            or not (wanted.other & clause.there or near is not None or mine >= 1.7)
            or not _towards(wanted, clause)
        )
    ):
        return None
    listed = wanted.listed > 1 and content < 0.75 and (got or near is not None)
    loose = near is not None or mine >= 1.7 or amount is not None
    if content < (0.15 if listed else 0.3 if loose else 0.45) or (mine < 0.9 and not it and not them):
        return None
    if listed:
        kind, why = "partly", "some of what was asked"
    score = (0.6 + 0.3 * min(1.0, content)) * people * (0.75 if plain else 1.0)
    return Reply(
        kind=kind, score=round(min(score, 0.9), 4), clause=clause, act=True, amount=amount,
        reasons=(Reason(name=f"an act in kind: {', '.join(sorted(acts)) or 'got'}", weight=0.6),
                 Reason(name=f"share of what was asked: {why}", weight=round(content, 4)),
                 Reason(name=who, weight=round(people, 4))),
    )  # fmt: skip


def _within_ask(wanted: Wanted, clause: Clause) -> bool:
    """Whether a clause is the ask itself with a few words more."""
    return any(
        article == clause.article and span.overlaps(clause.span) and clause.span.end - span.end < TAIL
        for article, span in wanted.places
    )


TAIL = 40
"""Characters after an ask in its own clause that are too few for an answer."""
WILL_DO = re.compile(
    r"\b(?:will|[’']ll|shall|(?:is|are) (?:going )?to|"
    r"(?:(?:has|have) )?(?:agreed|decided|undertaken|promised|pledged|vowed) to)\b"
    r"(?! (?:not|never|have to|need|consider|study|examine|discuss|decide|be decided|wait|look))"
    r"(?P<act>(?: [\w’'-]+){1,5})",
    re.IGNORECASE,
)
"""What somebody binds himself to do."""
UNSURE = re.compile(
    r"\b(?:if|unless|should|could|may|might|whether|until|provided|likely|expects?|would)\b", re.IGNORECASE
)


def _pledged(
    wanted: Wanted, clause: Clause, share: float, near: float | None, following: Clause | None
) -> Reply | None:
    """Word given that what was asked will be done: "France will return copies of the archive"."""
    text = without_report(clause.text)
    if wanted.family not in ("ask", "invite", "offer") or wanted.ending or UNSURE.search(text):
        return None
    match = WILL_DO.search(text)
    if match is None or UNDONE.search(text[: match.end()]) or near == 0.5:
        return None
    doing = words_told(match["act"]) & (wanted.acts if wanted.family != "offer" else GRANTING)
    spoken = bool(wanted.doing & clause.speakers) or any(
        codes & wanted.doing for offset, codes in clause.named if offset < match.start()
    )
    touched = {word for word, weight in wanted.weights if weight >= 1} & clause.words - wanted.lead
    next_to = near is not None and near <= 1 and match[0].lower().startswith(("promised", "pledged", "vowed", "agreed"))
    if not doing or not spoken or not (next_to or (touched and share >= 0.45)):
        return None
    if any(codes & wanted.other and not codes & wanted.doing for at, codes in clause.named if at < match.start()):
        return None
    kind, amount, why = measure(wanted, clause, following)
    share = max(share, 0.5) if next_to else share
    score = (0.62 + 0.2 * min(1.0, share)) * (1.0 if near is not None or wanted.other & clause.context else 0.85)
    return Reply(
        kind=kind, score=round(score, 4), clause=clause, amount=amount,
        reasons=(Reason(name=f"gives its word: {match[0].strip()}", weight=0.62),
                 Reason(name=f"share of what was asked: {why}", weight=round(share, 4))),
    )  # fmt: skip


LED = re.compile(r"\b(?:to|for|into|in|at|with|by|from|of|between|and)\b(?: \w+){0,2} $", re.IGNORECASE)


def _towards(wanted: Wanted, clause: Clause) -> bool:
    """Whether an act in words of its own is told as done to or with the other: "to Chad", not "Chadian fishermen"."""
    places = [at for at, codes in clause.named if codes & wanted.other]
    return not places or any(LED.search(clause.text[max(0, at - 24) : at]) or at < 2 for at in places)


def doers(wanted: Wanted, clause: Clause, near: float | None) -> tuple[float, str]:
    """How surely the act is of the one asked for the other: both named, one, or (in a passive) neither."""
    mine, theirs = wanted.doing & clause.there, wanted.other & clause.there
    strangers = [codes for codes in clause.sets if not codes & (wanted.doing | wanted.other)]
    if mine and theirs:
        return 1.0, "both are named"
    if mine:
        return (0.95, "the one asked is named") if not strangers else (0.8, "the one asked is named among others")
    if theirs:
        return (0.92, "the other side is named") if not strangers else (0.0, "")
    if strangers:
        return 0.0, ""
    if wanted.doing & clause.recent or (near is not None and near <= 1):
        return 0.92, "told of them just before"
    return (
        (0.85, "its article names them")
        if wanted.doing & clause.context and wanted.other & clause.context
        else (0.0, "")
    )


def measure(wanted: Wanted, clause: Clause, following: Clause | None) -> tuple[AnswerKind, float | None, str]:
    """Whether an act gives the whole or a part: by words ("half"), by numbers, by what is told to stay behind."""
    text = clause.text
    amount = None
    if wanted.amount is not None:
        asked, things = wanted.amount
        for value, counted in amounts_in(text):
            if counted & things and value < asked * 0.95 and not counted & {"year", "day"}:
                amount = value
                break
    if IN_FULL.search(text):
        return "granted", amount, "in full"
    if amount is not None:
        return "partly", amount, "less than was asked"
    if part_told(text):
        return "partly", None, "a part"
    if following is not None and REST_LEFT.search(following.text):
        return "partly", None, "the rest stays behind"
    if following is not None and following.sentence == clause.sentence and KEPT.match(following.text):
        return "partly", None, "a part is kept"
    return "granted", None, "the whole"


def _came(wanted: Wanted, clause: Clause, near: float | None, acts: frozenset[str]) -> Reply | None:
    """Whether the one invited came: named (or "he" right after), to where the invitation says, or to the host."""
    acts = acts & VISITING
    guest = [codes for _, codes in clause.named if codes & wanted.doing] if _person_named(wanted, clause) else []
    people = 1.0 if guest else 0.9 if near is not None and near <= 1 and wanted.doing & clause.recent else 0.0
    places = {word for word, weight in wanted.weights if weight > 1.5}
    there = bool(wanted.other & clause.there)
    where = bool(places & clause.words) or (
        there and bool(acts or {w for w, x in wanted.weights if x >= 1} & clause.words)
    )
    attended = len(places & clause.words | {w for w, x in wanted.weights if x >= 1} & clause.words) >= max(
        1, len(wanted.weights) // 2
    )
    if (
        not people
        or not where
        or not (acts or (attended and not HOSTILE.search(clause.text)))
        or re.search(r"\b(?:back from|returned from|left|ago|last year|at home)\b", clause.text)
    ):
        return None
    return Reply(
        kind="granted", score=round(0.85 * people, 4), clause=clause, act=True,
        reasons=(Reason(name="the one invited came", weight=0.85), Reason(name="guest named", weight=people)),
    )  # fmt: skip


TITLE = re.compile(
    r"\b(?:president|premier|prime minister|chancellor|king|queen|emir|sultan|leader|minister|"
    r"head of (?:state|government)|"
    r"secretary|chief|ruler|prince|princess|delegation|counterpart|guests?|he|she)\b",
    re.IGNORECASE,
)


def _person_named(wanted: Wanted, clause: Clause) -> bool:
    """Whether the invited person is named or titled, where a person was invited."""
    people = [name for name in wanted.ask.asked if not name.isupper()]
    if not people:
        return True
    last = {name.rsplit("-", 1)[-1] for name in people} | {name.split("-", 1)[0] for name in people}
    return TITLE.search(clause.text) is not None or any(part in clause.text.lower() for part in last if len(part) > 1)


def summed(replies: Iterable[Reply], wanted: Wanted) -> list[Reply]:
    """Replies in order of time; parts that add up to what was asked grant it, and who of several asked refuses, refuses
    a part."""
    out: list[Reply] = []
    given = 0.0
    said: dict[str, AnswerKind] = {}
    several = frozenset(wanted.ask.asked) if len(wanted.ask.asked) > 1 else frozenset()
    for reply in replies:
        if reply.kind == "partly" and reply.amount is not None and wanted.amount is not None:
            more = ANOTHER.search(reply.clause.text) is not None
            given = given + reply.amount if more else max(given, reply.amount)
            if given >= wanted.amount[0] * 0.95:
                out.append(replace(reply, kind="granted"))
                continue
        if several and len(reply.agents & several) == 1:
            said |= dict.fromkeys(reply.agents & several, reply.kind)
            if len(set(said.values())) > 1 and "granted" in said.values():
                reply = replace(reply, kind="partly", reasons=(*reply.reasons, Reason(name=SEVERAL)))
        out.append(reply)
    return out
