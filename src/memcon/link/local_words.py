"""Names, numbers and days as other languages write them, brought to one form.

`Am 12. März traf Olexandr Lyssenko in Deutschland 1.240 Helfer` names the same day, man, state and number as `On 12
March Oleksandr Lysenko met 1,240 helpers in Germany`: month and state by the tables of the Unicode CLDR, the number by
the language's marks, the man by the skeleton of his name: letters of other scripts written as Latin ones, vowels
left out, letters that languages exchange in foreign names (z and s, w and v, c and k) taken for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from memcon.lexicon.tables import read_rows

POINT = frozenset(("en", "zh", "ja", "ko", "he", "th", "hi", "bn", "ur", "ms"))
"""Languages that write a decimal point; the others write a comma."""
UNCASED = frozenset(("ar", "fa", "he", "zh", "ja", "ko", "th", "hi", "bn", "ur", "ka"))
"""Languages without capitals: names of states are looked for as they are written, other names only in Latin letters."""
LEAST_BONES = 3

_CYRILLIC = dict(
    pair.split("=")
    for pair in (
        "а=a б=b в=v г=g ґ=g д=d ђ=d е=e ё=e є=e ж=s з=s и=i і=i ї=i й=i ј=i к=k л=l љ=l м=m н=n њ=n о=o п=p р=r с=s "
        "т=t ћ=s у=u ў=u ф=f х=k ц=s ч=s џ=s ш=s щ=s ъ= ы=i ь= э=e ю=u я=a"
    ).split()
)
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "avgdesitiklmnkoprsstufkpo", strict=True))
_LETTERS = str.maketrans({**_CYRILLIC, **_GREEK, "ß": "s", "ł": "l", "đ": "d", "ø": "o", "æ": "a", "ı": "i"})
_FOLDS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"schtsch|shch|tsch|tch|sch|sh|zh|szcz|sz|cz|rz|ts|tz|dzh|dsh|dj|gh(?=i)", "s"),
        (r"kh|ck|qu|q|x", "k"), (r"ph", "f"), (r"c(?=[eiy])", "s"), (r"z", "s"), (r"w", "v"), (r"th", "t"),
    )
)  # fmt: skip
_BONES = re.compile(r"[^b-df-gk-np-tv]")
_SAME = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def plain_form(word: str) -> str:
    """A word in small letters without accents."""
    marked = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


@lru_cache(maxsize=100_000)
def skeletons(word: str) -> tuple[str, ...]:
    """What is left of a name in any spelling: two readings where it has a `ch`; empty when too little is left."""
    latin = plain_form(word.casefold().translate(_LETTERS)).translate(_LETTERS)
    found = []
    for hard in ("k", "s"):
        form = latin
        for pattern, put in _FOLDS[:1]:
            form = pattern.sub(put, form)
        form = form.replace("ch", hard)
        for pattern, put in _FOLDS[1:]:
            form = pattern.sub(put, form)
        bones = _SAME.sub(r"\1", _BONES.sub("", form.replace("c", "k")))
        if len(bones) >= LEAST_BONES:
            found.append(bones)
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class LocalNames:
    """What a language calls states (first words, skeletons or whole names) and months."""

    states: Mapping[str, str]
    months: Mapping[str, int]
    written: re.Pattern[str] | None
    """For languages without capitals: any name of a state."""

    def month(self, word: str) -> int | None:
        """The month that a word names, in most of its endings."""
        form = plain_form(word)
        found = self.months.get(form)
        if found is None and len(form) >= 5:
            starts = {number for name, number in self.months.items() if name[:5] == form[:5] and len(name) >= 4}
            found = starts.pop() if len(starts) == 1 else None
        return found


@cache
def local_names(language: str) -> LocalNames:
    """The names of one language; empty for one that the tables do not have."""
    return _tables().get(language.split("-")[0].casefold(), LocalNames({}, {}, None))


@cache
def _tables() -> Mapping[str, LocalNames]:
    states: dict[str, dict[str, str]] = {}
    months: dict[str, dict[str, int]] = {}
    for row in read_rows("names_local"):
        language, code = row.need("language"), row.need("code")
        for form in row.several("forms"):
            if code[0] == "m":
                months.setdefault(language, {})[plain_form(form)] = int(code[1:])
            else:
                states.setdefault(language, {})[form] = code
    return {key: _names(key, states[key], months.get(key, {})) for key in sorted(states)}


def _names(language: str, states: Mapping[str, str], months: Mapping[str, int]) -> LocalNames:
    if language in UNCASED:
        long = sorted((name for name in states if len(name) > 1), key=lambda name: (-len(name), name))
        return LocalNames(dict(states), months, re.compile("|".join(map(re.escape, long))))
    keys: dict[str, set[str]] = {}
    for name, code in states.items():
        for key in state_keys(name):
            keys.setdefault(key, set()).add(code)
    return LocalNames({key: min(codes) for key, codes in keys.items() if len(codes) == 1}, months, None)


def state_keys(name: str) -> tuple[str, ...]:
    """What a state is looked up by: its name in capitals as it is, else the skeletons of its first two words."""
    words = re.findall(r"[^\W\d_]+", name)[:2]
    if len(words) == 1 and name.isupper():
        return (name,)
    parts = [skeletons(word) or (plain_form(word),) for word in words]
    if len(parts) == 1:
        return parts[0]
    return tuple(f"{a} {b}" for a in parts[0] for b in parts[1]) if parts else ()


_NUMBER = re.compile(
    r"\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3}){1,4}(?!\d)(?:[.,]\d{1,3}(?!\d))?|\d{1,15}(?:[.,]\d{1,4}(?!\d))?"
)
_SCALES = (
    (re.compile(r"\s?(?:万|萬|만)"), 1e4), (re.compile(r"\s?(?:亿|億|억)"), 1e8),
    (re.compile(r"\s?(?:mil(?:li)?o[nóõe]|mln|mio\b|mili[oó]|miljo|milyon|mllió|millió|млн|миллион|мільйон|милион|"
                r"εκατομμ|مليون|ملايين|میلیون|מיליון)", re.IGNORECASE), 1e6),
    (re.compile(r"\s?(?:milliard|millard|mrd|mld|miliard|milyar|miljard|мільярд|миллиард|млрд|милиард|δισεκ|مليار|"
                r"میلیارد|מיליארד|mil millones|bilh)", re.IGNORECASE), 1e9),
    (re.compile(r"\s?(?:thousand|tausend|tys\b|tisíc|tys\.|тыс|тис\b|тисяч|хиляд|bin\b|duizend|tusen|mila\b|mille\b|mil\b|"
                r"ezer|χιλιάδες|ألف|آلاف|هزار|אלף)", re.IGNORECASE), 1e3),
)  # fmt: skip
_ENGLISH_BILLION = re.compile(r"\s?(?:billion|bn\b)", re.IGNORECASE)


def number_at(text: str, at: int, language: str) -> tuple[float, int] | None:
    """The value of the number that begins at a character, with its million or thousand, and where it ends."""
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    value = _value(match[0], point=language in POINT)
    end = match.end()
    if language == "en" and (scale := _ENGLISH_BILLION.match(text, end)):
        return value * 1e9, scale.end()
    # longer words first: "mil millones" before "mil", "milliard" before what begins like it
    for pattern, times in sorted(_SCALES, key=lambda row: -row[1]):
        if scale := pattern.match(text, end):
            return value * times, scale.end() if language in UNCASED else _word_end(text, scale.end())
    return value, end


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalpha():
        at += 1
    return at


def _value(written: str, *, point: bool) -> float:
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in written)
    group, mark = (",", ".") if point else (".", ",")
    digits = re.sub(rf"[ '’\u00a0\u202f]|{re.escape(group)}(?=\d{{3}}(?!\d))", "", digits)
    whole, _, rest = digits.replace(group, mark).partition(mark)
    return float(f"{whole or 0}.{rest.replace(mark, '') or 0}")
