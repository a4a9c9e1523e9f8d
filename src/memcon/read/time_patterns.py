"""Where time expressions may stand: patterns over the kinds of words, tried longest first.

`early December 2022` has the kinds `kMY`: pattern "month_year" with `pre` = early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from memcon.read.time_words import Word

NUMBER = r"[NQ](?:d?[NQ]){0,3}/?"  # bounded: a run of a thousand numbers must not be tried from each of them
QUANTITY = rf"(?:a?\+?{NUMBER}(?:[>&d]{NUMBER})?(?:&a?v)?o?\+?|/|va?|a\+?)"
PRE = r"(?P<pre>(?:k|b|f|T?so?)d?)?"
MONTH = r"(?:(?P<month>M)|(?P<short>m)\.?)"
YEAR = r"(?:c?o?(?P<year>Y)(?!d?[uU]))?"
WEEKDAY = r"(?:(?P<weekday>[Ww])\.?c?T?)?"
PART = r"(?:c?k?d?(?P<part>P))?"
REL = r"(?P<rel>[lxhr])"

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"I"),
        ("slashed", r"S"),
        ("day_range", rf"{WEEKDAY}T?{MONTH}(?P<day>[NO])[d>&](?P<last>[NO])(?![uU%]){YEAR}"),
        ("day_range", rf"{WEEKDAY}T?(?P<day>[NO])[d>&](?P<last>[NO])o?{MONTH}{YEAR}"),
        ("day", rf"{WEEKDAY}{PRE}T?{MONTH}(?P<day>[NO])(?![uU]){YEAR}{PART}"),
        ("day", rf"{WEEKDAY}{PRE}T?(?P<day>[NO])o?{MONTH}{YEAR}{PART}"),
        ("month_relative", rf"{PRE}{MONTH}o?{REL}(?P<unit>u)"),
        ("month", rf"{PRE}T?{MONTH}c?o?(?P<year>Y)"),
        ("month", rf"{PRE}T?{REL}?{MONTH}"),
        ("season", rf"{PRE}T?{REL}?(?P<season>Z)(?:c?o?(?P<year>Y))?"),
        ("season", r"(?P<year>Y)(?P<season>Z)"),
        ("weekend", rf"{PRE}(?P<the>T)?=?{REL}?(?P<weekend>E)"),
        ("weekday", rf"{PRE}a?T?{REL}?(?P<weekday>W)(?:'?c?k?d?(?P<part>P))?"),
        ("weekday", r"(?P<part>P)o?(?P<weekday>W)"),
        ("deictic", rf"{PRE}(?P<deictic>t)(?:'?c?k?d?(?P<part>P))?"),
        ("deictic", r"k?d?(?P<part>P)(?P<deictic>t)"),
        ("daypart", rf"{PRE}T?=?{REL}?(?P<part>P)"),
        ("clock", r"(?P<clock>[CN])(?:(?P<meridiem>A)G?|(?P<zone>G))?c?(?:(?P<weekday>W)|(?P<deictic>t))"),
        ("clock", rf"(?P<clock>[CN])(?:(?P<meridiem>A)G?|(?P<zone>G))c?{MONTH}(?P<day>N){YEAR}"),
        ("clock", r"(?P<clock>[CN])(?P<meridiem>A)(?P<zone>G)?"),
        ("clock", r"(?P<clock>C)(?P<zone>G)?"),
        ("quarter", rf"{PRE}T?F?d?(?P<nth>O)d?F?d?(?P<unit>u)(?:o(?:(?P<year>Y)|T?{REL}(?P<unit2>u)))?"),
        ("quarter", r"T?(?P<year>Y)d?(?P<nth>O)d?(?P<unit>u)"),
        ("quarter", rf"T?{REL}(?P<unit2>u)'(?P<nth>O)d?(?P<unit>u)"),
        ("half", rf"T?(?P<nth>O)d?(?P<half>v)(?:o(?:T?F?(?P<year>Y)|T?{REL}(?P<unit2>u)))?"),
        ("quarter_code", r"(?P<code>3)(?:o?c?(?P<year>Y))?"),
        ("quarter_code", r"(?P<year>Y)(?P<code>3)"),
        ("year_unit", r"T(?P<year>Y)(?P<unit>[uD])"),
        ("relative", rf"{PRE}T?{REL}\+?F?d?(?P<unit>[uD])"),
        ("same", r"(?P<pre>[bf])?(?P<the>T)(?P<same>=)?(?P<unit>u)"),
        ("edge_of_unit", r"(?P<pre>T?so)T?(?:(?P<year>Y)|(?P<rel>[lxh])?(?P<unit>u))"),
        ("unit_end", r"(?P<unit>u)(?:d|')?(?P<edge>s)"),
        ("ago", rf"(?P<quantity>{QUANTITY})?d?(?P<unit>[uU])(?P<half>&av)?(?P<ago>g)"),
        ("unit_ago", r"T?(?P<unit>u)d(?P<ago>[gb])d?(?P<of>[uD])?"),
        ("offset", rf"(?P<quantity>{QUANTITY})(?P<unit>[uU])(?P<half>&av)?(?P<way>[bf])"),
        ("rolling", rf"T?{REL}(?P<quantity>{NUMBER}(?:[>&d]{NUMBER})?o?\+?)d?(?P<unit>[uU])"),
        ("rolling_vague", rf"T?{REL}(?P<unit>U)"),
        ("first_units", r"T?(?P<nth>[Ol])(?P<quantity>N)(?P<unit>U)(?:oT?(?P<year>Y))?"),
        ("century", r"(?P<pre>kd?)?T?(?P<nth>O)d?(?P<century>u)"),
        ("decade", r"(?P<pre>(?:k|T?so)d?)?T?(?P<pre2>k)?d?(?P<decade>K)"),
        ("year_range", r"(?P<year>Y)d(?P<last>[YN])"),
        ("fiscal", r"(?P<pre>k)?T?F(?P<unit>u)?(?P<year>Y)"),
        ("year", r"(?P<pre>(?:k|T?so)d?)?(?:T(?P<unit>u))?(?P<year>Y)"),
        ("holiday", rf"(?P<pre>(?:k|[bf]|T?so)d?)?T?{REL}?(?P<holiday>H)(?:c?o?(?P<year>Y))?{PART}"),
        ("eve", r"T?(?P<edge>s)o"),
        ("every", rf"(?P<every>q)(?P<quantity>{NUMBER}|O)?(?P<unit>[uUWPZM])"),
        ("weekdays", r"(?P<weekday>[WV])(?P<part>p)|(?P<weekdays>V)"),
        ("frequency", r"(?P<frequency>j)"),
        ("duration", rf"(?P<quantity>{QUANTITY})d?(?P<unit>[uU])(?P<half>&av)?d?(?P<suffix>[yL])?"),
        ("duration", r"(?P<unit>U)(?:[&>](?P<unit2>U))?(?:d?L)?|(?P<unit3>u)dL"),
        ("bare_unit", r"(?P<unit>u)"),
        ("vague", r"(?P<vague>R)"),
        ("the_past", r"T(?P<past>l)(?![NQuU=_aWMmZEKPD+O])"),
    )
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a pattern fits: `first`..`last` are word indexes (half-open), `parts` its named words."""

    name: str
    first: int
    last: int
    parts: Mapping[str, tuple[Word, ...]]
    words: tuple[Word, ...]

    def get(self, part: str) -> Word | None:
        """The first word of a named part, None when the part is not there."""
        found = self.parts.get(part)
        return found[0] if found else None

    def value(self, part: str) -> str:
        """The value of the first word of a named part; empty when it is not there."""
        word = self.get(part)
        return word.value if word else ""


def hits(words: list[Word], kinds: str) -> Iterator[Hit]:
    """All places where a pattern fits, by start, the longest first, then in the order of the patterns."""
    found: list[tuple[int, int, int, str, re.Match[str]]] = []
    for rank, (name, pattern) in enumerate(PATTERNS):
        for match in pattern.finditer(kinds):
            found.append((match.start(), -match.end(), rank, name, match))
    for start, end, _, name, match in sorted(found, key=lambda hit: hit[:3]):
        parts = {
            part: tuple(words[slice(*match.span(part))]) for part, text in match.groupdict().items() if text is not None
        }
        yield Hit(name, start, -end, parts, tuple(words[start:-end]))
