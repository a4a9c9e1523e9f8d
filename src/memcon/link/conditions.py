"""Whether the condition of a forecast held: a later clause tells it as done, with nearly all its words.

"If Chad lifts the ban, Niger will sign", and later "Chad lifted its ban on Monday": the condition held, and the outcome
of the claim is that of the forecast.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from memcon.link.acts import Act, canonical_text
from memcon.link.clauses import Clause
from memcon.link.facts import words_told
from memcon.link.fulfil import FAR, Decided
from memcon.link.reply_words import DOUBTFUL, UNCHANGED, UNDONE
from memcon.link.sentences import Sentences
from memcon.model.digest import Digest
from memcon.model.reading import Forecast
from memcon.model.span import Reason

MOST_NEAR = 200
"""So many sentences with words of a claim are looked at; of more, those with most of its words."""
IF = canonical_text("if unless provided should were had once whether long")


AS_WAS = re.compile(r"\b(?:unchanged|unaltered|untouched|as (?:before|usual|it was|they were))\b", re.IGNORECASE)


def _done_alike(condition: str, text: str) -> bool:
    """Whether a clause tells as done what the condition says, be it a failure ("if the rains fail"), not that all
    stays as it was."""
    if DOUBTFUL.search(text):
        return False
    return all(bool(sign.search(text)) == bool(sign.search(condition)) for sign in (UNDONE, AS_WAS, UNCHANGED))


def held_by(forecast: Forecast, day: date, decided: Decided, sentences: Sentences) -> Clause | None:
    """A later clause by which the condition held: told as done, with nearly all its words."""
    condition = forecast.condition or ""
    words = words_told(condition) - IF
    if not words or re.match(r"\W*unless\b|.*\bnot\b", condition, re.IGNORECASE):
        return None
    until = decided.clause.printed.latest if decided.clause is not None else None
    last = date.fromisoformat(until) if until else day + FAR
    weights = {word: 1 / len(words) for word in sorted(words)}
    for number in sentences.sharing(weights, since=day, until=last, least=HELD_SHARE, most=MOST_NEAR):
        for clause in sentences.clauses(number):
            mine = len(words & (clause.words | clause.around)) / len(words)
            own = any(clause.article == row.article for row in forecast.evidence)
            if mine >= HELD_SHARE and not own and not clause.foretold and _done_alike(condition, clause.text):
                return clause
    return None


def met_by_act(condition: str, day: date, act: Act, acts: Mapping[str, Sequence[Act]]) -> Act | None:
    """An act between the forecast's day and the `act` that decides it which does what the condition says; None when the
    record has none."""
    words = canonical_text(condition) - {"if", "unles", "provid"}
    if condition.lower().startswith("unless"):
        return None
    for found in sorted({one.id: one for group in acts.values() for one in group}.values(), key=lambda one: one.id):
        if found.id == act.id or found.when.earliest is None or found.status not in HELD or not found.trigger & words:
            continue
        last = date.fromisoformat(act.when.latest or found.when.earliest)
        if day <= date.fromisoformat(found.when.earliest) <= last and len(found.words & words) >= 0.7 * len(words):
            return found
    return None


HELD = frozenset({"held", "ongoing", "done"})
UNTOLD = "the record does not say whether the condition held"


def conditioned(forecast: Forecast, day: date, sentences: Sentences, texts: Mapping[str, Digest]) -> Forecast:
    """A forecast whose claim was decided and its condition not, decided where a later clause tells that it held."""
    happened = next((CAME[r.name] for r in forecast.reasons if r.name in CAME), None)
    decided = Decided(happened=bool(happened), evidence=forecast.resolved_by, score=0.0, why="")
    held = held_by(forecast, day, decided, sentences) if happened is not None else None
    if held is None or not any(reason.name == UNTOLD for reason in forecast.reasons):
        return forecast
    told = tuple(reason for reason in forecast.reasons if reason.name != UNTOLD)
    return replace(
        forecast, outcome="true" if happened == forecast.expects else "false",
        resolved_by=tuple(dict.fromkeys((*forecast.resolved_by, held.evidence(texts[held.article])))),
        reasons=(*told, Reason(name="the condition held", detail=held.text[:120])),
    )  # fmt: skip


CAME = {
    "the claim came about": True, "the claim was ruled out": False,
    "a later article tells that the claim came about": True,
    "a later article tells that the claim did not come about": False,
}  # fmt: skip
HELD_SHARE = 0.66
"""Share of a condition's words that a clause needs to tell that it held."""
