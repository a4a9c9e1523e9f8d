"""Asks as the parse gives them: who asks, who is asked, what for.

"Ankara called on Sweden to extradite the men" yields asker Turkey, asked Sweden, `extradite the men`; "the loan
that Colombo seeks from Beijing" asker Sri Lanka, asked China, `loan`; "Hanoi's invitation to Lee" an invitation.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.ask_content import Content, clause_content, lemmas, noun_content, trimmed
from memcon.read.ask_drafts import Draft, clause_of, draft, infinitive_of, pobj, prepositions_below
from memcon.read.ask_nouns import noun_ask
from memcon.read.ask_things import is_somebody, thing_asked
from memcon.read.ask_turns import party
from memcon.read.ask_words import AskWord, AskWords
from memcon.read.event_actors import NOBODY, owner_of, parties_of
from memcon.read.event_grammar import (
    child,
    is_passive,
    object_of,
    prepositions,
    subject_of,
    verb_lemmas,
)
from memcon.read.page import Page

ADDRESSED = 1.15
"""An ask to somebody who is no known actor ("all parties") is surer than one to nobody."""
WEAK = frozenset(("encourage", "advise", "push", "press", "lobby", "persuade", "remind", "pressure"))


def drafts_of(page: Page, token: Token, words: AskWords) -> Iterator[Draft]:
    """The ask that a verb or noun makes, if it makes one."""
    if token.pos_ == "VERB":
        for word in (row for lemma in verb_lemmas(token) for row in words.verbs.get(lemma, ())):
            found = VERB_FRAMES[word.frame](page, token, word, words)
            if found is not None:
                yield found
                return
    elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in words.nouns:
        found = noun_ask(page, token, words.nouns[token.lemma_.lower()], words)
        if found is not None:
            yield found


def _appeal(page: Page, verb: Token, word: AskWord, _words: AskWords) -> Draft | None:
    """urged X to, called on X to, asked X for, asked that X, called for."""
    passive = is_passive(verb)
    asker = party(page, subject_of(verb), owners=True)
    if verb.lemma_ in ("appeal", "petition") and child(verb, "dobj") is not None and infinitive_of(verb) is None:
        return None
    infinitive, clause = infinitive_of(verb), clause_of(verb)
    target: Token | None = object_of(verb)
    if target is None and not passive:
        target = child(verb, "dative") or pobj(verb, "on", "upon", "to", "with")
    lemma = verb.lemma_.lower()
    wanted = _wanted(page, verb, target)
    if infinitive is not None and wanted is not None and verb.i < wanted.i < infinitive.i:
        between = target is None or target.i < wanted.i
        if (
            between
            and wanted.dep_ == "pobj"
            and wanted.head.lower_ == "for"
            and child(infinitive, "nsubj") in (None, wanted)
        ):
            infinitive = None  # "asked Chad for divers to look at the cable"
    unnamed = infinitive is not None and (is_passive(infinitive) or infinitive.lemma_ == "remain")
    if infinitive is not None and infinitive.lemma_ in ("name", "identify", "quote", "remain") and unnamed:
        return None  # "asked not to be named"
    if infinitive is not None and child(infinitive, "nsubjpass") is not None:
        content = clause_content(page, infinitive, with_subject=True, also=(verb,))
        return draft(verb, word, asker, parties_of(page, target), content, times=0.9)
    if infinitive is not None and (wanted_one := _wanted_doer(page, infinitive, target)) is not None:
        return draft(verb, word, asker, party(page, target), wanted_one, times=0.95)
    if infinitive is not None:
        own = child(infinitive, "nsubj")
        whom = own if own is not None else target
        asked = parties_of(page, whom)
        if not asked and whom is not None:
            asked = owner_of(page, whom) or party(page, whom)  # "the authorities in Rabat"
        if lemma == "call" and own is None and pobj(verb, "on", "upon") is None and not passive:
            return None
        if (
            lemma in ("push", "press", "lobby", "persuade", "advise", "remind", "encourage")
            and target is None
            and own is None
        ):
            return None
        if lemma in WEAK and not asked:
            return None
        times = 1.0 if asked or whom is None else ADDRESSED
        return draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)), times=times)
    if (
        wanted is not None
        and wanted.i > verb.i
        and lemma not in ("order", "instruct", "command", "tell", "require", "remind", "advise")
    ):
        if lemma in ("push", "press", "lobby", "encourage", "persuade") and not (asker and asker.direct):
            return None
        asked = parties_of(page, target, owners=False) if target is not None and target.i != wanted.i else NOBODY
        return draft(verb, word, asker, asked, noun_content(page, wanted), times=0.9)
    if clause is not None and lemma in ("ask", "urge", "require", "order"):
        return draft(
            verb, word, asker, parties_of(page, child(clause, "nsubj", "nsubjpass")), clause_content(page, clause)
        )
    against = next((kid for kid in verb.children if kid.lower_ == "against"), None)
    if against is not None and lemma in ("caution", "advise", "urge"):
        gerund = child(against, "pcomp")
        content = clause_content(page, gerund) if gerund is not None else None
        return draft(verb, word, asker, parties_of(page, target), content, negated=True)
    if lemma in ("urge", "encourage") and target is not None:
        content = noun_content(page, target)
        return None if parties_of(page, target, owners=False) else draft(verb, word, asker, NOBODY, content, times=0.75)
    return None


def _wanted_doer(page: Page, infinitive: Token, target: Token | None) -> Content | None:
    """Those who are asked for: of "asked Chad for divers to look at the cable" the divers and what they are to do."""
    own = child(infinitive, "nsubj")
    if own is None or own.pos_ != "NOUN" or target is None or not party(page, target) or target.i > own.i:
        return None
    if not any(kid.lower_ == "for" and kid.dep_ == "mark" for kid in infinitive.children):
        return None
    if any(kid.dep_ == "poss" or kid.lower_ == "the" for kid in own.children):
        return None
    last = infinitive.right_edge
    words = [token for token in page.doc[own.left_edge.i : last.i + 1] if not token.is_space]
    span = trimmed(page, Span(words[0].idx, words[-1].idx + len(words[-1])))
    return Content(span=span, subject=lemmas(words))


def _wanted(page: Page, verb: Token, target: Token | None) -> Token | None:
    """What is called "for": not a stretch of time, nor part of the asked one's name ("the Court for the North")."""
    wanted = pobj(verb, "for")
    if wanted is None or any(time.span.start <= wanted.idx < time.span.end for time in page.times):
        return None
    if target is not None and target.pos_ == "PROPN" and wanted.pos_ == "PROPN":
        return None
    name = page.mention_of(target) if target is not None else None
    return None if name is not None and name.span.start <= wanted.idx < name.span.end else wanted


def _demand(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """demanded that X, demanded N from X, requested N, recommended that X."""
    asker = party(page, subject_of(verb), owners=True)
    clause = clause_of(verb)
    if clause is not None and not _is_report(verb, clause):
        asked = parties_of(page, child(clause, "nsubj"))
        if asked and set(asked.actors) & set(asker.actors):
            asked = NOBODY
        return draft(verb, word, asker, asked, clause_content(page, clause, with_subject=not asked))
    if verb.lemma_ == "insist":
        wanted = pobj(verb, "on", "upon")
        giver = pobj(verb, "from") or (pobj(wanted, "from") if wanted is not None else None)
        asked = party(page, giver)
        times = 0.9 if asked else 0.7
        return draft(verb, word, asker, asked, noun_content(page, wanted), times=times) if wanted is not None else None
    return thing_asked(page, verb, word, words, asker)


def _is_report(verb: Token, clause: Token) -> bool:
    """Whether "insisted that" reports a fact: a finite clause in the indicative."""
    if verb.lemma_ not in ("insist", "suggest"):
        return False
    modals = {kid.lower_ for kid in clause.children if kid.dep_ == "aux"}
    subject = child(clause, "nsubj")
    bare = clause.tag_ == "VB" or (
        clause.tag_ == "VBP"
        and subject is not None
        and subject.tag_ in ("NN", "NNP")
        and child(subject, "conj") is None
    )
    return not (modals & {"must", "should"} or (bare and not modals))


def _seek(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    asker = (
        parties_of(page, child(verb, "nsubj", "nsubjpass"))
        if verb.dep_ == "relcl"
        else parties_of(page, subject_of(verb))
    )
    if verb.lemma_ == "request" and (infinitive := infinitive_of(verb)) is not None:
        return draft(verb, word, asker, parties_of(page, object_of(verb)), clause_content(page, infinitive))
    return thing_asked(page, verb, word, words, asker)


def _want(page: Page, verb: Token, word: AskWord, _words: AskWords) -> Draft | None:
    """wants X to, would like X to: only where X is another."""
    infinitive = infinitive_of(verb)
    if infinitive is None or is_passive(verb):
        return None
    own = child(infinitive, "nsubj") or child(verb, "dobj")
    if own is None:
        return None
    if verb.lemma_ == "like" and not any(kid.lower_ in ("would", "'d", "’d") for kid in verb.children):
        return None
    asker, asked = parties_of(page, subject_of(verb)), parties_of(page, own, owners=False)
    if not asked or not asker or verb.lemma_ == "hope":
        return None
    return draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))


def _offer(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """offered to mediate, offered Chad a loan, proposed talks to Chad, proposed that."""
    asker = party(page, subject_of(verb), owners=True)
    infinitive, clause = infinitive_of(verb), clause_of(verb)
    asked = parties_of(page, child(verb, "dative") or pobj(verb, "to"), owners=False)
    if infinitive is not None and verb.lemma_ in ("offer", "propose", "volunteer"):
        if not asked:
            between = next((noun for word, noun in prepositions_below(infinitive) if word == "between"), None)
            asked = parties_of(page, between, owners=False)
        return draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))
    if clause is not None and verb.lemma_ == "propose":
        return draft(verb, word, asker, asked, clause_content(page, clause, with_subject=True), times=0.85)
    if verb.lemma_ == "suggest":
        return None
    thing = object_of(verb)
    if thing is not None and not asked:
        asked = parties_of(page, pobj(thing, "to", "with") or pobj(verb, "before", "towards"), owners=False)
    if thing is None or thing.pos_ not in ("NOUN", "PROPN") or thing.lemma_.lower() in words.idle:
        return None
    if is_somebody(page, thing) or not asker:
        return None
    return draft(verb, word, asker, asked, noun_content(page, thing), times=0.95 if asked else 0.8)


def _promise(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """pledged to send, promised Chad grain, vowed that."""
    asker = party(page, subject_of(verb), owners=True)
    infinitive, clause = infinitive_of(verb), clause_of(verb)
    target = child(verb, "dative") or (child(verb, "dobj") if clause is not None else None) or pobj(verb, "to")
    asked = parties_of(page, target, owners=False)
    if not asked and target is None:  # "undertook in a letter to Chad to"
        letters = (pobj(noun, "to") for where, noun in prepositions(verb) if where in ("in", "by", "with", "at"))
        asked = next((found for one in letters if (found := parties_of(page, one, owners=False))), NOBODY)
    if verb.lemma_ == "commit" and is_passive(verb):
        asker = parties_of(page, child(verb, "nsubjpass"))
    if infinitive is not None:
        return draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))
    if clause is not None and not any(kid.lower_ in ("will", "would", "'ll", "’ll", "wo") for kid in clause.children):
        later = [k for host in (verb, clause) for k in host.children if k.dep_ == "conj" and k.i > clause.i]
        if not any(a.lower_ in ("will", "would") and a.dep_ == "aux" for k in later for a in k.children):
            return None  # "assured it was not sending arms" tells of the present
        return draft(verb, word, asker, asked, clause_content(page, clause), times=0.9)
    if clause is not None and not asked:  # "swore that the Chileans would have their cards"
        asked = parties_of(page, child(clause, "nsubj", "nsubjpass")).without(asker.actors)
    if clause is not None and (verb.lemma_ not in ("swear", "commit") or asked):
        return draft(verb, word, asker, asked, clause_content(page, clause, with_subject=True), times=0.9)
    thing = object_of(verb)
    if (
        thing is None
        or thing.pos_ not in ("NOUN", "PROPN")
        or verb.lemma_ in ("commit", "guarantee", "swear", "assure", "undertake")
    ):
        return None
    if thing.lemma_.lower() in words.idle or is_somebody(page, thing):
        return None
    return draft(verb, word, asker, asked, noun_content(page, thing), times=0.95)


def _invite(page: Page, verb: Token, word: AskWord, _words: AskWords) -> Draft | None:
    """invited X to Hanoi, invited X to join, X was invited by."""
    asker = party(page, subject_of(verb), owners=True)
    guest = object_of(verb)
    asked = parties_of(page, guest)
    infinitive = infinitive_of(verb)
    if infinitive is not None:
        return draft(verb, word, asker, asked, clause_content(page, infinitive))
    places = [
        kid
        for kid in verb.children
        if kid.dep_ in ("prep", "advmod") and kid.lower_ in ("to", "for") and kid.i > verb.i
    ]
    content = _phrase(page, places) if places else None
    if content is None and not (asker and asked):
        return None
    return draft(verb, word, asker, asked, content, times=1.0 if places else 0.7)


def _phrase(page: Page, preps: list[Token]) -> Content | None:
    """The goal of an invitation, "to Moscow for a state visit", without its first preposition."""
    nouns = [noun for prep in preps if (noun := child(prep, "pobj")) is not None]
    found = [content for noun in nouns if (content := noun_content(page, noun)) is not None]
    if not found:
        return None
    first, last = found[0], found[-1]
    if last.span.end - first.span.start > 160 or last.span.start < first.span.start:
        return first
    span = first.span._replace(end=max(first.span.end, last.span.end))
    return Content(span=span, subject=tuple(dict.fromkeys(lemma for one in found for lemma in one.subject)))


def _warn(page: Page, verb: Token, word: AskWord, _words: AskWords) -> Draft | None:
    """warned X not to, warned X against, warned that it will; threatened to."""
    asker = party(page, subject_of(verb), owners=True)
    target = child(verb, "dobj", "dative", "nsubjpass")
    asked = parties_of(page, target, owners=False) if target is not None else NOBODY
    infinitive, clause = infinitive_of(verb), clause_of(verb)
    if verb.lemma_ == "threaten":
        if (infinitive is None and target is None) or (infinitive is not None and infinitive.head.i != verb.i):
            return None
        with_ = next((kid for kid in verb.children if kid.lower_ == "with" and kid.dep_ == "prep"), None)
        thing = child(with_, "pobj") if with_ is not None else None
        if infinitive is not None and asker:
            return draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))
        return draft(verb, word, asker, asked, noun_content(page, thing)) if thing is not None and asked else None
    if infinitive is not None and asked:
        return draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)), times=1.05)
    against = next((kid for kid in verb.children if kid.lower_ == "against"), None)
    if against is not None and asked:
        gerund, thing = child(against, "pcomp"), child(against, "pobj")
        content = (
            clause_content(page, gerund)
            if gerund is not None
            else noun_content(page, thing)
            if thing is not None
            else None
        )
        return draft(verb, word, asker, asked, content, negated=True)
    if clause is not None and asker:
        content = clause_content(page, clause, with_subject=True, also=(verb,))
        own_act = parties_of(page, child(clause, "nsubj"))
        mine = bool(set(own_act.actors) & set(asker.actors))
        if not asked and not (mine or (content is not None and content.condition)):
            return None
        return draft(verb, word, asker, asked, content, times=1.0 if asked or mine else 0.8)
    return None


VERB_FRAMES = {
    "appeal": _appeal, "demand": _demand, "seek": _seek, "want": _want, "offer": _offer,
    "promise": _promise, "invite": _invite, "warn": _warn,
}  # fmt: skip
