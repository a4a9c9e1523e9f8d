"""Attributions from an encoder's spans: each cue with the sources and contents that point at it.

An invented example: the spans source `The envoy`, cue `said`, content `talks went on`, the first and last pointing
at the second, are one attribution. What points at no cue goes with the nearest one in its sentence. Of `"The envoy
said no and vowed to leave"` the encoder marks one source; the cue `vowed`, left without, has the parse's subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.encoder.values import RoleSpan
from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_heads import head_of
from memcon.read.attribution_owner import ending_before
from memcon.read.attribution_signed import signature, signed
from memcon.read.attribution_spans import clean, join_near, phrase, subtract
from memcon.read.attribution_verbs import ADDRESSED, source_of
from memcon.read.chain_words import can_speak
from memcon.read.page import Page
from memcon.read.role_joining import mended

_SHORTEST = 2
_FAR = 400
_LENT = 0.9
"""How far a source is trusted that the encoder marked for another cue and the parse gives to this one."""

_PARSED = 0.6
_CARRIED = 0.7
_SOME = frozenset("many some most others several few both those".split())
_GAP = 9
_JOINED = 1
_ASIDE = 16
_COMMA = 3
_GOING_ON = frozenset("add say note warn stress insist argue claim explain call urge point cite describe".split())


def role_attributions(page: Page) -> list[Attribution]:
    """The attributions of `page.roles`, in order of their first word; unreadable blocks give none."""
    cues = {i: r for i, r in enumerate(page.roles) if r.role == "cue" and page.attributable(r.start)}
    members: dict[int, list[RoleSpan]] = {i: [] for i in cues}
    for role in page.roles:
        if role.role == "cue" or not page.attributable(role.start):
            continue
        cue = role.cue if role.cue is not None and role.cue in cues else _nearest(role, cues)
        cue = _by_parse(page, role, cue, cues)
        if cue is not None and _one_line(page, role, cues[cue]):
            members[cue].append(role)
    members = mended(page.text, cues, members)
    sources = [r for r in page.roles if r.role == "source" and page.attributable(r.start)]
    found = [a for i in sorted(cues) for a in _made(page, cues[i], members[i], sources)]
    placed = {(r.role, r.start) for i in cues for r in members[i]}
    found += signed(page, [r for r in page.roles if r.role == "content" and (r.role, r.start) not in placed], sources)
    claimed = [made for i in sorted(cues) if (made := _claimed(page, cues[i], members[i], found)) is not None]
    return sorted([*found, *claimed], key=lambda a: (a.start, a.content[0].start))


def _claimed(
    page: Page, cue: RoleSpan, members: Sequence[RoleSpan], found: Sequence[Attribution]
) -> Attribution | None:
    """The attribution of "…, as a clerk claimed on Friday", where the words before are given to another's cue alone."""
    head = head_of(page, Span(cue.start, cue.end))
    source = next((r for r in members if r.role == "source"), None)
    if head is None or source is None or any(r.role == "content" for r in members) or head.dep_ != "advcl":
        return None
    mark = next((c for c in head.children if c.lower_ == "as" and c.dep_ == "mark" and c.i < head.i), None)
    kind = cues_of(page.lexicon).kinds.get(f"verb:{lemma_of(head)}")
    if mark is None or not mark.idx <= source.start < cue.start or kind not in ("say", "write", "ask"):
        return None
    told = next((a for a in found for c in a.content if 0 <= mark.idx - c.end <= _COMMA), None)
    if told is None or told.cue is None:
        return None
    content = next(c for c in told.content if 0 <= mark.idx - c.end <= _COMMA)
    speaker = head_of(page, Span(source.start, source.end))
    sure = min(told.certainty[2] if told.certainty else told.strength, _LENT)
    return Attribution(
        source=Span(source.start, source.end), cue=Span(cue.start, cue.end), content=(content,), pattern="roles",
        kind=kind, strength=round(min(cue.score, source.score, sure), 4), head=head.i,
        speaker=speaker.i if speaker is not None else None, score=round((cue.score + source.score + sure) / 3, 4),
        certainty=(source.score, cue.score, sure, source.cue_score),
    )  # fmt: skip


def _one_line(page: Page, role: RoleSpan, cue: RoleSpan) -> bool:
    """Whether a span may go with a cue: a heading's, and a quotation with a name set behind it, only with one of its
    own line."""
    if page.readable(role.start) and page.readable(cue.start) and (role.role != "content" or not signature(page, role)):
        return True
    low, high = sorted((role.start, cue.start))
    return "\n" not in page.text[low:high]


def _by_parse(page: Page, role: RoleSpan, given: int | None, cues: dict[int, RoleSpan]) -> int | None:
    """The cue that a span goes with: another than the encoder's where that one is an aside ("as Oslo tells it")."""
    if given is None or len(cues) < 2:
        return given
    near = _behind_according(page, role, given, cues) or _after_according(page, role, given, cues)
    if near is None:
        near = _beside_own(page, role, given, cues)
    if near is not None:
        return near
    aside = head_of(page, Span(cues[given].start, cues[given].end))
    if aside is not None and aside.dep_ == "parataxis":
        return _past_aside(page, role, given, aside, cues)
    if aside is None or aside.dep_ != "advcl" or not any(c.lower_ == "it" and c.dep_ == "dobj" for c in aside.children):
        return given
    marked = any(c.lower_ == "as" and c.dep_ == "mark" for c in aside.children)
    top = head_of(page, Span(role.start, role.end))
    inside = top is not None and aside.left_edge.i <= top.i <= aside.right_edge.i
    host = next((i for i, c in cues.items() if c.start <= aside.head.idx < c.end), None)
    return given if inside or not marked or host is None else host


def _behind_according(page: Page, role: RoleSpan, given: int, cues: dict[int, RoleSpan]) -> int | None:
    """The "according to" right before a source given to a cue before that; None where there is none."""
    if role.role != "source":
        return None
    return next(
        (i for i, c in cues.items()
         if cues[given].end <= c.start and 0 <= role.start - c.end <= 2 and _according(page, c)),
        None,
    )  # fmt: skip


def _after_according(page: Page, role: RoleSpan, given: int, cues: dict[int, RoleSpan]) -> int | None:
    """The "according to X," put right before a content given to the cue before it; None where there is none."""
    if role.role != "content":
        return None
    for i, cue in cues.items():
        if not cues[given].end <= cue.start < role.start or not _according(page, cue):
            continue
        teller = next((r for r in page.roles if r.role == "source" and 0 <= r.start - cue.end <= 2), None)
        if teller is not None and 0 <= role.start - teller.end <= 2:
            return i
    return None


def _according(page: Page, cue: RoleSpan) -> bool:
    return page.text[cue.start : cue.end].lower().startswith("according")


def _beside_own(page: Page, role: RoleSpan, given: int, cues: dict[int, RoleSpan]) -> int | None:
    """The cue right beside a span that was given to "According to the Daily," before it; None where there is none."""
    if not _according(page, cues[given]):
        return None
    teller = next((r for r in page.roles if r.role == "source" and 0 <= r.start - cues[given].end <= _GAP), None)
    if teller is None or role == teller or role.start < teller.end:
        return None
    for i, cue in cues.items():
        after = 0 <= role.start - cue.end <= 2 if role.role == "content" else 0 <= cue.start - role.end <= 2
        if i != given and after and cue.start > teller.end:
            return i
    return None


def _past_aside(page: Page, role: RoleSpan, given: int, aside: Token, cues: dict[int, RoleSpan]) -> int:
    """The main cue for what stands around a clause put in: "The mayor, the Daily wrote, has called …"."""
    host = next((i for i, c in cues.items() if c.start <= aside.head.idx < c.end), None)
    if host is None or cues[host].start < cues[given].end:
        return given
    own = [r for r in page.roles if r.role == "source" and r.end <= cues[given].start]
    if role.role == "source":
        return host if len(own) > 1 and role != own[-1] and role.end <= cues[given].start else given
    return host if role.start >= cues[host].end else given


def _nearest(role: RoleSpan, cues: dict[int, RoleSpan]) -> int | None:
    ranked = sorted((max(c.start - role.end, role.start - c.end, 0), i) for i, c in cues.items())
    return ranked[0][1] if ranked and ranked[0][0] <= _FAR else None


def _made(page: Page, cue: RoleSpan, members: Sequence[RoleSpan], known: Sequence[RoleSpan]) -> list[Attribution]:
    """The attribution of one cue; a second one for what its source goes on to say in later sentences."""
    contents = [r for r in members if r.role == "content" and r.end - r.start >= _SHORTEST]
    contents = _of_this_breath(page, cue, contents)
    if not contents:
        return []
    cue_span = Span(cue.start, cue.end)
    head = head_of(page, cue_span)
    given = sorted((r for r in members if r.role == "source"), key=lambda r: (-_certainty(r), r.start))
    if _according(page, cue):
        # Who is named right behind "according to" tells it; further sources only carried it.
        given.sort(key=lambda r: not 0 <= r.start - cue.end <= 2)
    if head is not None:
        given = [r for r in given if not _only_asked(page, r, head)]
    taken = [cue_span, *(Span(r.start, r.end) for r in contents)]
    source, sure = _source(page, head, given, known, taken)
    holes = [span for span in (cue_span, source) if span is not None]
    spans = subtract(join_near(page.text, [Span(r.start, r.end) for r in contents], gap=_JOINED, stops=holes), holes)
    hosts: tuple[int, ...] = ()
    within = _speaking_within(page, given, source, spans)
    if within is not None and source is not None:
        host = head_of(page, source)
        source, cue_span, spans, head = within
        hosts = (host.i,) if host is not None else ()
    speaker = head_of(page, source) if source is not None else None
    scores = [cue.score, *(r.score for r in contents), *((sure,) if source is not None else ())]
    whole = Attribution(
        source=source,
        cue=cue_span,
        content=tuple(spans),
        pattern="roles",
        kind=_kind(page, head),
        strength=round(min(scores), 4),
        head=head.i if head is not None else None,
        speaker=speaker.i if speaker is not None else None,
        score=round(sum(scores) / len(scores), 4),
        lent=not given and source is not None,
        hosts=hosts,
        certainty=(sure, cue.score, min(r.score for r in contents), min(r.cue_score for r in (*contents, *given[:1]))),
    )
    return _by_breath(page, whole) if spans else []


def _only_asked(page: Page, source: RoleSpan, head: Token) -> bool:
    """Whether a source only asked: the agent of a participle beside a cue ("Pressed by a clerk, Day said")."""
    named = head_of(page, Span(source.start, source.end))
    if named is None or named.dep_ != "pobj" or named.head.lower_ != "by" or head.pos_ != "VERB":
        return False
    asked = named.head.head
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    return asked.tag_ == "VBN" and asked.dep_ == "advcl" and asked.head.i == head.i and subject is not None


def _of_this_breath(page: Page, cue: RoleSpan, contents: Sequence[RoleSpan]) -> list[RoleSpan]:
    """The contents without unquoted ones of sentences before the cue's, where it has words of its own behind it."""
    home = page.sentence_at(cue.start)
    if home is None or not any(r.start >= cue.end and r.end <= home.span.end for r in contents):
        return list(contents)
    return [r for r in contents if r.start >= home.span.start or page.quotations_at(Span(r.start, r.end))]


def _speaking_within(
    page: Page, given: Sequence[RoleSpan], source: Span | None, spans: Sequence[Span]
) -> tuple[Span, Span, list[Span], Token] | None:
    """(source, cue, content, verb) of "According to the Daily, | the mayor | said …", where all goes with one cue."""
    if source is None or not spans:
        return None
    second = next((r for r in given if 0 <= spans[0].start - r.end <= _GAP // 2 and r.start != source.start), None)
    tokens = page.tokens(spans[0])
    if second is None or not tokens or second.start < source.end:
        return None
    verb = tokens[0]
    kinds = cues_of(page.lexicon).kinds
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or kinds.get(f"verb:{lemma_of(verb)}") not in ("say", "write"):
        return None
    rest = clean(page.text, Span(verb.idx + len(verb), spans[0].end))
    if rest is None:
        return None
    return Span(second.start, second.end), Span(verb.idx, verb.idx + len(verb)), [rest, *spans[1:]], verb


def _by_breath(page: Page, whole: Attribution) -> list[Attribution]:
    """The attribution with what it says in its own sentence or in quotation marks; apart, each plain later sentence.

    `"The envoy pointed to the delay. Trade had stopped in May."` are two statements if both are the envoy's.
    """
    cue = whole.cue
    home = page.sentence_at(cue.start) if cue is not None else None
    if cue is None or home is None:
        return [whole]
    near: list[Span] = []
    apart: list[Span] = []
    for span in whole.content:
        there = page.sentence_at(span.start)
        plain = not any(q.outer.overlaps(span) and not q.scare for q in page.quotations_at(span))
        far = there is not None and there.span != home.span and there.span.start > cue.end
        (apart if plain and far else near).append(span)
    if not near or not apart:
        return [whole]
    later = [replace(whole, cue=None, content=(span,), head=None, lent=True) for span in apart]
    return [replace(whole, content=tuple(near)), *later]


def _source(
    page: Page, head: Token | None, given: Sequence[RoleSpan], known: Sequence[RoleSpan], taken: Sequence[Span]
) -> tuple[Span | None, float]:
    """(source, how sure): the span that points at the cue, else the one on the parse's subject, else its phrase."""
    if given:
        return Span(given[0].start, given[0].end), given[0].score
    subject = source_of(head) if head is not None and head.pos_ in ("VERB", "AUX", "NOUN") else None
    subject = subject or ((_fronted(page, head) or _before_aside(head)) if head is not None else None)
    if subject is None:
        return _carried_over(page, head, known)
    lent = next((r for r in known if r.start <= subject.idx < r.end), None)
    if lent is not None:
        return Span(lent.start, lent.end), lent.score * _LENT
    if head is not None and (_adds(page, head) or _in_other_words(page, subject, head)):
        carried = _carried_over(page, head, known)
        if carried[0] is not None:
            return carried
    named = subject.lower_ in _SOME or can_speak(page, subject)
    if not named or any(t.start <= subject.idx < t.end for t in taken):
        return _carried_over(page, head, known)
    span = phrase(page, subject)
    if span is None or any(span.overlaps(t) for t in taken):
        span = Span(subject.idx, subject.idx + len(subject))
    return span, _PARSED


def _fronted(page: Page, head: Token) -> Token | None:
    """Who a participle at the head of a sentence is about: "Angered by the delay, Day left", but not "Asked …"."""
    if head.tag_ != "VBN" or head.dep_ != "advcl" or head.i > head.head.i or _addressed(page, head):
        return None
    return next((c for c in head.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > head.i), None)


def _addressed(page: Page, head: Token) -> bool:
    """Whether who a participle is about was spoken to: "Asked about the delay, Day left"."""
    return lemma_of(head) in ADDRESSED or cues_of(page.lexicon).kinds.get(f"verb:{lemma_of(head)}") == "ask"


def _before_aside(head: Token) -> Token | None:
    """The subject that a clause put in parts from its verb: "The mayor, the Daily wrote on Friday, has called …"."""
    first = min((c.i for c in head.children if c.dep_ in ("aux", "auxpass", "advmod", "neg") and c.i < head.i),
                default=head.i)  # fmt: skip
    doc = head.doc
    if first < 4 or doc[first - 1].text != "," or head.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    for i in range(first - 2, max(0, first - _ASIDE), -1):
        if doc[i].is_sent_end or doc[i].text in (";", ":"):
            return None
        if doc[i].text == "," and any(t.tag_ in ("VBD", "VBZ", "VBP") for t in doc[i + 1 : first - 1]):
            return ending_before(doc[i])
    return None


def _adds(page: Page, head: Token) -> bool:
    """Whether a participle of saying behind a comma goes on with who spoke before: "…, adding that it was late"."""
    if head.tag_ != "VBG" or head.i < 2 or head.nbor(-1).text != ",":
        return False
    return head.lemma_ in _GOING_ON or cues_of(page.lexicon).kinds.get(f"verb:{lemma_of(head)}") in ("say", "ask")


def _in_other_words(page: Page, subject: Token, head: Token) -> bool:
    """Whether the parse gives a verb a subject within what somebody says, where the verb is not: "says the aim is
    clear, but conceded …"."""
    return any(
        r.role == "content" and r.start <= subject.idx < r.end and not r.start <= head.idx < r.end for r in page.roles
    )


def _carried_over(page: Page, head: Token | None, known: Sequence[RoleSpan]) -> tuple[Span | None, float]:
    """The last source before "and said …" in a sentence, where the parse loses whose verb it is."""
    if head is None or head.i < 2 or not (head.tag_ in ("VBD", "VBZ", "VBP") or _adds(page, head)):
        return None, 0.0
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in head.children):
        return None, 0.0
    before = head.nbor(-1) if head.nbor(-1).pos_ != "ADV" else head.nbor(-2)
    home = page.sentence_at(head.idx)
    if before.lower_ not in ("and", "but", ",") or home is None:
        return None, 0.0
    words = [r for r in page.roles if r.role == "content" and home.span.start <= r.start < head.idx]
    earlier = [
        r for r in known
        if home.span.start <= r.start and r.end <= head.idx
        and not any(c.start <= r.start < c.end and not c.start <= head.idx < c.end for c in words)
    ]  # fmt: skip
    if not earlier:
        return None, 0.0
    return Span(earlier[-1].start, earlier[-1].end), earlier[-1].score * _CARRIED


def _kind(page: Page, head: Token | None) -> str:
    lemma = lemma_of(head) if head is not None else ""
    kinds = cues_of(page.lexicon).kinds
    return next((kinds[f"{p}:{lemma}"] for p in ("verb", "noun", "adjective") if f"{p}:{lemma}" in kinds), "say")


def _certainty(role: RoleSpan) -> float:
    return role.score * (0.5 + 0.5 * role.cue_score)
