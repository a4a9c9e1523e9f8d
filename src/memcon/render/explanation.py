"""An explanation as text for the terminal, or as plain values for JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from memcon.model.codec import to_plain
from memcon.render.safe import one_line
from memcon.views.explanation import Explanation

_SHOWN_ELSEWHERE = {"id", "evidence", "reasons", "confidence"}


def as_text(explanation: Explanation) -> str:
    """The line, its evidence marked »so« in its sentence, its reasons and decisions."""
    return "\n".join(_lines(explanation)) + "\n"


def _lines(explanation: Explanation) -> Iterator[str]:
    line = explanation.line
    if explanation.former:
        yield f"{explanation.former} is an id of an earlier build; its successor is {line['id']}."
        yield ""
    mark = "  REJECTED by an analyst" if line.get("rejected") else ""
    yield f"{line['id']}  ({explanation.kind}){mark}"
    if "confidence" in line:
        yield f"confidence {line['confidence']:.2f}"
    for name, value in line.items():
        if name not in _SHOWN_ELSEWHERE and value not in (None, [], "", ()):
            yield f"  {name}: {_value(value)}"
    yield from _evidence(explanation)
    yield from _reasons(line)
    if explanation.decisions:
        yield ""
        yield "decisions"
        for decision in explanation.decisions:
            yield f"  {_decision(decision)}"


def _evidence(explanation: Explanation) -> Iterator[str]:
    if explanation.cited:
        yield ""
        yield "evidence"
    for cited in explanation.cited:
        sentence = one_line(f"{cited.before}»{cited.quote}«{cited.after}")
        yield f"  {one_line(cited.label)} [{cited.span[0]}, {cited.span[1]}] ({cited.article})"
        yield f"    {sentence}"


def _reasons(line: dict[str, Any]) -> Iterator[str]:
    if line.get("reasons"):
        yield ""
        yield "reasons"
    for reason in line.get("reasons", ()):
        detail = f": {one_line(reason['detail'])}" if reason["detail"] else ""
        yield f"  {reason['name']} ({reason['weight']:+.2f}){detail}"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return one_line(value)
    return one_line(json.dumps(value, ensure_ascii=False))


def _decision(decision: dict[str, Any]) -> str:
    what = decision["verdict"]
    if decision["field"]:
        what += f" {decision['field']} = {decision['value']}"
    elif decision["value"]:
        what += f" with {decision['value']}"
    note = f" – {decision['note']}" if decision["note"] else ""
    withdrawn = f" (withdrawn {decision['withdrawn_at'][:19]})" if decision["withdrawn_at"] else ""
    return one_line(f"{decision['made_at'][:19]} {decision['author']}: {what}{note}{withdrawn} [{decision['id']}]")


def as_plain(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values: kind, line, evidence with its sentence, decisions, former id."""
    return {
        "kind": explanation.kind,
        "former": explanation.former,
        "line": explanation.line,
        "evidence": [
            {
                "article": c.article,
                "label": c.label,
                "span": list(c.span),
                "quote": c.quote,
                "sentence": f"{c.before}{c.quote}{c.after}",
            }
            for c in explanation.cited
        ],
        "reasons": explanation.line.get("reasons", []),
        "decisions": to_plain(explanation.decisions),
    }
