"""A briefing says nothing that the record does not carry, and says it so that it can be read aloud."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from memcon.errors import UsageError
from memcon.model.actor import Actor, Party
from memcon.model.identify import stable_id
from memcon.model.link import Account, ArticleLinks, Difference, Encounter, Linked, Side
from memcon.model.reading import Answer, Ask, Event, Forecast, Holder, Place, Reading, Sentence, Statement
from memcon.model.span import Span
from memcon.model.when import When, from_edtf
from memcon.record import Filter, Record, open_record
from memcon.render.briefing import as_docx, as_html, as_markdown
from memcon.views.briefing import Briefing, Citation, Said, Section, brief, pair_of
from memcon.views.encounter_brief import brief_encounter
from memcon.views.explanation import names_of
from tests.record.factories import article, evidence

ONE = (
    "Norway's Ida Dahl visited Tallinn on 3 May 2022. She asked Estonia to open the strait. “The strait is ours,” Juri "
    "Tamm said. Estonia will probably open it by August 2022. Estonia sent Norway two ferries on 9 June 2022."
)
TWO = (
    "Ida Dahl was in Tallinn on 4 May 2022. The United States banned ferries of Norway in June 2022. "
    "Estonia got loans from the United States in June 2022. Tallinn refused to open the strait on 1 July 2022."
)
ACTORS = (
    Actor(id="EST", name="Estonia", kind="state", state="EST", sector="GOV"),
    Actor(id="NOR", name="Norway", kind="state", state="NOR", sector="GOV"),
    Actor(id="USA", name="United States", kind="state", state="USA", sector="GOV"),
    Actor(id="ida-dahl", name="Ida Dahl", kind="person", state="NOR"),
    Actor(id="juri-tamm", name="Juri Tamm", kind="person", state="EST"),
)
PAIR = Filter(between=(frozenset({"EST"}), frozenset({"NOR"})))


def day(edtf: str) -> When:
    return from_edtf(edtf, basis="stated")


def sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(span=Span(m.start(), m.end())) for m in re.finditer(r"[^.]+\.[ ”]?", text))


@pytest.fixture
def record(tmp_path: Path) -> Any:
    one = article(ONE, outlet="The Courier", published="2022-06-10")
    two = article(TWO, outlet="The <b>Mail</b> *bold*", published="2022-07-02")

    def event(found: Any, kind: str, source: str, target: str, quote: str, when: str, **fields: Any) -> Event:
        rows = (evidence(found, quote),)
        return Event(id=stable_id("ev", kind, quote), article=found.id, type=kind, source=(source,), target=(target,),
                     trigger=rows[0].span, when=day(when), confidence=0.9, evidence=rows, **fields)  # fmt: skip

    visits = (
        event(one, "CONSULT", "ida-dahl", "EST", "Ida Dahl visited Tallinn", "2022-05-03", encounter_kind="visit"),
        event(two, "CONSULT", "ida-dahl", "EST", "Ida Dahl was in Tallinn", "2022-05-04", encounter_kind="visit"),
    )
    acts = (
        event(one, "AID", "EST", "NOR", "Estonia sent Norway two ferries", "2022-06-09"),
        event(two, "SANCTION", "USA", "NOR", "The United States banned ferries of Norway", "2022-06"),
        event(two, "AID", "USA", "EST", "loans from the United States", "2022-06"),
    )
    said = evidence(one, "The strait is ours")
    statement = Statement(
        id="st-1", article=one.id, speaker=Party(actor="juri-tamm", name="Juri Tamm"), content=(said.span,),
        mode="direct", confidence=0.9, evidence=(said,),
    )  # fmt: skip
    encounter = Encounter(
        id="en-1", kind="visit", status="held", participants=("EST", "ida-dahl"), when=day("2022-05-03"),
        place=Place(name="Tallinn", state="EST"), independent=2, confidence=0.9,
        accounts=(
            Account(article=one.id, events=(visits[0].id,), statements=("st-1",)),
            Account(article=two.id, events=(visits[1].id,)),
        ),
        evidence=visits[0].evidence + visits[1].evidence,
    )  # fmt: skip
    sides = tuple(
        Side(value=edtf, articles=(found.id,), evidence=(evidence(found, quote),))
        for edtf, found, quote in (("2022-05-03", one, "on 3 May 2022"), ("2022-05-04", two, "on 4 May 2022"))
    )
    difference = Difference(
        id="di-1", encounter="en-1", aspect="date", basis="observed", summary="The day is given twice.", sides=sides,
        confidence=0.8, evidence=sides[0].evidence + sides[1].evidence,
    )  # fmt: skip
    refusal = evidence(two, "Tallinn refused to open the strait")
    ask = Ask(
        id="ak-1", article=one.id, asker=("ida-dahl",), asked=("EST",), what="open the strait", status="refused",
        when=day("2022-05-03"), confidence=0.8, evidence=(evidence(one, "asked Estonia to open the strait"),),
        answers=(Answer(kind="refused", when=day("2022-07-01"), evidence=(refusal,)),),
    )  # fmt: skip
    forecast = Forecast(
        id="fc-1", article=one.id, holder=Holder(), claim="Estonia open it", actors=("EST", "NOR"), confidence=0.8,
        horizon=day("2022-07-01"), when=day("2022-06-10"), evidence=(evidence(one, "Estonia will probably open it"),),
    )  # fmt: skip
    linked = Linked(
        actors=ACTORS, events=tuple(sorted(visits + acts, key=lambda e: e.id)), statements=(statement,),
        articles=tuple(ArticleLinks(article=a.id, origin=a.id) for a in sorted((one, two), key=lambda a: a.id)),
        encounters=(encounter,), differences=(difference,), asks=(ask,), forecasts=(forecast,),
    )  # fmt: skip
    with open_record(tmp_path / "m.db", write=True, create=True) as made:
        readings = [Reading(article=a, sentences=sentences(a.text), reader="1/rules/x") for a in (one, two)]
        made.put([(reading.article, reading, "read") for reading in readings])
        made.write_links(linked, opinions={})
        yield made


@pytest.fixture
def briefing(record: Record) -> Briefing:
    return brief(record, PAIR, subject="Estonia and Norway", names=names_of(record))


def texts(briefing: Briefing, heading: str) -> list[str]:
    return [said.text for section in briefing.sections if section.heading == heading for said in section.sentences]


def test_every_sentence_is_cited(briefing: Briefing) -> None:
    said = [said for section in briefing.sections for said in section.sentences]
    assert len(said) > 6
    assert all(one.citations for one in said)


def test_nothing_on_record_is_said(record: Record) -> None:
    empty = brief(record, replace(PAIR, since="2031-01-01"), subject="Estonia and Norway", names=names_of(record))
    said = "Nothing on this from 1 January 2031 is on record of confidence 0.5 or more, from 2 articles taken in."
    assert (empty.sections, empty.note) == ((), said)
    assert said in as_markdown(empty)
    assert said in as_html(empty)
    assert "Sources" not in as_html(empty)
    assert as_docx(empty)


def test_footnotes_are_slices_of_their_articles(briefing: Briefing, record: Record) -> None:
    for citation in (c for s in briefing.sections for said in s.sentences for c in said.citations):
        found = record.article(citation.article)
        assert found is not None
        assert found.text[slice(*citation.span)] == citation.quote


def test_the_sentences_of_a_pair(briefing: Briefing) -> None:
    mail = "The <b>Mail</b> *bold*"
    assert texts(briefing, "Encounters") == [
        f"Ida Dahl visited Tallinn on 3 May 2022; The Courier and {mail} report it independently."
    ]
    assert texts(briefing, "Where accounts differ") == [
        "Accounts of the visit of 3 May 2022 between Estonia and Ida Dahl differ on the day: The Courier gives "
        f"3 May 2022; {mail} gives 4 May 2022."
    ]
    assert texts(briefing, "Asks answered") == [
        "A request by Ida Dahl to Estonia, on 3 May 2022, was refused on 1 July 2022: “She asked Estonia to open the "
        f"strait”. The answer, in {mail}: “Tallinn refused to open the strait on 1 July 2022”."
    ]
    assert texts(briefing, "Forecasts still open") == [
        "The author of The Courier of 10 June 2022 foretells: “Estonia will probably open it by August 2022”. It was "
        "due by 1 July 2022, and the record does not tell whether it came true."
    ]
    assert texts(briefing, "What else was done") == [
        "The Courier reports aid by Estonia to Norway on 9 June 2022: “Estonia sent Norway two ferries on 9 June 2022”."
    ]


def test_third_parties_that_treat_the_two_differently(briefing: Briefing) -> None:
    found = texts(briefing, "What third parties did")
    assert len(found) == 2, found
    assert all(
        text.startswith("The United States treated the two differently in June 2022; towards ") for text in found
    )
    assert any("a sanction or cut in ties by the United States against Norway" in text for text in found)


def test_what_is_new_comes_first_and_is_told_once(record: Record) -> None:
    told = brief(record, PAIR, subject="x", names=names_of(record), since="2022-07-01")
    new = texts(told, "What changed since 1 July 2022")
    assert [text.partition(" Estonia")[0] for text in new] == [
        "A request by Ida Dahl to",
        "Accounts of the visit of 3 May 2022 between",
    ]
    assert not texts(told, "Asks answered")
    assert not texts(told, "Where accounts differ")
    assert texts(told, "Encounters")


def test_the_briefing_of_an_encounter(record: Record) -> None:
    told = brief_encounter(record, "en-1", names=names_of(record))
    assert told.title == "Briefing: the visit of 3 May 2022 between Estonia and Ida Dahl"
    assert texts(told, "What The Courier of 10 June 2022 says") == ["Juri Tamm says: “The strait is ours”."]
    assert len(texts(told, "What was asked")) == 1
    with pytest.raises(UsageError, match="no encounter"):
        brief_encounter(record, "ak-1", names=names_of(record))


def test_a_pair_is_two_states(record: Record) -> None:
    assert pair_of(record, PAIR) == ("EST", "NOR")
    assert pair_of(record, Filter(between=(frozenset({"juri-tamm"}), frozenset({"NOR"})))) == ("EST", "NOR")
    assert pair_of(record, Filter()) is None


def test_every_sentence_ends_in_its_footnotes_and_each_is_written_once(briefing: Briefing) -> None:
    text = as_markdown(briefing)
    told = [line for line in text.splitlines() if line.startswith("- ")]
    assert all(re.search(r"(\[\^\d+\])+$", line) for line in told)
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert defined == [str(n) for n in range(1, len(defined) + 1)]
    assert set(used) == set(defined)


def test_words_of_articles_are_text_in_every_form(briefing: Briefing) -> None:
    assert "<b>" not in as_html(briefing)
    assert "&lt;b&gt;Mail" in as_html(briefing)
    assert "\\<b\\>Mail" in as_markdown(briefing)
    assert "\\*bold\\*" in as_markdown(briefing)


def test_the_same_record_gives_the_same_bytes(briefing: Briefing) -> None:
    assert as_docx(briefing) == as_docx(briefing)
    assert as_html(briefing) == as_html(briefing)


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    '=HYPERLINK("http://x.example")',
    "\u202egnp.exe\u2066",
    "a\u200bb\u2060c\U000e0041d\u00ade",
    "[click](javascript:alert(1)) ![x](http://x.example/p.png) [^1]: no",
    "\x1b[31m\x07 \uffff",
    "</w:t><w:instrText>INCLUDETEXT</w:instrText>",
    "&lt;b&gt; &#x3c;script&#x3e; ]]>",
    "\u2028## Heading",
)


@pytest.fixture
def hostile(tmp_path: Path) -> Briefing:
    """A briefing all of whose names, titles and quotes were written to do harm, one of them a megabyte long."""
    with open_record(tmp_path / "h.db", write=True, create=True) as made:
        actors, events, links, readings = [], [], [], []
        for n, text in enumerate((*HOSTILE, "long " * 200_000)):
            found = article(f"{text} {n}.", id=f"art-{n}", outlet=text if n % 2 else None, title=text)
            row = evidence(found, found.text[:200])
            name = text if n % 3 else f"{text} {n}"
            actors.append(Actor(id=f"actor-{n}", name=name, kind="person"))
            events.append(
                Event(id=f"ev-{n}", article=found.id, type="ACCUSE", source=(f"actor-{n}",), trigger=row.span,
                      place=Place(name=text), confidence=0.9, evidence=(row,))
            )  # fmt: skip
            links.append(ArticleLinks(article=found.id, origin=found.id))
            readings.append(Reading(article=found, sentences=(Sentence(span=Span(0, len(found.text))),), reader="x"))
        made.put([(reading.article, reading, "read") for reading in readings])
        linked = Linked(actors=tuple(actors), events=tuple(events), articles=tuple(links))
        made.write_links(linked, opinions={})
        return brief(made, Filter(), subject="x" * 400 + HOSTILE[0], names=names_of(made))


UNSEEN = re.compile(
    "[\u200b\u2060\u202a-\u202e\u2066-\u2069\u00ad\x00-\x08\x0b-\x1f\ud800-\udfff\U000e0000-\U000e007f]"
)


def test_hostile_words_are_inert_in_html(hostile: Briefing) -> None:
    page = as_html(hostile)
    tags: list[str] = []
    found = HTMLParser()
    found.handle_starttag = lambda tag, attrs: tags.append(tag) or _harmless(attrs)  # type: ignore[method-assign, func-returns-value]
    found.feed(page)
    assert set(tags) <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "sup", "a", "ol", "li"}
    assert not UNSEEN.search(page)
    assert len(page) < 100_000
    page.encode()


def _harmless(attrs: list[tuple[str, str | None]]) -> None:
    assert all(not name.startswith("on") for name, _ in attrs)
    assert all((value or "").startswith("#") for name, value in attrs if name == "href")


def test_hostile_words_are_inert_in_markdown(hostile: Briefing) -> None:
    text = as_markdown(hostile)
    assert not UNSEEN.search(text)
    assert not re.search(r"(?<!\\)[<>]", text)
    assert not re.search(r"(?<!\\)\]\(", text), "no links, no pictures"
    assert all(line.startswith(("# ", "## ", "- ", "[^")) for line in text.splitlines() if line)
    assert len(text) < 100_000
    text.encode()


def test_hostile_words_are_inert_in_docx(hostile: Briefing) -> None:
    from docx import Document

    data = as_docx(hostile)
    document = Document(io.BytesIO(data))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "<script>alert(1)</script>" in words, "as text"
    assert not UNSEEN.search(words)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = parts.read("word/document.xml").decode()
        relations = parts.read("word/_rels/document.xml.rels").decode()
    assert "<w:instrText" not in body, "no fields"
    assert "w:hyperlink" not in body
    assert 'TargetMode="External"' not in relations


def test_half_characters_are_shown_as_such() -> None:
    citation = Citation(label="\ud800", quote="a \udfff", article="art", span=(0, 3), line="x")
    section = Section(heading="h", sentences=(Said(text="\ud83d.", citations=(citation,)),))
    made = Briefing(title="\udead", sections=(section,))
    assert "\ufffd" in as_html(made).encode().decode()
    assert as_markdown(made).encode()
    assert as_docx(made)
