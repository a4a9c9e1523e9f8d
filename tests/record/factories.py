"""Small values for record tests: articles, readings and linked lines that fit together."""

from __future__ import annotations

from memcon.model.actor import Actor, Party
from memcon.model.article import Article, article_id, text_sha256
from memcon.model.identify import stable_id
from memcon.model.link import Account, ArticleLinks, Encounter, Linked
from memcon.model.reading import Event, Reading, Sentence, Statement
from memcon.model.span import Evidence, Span
from memcon.model.when import from_edtf

TEXT = "The president of Ruritania met the prime minister of Freedonia in Strelsau on 3 May 2022. “We agree,” she said."


def article(text: str = TEXT, **fields: str) -> Article:
    digest = text_sha256(text)
    key = article_id(sha256=digest, outlet=fields.get("outlet"), url=fields.get("url"))
    return Article(id=fields.pop("id", key), text=text, sha256=digest, language="en", **fields)  # type: ignore[arg-type]


def evidence(found: Article, quote: str) -> Evidence:
    start = found.text.index(quote)
    return Evidence(article=found.id, span=Span(start, start + len(quote)), quote=quote)


def sentences(found: Article) -> tuple[Sentence, ...]:
    middle = found.text.find(". “")
    if middle < 0:
        return (Sentence(span=Span(0, len(found.text))),)
    return (Sentence(span=Span(0, middle + 1)), Sentence(span=Span(middle + 2, len(found.text)), voice="reported"))


def meeting(found: Article, *, confidence: float = 0.9, status: str = "done") -> Event:
    trigger = evidence(found, "met").span
    return Event(
        id=stable_id("ev", found.id, "CONSULT", list(trigger)), article=found.id, type="CONSULT",
        source=("RUR",), target=("FRE",), trigger=trigger, status=status, encounter_kind="meeting",  # type: ignore[arg-type]
        when=from_edtf("2022-05-03", basis="stated"), confidence=confidence,
        evidence=(evidence(found, "The president of Ruritania met the prime minister of Freedonia"),),
    )  # fmt: skip


def agreement(found: Article) -> Statement:
    content = evidence(found, "We agree")
    return Statement(
        id=stable_id("st", found.id, list(content.span)), article=found.id,
        speaker=Party(actor="RUR", name="Ruritania", span=evidence(found, "she").span),
        cue=(evidence(found, "said").span,), content=(content.span,), mode="direct", confidence=0.8,
        evidence=(content, evidence(found, "she"), evidence(found, "said")),
    )  # fmt: skip


ACTORS = (
    Actor(id="FRE", name="Freedonia", kind="state", state="FRE", sector="GOV", aliases=("Freedonians",)),
    Actor(id="RUR", name="Ruritania", kind="state", state="RUR", sector="GOV"),
)


def reading(found: Article) -> Reading:
    return Reading(
        article=found, sentences=sentences(found), actors=ACTORS, statements=(agreement(found),),
        events=(meeting(found),), reader="1/rules/x",
    )  # fmt: skip


def linked(*articles: Article) -> Linked:
    events = tuple(sorted((meeting(found) for found in articles), key=lambda e: e.id))
    statements = tuple(sorted((agreement(found) for found in articles), key=lambda s: s.id))
    encounter = Encounter(
        id=stable_id("en", events[0].id), kind="meeting", status="held", participants=("FRE", "RUR"),
        when=from_edtf("2022-05-03", basis="stated"), independent=len(articles), confidence=0.9,
        accounts=tuple(Account(article=e.article, events=(e.id,)) for e in sorted(events, key=lambda e: e.article)),
        evidence=tuple(row for event in events for row in event.evidence),
    )  # fmt: skip
    links = tuple(ArticleLinks(article=found.id, origin=found.id) for found in sorted(articles, key=lambda a: a.id))
    return Linked(actors=ACTORS, articles=links, statements=statements, events=events, encounters=(encounter,))
