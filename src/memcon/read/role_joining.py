"""Which cue each source and content of an encoder goes with, mended where a cue is left without what it reports.

An invented example: in `"We wait," Day said, adding that talks went on.` the encoder may give both contents to
`adding`; `said`, left with none, takes the quotation that ends where its source begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from memcon.encoder.values import RoleSpan

_AND = re.compile(r"[\s,]{0,3}(?:and|or|&)?\s{0,2}")
_BREAK = "\n"

Members = dict[int, list[RoleSpan]]
"""Sources and contents by the place of their cue among the spans."""


def mended(text: str, cues: Mapping[int, RoleSpan], members: Members) -> Members:
    """The members with sources listed together made one, and orphaned cues given what stands beside them."""
    found = {i: list(group) for i, group in members.items()}
    orphans = [i for i in sorted(cues) if not any(r.role == "content" for r in found[i])]
    for i in orphans:
        _take_source(text, cues, found, i)
        _take_content(text, cues, found, i)
    return {i: _listed(text, group) for i, group in found.items()}


def _take_source(text: str, cues: Mapping[int, RoleSpan], found: Members, orphan: int) -> None:
    """A source right beside the orphan moves to it from a cue that has another."""
    if any(r.role == "source" for r in found[orphan]):
        return
    for j, group in found.items():
        sources = [r for r in group if r.role == "source"]
        near = [r for r in sources if _beside(text, r, cues[orphan]) and _its_own(text, r, cues[orphan])]
        if j != orphan and near and len(sources) > 1:
            group.remove(near[0])
            found[orphan].append(near[0])
            return


def _same_breath(text: str, a: RoleSpan, b: RoleSpan) -> bool:
    """Whether no sentence ends between two spans; after a quotation its full stop may stand outside the marks."""
    low, high = (a, b) if a.start < b.start else (b, a)
    if text[low.start] in "\"“„«'‘":
        return True
    return not any(c in ".!?" for c in text[low.end : high.start])


def _its_own(text: str, source: RoleSpan, cue: RoleSpan) -> bool:
    """Whether a source stands where the cue has it: behind "cited by", not before."""
    return not text[cue.start : cue.end].endswith(" by") or source.start >= cue.end


def _take_content(text: str, cues: Mapping[int, RoleSpan], found: Members, orphan: int) -> None:
    """A content right beside the orphan and its source moves to it, if its own cue keeps one or stands farther off."""
    own = [cues[orphan], *(r for r in found[orphan] if _beside(text, r, cues[orphan]))]
    if len(own) == 1 and not any(r.role == "source" for r in found[orphan]):
        return
    for j, group in found.items():
        contents = [r for r in group if r.role == "content"]
        near = [c for c in contents if any(_beside(text, c, part) and _same_breath(text, c, part) for part in own)]
        if j == orphan or not near:
            continue
        theirs = [cues[j], *(r for r in group if r.role == "source")]
        if len(contents) > 1 or not any(_beside(text, near[0], part) for part in theirs):
            group.remove(near[0])
            found[orphan].append(near[0])
            return


def _beside(text: str, a: RoleSpan, b: RoleSpan) -> bool:
    """Whether no word and no end of a line stands between two spans."""
    low, high = (a, b) if a.start < b.start else (b, a)
    between = text[low.end : high.start]
    return low.end <= high.start and len(between) <= 4 and not any(c.isalnum() or c == _BREAK for c in between)


def _listed(text: str, group: Sequence[RoleSpan]) -> list[RoleSpan]:
    """The group with sources that a comma or "and" joins made one."""
    kept: list[RoleSpan] = []
    for role in sorted(group, key=lambda r: (r.start, r.end)):
        last = kept[-1] if kept else None
        if last is not None and last.role == role.role == "source" and _AND.fullmatch(text[last.end : role.start]):
            kept[-1] = replace(last, end=role.end, score=max(last.score, role.score))
        else:
            kept.append(role)
    return kept
