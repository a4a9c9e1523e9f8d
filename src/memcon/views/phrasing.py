"""Lines of the record as sentences for reading aloud; every word that is no fact of the line is the same each time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from memcon.views.dates import span_in_words
from memcon.views.naming import clip
from memcon.views.rows import Names

Line = Mapping[str, Any]
NAMED = 5
MANY = 3
"""Participants from which an encounter is called by its day and place."""
SURE = 0.5
"""Confidence from which an answer to an ask is told."""
_AT = re.compile(r"\b(?:hall|villa|palace|cent(?:re|er)|building|house|airport|hotel|ministry|embassy|base|hq)\b", re.I)

_WITH_ARTICLE = re.compile(
    r"United (?:States|Kingdom|Nations|Arab Emirates)\b|(?:European|African) Union\b|.* (?:Islands|Republic)$|Taliban$|"
    r"(?:Netherlands|Philippines|Bahamas|Maldives|Comoros|Gambia|Holy See|Kremlin|White House|Pentagon|Vatican)$"
)

_DETERMINED = frozenset("a an the one two three some several many one's his her its their another".split())
_COMMON = frozenset(
    "former retired senior anonymous unnamed local grain shipping foreign top high-ranking veteran armed rebel "
    "opposition analysts officials diplomats experts scientists activists researchers residents reporters "
    "journalists critics observers economists lawmakers authorities police soldiers troops forces sources "
    "protesters demonstrators militants investigators lawyers negotiators mediators rescuers witnesses workers "
    "doctors students voters families villagers analyst official diplomat expert scientist activist researcher "
    "resident reporter journalist critic observer economist lawmaker investigator lawyer negotiator specialist "
    "trader team spokesman spokeswoman spokesperson".split()
)
_NOBODY = frozenset("one he she they we i you it some somebody someone many others".split())
_ONE_OF_ITS_KIND = frozenset(
    "ministry minister president premier government parliament army navy military embassy spokesman spokeswoman "
    "spokesperson office bank court party council police cabinet side delegation leadership".split()
)


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def called(name: str) -> str:
    """A name as a sentence says it: `the United States`, `Norway`, `a retired ambassador`, `the Russian ministry`."""
    name = clip(" ".join(name.split()), 80)
    if _WITH_ARTICLE.match(name):
        return f"the {name}"
    if name.casefold() in _NOBODY:
        return "somebody not named"
    first, last = name.split(" ", 1)[0], name.rsplit(" ", 1)[-1]
    # a description begins with a capital only because names do
    lower = name[:1].lower() + name[1:] if first.lower() in _COMMON else name
    if (not last[:1].islower() and name != first) or first.lower() in _DETERMINED:
        return name
    if last in _ONE_OF_ITS_KIND:
        return f"the {lower}"
    if last.endswith("s") or (name == first and lower == name):
        return lower
    return f"{'an' if lower[:1].lower() in 'aeio' else 'a'} {lower}"


def people(keys: Iterable[str], names: Names) -> str:
    """The names of actors; of many the first few and how many others."""
    found = [called(names.actor(key)) for key in keys]
    if len(found) > NAMED + 1:
        return f"{', '.join(found[:NAMED])} and {len(found) - NAMED} others"
    return listed(found)


def on(when: Line | None) -> str:
    """`on 3 May 2022`, `in May 2022`, `between 1 and 3 May 2022`; `as reported on 3 May 2022` for a day of print."""
    if not when or not when.get("edtf"):
        return ""
    text, edtf = span_in_words(str(when["edtf"])), str(when["edtf"])
    if " – " in text:
        told = f"between {text.replace(' – ', ' and ', 1)}"
    else:
        told = f"on {text}" if len(edtf) == 10 else f"in {text}"
    return f"as reported {told}" if when.get("basis") == "publication" else told


def where(place: Line | None) -> str:
    """`in Geneva`, `at the Great Hall`."""
    if not place:
        return ""
    name = clip(" ".join(str(place["name"]).split()), 60)
    if not _AT.search(name):
        return f"in {name}"
    return f"at the {name}" if " of " in name else f"at {name}"


_NOUNS = {
    "call": "a call", "video": "a video call", "meeting": "a meeting", "visit": "a visit", "summit": "a summit",
    "conference": "a conference", "signing": "a signing",
}  # fmt: skip
_DID = {"call": "spoke by telephone", "video": "held a video call", "meeting": "met"}


def encounter(line: Line, names: Names, states: Mapping[str, str | None]) -> str:
    """What the record holds of an encounter, without who reports it and without its full stop."""
    who, count = people(line["participants"], names), len(line["participants"])
    noun, at = _NOUNS[line["kind"]], where(line["place"])
    status = line["status"]
    if status == "held":
        if line["kind"] in _DID and count > 1:
            return _dated(_joined(who, _DID[line["kind"]], at), line["when"])
        if line["kind"] == "visit" and count > 1:
            return _dated(_visit(line, names, states), line["when"])
        told = f"{who} took part in {noun}" if who else f"{_capital(noun)} took place"
        return _dated(_joined(told, at), line["when"])
    between = f" of {who}" if who else ""
    of = _sides_of_visit(line, names, states) if line["kind"] == "visit" else None
    between = f" of {of[0]} to {of[1]}" if of else f" of {who}" if who else ""
    told = {
        "ongoing": f"{noun}{between} is under way", "planned": f"{noun}{between} was planned",
        "cancelled": f"{noun}{between} was cancelled", "alleged": f"{noun}{between} is said to have taken place",
        "denied": f"{noun}{between} is denied",
    }[status]  # fmt: skip
    dated = _dated(_joined(_capital(told), at if not of else ""), line["when"])
    return dated.replace(" planned on ", " planned for ") if status == "planned" else dated


def _visit(line: Line, names: Names, states: Mapping[str, str | None]) -> str:
    """`A visited B in Oslo`; `A visit brought A and B together` where it is not clear who was the guest."""
    sides = _sides_of_visit(line, names, states)
    if sides is None:
        return _joined("A visit brought", people(line["participants"], names), "together", where(line["place"]))
    return f"{sides[0]} visited {sides[1]}"


def _sides_of_visit(line: Line, names: Names, states: Mapping[str, str | None]) -> tuple[str, str] | None:
    """(guests, hosts or place): hosts are of the state in which the place lies; without a place, a bare state."""
    place, keys = line["place"] or {}, line["participants"]
    at = place.get("state") or next((key for key in keys if states.get(key) == key), None)
    hosts = [key for key in keys if states.get(key) == at]
    guests = [key for key in keys if key not in hosts]
    if at is None or not guests or len(hosts) == len(keys) or any(states.get(key) is None for key in keys):
        return None
    persons = [key for key in hosts if key != at]
    if persons:
        return people(guests, names), _joined(people(persons, names), where(line["place"]))
    name = clip(" ".join(str(place["name"]).split()), 60) if place else people([at], names)
    return people(guests, names), name


def _dated(text: str, when: Line | None) -> str:
    """The text with its day: `..., as reported on 3 May 2022` stands apart by a comma."""
    day = on(when)
    return f"{text}, {day}" if day.startswith("as ") else _joined(text, day)


def the_encounter(line: Line, names: Names) -> str:
    """`the call of 3 May 2022 between A and B`, for use inside a sentence."""
    noun = _NOUNS[line["kind"]].removeprefix("a ")
    edtf = (line["when"] or {}).get("edtf")
    dated = f" of {span_in_words(str(edtf))}" if edtf and line["when"].get("basis") != "publication" else ""
    count = len(line["participants"])
    if count > MANY:
        return _joined(f"the {noun}{dated}", where(line["place"]))
    with_whom = f" {'between' if count == 2 else 'of'} {people(line['participants'], names)}" if count else ""
    return f"the {noun}{dated}{with_whom}"


ACTS = {
    "AGREE": ("an agreement or promise", "with"), "CONSULT": ("talks", "with"), "SUPPORT": ("support", "for"),
    "COOPERATE": ("cooperation", "with"), "AID": ("aid", "to"), "CONCEDE": ("a concession", "to"),
    "RETREAT": ("a withdrawal or release", "towards"), "REQUEST": ("a request", "to"),
    "ACCUSE": ("criticism or an accusation", "against"), "REJECT": ("a refusal", "towards"),
    "THREATEN": ("a threat", "against"), "PROTEST": ("a protest", "against"),
    "SANCTION": ("a sanction or cut in ties", "against"), "MOBILIZE": ("a deployment", "towards"),
    "COERCE": ("coercion", "against"), "ASSAULT": ("an attack", "on"),
}  # fmt: skip
"""PLOVER types as nouns that say no more than the type does, and the word before to whom it was done."""


def act(line: Line, names: Names, states: Mapping[str, str | None]) -> str:
    """`a request by A to B on 3 May 2022`: an event as a noun, the day of print left out."""
    noun, towards = ACTS[line["type"]]
    own = {*line["source"], *(states.get(key) for key in line["source"])}
    # an act of a state's own people is not done to that state where others are named
    target = [key for key in line["target"] if key not in own]
    by = f"by {people(line['source'], names)}" if line["source"] else ""
    to = f"{towards} {people(target, names)}" if target else ""
    if line["type"] in ("CONSULT", "COOPERATE") and line["source"] and target:
        by, to = f"between {people([*line['source'], *target], names)}", ""
    if line["type"] in ("CONSULT", "COOPERATE") and not target and len(line["source"]) > 1:
        by = f"between {people(line['source'], names)}"
    day = on(line["when"]) if (line["when"] or {}).get("basis") != "publication" else ""
    return _joined(noun, by, to, where(line["place"]), day)


_KEPT = {
    "granted": "was kept", "partly": "was kept in part", "refused": "was turned down", "deferred": "was put off",
    "ignored": "was passed over in silence", "denied": "was denied",
}  # fmt: skip
_ANSWERED = {**_KEPT, "granted": "was granted", "partly": "was granted in part", "refused": "was refused"}


def ask(line: Line, names: Names) -> str:
    """`A request by A to B on 3 May 2022 was refused on 5 May 2022`, or `has no answer on record`."""
    noun = f"{'An' if line['form'][0] in 'aeiou' else 'A'} {line['form']}"
    asker, asked = line["asker"], [key for key in line["asked"] if key not in line["asker"]]
    if asker and not asked and line["asked"] and len(asker) > 1:
        by = f"of {people(asker, names)} to each other"
    else:
        by = _joined(f"by {people(asker, names)}" if asker else "", f"to {people(asked, names)}" if asked else "")
    words = _KEPT if line["form"] in ("promise", "warning") else _ANSWERED
    made = on(line["when"])
    told = [_answer(words[answer["kind"]], on(answer["when"]), made) for answer in _turns(line["answers"])]
    if told:
        ending = listed([told[0], *(text.removeprefix("was ") for text in told[1:])])
    else:
        ending = f"has no {'sequel' if line['form'] in ('promise', 'warning') else 'answer'} on record"
    return _joined(f"{_joined(noun, by)}, {made}," if made else _joined(noun, by), ending)


def _turns(answers: Sequence[Line]) -> list[Line]:
    """The sure answers in order, of several alike in a row the first."""
    sure = [answer for answer in answers if answer.get("confidence", 1.0) >= SURE]
    return [a for n, a in enumerate(sure) if n == 0 or a["kind"] != sure[n - 1]["kind"]]


def _answer(told: str, day: str, made: str) -> str:
    """`was refused on 5 May 2022`; the same day as the ask's is not said twice, a day of print stands apart."""
    if not day or day == made:
        return told
    return f"{told} ({day})" if day.startswith("as ") else f"{told} {day}"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: its first letter a capital, a full stop at its end."""
    text = _capital(text.strip())
    return text if text.endswith((".", "!", "?")) or text[-2:] in (".”", "!”", "?”") else f"{text}."
