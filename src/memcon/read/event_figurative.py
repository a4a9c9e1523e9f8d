"""Whether words of force or contact are meant as such: trade wars, films about battles, matches and records are not.

"A livestream of the war", "struck a deal", "the price war", "a heart attack", "attacked his record": no use of force.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from memcon.read.event_grammar import agent_of, child, grammatical_subject, is_passive, prepositions
from memcon.read.figurative_words import FIGURES, GAMES, MEDIA, SPEECHLIKE, SPORT, TELLING, WORKS
from memcon.read.status_clauses import infinitive
from memcon.read.triggers import Trigger

FORCE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "RETREAT"})
PLAYED = frozenset({"ASSAULT", "RETREAT", "CONSULT"})
"""What players do too: they attack, clash, meet and retreat, but nobody is deported in a match report."""


def is_figurative_noun(noun: Token, row: Trigger) -> bool:
    """Whether an event noun stands in a figure of speech, under a work of art or media, or in sport."""
    lemma = noun.lemma_.lower()
    figures = FIGURES.get(lemma)
    if (
        row.type in (*FORCE, "CONSULT", "THREATEN")
        and figures
        and any(kid.lemma_.lower() in figures for kid in noun.children if kid.i < noun.i)
    ):
        return True
    if lemma == "strike" and row.type == "ASSAULT" and not _armed(noun):
        return True
    for word, other in prepositions(noun):
        if word == "of" and other.lower_ in ("words", "nerves", "wills", "attrition", "ideas"):
            return True
        aimed = word in ("on", "against", "with") and row.type in FORCE and row.type != "PROTEST"
        if aimed and other.lemma_.lower() in SPEECHLIKE:
            return True
    if under_media(noun):
        return True
    return row.type in PLAYED and in_sport(noun)


def _figure(noun: Token) -> bool:
    figures = FIGURES.get(noun.lemma_.lower(), frozenset()) | (
        {"hunger", "sit-in"} if noun.lemma_ == "strike" else set()
    )
    return any(kid.lemma_.lower() in figures for kid in noun.children if kid.i < noun.i)


def _armed(noun: Token) -> bool:
    around = {kid.lemma_.lower() for kid in noun.children}
    return bool(
        around
        & {
            "air", "missile", "drone", "military", "rocket", "nuclear", "bomb", "retaliatory", "artillery", "deadly",
            "israeli",
            "precision", "cruise", "preemptive", "pre-emptive", "overnight", "aerial", "russian", "on", "against", "at",
        }
    )  # fmt: skip


def is_figurative_verb(verb: Token, thing: Token | None, row: Trigger) -> bool:
    """Whether a verb of force or contact is meant otherwise: its object, its subject or the scene says so."""
    if thing is not None and row.type == "THREATEN" and _figure(thing):
        return True
    if verb.lemma_.lower() in TRANSITIVE and row.type in ("PROTEST", "MOBILIZE") and _takes_an_object(verb, thing):
        return True
    if row.type == "SUPPORT" and verb.lemma_.lower() == "defend" and _defends_itself(thing):
        return True
    if row.type == "REJECT" and thing is not None and thing.lemma_.lower() in NEWS:
        return True
    if row.type == "MOBILIZE" and against_nature(verb):
        return True
    if row.type == "ASSAULT" and (by_nature(verb) or by_accident(verb)):
        return True
    spoken = thing is not None and thing.lemma_.lower() in SPEECHLIKE and verb.lemma_.lower() not in PHYSICAL
    if spoken and row.type in ("ASSAULT", "COERCE", "MOBILIZE"):
        return True
    if thing is not None and row.type in FORCE and row.type != "PROTEST" and _figure(thing):
        return True
    subject = next((kid for kid in verb.children if kid.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.lemma_.lower() in MEDIA and row.type in FORCE:
        return True
    if row.type in FORCE or row.type == "CONSULT":
        if under_media(verb) or _imagined_in(verb):
            return True
        if row.type in PLAYED and in_sport(verb):
            return True
    return False


PHYSICAL = frozenset(
    "shell bomb bombard strafe storm raid ransack torch trade exchange return open rocket flatten mortar dynamite burn "
    "loot firebomb".split()
)
"""Verbs that are seldom meant otherwise: a market is shelled by guns."""

NEWS = frozenset("report rumour rumor story article headline footage video post speculation gossip hoax".split())
"""What is dismissed to say that it is untrue: no refusal of anybody."""

NATURE = frozenset(
    "fire wildfire blaze bushfire flood flooding earthquake quake landslide avalanche storm cyclone hurricane typhoon "
    "drought locust outbreak epidemic pandemic virus spill eruption mudslide aftershock tremor tsunami tornado "
    "blizzard heatwave disease infection illness measles influenza flu cholera ebola malaria coronavirus covid "
    "covid-19 lightning lava rain snow heat cold wind swell accident crash collision derailment".split()
)
"""What befalls people without anybody's doing."""


def by_nature(verb: Token) -> bool:
    """ "A storm struck the town and killed five", "the quake that hit the coast": nobody's act."""
    subject = agent_of(verb) if is_passive(verb) else grammatical_subject(verb)
    return subject is not None and subject.lemma_.lower() in NATURE


MISHAPS = frozenset(
    "capsize collapse collide crash derail drown founder overturn plunge skid slip stumble swerve topple tumble".split()
)
"""What happens to vehicles, buildings and people by accident."""


def by_accident(verb: Token) -> bool:
    """ "Two soldiers were killed when their lorry overturned", "the boat capsized": nobody's act.

    Where somebody does it ("killed when a bomber crashed his car into the gate") it is none.
    """
    if _mishap(verb):
        return True
    if not is_passive(verb) or agent_of(verb) is not None:
        return False
    clauses = [kid for kid in verb.children if kid.dep_ == "advcl" and kid.i > verb.i]
    return any(_mishap(clause) for clause in clauses) or any(
        word in ("in", "by", "after") and noun.lemma_.lower() in NATURE for word, noun in prepositions(verb)
    )


def _mishap(verb: Token) -> bool:
    return verb.lemma_.lower() in MISHAPS and child(verb, "dobj") is None


def against_nature(verb: Token) -> bool:
    """ "sent soldiers to fight forest fires", "deployed troops after the earthquake": a show of force to nobody."""
    for kid in verb.subtree:
        if kid.lemma_.lower() not in NATURE:
            continue
        above = kid.head
        if kid.dep_ == "dobj" and above.pos_ == "VERB" and above.i != verb.i and infinitive(above):
            return True
        if kid.dep_ == "pobj" and above.lower_ in ("against", "after", "following"):
            return True
    return False


TRANSITIVE = frozenset({"rally", "demonstrate", "march", "mobilise", "mobilize", "muster", "marshal"})
RAISED = frozenset(
    "coalition community country effort fund funding government investment money opinion partner people power public "
    "resource response support supporter voter will world".split()
)


def _takes_an_object(verb: Token, thing: Token | None) -> bool:
    """ "rallied the world", "demonstrated that it can", "mobilised resources": neither protest nor troops."""
    if verb.lemma_.lower() in ("rally", "demonstrate", "march"):
        return any(kid.dep_ in ("dobj", "ccomp") for kid in verb.children)
    return thing is not None and thing.lemma_.lower() in RAISED


def _defends_itself(thing: Token | None) -> bool:
    """ "defended against the raid", "defend itself", "defend its people": no support of another."""
    if thing is None:
        return True
    return thing.lower_.endswith(("self", "selves")) or any(
        kid.dep_ == "poss" and kid.lower_ in ("its", "their", "our", "his", "her", "my") for kid in thing.children
    )


def _imagined_in(verb: Token) -> bool:
    """ "In the novel, Peru invades"; "bombed at the box office"."""
    for word, noun in prepositions(verb):
        lemma = noun.lemma_.lower()
        if word in ("in", "at") and lemma in TELLING:
            return lemma not in ("office", "game") or any(
                k.lower_ in ("box", "video", "computer", "board") for k in noun.children
            )
    return False


def under_media(token: Token) -> bool:
    """Whether a word hangs below a film, book, game, museum or anniversary ("a documentary about the siege")."""
    current = token
    for _ in range(8):
        head = current.head
        if head.i == current.i:
            return False
        lemma = head.lemma_.lower()
        if lemma in MEDIA and head.pos_ in ("NOUN", "PROPN") and current.dep_ != "poss":
            return True
        if current.dep_ in ("ccomp", "xcomp") or current.dep_ == "dobj" or current.dep_ == "prep":
            for kid in head.children:
                if kid.dep_ in ("nsubj", "nsubjpass") and kid.i != current.i and kid.lemma_.lower() in MEDIA:
                    return True
        current = head
    return False


def in_sport(token: Token) -> bool:
    """Whether the sentence is about a match, a tournament or a game."""
    return _sport(token.doc, token.sent.start, token.sent.end)


@lru_cache(maxsize=256)
def _sport(doc: object, start: int, end: int) -> bool:
    return any(word.lower_ in SPORT or word.lemma_ in SPORT or word.lower_ in GAMES for word in doc[start:end])  # type: ignore[index]


_PARAGRAPH = 1500
_WORDS = re.compile(r"[a-z][a-z-]+")


def told_of_a_work(text: str, offset: int) -> bool:
    """Whether the paragraph around a character speaks of films, books or matches: two such words at least."""
    start = max(text.rfind("\n\n", max(0, offset - _PARAGRAPH), offset) + 1, offset - _PARAGRAPH)
    stop = text.find("\n\n", offset, offset + _PARAGRAPH)
    stop = min(stop if stop >= 0 else len(text), offset + _PARAGRAPH)
    words = set(_WORDS.findall(text[start:stop].lower()))
    return len(words & WORKS) >= 2
