"""Words that one hands on for another: "quoted X as saying", "recalled X telling him", "heard from X that".

An invented example: of `"The cable has the envoy saying that talks failed"` the speaker is `the envoy`, the cue
`saying`, the content `that talks failed`, and `The cable` hosts it; of `"She learned from two clerks that …"` the
clerks speak and she hosts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_owner import (
    between,
    ending_before,
    left_of,
    owned_by,
    passive_of,
    speaks,
    subject_of,
    whole,
)
from memcon.read.attribution_relayed import ascribed, relayed, viewed
from memcon.read.attribution_spans import clean, phrase
from memcon.read.attribution_told import gave, quoted_by, said_around, what_told
from memcon.read.attribution_verbs import ADDRESSED, source_of
from memcon.read.chain_words import HEARING, QUOTED, SHOWING, can_speak, is_text
from memcon.read.outlet_names import media
from memcon.read.page import Page

_PUBLICLY = frozenset({"say", "report", "allege", "understand", "rumor", "rumour", "describe"})
"""Passives that tell of somebody's words only before a verb of saying ("is said to have told")."""

_AS_SAYING = frozenset({"quote", "cite", "report", "record", "paraphrase", "describe", "portray", "depict"})
"""Verbs after which "as saying" tells words; who is "seen as calling" need not have spoken."""

_LEAD = 90
_SUBJECTS = ("nsubj", "nsubjpass")
_CLAUSES = ("acl", "advcl", "ccomp", "xcomp", "relcl", "dobj")


def handed_on(page: Page, attribution: Attribution) -> Attribution:
    """The attribution with the one whose words they are as its source, and those who hand them on as its hosts."""
    if attribution.head is None or attribution.pattern == "turn":
        return attribution
    head = page.doc[attribution.head]
    for rewrite in (
        _citing_first,
        _quoted,
        _quotes,
        _shown,
        _told_of,
        what_told,
        gave,
        quoted_by,
        said_around,
        relayed,
        ascribed,
        viewed,
        _heard_from,
        _within_report,
        _flattened,
    ):
        made = rewrite(page, attribution, head)
        if made is not None:
            return made
    return attribution


def _citing_first(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "Quoting two clerks, the Daily said talks failed", where the cue is taken for `Quoting`."""
    if lemma_of(head) not in ("cite", "quote") or head.tag_ != "VBG" or head.dep_ not in ("advcl", "acl", "prep"):
        return None
    verb = head.head if head.head.pos_ in ("VERB", "AUX") else head.head.head
    host, cited = subject_of(verb), next((c for c in head.children if c.dep_ in ("dobj", "obj")), None)
    if host is None or cited is None or not speaks(page, verb):
        return None
    content = left_of(page, attribution.content, [between(host.left_edge, verb), between(head, cited.right_edge)])
    if not any(t.pos_ in ("VERB", "AUX") for span in content for t in page.tokens(span)):
        return None
    if not can_speak(page, cited) and not is_text(cited):
        return owned_by(page, attribution, speaker=host, verb=verb, content=content, hosts=())
    return owned_by(page, attribution, speaker=cited, verb=verb, content=content, hosts=(host,))


def _quoted(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "The envoy is quoted by the Daily as saying …", "is reported to have said …", "was heard telling …"."""
    verb = next((t for t in (head, *_above(head)) if lemma_of(t) in QUOTED and passive_of(t) is not None), None)
    subject = passive_of(verb) if verb is not None else None
    if verb is None or subject is None:
        return None
    said = _said_under(page, verb)
    if said is None and (
        lemma_of(verb) not in ("quote", "cite", "paraphrase") or not _has_quotation(page, attribution)
    ):
        return None
    last = said or verb
    agents = [o for v in {verb.i: verb, last.i: last}.values() for o in _agents(page, v) if o.i != subject.i]
    holes = [whole(subject), between(verb.left_edge if verb.left_edge.i > subject.i else _first_aux(verb), last)]
    holes += [between(o.head, o.right_edge) for o in agents]
    if said is not None:
        holes += _addressed(said)
    content = left_of(page, attribution.content, holes)
    made = owned_by(page, attribution, speaker=subject, verb=last, content=content, hosts=tuple(agents))
    return made if content else None


def _quotes(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "The note quotes a clerk: “…”"."""
    host, quoted = source_of(head), next((c for c in head.children if c.dep_ in ("dobj", "obj")), None)
    if lemma_of(head) not in ("quote", "cite") or host is None or quoted is None or passive_of(head) is not None:
        return None
    if not can_speak(page, quoted) or any(c.lower_ == "as" for c in (*head.children, *quoted.children)):
        return None
    spoken = [q.outer for c in attribution.content for q in page.quotations_at(c) if not q.scare]
    spoken = [q for q in spoken if q.start > quoted.idx]
    colon = page.text.find(":", quoted.idx + len(quoted), attribution.content[-1].end)
    if not spoken and 0 < colon - quoted.idx < _LEAD and any(t.tag_ in ("VBD", "VBZ", "VBP") for t in page.tokens(
        Span(colon, attribution.content[-1].end))):  # fmt: skip
        spoken = [Span(colon + 1, attribution.content[-1].end)]
    if not spoken:
        return None
    holes = (
        [Span(min(s.start for s in attribution.content), spoken[0].start)]
        if attribution.start < spoken[0].start
        else []
    )
    content = left_of(page, attribution.content, holes)
    return owned_by(page, attribution, speaker=quoted, verb=head, content=content, hosts=(host,)) if content else None


def _flattened(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "The clerk claimed that the mayor had laughed and said …", where `said` is given to the clerk."""
    first = head
    while first.dep_ == "conj" and first.head.pos_ in ("VERB", "AUX") and first.head.i < first.i:
        first = first.head
    outer = first.head
    if first.dep_ != "ccomp" or attribution.source is None or not speaks(page, outer) or not speaks(page, head):
        return None
    host, speaker = subject_of(outer), subject_of(head) or subject_of(first)
    if host is None or speaker is None or not outer.i < speaker.i < head.i or speaker.pos_ == "PRON":
        return None
    given = attribution.source.start <= host.idx < attribution.source.end
    if not given or not can_speak(page, speaker) or any(c.start <= speaker.idx < c.end for c in attribution.content):
        return None
    return owned_by(page, attribution, speaker=speaker, verb=head, content=attribution.content, hosts=(host,))


def _said_under(page: Page, verb: Token) -> Token | None:
    """The verb of saying that a passive of quoting tells of."""
    for child in verb.children:
        if child.lower_ == "as" and child.dep_ in ("prep", "mark"):
            found = next((c for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
            if found is not None and lemma_of(verb) in _AS_SAYING and speaks(page, found):
                return found
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i and speaks(page, child):
            perfect = {"to", "have"} <= {c.lower_ for c in child.children if c.dep_ == "aux"}
            if perfect or (child.tag_ == "VBG" and lemma_of(verb) not in _PUBLICLY):
                return child
    return None


def _shown(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "recalled the envoy saying …", "has the envoy telling …", "quoted the envoy as saying …"."""
    if lemma_of(head) in SHOWING and passive_of(head) is None:
        said = _said_beside(page, head)
        host = source_of(head)
    else:
        said, host = (head, _host_of(page, head)) if head.tag_ in ("VBG", "VB", "VBP") else (None, None)
    if said is None or host is None:
        return None
    speaker = _speaker_of(said)
    if speaker is None or speaker.i == host.i or speaker.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if speaker.pos_ == "PRON" and not can_speak(page, speaker):
        return None
    end = max(t.idx + len(t) for t in (said, speaker))
    marked = [part.start for part in (attribution.source, attribution.cue) if part is not None]
    start = min(*marked, speaker.left_edge.idx, host.left_edge.idx)
    content = left_of(page, attribution.content, [Span(start, end), *_addressed(said)])
    if not any(t.pos_ in ("VERB", "AUX") for c in content for t in page.tokens(c)) and not _has_quotation(
        page, replace(attribution, content=content)):  # fmt: skip
        content = _before_host(page, host) or content
    if not content:
        return None
    return owned_by(page, attribution, speaker=speaker, verb=said, content=content, hosts=_hosts(page, said, host))


def _before_host(page: Page, host: Token) -> tuple[Span, ...]:
    """The clause that a comma parts from whoever hands it on behind it: "The pier is shut, the Daily quoted …"."""
    home = page.sentence_at(host.idx)
    comma = host.left_edge.nbor(-1) if host.left_edge.i else host
    if home is None or comma.text != "," or comma.idx <= home.span.start:
        return ()
    clause = clean(page.text, Span(home.span.start, comma.idx))
    finite = clause is not None and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in page.tokens(clause))
    return (clause,) if clause is not None and finite else ()


def _hosts(page: Page, said: Token, host: Token) -> list[Token]:
    """The hosts of a participle of saying, outermost first: who shows somebody showing somebody saying it."""
    found, current = [host], said
    for _ in range(3):
        above = current.head.head if current.head.lower_ == "as" else current.head
        if above.i == current.i or above.tag_ != "VBG":
            break
        outer = _host_of(page, above)
        if outer is None or outer.i in (t.i for t in found):
            break
        found.insert(0, outer)
        current = above
    return found


def _said_beside(page: Page, verb: Token) -> Token | None:
    """The participle of saying that goes with the object of a verb of showing, hearing or quoting."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj", "nsubj") and c.i > verb.i]
    for host in (verb, *objects):
        for child in host.children:
            if child.dep_ in ("prep", "mark") and child.lower_ == "as" and objects:
                found = next((c for c in child.children if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
                if found is not None:
                    return found
            bare = child.tag_ in ("VB", "VBP") and lemma_of(verb) in ("hear", "see", "have") and _to(child) is None
            if child.dep_ in _CLAUSES and child.i > verb.i and speaks(page, child) and (child.tag_ == "VBG" or bare):
                return child
    return None


def _host_of(page: Page, said: Token) -> Token | None:
    """Who shows or quotes somebody saying something, told by the participle."""
    has = next((c for c in said.children if c.dep_ == "aux" and c.lower_ in ("has", "have", "had")), None)
    if has is not None and said.tag_ == "VBG" and not any(c.lower_ == "been" for c in said.children):
        own = next((c for c in has.children if c.dep_ == "nsubj"), None)
        before = next((c for c in said.children if c.dep_ in _SUBJECTS and c.i < has.i), None)
        return own or before or ending_before(has)
    governor = said.head
    if governor.lower_ == "as" and said.dep_ == "pcomp":
        governor = governor.head
    elif governor.pos_ in ("NOUN", "PROPN", "PRON") and governor.dep_ in ("dobj", "obj", "nsubj"):
        governor = governor.head
    elif said.dep_ not in _CLAUSES:
        return None
    if governor.i == said.i or lemma_of(governor) not in SHOWING or governor.pos_ not in ("VERB", "AUX"):
        return None
    if passive_of(governor) is not None or _said_beside(page, governor) != said:
        return None
    return source_of(governor) or ending_before(governor)


def _speaker_of(said: Token) -> Token | None:
    """Whose words a participle of saying tells: its own subject, or the object that it goes with."""
    has = next((c.i for c in said.children if c.dep_ == "aux" and c.lower_ in ("has", "have", "had")), -1)
    own = next((c for c in said.children if c.dep_ in _SUBJECTS and c.i > has), None)
    if own is not None:
        return own
    if said.head.pos_ in ("NOUN", "PROPN", "PRON") and said.dep_ in ("acl", "relcl"):
        return said.head
    governor = said.head.head if said.head.lower_ == "as" else said.head
    objects = [c for c in governor.children if c.dep_ in ("dobj", "obj") and c.i < said.i]
    return objects[-1] if objects else None


def _told_of(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "read out what the clerk had written to her: “…”"."""
    below = [*head.children, *(g for c in head.children if c.dep_ in ("prep", "prt") for g in c.children)]
    clause = next((c for c in below if c.i > head.i and c.pos_ == "VERB" and c.left_edge.lower_ == "what"), None)
    if clause is None:
        return None
    speaker = next((c for c in clause.children if c.dep_ == "nsubj" and c.lower_ != "what"), None)
    colon = page.text.find(":", clause.idx + len(clause), max(s.end for s in attribution.content))
    host = subject_of(head) or source_of(head)
    if speaker is None or host is None or colon < 0 or not can_speak(page, speaker):
        return None
    content = left_of(page, attribution.content, [Span(min(s.start for s in attribution.content), colon + 1)])
    if not content:
        return None
    return owned_by(page, attribution, speaker=speaker, verb=clause, content=content, hosts=(host,))


def _heard_from(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "learned from two clerks that …"."""
    host = subject_of(head)
    if lemma_of(head) not in HEARING or host is None:
        return None
    source = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "from"), None)
    teller = next((c for c in source.children if c.dep_ == "pobj"), None) if source is not None else None
    if source is None or teller is None:
        return None
    people = next((o for c in teller.children if c.lower_ == "of" for o in c.children if c.dep_ == "prep"), teller)
    if not can_speak(page, teller) and not can_speak(page, people):
        return None
    named = _named(page, source, teller, attribution.content)
    content = left_of(page, attribution.content, [named])
    made = owned_by(page, attribution, speaker=teller, verb=head, content=content, hosts=(host,))
    return replace(made, source=Span(teller.left_edge.idx, named.end)) if content else None


def _within_report(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "The ministry informs that, according to the clerk, …", where each is marked apart."""
    if head.lower_ != "according":
        return None
    clause = head
    for _ in range(6):
        if clause.dep_ == "ccomp" and clause.head.i < clause.left_edge.i and speaks(page, clause.head):
            host = subject_of(clause.head)
            told = (
                host is not None
                and host.idx < attribution.start
                and (can_speak(page, host) or is_text(host) or media(page, host))
            )
            return replace(attribution, hosts=(host.i, *attribution.hosts)) if host is not None and told else None
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def _named(page: Page, preposition: Token, teller: Token, content: Sequence[Span]) -> Span:
    """From the preposition to where the phrase of who told ends: before the content, whatever the parse hangs on it."""
    end = teller.right_edge.idx + len(teller.right_edge)
    later = [s.start for s in content if s.start > teller.idx]
    found = clean(page.text, Span(teller.idx, min([end, *later])))
    return Span(preposition.idx, found.end if found is not None else end)


def _addressed(said: Token) -> list[Span]:
    """The phrase of who is spoken to, which the content leaves out."""
    if lemma_of(said) not in ADDRESSED:
        return []
    return [whole(c) for c in said.children if c.dep_ in ("dobj", "dative", "obj") and c.i > said.i
            and not any(g.dep_ in ("acl", "relcl") for g in c.children)]  # fmt: skip


def _agents(page: Page, verb: Token) -> list[Token]:
    """Who does what a passive tells, when people, a body or a paper can: "by the Daily", "in the Daily"."""
    found = []
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ in ("by", "in", "on"):
            for named in (c for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME")):
                if (child.lower_ == "by" and can_speak(page, named)) or is_text(named) or _outlet(page, named):
                    found.append(named)
    return found


def _outlet(page: Page, token: Token) -> bool:
    mention = page.mention_of(token) if token.pos_ == "PROPN" else None
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    known = page.lexicon.outlet(phrase_text(page, token)) is not None or (actor is not None and actor.kind == "outlet")
    return token.pos_ == "PROPN" and known


def phrase_text(page: Page, token: Token) -> str:
    """The words of a token's noun phrase without an article before them."""
    span = phrase(page, token)
    return span.of(page.text).removeprefix("the ").removeprefix("The ") if span is not None else token.text


def _above(token: Token) -> list[Token]:
    found, current = [], token
    for _ in range(3):
        if current.head.i == current.i or current.dep_ not in ("pcomp", "prep", "xcomp", "ccomp", "advcl"):
            break
        current = current.head
        found.append(current)
    return found


def _first_aux(verb: Token) -> Token:
    return min((c for c in verb.children if c.dep_ in ("aux", "auxpass")), key=lambda t: t.i, default=verb)


def _to(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.lower_ == "to" and c.dep_ == "aux"), None)


def _has_quotation(page: Page, attribution: Attribution) -> bool:
    return any(not q.scare for span in attribution.content for q in page.quotations_at(span))
