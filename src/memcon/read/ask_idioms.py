"""Asks made without a word of asking, because of whom they are said to.

"Oslo told Minsk that it expects the barges to be released" is a demand of Belarus, and so is "the barges must go,
Oslo told Minsk"; "Kenya is ready to train police, its minister told Chad" offers, "put two ships at Chad's disposal"
too; "Peru will pay by May, its envoy assured Chile" and "gave Chile its word on the debt" promise; "we would welcome
Peruvian divers" asks. Said to nobody of another state the same words are a plan or an opinion, and no ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.model.reading import AskForm, Statement
from memcon.model.span import Span
from memcon.read.ask_content import Content, clause_content, noun_content
from memcon.read.ask_drafts import Draft, infinitive_of, pobj
from memcon.read.ask_turns import party
from memcon.read.event_actors import NOBODY, Parties, owner_of, parties_of
from memcon.read.event_grammar import child, is_passive, is_verb, prepositions, subject_of
from memcon.read.page import Page

TELLING = frozenset("tell inform notify remind assure write let advise".split())
READY = frozenset("ready willing prepared happy glad pleased open".split())
WELCOMING = frozenset("welcome appreciate use value".split())
ASSURING = frozenset("assure promise pledge vow guarantee".split())
MUST = frozenset("must should shall".split())
GIVING = frozenset(("give", "pass", "pledge"))
PUTTING = frozenset(("put", "place", "make", "set"))


def idiom_drafts(page: Page, token: Token) -> Iterator[Draft]:
    """The ask that a word makes by what it is said to whom."""
    lemma = token.lemma_.lower()
    if lemma == "expect" and token.pos_ == "VERB":
        yield from _expected(page, token)
    elif lemma in MUST and token.tag_ == "MD":
        yield from _must(page, token)
    elif lemma in READY and token.pos_ in ("ADJ", "VERB"):
        yield from _ready(page, token)
    elif lemma in WELCOMING and token.pos_ == "VERB":
        yield from _welcome(page, token)
    elif lemma in ASSURING and token.pos_ == "VERB":
        yield from _assured(page, token)
    elif lemma == "word" and token.dep_ == "dobj":
        yield from _word_given(page, token)
    elif lemma == "disposal":
        yield from _at_disposal(page, token)
    elif token.tag_ == "MD" and token.lower_ in ("would", "will") and _gladly(token):
        yield from _glad(page, token)
    elif token.tag_ == "MD" and token.lower_ in ("would", "will") and token.head.lemma_.lower() in MET:
        yield from _met(page, token)


def said_to_another(page: Page, verb: Token) -> bool:
    """Whether somebody says a clause to somebody of another state."""
    return _apart(page, *told(page, verb))


def told(page: Page, verb: Token) -> tuple[Parties, Parties]:
    """Who says a clause to whom, where both are named: by the verb over it, the verb after it, or the statement."""
    for head in _over(verb):
        if is_verb(head) and head.lemma_.lower() in TELLING:
            whom = child(head, "dobj", "dative") or pobj(head, "to")
            asked = party(page, whom) or (owner_of(page, whom) if whom is not None else NOBODY)
            teller = party(page, subject_of(head), owners=True)
            if asked and teller:
                return teller, asked
    return _by_statement(page.statement_at(verb.idx))


def _over(verb: Token) -> Iterator[Token]:
    current = verb
    for _ in range(4):
        if current.head.i == current.i:
            return
        if current.dep_ in ("ccomp", "advcl", "parataxis", "conj"):
            yield current.head
        current = current.head


def _by_statement(statement: Statement | None) -> tuple[Parties, Parties]:
    if statement is None or statement.speaker.actor is None:
        return NOBODY, NOBODY
    span = statement.speaker.span or statement.content[0]
    speaker = Parties(actors=(statement.speaker.actor,), spans=(span,), confidence=0.95)
    named = [one for one in statement.addressees if one.actor is not None]
    spans = tuple(one.span or span for one in named)
    return speaker, Parties(actors=tuple(one.actor or "" for one in named), spans=spans, confidence=0.95)


def _apart(page: Page, left: Parties, right: Parties) -> bool:
    """Whether two sides are of different states, both known."""
    one, two = _states(page, left), _states(page, right)
    return bool(one) and bool(two) and not one & two


def _states(page: Page, parties: Parties) -> set[str]:
    found = set()
    for actor in parties.actors:
        known = page.actor_of.get(actor)
        if known is not None and known.kind != "outlet":
            found.add(known.state or (known.id if known.kind in ("state", "organisation") else ""))
        elif actor in page.lexicon.states:
            found.add(actor)
    return found - {""}


def _draft(
    trigger: Token, form: AskForm, asker: Parties, asked: Parties, content: Content | None, score: float,
    frame: str = "idiom",
) -> Iterator[Draft]:  # fmt: skip
    if content is not None and content.subject:
        yield Draft(trigger=trigger, verb=trigger if is_verb(trigger) else trigger.head, form=form, asker=asker,
                    asked=asked, content=content, score=score, frame=frame)  # fmt: skip


def _expected(page: Page, verb: Token) -> Iterator[Draft]:
    """told Y that it expects N to V; "X expects Y to V, it told Y"."""
    act = infinitive_of(verb)
    if act is None or any(kid.dep_ in ("neg", "nsubjpass") for kid in verb.children):
        return
    asker, asked = told(page, verb)
    own = child(act, "nsubj", "nsubjpass") or child(verb, "dobj")
    if not _apart(page, asker, asked) or own is None:
        return
    subject = parties_of(page, own, owners=False)
    mine = subject_of(verb)
    holder = parties_of(page, mine)
    if holder and _states(page, holder) and not _states(page, holder) & _states(page, asker):
        return  # told Chad that analysts expect
    same = bool(_states(page, subject) & _states(page, asked))
    yield from _draft(verb, "demand", asker, asked, clause_content(page, act, with_subject=not same), 0.72)


def _must(page: Page, modal: Token) -> Iterator[Draft]:
    """told Y that the buoys must be gone by May; what one's own must do is none."""
    verb = modal.head
    if not is_verb(verb) or any(kid.dep_ == "neg" for kid in verb.children):
        return
    asker, asked = told(page, verb)
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or not _apart(page, asker, asked):
        return
    if subject.lower_ in ("we", "i", "everyone", "everybody", "both", "there") or subject.lower_ in ("it", "they"):
        return
    if _states(page, parties_of(page, subject)) & _states(page, asker) or _joint(subject):
        return
    if verb.lemma_ in ("have", "know", "remember", "understand", "say", "see", "take"):
        return
    whole = not parties_of(page, subject, owners=False)
    form: AskForm = "demand" if modal.lower_ in ("must", "shall") else "request"
    yield from _draft(modal, form, asker, asked, clause_content(page, verb, with_subject=whole), 0.7)


def _joint(noun: Token) -> bool:
    """Whether it is what both do ("the two sides should", "relations must")."""
    return noun.lemma_.lower() in (
        "side country state tie relation relationship cooperation dialogue neighbour neighbor nation people "
        "government leader party world talk".split()
    )


def _ready(page: Page, word: Token) -> Iterator[Draft]:
    """Kenya is ready to train Chadian police, its minister told Chad."""
    copula = word.head if word.dep_ in ("acomp", "oprd", "attr") else word
    act = infinitive_of(word) or infinitive_of(copula)
    if act is None or any(kid.dep_ == "neg" for host in (word, copula) for kid in host.children):
        return
    if any(kid.lower_ in ("was", "were", "had") for kid in (copula, *copula.children)) and copula.lower_ != "was":
        return
    asker, asked = told(page, copula)
    own = party(page, subject_of(copula), owners=True)
    asker = own if own and not (_states(page, own) & _states(page, asked)) else asker
    asked = asked.without(asker.actors)
    content = clause_content(page, act)
    if content is None or act.lemma_ in VAGUE:
        return
    helped = asked if _apart(page, asker, asked) else _named_in(page, content.span, asker)
    if helped and _apart(page, asker, helped):
        yield from _draft(word, "offer", asker, helped, content, 0.66)


VAGUE = frozenset(
    "be carry talk discuss consider continue cooperate work go move fight face respond react defend listen hear learn "
    "see leave accept negotiate meet die resume sign use deepen strengthen expand enhance promote boost develop "
    "advance join push maintain improve intensify build make keep continue exchange explore seek uphold".split()
)
"""What one may be ready to do without offering anything."""


def _named_in(page: Page, span: Span, asker: Parties) -> Parties:
    """The one other state that a stretch of text names."""
    mine = _states(page, asker)
    found: dict[str, Span] = {}
    for mention in page.mentions_in(span):
        known = page.actor_of.get(mention.actor or "")
        if known is not None and known.kind == "state" and known.id not in mine:
            found.setdefault(known.id, mention.span)
    if len(found) != 1:
        return NOBODY
    ((actor, place),) = found.items()
    return Parties(actors=(actor,), spans=(place,), confidence=0.9)


MET = frozenset("regard meet treat see answer consider take repay punish counter".split())


def _met(page: Page, modal: Token) -> Iterator[Draft]:
    """told the envoy that any attack would be regarded as war, that further flights would be met with fire."""
    verb = modal.head
    if not is_passive(verb) or not any(word in ("as", "with", "by") for word, _ in prepositions(verb)):
        return
    asker, asked = told(page, verb)
    if _apart(page, asker, asked):
        yield from _draft(modal, "warning", asker, asked, clause_content(page, verb, with_subject=True), 0.72)


def _gladly(modal: Token) -> bool:
    verb = modal.head
    return is_verb(verb) and any(kid.lower_ in ("gladly", "happily", "willingly") for kid in verb.children)


def _glad(page: Page, modal: Token) -> Iterator[Draft]:
    """told both embassies that it would gladly host talks."""
    verb = modal.head
    asker, asked = told(page, verb)
    content = clause_content(page, verb)
    if content is None:
        return
    helped = asked if _apart(page, asker, asked) else _named_in(page, content.span, asker)
    if helped and _apart(page, asker, helped):
        yield from _draft(modal, "offer", asker, helped, content, 0.7)


def _welcome(page: Page, verb: Token) -> Iterator[Draft]:
    """Nepal would welcome Indian engineers; Chad could use another ferry, and said so in Niamey."""
    modal = {kid.lower_ for kid in verb.children if kid.dep_ == "aux"}
    thing = child(verb, "dobj")
    if thing is None or thing.pos_ != "NOUN" or not modal & ({"would", "'d", "’d"} | ({"could"} & modal)):
        return
    if (verb.lemma_ == "use") != ("could" in modal) or any(kid.dep_ == "neg" for kid in verb.children):
        return
    asker, asked = told(page, verb)
    own = party(page, subject_of(verb), owners=True)
    asker = own or asker
    giver = party(page, pobj(verb, "from") or pobj(thing, "from"))
    owned = owner_of(page, thing)
    for one in (giver, owned, asked):
        whom = one.without(asker.actors)
        if whom and _apart(page, asker, whom):
            yield from _draft(verb, "request", asker, whom, noun_content(page, thing), 0.68, "want")
            return


def _assured(page: Page, verb: Token) -> Iterator[Draft]:
    """ "Peru will pay by May, its envoy assured Chile"."""
    before = next((k for k in verb.children if k.dep_ == "ccomp" and k.i < verb.i and is_verb(k)), None)
    if before is None or not any(kid.lower_ in ("will", "'ll", "’ll", "would", "shall") for kid in before.children):
        return
    whom = child(verb, "dobj", "dative") or pobj(verb, "to")
    asked = party(page, whom) or (_place_of(page, whom) if whom is not None else NOBODY)
    asker = party(page, subject_of(verb), owners=True) or parties_of(page, child(before, "nsubj"))
    content = clause_content(page, before, with_subject=True)
    yield from _draft(verb, "promise", asker, asked.without(asker.actors), content, 0.76, "promise")


def _place_of(page: Page, noun: Token) -> Parties:
    """Whose a person without a name is: "his hosts in Thimphu"."""
    found = owner_of(page, noun)
    where = next((place for word, place in prepositions(noun) if word in ("in", "from", "of")), None)
    return party(page, where) or found


def _word_given(page: Page, noun: Token) -> Iterator[Draft]:
    """gave Y its word on N, gave its word to Y that it will."""
    verb = noun.head
    if not is_verb(verb) or verb.lemma_.lower() not in GIVING or child(noun, "poss") is None:
        return
    asker = party(page, subject_of(verb), owners=True)
    asked = party(page, child(verb, "dative") or pobj(verb, "to") or pobj(noun, "to")).without(asker.actors)
    below = (*noun.children, *verb.children)
    clause = next((k for k in below if k.dep_ in ("acl", "ccomp", "relcl") and k.i > noun.i), None)
    thing = pobj(noun, "on", "about") or pobj(verb, "on", "about")
    content = clause_content(page, clause, with_subject=True) if clause is not None else None
    content = content or (noun_content(page, thing) if thing is not None else None)
    if asker and asked:
        yield from _draft(noun, "promise", asker, asked, content, 0.76, "promise")


def _at_disposal(page: Page, noun: Token) -> Iterator[Draft]:
    """put N at Y's disposal, put N at the disposal of Y."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    while verb.i != verb.head.i and not is_verb(verb):
        verb = verb.head
    thing = child(verb, "dobj") if is_verb(verb) and verb.lemma_.lower() in PUTTING else None
    if thing is None:
        return
    asker = party(page, subject_of(verb), owners=True)
    asked = (party(page, child(noun, "poss")) or party(page, pobj(noun, "of"))).without(asker.actors)
    if asker and asked:
        at = [kid for kid in thing.children if kid.dep_ == "prep" and noun.i in {t.i for t in kid.subtree}]
        yield from _draft(verb, "offer", asker, asked, noun_content(page, thing, without=at), 0.78, "offer")
