# ruff: noqa: E501
"""A record that has hostile strings in every field of every kind of line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from memcon.ingest import Settings, build
from memcon.model.actor import Actor, Party
from memcon.model.link import Account, ArticleLinks, Difference, Encounter, Linked, Relation, Side, Story
from memcon.model.reading import Ask, Event, Forecast, Holder, Place, Statement
from memcon.model.span import Evidence, Reason, Span
from memcon.model.when import from_edtf
from memcon.record import open_record

from .hostile import STRINGS, write

RULES = Settings(reader="rules")


def lines_of(text: str, key: str, article: str, *, subject: str) -> Linked:
    """One line of every kind with the string in every field that takes words."""
    start = text.index("Macron")
    evidence = (Evidence(article=article, span=Span(start, start + 6), quote="Macron"),)
    first = text.index("We agree on")
    words = Span(first, min(first + 300, text.index(" and more", first)))
    told = (*evidence, Evidence(article=article, span=words, quote=text[words.start : words.end]))
    word = text[-200:]
    when = from_edtf("2022-05-10", basis="stated")
    reasons = (Reason(name=key, weight=1.0, detail=word),)
    party = Party(actor="AAA", name=key, span=Span(start, start + 6))
    found = {"confidence": 0.6, "evidence": evidence}
    return Linked(
        actors=tuple(Actor(id=i, name=key, kind="state", state=i, office=key, aliases=(key,)) for i in ("AAA", "BBB", key)),
        statements=(Statement(id=f"s{key}", article=article, speaker=party, via=(party,), addressees=(party,), hedge=key,
                              content=(words,), when=when, subjects=(subject,), reasons=reasons, confidence=0.6, evidence=told),),
        events=(Event(id=f"e{key}", article=article, type="CONSULT", mode=key, source=(key, "AAA"), target=("BBB",), when=when,
                      place=Place(name=key), trigger=Span(start, start + 6), reasons=reasons, **found),),
        encounters=(Encounter(id=f"n{key}", kind="meeting", status="held", participants=(key, "AAA", "BBB"), when=when,
                              place=Place(name=key), accounts=(Account(article=article, statements=(f"s{key}",), events=(f"e{key}",)),),
                              reasons=reasons, **found),),
        differences=(Difference(id=f"d{key}", encounter=f"n{key}", aspect="claim", basis="observed", summary=key,
                                sides=(Side(value=key, articles=(article,), evidence=evidence),), reasons=reasons, **found),),
        asks=(Ask(id=f"a{key}", article=article, asker=(key,), asked=("BBB",), what=key, condition=key, when=when, reasons=reasons, **found),),
        forecasts=(Forecast(id=f"f{key}", article=article, holder=Holder(name=key), claim=key, condition=key, horizon=when,
                            when=when, reasons=reasons, **found),),
        relations=(Relation(id=f"r{key}", between=("AAA", "BBB"), period="2022-05", channel="other", line="words",
                            events=(f"e{key}",), independent_events=1, score=1.0, low=0.0, high=2.0, **found),),
        stories=(Story(id=f"t{key}", title=key, articles=(article,), when=when, **found),),
    )  # fmt: skip


def joined(parts: list[Linked]) -> Linked:
    """All lines in one, each id once."""
    values = {}
    for kind in Linked.__dataclass_fields__:
        lines = {line.id: line for part in parts for line in getattr(part, kind)} if kind != "articles" else {}
        values[kind] = tuple(lines[key] for key in sorted(lines))
    return Linked(**values)


def write_record(folder: Path) -> Path:
    """A record whose articles and lines have hostile strings wherever words may stand."""
    path = folder / "hostile.db"
    source = write(folder / "articles.jsonl")
    with open_record(path, write=True, create=True) as record:
        build([str(source)], record, RULES)
        articles = record.lines("articles")
        made = []
        for number, head in enumerate(articles):
            article = record.article(head["id"])
            assert article is not None
            if "Macron" in article.text and number < len(STRINGS):
                key = f"{number} {STRINGS[number][:300]}"
                made.append(lines_of(article.text, key, head["id"], subject=STRINGS[number - number % 2][:80]))
        apart = tuple(ArticleLinks(article=head["id"], origin=head["id"]) for head in articles)
        record.write_links(replace(joined(made), articles=apart), opinions={}, fingerprint="hostile")
    return path
