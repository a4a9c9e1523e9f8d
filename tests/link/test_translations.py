"""Copies in another language: one text in two tongues is told from two reports of one event."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.lexicon import load_lexicon
from memcon.link.copies import find_copies, find_origins
from memcon.link.copy_candidates import sketch_from, sketch_of
from memcon.link.copy_texts import copy_text
from memcon.link.copy_translated import notes_in
from memcon.link.local_words import local_names, number_at, skeletons, state_keys
from memcon.link.text_facts import paragraphs_of, text_facts
from memcon.model.article import Article, text_sha256
from memcon.model.digest import Digest
from memcon.model.link import Copy

ENGLISH = (
    "Ministers of Slovenia and Tunisia agreed in Bizerte on 4 February to share 26 rescue boats until 2029.\n\n"
    "The Slovenian minister, Mojca Hribar, said that 1,340 people had been pulled from the sea since 12 October. "
    "“We count boats, not flags,” she told reporters in the port.\n\nHer host, Karim Zouari, put the cost at "
    "17.5 million euros, of which Italy pays a third. A first crew of 85 trains in Koper from 1 March. Malta has "
    "not signed; Zouari travels to Valletta with the envoy of Portugal, Rui Tavares."
)
GERMAN = (
    "Die Minister Sloweniens und Tunesiens haben am 4. Februar in Bizerta vereinbart, sich bis 2029 26 "
    "Rettungsboote zu teilen.\n\nDie slowenische Ministerin Mojca Hribar sagte, seit dem 12. Oktober seien 1.340 "
    "Menschen aus dem Meer gezogen worden. „Wir zählen Boote, keine Flaggen“, sagte sie im Hafen vor "
    "Journalisten.\n\nIhr Gastgeber Karim Zouari bezifferte die Kosten auf 17,5 Millionen Euro, von denen "
    "Italien ein Drittel zahlt. Eine erste Mannschaft von 85 Leuten übt ab 1. März in Koper. Malta hat nicht "
    "unterschrieben; Zouari reist mit dem Gesandten Portugals, Rui Tavares, nach Valletta."
)
RUSSIAN = (
    "Министры Словении и Туниса 4 февраля договорились в Бизерте до 2029 года совместно использовать 26 "
    "спасательных катеров.\n\nМинистр Словении Мойца Хрибар сказала, что с 12 октября из моря подняли 1340 "
    "человек. «Мы считаем катера, а не флаги», — сказала она журналистам в порту.\n\nХозяин встречи Карим Зуари "
    "оценил расходы в 17,5 миллиона евро, треть которых платит Италия. Первый экипаж из 85 человек будет учиться "
    "в Копере с 1 марта. Мальта не подписала; Зуари едет в Валлетту с посланником Португалии Руи Таваресом."
)
CHINESE = (
    "斯洛文尼亚和突尼斯两国部长2月4日在比塞大商定，到2029年共用26艘救援艇。\n\n斯洛文尼亚部长莫伊察·赫里巴尔说，"
    "自10月12日以来已从海上救起1340人。“我们数的是船，不是旗帜，”她在港口对记者说。\n\n东道主卡里姆·祖阿里说费用为"
    "1750万欧元，其中意大利支付三分之一。第一批85名船员3月1日起在科佩尔训练。马耳他没有签字；祖阿里将同葡萄牙特使"
    "鲁伊·塔瓦雷斯前往瓦莱塔。"
)
REPORT = (
    "Nach langem Zögern beteiligt sich Slowenien an der Seenotrettung vor der Küste Tunesiens. Das gab "
    "Ministerin Mojca Hribar am Sonntag in Bizerta bekannt.\n\nFür das Land mit seinen 46 Kilometern Küste ist "
    "es eine Premiere. In Koper liegen derzeit 9 Boote, von denen 4 seit 2018 nicht mehr ausgelaufen sind. Die "
    "Opposition fragt, wer die 26 Boote bezahlen soll: Karim Zouari nannte 17,5 Millionen Euro, ein Gutachten "
    "der Universität Triest kommt auf 31 Millionen.\n\nItalien begrüßte den Schritt. Am 22. Februar berät das "
    "Parlament in Ljubljana. „Das ist erst der Anfang“, sagte der Abgeordnete Blaž Kos, der 2023 selbst auf "
    "einem Schiff war."
)


def digest(name: str, text: str, language: str | None = None, **fields: Any) -> Digest:
    """An article as linking takes it, unread."""
    fields = {"published": "2025-02-05", "outlet": name, **fields}
    return Digest(article=Article(id=name, text=text, sha256=text_sha256(text), language=language, **fields))


def found(*pile: Digest) -> list[Copy]:
    """The copies among some articles."""
    made = sorted(pile, key=lambda one: one.article.id)
    return [copy for copy in find_copies(made, lexicon=load_lexicon(), reworded={}) if copy.kind == "translated"]


SOURCE = digest("wire", ENGLISH, "en", published="2025-02-04")


@pytest.mark.parametrize(("language", "text"), [("de", GERMAN), ("ru", RUSSIAN), ("zh", CHINESE)])
def test_a_translation_is_a_copy_by_paragraphs(language: str, text: str) -> None:
    (copy,) = found(SOURCE, digest("paper", text, language))
    assert (copy.kind, copy.left, copy.right) == ("translated", "wire", "paper")
    assert copy.confidence >= 0.5
    pairs = [(span.left.of(ENGLISH)[:9], span.right.of(text)) for span in copy.spans if span.left]
    assert [head for head, _ in pairs] == ["Ministers", "The Slove", "Her host,"]
    assert [part for _, part in pairs] == text.split("\n\n")
    assert all(row.quote == row.span.of(ENGLISH if row.article == "wire" else text) for row in copy.evidence)


def test_both_have_one_origin() -> None:
    pile = [digest("paper", GERMAN, "de"), SOURCE]
    origins = find_origins(pile, found(*pile))
    assert origins["paper"] == origins["wire"]


def test_another_report_of_the_same_is_no_copy() -> None:
    assert found(SOURCE, digest("paper", REPORT, "de")) == []


def test_the_same_report_weeks_later_is_not_looked_at() -> None:
    assert found(SOURCE, digest("paper", GERMAN, "de", published="2025-03-20")) == []


def test_who_says_that_it_was_translated_is_the_later_one() -> None:
    noted = digest("paper", GERMAN + "\n\nAus dem Englischen von Jana Kolb", "de", published="2025-02-03")
    (copy,) = found(SOURCE, noted)
    assert (copy.left, copy.right) == ("wire", "paper")


def test_order_of_input_changes_nothing() -> None:
    pile = [SOURCE, digest("a", GERMAN, "de"), digest("b", RUSSIAN, "ru"), digest("c", REPORT, "de")]
    assert found(*pile) == found(*reversed(pile))


def test_sketches_keep_what_translations_keep() -> None:
    for one in (SOURCE, digest("paper", RUSSIAN, "ru")):
        sketch = sketch_of(copy_text(one))
        again = sketch_from(sketch.to_bytes())
        assert again.to_bytes() == sketch.to_bytes()
        assert again.tongue.keys.tolist() == sketch.tongue.keys.tolist()
        assert again.prints.tolist() == sketch.prints.tolist()


@pytest.mark.parametrize(
    ("note", "left", "whole"),
    [
        ("(Translated from the Russian by Ana Lis)", "original in Russian", True),
        ("This article was first published in German by Der Spiegel and translated for us.", "Der Spiegel", True),
        ("This interview was translated from the French.", "original in French", True),
    ],
)
def test_a_text_says_that_it_was_translated(note: str, left: str, whole: bool) -> None:
    text = "The miller had a donkey and no wind. " * 30 + "\n\n" + note
    (copy,) = found(digest("essay", text, "en"))
    assert (copy.left, copy.right, copy.confidence >= 0.5) == (left, "essay", True)
    assert (copy.spans[0].right.of(text).startswith("The miller")) is whole


@pytest.mark.parametrize(
    "text",
    [
        "Her novel, translated from the Czech into nine languages, won a prize in the spring.",
        "He read out the note, translated from Russian by the court, and sat down again.",
        "The promise has not translated into votes from Polish farmers.",
    ],
)
def test_what_is_only_told_of_translations_is_no_copy(text: str) -> None:
    assert found(digest("news", text + " More was not said that day.", "en")) == []


def test_a_passage_in_an_agency_s_translation_is_not_the_whole_text() -> None:
    text = (
        "He spoke for an hour. The dam would hold, he said, in a translation by Reuters. Then it rained. "
        + "More. " * 400
    )
    (copy,) = found(digest("news", text, "en"))
    assert copy.left == "Reuters"
    assert "Then it rained" not in copy.spans[0].right.of(text)
    assert find_origins([digest("news", text, "en")], [copy]).of("news") == find_origins(
        [digest("news", text, "en")], []
    ).of("news")


def test_numbers_days_and_names_are_one_in_all_languages() -> None:
    def told(text: str, language: str) -> set[tuple[str, str]]:
        return {(f.kind, f.value) for f in text_facts(text, language).facts if f.kind != "name"}

    facts = {("day", "3-12"), ("number", "3500000"), ("state", "DEU"), ("number", "1240")}
    assert told("On 12 March 1,240 helpers in Germany got 3.5 million euros.", "en") == facts
    assert told("On March 12, 1,240 helpers in Germany got 3.5 million euros.", "en") == facts
    assert told("Am 12. März bekamen 1.240 Helfer in Deutschland 3,5 Millionen Euro.", "de") == facts
    assert told("Le 12 mars, 1 240 aides ont reçu 3,5 millions d’euros en Allemagne.", "fr") == facts
    assert told("12 марта 1240 помощников в Германии получили 3,5 млн евро.", "ru") == facts
    assert told("3月12日，德国1240名助手获得350万欧元。", "zh") == facts
    assert told("Um 10:30 trafen 7 Gäste ein.", "de") == set()


def test_names_are_known_in_other_spellings() -> None:
    for one, other in (("Lyssenko", "Лысенко"), ("Lawrow", "Lavrov"), ("Kharkiv", "Харьков"), ("Çelik", "Chelik")):
        assert set(skeletons(one)) & set(skeletons(other)), (one, other)
    assert not set(skeletons("Tavares")) & set(skeletons("Zouari"))
    assert skeletons("Xi") == ()


def test_states_in_their_cases() -> None:
    names = local_names("ru")
    for form in ("Германия", "Германии", "Германией"):
        assert [names.states[key] for key in state_keys(form) if key in names.states] == ["DEU"]
    assert local_names("tlh").states == {}


def test_billions_are_not_the_same_everywhere() -> None:
    assert number_at("2.5 billion", 0, "en") == (2.5e9, 11)
    assert number_at("2,5 Milliarden", 0, "de") == (2.5e9, 14)
    assert number_at("40 mil personas", 0, "es") == (40_000, 6)
    assert number_at("1.5万人", 0, "zh") == (15_000, 4)
    assert number_at("none", 0, "en") is None


@given(st.text(max_size=400), st.sampled_from(["en", "de", "ru", "zh", "ar", "xx", None]))
@settings(max_examples=60, deadline=None)
def test_any_text_has_its_facts_in_place(text: str, language: str | None) -> None:
    facts = text_facts(text, language)
    assert all(0 <= f.span.start < f.span.end <= len(text) for f in facts.facts)
    assert all(span.of(text).strip() == span.of(text) for span in paragraphs_of(text))


@pytest.mark.parametrize("part", ["1.", "1 234 ", "“", "März ", "a b", "Aa ", "\n", "translated by ", "(", "1 de "])
def test_hostile_texts_cost_little(part: str) -> None:
    text = part * (200_000 // len(part))
    start = time.process_time()
    text_facts(text, "de")
    notes_in(text)
    assert time.process_time() - start < 5
