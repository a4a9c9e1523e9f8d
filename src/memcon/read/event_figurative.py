"""Whether words of force or contact are meant as such: trade wars, films about battles, matches and records are not.

"A livestream of the war", "struck a deal", "the price war", "a heart attack", "attacked his record": no use of force.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from memcon.read.event_grammar import prepositions
from memcon.read.page import Page
from memcon.read.triggers import Trigger

FORCE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "PROTEST", "RETREAT"})
PLAYED = frozenset({"ASSAULT", "RETREAT", "CONSULT"})
"""What players do too: they attack, clash, meet and retreat, but nobody is deported in a match report."""

FIGURES = {
    "war": {"trade", "price", "cold", "culture", "tariff", "star", "bidding", "turf", "drug", "currency", "tech", "chip",
            "information", "propaganda", "proxy", "world", "class", "rate", "word", "talent", "subsidy", "streaming"},
    "battle": {"legal", "court", "courtroom", "election", "uphill", "leadership", "title", "political", "custody", "boardroom",
               "re-election", "primary", "bidding", "ratings"},
    "attack": {"heart", "panic", "personal", "verbal", "asthma", "anxiety", "shark", "ad", "scathing", "stinging", "barbed",
               "veiled", "rhetorical", "twitter", "political", "blistering", "bear", "speculative"},
    "assault": {"verbal", "sexual", "legal", "rhetorical", "charm"},
    "offensive": {"charm", "diplomatic", "media", "peace", "pr", "propaganda", "sales", "investment", "economic", "goodwill"},
    "strike": {"general", "rail", "labour", "labor", "teacher", "nurse", "lightning", "bird"},
    "invasion": {"privacy", "pitch", "locust", "jellyfish"},
    "bombing": {"photo", "review", "yarn"},
    "fighting": {"political", "crime", "fire", "cancer"},
    "killing": {"mercy"},
    "shooting": {"film", "photo", "video", "movie"},
    "execution": {"budget", "contract", "project", "policy", "plan", "programme", "program"},
    "raid": {"kitchen", "takeover", "dawn"},
    "siege": {"media"},
    "blockade": {"mental"},
    "hack": {"life"},
    "clash": {"personality", "semifinal", "semi-final", "quarterfinal", "cultural", "colour", "schedule", "final"},
    "protest": {"diplomatic", "formal"},
    "visit": {"hospital", "doctor", "home", "site", "repeat", "web", "virtual"},
    "trip": {"guilt", "ego", "school", "shopping"},
    "call": {"earnings", "conference", "wake", "wake-up", "close", "roll", "casting", "bird", "curtain", "tender"},
    "conference": {"press", "news", "media", "western", "eastern"},
    "tour": {"concert", "book", "world", "stadium", "victory", "farewell"},
}  # fmt: skip
MEDIA = frozenset(
    [
        "film",
        "movie",
        "documentary",
        "docudrama",
        "novel",
        "book",
        "game",
        "videogame",
        "video",
        "footage",
        "livestream",
        "livestreaming",
        "stream",
        "series",
        "show",
        "drama",
        "play",
        "musical",
        "opera",
        "exhibition",
        "exhibit",
        "museum",
        "memorial",
        "painting",
        "photograph",
        "photo",
        "song",
        "album",
        "podcast",
        "simulation",
        "wargame",
        "tabletop",
        "scenario",
        "re-enactment",
        "reenactment",
        "miniseries",
        "thriller",
        "biopic",
        "anniversary",
        "commemoration",
        "centenary",
        "monument",
        "lecture",
        "seminar",
        "course",
        "history",
        "historian",
        "veteran",
        "poem",
        "comic",
        "cartoon",
        "novelist",
        "author",
        "trailer",
        "screening",
        "festival",
        "episode",
        "box-office",
        "memoir",
        "remake",
        "sequel",
        "anthology",
        "retrospective",
        "replica",
        "diorama",
    ]
)
SPORT = frozenset(
    [
        "match",
        "final",
        "semifinal",
        "semi-final",
        "quarterfinal",
        "quarter-final",
        "goal",
        "tournament",
        "league",
        "championship",
        "olympic",
        "olympics",
        "olympian",
        "medal",
        "striker",
        "midfielder",
        "goalkeeper",
        "batsman",
        "wicket",
        "innings",
        "cup",
        "coach",
        "football",
        "soccer",
        "cricket",
        "rugby",
        "tennis",
        "basketball",
        "hockey",
        "chess",
        "boxing",
        "boxer",
        "marathon",
        "qualifier",
        "half-time",
        "penalty-shootout",
        "scoreboard",
        "referee",
        "stadium",
        "bout",
        "grandmaster",
        "paralympic",
        "volleyball",
        "judo",
        "wrestling",
        "athlete",
        "playoff",
        "knockout",
        "equaliser",
        "equalizer",
    ]
)
GAMES = frozenset(
    [
        "video-game",
        "gamer",
        "gamers",
        "esports",
        "console",
        "playstation",
        "xbox",
        "nintendo",
        "multiplayer",
        "fictional",
        "imaginary",
    ]
)
SPEECHLIKE = frozenset(
    [
        "record",
        "policy",
        "plan",
        "decision",
        "idea",
        "character",
        "proposal",
        "budget",
        "credibility",
        "argument",
        "speech",
        "remark",
        "comment",
        "deal",
        "critic",
        "rival",
        "law",
        "ruling",
        "bill",
        "report",
        "stance",
        "handling",
        "approach",
        "narrative",
        "problem",
        "challenge",
        "inflation",
        "poverty",
        "corruption",
        "hunger",
        "cancer",
        "virus",
        "pandemic",
        "fire",
        "blaze",
        "wildfire",
        "disease",
        "crime",
        "piracy",
        "warming",
        "change",
        "unemployment",
        "racism",
        "disinformation",
        "fraud",
        "drought",
        "addiction",
        "obesity",
        "smuggling",
        "trafficking",
        "appetite",
        "growth",
        "morale",
        "turnout",
        "snag",
        "wall",
        "chord",
        "tone",
        "note",
        "balance",
        "nerve",
        "jackpot",
        "high",
        "low",
        "milestone",
        "headline",
        "market",
        "shelf",
        "brake",
        "target_rate",
        "stride",
        "stage",
        "ceiling",
        "bottom",
        "stumbling",
        "roadblock",
        "hurdle",
    ]
)


def is_figurative_noun(page: Page, noun: Token, row: Trigger) -> bool:
    """Whether an event noun stands in a figure of speech, under a work of art or media, or in sport."""
    lemma = noun.lemma_.lower()
    figures = FIGURES.get(lemma)
    if row.type in FORCE and figures and any(kid.lemma_.lower() in figures for kid in noun.children if kid.i < noun.i):
        return True
    if lemma == "strike" and row.type == "ASSAULT" and not _armed(noun):
        return True
    for word, other in prepositions(noun):
        if word == "of" and other.lower_ in ("words", "nerves", "wills", "attrition", "ideas"):
            return True
        if word in ("on", "against", "with") and row.type in FORCE and other.lemma_.lower() in SPEECHLIKE:
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
            "air", "missile", "drone", "military", "rocket", "nuclear", "bomb", "retaliatory", "artillery", "deadly", "israeli",
            "precision", "cruise", "preemptive", "pre-emptive", "overnight", "aerial", "russian", "on", "against", "at",
        }
    )  # fmt: skip


def is_figurative_verb(page: Page, verb: Token, thing: Token | None, row: Trigger) -> bool:
    """Whether a verb of force or contact is meant otherwise: its object, its subject or the scene says so."""
    if thing is not None and row.type in ("ASSAULT", "COERCE", "MOBILIZE") and thing.lemma_.lower() in SPEECHLIKE:
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


TELLING = frozenset({"game", "film", "movie", "novel", "book", "play", "videogame", "simulation", "scenario", "drama", "opera",
                     "series", "sequel", "thriller", "memoir", "wargame", "box-office", "office"})  # fmt: skip


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
