"""A briefing as Markdown, HTML or DOCX; every sentence ends in the numbers of its footnotes."""

from __future__ import annotations

from html import escape
from io import BytesIO

from memcon.render.safe import markdown, one_line, visible
from memcon.views.briefing import Briefing, Citation, numbered

_STYLE = (
    "body{font:17px/1.55 Georgia,serif;margin:2rem auto;max-width:44rem;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.6rem}h2{font-size:1.15rem;border-bottom:1px solid #bbb}sup{font-size:.7em}"
    "ol{font-size:.85rem}blockquote{margin:0}"
)


SENTENCE = 2000
QUOTE = 600
"""Characters of a quote that a footnote shows; its place in the article says where the rest stands."""


def _note(citation: Citation) -> str:
    place = f"({_shown(citation.article, 120)}, {citation.span[0]}–{citation.span[1]})"
    return f"{_shown(citation.label, 300)}: “{_shown(citation.quote, QUOTE)}” {place}"


def _shown(text: str, limit: int = SENTENCE) -> str:
    """Words of articles on one line, with nothing in them that is not seen."""
    return one_line(visible(text[: 4 * limit]), limit=limit)


def as_markdown(briefing: Briefing) -> str:
    """The briefing as Markdown with footnotes."""
    lines, notes = [f"# {markdown(_shown(briefing.title))}", ""], []
    lines += [f"*{markdown(_shown(briefing.note))}*", ""] if briefing.note else []
    for section, rows in numbered(briefing):
        lines += [f"## {markdown(_shown(section.heading))}", ""]
        for said, numbers in rows:
            marks = "".join(f"[^{number}]" for number, _ in numbers)
            lines += [f"- {markdown(_shown(said.text))}{marks}"]
            notes += [f"[^{n}]: {markdown(_note(c))}" for n, c in numbers if c]
        lines.append("")
    return "\n".join([*lines, *notes]) + "\n"


def as_html(briefing: Briefing) -> str:
    """The briefing as a whole HTML page that needs nothing else."""
    body, notes = [f"<h1>{_html(briefing.title)}</h1>"], []
    body += [f"<p><em>{_html(briefing.note)}</em></p>"] if briefing.note else []
    for section, rows in numbered(briefing):
        body.append(f"<h2>{_html(section.heading)}</h2>")
        for said, numbers in rows:
            # the note leads back to the sentence that used it first
            marks = " ".join(_mark(n, first=c is not None) for n, c in numbers)
            body.append(f"<p>{_html(said.text)}{marks}</p>")
            notes += [
                f'<li id="n{n}">{_html(_note(c))} <a href="#r{n}" aria-label="back to sentence of note {n}">↩</a></li>'
                for n, c in numbers
                if c
            ]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{_html(briefing.title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        + "".join(body)
        + (f"<h2>Sources</h2><ol>{''.join(notes)}</ol>" if notes else "")
        + "</body></html>\n"
    )


def _mark(number: int, *, first: bool) -> str:
    back = f' id="r{number}"' if first else ""
    return f'<sup><a href="#n{number}"{back}>{number}</a></sup>'


def _html(text: str) -> str:
    return escape(_shown(text))


def as_docx(briefing: Briefing) -> bytes:
    """The briefing as a Word document, its notes numbered at the end; the same bytes for the same record."""
    from docx import Document

    document = Document()
    document.core_properties.title = _shown(briefing.title, 200)
    document.core_properties.author = "memcon"
    document.add_heading(_shown(briefing.title), level=1)
    if briefing.note:
        document.add_paragraph(_shown(briefing.note))
    notes: list[str] = []
    for section, rows in numbered(briefing):
        document.add_heading(_shown(section.heading), level=2)
        for said, numbers in rows:
            paragraph = document.add_paragraph(_shown(said.text))
            paragraph.add_run(" ".join(f"[{n}]" for n, _ in numbers)).font.superscript = True
            notes += [f"[{n}] {_note(c)}" for n, c in numbers if c]
    if notes:
        document.add_heading("Sources", level=2)
    for note in notes:
        document.add_paragraph(note)
    return _without_clock(document)


def _without_clock(document: object) -> bytes:
    """The document's bytes with every date in it the same, so that the same record gives the same file."""
    import zipfile
    from datetime import UTC, datetime

    document.core_properties.created = document.core_properties.modified = datetime(2000, 1, 1, tzinfo=UTC)  # type: ignore[attr-defined]
    raw, clean = BytesIO(), BytesIO()
    document.save(raw)  # type: ignore[attr-defined]
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            new.writestr(entry, old.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return clean.getvalue()
