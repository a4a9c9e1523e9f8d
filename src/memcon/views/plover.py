"""Events in the columns of POLECAT, the PLOVER event data set (doi:10.7910/DVN/AJGVIT): one row an event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any, Literal

from memcon.record import Record
from memcon.views.interchange import CONTEXTS, Column, Object, Telling, Value, quad, state_codes, tellings

_NOT = "Not filled."


def _side(name: str) -> tuple[Column, ...]:
    who = "who did it" if name == "Actor" else "to whom"
    return (
        Column(name=f"{name} Name", type="text", meaning=f"Names of {who}, joined by `;`."),
        Column(name=f"{name} Country", type="text", meaning="Their states, ISO 3166-1 alpha-3, each once, by `;`."),
        Column(name=f"{name} COW", type="text", meaning="The same as Correlates of War abbreviations."),
        Column(name=f"Primary {name} Sector", type="text", meaning="PLOVER sector of the first (GOV, MIL, ...)."),
        Column(name=f"{name} Sectors", type="text", meaning="PLOVER sectors of all, each once, joined by `;`."),
        Column(name=f"{name} Title", type="text", meaning="Offices, where the record has them, joined by `;`."),
        Column(name=f"{name} Name Raw", type="text", meaning="The same as the article words it, joined by `;`."),
        Column(name=f"Wikipedia {name} ID", type="text", meaning=_NOT),
    )


COLUMNS: tuple[Column, ...] = (
    Column(name="Event ID", type="text", meaning="The event's id in the record."),
    Column(name="Event Date", type="day", meaning="The day it happened; missing when the text is less precise."),
    Column(name="Event Type", type="text", meaning="One of the 16 types of PLOVER 2021."),
    Column(name="Event Mode", type="text", meaning="PLOVER mode, where the text gives one."),
    Column(name="Intensity", type="number", meaning="Conflict-cooperation score of the PLOVER manual, -10 to +10."),
    Column(name="Quad Code", type="text", meaning="VERBAL or MATERIAL COOPERATION or CONFLICT, as in the manual."),
    Column(name="Contexts", type="text", meaning="The event's channel as a PLOVER context; else missing."),
    *_side("Actor"),
    *_side("Recipient"),
    Column(name="Placename", type="text", meaning="Where it happened, in the article's words."),
    Column(name="City", type="text", meaning="The same where it is a place with coordinates."),
    Column(name="District", type="text", meaning=_NOT),
    Column(name="Province", type="text", meaning=_NOT),
    Column(name="Country", type="text", meaning="State of the place, ISO 3166-1 alpha-3."),
    Column(name="Latitude", type="number", meaning="Degrees north, WGS 84."),
    Column(name="Longitude", type="number", meaning="Degrees east, WGS 84."),
    Column(name="GeoNames ID", type="integer", meaning=_NOT),
    Column(name="Raw Placename", type="text", meaning="As `Placename`."),
    Column(name="Feature Type", type="text", meaning=_NOT),
    Column(name="Source", type="text", meaning="Outlets that tell of it, each once, joined by `;`."),
    Column(name="Publication Date", type="day", meaning="The first day on which it was told."),
    Column(name="Story People", type="text", meaning=_NOT),
    Column(name="Story Organizations", type="text", meaning=_NOT),
    Column(name="Story Locations", type="text", meaning=_NOT),
    Column(name="Language", type="text", meaning="Language of the articles, ISO 639-1."),
    Column(name="Version", type="text", meaning="`memcon` and its version."),
    Column(name="Status", type="text", meaning="Added: done, ongoing, planned, possible, denied or alleged. "
           "Only done and ongoing events happened; POLECAT knows no such column."),
    Column(name="Confidence", type="number", meaning="Added: probability that the row is right, 0 to 1."),
    Column(name="Event EDTF", type="text", meaning="Added: the date as precise as the text allows, ISO 8601-2."),
    Column(name="Earliest", type="day", meaning="Added: the first day on which it may have happened."),
    Column(name="Latest", type="day", meaning="Added: the last such day."),
    Column(name="Date Basis", type="text", meaning="Added: stated, relative, publication (day of print), unknown."),
    Column(name="Statement ID", type="text", meaning="Added: the statement, where it is only somebody's word."),
    Column(name="Origins", type="integer", meaning="Added: independent origins that tell of it; copies count once."),
    Column(name="Article IDs", type="text", meaning="Added: ids of the articles, joined by `;`."),
    Column(name="URLs", type="text", meaning="Added: their addresses, joined by a space."),
    Column(name="Quote", type="text", meaning="Added: the words it rests on, line breaks as spaces."),
)  # fmt: skip


def plover_rows(record: Record, *, min_confidence: float = 0.0) -> Iterator[dict[str, Value]]:
    """One row an event, by date, then id; what an analyst rejected is left out."""
    for telling in tellings(record, min_confidence=min_confidence):
        yield _row(telling)


def _row(telling: Telling) -> dict[str, Value]:
    event, place = telling.event, telling.event["place"] or {}
    exact = place.get("lat") is not None
    return {
        "Event ID": event["id"],
        "Event Date": telling.day,
        "Event Type": event["type"],
        "Event Mode": event["mode"],
        "Intensity": telling.score,
        "Quad Code": quad(event["type"]),
        "Contexts": CONTEXTS.get(event["channel"]),
        **_party(telling, "Actor", "source"),
        **_party(telling, "Recipient", "target"),
        "Placename": place.get("name"),
        "City": place.get("name") if exact else None,
        "District": None,
        "Province": None,
        "Country": place.get("state"),
        "Latitude": place.get("lat"),
        "Longitude": place.get("lon"),
        "GeoNames ID": None,
        "Raw Placename": place.get("name"),
        "Feature Type": None,
        "Source": joined(a["outlet"] for a in telling.articles),
        "Publication Date": telling.published,
        "Story People": None,
        "Story Organizations": None,
        "Story Locations": None,
        "Language": joined(a["language"] for a in telling.articles),
        "Version": f"memcon {version('memcon')}",
        "Status": event["status"],
        "Confidence": event["confidence"],
        "Event EDTF": event["when"]["edtf"],
        "Earliest": event["when"]["earliest"],
        "Latest": event["when"]["latest"],
        "Date Basis": event["when"]["basis"],
        "Statement ID": event["statement"],
        "Origins": event["independent"],
        "Article IDs": joined(a["id"] for a in telling.articles),
        "URLs": " ".join(a["url"] for a in telling.articles if a["url"]) or None,
        "Quote": telling.quote,
    }


def _party(telling: Telling, name: str, side: Literal["source", "target"]) -> dict[str, Value]:
    found: list[Object] = [telling.actor(key) for key in telling.event[side]]
    states = [telling.state(key) for key in telling.event[side]]
    codes = [known.cow for state in states if (known := state_codes().get(state or ""))]
    sectors = [actor["sector"] for actor in found]
    return {
        f"{name} Name": joined((actor["name"] for actor in found), once=False),
        f"{name} Country": joined(states),
        f"{name} COW": joined(codes),
        f"Primary {name} Sector": sectors[0] if sectors else None,
        f"{name} Sectors": joined(sectors),
        f"{name} Title": joined(actor["office"] for actor in found),
        f"{name} Name Raw": joined(telling.raw(side), once=False),
        f"Wikipedia {name} ID": None,
    }


def joined(values: Iterable[Any], *, once: bool = True) -> str | None:
    """Values joined by `;`, empty ones left out, each once unless told otherwise; a `;` inside one is a comma."""
    kept = [str(value).replace(";", ",") for value in values if value]
    return ";".join(dict.fromkeys(kept) if once else kept) or None
