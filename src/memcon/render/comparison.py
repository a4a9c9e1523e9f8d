"""A comparison as text, JSON, Markdown or HTML; words of articles are text in each of them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from memcon.model.codec import to_plain
from memcon.render.safe import markdown, one_line, printable
from memcon.views.comparison import Comparison
from memcon.views.rows import Names

_STYLE = (
    "body{font:16px/1.5 Georgia,serif;margin:2rem auto;max-width:90rem;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #bbb;padding:.5rem;text-align:left;"
    "vertical-align:top}th[scope=row]{white-space:nowrap}.differ{background:#fff1e0}.silent{color:#666}"
)


def header(comparison: Comparison) -> list[str]:
    """The column heads of the table: what is compared, then each account."""
    return ["", "", *(_head(a.label, a.kind) for a in comparison.accounts)]


def _head(label: str, kind: str) -> str:
    return f"{label} (official)" if kind == "official" else label


def body(comparison: Comparison) -> list[list[str]]:
    """The rows of the table: aspect, agreement, then what each account says; a dash where it is silent."""
    return [[row.name, row.agreement, *(cell.text or "–" for cell in row.cells)] for row in comparison.rows]


def summary(comparison: Comparison, names: Names) -> Iterator[str]:
    """The lines above the table: title, origins, differences."""
    number = comparison.encounter["independent"]
    accounts = len(comparison.accounts)
    yield comparison.title
    yield f"{accounts} account{'s' * (accounts != 1)}, {number} independent origin{'s' * (number != 1)}"
    for difference in comparison.differences:
        yield f"difference ({difference['aspect']}, {difference['basis']}): {difference_words(difference, names)}"


def difference_words(difference: dict[str, Any], names: Names) -> str:
    """A difference in a line: its summary, then who says what."""
    sides = "; ".join(f"{s['value'] or 'silent'} [{names.articles(s['articles'])}]" for s in difference["sides"])
    return f"{difference['summary']}: {sides}" if sides else difference["summary"]


def as_plain(comparison: Comparison) -> Any:
    """The comparison as plain values."""
    return to_plain(comparison)


def as_markdown(comparison: Comparison, names: Names) -> str:
    """The comparison as a Markdown document."""
    first, *rest = (markdown(line) for line in summary(comparison, names))
    lines = [f"# {first}", "", *(f"- {line}" for line in rest), ""]
    heads = [markdown(head) for head in header(comparison)]
    lines += ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    lines += ["| " + " | ".join(markdown(value) for value in row) + " |" for row in body(comparison)]
    return "\n".join(lines) + "\n"


def as_html(comparison: Comparison, names: Names) -> str:
    """The comparison as a whole HTML page that needs nothing else."""
    first, *rest = (_html(line) for line in summary(comparison, names))
    heads = "".join(f'<th scope="col">{_html(head)}</th>' for head in header(comparison))
    rows = "".join(_html_row(row) for row in body(comparison))
    notes = "".join(f"<li>{line}</li>" for line in rest)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{first}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><h1>{first}</h1><ul>{notes}</ul><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        "</body></html>\n"
    )


def _html_row(row: list[str]) -> str:
    name, agreement, *cells = row
    mark = ' class="differ"' if agreement == "differ" else ""
    filled = "".join(f"<td{_silent(value)}>{_html(value)}</td>" for value in cells)
    return f'<tr{mark}><th scope="row">{_html(name)}</th><td>{_html(agreement)}</td>{filled}</tr>'


def _silent(value: str) -> str:
    return ' class="silent"' if value == "–" else ""


def _html(text: str) -> str:
    return escape(printable(text))


def as_lines(comparison: Comparison, names: Names) -> list[str]:
    """The lines above the table, for the terminal."""
    return [one_line(line) for line in summary(comparison, names)]
