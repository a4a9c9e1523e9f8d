"""Asks read slot by slot: who is asked and what for, in the order of the words, where the parse has come apart.

"Chile lodged a demand with Bolivia on Monday that it withdraw its agents" yields asker Chile, asked Bolivia,
`withdraw its agents`: after the word of asking comes a party (after "with", "to", "on" or nothing), then "to" and a
verb, "that" and a clause, or "for" and a thing, with days and places between. "Addressed the crowd" fills no slot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from memcon.read.ask_content import Content, clause_content, noun_content
from memcon.read.ask_drafts import Draft
from memcon.read.ask_turns import party
from memcon.read.ask_words import AskWord, AskWords
from memcon.read.event_actors import NOBODY, Parties, owner_of, parties_of
from memcon.read.event_grammar import child, is_passive, is_verb, subject_of, verb_lemmas
from memcon.read.page import Page

REACH = 40
"""Tokens after the word of asking within which its slots are filled."""
BEFORE_PARTY = frozenset(("to", "with", "on", "upon", "of", "from", "before", "at", "towards"))
COMMANDING = frozenset(("tell", "order", "instruct", "command", "remind", "advise"))
ABOUT = frozenset(("about", "over", "regarding", "concerning"))
CARRYING = frozenset(
    "make issue extend send deliver present submit put give lodge repeat renew reiterate voice convey file place "
    "address direct table launch float forward transmit pass hand carry raise enter advance bring relay communicate "
    "serve dispatch hold dangle tender pitch lay set post fax cable telegraph restate press".split()
)
"""What is done with a request, offer or warning to bring it to somebody."""


TELLING = frozenset("tell remind advise instruct warn caution order".split())
"""A "that" after these reports a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What stands after a word of asking: the party asked and the thing."""

    asked: Parties
    content: Content | None
    sure: float


def slot_drafts(page: Page, token: Token, words: AskWords) -> Iterator[Draft]:
    """The ask that a word makes, read slot by slot; nothing where a slot stays empty."""
    noun = words.nouns.get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
    if noun is not None:
        yield from _of_noun(page, token, noun)
        return
    word = _verb_row(token, words)
    if word is not None and not is_passive(token) and word.frame in ("appeal", "invite"):
        yield from _of_verb(page, token, word)


def _verb_row(token: Token, words: AskWords) -> AskWord | None:
    """The row of a verb of asking, also where the tagger took "petitioned" for a name."""
    if token.pos_ == "VERB":
        return next((row for lemma in verb_lemmas(token) for row in words.verbs.get(lemma, ())), None)
    if token.pos_ in ("PROPN", "NOUN", "ADJ") and token.text.islower() and token.text.endswith("ed"):
        lemma = past_forms(tuple(words.verbs)).get(token.text)
        return next(iter(words.verbs.get(lemma or "", ())), None)
    return None


@lru_cache(maxsize=4)
def past_forms(lemmas_known: tuple[str, ...]) -> dict[str, str]:
    """The regular past form of each verb ("petitioned") to its lemma."""
    found: dict[str, str] = {}
    for lemma in lemmas_known:
        forms = [lemma + "ed", lemma + "d" if lemma.endswith("e") else "", lemma + lemma[-1] + "ed"]
        forms += [lemma[:-1] + "ied"] if lemma.endswith("y") else []
        found |= {form: lemma for form in forms if form}
    return found


def _of_verb(page: Page, verb: Token, word: AskWord) -> Iterator[Draft]:
    asker = party(page, subject_of(verb), owners=True) if verb.pos_ == "VERB" else _named_before(page, verb)
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl") and is_verb(verb.head):
        asker = parties_of(page, subject_of(verb.head)) or asker  # "sent a letter to Iran asking it to"
    slots = _slots(page, verb, asker, clauses=verb.lemma_.lower() not in TELLING)
    if slots is None or not asker or not slots.asked:
        return
    yield _drafted(verb, verb, word, asker, slots)


def _of_noun(page: Page, noun: Token, word: AskWord) -> Iterator[Draft]:
    """lodged a demand with X that, addressed an appeal to X to, gave X an assurance that."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass", "oprd") and is_verb(noun.head) else None
    if verb is None or verb.lemma_.lower() not in CARRYING:
        return
    if any(kid.lower_ in ("no", "any") for kid in noun.children) or any(kid.dep_ == "neg" for kid in verb.children):
        return
    passive = noun.dep_ == "nsubjpass"
    asker = parties_of(page, child(noun, "poss")) or (NOBODY if passive else party(page, subject_of(verb), owners=True))
    slots = _slots(page, noun, asker)
    if slots is not None and not slots.asked:
        between = list(noun.doc[verb.i + 1 : noun.left_edge.i])
        found = next((p for t in between if t.pos_ in ("PROPN", "NOUN") and (p := _party(page, t))), NOBODY)
        slots = Slots(asked=found.without(asker.actors), content=slots.content, sure=slots.sure)
    if slots is None or not asker or not slots.asked:
        return
    yield _drafted(noun, verb, word, asker, slots)


def _drafted(trigger: Token, verb: Token, word: AskWord, asker: Parties, slots: Slots) -> Draft:
    return Draft(
        trigger=trigger, verb=verb, form=word.form, asker=asker, asked=slots.asked, content=slots.content,
        score=min(0.9, word.score * slots.sure), frame=word.frame,
    )  # fmt: skip


def _named_before(page: Page, token: Token) -> Parties:
    """The name nearest before a verb that the tagger took for a noun."""
    for other in reversed(token.doc[max(token.sent.start, token.i - 6) : token.i]):
        if other.pos_ in ("VERB",):
            return NOBODY
        if other.pos_ in ("PROPN", "NOUN") and (found := party(page, other)):
            return found
    return NOBODY


def _party(page: Page, token: Token) -> Parties:
    """Who a noun in a slot is, by itself or by what it belongs to ("the authorities in Rabat")."""
    if token.dep_ in ("compound", "amod", "poss", "nummod"):
        return NOBODY
    return party(page, token) or owner_of(page, token)


def _slots(page: Page, word: Token, asker: Parties, *, clauses: bool = True) -> Slots | None:
    """The party and the thing after a word of asking; None where no thing comes. `clauses`: whether "that" asks."""
    asked, content = NOBODY, None
    doc, end = word.doc, min(word.sent.end, word.i + REACH)
    index = word.i + 1
    while index < end:
        token = doc[index]
        index += 1
        if token.is_space or _in_time(page, token):
            continue
        if token.text in (";", ":", "—", "–"):
            break
        if token.lower_ == "to" and (verb := _verb_after(doc, index, end)) is not None:
            content = clause_content(page, verb)
            break
        if clauses and token.lower_ == "that" and token.dep_ != "det" and (verb := _clause_after(token)) is not None:
            asked, content = _of_clause(page, verb, asked, asker)
            break
        if token.lower_ == "against" and (gerund := child(token, "pcomp")) is not None and asked:
            content = clause_content(page, gerund)
            break
        if (token.lower_ == "for" or (token.lower_ in ABOUT and asked)) and token.dep_ in ("prep", "dative", "mark"):
            if word.lemma_.lower() in COMMANDING:
                break  # "told Chad about the call" says something and asks for nothing
            thing = child(token, "pobj")
            if thing is not None and not _in_time(page, thing) and thing.lemma_ not in ("time", "example", "instance"):
                content = noun_content(page, thing)
                break
            continue
        if token.pos_ in ("PROPN", "NOUN", "PRON") and not asked:
            asked = _asked(page, token, asker)
        elif token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ not in ("relcl", "aux", "auxpass", "acl"):
            break
    return Slots(asked=asked, content=content, sure=0.95 if asked else 0.85) if content is not None else None


def _asked(page: Page, token: Token, asker: Parties) -> Parties:
    """Who a noun after the word of asking makes the one asked: an object, or after one of the prepositions."""
    led = token.left_edge.nbor(-1).lower_ if token.left_edge.i > token.sent.start else ""
    object_like = token.dep_ in ("dobj", "dative", "iobj", "nsubj", "oprd", "npadvmod")
    if not object_like and not (token.dep_ in ("pobj", "appos", "conj") and led in BEFORE_PARTY):
        return NOBODY
    if token.pos_ == "PRON":
        return _meant(page, token, asker)
    found = _party(page, token)
    return found.without(asker.actors) if set(found.actors) & set(asker.actors) else found


def _meant(page: Page, pronoun: Token, asker: Parties) -> Parties:
    """Who "it" is after a word of asking: whom the parse knows, else the party named last before that is not asking."""
    known = parties_of(page, pronoun).without(asker.actors)
    if known or pronoun.lower_ not in ("it", "them", "him", "her"):
        return known
    for other in reversed(pronoun.doc[pronoun.sent.start : pronoun.i]):
        if other.pos_ in ("PROPN", "NOUN") and (found := _party(page, other).without(asker.actors)):
            return Parties(actors=found.actors, spans=found.spans, confidence=found.confidence * 0.9)
    return NOBODY


def _of_clause(page: Page, verb: Token, asked: Parties, asker: Parties) -> tuple[Parties, Content | None]:
    """The one asked and the thing of "that it withdraw", "that the files be handed over"."""
    subject = child(verb, "nsubj", "nsubjpass")
    named = parties_of(page, subject).without(asker.actors) if subject is not None else NOBODY
    pronoun = subject is not None and subject.pos_ == "PRON"
    whole = not (pronoun or (named and not asked) or set(named.actors) & set(asked.actors))
    return asked or named, clause_content(page, verb, with_subject=whole)


def _verb_after(doc: Doc, index: int, end: int) -> Token | None:
    """The base verb right after "to", past one adverb."""
    tokens: list[Token] = list(doc[index : min(index + 2, end)])
    for place, token in enumerate(tokens):
        if token.tag_ == "VB" or (token.pos_ == "VERB" and token.tag_ == "VBP"):
            if token.lemma_ == "be" and (inner := token.head).pos_ == "VERB" and token.dep_ == "auxpass":
                return inner
            return token
        if token.pos_ != "ADV" or place:
            return None
    return None


def _clause_after(that: Token) -> Token | None:
    verb = that.head
    return verb if is_verb(verb) and verb.i > that.i else None


def _in_time(page: Page, token: Token) -> bool:
    return any(time.span.start <= token.idx < time.span.end for time in page.times)
