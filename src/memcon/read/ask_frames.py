"""Asks as the parse gives them: who asks, who is asked, what for.

"Ankara called on Sweden to extradite the men" yields asker Turkey, asked Sweden, `extradite the men`; "the loan
that Colombo seeks from Beijing" asker Sri Lanka, asked China, `loan`; "Hanoi's invitation to Lee" an invitation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from memcon.model.reading import AskForm
from memcon.read.ask_content import Content, clause_content, noun_content
from memcon.read.ask_words import AskWord, AskWords
from memcon.read.event_actors import NOBODY, Parties, parties_of
from memcon.read.event_grammar import child, children, is_passive, is_verb, object_of, prepositions, subject_of, verb_lemmas
from memcon.read.page import Page

ASKED_PREPS = ("on", "upon", "to", "with", "from", "of", "at")
QUESTIONS = frozenset(("whether", "if", "how", "why", "what", "when", "where", "who", "which", "about"))
LIGHT_VERBS = frozenset(
    "make issue extend send deliver present submit put give lodge repeat renew reiterate have receive voice convey".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One ask as read at one place, before actors and forms are checked. `trigger` is the word that asks."""

    trigger: Token
    verb: Token
    form: AskForm
    asker: Parties
    asked: Parties
    content: Content | None
    score: float
    frame: str
    negated_content: bool = False


def drafts_of(page: Page, token: Token, words: AskWords) -> Iterator[Draft]:
    """The ask that a verb or noun makes, if it makes one."""
    if token.pos_ == "VERB":
        for word in words.verbs.get(token.lemma_.lower(), ()):
            draft = VERB_FRAMES[word.frame](page, token, word, words)
            if draft is not None:
                yield draft
                return
    elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in words.nouns:
        draft = _noun(page, token, words.nouns[token.lemma_.lower()], words)
        if draft is not None:
            yield draft


def _infinitive(verb: Token) -> Token | None:
    """The to-infinitive that says what is asked, wherever the parse hung it."""
    nouns = (noun for word, noun in prepositions(verb) if word not in ("for", "from", "by"))
    hosts = [verb, *children(verb, "dobj", "dative", "prep"), *nouns]
    for host in hosts:
        for kid in host.children:
            if kid.i > verb.i and is_verb(kid) and kid.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp"):
                if any(inner.lower_ == "to" and inner.dep_ == "aux" for inner in kid.children):
                    return kid
    return None


def _clause(verb: Token) -> Token | None:
    """The that-clause under a verb or noun."""
    for kid in verb.children:
        if kid.dep_ in ("ccomp", "acl", "relcl") and is_verb(kid) and kid.i > verb.i:
            marks = {
                inner.lower_ for inner in kid.children if inner.dep_ in ("mark", "advmod", "dobj", "nsubj", "attr")
            }
            if not marks & QUESTIONS and (kid.dep_ == "ccomp" or "that" in marks):
                return kid
    return None


def _pobj(token: Token, *words: str) -> Token | None:
    return next((noun for word, noun in prepositions(token) if word in words), None)


def _appeal(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """urged X to, called on X to, asked X for, asked that X, called for."""
    passive = is_passive(verb)
    asker = parties_of(page, subject_of(verb))
    if verb.lemma_ in ("appeal", "petition") and child(verb, "dobj") is not None and _infinitive(verb) is None:
        return None
    infinitive, clause = _infinitive(verb), _clause(verb)
    target: Token | None = object_of(verb)
    if target is None and not passive:
        target = child(verb, "dative") or _pobj(verb, "on", "upon", "to", "with")
    lemma = verb.lemma_.lower()
    if infinitive is not None:
        own = child(infinitive, "nsubj", "nsubjpass")
        asked = parties_of(page, own if own is not None else target)
        if lemma == "call" and own is None and _pobj(verb, "on", "upon") is None and not passive:
            return None
        if (
            lemma in ("push", "press", "lobby", "persuade", "advise", "remind", "encourage")
            and target is None
            and own is None
        ):
            return None
        return _draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))
    wanted = _pobj(verb, "for")
    if (
        wanted is not None
        and wanted.i > verb.i
        and lemma not in ("order", "instruct", "command", "tell", "require", "remind", "advise")
    ):
        if lemma in ("push", "press", "lobby", "encourage", "persuade") and not (asker and asker.direct):
            return None
        asked = parties_of(page, target, owners=False) if target is not None and target.i != wanted.i else NOBODY
        return _draft(verb, word, asker, asked, noun_content(page, wanted), times=0.9)
    if clause is not None and lemma in ("ask", "urge", "require", "order"):
        return _draft(
            verb, word, asker, parties_of(page, child(clause, "nsubj", "nsubjpass")), clause_content(page, clause)
        )
    against = next((kid for kid in verb.children if kid.lower_ == "against"), None)
    if against is not None and lemma in ("caution", "advise", "urge"):
        gerund = child(against, "pcomp")
        content = clause_content(page, gerund) if gerund is not None else None
        return _draft(verb, word, asker, parties_of(page, target), content, negated=True)
    if lemma in ("urge", "encourage") and target is not None:
        content = noun_content(page, target)
        return (
            None if parties_of(page, target, owners=False) else _draft(verb, word, asker, NOBODY, content, times=0.75)
        )
    return None


def _demand(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """demanded that X, demanded N from X, requested N, recommended that X."""
    asker = parties_of(page, subject_of(verb))
    clause = _clause(verb)
    if clause is not None and not _is_report(verb, clause):
        asked = parties_of(page, child(clause, "nsubj", "nsubjpass"))
        if asked and set(asked.actors) & set(asker.actors):
            asked = NOBODY
        return _draft(verb, word, asker, asked, clause_content(page, clause, with_subject=not asked))
    if verb.lemma_ == "insist":
        wanted = _pobj(verb, "on", "upon")
        return _draft(verb, word, asker, NOBODY, noun_content(page, wanted), times=0.7) if wanted is not None else None
    return _thing(page, verb, word, words, asker)


def _is_report(verb: Token, clause: Token) -> bool:
    """Whether "insisted that" reports a fact: a finite clause in the indicative."""
    if verb.lemma_ not in ("insist", "suggest"):
        return False
    modals = {kid.lower_ for kid in clause.children if kid.dep_ == "aux"}
    return not (modals & {"must", "should"} or clause.tag_ == "VB" and not modals)


def _thing(page: Page, verb: Token, word: AskWord, words: AskWords, asker: Parties) -> Draft | None:
    """A thing asked for: "requested drones from Iran", "the loan that Colombo seeks", "the support it's requested"."""
    thing = object_of(verb)
    if verb.dep_ == "relcl" and child(verb, "dobj") is None or (verb.dep_ == "relcl" and is_passive(verb)):
        thing = verb.head
        asker = asker or parties_of(page, child(verb, "nsubj", "nsubjpass")) or _receiver_above(page, thing)
    if thing is None or (thing.pos_ not in ("NOUN", "PROPN") and thing.lower_ != "more"):
        return None
    lemma = verb.lemma_.lower()
    if lemma in ("seek", "need", "solicit") and not _askable(thing, words):
        return None
    if thing.pos_ == "PROPN" and parties_of(page, thing, owners=False):
        return None
    giver = _pobj(verb, "from", "of") or _pobj(thing, "from")
    asked = parties_of(page, giver) if giver is not None else NOBODY
    if not asked and verb.dep_ == "relcl":
        asked = _giver_above(page, verb.head, asker)
    if lemma in ("need", "seek") and not asked:
        return None
    relative = [kid for kid in thing.children if kid.i == verb.i]
    return _draft(verb, word, asker, asked, noun_content(page, thing, without=relative), times=0.95)


def _giver_above(page: Page, thing: Token, asker: Parties) -> Parties:
    """Who gives or holds back the thing: the subject of the verb it is an object of."""
    head = thing.head
    if head.dep_ in ("prep", "dative"):
        head = head.head
    if not is_verb(head):
        return NOBODY
    giver = parties_of(page, subject_of(head))
    return giver.without(asker.actors)


def _receiver_above(page: Page, thing: Token) -> Parties:
    """Who gets or is denied the thing: "provided Chad with the aid it's requested"."""
    head = thing.head
    if head.dep_ == "prep" and head.lower_ == "with":
        head = head.head
    return (
        parties_of(page, child(head, "dobj", "dative"), owners=False)
        if is_verb(head) and thing.head.i != head.i
        else NOBODY
    )


def _askable(thing: Token, words: AskWords) -> bool:
    lemma = thing.lemma_.lower()
    if lemma in words.things or thing.lower_ in words.things:
        return True
    return any(kid.lemma_.lower() in words.things for kid in thing.children if kid.dep_ == "compound")


def _seek(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    asker = (
        parties_of(page, child(verb, "nsubj", "nsubjpass"))
        if verb.dep_ == "relcl"
        else parties_of(page, subject_of(verb))
    )
    if verb.lemma_ == "request" and (infinitive := _infinitive(verb)) is not None:
        return _draft(verb, word, asker, parties_of(page, object_of(verb)), clause_content(page, infinitive))
    return _thing(page, verb, word, words, asker)


def _want(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """wants X to, would like X to: only where X is another."""
    infinitive = _infinitive(verb)
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
    return _draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))


def _offer(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """offered to mediate, offered Chad a loan, proposed talks to Chad, proposed that."""
    asker = parties_of(page, subject_of(verb))
    infinitive, clause = _infinitive(verb), _clause(verb)
    asked = parties_of(page, child(verb, "dative") or _pobj(verb, "to"), owners=False)
    if infinitive is not None and verb.lemma_ in ("offer", "propose", "volunteer"):
        return _draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))
    if clause is not None and verb.lemma_ == "propose":
        return _draft(verb, word, asker, asked, clause_content(page, clause, with_subject=True), times=0.85)
    if verb.lemma_ == "suggest":
        return None
    thing = object_of(verb)
    if thing is not None and not asked and (to := _pobj(thing, "to", "with")) is not None:
        asked = parties_of(page, to, owners=False)
    if thing is None or thing.pos_ not in ("NOUN", "PROPN") or thing.lemma_.lower() in words.idle:
        return None
    if parties_of(page, thing, owners=False) or not asker:
        return None
    return _draft(verb, word, asker, asked, noun_content(page, thing), times=0.95 if asked else 0.8)


def _promise(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """pledged to send, promised Chad grain, vowed that."""
    asker = parties_of(page, subject_of(verb))
    infinitive, clause = _infinitive(verb), _clause(verb)
    target = child(verb, "dative") or (child(verb, "dobj") if clause is not None else None) or _pobj(verb, "to")
    asked = parties_of(page, target, owners=False)
    if verb.lemma_ == "commit" and is_passive(verb):
        asker = parties_of(page, child(verb, "nsubjpass"))
    if infinitive is not None:
        return _draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))
    if clause is not None and verb.lemma_ not in ("swear", "commit"):
        return _draft(verb, word, asker, asked, clause_content(page, clause, with_subject=True), times=0.9)
    thing = object_of(verb)
    if (
        thing is None
        or thing.pos_ not in ("NOUN", "PROPN")
        or verb.lemma_ in ("commit", "guarantee", "swear", "assure")
    ):
        return None
    if thing.lemma_.lower() in words.idle or parties_of(page, thing, owners=False):
        return None
    return _draft(verb, word, asker, asked, noun_content(page, thing), times=0.95)


def _invite(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """invited X to Hanoi, invited X to join, X was invited by."""
    asker = parties_of(page, subject_of(verb))
    guest = object_of(verb)
    asked = parties_of(page, guest)
    infinitive = _infinitive(verb)
    if infinitive is not None:
        return _draft(verb, word, asker, asked, clause_content(page, infinitive))
    places = [
        kid
        for kid in verb.children
        if kid.dep_ in ("prep", "advmod") and kid.lower_ in ("to", "for") and kid.i > verb.i
    ]
    content = _phrase(page, verb, places) if places else None
    if content is None and not (asker and asked):
        return None
    return _draft(verb, word, asker, asked, content, times=1.0 if places else 0.7)


def _phrase(page: Page, verb: Token, preps: list[Token]) -> Content | None:
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


def _warn(page: Page, verb: Token, word: AskWord, words: AskWords) -> Draft | None:
    """warned X not to, warned X against, warned that it will; threatened to."""
    asker = parties_of(page, subject_of(verb))
    target = child(verb, "dobj", "dative", "nsubjpass")
    asked = parties_of(page, target, owners=False) if target is not None else NOBODY
    infinitive, clause = _infinitive(verb), _clause(verb)
    if verb.lemma_ == "threaten":
        if infinitive is None and target is None:
            return None
        with_ = next((kid for kid in verb.children if kid.lower_ == "with" and kid.dep_ == "prep"), None)
        thing = child(with_, "pobj") if with_ is not None else None
        if infinitive is not None and asker:
            return _draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)))
        return _draft(verb, word, asker, asked, noun_content(page, thing)) if thing is not None and asked else None
    if infinitive is not None and asked:
        return _draft(verb, word, asker, asked, clause_content(page, infinitive, also=(verb,)), times=1.05)
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
        return _draft(verb, word, asker, asked, content, negated=True)
    if clause is not None and asker:
        content = clause_content(page, clause, with_subject=True, also=(verb,))
        own_act = parties_of(page, child(clause, "nsubj"))
        mine = bool(set(own_act.actors) & set(asker.actors))
        if not asked and not (mine or (content is not None and content.condition)):
            return None
        return _draft(verb, word, asker, asked, content, times=1.0 if asked or mine else 0.8)
    return None


def _noun(page: Page, noun: Token, word: AskWord, words: AskWords) -> Draft | None:
    """Chad's demand that, a request by Chad for, an invitation to Lee, made a request to."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head) else None
    asker = _adjective_owner(page, noun) or parties_of(page, _pobj(noun, "by", "from"))
    light = verb is not None and verb.lemma_.lower() in LIGHT_VERBS
    if light and verb is not None and not asker:
        asker = parties_of(page, subject_of(verb))
    if verb is None and noun.dep_ == "nsubj" and is_verb(noun.head) and child(noun.head, "dobj") is not None:
        met = parties_of(page, child(noun.head, "dobj"), owners=False)
    else:
        met = NOBODY
    infinitive, clause = _infinitive(noun), _clause(noun)
    wanted = _pobj(noun, "for", "of")
    asked = parties_of(
        page,
        _pobj(noun, "to", "on", "upon") or (_pobj(verb, "to") if light and verb is not None else None),
        owners=False,
    )
    if not asked and word.frame == "invite":
        asked = met
    if (
        not asked
        and verb is not None
        and any(one.frame == "noun" for lemma in verb_lemmas(verb) for one in words.answers.get(lemma, ()))
    ):
        asked = parties_of(page, subject_of(verb), owners=False)  # who rejects a demand was the one it was made to
    content: Content | None = None
    if clause is not None:
        asked = parties_of(page, child(clause, "nsubj", "nsubjpass")) or asked
        content = clause_content(page, clause)
    elif infinitive is not None:
        asked = asked or parties_of(page, child(infinitive, "nsubj"))
        content = clause_content(page, infinitive, also=(noun,))
    elif wanted is not None and not (word.frame == "demand" and not asker):
        content = noun_content(page, wanted)
    elif word.frame == "invite" and (goal := _pobj(noun, "to")) is not None:
        content = noun_content(page, goal)
    if not asker or (noun.lemma_ == "call" and (content is None or (wanted is None and infinitive is None))):
        return None
    if noun.lemma_ in ("threat", "warning", "bid", "assurance", "guarantee", "proposal", "offer") and content is None:
        return None
    if asked and set(asked.actors) & set(asker.actors):
        asked = asked.without(asker.actors)
    return _draft(noun, word, asker, asked, content, verb=verb, times=1.0 if content else 0.75)


def _adjective_owner(page: Page, noun: Token) -> Parties:
    """Whose the demand or offer is by what stands before it: "Chad's", "the Chadian"."""
    for kid in noun.children:
        if kid.dep_ == "poss" and (owner := parties_of(page, kid)):
            return owner
        if kid.dep_ in ("amod", "compound") and (mention := page.mention_of(kid)) is not None and mention.actors:
            return parties_of(page, kid)
    return NOBODY


def _draft(
    trigger: Token, word: AskWord, asker: Parties, asked: Parties, content: Content | None, *,
    times: float = 1.0, negated: bool = False, verb: Token | None = None,
) -> Draft | None:  # fmt: skip
    if content is None and word.form not in ("invitation", "demand", "request"):
        return None
    return Draft(
        trigger=trigger,
        verb=verb or trigger,
        form=word.form,
        asker=asker,
        asked=asked,
        content=content,
        score=min(word.score * times, 0.95),
        frame=word.frame,
        negated_content=negated,
    )


VERB_FRAMES = {
    "appeal": _appeal, "demand": _demand, "seek": _seek, "want": _want, "offer": _offer,
    "promise": _promise, "invite": _invite, "warn": _warn,
}  # fmt: skip
