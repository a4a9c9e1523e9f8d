"""How likely a statement is right: its features, weighed as fitted on annotated news, with the reasons.

Right means that source and content both overlap what a trained person marked. The weights stand in the data file
`statement_confidence` (see training/fit_statement_confidence.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import exp, log

from memcon.lexicon.lexicon import Lexicon
from memcon.model.span import Reason
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_verbs import source_of
from memcon.read.chain_words import is_no_one
from memcon.read.page import Page
from memcon.read.stance import is_silence
from memcon.read.via import Told

_NOBODY = frozenset({"you", "one", "what", "it", "this", "that", "there", "'s", "each", "which"})
"""Names that a speaker has when nothing resolves it: nobody can be held to such a line."""

_SPOKEN = frozenset({"say", "write", "ask"})
_FIRST = frozenset({"i", "we", "you"})
_BESIDE, _FAR = 2, 99


def confidence_of(page: Page, entry: Told) -> tuple[float, tuple[Reason, ...]]:
    """(probability, reasons) of a statement."""
    weights = _weights(page.lexicon)
    found = features(page, entry.attribution)
    terms = [(name, value * weights.get(name, 0.0)) for name, value in found.items()]
    bias = weights.get("bias", 0.0) if entry.attribution.score is None else 0.0
    logit = bias + sum(term for _, term in terms)
    probability = 1 / (1 + exp(-max(-30.0, min(30.0, logit))))
    if entry.speaker.name.lower() in _NOBODY and entry.attribution.kind not in _SPOKEN:
        probability = min(probability, 0.49)
    empty = _is_bare(page, entry.attribution) or _is_empty_talk(page, entry.attribution)
    if empty or is_silence(page, entry.attribution):
        probability = min(probability, 0.4)
    reasons = tuple(Reason(name=name, weight=round(term, 4)) for name, term in terms if abs(term) >= 0.05)
    return round(probability, 4), reasons


def _is_bare(page: Page, attribution: Attribution) -> bool:
    """Whether the content is nothing but pronouns ("declared it"): true, and of no use."""
    tokens = [t for span in attribution.content for t in page.tokens(span) if not t.is_punct]
    return len(tokens) <= 2 and all(t.pos_ in ("PRON", "DET") for t in tokens)


def _is_empty_talk(page: Page, attribution: Attribution) -> bool:
    """Whether nobody speaks, or nothing is said: "nobody said …", "according to plan", "asked not to be named"."""
    head = page.doc[attribution.speaker] if attribution.speaker is not None else None
    if head is not None and (is_no_one(head) or head.lemma_.lower() in _NO_SPEAKERS):
        return True
    words = " ".join(span.of(page.text) for span in attribution.content).lower()
    return len(words) < 60 and any(sign in words for sign in _ANONYMOUS)


_NO_SPEAKERS = frozenset("plan schedule custom tradition rank size taste need age protocol".split())
_ANONYMOUS = ("not to be named", "not to be identified", "not be named", "not be identified", "anonymity")


@lru_cache(maxsize=8)
def _weights(lexicon: Lexicon) -> Mapping[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicon.table("statement_confidence")}


def features(page: Page, attribution: Attribution) -> dict[str, float]:
    """The features of an attribution, each 0..1 or a log-odds, in a fixed order."""
    strength = min(0.98, max(0.02, attribution.strength))
    found = {"strength": log(strength / (1 - strength)), f"kind {attribution.kind}": 1.0}
    found[f"pattern {attribution.pattern}"] = 1.0
    if attribution.score is not None:
        score = min(0.98, max(0.02, attribution.score))
        found |= {"bias": 1.0, "encoder": log(score / (1 - score)), "lent": float(attribution.lent)}
        found |= _certainties(attribution)
        found |= _marked_features(page, attribution)
        found |= _joined_features(page, attribution)
    found |= _source_features(page, attribution)
    found |= _cue_features(page, attribution)
    length = sum(span.end - span.start for span in attribution.content)
    found["short content"] = float(length < 12)
    found["long content"] = float(length > 60)
    found["quoted"] = float(
        any(q.outer.overlaps(c) and not q.scare for q in page.quotations for c in attribution.content)
    )
    # What an encoder marked is weighed by weights of its own, named after it.
    prefix = "roles " if attribution.score is not None else ""
    return {prefix + name: value for name, value in found.items() if value}


def _certainties(attribution: Attribution) -> dict[str, float]:
    """The encoder's own certainties as log-odds."""
    if attribution.certainty is None:
        return {}
    names = ("sure source", "sure cue", "sure content", "sure join")
    held = [min(0.99, max(0.01, value)) for value in attribution.certainty]
    found = {name: log(value / (1 - value)) for name, value in zip(names, held, strict=True)}
    if attribution.source is None:
        found["sure source"] = 0.0
    return found


def _marked_features(page: Page, attribution: Attribution) -> dict[str, float]:
    """What the lexicon says of a cue that an encoder marked, and what kind of cue lacks a source."""
    if attribution.head is None:
        return {"no head": 1.0}
    head, cues = page.doc[attribution.head], cues_of(page.lexicon)
    lemma = lemma_of(head)
    frames = cues.verbs.get(lemma) or cues.nouns.get(lemma) or cues.adjectives.get(head.lower_)
    known = min(0.98, max(0.02, max(frames.values()))) if frames else None
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in head.children)
    nobody = attribution.source is None
    return {
        "unknown cue": float(known is None),
        "known cue": log(known / (1 - known)) if known is not None else 0.0,
        "passive": float(passive),
        "noun cue": float(head.pos_ == "NOUN"),
        "no source, passive": float(nobody and passive),
        "no source, noun": float(nobody and head.pos_ == "NOUN"),
        "no source, active": float(nobody and not passive and head.pos_ == "VERB"),
        "far source": float(attribution.source is not None and attribution.cue is not None
                            and (attribution.cue.start - attribution.source.end > 60)),
    }  # fmt: skip


def _joined_features(page: Page, attribution: Attribution) -> dict[str, float]:
    """How the parts that an encoder marked stand to each other: by the parse, by their places, by their number."""
    head = page.doc[attribution.head] if attribution.head is not None else None
    source, cue, first = attribution.source, attribution.cue, attribution.content[0]
    agrees = False
    if head is not None and source is not None and head.pos_ in ("VERB", "AUX", "NOUN"):
        subject = source_of(head)
        agrees = subject is not None and source.start <= subject.idx < source.end
    tokens = page.tokens(first)
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)
    hosts = head is not None and top is not None and (head.i in inside or top.dep_ == "ROOT" or top.head.i == top.i)
    gaps = [min(abs(cue.start - c.end), abs(c.start - cue.end)) for c in attribution.content] if cue is not None else []
    return {
        "heading": float(not page.readable(attribution.start)),
        "pieces": float(len(attribution.content) > 1),
        "subject agrees": float(agrees),
        "content hosts": float(hosts),
        "content is object": float(
            top is not None and head is not None and top.head.i == head.i and top.dep_ == "dobj"
        ),
        "content beside": float(min(gaps, default=_FAR) <= _BESIDE),
        "least sure": _least(attribution),
    }


def _least(attribution: Attribution) -> float:
    """The log-odds of the least sure part."""
    if attribution.certainty is None:
        return 0.0
    sure = attribution.certainty if attribution.source is not None else attribution.certainty[1:]
    least = min(0.99, max(0.01, min(sure)))
    return log(least / (1 - least))


def _source_features(page: Page, attribution: Attribution) -> dict[str, float]:
    if attribution.source is None or attribution.speaker is None:
        return {"no source": 1.0}
    head = page.doc[attribution.speaker]
    return {
        "first person": float(head.lower_ in _FIRST),
        "pronoun": float(head.pos_ == "PRON" and head.lower_ not in _FIRST),
        "relative": float(head.tag_ in ("WP", "WDT")),
        "name": float(head.pos_ == "PROPN"),
        "person or group": float(head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE")),
        "after cue": float(attribution.cue is not None and attribution.source.start > attribution.cue.start),
        "long source": float(attribution.source.end - attribution.source.start > 90),
    }


def _cue_features(page: Page, attribution: Attribution) -> dict[str, float]:
    if attribution.head is None:
        return {}
    head = page.doc[attribution.head]
    aux = {c.lower_ for c in head.children if c.dep_ in ("aux", "auxpass")}
    return {
        "modal": float(bool(aux & {"would", "could", "should", "might", "may", "must", "can", "will"})),
        "infinitive": float("to" in aux and head.tag_ == "VB"),
        "past": float(head.tag_ == "VBD"),
        "participle": float(head.tag_ in ("VBG", "VBN") and not aux),
        "present": float(head.tag_ in ("VBZ", "VBP")),
        "negated": float(any(c.dep_ == "neg" for c in head.children)),
        "root": float(head.dep_ == "ROOT"),
        "in clause": float(head.dep_ in ("advcl", "acl", "relcl")),
        "in complement": float(head.dep_ in ("ccomp", "xcomp", "pcomp")),
        "conjunct": float(head.dep_ == "conj"),
        "in question": float(head.sent.text.rstrip().endswith("?")),
        "conditional": float(any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in head.children)),
    }
