"""Machine rewording is told without the original; human prose is left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from memcon.link.rewording import rewording_probability, rewording_scores

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
