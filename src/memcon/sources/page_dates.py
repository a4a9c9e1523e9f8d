"""When a page says that it was published, by htmldate; told apart from what it only lets one infer.

Example: `<meta property="article:published_time" content="2023-02-08T09:30:00Z">` → ("2023-02-08", False);
a page that says "Copyright 2019" and nothing else → ("2019", True), not the first of January.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# The latest date is fixed: left out, htmldate takes today, and the same page would read otherwise tomorrow.
DATE_OPTIONS: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1990-01-01",
    "max_date": "2199-12-31",
}
_PICTURES = (
    ".//img|.//picture|.//source|.//svg|.//video|.//style"
    "|.//meta[contains(@property,'image')]|.//meta[contains(@name,'image')]"
)


def page_date(tree: Any, *, stated: str | None, url: str | None) -> tuple[str | None, bool]:
    """EDTF of the day, month or year of publication and whether it is only inferred; (None, False) without any.

    `tree` is the page without its pictures, `stated` what htmldate found in its metadata with `DATE_OPTIONS`.
    """
    from htmldate import find_date

    text = _plain(tree, url)
    if stated and _written(stated, text):
        return stated, False
    found = stated or find_date(tree, url=url, **{**DATE_OPTIONS, "extensive_search": True})
    cut = _as_written(found, text) if found else None
    return cut, cut is not None


def without_pictures(page: str) -> Any:
    """The parsed page without what shows or styles: pictures have dates of their own in their addresses."""
    from trafilatura import load_html

    tree = load_html(page)
    if tree is not None:
        for element in tree.xpath(_PICTURES):
            element.drop_tree()
    return tree


def _plain(tree: Any, url: str | None) -> str:
    from lxml.html import tostring  # type: ignore[import-untyped]

    return f"{url or ''}\n{tostring(tree, encoding='unicode')}"


def _as_written(found: str, text: str) -> str | None:
    """The date cut to what stands on the page: its day, else its month, else its year, else nothing."""
    day = date.fromisoformat(found)
    if _written(found, text):
        return found
    names = f"(?:{_month(day.month)})"
    if re.search(rf"\b{names}\.?,?\s{{1,3}}{day.year}\b|\b{day.year}[-/]{day.month:02d}\b", text, re.IGNORECASE):
        return found[:7]
    return found[:4] if re.search(rf"\b{day.year}\b", text) else None


def _written(found: str, text: str) -> bool:
    """Whether the day itself stands on the page in some spelling."""
    day = date.fromisoformat(found)
    year, month, number = day.year, day.month, day.day
    name, nth = f"(?:{_month(month)})", rf"0?{number}(?:st|nd|rd|th)?"
    spellings = (
        rf"{year}[-/._]?0?{month}[-/._]?0?{number}(?!\d)",
        rf"(?<!\d)0?{number}[-/.]\s?0?{month}[-/.]\s?{year}",
        rf"(?<!\d)0?{month}[-/.]0?{number}[-/.]{year}",
        rf"\b{name}\.?\s{{1,3}}{nth},?\s{{1,3}}{year}",
        rf"(?<!\d){nth}\.?\s{{1,3}}(?:of\s)?{name}\.?,?\s{{1,3}}{year}",
    )
    return any(re.search(spelling, text, re.IGNORECASE) for spelling in spellings)


def _month(number: int) -> str:
    name = _MONTHS[number - 1]
    return f"{name}|{name[:3]}|Sept" if number == 9 else f"{name}|{name[:3]}"
