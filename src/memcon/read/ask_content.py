"""The bare thing that is asked for or foretold, in the article's own words, apart from its condition.

"urged Chad to reopen the border if talks resume": content `reopen the border`, condition `if talks resume`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.event_grammar import is_verb
from memcon.read.page import Page
from memcon.read.tellers import Teller, tellers

STARTERS = frozenset(
    (
        "that",
        "to",
        "for",
        "whether",
        "on",
        "upon",
        "with",
        "of",
        "about",
        "against",
        "from",
        "and",
        ",",
        "'s",
        "’s",
        "not",
    )
)
LIGHT = frozenset(
    "be have do make take get let keep put say tell see look thing way order more most other same such so also".split()
)
NEW_SAYING = frozenset(
    ("call", "urge", "ask", "demand", "condemn", "reaffirm", "welcome", "express", "stress", "say", "warn")
)
"""Verbs that begin the next ask or statement of the same speaker, not a part of this one."""
LONGEST = 32
"""Tokens; past it the content is cut where its next clause begins."""
SENTENCE = 400
"""Tokens; the longest real sentences of treaties stay under it."""
EDGES = " \t\r\n,;:.-–—\"'“”‘’()[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A span of the text, its content lemmas, and the span of its condition if it has one."""

    span: Span
    subject: tuple[str, ...]
    condition: Span | None = None

    def text(self, page: Page) -> str:
        """The words as the article has them."""
        return self.span.of(page.text)


def prose(page: Page) -> Iterator[Token]:
    """The tokens of all sentences that a person may have written: longer ones are hostile, and slow to walk."""
    for sentence in page.parts:
        if len(sentence) <= SENTENCE:
            yield from page.words[sentence.start : sentence.end]


def clause_content(
    page: Page, verb: Token, *, with_subject: bool = False, also: Iterable[Token] = ()
) -> Content | None:
    """The clause of `verb` without its "that" or "to" (and its subject unless asked for), its condition apart.

    `also` are other words whose conditional clauses belong to it: of "warned it will act if", those of "warned".
    """
    condition = next((words for head in (verb, *also) if (words := condition_tokens(head))), [])
    dropped = {token.i for token in condition}
    whole = sorted(verb.subtree, key=lambda token: token.i)  # where branches cross, the parse gives them out of order
    keep = [token for token in whole if token.i not in dropped and not token.is_space]
    if not with_subject:
        keep = [token for token in keep if token.i >= _start(verb)]
    keep = _run(_shortened(_inside(verb, keep)), verb)
    found = _content(page, keep)
    if found is None:
        return None
    span = trimmed(page, _span(condition)) if condition else None
    return Content(span=found.span, subject=found.subject, condition=span)


def noun_content(page: Page, noun: Token, *, without: Iterable[Token] = ()) -> Content | None:
    """The noun phrase without its article, owner and relative clauses."""
    dropped: set[int] = set()
    for token in (*without, *(kid for kid in noun.children if kid.dep_ in ("relcl", "appos", "poss", "det", "punct"))):
        dropped.update(kid.i for kid in token.subtree)
    for kid in noun.children:
        if kid.dep_ in ("acl", "conj") and is_verb(kid) and kid.tag_ != "VB":
            dropped.update(inner.i for inner in kid.subtree)
    dropped.discard(noun.i)
    keep = [token for token in noun.subtree if token.i not in dropped and not token.is_space]
    return _content(page, _listed(_run(_shortened(keep), noun)))


def _listed(tokens: list[Token]) -> list[Token]:
    """With the list that a colon after "things" begins ("three things: tents, doctors and fuel")."""
    if not tokens or tokens[-1].lemma_.lower() not in ("thing", "item", "point", "good", "demand", "condition"):
        return tokens
    last = tokens[-1]
    if last.i + 2 >= last.sent.end or last.nbor().text != ":":
        return tokens
    return [*tokens, *(token for token in last.doc[last.i + 1 : min(last.sent.end, last.i + 20)] if token.text != ".")]


def without_report(page: Page, content: Content, teller: Teller | None) -> Content:
    """The content without the report that the parse took into it ("..., two brokers forecast")."""
    if teller is None or content.span.end <= teller.claim.end or content.span.start >= teller.claim.end:
        return content
    span = trimmed(page, Span(content.span.start, teller.claim.end))
    return replace(content, span=span, subject=tuple(w for w in content.subject if w in lemmas(page.tokens(span))))


def tellers_of(page: Page) -> dict[int, Teller]:
    """Who tells each sentence by its own words, by the sentence's start."""
    return {
        sentence.start_char: teller
        for sentence in page.parts
        if len(sentence) <= SENTENCE and page.readable(sentence.start_char)
        for teller in tellers(sentence)
    }


def condition_tokens(head: Token) -> list[Token]:
    """The tokens of the if-clause ("if", "unless", "provided that", "as long as") around or under `head`.

    Looked for in the words of the head's own subtree and taken to its end or to the comma that closes it: the
    parse puts the verb of such a clause in many places.
    """
    inside = sorted((token for token in head.subtree), key=lambda token: token.i)
    for index, token in enumerate(inside):
        if _opens_condition(token) and not _mere_whether(token):
            return _until_closed(inside[index:], before=token.i < head.i)
    return []


def _opens_condition(token: Token) -> bool:
    word = token.lower_
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if word in ("if", "unless"):
        return True
    if token.text in ("Should", "Were", "Had") and _inverted(token):
        return True
    if word in ("provided", "providing", "assuming"):
        return following == "that" or (word != "assuming" and token.i > 0 and token.nbor(-1).lower_ in (",", "and"))
    return word in ("as", "so") and following == "long"


def _inverted(token: Token) -> bool:
    """Whether a sentence opens with an inverted condition ("Should the truce hold, ...") and is no question."""
    sentence = token.sent
    first = next((other for other in sentence if not other.is_punct and not other.is_space), None)
    if first is None or first.i != token.i or sentence.text.rstrip("\"”’' ").endswith("?"):
        return False
    comma = next((other.i for other in sentence if other.text == "," and other.i > token.i + 2), None)
    return comma is not None and comma + 2 < sentence.end


def _mere_whether(token: Token) -> bool:
    """Whether the "if" only reports a question ("asked if") or is idle ("if not", "as if", "even if", "if any")."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    if before is not None and (before.lower_ in ("as", "even") or before.lemma_ in ("ask", "know", "see", "wonder")):
        return True
    return after in ("not", "any", "ever", "necessary", "possible", "only")


def _until_closed(tokens: list[Token], *, before: bool) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if found and (token.lower_ in (";", "–", "—", ".") or (token.lower_ == "," and (before or len(found) > 3))):
            break
        if token.is_space or token.i != (found[-1].i + 1 if found else token.i):
            break
        found.append(token)
    return found if len(found) > 2 else []


def _start(verb: Token) -> int:
    """Where the clause without its subject begins: at its negation, or the verb itself."""
    first = verb.i
    for kid in verb.children:
        if kid.i < verb.i and kid.dep_ in ("neg", "auxpass", "advmod", "prt") and kid.i >= first - 4:
            first = (
                min(first, kid.i)
                if all(o.dep_ not in ("nsubj", "nsubjpass") or o.i < kid.i for o in verb.children)
                else first
            )
    return first


def _inside(verb: Token, tokens: list[Token]) -> list[Token]:
    """The tokens without parenthetical reports ("..., officials said") and clauses joined with their own subject."""
    dropped: set[int] = set()
    for kid in verb.children:
        joined = kid.dep_ == "conj" and is_verb(kid)
        joined = joined and (kid.lemma_ in NEW_SAYING or any(k.dep_ in ("nsubj", "nsubjpass") for k in kid.children))
        if kid.dep_ in ("parataxis", "intj") or (kid.dep_ == "ccomp" and kid.i < verb.i) or joined:
            dropped.update(inner.i for inner in kid.subtree)
    for token in tokens:
        if token.dep_ == "relcl" and token.i > verb.i and any(k.lower_ == "which" for k in token.subtree):
            first = min(kid.i for kid in token.subtree)
            if first and token.doc[first - 1].lower_ == ",":
                dropped.update(kid.i for kid in token.subtree)
    return [token for token in tokens if token.i not in dropped]


def _shortened(tokens: list[Token]) -> list[Token]:
    if len(tokens) <= LONGEST:
        return tokens
    for index in range(8, len(tokens)):
        token = tokens[index]
        if token.lower_ in (",", ";", "and", "while", "which", "who", "as", "because", "–", "—") and index >= 10:
            return tokens[:index]
    return tokens[:LONGEST]


def _run(tokens: list[Token], head: Token) -> list[Token]:
    """The unbroken run of tokens around the head: what was dropped in the middle ends it."""
    if not tokens:
        return []
    index = next((i for i, token in enumerate(tokens) if token.i == head.i), None)
    if index is None:
        return []
    first = last = index
    while first > 0 and _next_to(tokens[first - 1], tokens[first]):
        first -= 1
    while last + 1 < len(tokens) and _next_to(tokens[last], tokens[last + 1]):
        last += 1
    return tokens[first : last + 1]


def _next_to(left: Token, right: Token) -> bool:
    return right.i - left.i == 1 or all(token.is_space for token in left.doc[left.i + 1 : right.i])


def _content(page: Page, tokens: list[Token]) -> Content | None:
    while tokens and (tokens[0].is_punct or (tokens[0].lower_ in STARTERS and tokens[0].dep_ != "neg")):
        tokens = tokens[1:]
    while tokens and (
        tokens[-1].is_punct or tokens[-1].lower_ in ("and", "but", "or", "that", "to", "of", "while", "as", "which")
    ):
        tokens = tokens[:-1]
    if not tokens:
        return None
    span = trimmed(page, _span(tokens))
    times = [time.span for time in page.times if span.covers(time.span)] if page.times else []
    timeless = [token for token in tokens if not any(time.start <= token.idx < time.end for time in times)]
    return Content(span=span, subject=lemmas(timeless))


def lemmas(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The content words of a phrase as lower-case lemmas, each once, in order."""
    found = [
        token.lemma_.lower()
        for token in tokens
        if token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and token.is_alpha and len(token) > 1
    ]
    return tuple(dict.fromkeys(lemma for lemma in found if lemma not in LIGHT))


def _span(tokens: list[Token]) -> Span:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def trimmed(page: Page, span: Span) -> Span:
    """The span without white space, stops and quotation marks at its edges."""
    start, end = span
    while start < end and page.text[start] in EDGES:
        start += 1
    while end > start and page.text[end - 1] in EDGES:
        end -= 1
    return Span(start, end)
