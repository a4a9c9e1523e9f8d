"""Reported speech and thought that hangs on a verb: "said that ...", "wants to ...", "accused X of ...".

An invented example: `"The envoy warned that talks could fail and wants to leave."` gives two attributions with
the source `The envoy`: `warned` / `that talks could fail`, and `wants` / `to leave`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import Cues, cues_of, lemma_of
from memcon.read.attribution_spans import clean, cue_group, phrase, subtract, without_aside
from memcon.read.page import Page

ADDRESSED = frozenset(
    {"tell", "inform", "assure", "remind", "warn", "advise", "brief", "notify", "ask", "show", "teach"}
)
"""Verbs whose object is who is spoken to, where what is said stands in a clause."""

PREPOSITIONS = frozenset(
    {"about", "for", "against", "on", "of", "to", "with", "in", "as", "at", "over", "from", "toward", "towards", "upon"}
)
EAGER = frozenset({"keen", "eager", "quick", "careful", "anxious", "pains"})
"""Who was "keen to show" did show: the infinitive tells of words said, and the adjective belongs to the cue."""

_QUOTING = frozenset({"quote", "cite", "report", "describe", "record"})
_OPEN_QUESTIONS = frozenset({"when", "whether", "how", "where", "why", "if"})
_NAMING = frozenset({"call", "term", "describe", "dub", "label", "name", "brand", "deem", "consider", "style"})
_VESSELS = frozenset({"statement", "letter", "report", "memo", "memorandum", "note", "tweet", "post", "message",
                      "email",
                      "press", "communique", "readout", "document", "article", "editorial", "op-ed", "speech", "study",
                      "warning", "release", "notice", "video", "comment", "cable", "telegram"})  # fmt: skip
_WRITING = frozenset({"write", "cable", "appeal", "speak", "wire", "send", "address"})
_SUBJECTS = ("nsubj", "csubj")
_AFTER_OBJECT = frozenset({"of", "for", "as", "to", "from", "into", "about", "against", "with"})
_PARENTHETIC = frozenset({"parataxis", "dep", "advcl", "ccomp"})
_TRAILING = frozenset({"prep", "npadvmod", "advmod", "dative", "dobj", "prt", "oprd", "agent"})


@dataclass(frozen=True, slots=True)
class Complement:
    """What a verb may report: the frame, the spans, and the words that belong to the cue with it."""

    frame: str
    spans: tuple[Span, ...]
    extra: tuple[Token, ...] = ()


def verb_attributions(page: Page) -> list[Attribution]:
    """The attributions that hang on verbs, in the order of their verbs."""
    cues = cues_of(page.lexicon)
    found = []
    for token in page.words:
        if token.pos_ in ("VERB", "AUX") and lemma_of(token) in cues.verbs:
            attribution = of_verb(page, token, cues)
            if attribution is not None:
                found.append(attribution)
    return found


def of_verb(page: Page, verb: Token, cues: Cues) -> Attribution | None:
    """What one verb reports, by its strongest complement; None if it reports nothing."""
    lemma = lemma_of(verb)
    frames = cues.verbs[lemma]
    for complement in complements(page, verb):
        strength = frames.get(complement.frame, 0.0)
        if strength > 0:
            return attribution_of(page, verb, complement, kind=cues.kinds[f"verb:{lemma}"], strength=strength)
    return None


def attribution_of(
    page: Page, verb: Token, complement: Complement, *, kind: str, strength: float
) -> Attribution | None:
    """The attribution of a verb with one of its complements; None when source and content run into each other."""
    speaker = source_of(verb)
    inverted = speaker is not None and speaker.head is verb and speaker.i > verb.i
    source = phrase(page, speaker, whole=inverted) if speaker is not None else None
    first, last = cue_group(verb, extra=complement.extra)
    if verb.dep_ == "xcomp" and verb.head.lower_ in EAGER and verb.head.head.i < verb.head.i:
        first = min(first, cue_group(verb.head.head)[0])
    issuing = _vessel_of(verb) if verb.dep_ == "acl" else None
    if issuing is not None:
        first = cue_group(issuing)[0]
    cue = Span(page.doc[first].idx, page.doc[last].idx + len(page.doc[last]))
    if source is not None and source.overlaps(cue):
        return None
    holes = [cue, *((source,) if source else ())]
    spans = [clean(page.text, without_aside(page, part)) for part in subtract(complement.spans, holes)]
    content = tuple(span for span in spans if span is not None and any(c.isalnum() for c in span.of(page.text)))
    if not content:
        return None
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        pattern=complement.frame,
        kind=kind,
        strength=strength,
        head=verb.i,
        speaker=speaker.i if speaker is not None else None,
    )


def complements(page: Page, verb: Token) -> Iterator[Complement]:
    """The verb's complements, the most telling first."""
    if _quotes_as(verb):
        # "quoted X as saying" reports through `saying`.
        return
    children = list(verb.children)
    yield from _clauses(verb, children)
    yield from _open_question(verb, children)
    yield from _infinitives(verb, children)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in children)
    if not passive:
        yield from _objects(verb, children)
    yield from _prepositions(verb, children)
    yield from _around(page, verb, children)
    if passive:
        yield from _passives(children)
    yield Complement("none", ())


def _clauses(verb: Token, children: list[Token]) -> Iterator[Complement]:
    for child in children:
        if child.dep_ == "ccomp" and (child.i > verb.i or _post_posed(verb, child)):
            if child.left_edge.i < verb.i < child.right_edge.i:
                spans = subtract([_span(child)], [region(verb)])
            elif child.i < verb.i:
                spans = [_before(verb, child)]
            else:
                spans = [Span(max(child.left_edge.idx, _after(verb)), _end(child))]
            yield Complement("clause", tuple(spans))


def _open_question(verb: Token, children: list[Token]) -> Iterator[Complement]:
    """What somebody has "not said": when, whether, how."""
    if not any(c.dep_ == "neg" for c in children):
        return
    for child in children:
        if child.dep_ == "advcl" and child.i > verb.i and child.left_edge.lower_ in _OPEN_QUESTIONS:
            yield Complement("clause", (_span(child),))


def _post_posed(verb: Token, child: Token) -> bool:
    """Whether a clause before the verb is what the verb reports ("..., he said")."""
    return child.right_edge.i < verb.i or child.left_edge.i < verb.i < child.right_edge.i


def _before(verb: Token, child: Token) -> Span:
    """The clause before its verb, from where the sentence begins when only modifiers precede it."""
    start = child.left_edge.idx
    end = min(region(verb).start, max(_end(child), child.idx))
    return Span(start, max(start, end))


def _infinitives(verb: Token, children: list[Token]) -> Iterator[Complement]:
    for child in children:
        if child.dep_ == "xcomp" and child.i > verb.i:
            marked = any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
            objects = [c for c in children if c.dep_ in ("dobj", "obj") and verb.i < c.i < child.i]
            called = [
                c for c in children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "for") and c.i == verb.i + 1
            ]
            named = [c for p in called if marked for c in p.children if c.dep_ == "pobj" and c.i < child.i]
            start = (objects or named or [child])[0].left_edge
            frame = ("object to" if objects else "to") if marked else "bare"
            extra = tuple(called) if named and not objects else ()
            yield Complement(frame, (Span(max(start.idx, _after(verb)), _end(child)),), extra)


def _objects(verb: Token, children: list[Token]) -> Iterator[Complement]:
    for child in children:
        if child.dep_ not in ("dobj", "obj") or (verb.lemma_ == "see" and not _seeing(verb)):
            continue
        if child.i > verb.i:
            last = _reach(child, children)
            if last is child and verb.lemma_ in ("call", "term", "dub", "label", "brand") and not _marked(child):
                # Who is called nothing is telephoned.
                continue
            yield Complement("object", (Span(max(child.left_edge.idx, _after(verb)), _end(last)),))
        else:
            named = [c for c in children if c.i > verb.i and c.dep_ in ("oprd", "xcomp", "attr", "ccomp", "acomp")]
            renamed = bool(named) and child.tag_ in ("WP", "WDT") and verb.lemma_ in _NAMING
            yield Complement("object before", (_span(named[0] if renamed else child),))


def _marked(head: Token) -> bool:
    """Whether quotation marks stand in a phrase or right around it."""
    doc = head.doc
    around = doc[max(0, head.left_edge.i - 1) : head.right_edge.i + 2]
    return any(token.text in ('"', "“", "”", "''", "``", "‘", "«") for token in around)


def _seeing(verb: Token) -> bool:
    """Whether who "sees" has eyes: years and elections see things too."""
    subject = source_of(verb)
    return subject is not None and (subject.pos_ in ("PRON", "PROPN") or subject.tag_ == "NNS")


def _reach(head: Token, children: list[Token]) -> Token:
    """The last sibling that still belongs to what the verb says of its object ("called him a liar")."""
    last = head
    for child in children:
        if child.i <= head.i:
            continue
        joined = child.dep_ in ("oprd", "xcomp", "ccomp", "acomp", "acl") or (
            child.dep_ == "prep" and child.lower_ in _AFTER_OBJECT
        )
        if not joined or child.left_edge.i > last.right_edge.i + 1:
            break
        last = child
    return last


def _prepositions(verb: Token, children: list[Token]) -> Iterator[Complement]:
    for child in children:
        if child.dep_ != "prep" or child.i <= verb.i or child.lower_ not in PREPOSITIONS or child.i - verb.i > 3:
            continue
        objects = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
        if objects:
            between = tuple(verb.doc[i] for i in range(verb.i + 1, child.i + 1))
            yield Complement(child.lower_, (_span(objects[0]),), between)


def _around(page: Page, verb: Token, children: list[Token]) -> Iterator[Complement]:
    """The clause that the verb interrupts or ends: "Talks, he said, went on", "as he said, talks went on"."""
    if verb.dep_ not in _PARENTHETIC or verb.head is verb or verb.head.pos_ not in ("VERB", "AUX", "NOUN", "PROPN"):
        return
    host, marked = verb.head, any(c.dep_ == "mark" and c.lower_ == "as" for c in children)
    if verb.dep_ == "advcl" and not marked:
        return
    outer, own = _span(host), region(verb)
    before = page.text[max(0, own.start - 2) : own.start]
    if not marked and "," not in before and "—" not in before and "–" not in before:
        return
    yield Complement("as" if marked else "around", tuple(subtract([outer], [own, _span(verb)])))


def _passives(children: list[Token]) -> Iterator[Complement]:
    subject = next((c for c in children if c.dep_ == "nsubjpass"), None)
    if subject is not None:
        yield Complement("passive", (_span(subject),))


def region(verb: Token) -> Span:
    """The reporting clause of a verb: from its subject or auxiliaries to its own trailing modifiers."""
    first = last = verb
    for child in verb.children:
        if child.dep_ in ("nsubj", "aux", "auxpass", "neg", "advmod", "mark", "cc") and child.i > verb.i - 25:
            edge = child.left_edge
            if child.dep_ == "nsubj" or edge.i >= verb.i - 4:
                first = edge if edge.i < first.i else first
            last = child.right_edge if child.dep_ == "nsubj" and child.i > last.i else last
    for child in verb.children:
        if child.i > verb.i and child.dep_ in _TRAILING and child.left_edge.i <= last.i + 1:
            last = child.right_edge if child.right_edge.i > last.i else last
    return Span(first.idx, last.idx + len(last))


def _span(token: Token) -> Span:
    return Span(token.left_edge.idx, _end(token))


def _after(verb: Token) -> int:
    return verb.idx + len(verb)


def _end(token: Token) -> int:
    edge = token.right_edge
    return edge.idx + len(edge)


def source_of(verb: Token) -> Token | None:
    """The head word of who says, thinks or wants; None when nobody is named.

    The subject, the agent of a passive, the noun that a participle describes, or the subject that the verb
    shares with the verb it hangs on.
    """
    for _ in range(8):
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if subject is not None:
            return None if subject.lower_ in ("it", "there") and _empty(verb, subject) else subject
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        if agent is not None:
            return next((c for c in agent.children if c.dep_ == "pobj"), None)
        if any(c.dep_ in ("nsubjpass", "expl", "csubjpass") for c in verb.children):
            return None
        if verb.dep_ == "pcomp" and quoting_verb(verb) is not None:
            return quoted_person(verb)
        if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not any(c.lemma_ == "have" for c in verb.children):
            return None
        if verb.dep_ == "acl" and _vessel_of(verb) is not None:
            verb = verb.head.head
            continue
        if verb.dep_ == "acl" and (writing := _written_to(verb)) is not None:
            verb = writing
            continue
        if verb.dep_ == "acl":
            return verb.head if verb.tag_ in ("VBG", "VB") else None
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acomp") and verb.head is not verb:
            if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX"):
                objects = [c for c in verb.head.children if c.dep_ in ("dobj", "obj") and c.i < verb.i]
                if objects:
                    return objects[0]
            verb = verb.head
            if verb.pos_ in ("NOUN", "PROPN", "PRON"):
                return None
        else:
            return None
    return None


def _written_to(verb: Token) -> Token | None:
    """The "written" of "has written to Oslo asking for …", where the parse hangs the participle on Oslo."""
    to = verb.head.head
    told = to.head if verb.head.dep_ == "pobj" and to.lower_ == "to" else None
    return told if verb.tag_ == "VBG" and told is not None and told.lemma_ in _WRITING else None


def quoting_verb(verb: Token) -> Token | None:
    """The verb that quotes somebody "as saying": of `saying`, `quoted`; None when there is none."""
    preposition = verb.head
    if verb.dep_ != "pcomp" or preposition.lower_ != "as" or preposition.head.lemma_ not in _QUOTING:
        return None
    return preposition.head


def quoted_person(verb: Token) -> Token | None:
    """Whom an outlet quotes "as saying": the object of the quoting verb, or its subject in the passive."""
    quoting = quoting_verb(verb)
    if quoting is None:
        return None
    passive = next((c for c in quoting.children if c.dep_ == "nsubjpass"), None)
    return passive or next((c for c in quoting.children if c.dep_ in ("dobj", "obj")), None)


def _quotes_as(verb: Token) -> bool:
    return verb.lemma_ in _QUOTING and any(
        g.dep_ == "pcomp" and g.tag_ == "VBG" for c in verb.children if c.lower_ == "as" for g in c.children
    )


def _vessel_of(verb: Token) -> Token | None:
    """The verb that issues the text which a participle quotes ("released a statement saying"); None if none does."""
    noun = verb.head
    if verb.tag_ == "VBG" and noun.lemma_.lower() in _VESSELS and noun.dep_ == "dobj" and noun.head.i < noun.i < verb.i:
        return noun.head if verb.i - noun.head.i <= 9 else None
    return None


def _empty(verb: Token, subject: Token) -> bool:
    """Whether "it" or "there" stands for nobody ("it is said", "it seems that")."""
    return subject.lower_ == "there" or verb.lemma_ in ("be", "seem", "appear", "remain", "turn")
