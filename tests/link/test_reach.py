"""Which articles may bear on one another: they share a key; others do not."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from memcon.link.copies import find_copies
from memcon.link.copy_candidates import Sketch, candidates, sketch_from, sketch_of
from memcon.link.copy_texts import copy_text
from memcon.link.reach import reach_of
from memcon.model.article import Article
from memcon.model.digest import Digest

Tell = Callable[..., Any]


def meet(one: Digest, other: Digest) -> bool:
    """Whether the first finds the second by a key."""
    mine, theirs = (reach_of(d, named=(), origin=f"or-{d.article.id}") for d in (one, other))
    return bool(mine.sought & theirs.own)


def call(tell: Tell, name: str, who: tuple[str, ...], day: str | None, printed: str | None = "2023-05-04") -> Digest:
    text = f"{name.upper()}: the two sides spoke about {name} matters by telephone."
    found: Digest = tell(name, text, printed).contact("spoke", "call", who, day).digest
    return found


def test_contacts_of_a_pair_within_weeks_meet(tell: Tell) -> None:
    assert meet(
        call(tell, "a", ("roos", "lie"), "2023-05-03"), call(tell, "b", ("roos", "dahl"), "2023-05-08", "2023-06-20")
    )


def test_contacts_of_other_pairs_or_years_do_not(tell: Tell) -> None:
    one = call(tell, "a", ("roos", "lie"), "2023-05-03")
    assert not meet(one, call(tell, "b", ("roos", "FIN"), "2023-05-03", "2023-07-20"))
    assert not meet(one, call(tell, "c", ("roos", "lie"), "2021-05-03", "2021-05-04"))


def test_a_contact_without_a_day_meets_those_of_all_years(tell: Tell) -> None:
    undated = call(tell, "a", ("roos", "lie"), None, None)
    other = call(tell, "b", ("lie", "roos"), "2019-05-03", "2019-05-04")
    assert meet(undated, other)
    assert meet(other, undated)


def test_a_sketch_is_kept_in_bytes(tell: Tell) -> None:
    found = sketch_of(
        copy_text(tell("a", "One two three four five six seven eight nine ten eleven. " * 4, None).digest)
    )
    again = sketch_from(found.to_bytes())
    assert again.words.tolist() == found.words.tolist()
    assert again.names.tolist() == found.names.tolist()
    assert again.prints.tolist() == found.prints.tolist()


HARBOUR = (
    "The harbour board approved 40 freight wagons in Larnhaven on Monday, as cameras rolled.",
    "After weeks of heavy rain, the rail regulator put a stop to 12 kilometres of cable.",
    "Insurers have yet to say who will pick up the bill for the flood gates by the old depot.",
    "A second hearing before the water ministry is pencilled in for the end of the month.",
    "Local radio carried the news between two requests for dance music on Tuesday night.",
)


def test_the_same_sentences_in_another_order_by_another_writer_are_no_copy(tell: Tell) -> None:
    class Outlets:
        def outlet(self, name: str) -> None:
            return None

    mine = "Nobody had expected it so soon. The mayor kept to her office and the ferry to its berth."
    one = tell("a", " ".join(HARBOUR), "2023-05-03").digest
    shuffled = [HARBOUR[at] for at in (3, 1, 4)]
    other = tell("b", f"{shuffled[0]} {mine} {shuffled[1]} {shuffled[2]}", "2023-05-04").digest
    kinds = [copy.kind for copy in find_copies([one, other], lexicon=Outlets(), reworded={})]  # type: ignore[arg-type]
    assert "near" not in kinds
    cut = tell("c", " ".join(HARBOUR[:4]), "2023-05-04").digest
    assert [copy.kind for copy in find_copies([one, cut], lexicon=Outlets(), reworded={})] == ["near"]  # type: ignore[arg-type]


def _scattered(seed: int, count: int) -> list[Sketch]:
    """Sketches of articles that share passages, names and whole texts with some others, some with crowds of them."""
    chance = random.Random(seed)
    passages = [" ".join(chance.choices(WORDS, k=24)) + "." for _ in range(12)]
    made = []
    for number in range(count):
        parts = [*chance.sample(passages, chance.randrange(1, 4)), " ".join(chance.choices(WORDS, k=30)) + "."]
        text = chance.choice((" ".join(parts), passages[0] * 3, f"{passages[1]} {parts[-1]}"))
        article = Article(id=f"a{number:03d}", text=text, sha256="0", language="en")
        made.append(sketch_of(copy_text(Digest(article=article))))
    return made


WORDS = tuple(f"{a}{b}" for a in ("Har", "bel", "cos", "den", "Fir") for b in ("ta", "lo", "rim", "ve", "sun", "ok"))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("count", [9, 60, 130])
def test_pairs_with_new_articles_are_those_among_all(seed: int, count: int) -> None:
    sketches = _scattered(seed, count)
    fresh = set(random.Random(seed + 50).sample(range(count), 4))
    whole, part = candidates(sketches), candidates(sketches, fresh)
    wanted = [pair for pair in whole.pairs if fresh & set(pair)]
    assert part.pairs == wanted
    assert part.thin == {pair for pair in whole.thin if fresh & set(pair)}
    mine = {int(value) for one in fresh for value in sketches[one].prints}
    assert part.stock & mine == whole.stock & mine
