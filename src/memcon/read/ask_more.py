"""Asks without a verb of asking: raised cases, handed lists, duties held up to somebody, what parties agreed to do.

"Diaw raised the cases of two sailors with Ochoa" yields a request of Senegal's to Peru; "handed Ochoa a list of ports
that should stay open" another; "Peru and Chile agreed to reopen the pass by May" a promise of each to the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.model.reading import AskForm
from memcon.model.span import Span
from memcon.read.ask_content import Content, clause_content, condition_tokens, lemmas, noun_content, trimmed
from memcon.read.ask_drafts import Draft, infinitive_of, pobj
from memcon.read.event_actors import NOBODY, Parties, parties_of
from memcon.read.event_grammar import child, is_verb, object_of, subject_of
from memcon.read.page import Page

RAISED = frozenset("case plight fate detention imprisonment abduction arrest release captivity".split())
LISTED = frozenset(("list",))
HANDING = frozenset("hand give present pass submit send deliver".split())
DUTIES = frozenset("obligation duty responsibility".split())
WANTING = frozenset(("should", "must", "ought", "want", "wants", "wanted", "demand", "demands"))
VAGUE = frozenset(
    "disagree meet talk discuss continue work cooperate strengthen deepen enhance promote boost expand explore "
    "consider hold keep stay maintain seek try remain support develop improve consult "
    "be have speak intensify build exchange "
    "coordinate differ respect agree go see move".split()
)
TALKS = frozenset("talk talks negotiation dialogue consultation meeting contact work effort communication step".split())
HARM = frozenset("consequence retaliation response reprisal sanction countermeasure step measure action war".split())


def more_drafts(page: Page, token: Token) -> Iterator[Draft]:
    """The asks that a word makes without being a word of asking."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in ("raise", "bring"):
        yield from _raised(page, token)
    elif token.pos_ == "VERB" and lemma in HANDING:
        yield from _listed(page, token)
        if lemma == "give":
            yield from _given_until(page, token)
    elif token.pos_ == "NOUN" and lemma in DUTIES:
        yield from _duty(page, token)
    elif token.pos_ == "VERB" and lemma == "agree":
        yield from _agreed(page, token)
    elif token.pos_ == "VERB" and lemma == "warn":
        yield from _warned_of(page, token)


def _draft(
    trigger: Token, form: AskForm, asker: Parties, asked: Parties, content: Content | None, score: float, frame: str,
    verb: Token | None = None,
) -> Iterator[Draft]:  # fmt: skip
    if content is not None:
        yield Draft(trigger=trigger, verb=verb or trigger, form=form, asker=asker, asked=asked, content=content,
                    score=score, frame=frame)  # fmt: skip


def _raised(page: Page, verb: Token) -> Iterator[Draft]:
    """raised the cases of X with Y."""
    thing = object_of(verb)
    if thing is None or thing.lemma_.lower() not in RAISED:
        return
    other = pobj(verb, "with") or pobj(thing, "with")
    below = [t for t in thing.subtree if t.lower_ == "with" and t.i > thing.i] if other is None else []
    if below and (whom := child(below[-1], "pobj")) is not None and parties_of(page, whom):
        other = whom  # "raised the case of two men with the minister": not men with a minister
    content = noun_content(page, thing, without=below[-1:] if other is not None else ())
    yield from _draft(
        verb, "request", parties_of(page, subject_of(verb)), parties_of(page, other), content, 0.75, "raise"
    )


def _listed(page: Page, verb: Token) -> Iterator[Draft]:
    """handed Y a list of N that should be left alone."""
    thing = object_of(verb)
    if thing is None or thing.lemma_.lower() not in LISTED:
        thing = next((kid for kid in verb.children if kid.dep_ in ("dobj", "oprd") and kid.lemma_ == "list"), None)
    if thing is None:
        return
    following = [t for t in thing.doc[thing.i + 1 : min(thing.sent.end, thing.i + 30)] if not t.is_space]
    wanting = next((n for n, t in enumerate(following[:20]) if t.lower_ in WANTING), None)
    if wanting is None:
        return
    stop = next((n for n, t in enumerate(following) if n > wanting and t.is_punct and t.text != "-"), len(following))
    words = following[:stop]
    while words and words[0].lower_ in ("of", "with", "the"):
        words = words[1:]
    if not words:
        return
    span = trimmed(page, Span(words[0].idx, words[-1].idx + len(words[-1])))
    other = child(verb, "dative") or pobj(verb, "to")
    yield from _draft(verb, "request", parties_of(page, subject_of(verb)), parties_of(page, other),
                      Content(span=span, subject=lemmas(words)), 0.75, "list")  # fmt: skip


def _given_until(page: Page, verb: Token) -> Iterator[Draft]:
    """gave Y until Friday to withdraw."""
    until = next((k for k in verb.children if k.lower_ == "until" and k.i > verb.i), None)
    infinitive = infinitive_of(verb)
    whom = child(verb, "dative", "dobj", "nsubjpass")
    asked = parties_of(page, whom, owners=False)
    if until is None or infinitive is None or not asked:
        return
    yield from _draft(verb, "demand", parties_of(page, subject_of(verb)), asked, clause_content(page, infinitive),
                      0.8, "until")  # fmt: skip


def _duty(page: Page, noun: Token) -> Iterator[Draft]:
    """told Y that Z had an obligation to try: said by somebody of another state."""
    infinitive = infinitive_of(noun)
    statement = page.statement_at(noun.idx)
    speaker = page.actor_of.get(statement.speaker.actor or "") if statement is not None else None
    if infinitive is None or statement is None or speaker is None or noun.head.lemma_ != "have":
        return
    asked = parties_of(page, child(noun.head, "nsubj"), owners=False)
    own = speaker.state or (speaker.id if speaker.kind == "state" else None)
    states = {(known.state or known.id) for actor in asked.actors if (known := page.actor_of.get(actor)) is not None}
    if not asked or own is None or own in states or any(k.dep_ == "neg" for k in noun.head.children):
        return
    span = statement.speaker.span or noun.sent[0:1].start_char
    asker = Parties(actors=(speaker.id,), spans=(span if isinstance(span, Span) else Span(noun.idx, noun.idx + 1),))
    yield from _draft(noun, "request", asker, asked, clause_content(page, infinitive), 0.7, "duty", verb=noun.head)


def _agreed(page: Page, verb: Token) -> Iterator[Draft]:
    """X and Y agreed to reopen the pass: each promises the other."""
    parties = parties_of(page, child(verb, "nsubj"))
    states = {known.state or known.id for a in parties.actors if (known := page.actor_of.get(a)) is not None}
    first = infinitive_of(verb)
    if len(states) < 2 or first is None or any(k.dep_ == "aux" and k.lower_ != "have" and k.lower_ != "had" and
                                               k.lower_ != "has" for k in verb.children):  # fmt: skip
        return
    acts = [first, *(kid for kid in first.children if kid.dep_ == "conj" and is_verb(kid))]
    rest = {kid.i for act in acts[1:] for kid in act.subtree}
    for act in acts:
        thing = child(act, "dobj")
        if act.lemma_.lower() in VAGUE or (thing is not None and thing.lemma_.lower() in TALKS):
            continue
        content = clause_content(page, act)
        if content is None:
            continue
        if act.i == first.i and rest:
            words = [t for t in page.tokens(content.span) if t.i < min(rest)]
            while words and (words[-1].is_punct or words[-1].lower_ in ("and", "to", "or", "not")):
                words = words[:-1]
            if not words:
                continue
            content = Content(
                span=trimmed(page, Span(words[0].idx, words[-1].idx + len(words[-1]))), subject=lemmas(words)
            )
        yield from _draft(
            act if act.i != first.i else verb, "promise", parties, parties, content, 0.65, "agreed", verb=verb
        )


def _warned_of(page: Page, verb: Token) -> Iterator[Draft]:
    """warned of consequences if Z did it; "If Z does it, it will be answered, warned Y"."""
    thing = pobj(verb, "of")
    condition = condition_tokens(verb)
    asker = parties_of(page, subject_of(verb))
    asked = parties_of(page, child(verb, "dobj", "dative"), owners=False)
    if thing is not None and thing.lemma_.lower() in HARM and (condition or asked):
        content = noun_content(page, thing)
        if content is not None:
            held = trimmed(page, Span(condition[0].idx, condition[-1].idx + len(condition[-1]))) if condition else None
            if held is not None and held.overlaps(content.span):
                content = Content(span=trimmed(page, Span(content.span.start, held.start)), subject=content.subject)
            content = Content(span=content.span, subject=content.subject, condition=held)
            yield from _draft(verb, "warning", asker, asked, content, 0.75, "warn")
        return
    before = next((k for k in verb.children if k.dep_ == "ccomp" and k.i < verb.i and is_verb(k)), None)
    name = child(verb, "dobj", "nsubj")
    if before is None and verb.dep_ == "conj" and name is not None and name.i > verb.i and verb.nbor(-1).text in ',”"':
        before, asker, asked = verb.head, parties_of(page, name, owners=False), NOBODY  # ", warned Ochoa"
    if before is not None:
        content = clause_content(page, before, with_subject=True)
        if content is not None and content.condition is not None:
            yield from _draft(verb, "warning", asker, asked, content, 0.75, "told after")
