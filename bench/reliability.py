"""Whether confidence means what it says: `python bench/reliability.py [--encoder fast] [--svg docs/reliability.svg]`.

Every statement of PolNeAR dev at any confidence, of the outermost layer (see bench/statements_polnear.py: from data
without nesting nobody sees whether a report within a report is right); right means that source and content both overlap
those of one gold attribution. Prints the expected calibration error over ten bins and draws said against right.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from statements_polnear import ROOT, SHARED, agree, parts_of, rows

BINS = 10
FLOOR = 0.05
"""The calibration error that must not be passed."""

SIDE, EDGE = 320, 44


def outcomes(encoder: str | None) -> list[tuple[float, bool]]:
    """(confidence, right) of each statement."""
    from memcon.lexicon import load_lexicon
    from memcon.model.article import Article, text_sha256
    from memcon.read.parse import load_pipeline
    from memcon.read.reader import Reader

    loaded = None
    if encoder:
        from memcon.encoder.encoder import load

        loaded = load(encoder)
    reader = Reader(nlp=load_pipeline(), lexicon=load_lexicon(), encoder=loaded, unfold=False)
    part = rows("dev")
    articles = [
        Article(id=r["id"], text=r["text"], sha256=text_sha256(r["text"]), title=r["title"], published=r["date"],
                language="en", kind="news")
        for r in part
    ]  # fmt: skip
    return [
        (s.confidence, any(agree(parts_of(s), _gold(g)) for g in row["attributions"] if g["content"]))
        for row, reading in zip(part, reader.read(articles), strict=True)
        for s in reading.statements
    ]


def _gold(attribution: dict[str, Any]) -> dict[str, Any]:
    return {role: [tuple(span) for span in attribution[role]] for role in ("source", "cue", "content")}


def bins_of(found: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, number) of each bin that holds any."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for said, right in found:
        held[min(BINS - 1, int(said * BINS))].append((said, right))
    return [(sum(s for s, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in held if b]


def calibration_error(bins: list[tuple[float, float, int]]) -> float:
    """The mean gap between said and right, weighed by how many are in a bin."""
    total = sum(n for *_, n in bins)
    return sum(abs(said - right) * n for said, right, n in bins) / total


def drawing(bins: list[tuple[float, float, int]], error: float) -> str:
    """The plot as SVG: one dot a bin, its area by number, beside the line where said is right."""
    most = max(n for *_, n in bins)
    size = SIDE + 2 * EDGE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}" '
        'font-family="sans-serif" font-size="12" role="img" aria-labelledby="t d">',
        "<title id=\"t\">Confidence of statements against the share that is right</title>",
        f'<desc id="d">PolNeAR dev; expected calibration error {error:.3f}. '
        + "; ".join(f"said {s:.2f}, right {r:.2f}, {n} statements" for s, r, n in bins) + ".</desc>",
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>',
        f'<line x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}" stroke="#999" stroke-dasharray="4 4"/>',
    ]  # fmt: skip
    for tick in (0, 0.25, 0.5, 0.75, 1):
        x, y = EDGE + tick * SIDE, EDGE + SIDE - tick * SIDE
        lines.append(f'<text x="{x:.0f}" y="{EDGE + SIDE + 16}" text-anchor="middle">{tick:g}</text>')
        lines.append(f'<text x="{EDGE - 6}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    points = [(EDGE + s * SIDE, EDGE + SIDE - r * SIDE, n) for s, r, n in bins]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    lines.append(f'<polyline points="{path}" fill="none" stroke="#1f5fa8"/>')
    lines += [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 9 * (n / most) ** 0.5:.1f}" fill="#1f5fa8" fill-opacity="0.7">'
        f"<title>{n} statements</title></circle>"
        for x, y, n in points
    ]
    lines.append(f'<text x="{size / 2:.0f}" y="{size - 8}" text-anchor="middle">confidence</text>')
    lines.append(f'<text x="14" y="{size / 2:.0f}" text-anchor="middle" transform="rotate(-90 14 {size / 2:.0f})">'
                 "share right</text>")  # fmt: skip
    lines.append(f'<text x="{EDGE}" y="24">Statements, PolNeAR dev: calibration error {error:.3f}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def main() -> int:
    """Exit status 0: well calibrated; 1: not; 3: the data is not here."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--encoder", default="fast", help='name of a shipped encoder; "" for the rules')
    parser.add_argument("--svg", type=Path, default=ROOT / "docs" / "reliability.svg")
    options = parser.parse_args()
    if not (SHARED / "data" / "polnear").is_dir():
        print("skipped: the PolNeAR data (MEMCON_SHARED, default ../shared) is not here", file=sys.stderr)
        return 3
    bins = bins_of(outcomes(options.encoder or None))
    error = calibration_error(bins)
    for said, right, number in bins:
        print(f"said {said:.3f}  right {right:.3f}  n {number}")
    print(f"expected calibration error {error:.4f}")
    options.svg.write_text(drawing(bins, error), encoding="utf-8")
    return 0 if error <= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
