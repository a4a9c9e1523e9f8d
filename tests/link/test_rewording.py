"""Machine rewording is told without the original; human prose is left alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from memcon.engine.executor import read_batch
from memcon.link.odd_words import odd_words, tokens_of
from memcon.link.rewording import rewording_probability, rewording_scores
from memcon.model.article import Article
from memcon.model.reading import Reading

HUMAN = (
    "The prime minister told reporters that the two leaders had discussed the ceasefire and the exchange of prisoners. "
    "The foreign ministry said in a statement that the talks were useful and that both sides would meet "
    "again. Officials "
    "in the capital declined to comment on the draft resolution of the Security Council. The defence minister "
    "had met his "
    "counterpart a day earlier to discuss military aid, natural gas and the security of nuclear power plants. "
    "The White "
    "House said that the president would make a decision in the coming weeks, after he has spoken with members of the "
    "Senate. Analysts said that the peace talks were unlikely to end the war before the end of the year."
)
SPUN = (
    "The chief pastor advised journalists that the 2 chiefs had mentioned the truce and the alternate of captives. The "
    "overseas ministry stated in an assertion that the talks had been helpful and that each side would encounter once "
    "more. Officers within the chapter declined to remark on the draft determination of the Safety Council. "
    "The protection "
    "pastor had met his counterpart a day earlier to debate army assist, pure gasoline and the safety of atomic energy "
    "vegetation. The White Home stated that the president would make a choice within the coming weeks, after "
    "he has spoken "
    "with the 5 elements of the Senate. Analysts stated that the peace discussions had been inconceivable to "
    "finish the battle."
)


def test_swapped_fixed_terms_give_a_machine_away() -> None:
    assert rewording_probability(HUMAN) < 0.1
    assert rewording_probability(SPUN) > 0.5


def test_spin_markup_counts() -> None:
    assert rewording_probability(
        HUMAN.replace("prisoners", "{prisoners|captives}").replace("talks", "{talks}")
    ) > rewording_probability(HUMAN)


def test_short_and_foreign_texts_are_not_judged() -> None:
    assert rewording_probability("The chief pastor.") == 0.0
    assert rewording_probability("Der Ministerpräsident empfing seinen Gast am Freitag in der Hauptstadt. " * 20) == 0.0
    assert rewording_probability("{" * 200_000) == 0.0


def test_scores_are_by_article(tell: Callable[..., Any]) -> None:
    scores = rewording_scores([tell("a", HUMAN).digest, tell("b", SPUN).digest])
    assert scores["a"] < scores["b"]


PRESS = (
    "The harbour master said on Tuesday that two ferries would be out of service until the end of the month because "
    "their rudders had been damaged in the storm. Passengers to the outer islands were asked to use the evening boat, "
    "which takes cars only by appointment. The mayor of the largest island complained that nobody had told her, and "
    "that the school bus now waited in vain. A repair yard on the mainland has promised to send divers on Thursday. "
    "The company is in talks with a Danish owner about a spare ship, but the port authority must first check whether "
    "its ramp fits the old quay. Fares stay the same for the time being."
)
LIGHT = (
    PRESS.replace("damaged", "harmed").replace("storm", "tempest").replace("school bus", "college transport")
    .replace("repair yard", "mending backyard").replace("spare ship", "extra send").replace("Fares", "Passages")
    .replace("harbour master", "harbor ace").replace("port authority", "harbour expert")
    .replace("mainland", "central area")
)  # fmt: skip


def test_local_news_in_unusual_words_is_not_reworded() -> None:
    assert rewording_probability(PRESS) < 0.3


def test_few_swaps_raise_the_probability() -> None:
    assert rewording_probability(LIGHT) > rewording_probability(PRESS) + 0.1


def test_a_swapped_word_is_odder_than_the_one_it_stands_for() -> None:
    human = tokens_of("The foreign minister told reporters in the capital about the talks on the ceasefire.", 99)
    spun = tokens_of("The overseas pastor advised journalists in the capital about the talks on the truce.", 99)
    one, other = odd_words(human), odd_words(spun)
    # "foreign", "minister", "reporters"; "told" is a function word here
    assert (other[[0, 1, 3]] > one[[0, 1, 2]] + 2).all()
    assert len(odd_words(["A", "1"])) == 0


def test_the_same_text_always_has_the_same_probability() -> None:
    assert {rewording_probability(SPUN) for _ in range(3)} == {rewording_probability(SPUN)}


def test_hostile_texts_cost_little() -> None:
    start = time.process_time()
    for part in ("a", "word ", "the the ", "{a", "é", "1 ", "”“"):
        assert 0 <= rewording_probability(part * (200_000 // len(part))) <= 1
    assert time.process_time() - start < 5


def test_what_reading_found_is_not_looked_for_again(tell: Callable[..., Any]) -> None:
    digest = tell("a", SPUN).digest
    assert rewording_scores([digest])["a"] > 0.5
    assert rewording_scores([replace(digest, reworded=0.25)]) == {"a": 0.25}


class Plain:
    """A reader that finds nothing."""

    def read(self, batch: Sequence[Article]) -> list[Reading]:
        """Empty readings."""
        return [Reading(article=article) for article in batch]


def test_reading_says_how_probably_a_text_is_reworded() -> None:
    given: Any = Plain()
    found = read_batch(given, [Article(id=text[:3], text=text, sha256="", language="en") for text in (SPUN, HUMAN)])
    said = [outcome.reading.reworded for outcome in found if outcome.reading is not None]
    assert said == [rewording_probability(SPUN), rewording_probability(HUMAN)]
