"""The words of contacts: nouns and verbs by the kind of contact that they tell of."""

from __future__ import annotations

from memcon.model.reading import EncounterKind

_NOUNS: dict[EncounterKind, str] = {
    "call": "call conversation phone-call",
    "video": "teleconference videoconference",
    "meeting": "meeting talk session negotiation discussion consultation dialogue audience encounter dinner lunch",
    "summit": "summit",
    "visit": "visit trip tour stopover",
    "conference": "conference forum",
}
KINDS: dict[str, EncounterKind] = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
REMOTE = frozenset({"phone", "telephone"})
VIDEO = frozenset({"video", "virtual", "online"})
WITHIN = frozenset({"in", "during", "at", "after", "before", "following", "since", "over", "on", "ahead"})
TELLING = frozenset(
    "tell ask urge warn assure inform press remind thank brief invite call offer pledge promise discuss agree raise "
    "reaffirm demand vow request reiterate praise accuse criticise criticize confront appeal propose".split()
)
THE = frozenset({"the", "this", "that", "these", "those"})
PLAIN = VIDEO | REMOTE | frozenset({"video", "face", "two", "-"})
THEIRS = frozenset({"their", "its", "his", "her"})
MEET = frozenset({"meet", "confer", "talk", "speak", "spend"})
PRESENT = frozenset({"be", "attend", "join", "host", "present", "participate", "represent"})
LOOSE = frozenset({"meeting", "summit", "visit", "conference"})
FAR = frozenset({"call", "video", "meeting", "summit"})
SURE_PAIR = 0.6
SURE_AGAIN = 0.12
SURE_PLAN = 0.55
