"""A year of praise and a year of accusations, with a promise taken back: how a briefing tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from memcon.link.relations import find_relations
from memcon.model.actor import Actor, Party
from memcon.model.link import ArticleLinks, Linked
from memcon.model.reading import Event, Reading, Statement
from memcon.model.when import from_edtf
from memcon.record import Filter, open_record
from memcon.views.briefing import Briefing, brief
from memcon.views.explanation import names_of
from tests.record.factories import article, evidence

ACTORS = (
    Actor(id="EST", name="Estonia", kind="state", state="EST", sector="GOV"),
    Actor(id="NOR", name="Norway", kind="state", state="NOR", sector="GOV"),
)


@pytest.fixture
def briefing(tmp_path: Path) -> Briefing:
    articles, events, statements = [], [], []
    for month in range(24):
        day = f"{2021 + month // 12}-{month % 12 + 1:02d}-10"
        kind, verb, never = ("SUPPORT", "praised", "never ") if month < 12 else ("ACCUSE", "accused", "")
        text = f"Estonia {verb} Norway over ferry {month}. It will {never}close the strait to ferries of Norway."
        found = article(text, outlet="The Courier", published=day)
        act, content = evidence(found, f"Estonia {verb} Norway"), evidence(found, text.partition(". ")[2][:-1])
        articles.append(found)
        events.append(
            Event(id=f"ev-{month:02d}", article=found.id, type=kind, source=("EST",), target=("NOR",), confidence=0.8,
                  trigger=act.span, channel="diplomatic", when=from_edtf(day, basis="stated"), evidence=(act,))
        )  # fmt: skip
        if month in (3, 15):
            statements.append(
                Statement(id=f"st-{month}", article=found.id, speaker=Party(actor="EST", name="Estonia"),
                          content=(content.span,), subjects=("strait",), claim=f"cl-{month}", confidence=0.9,
                          evidence=(content,))
            )  # fmt: skip
    links = tuple(ArticleLinks(article=a.id, origin=a.id) for a in sorted(articles, key=lambda a: a.id))
    relations = find_relations(events, ACTORS, origins={})
    with open_record(tmp_path / "m.db", write=True, create=True) as record:
        record.put([(found, Reading(article=found, reader="x"), "read") for found in articles])
        linked = Linked(actors=ACTORS, articles=links, statements=tuple(statements), events=tuple(events),
                        relations=relations)  # fmt: skip
        record.write_links(linked, opinions={})
        pair = Filter(between=(frozenset({"EST"}), frozenset({"NOR"})))
        return brief(record, pair, subject="Estonia and Norway", names=names_of(record))


def told(briefing: Briefing, heading: str) -> list[str]:
    return [said.text for section in briefing.sections if section.heading == heading for said in section.sentences]


def test_a_move_is_told_with_its_numbers_and_cited_by_the_acts_that_began_it(briefing: Briefing) -> None:
    assert told(briefing, "In short") == ["Words between the two have been more hostile since January 2022."]
    assert told(briefing, "How the two moved") == [
        "From January 2022 on, words between the two were more hostile than before: the mean of the months went from "
        "plus 5.0 to minus 3.0 on the PLOVER scale, which runs from minus 10 for conflict to plus 10 for cooperation."
    ]
    (section,) = [section for section in briefing.sections if section.heading == "How the two moved"]
    assert {citation.quote for citation in section.sentences[0].citations} == {"Estonia accused Norway"}


def test_a_word_taken_back_is_told_with_both_days(briefing: Briefing) -> None:
    assert told(briefing, "Where one side said both") == [
        "On strait, Estonia said “It will never close the strait to ferries of Norway”, as reported on 10 April 2021; "
        "later, as reported on 10 April 2022, the opposite: “It will close the strait to ferries of Norway”."
    ]
