"""Events that happened in the 61 columns of GDELT's Events 2.0: one row a pair of actors.

Only events that are done or ongoing are rows. Codes are CAMEO's, by the mapping published with PLOVER 2021.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from memcon.record import Record
from memcon.views.interchange import (
    CONTEXTS,
    HAPPENED,
    Column,
    ColumnType,
    Object,
    Telling,
    Value,
    cameo,
    dyads,
    state_codes,
    tellings,
)

_NOT = "Not filled."
_SIGNED = "057"
"""SUPPORT, "Sign formal agreement": the mapping's only code for what the record knows to be a signing."""
CAMEO_STATES = {"ROU": "ROM", "TLS": "TMP"}
"""States whose CAMEO code is not that of ISO 3166-1 alpha-3."""
TYPES = frozenset(
    "COP GOV INS JUD MIL OPP REB SEP SPY UAF AGR BUS CRM CVL DEV EDU ELI ENV HLH HRI LAB LEG MED REF MOD RAD IGO NGO "
    "MNC NGM".split()
)
_QUAD = {"01": 1, "02": 1, "03": 1, "04": 1, "05": 1, "06": 2, "07": 2, "08": 2, "09": 2,
         "10": 3, "11": 3, "12": 3, "13": 3, "14": 3}  # fmt: skip


def _column(name: str, meaning: str = _NOT, kind: ColumnType = "text") -> Column:
    return Column(name=name, type=kind, meaning=meaning)


def _actor(n: int) -> tuple[Column, ...]:
    who = "who did it" if n == 1 else "to or with whom"
    return (
        _column(f"Actor{n}Code", "Country code and role code together."),
        _column(f"Actor{n}Name", f"Name of {who}, as the record has it (GDELT writes capitals)."),
        _column(f"Actor{n}CountryCode", "CAMEO country code: ISO 3166-1 alpha-3 but for ROM and TMP."),
        _column(f"Actor{n}KnownGroupCode"),
        _column(f"Actor{n}EthnicCode"),
        _column(f"Actor{n}Religion1Code"),
        _column(f"Actor{n}Religion2Code"),
        _column(f"Actor{n}Type1Code", "CAMEO role code, from the PLOVER sector where CAMEO has the same."),
        _column(f"Actor{n}Type2Code"),
        _column(f"Actor{n}Type3Code"),
    )


def _geo(name: str, *, filled: bool) -> tuple[Column, ...]:
    told = {
        "Type": "1: a state; 3: a place in the United States; 4: a place elsewhere.",
        "FullName": "The place in the article's words, with its state's code.",
        "CountryCode": "FIPS 10-4.",
        "ADM1Code": _NOT,
        "ADM2Code": _NOT,
        "Lat": "Degrees north, WGS 84.",
        "Long": "Degrees east, WGS 84.",
        "FeatureID": _NOT,
    }
    kinds: dict[str, ColumnType] = {"Type": "integer", "Lat": "number", "Long": "number"}
    return tuple(
        _column(f"{name}Geo_{part}", meaning if filled else _NOT, kinds.get(part, "text"))
        for part, meaning in told.items()
    )


COLUMNS: tuple[Column, ...] = (
    _column("GLOBALEVENTID", "A number under 2^53 made of the event's id and the pair, the same on every machine.",
            "integer"),
    _column("SQLDATE", "The day it happened as YYYYMMDD; missing when the text is less precise.", "integer"),
    _column("MonthYear", "Its month as YYYYMM, where all days it may have happened lie in one.", "integer"),
    _column("Year", "Its year, where all those days lie in one.", "integer"),
    _column("FractionDate", "Year and (month x 30 + day) / 365, as GDELT reckons; missing without a day.", "number"),
    *_actor(1),
    *_actor(2),
    _column("IsRootEvent", _NOT, "integer"),
    _column("EventCode", "CAMEO code by the published mapping, as deep as it is certain; read it as text (`042`)."),
    _column("EventBaseCode", "Its first three digits."),
    _column("EventRootCode", "Its first two digits."),
    _column("QuadClass", "1: verbal cooperation (01-05), 2: material (06-09), 3: verbal conflict (10-14), "
            "4: material (15-20).", "integer"),
    _column("GoldsteinScale", "Conflict-cooperation score of the PLOVER manual for type and mode, -10 to +10. GDELT "
            "has Goldstein's for the CAMEO code.", "number"),
    _column("NumMentions", "Passages that tell of it.", "integer"),
    _column("NumSources", "Outlets that tell of it.", "integer"),
    _column("NumArticles", "Articles that tell of it.", "integer"),
    _column("AvgTone", _NOT, "number"),
    *_geo("Actor1", filled=False),
    *_geo("Actor2", filled=False),
    *_geo("Action", filled=True),
    _column("DATEADDED", "The first day on which it was told as YYYYMMDD000000.", "integer"),
    _column("SOURCEURL", "Address of the first article, or its id when it has none."),
    _column("EventID", "Added after GDELT's 61: the event's id in the record."),
    _column("Confidence", "Added: probability that the row is right, 0 to 1.", "number"),
    _column("Status", "Added: done or ongoing."),
    _column("Origins", "Added: independent origins that tell of it; copies count once.", "integer"),
    _column("Quote", "Added: the words it rests on, line breaks as spaces."),
)  # fmt: skip


def gdelt_rows(record: Record, *, min_confidence: float = 0.0) -> Iterator[dict[str, Value]]:
    """One row a pair of actors of each event that happened, by date, then id; rejected ones are left out."""
    for telling in tellings(record, min_confidence=min_confidence):
        if telling.event["status"] in HAPPENED:
            for one, other in dyads(telling):
                yield _row(telling, one, other)


def _row(telling: Telling, one: str | None, other: str | None) -> dict[str, Value]:
    event = telling.event
    code = _SIGNED if _signing(event) else cameo(event["type"], event["mode"], CONTEXTS.get(event["channel"]))
    found: dict[str, Value] = dict.fromkeys(column.name for column in COLUMNS)
    found |= {
        "GLOBALEVENTID": _number(event["id"], one, other),
        **_dates(telling),
        **_party(telling, 1, one),
        **_party(telling, 2, other),
        "EventCode": code,
        "EventBaseCode": code[:3] if code else None,
        "EventRootCode": code[:2] if code else None,
        "QuadClass": _QUAD.get(code[:2], 4) if code else None,
        "GoldsteinScale": telling.score,
        "NumMentions": len(event["evidence"]),
        "NumSources": len({a["outlet"] or a["id"] for a in telling.articles}),
        "NumArticles": len(telling.articles),
        **_place(event["place"]),
        "DATEADDED": int(telling.published.replace("-", "") + "000000") if telling.published else None,
        "SOURCEURL": next((a["url"] or a["id"] for a in telling.articles), None),
        "EventID": event["id"],
        "Confidence": event["confidence"],
        "Status": event["status"],
        "Origins": event["independent"],
        "Quote": telling.quote,
    }
    return found


def _signing(event: Object) -> bool:
    return (event["type"], event["encounter_kind"]) == ("SUPPORT", "signing")


def _number(*parts: str | None) -> int:
    # R and spreadsheets hold numbers as doubles: above 2^53 they would not keep the last digits
    return int.from_bytes(hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).digest()[:8], "big") >> 11


def _dates(telling: Telling) -> dict[str, Value]:
    when, day = telling.event["when"], telling.day
    first, last = when["earliest"] or "", when["latest"] or "-"
    fraction = int(day[:4]) + (int(day[5:7]) * 30 + int(day[8:])) / 365 if day else None
    return {
        "SQLDATE": int(day.replace("-", "")) if day else None,
        "MonthYear": int(first[:7].replace("-", "")) if first and first[:7] == last[:7] else None,
        "Year": int(first[:4]) if first and first[:4] == last[:4] else None,
        "FractionDate": round(fraction, 4) if fraction else None,
    }


def _party(telling: Telling, n: int, key: str | None) -> dict[str, Value]:
    if key is None:
        return {}
    actor = telling.actor(key)
    state = telling.state(key)
    country = CAMEO_STATES.get(state, state) if state else None
    role = actor["sector"] if actor["sector"] in TYPES and actor["kind"] != "state" else None
    return {
        f"Actor{n}Code": f"{country or ''}{role or ''}" or None,
        f"Actor{n}Name": actor["name"],
        f"Actor{n}CountryCode": country,
        f"Actor{n}Type1Code": role,
    }


def _place(place: dict[str, Any] | None) -> dict[str, Value]:
    if not place:
        return {}
    exact, state = place["lat"] is not None, place["state"]
    codes = state_codes().get(state or "")
    name = ", ".join(part for part in (place["name"], state if exact else None) if part)
    return {
        "ActionGeo_Type": (3 if state == "USA" else 4) if exact else 1 if state else None,
        "ActionGeo_FullName": name,
        "ActionGeo_CountryCode": codes.fips if codes else None,
        "ActionGeo_Lat": place["lat"],
        "ActionGeo_Long": place["lon"],
    }
