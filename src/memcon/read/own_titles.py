"""Titles by which a text calls its own: `the Minister` of a ministry's release; names hung behind an office's body.

In a release of Norland's ministry `the Minister` is Norland's; `a spokesman for the Port Board, Ana Ruiz,` is Ruiz.
"""

from __future__ import annotations

from memcon.read.actor_scene import Scene
from memcon.read.descriptions import Description
from memcon.read.noun_phrases import Grid

OWN, EXACT = 75.0, 60.0
"""What it counts that an official text's bare `the Minister` is its issuer's own, and that a title is the very one."""
_ISSUING = {"minister": ("minist", "foreign office"), "president": ("presiden",), "secretary": ("department", "secret"),
            "chancellor": ("chancell",), "premier": ("premier",)}  # fmt: skip


def bare_title(scene: Scene, one: Description) -> bool:
    """Whether a title stands alone: `the Minister`, `the Prime Minister`."""
    return (
        scene.grid.lower[one.first] == "the" and not one.states and not one.bodies and not one.regions
        and one.owner is None and one.type in ("office", "role") and one.end == one.head + 1
    )  # fmt: skip


def issues_it(scene: Scene, one: Description) -> bool:
    """Whether a title is that of the head of the body that issued the text."""
    return any(stem in scene.issuer for stem in _ISSUING.get(one.noun, ()))


def behind_body(grid: Grid, one: Description) -> int | None:
    """The name hung beside the body or place of an office: `a spokesman for the Port Board, Ana Ruiz, denied it`."""
    if one.type not in ("role", "office") or one.plural:
        return None
    for prep in grid.children[one.head]:
        if grid.deps[prep] != "prep" or prep < one.head or grid.lower[prep] not in ("for", "of", "in", "at", "with"):
            continue
        for noun in grid.children[prep]:
            for name in grid.children[noun] if grid.deps[noun] == "pobj" else ():
                if grid.deps[name] == "appos" and grid.labels[name] == "PERSON" and grid.words[name - 1] != "(":
                    return name
    return None
