"""Verbs that may answer an ask: who, how, about what; and the ways in which nothing is said.

"Rejected the demand" refuses, "has yet to reply" leaves it unanswered, "agreed in part" grants a part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from memcon.model.reading import AnswerKind
from memcon.read.ask_content import prose
from memcon.read.ask_words import AnswerWord, AskWords
from memcon.read.event_actors import NOBODY, Parties, parties_of
from memcon.read.event_grammar import child, is_verb, object_of, prepositions, subject_of, verb_lemmas
from memcon.read.page import Page
from memcon.read.status import reality_of

SAME_VERB = AnswerWord(frame="give", kind="granted", score=0.7)
MENTION = frozenset(("mention", "reference", "comment", "word", "response", "reply", "answer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replying:
    """A verb that may answer: who, how, about what."""

    verb: Token
    agent: Parties
    kind: AnswerKind
    frame: str
    score: float
    thing: Token | None = None
    clause: Token | None = None


def replies_in(page: Page, words: AskWords, heads: frozenset[str]) -> Iterator[Replying]:
    """All verbs that may answer; `heads` are the lemmas of what was asked to be done."""
    for verb in prose(page):
        if verb.pos_ not in ("VERB", "AUX") or not page.readable(verb.idx):
            continue
        mention = silence(page, verb) or no_mention(page, verb)
        if mention is not None:
            yield mention
            continue
        for lemma in verb_lemmas(verb):
            for word in words.answers.get(lemma, ()):
                reply = _reply(page, verb, word)
                if reply is not None:
                    yield reply
            if lemma in words.answers:
                break
        else:
            if verb.lemma_.lower() in heads and (reply := _reply(page, verb, SAME_VERB)) is not None:
                yield reply


def _reply(page: Page, verb: Token, word: AnswerWord) -> Replying | None:
    status = reality_of(verb).status
    negated = any(kid.dep_ == "neg" or kid.lower_ == "never" for kid in verb.children) or _by_nobody(verb)
    if status in ("possible", "denied") and not negated:
        return None
    agent = parties_of(page, subject_of(verb))
    kind: AnswerKind = word.kind
    score = word.score * (0.6 if status == "planned" else 1.0)
    if word.frame == "respond":
        if (not negated and not _fails(verb)) or _yet(verb):
            return None
        if not agent and _fails(verb):
            agent = parties_of(page, subject_of(verb.head))
    elif negated:
        if kind != "granted":
            return None
        kind = "deferred" if any(kid.lower_ == "yet" for kid in verb.children) or _yet(verb) else "refused"
        if any(lemma == "take_up" for lemma in verb_lemmas(verb)):
            kind = "ignored"
        score *= 0.85
    elif kind == "granted" and _in_part(verb):
        kind = "partly"
    clause = next((k for k in verb.children if k.dep_ in ("xcomp", "ccomp") and is_verb(k) and k.i > verb.i), None)
    if negated and verb.lemma_ in ("receive", "get", "see") and word.frame == "give":
        return None  # "never received a request" denies that there was one
    return Replying(
        verb=verb, agent=agent, kind=kind, frame=word.frame, score=score, thing=object_of(verb), clause=clause
    )


def _by_nobody(verb: Token) -> bool:
    """ "Neither delegation took up the offer"."""
    subject = child(verb, "nsubj")
    if subject is None:
        return False
    return subject.lower_ in ("neither", "nobody", "none") or any(
        k.lower_ in ("neither", "no") for k in subject.children
    )


SILENCE = frozenset("answer reply response reaction comment word".split())
UNHEARD = frozenset("unanswered unheeded unmet unfulfilled ignored".split())


def silence(page: Page, verb: Token) -> Replying | None:
    """ "left the demand without an answer", "the plea went unheeded", "met with silence", "no reply was given"."""
    lemma, subject = verb.lemma_.lower(), child(verb, "nsubj", "nsubjpass")
    thing: Token | None = None
    frame, agent = "silent", NOBODY
    if lemma == "leave" and (thing := child(verb, "dobj")) is not None:
        without = [noun for word, noun in prepositions(verb) if word == "without" and noun.lemma_.lower() in SILENCE]
        if not without and not any(kid.lower_ in UNHEARD for kid in verb.subtree if kid.i > verb.i):
            return None
        agent = parties_of(page, subject_of(verb))
    elif lemma in ("go", "remain", "stay", "be") and any(
        kid.lower_ in UNHEARD and kid.dep_ in ("acomp", "oprd", "attr", "advcl", "xcomp", "conj")
        for kid in verb.children
    ):
        thing = subject
    elif lemma == "meet" and any(
        w == "with" and n.lemma_ in ("silence", "indifference") for w, n in prepositions(verb)
    ):
        thing = subject
    elif subject is not None and subject.lemma_.lower() in SILENCE - {"comment", "word"} and lemma in (
        "make", "give", "come", "receive", "arrive", "follow", "be", "publish",
    ):  # fmt: skip
        if not any(kid.lower_ == "no" for kid in subject.children) and not _denies(verb):
            return None
        if any(kid.lemma_ == "have" and kid.dep_ == "aux" for kid in verb.children):
            return None  # "no answer has been made public" leaves it open
    else:
        return None
    return Replying(verb=verb, agent=agent, kind="ignored", frame=frame, score=0.8, thing=thing)


def _denies(verb: Token) -> bool:
    return any(kid.dep_ == "neg" or kid.lower_ == "never" for kid in verb.children)


def _in_part(verb: Token) -> bool:
    """agreed in part, partly met."""
    if any(kid.lower_ in ("partly", "partially") for kid in verb.children):
        return True
    return any(word == "in" and noun.lower_ == "part" for word, noun in prepositions(verb))


def _yet(verb: Token) -> bool:
    return verb.i > 1 and "yet" in {token.lower_ for token in verb.doc[max(0, verb.i - 3) : verb.i + 2]}


def _fails(verb: Token) -> bool:
    """Whether it is what somebody failed to do or has yet to do."""
    return (verb.head.lemma_ in ("fail", "decline", "refuse") and verb.dep_ in ("xcomp", "pcomp")) or (
        verb.head.lemma_ == "have" and verb.dep_ == "xcomp" and _yet(verb)
    )


def no_mention(page: Page, verb: Token) -> Replying | None:
    """ "made no mention of N", "did not mention N", "gave no response to N", "said nothing about N"."""
    thing = child(verb, "dobj")
    about: Token | None = None
    if verb.lemma_ in ("make", "give", "offer", "issue") and thing is not None and thing.lemma_ in MENTION:
        if not any(kid.lower_ in ("no", "little") for kid in thing.children) and not any(
            k.dep_ == "neg" for k in verb.children
        ):
            return None
        about = next(
            (noun for word, noun in (*prepositions(thing), *prepositions(verb)) if word in ("of", "to", "about", "on")),
            None,
        )
    elif verb.lemma_ == "mention" and any(kid.dep_ == "neg" for kid in verb.children):
        about = thing
    elif verb.lemma_ == "say" and thing is not None and thing.lower_ == "nothing":
        about = next(
            (noun for word, noun in (*prepositions(thing), *prepositions(verb)) if word in ("of", "about", "on")), None
        )
    else:
        return None
    agent = parties_of(page, subject_of(verb))
    return Replying(verb=verb, agent=agent, kind="ignored", frame="mention", score=0.8, thing=about)
