"""Contacts by the order of words: turns of phrase that tell of one between the two sides that a sentence names.

A parse often breaks on names that it does not know. Here the names become A and B and the rest is read as it stands:
"A had B on the line", "A put their heads together with B", "A was the guest of B". Only sentences that name just two
sides and that deny, plan or doubt nothing are read so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.model.actor import Mention
from memcon.model.reading import EncounterKind
from memcon.model.span import Span
from memcon.read.contact_clauses import Told
from memcon.read.contact_rows import may_meet, placed, rows, side
from memcon.read.contact_words import SURE_HALF, SURE_OPEN, SURE_SCENE
from memcon.read.event_actors import Parties, by_place
from memcon.read.event_figurative import in_sport, under_media
from memcon.read.event_grammar import is_verb
from memcon.read.page import Page

LONGEST = 80
"""Words of a sentence that is read so; turns of phrase that long news sentences hold are left to the parse."""
DOUBT = frozenset(
    "not n't n’t no never neither nor refused declined would could might may will shall if unless plans planned plan "
    "hopes hoped wants wanted cancelled canceled without denied postponed rejected due should invited film novel play "
    "match game season league cup".split()
)
MEAL = "(?:lunch|dinner|supper|breakfast|tea|coffee|luncheon|a meal|a banquet)"
UNIT = "(?:hours?|minutes|days?|evening|afternoon|morning)"
PHONE = "(?:phone|telephone|line|blower|receiver)"
GAP = r"(?:[^\s.;]+ ){0,%d}?"


def _gapped(pattern: str) -> re.Pattern[str]:
    """A pattern in which `_5_` stands for at most five words."""
    return re.compile(re.sub(r"_(\d+)_", lambda found: GAP % int(found[1]), pattern))


PHRASES: tuple[tuple[EncounterKind, re.Pattern[str]], ...] = (
    ("call", _gapped(r"\bA _6_(?P<cue>rang|phoned|telephoned|dialled|dialed) _6_B\b")),
    ("call", _gapped(rf"\bhad _7_B _3_on the (?P<cue>{PHONE})\b")),
    ("call", _gapped(rf"\b(?:A|B) _6_(?:A|B) _4_(?:was|were|got|came|stayed) _2_on the (?P<cue>{PHONE})\b")),
    ("call", _gapped(rf"\bpicked up the (?P<cue>{PHONE}) to _7_B\b")),
    ("call", _gapped(r"\b(?:took|received|got|placed|made|had|accepted|fielded|returned) an? _3_(?P<cue>call) "
                     r"(?:from|to|with) _9_B\b")),
    ("video", _gapped(r"\b(?:by|via|over|through) (?P<cue>video|videolink|zoom|videoconference)\b")),
    ("video", _gapped(r"\bon (?:a |the |their )?(?P<cue>screens?)\b")),
    ("meeting", _gapped(rf"\b(?:had|took|treated) _7_B _3_to (?P<cue>{MEAL})\b")),
    ("meeting", _gapped(r"\bthe _1_(?P<cue>guest) of _7_B\b")),
    ("meeting", _gapped(r"\b(?P<cue>host) (?:_3_)to _9_B\b")),
    ("meeting", _gapped(r"\bA _6_(?:his|her) _2_(?P<cue>guest|host|visitor|caller) _5_B\b")),
    ("meeting", _gapped(r"\b(?:put|laid) their (?P<cue>heads) together\b")),
    ("meeting", _gapped(r"\bA _6_B _3_(?:came|got|sat|stood|walked|ate|drank|dined|travelled) (?P<cue>together)\b")),
    ("meeting", _gapped(r"\b(?P<cue>face) to face (?:with|in|at|on|for)\b")),
    ("meeting", _gapped(r"\b(?:at|to|round|around|across|over) (?:one|the same|the|a) _2_(?P<cue>table)\b")),
    ("meeting", _gapped(r"\bspent _6_(?P<cue>with) _7_B\b")),
    ("meeting", _gapped(r"\b(?:paid|made) an? _2_(?P<cue>call|visit) (?:on|to) _7_B\b")),
    ("meeting", _gapped(r"\bA _6_B _4_cut (?:the|a) _2_(?P<cue>ribbon)\b")),
    ("meeting", _gapped(r"\bA _6_B _3_(?P<cue>opened|toured|inspected|inaugurated|unveiled) \S+")),
    ("meeting", _gapped(rf"\bA _6_B _3_went through _5_(?P<cue>{UNIT})\b")),
    ("meeting", _gapped(rf"\b(?P<cue>{UNIT}) (?:in|at|on|over|of|under) _14_A _6_and _6_B\b")),
    ("meeting", _gapped(r"\b(?:flew|travelled|traveled|went|came|drove|crossed|stopped|used|sailed|rode) _9_to "
                        r"(?P<cue>see|meet|consult|visit) _7_B\b")),
    ("visit", _gapped(rf"\b(?:flew|travelled|traveled|went|came|drove|crossed|was|sailed|rode) _9_for (?:a |an )?_1_"
                      rf"(?P<cue>talks|{MEAL}|meeting|consultations|negotiations) with _9_B\b")),
    ("visit", _gapped(r"\bA _9_(?:was|flew|travelled|traveled|came|went|arrived|landed|drove|sailed|is) _2_(?:in|to|at|"
                      r"into) (?P<cue>place-B)\b")),
    ("signing", _gapped(r"\b(?:set|put|affixed|added|gave|lent) their (?P<cue>names?|signatures?|hands?|pens?) to\b")),
    ("signing", _gapped(r"\bA _6_B _3_(?P<cue>inked|initialled|initialed|countersigned)\b")),
)  # fmt: skip


def phrase_contacts(page: Page, taken: set[int]) -> Iterator[Told]:
    """The contacts told by such turns, at most one a sentence; `taken` are the starts of sentences that have one."""
    for sentence in page.parts:
        if sentence.start in taken or len(sentence) > LONGEST or not page.readable(sentence[0].idx):
            continue
        found = _told(page, sentence)
        if found is None or _doubted(page, sentence, found.token):
            continue
        if not under_media(found.token) and not in_sport(found.token):
            yield found


def _doubted(page: Page, sentence: Words, cue: Token) -> bool:
    """Whether a word of doubt stands beside the cue: in the sentence itself, or in the same reported words."""
    said = page.statement_at(cue.idx)
    for token in sentence:
        if token.lower_ in DOUBT:
            own = page.statement_at(token.idx)
            if own is None or own == said:
                return True
    return False


def _told(page: Page, sentence: Words) -> Told | None:
    named = _named(page, sentence)
    if len(named) != 2:
        return None
    text, tokens = _lettered(page, sentence, named)
    swapped = text.translate(str.maketrans("AB", "BA"))
    for kind, pattern in PHRASES:
        match = pattern.search(text) or pattern.search(swapped)
        if match is None:
            continue
        cue = tokens[text.count(" ", 0, match.start("cue"))]
        parties = Parties(
            actors=tuple(key for keys in named.values() for key in keys),
            spans=tuple(span for keys in named.values() for span in keys.values()),
        )
        sure = (SURE_OPEN, SURE_HALF, SURE_SCENE)[min(2, placed(page, parties))]
        return Told(token=cue, kind=kind, parties=parties, status="done", verb=_root(cue), sure=sure)
    return None


def _named(page: Page, sentence: Words) -> dict[str, dict[str, Span]]:
    """The sides named in a sentence with their actors: persons; a state only where none of its persons is named."""
    people: dict[str, dict[str, Span]] = {}
    states: dict[str, dict[str, Span]] = {}
    for mention in page.mentions_in(Span(sentence.start_char, sentence.end_char))[:60]:
        for key in mention.actors:
            if not may_meet(page, key) or _possessed(page, mention):
                continue
            actor = page.actor_of.get(key)
            store = people if actor is not None and actor.kind == "person" else states
            store.setdefault(side(page, key), {}).setdefault(key, mention.span)
    if len(people) >= 2:
        return people
    if not people:
        for row in rows(page, sentence):
            return {side(page, key): {key: span} for key, span in zip(row.actors, row.spans, strict=True)}
    rest = {key: found for key, found in states.items() if key not in people}
    return {**people, **rest} if people else {}


def _possessed(page: Page, mention: Mention) -> bool:
    """A state that only says whose something is, or where something is: no side by itself."""
    if mention.form not in ("demonym",) and page.text[mention.span.end : mention.span.end + 2] not in ("'s", "’s"):
        token = page.token_at(mention.span.start)
        return token.i > 0 and token.nbor(-1).lower_ in ("in", "at", "from", "near", "of")
    return True


def _lettered(page: Page, sentence: Words, named: dict[str, dict[str, Span]]) -> tuple[str, list[Token]]:
    """The sentence in lower case with A and B for the two sides' names, and the token of each of its words."""
    letters = dict(zip(named, "AB", strict=False))
    words: list[str] = []
    tokens: list[Token] = []
    parts = {
        letters[one]: {part for key in keys for part in _parts(page, key)} for one, keys in named.items()
    }  # fmt: skip
    for token in sentence:
        if token.is_space:
            continue
        letter = next((letter for letter, known in parts.items() if token.text in known), None)
        if (
            token.ent_type_ == "GPE"
            and letter is None
            and token.i
            and token.nbor(-1).lower_ in ("in", "to", "at", "into")
        ):
            there = by_place(page, token)
            letter = f"place-{letters[there.actors[0]]}" if there and there.actors[0] in letters else None
        word = letter or token.lower_.replace(" ", "")
        if letter and words and words[-1] == letter:
            continue
        words.append(word)
        tokens.append(token)
    return " ".join(words) + " ", tokens


def _parts(page: Page, key: str) -> set[str]:
    actor = page.actor_of.get(key)
    names = (actor.name, *actor.aliases) if actor is not None else (key,)
    return {part for name in names for part in re.split(r"[\s-]+", name) if part[:1].isupper() and len(part) > 1}


def _root(token: Token) -> Token | None:
    """The verb above a word, the sentence's own where none is near."""
    current = token
    for _ in range(8):
        if is_verb(current):
            return current
        if current.head.i == current.i:
            break
        current = current.head
    return next((word for word in token.sent if is_verb(word) and word.tag_ in ("VBD", "VBZ", "VBP")), None)
