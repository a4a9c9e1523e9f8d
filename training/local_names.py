"""Makes the names of states and months in other languages: src/memcon/lexicon/data/names_local.csv.gz.

    python training/local_names.py

From the Unicode CLDR (Unicode License) as Babel ships it, and short names in use that it leaves out. Needs babel, which
the package does not.
"""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

from babel import Locale
from babel.core import get_global

OUT = Path(__file__).parents[1] / "src/memcon/lexicon/data/names_local.csv.gz"
LANGUAGES = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv mk ms nb nl pl pt ro ru sk sl sq "
    "sr sv th tr uk ur uz vi zh"
).split()
SHORT = {
    "USA": {
        "en": "US|USA|America",
        "de": "USA|US", "ru": "США", "uk": "США", "tr": "ABD", "es": "EE.UU.|EE. UU.|EEUU", "pt": "EUA", "pl": "USA",
        "sv": "USA", "nb": "USA", "da": "USA", "fi": "USA|Yhdysvallat", "cs": "USA|Spojené státy", "sk": "USA",
        "hu": "USA|Egyesült Államok", "nl": "VS", "fr": "USA", "it": "Usa|USA", "ro": "SUA", "bg": "САЩ", "sr": "САД",
        "mk": "САД", "el": "ΗΠΑ", "hr": "SAD", "sl": "ZDA", "lt": "JAV", "lv": "ASV", "et": "USA", "he": "ארה״ב|ארה\"ב",
        "fa": "آمریکا", "ar": "أمريكا|أميركا", "ko": "미국", "ja": "米国", "kk": "АҚШ", "id": "AS",
    },
    "GBR": {
        "en": "UK|Britain|Great Britain",
        "de": "Großbritannien", "fr": "Grande-Bretagne", "it": "Gran Bretagna", "es": "Gran Bretaña",
        "pt": "Grã-Bretanha", "nl": "Groot-Brittannië", "sv": "Storbritannien", "tr": "İngiltere",
        "uk": "Велика Британія|Британія", "ar": "بريطانيا", "fa": "بریتانیا", "ja": "英国", "cs": "Británie",
    },
    "TUR": {"en": "Turkey", "de": "Türkei", "fr": "Turquie", "ar": "تركيا"},
    "PRK": {"de": "Nordkorea", "ru": "КНДР", "zh": "朝鲜", "ja": "北朝鮮", "uk": "КНДР"},
    "KOR": {"de": "Südkorea", "zh": "韩国", "ja": "韓国"},
    "CHN": {"ru": "КНР", "uk": "КНР", "ja": "中国", "pl": "ChRL"},
    "CZE": {"en": "Czech Republic", "de": "Tschechien", "fr": "Tchéquie"},
}  # fmt: skip


def rows() -> list[tuple[str, str, str]]:
    """(language, ISO 3166-1 alpha-3 code or month as m1 to m12, forms)."""
    codes = {
        found[0]: code for code, found in get_global("territory_aliases").items() if len(code) == 3 and code.isalpha()
    }
    made = []
    for language in LANGUAGES:
        local = Locale(language)
        for two, code in sorted(codes.items(), key=lambda row: row[1]):
            forms = [local.territories.get(two, ""), *SHORT.get(code, {}).get(language, "").split("|")]
            forms = [form.split(" (")[0] for form in forms if form]
            if forms and len(two) == 2:
                made.append((language, code, "|".join(dict.fromkeys(forms))))
        for month in range(1, 13):
            # the form that stands in dates; Babel's stand-alone forms mix up languages
            name = local.months["format"]["wide"][month]
            if not name[:1].isdigit():
                made.append((language, f"m{month}", name))
    return made


def main() -> None:
    """Writes the table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("language", "code", "forms", "source"))
    writer.writerows((*row, "Unicode CLDR; short names in use") for row in rows())
    OUT.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    print(len(rows()), OUT.stat().st_size)


if __name__ == "__main__":
    main()
