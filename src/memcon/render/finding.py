"""Found sentences as text for the terminal."""

from __future__ import annotations

from typing import Any

from memcon.render.safe import one_line


def as_text(found: list[dict[str, Any]]) -> str:
    """The found sentences as text: who, where, then the sentence."""
    lines = []
    for hit in found:
        names = list(dict.fromkeys(speaker["name"] for speaker in hit["speakers"]))
        who = f"  said by {', '.join(names)}" if names else f"  ({hit['voice']})"
        lines.append(one_line(f"{hit['label']} [{hit['span'][0]}, {hit['span'][1]}] {hit['article']}{who}"))
        lines.append(f"    {one_line(hit['quote'])}")
    return "".join(f"{line}\n" for line in lines)
