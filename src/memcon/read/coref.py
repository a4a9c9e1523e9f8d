"""Phrases without a name, taken in the order of reading, each brought to the actor it stands for.

`Foreign Minister Leyla Aksoy flew to Riga. The Turkish diplomat met her Latvian counterpart` yields Aksoy for the
second subject and Latvia's foreign minister of that day, whom the article does not name, for the counterpart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from memcon.lexicon.lexicon import Lexicon
from memcon.read.actor_figures import Cast
from memcon.read.actor_scene import Antecedent, Scene
from memcon.read.actor_titles import HitMap
from memcon.read.actor_words import Words
from memcon.read.clause_sides import side_cues
from memcon.read.describe import resolve_description
from memcon.read.descriptions import Description, find_descriptions
from memcon.read.noun_phrases import Grid
from memcon.read.plurals import Plural, find_plurals, resolve_plural
from memcon.read.pronouns import (
    FIRST,
    HE,
    OWN,
    PRONOUNS,
    SHE,
    fronted_subject,
    resolve_pronoun,
)
from memcon.read.quoted_speakers import speaker_tokens
from memcon.read.salience import Item, Ledger, item_of, role_weight


@dataclass(slots=True)
class Draft:
    """A mention in the making: tokens `first`..`end - 1`, its head, what it stands for; the name itself from `core`."""

    first: int
    end: int
    head: int
    form: str
    actor: str | None
    confidence: float
    members: tuple[str, ...] = ()
    core: int = -1

    def __post_init__(self) -> None:
        if self.core < 0:
            self.core = self.first


def resolve_all(
    grid: Grid,
    lexicon: Lexicon,
    words: Words,
    hits: HitMap,
    cast: Cast,
    named: list[Draft],
    *,
    on: date | None,
    home: str | None = None,
    issuer: str = "",
) -> list[Draft]:
    """Drafts of all phrases that stand for an actor without naming it; `named` are those that name one.

    `home` and `issuer` are the state and the name of whoever issued an official text.
    """
    figures = _figures_by_token(named)
    ledger = Ledger(grid, cast, named=figures)
    scene = Scene(
        grid=grid, lexicon=lexicon, words=words, cast=cast, ledger=ledger, on=on, home=home, issuer=issuer.lower()
    )
    scene.figures.update(figures)
    scene.names.update({token: hit.entry.id for token, hit in hits.at.items()})
    for draft in named:
        if draft.actor:
            scene.ledger.total[draft.actor] += 1
    descriptions = find_descriptions(grid, lexicon, words, hits, figures, cast)
    plurals = find_plurals(grid, words, set(figures))
    claimed = {plural.head for plural in plurals}
    titles = {token for draft in named for token in range(draft.first, draft.core)}
    descriptions = [one for one in descriptions if one.head not in claimed and one.head not in titles]
    found: list[Draft] = []
    _Walk(scene, named, descriptions, plurals, found).run()
    return found


def _figures_by_token(named: list[Draft]) -> dict[int, str]:
    """The figure of each token of a name, the narrower name first ("Russian" inside a longer phrase stays RUS)."""
    found: dict[int, str] = {}
    for draft in sorted(named, key=lambda draft: draft.end - draft.core):
        if draft.actor:
            for token in range(draft.core, draft.end):
                found.setdefault(token, draft.actor)
    return found


class _Walk:
    """One pass over an article's phrases in the order in which a reader settles them."""

    def __init__(
        self,
        scene: Scene,
        named: list[Draft],
        descriptions: list[Description],
        plurals: list[Plural],
        out: list[Draft],
    ) -> None:
        self.scene = scene
        self.out = out
        self.speakers = speaker_tokens(scene.grid)
        self.steps: list[tuple[float, int, Callable[[], None]]] = []
        grid = scene.grid
        for draft in named:
            self._at(draft.head, 0, partial(self._name, draft))
        for description in descriptions:
            self._at(description.head, 2, partial(self._description, description))
        for plural in plurals:
            self._at(plural.head, 1, partial(self._plural, plural))
        heads = {draft.head for draft in named} | {one.head for one in descriptions} | {one.head for one in plurals}
        for index, word in enumerate(grid.lower):
            if not grid.live[index] or index in heads:
                continue
            if word in PRONOUNS and (grid.tags[index][:2] in ("PR", "WP", "WD")):
                self._at_pronoun(index)
            elif (
                grid.tags[index].startswith("NN")
                and grid.deps[index] not in ("compound", "amod", "nmod", "npadvmod")
                and index not in scene.figures
            ):
                self._at(index, 3, partial(self._thing, index))

    def run(self) -> None:
        for _, _, step in sorted(self.steps, key=lambda step: step[:2]):
            step()

    def _at(self, index: float, order: int, step: Callable[[], None]) -> None:
        self.steps.append((index, order, step))

    def _at_pronoun(self, index: int) -> None:
        """Pronouns that look ahead are settled behind what they look at."""
        grid = self.scene.grid
        place: float = index
        if grid.lower[index] in FIRST:
            if grid.quoted[index] < 0:
                return
            place = max(index, self.speakers.get(grid.quoted[index], index)) + 0.6
        elif (subject := fronted_subject(grid, index)) is not None:
            place = subject + 0.5
        self._at(place, 4, partial(self._pronoun, index))

    def _name(self, draft: Draft) -> None:
        scene = self.scene
        if (draft.actor and draft.form != "demonym") or (draft.actor and scene.grid.tags[draft.head].startswith("NN")):
            item = item_of(
                scene.grid,
                scene.cast,
                first=draft.first,
                end=draft.end,
                head=draft.head,
                figure=draft.actor,
                confidence=draft.confidence,
            )
            scene.ledger.add(item)
            self._pair_of(item)

    def _pair_of(self, item: Item) -> None:
        """`Novak and Berger`: the two of them, as one more item."""
        grid, ledger = self.scene.grid, self.scene.ledger
        if grid.deps[item.head] != "conj" or item.figure is None:
            return
        other = ledger.at.get(grid.heads[item.head])
        if other is None or other.figure is None or other.figure == item.figure or other.type == "thing":
            return
        if grid.quoted[other.head] != grid.quoted[item.head]:
            return
        weight, subject = role_weight(grid, other.head)
        pair = Item(
            head=other.head,
            first=other.first,
            end=item.end,
            type="pair",
            members=(other.figure, item.figure),
            plural=True,
            weight=weight,
            subject=subject,
            speaks=other.speaks,
            confidence=min(item.confidence, other.confidence),
        )
        ledger.items.append(pair)
        ledger.by_sentence[grid.sentence[item.head]].append(pair)

    def _thing(self, index: int) -> None:
        grid = self.scene.grid
        weight, subject = role_weight(grid, index)
        plural = grid.tags[index] in ("NNS", "NNPS") or any(
            grid.deps[child] == "conj" and grid.tags[child].startswith("NN") for child in grid.children[index]
        )
        self.scene.ledger.add(
            Item(
                head=index,
                first=index,
                end=index + 1,
                type="thing",
                plural=plural,
                weight=weight - 8.0,
                subject=subject,
            )
        )

    def _description(self, description: Description) -> None:
        scene = self.scene
        found = resolve_description(scene, description)
        if found is None:
            if description.plural or description.type not in ("role", "office", "person", "epithet"):
                self._thing(description.head)
            else:
                self._somebody(description)
            return
        if found.figure or found.members or not self._told_by_name(description):
            self._note(description.first, description.end, description.head, found)
        self.out.append(
            Draft(
                description.first,
                description.end,
                description.head,
                found.form,
                found.figure,
                found.confidence,
                found.members,
            )
        )

    def _somebody(self, description: Description) -> None:
        """A person who is no actor of the record (`a child`, `the driver`): whom a pronoun may mean all the same."""
        if self._told_by_name(description):
            return
        weight, subject = role_weight(self.scene.grid, description.head)
        self.scene.ledger.add(
            Item(
                head=description.head,
                first=description.first,
                end=description.end,
                type="person",
                gender=description.gender,
                weight=weight,
                subject=subject,
            )
        )

    def _told_by_name(self, description: Description) -> bool:
        """Whether it is nobody else: the paper itself (`our reporter`), or named behind "be" (`Her host was Novak`)."""
        grid, head = self.scene.grid, description.head
        if grid.lower[description.first] in ("our", "my") and grid.quoted[head] < 0:
            return True
        verb = grid.heads[head]
        if grid.deps[head] != "nsubj" or grid.lemmas[verb] != "be":
            return False
        told = [child for child in grid.children[verb] if grid.deps[child] == "attr" and child > head]
        told += [child for one in told for child in grid.children[one] if grid.deps[child] == "appos"]
        return any(one in self.scene.figures for one in told)

    def _note(self, first: int, end: int, head: int, found: Antecedent) -> None:
        scene = self.scene
        if found.figure is not None:
            item = item_of(
                scene.grid,
                scene.cast,
                first=first,
                end=end,
                head=head,
                figure=found.figure,
                confidence=found.confidence,
            )
            scene.ledger.add(item)
            self._pair_of(item)
            return
        weight, subject = role_weight(scene.grid, head)
        scene.ledger.add(
            Item(
                head=head,
                first=first,
                end=end,
                type="pair" if found.members else "person",
                members=found.members,
                plural=bool(found.members) or found.plural,
                weight=weight,
                subject=subject,
                confidence=found.confidence,
            )
        )

    def _plural(self, plural: Plural) -> None:
        speaker = self.speakers.get(self.scene.grid.quoted[plural.head], -1)
        item = self.scene.ledger.at.get(speaker)
        members, confidence = resolve_plural(self.scene.ledger, plural, speaker=item.figure if item else None)
        found = Antecedent(figure=None, members=members, confidence=confidence, form="plural", plural=True)
        self._note(plural.first, plural.end, plural.head, found)
        self.out.append(Draft(plural.first, plural.end, plural.head, "plural", None, confidence, members))

    def _pronoun(self, index: int) -> None:
        scene = self.scene
        cues = side_cues(scene.grid, scene.cast, scene.figures, index)
        found = resolve_pronoun(scene.ledger, index, speakers=self.speakers, cues=cues)
        if found is None:
            return
        form = "plural" if found.members else "pronoun"
        self.out.append(Draft(index, index + 1, index, form, found.figure, found.confidence, found.members))
        if (scene.grid.lower[index] in FIRST and scene.grid.quoted[index] >= 0) or not (found.figure or found.members):
            return
        if found.confidence < 0.5:
            return
        if found.figure:
            self._learn_gender(index, found.figure, found.confidence)
            scene.figures.setdefault(index, found.figure)
            item = item_of(
                scene.grid,
                scene.cast,
                first=index,
                end=index + 1,
                head=index,
                figure=found.figure,
                confidence=found.confidence,
            )
            scene.ledger.add(item)
        elif scene.grid.lower[index] not in OWN:
            weight, subject = role_weight(scene.grid, index)
            scene.ledger.add(
                Item(
                    head=index,
                    first=index,
                    end=index + 1,
                    type="pair",
                    members=found.members,
                    plural=True,
                    weight=weight,
                    subject=subject,
                    confidence=found.confidence,
                )
            )

    def _learn_gender(self, index: int, figure: str, confidence: float) -> None:
        """A sure `she` tells the gender of a person of whom nothing else does."""
        known, word = self.scene.cast[figure], self.scene.grid.lower[index]
        if known.kind == "person" and known.gender is None and confidence >= 0.74 and word in HE | SHE:
            known.gender = "m" if word in HE else "f"
