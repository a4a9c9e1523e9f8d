"""The words of contacts: nouns and verbs by the kind of contact that they tell of."""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.reading import EncounterKind

_NOUNS: dict[EncounterKind, str] = {
    "call": "call conversation phone-call",
    "video": "teleconference videoconference videocall",
    "meeting": "meeting talk session negotiation discussion consultation dialogue audience encounter dinner lunch "
    "breakfast supper luncheon banquet tea huddle parley rendezvous sit-down tete-a-tete tête-à-tête powwow "
    "conclave",
    "summit": "summit",
    "visit": "visit trip tour stopover",
    "conference": "conference forum symposium",
}
ALL_KINDS: dict[str, EncounterKind] = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
WIDE = frozenset(
    "breakfast supper luncheon banquet tea huddle parley rendezvous sit-down tete-a-tete tête-à-tête powwow conclave "
    "symposium videocall".split()
)
"""Nouns that tell of a contact only with both sides beside them: a tea or a supper is mostly none."""
KINDS: dict[str, EncounterKind] = {noun: kind for noun, kind in ALL_KINDS.items() if noun not in WIDE}
MEALS = frozenset("dinner lunch breakfast supper luncheon banquet tea coffee lamb trout fish cake wine drink".split())
REMOTE = frozenset({"phone", "telephone"})
LINES = frozenset({"phone", "telephone", "line", "blower", "receiver", "handset"})
VIDEO = frozenset({"video", "virtual", "online"})
WITHIN = frozenset({"in", "during", "at", "after", "before", "following", "since", "over", "on", "ahead"})
COURSE = frozenset("course sideline sidelines margin margins framework wake run end start beginning opening".split())
"""Nouns whose "of" names the contact itself: "in the course of a meeting", "on the margins of the summit"."""
TELLING = frozenset(
    "tell ask urge warn assure inform press remind thank brief invite call offer pledge promise discuss agree raise "
    "reaffirm demand vow request reiterate praise accuse criticise criticize confront appeal propose".split()
)
THE = frozenset({"the", "this", "that", "these", "those"})
PLAIN = VIDEO | REMOTE | frozenset({"video", "face", "two", "-"})
THEIRS = frozenset({"their", "its", "his", "her"})
MEET = frozenset({"meet", "confer", "talk", "speak", "spend"})
JOINT = frozenset(
    "meet talk speak confer sit negotiate bargain haggle huddle dine lunch breakfast gather convene converse "
    "deliberate parley consult reconvene reunite walk stroll chat debate wrangle tour".split()
)
"""Verbs that two sides do together: "A and B sat down again", "A dined with B"."""
ONTO: dict[str, EncounterKind] = {
    "host": "meeting", "receive": "meeting", "welcome": "meeting", "greet": "meeting", "see": "meeting",
    "telephone": "call", "phone": "call", "ring": "call", "dial": "call", "visit": "visit", "entertain": "meeting",
}  # fmt: skip
"""Verbs that one side does to the other, with the kind of contact: "A hosted B", "A rang B"."""
BRING = frozenset({"bring", "seat", "put", "unite", "get"})
TABLE = frozenset("table together face room roof camera".split())
HOLD = frozenset(
    "hold have take receive get place make return conduct start open close end conclude host attend chair lead join "
    "resume begin finish share accept answer field enjoy wrap exchange complete pay".split()
)
"""Verbs whose object is the contact that the subject is in: "A held a talk with B", "A took a call from B"."""
RUN = frozenset(
    "open begin start end close conclude finish last resume adjourn run continue convene wrap collapse break stretch "
    "follow".split()
)
"""Verbs whose subject is a contact that takes place: "the forum closed in Bern", "the talks broke up"."""
PRESENT = frozenset({"be", "attend", "join", "host", "present", "participate", "represent"})
LOOSE = frozenset({"meeting", "summit", "visit", "conference"})
FAR = frozenset({"call", "video", "meeting", "summit"})
NEVER = frozenset({"no", "any", "every", "each", "such", "another", "future", "further", "possible", "without", "next"})
AHEAD = frozenset({"ahead", "before", "without", "instead", "despite", "until", "pending", "about", "for", "towards"})
SURE_PAIR = 0.6
SURE_SCENE = 0.56
SURE_HALF = 0.5
SURE_WEAK = 0.3
SURE_OPEN = 0.42
SURE_AGAIN = 0.12
SURE_PLAN = 0.55
APART = frozenset(
    "say tell warn condemn criticise criticize welcome praise accuse deny think believe want fear hope be have win "
    "lose finish beat score play race resign die vote support oppose reject demand call urge expect predict "
    "write".split()
)
"""Verbs of which two may be subjects without having met."""
EARLIER = frozenset({"previous", "earlier", "preceding", "last", "former"})
"""What is said of a contact before the one that is told."""
RECALLING = frozenset({"after", "since", "following", "before", "from", "unlike"})

_SPANS = frozenset("minute minutes hour hours half quarter day days time second seconds while".split())
_VOICING = frozenset(
    "reiterate renew echo repeat heed reject answer issue back support welcome ignore dismiss endorse reaffirm make "
    "amplify sound".split()
)
_FURTHERING = frozenset(
    "enhance promote deepen strengthen expand foster facilitate institutionalize institutionalise sustain intensify "
    "encourage advance broaden continue initiate pursue maintain".split()
)
_LASTING = frozenset({"dialogue", "discussion", "consultation", "negotiation", "talk", "conversation"})


def is_appeal(noun: Token) -> bool:
    """Whether a "call" is an appeal and no contact: "the call for peace", "renewed its call to withdraw"."""
    if noun.lemma_.lower() != "call":
        return False
    for kid in noun.children:
        wanted = next((c for c in kid.children if c.dep_ in ("pobj", "pcomp")), None) if kid.lower_ == "for" else None
        if wanted is not None and kid.i > noun.i and wanted.lower_ not in _SPANS:
            return True
        if kid.dep_ in ("acl", "relcl") and kid.tag_ == "VB":
            return True
    return (
        noun.dep_ == "dobj"
        and noun.head.lemma_.lower() in _VOICING
        and not any(
            kid.lower_ in REMOTE or (kid.lower_ in ("with", "from", "to") and kid.i > noun.i) for kid in noun.children
        )
    )


def is_lasting(noun: Token) -> bool:
    """Whether talks are a course to be kept up and none that took place: "to deepen dialogue", "initiates talks"."""
    verb = noun.head
    if noun.lemma_.lower() not in _LASTING or noun.dep_ != "dobj" or verb.lemma_.lower() not in _FURTHERING:
        return False
    return verb.tag_ in ("VB", "VBG", "VBP", "VBZ")
