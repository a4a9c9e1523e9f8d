"""Linking a part gives what linking everything gives: new articles in any order, corrections and their withdrawal."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from memcon import ingest, relink
from memcon.ingest import Settings
from memcon.model.article import Article
from memcon.model.decision import Verdict
from memcon.model.kinds import LINKED_KINDS
from memcon.model.reading import Reading
from memcon.record import Filter, Record, open_record
from tests.benches import bench

SETTINGS = Settings(reader="rules")
EVERYTHING = Filter(min_confidence=0, rejected=True)

PEOPLE = {
    "Estonian": ("Ana Roos", "Juri Tamm"),
    "Norwegian": ("Lars Lie", "Ida Dahl"),
    "Finnish": ("Aino Salo", "Eero Vaara"),
}
TALKS = ("held talks with", "called", "met", "held a video conference with", "will visit", "invited")
TOPICS = ("the cable in the gulf", "grain quotas", "the ferry line", "border wardens", "a cod treaty")
CLAIMS = (
    "the two capitals would sign the cod treaty before the summer",
    "nobody would touch the cable in the gulf",
    "wardens on both banks had found no trace of the missing boat",
)


def told(chance: random.Random) -> str:
    """A short article about contacts of ministers of three states, with statements, asks and forecasts."""
    one, other = chance.sample(sorted(PEOPLE), 2)
    a, b = chance.choice(PEOPLE[one]), chance.choice(PEOPLE[other])
    day = chance.choice(("Monday", "Tuesday", "3 May 2023", "Friday", "11 May 2023"))
    parts = [
        f"{one} Foreign Minister {a} {chance.choice(TALKS)} {other} Foreign Minister {b} on {day}.",
        f"They spoke about {chance.choice(TOPICS)} and {chance.choice(TOPICS)}.",
    ]
    if chance.random() < 0.7:
        parts.append(f"{a.split()[1]} said that {chance.choice(CLAIMS)}.")
    if chance.random() < 0.4:
        parts.append(f"{a.split()[1]} asked {b.split()[1]} to lift the ban on {chance.choice(('herring', 'timber'))}.")
    if chance.random() < 0.3:
        parts.append(f"Analysts said {b.split()[1]} was unlikely to visit Tallinn before June.")
    if chance.random() < 0.3:
        parts.append(f"{other} wardens lifted the ban on {chance.choice(('herring', 'timber'))} last week.")
    if chance.random() < 0.3:
        parts.append(f"“We will keep {chance.choice(TOPICS)} open,” {b.split()[1]} told reporters.")
    return " ".join(parts)


def articles(seed: int, number: int) -> list[Article]:
    """Articles of May 2023, some of them copies of others."""
    from tests.conftest import make_article

    chance = random.Random(seed)
    made: list[Article] = []
    for n in range(number):
        text = told(chance)
        if made and chance.random() < 0.2:
            text = chance.choice(made).text + chance.choice(("", " More follows in the evening edition of this paper."))
        day = chance.choice(("2023-05-01", "2023-05-03", "2023-05-04", "2023-05-12", "2023-06-20", None))
        made.append(make_article(text, published=day, outlet=f"Paper {n}", title=chance.choice((None, text[:40]))))
    return made


@pytest.fixture(scope="module")
def read_once(reader: Any) -> dict[str, Reading]:
    """Readings by article id, each made once."""
    return {}


@pytest.fixture(autouse=True)
def always_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are linked in the smallest record too."""
    monkeypatch.setattr(relink, "FEWEST", 1)
    monkeypatch.setattr(relink, "MOST_SHARE", 100)


class Pile:
    """A record that articles and decisions are put to, beside one that is linked all anew."""

    def __init__(self, path: Path, reader: Any, readings: dict[str, Reading]) -> None:
        self.record = open_record(path, write=True, create=True)
        self._reader, self._readings = reader, readings

    def take(self, found: Sequence[Article]) -> None:
        for article in found:
            if article.id not in self._readings:
                self._readings[article.id] = next(iter(self._reader.read([article])))
        self.record.put([(article, self._readings[article.id], "read") for article in found])
        ingest.relink(self.record, SETTINGS)


def lines(record: Record) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {
        kind: sorted(record.lines(kind, EVERYTHING), key=lambda o: o["id"]) for kind in LINKED_KINDS
    }
    found["articles"] = record.lines("articles")
    return found


def compare(record: Record) -> None:
    """The record as it is, and linked all anew, are the same."""
    part = lines(record)
    assert list(record.problems()) == []
    assert ingest.relink(record, SETTINGS, force=True)
    whole = lines(record)
    for kind in whole:
        assert {o["id"]: o for o in part[kind]} == {o["id"]: o for o in whole[kind]}, kind


@pytest.mark.parametrize("seed", range(3))
def test_articles_one_after_another_are_linked_as_all_at_once(
    seed: int, tmp_path: Path, reader: Any, read_once: dict[str, Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = articles(seed, 10)
    order = random.Random(seed + 100).sample(pile, len(pile))
    record = Pile(tmp_path / "a.db", reader, read_once)
    monkeypatch.setattr(relink, "relink_all", _counted(relink.relink_all))
    record.take(order[:3])
    for at in (3, 4, 7):
        record.take(order[at : {3: 4, 4: 7, 7: 10}[at]])
    assert _counted.calls == 1  # the first time only
    compare(record.record)
    record.record.close()


class _counted:
    """Counts the times that everything is linked."""

    calls = 0

    def __init__(self, function: Any) -> None:
        type(self).calls = 0
        self._function = function

    def __call__(self, *given: Any) -> None:
        type(self).calls += 1
        self._function(*given)


def decide(record: Record, chance: random.Random) -> None:
    """One correction by chance, of those that apply."""
    kind = chance.choice(("statements", "events", "encounters", "asks", "forecasts", "copies", "stories", "actors"))
    found = sorted(record.lines(kind, EVERYTHING), key=lambda o: o["id"])
    if not found:
        return
    line = chance.choice(found)
    verdicts: list[tuple[Verdict, str | None, str | None]] = [("accept", None, None), ("reject", None, None)]
    others = [o for o in found if o["id"] != line["id"]]
    if others and kind != "copies":
        verdicts += [("merge", None, chance.choice(others)["id"])] * 2
    if kind in ("events", "encounters"):
        verdicts += [("split", None, None), ("set", "when", "2023-05-09"), ("set", "status", "planned")]
    if kind == "statements":
        verdicts += [("set", "speaker", chance.choice(("ana-roos", "lars-lie", "NOR", "vladimir-putin")))] * 2
    verdict, field, value = chance.choice(verdicts)
    ingest.decide(record, SETTINGS, verdict, line["id"], field=field, value=value, author="tester")


@pytest.mark.parametrize("seed", range(3))
def test_corrections_and_their_withdrawal_are_linked_as_all_at_once(
    seed: int, tmp_path: Path, reader: Any, read_once: dict[str, Reading]
) -> None:
    chance = random.Random(seed)
    record = Pile(tmp_path / "a.db", reader, read_once)
    record.take(articles(seed, 8))
    before = lines(record.record)
    for _ in range(4):
        decide(record.record, chance)
        compare(record.record)
    record.take(articles(seed + 50, 2))
    compare(record.record)
    for decision in record.record.decisions():
        ingest.withdraw(record.record, SETTINGS, decision.id)
        compare(record.record)
    assert before["articles"]
    record.record.close()


def test_what_is_decided_after_linking_was_asked_for_is_linked_with_it(
    tmp_path: Path, reader: Any, read_once: dict[str, Reading]
) -> None:
    pile = Pile(tmp_path / "a.db", reader, read_once)
    record = pile.record
    pile.take(articles(0, 8))
    line = record.page("events", limit=1)[0]
    decision = ingest.keep_decision(record, SETTINGS, "reject", line["id"], author="tester")
    state = record.link_state()
    lexicon = ingest_lexicon()
    relink.relink_part(record, lexicon, state.version, changed=())  # asked for before the decision was kept
    assert record.link_state().decided == {decision.id}
    assert record.several([line["id"]])[line["id"]][1]["rejected"]
    compare(record)
    record.close()


def ingest_lexicon() -> Any:
    from memcon.lexicon import load_lexicon

    return load_lexicon(SETTINGS.lexicon)


def test_a_record_that_grows_large_is_linked_anew_by_words(
    monkeypatch: pytest.MonkeyPatch, reader: Any, read_once: dict[str, Reading], tmp_path: Path
) -> None:
    found = articles(3, 4)
    monkeypatch.setattr(relink, "MOST_JUDGED", 3)
    pile = Pile(tmp_path / "r.db", reader, read_once)
    pile.take(found[:3])
    assert not pile.record.link_state().version.endswith("/by words")
    pile.take(found[3:])
    assert pile.record.link_state().version.endswith("/by words")
    compare(pile.record)


@pytest.mark.parametrize("judged", [True, False])
@pytest.mark.parametrize("seed", range(2))
def test_a_dense_record_that_grows_by_parts_is_linked_as_all_at_once(
    seed: int, judged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles of a few weeks on few people, most with copies, rival asks and tellings of one contact."""
    scale = bench("linking_scale")
    monkeypatch.setattr(relink, "MOST_JUDGED", 10_000 if judged else 1)
    monkeypatch.setattr(relink, "relink_all", _counted(relink.relink_all))
    pile = scale.digests(70, seed=seed, last_days=60)
    random.Random(seed).shuffle(pile)
    with open_record(tmp_path / "r.db", write=True, create=True) as record:
        for first, last in ((0, 45), (45, 46), (46, 60), (60, 70)):
            scale._put(record, pile[first:last])
            ingest.relink(record, SETTINGS)
        assert _counted.calls == 1
        compare(record)
