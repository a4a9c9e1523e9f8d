"""Who foretells or tells a sentence by its words alone, for where the parse takes "forecasts" for a noun.

"Peru will leave the bloc, two brokers forecast." is told by `two brokers`, the claim ends at the comma; so are
"predicts a broker in Callao" after it and "a broker in Callao thinks that" before it. A plain "the minister said" at
the end is a report and no prediction: it only marks where the claim ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.model.span import Span

FORETELLING = frozenset(
    "predict predicts predicted forecast forecasts forecasted foretold foretells foretell foresees "
    "foresee foresaw expects "
    "expect expected anticipates anticipate anticipated reckons reckon reckoned thinks think thought believes believe "
    "believed bets bet wagers wager guesses guess guessed supposes suppose supposed prophesied prophesies estimates "
    "estimate estimated "
    "calculates calculate calculated judges judge judged fears fear feared suspects suspect suspected".split()
)
"""Forms of verbs by which people foretell; weaker ones foretell only what lies ahead."""
STRONG = frozenset(
    "predict predicts predicted forecast forecasts forecasted foretold foretells foretell foresees foresee foresaw "
    "expects expect anticipates anticipate anticipated bets bet wagers wager prophesied prophesies reckons reckon "
    "reckoned".split()
)
SURE = frozenset("convinced certain sure confident persuaded adamant".split())
DOUBTING = frozenset("doubts doubt doubted doubtful sceptical skeptical".split())
TELLING = frozenset(
    "said says say told tells tell wrote writes write added adds argued argues warned warns noted notes claimed claims "
    "disclosed announced reported reports insisted insists explained explains remarked declared confirmed revealed "
    "stated states maintained maintains cautioned conceded admitted recalled replied answered observed concluded "
    "concludes".split()
)
AFTER = frozenset("on in at to during after before last this yesterday today earlier here monday tuesday wednesday "
                  "thursday friday saturday sunday".split())  # fmt: skip
STOPS = frozenset("who which that whose".split())
LONGEST = 22
"""Tokens of a report at the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Who tells (`phrase`, `head` its noun), the characters told, whether they foretell, and whether they doubt."""

    claim: Span
    phrase: Span
    head: Token
    foretells: bool
    strong: bool
    doubts: bool


def tellers(sentence: Words) -> Iterator[Teller]:
    """Those who tell or foretell a sentence or its that-clause, by its words."""
    words = [token for token in sentence if not token.is_space]
    while words and (words[-1].is_punct or words[-1].text in "\"”’'"):
        words.pop()
    found = _trailing(words) or _leading(words)
    if found is not None:
        yield found


def _trailing(words: list[Token]) -> Teller | None:
    """ "..., two brokers forecast (on Friday)" and "..., predicts a broker"."""
    for index in range(len(words) - 2, max(1, len(words) - LONGEST), -1):
        if words[index].lower_ not in (",", ",”", "—", "–"):
            continue
        after = [t for t in words[index + 1 :] if not t.is_quote]
        if len(after) < 2:
            return None
        verb = _verb_in(after)
        if verb is None:
            continue
        place, foretells, strong, doubts = verb
        if place == 0:
            phrase = after[1:]
        else:
            phrase = after[:place]
            while phrase and phrase[-1].lower_ in ("is", "are", "was", "were", "has", "have", "had", "also"):
                phrase = phrase[:-1]
        head = _head(phrase)
        if head is None or not _begins_phrase(phrase):
            continue
        claim = Span(words[0].idx, words[index].idx)
        if claim.end - claim.start < 12:
            return None
        return Teller(claim=claim, phrase=_short(phrase), head=head, foretells=foretells, strong=strong, doubts=doubts)
    return None


def _verb_in(after: list[Token]) -> tuple[int, bool, bool, bool] | None:
    """Where the telling verb stands in what follows the comma: first, last, or before a day or place; how it tells."""
    for place, token in enumerate(after):
        word = token.lower_
        rest = after[place + 1 :]
        at_end = not rest or rest[0].lower_ in AFTER or rest[0].is_punct
        if word in FORETELLING or word in DOUBTING:
            if place == 0 or at_end:
                return place, word in FORETELLING, word in STRONG, word in DOUBTING
        elif word in SURE and place and after[place - 1].lower_ in ("is", "are", "was", "were", "remains", "seems"):
            return place, True, False, False
        elif word in TELLING and (at_end or place == 0 or rest[0].pos_ in ("PROPN", "NOUN", "DET", "PRON")):
            return place, False, False, False
    return None


def _leading(words: list[Token]) -> Teller | None:
    """ "A broker in Callao thinks (that) Peru will ..."."""
    for index in range(1, min(len(words) - 3, 30)):
        token = words[index]
        word = token.lower_
        sure = word in SURE and words[index - 1].lower_ in ("is", "are", "was", "were", "remains", "remain")
        if word not in FORETELLING and word not in DOUBTING and not sure:
            continue
        that = words[index + 1].lower_ == "that"
        if not that and (token.pos_ == "NOUN" or not _clause_follows(words[index + 1 :])):
            continue
        phrase = words[: index - 1] if sure else words[:index]
        phrase = _subject_part(phrase)
        head = _head(phrase)
        if head is None or not _begins_phrase(phrase):
            continue
        first = words[index + 2] if that else words[index + 1]
        last = words[-1]
        return Teller(
            claim=Span(first.idx, last.idx + len(last)), phrase=_short(phrase), head=head,
            foretells=word not in DOUBTING, strong=word in STRONG or sure, doubts=word in DOUBTING,
        )  # fmt: skip
    return None


def _clause_follows(words: list[Token]) -> bool:
    """Whether a subject and a "will", "is going to" or the like follow within a few words."""
    for place, token in enumerate(words[:9]):
        if token.is_punct:
            return False
        if token.lower_ in ("will", "wo", "would", "'ll", "’ll", "'d") and place:
            return True
    return False


def _subject_part(phrase: list[Token]) -> list[Token]:
    """The words before a verb without an opening "In Lima," and without a relative clause."""
    commas = [n for n, token in enumerate(phrase) if token.lower_ == ","]
    if commas and phrase[0].lower_ in ("in", "at", "on", "after", "from", "for", "by", "still", "but", "yet", "and"):
        phrase = phrase[commas[0] + 1 :]
    if phrase and phrase[0].lower_ in ("but", "and", "yet", "still", "so"):
        phrase = phrase[1:]
    return phrase


def _begins_phrase(phrase: list[Token]) -> bool:
    first = phrase[0]
    return first.pos_ in ("DET", "PRON", "NOUN", "PROPN", "ADJ", "NUM") and first.lower_ not in STOPS | {
        "it",
        "this",
        "there",
    }


def _head(phrase: list[Token]) -> Token | None:
    """The noun of the phrase: the last noun before its first preposition, comma or relative pronoun."""
    last: Token | None = None
    for token in phrase:
        if (
            token.pos_ in ("ADP", "SCONJ")
            or token.lower_ in STOPS
            or token.lower_ in (",", "in", "at", "of", "from", "with")
        ):
            break
        if token.pos_ in ("VERB", "AUX") and last is not None:
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            last = token
    return last


def _short(phrase: list[Token]) -> Span:
    """The phrase up to its relative clause or first comma."""
    kept: list[Token] = []
    for token in phrase:
        if kept and (
            token.lower_ in STOPS or (token.is_punct and token.text != "-") or token.lower_ in ("on", "during", "after")
        ):
            break
        kept.append(token)
    return Span(kept[0].idx, kept[-1].idx + len(kept[-1]))
