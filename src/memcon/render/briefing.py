"""A briefing as Markdown, HTML or DOCX; every sentence ends in the numbers of its footnotes."""

from __future__ import annotations

from html import escape
from io import BytesIO

from memcon.render.safe import markdown, one_line, printable
from memcon.views.briefing import Briefing, Citation, numbered

_STYLE = (
    "body{font:17px/1.55 Georgia,serif;margin:2rem auto;max-width:44rem;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.6rem}h2{font-size:1.15rem;border-bottom:1px solid #bbb}sup{font-size:.7em}"
    "ol{font-size:.85rem}blockquote{margin:0}"
)


def _note(citation: Citation) -> str:
    return one_line(f"{citation.label}: “{citation.quote}” ({citation.article}, {citation.span[0]}–{citation.span[1]})")


def as_markdown(briefing: Briefing) -> str:
    """The briefing as Markdown with footnotes."""
    lines, notes = [f"# {markdown(briefing.title)}", ""], []
    for section, rows in numbered(briefing):
        lines += [f"## {markdown(section.heading)}", ""]
        for said, numbers in rows:
            marks = "".join(f"[^{number}]" for number in numbers)
            lines += [f"- {markdown(said.text)}{marks}"]
            notes += [f"[^{n}]: {markdown(_note(c))}" for n, c in zip(numbers, said.citations, strict=True)]
        lines.append("")
    return "\n".join([*lines, *notes]) + "\n"


def as_html(briefing: Briefing) -> str:
    """The briefing as a whole HTML page that needs nothing else."""
    body, notes = [f"<h1>{_html(briefing.title)}</h1>"], []
    for section, rows in numbered(briefing):
        body.append(f"<h2>{_html(section.heading)}</h2>")
        for said, numbers in rows:
            marks = " ".join(f'<sup><a href="#n{n}" id="r{n}">{n}</a></sup>' for n in numbers)
            body.append(f"<p>{_html(said.text)}{marks}</p>")
            notes += [
                f'<li id="n{n}">{_html(_note(c))} <a href="#r{n}" aria-label="back to sentence {n}">↩</a></li>'
                for n, c in zip(numbers, said.citations, strict=True)
            ]
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{_html(briefing.title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        + "".join(body)
        + f"<h2>Sources</h2><ol>{''.join(notes)}</ol></body></html>\n"
    )


def _html(text: str) -> str:
    return escape(printable(text))


def as_docx(briefing: Briefing) -> bytes:
    """The briefing as a Word document, its notes numbered at the end; the same bytes for the same record."""
    from docx import Document

    document = Document()
    document.core_properties.title = one_line(briefing.title)
    document.core_properties.author = "memcon"
    document.add_heading(one_line(briefing.title), level=1)
    notes: list[str] = []
    for section, rows in numbered(briefing):
        document.add_heading(one_line(section.heading), level=2)
        for said, numbers in rows:
            paragraph = document.add_paragraph(one_line(said.text))
            paragraph.add_run(" ".join(f"[{n}]" for n in numbers)).font.superscript = True
            notes += [f"[{n}] {_note(c)}" for n, c in zip(numbers, said.citations, strict=True)]
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
            new.writestr(zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0)), old.read(name))
    return clean.getvalue()
