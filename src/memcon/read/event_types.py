"""The type of an act by the trained head, from the words that join its two sides.

An invented example: in "Gabon, which had warned twice, shelled a port of Togo on Monday" the sides are Gabon and Togo;
`between` is what stands between them, `path` the words that join them in the parse (shelled, port, of), `clause` these
with their objects, particles and prepositions (shelled, port, of, on). The head's probabilities of fifteen types
(CONCEDE and RETREAT are one to it, YIELD) go into the event's confidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

YIELD = "YIELD"
ROOT_OF = {"CONCEDE": YIELD, "RETREAT": YIELD}
"""What the head knows as one: its training texts do not tell them apart."""

PARTS = frozenset(
    {
        "dobj", "prt", "prep", "xcomp", "ccomp", "neg", "acomp", "attr", "aux", "auxpass", "oprd", "nsubjpass",
        "compound", "amod", "pobj",
    }
)  # fmt: skip
HOSTS = frozenset({"VERB", "NOUN", "AUX", "ADJ"})
LONGEST_CHAIN = 40
Span = tuple[int, int]


def act_words(doc: Doc, source: Span, target: Span) -> dict[str, tuple[Span, ...]]:
    """The spans of the words `between` two spans, on the `path` that joins them, and of its `clause`."""
    one, other = _head_of(doc, source), _head_of(doc, target)
    first, second = sorted((source, target))
    between = ((first[1], second[0]),) if second[0] - first[1] > 1 else ()
    if one is None or other is None:
        return {"between": between, "path": (), "clause": ()}
    core = [token for token in _path(one, other) if not _inside(token, (source, target))]
    held = {token.i for token in core}
    parts = [
        kid
        for token in core
        if token.pos_ in HOSTS
        for kid in token.children
        if kid.dep_ in PARTS and kid.i not in held and not _inside(kid, (source, target))
    ]
    return {"between": between, "path": _spans(core), "clause": _spans([*core, *parts])}


def _head_of(doc: Doc, span: Span) -> Token | None:
    found = doc.char_span(*span, alignment_mode="expand")
    return found.root if found is not None and len(found) else None


def _path(source: Token, target: Token) -> list[Token]:
    """The tokens from one word up to where both meet and down to the other; the verbs above them if they never meet."""
    up, down = _chain(source), _chain(target)
    above = {token.i: place for place, token in enumerate(up)}
    for place, token in enumerate(down):
        if token.i in above:
            return [*up[: above[token.i] + 1], *reversed(down[:place])]
    return [token for token in (*up, *down) if token.pos_ in ("VERB", "AUX")] or [source]


def _chain(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head.i != chain[-1].i and len(chain) < LONGEST_CHAIN:
        chain.append(chain[-1].head)
    return chain


def _inside(token: Token, spans: Sequence[Span]) -> bool:
    return any(start <= token.idx < end for start, end in spans)


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    return tuple((token.idx, token.idx + len(token)) for token in tokens)
