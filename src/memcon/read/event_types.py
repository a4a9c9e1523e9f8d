"""The type of an act by the trained head, from the words that join its two sides.

An invented example: in "Gabon, which had warned twice, shelled a port of Togo on Monday" the sides are Gabon and Togo;
`between` is what stands between them, `path` the words that join them in the parse (shelled, port, of), `clause` these
with their objects, particles and prepositions (shelled, port, of, on). The head's probabilities of fifteen types
(CONCEDE and RETREAT are one to it, YIELD) go into the event's confidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from memcon.read.event_frames import Frame
from memcon.read.event_slots import Arguments
from memcon.read.page import Page

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
    first, second = sorted((source, target))
    between = ((first[1], second[0]),) if second[0] - first[1] > 1 else ()
    core = joining_words(doc, source, target)
    held = {token.i for token in core}
    parts = [
        kid
        for token in core
        if token.pos_ in HOSTS
        for kid in token.children
        if kid.dep_ in PARTS and kid.i not in held and not _inside(kid, (source, target))
    ]
    return {"between": between, "path": _spans(core), "clause": _spans([*core, *parts])}


def joining_words(doc: Doc, source: Span, target: Span) -> list[Token]:
    """The words that join two spans in the parse, those of the spans left out."""
    one, other = _head_of(doc, source), _head_of(doc, target)
    if one is None or other is None:
        return []
    return [token for token in _path(one, other) if not _inside(token, (source, target))]


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


def shares_of(page: Page, frame: Frame, arguments: Arguments) -> dict[str, float]:
    """The head's probability of each of its types for this act; empty without a head, or unless both sides stand in
    its sentence: the head has seen no other cases."""
    if page.votes is None:
        return {}
    sentence = frame.head.sent
    edges = int(sentence.start_char), int(sentence.end_char)
    source = nearest_span(arguments.source.spans, frame.head, edges)
    target = nearest_span(arguments.target.spans, frame.head, edges)
    if source is None or target is None or source == target:
        return {}
    votes = page.votes.of(edges)
    if votes is None:
        return {}
    pools = act_words(page.doc, source, target)
    told = _spans([token for token in frame_words(frame) if not _inside(token, (source, target))])
    wider = {name: tuple(dict.fromkeys((*pools[name], *told))) for name in ("path", "clause")}
    return votes.share("type", {"between": pools["between"], **wider}, otherwise=edges)


def frame_words(frame: Frame) -> list[Token]:
    """The words that the dictionary row matched."""
    return [token for token in (frame.verb, frame.head, frame.thing, frame.through) if token is not None]


def nearest_span(spans: Sequence[Span], head: Token, edges: Span) -> Span | None:
    """The span within the edges that is nearest to a word."""
    inside = [(start, end) for start, end in spans if edges[0] <= start and end <= edges[1]]
    return min(inside, key=lambda span: (min(abs(span[0] - head.idx), abs(span[1] - head.idx)), span), default=None)


KIN = {
    "SANCTION": ("COERCE", "ACCUSE"),
    "AGREE": (YIELD, "SUPPORT", "COOPERATE"),
    "CONSULT": ("AGREE", "SUPPORT", "COOPERATE"),
    "COOPERATE": ("SUPPORT", "AGREE"),
    "REQUEST": ("COERCE", "ACCUSE"),
    YIELD: ("AGREE",),
}
"""Types that the head's training texts, which follow CAMEO, give to what the 2021 manual puts under the first: duties
and bans, verdicts, signed papers, orders."""

RETYPED = 0.85
"""From this joint probability on the head's type outranks the row's."""


def by_head(page: Page, frame: Frame, arguments: Arguments) -> tuple[Frame, float | None]:
    """The frame under the type that its row and the head speak for together, and the head's share of that type.

    A row that stands for a contact keeps its type: the contact was told, whatever else was done in it. None: no head.
    """
    shares = shares_of(page, frame, arguments)
    if not shares:
        return frame, None
    root = ROOT_OF.get(frame.row.type, frame.row.type)
    kind, own = joined(root, frame.row.score, shares), own_share(root, shares)
    if frame.row.encounter is not None or frame.row.kind == "must" or root in OF_FORM or kind == root:
        return frame, own
    told = {word.lemma_.lower() for word in frame_words(frame)}
    named = kind if kind != YIELD else "RETREAT" if told & RETREATING else "CONCEDE"
    return replace(frame, row=replace(frame.row, type=named, mode=None)), shares[kind]


OF_FORM = frozenset({"REQUEST", "THREATEN", "PROTEST"})
"""What rows and grammar tell from the form of a clause ("must", "unless", "in protest at"), beyond its words."""

RETREATING = frozenset(
    {
        "withdraw", "withdrawal", "release", "free", "return", "retreat", "surrender", "ceasefire", "truce", "leave",
        "evacuate", "disarm", "pull", "pullout", "repatriate", "demobilise", "demobilize", "hand", "give",
    }
)  # fmt: skip
"""Of what the head calls YIELD, deeds on the ground; the rest is conceding."""


def joined(kind: str, score: float, shares: Mapping[str, float]) -> str:
    """The type that row and head together speak for, `kind` the row's root and `score` how often the row is right.

    A product of experts: the row's odds against all other types times the head's share. The row's type stands unless
    another, not of its kin, has `RETYPED` of the whole.
    """
    others = {root: share + 1e-4 for root, share in shares.items() if root not in (kind, *KIN.get(kind, ()))}
    whole = sum(others.values()) + ROW_ODDS * score / (1.0 - score) * (own_share(kind, shares) + 1e-4)
    best = likeliest(others) if others else kind
    return best if others and others[best] / whole >= RETYPED else kind


GROUPS = (
    frozenset({"AGREE", "CONSULT", "SUPPORT"}),
    frozenset({"COOPERATE", "AID", YIELD}),
    frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"}),
    frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}),
)
"""Words and deeds of cooperation, words and deeds of conflict, as Hu and others (ACL 2024) group the head's types."""


def likeliest(shares: Mapping[str, float]) -> str:
    """The likeliest type of the likeliest group of types.

    `{"AID": .3, "COOPERATE": .25, "ACCUSE": .35, "REJECT": .1}` gives AID: deeds of cooperation have .55 together.
    """
    among = max(GROUPS, key=lambda group: sum(shares.get(root, 0.0) for root in sorted(group)))
    return max(sorted(shares), key=lambda root: (root in among, shares[root]))


def own_share(kind: str, shares: Mapping[str, float]) -> float:
    """The head's share of a type and its kin."""
    return round(min(1.0, sum(shares.get(root, 0.0) for root in (kind, *KIN.get(kind, ())))), 4)


ROW_ODDS = 4.5
"""By how much a row that is right half the time makes its own type likelier."""
