"""Pronouns: whom he, she, they, it, who, I and we stand for.

`Berger told Novak that he would not sign` yields Berger for `he` (the speaker keeps the floor); `It is clear that
...` yields nothing. Whatever is not an actor (a plan, talks) competes as well and, when it wins, silences the pronoun.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from memcon.read.clause_sides import contradicted
from memcon.read.noun_phrases import SPEECH, SUBJECTS, Grid
from memcon.read.salience import NEARNESS, Item, Ledger

HE = frozenset(("he", "him", "his", "himself"))


SHE = frozenset(("she", "her", "hers", "herself"))


IT = frozenset(("it", "its", "itself"))


THEY = frozenset(("they", "them", "their", "theirs", "themselves"))


FIRST = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))


RELATIVE = frozenset(("who", "whom", "whose", "which"))


PRONOUNS = HE | SHE | IT | THEY | FIRST | RELATIVE


SELF = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves"))


OWN = frozenset(("his", "her", "its", "their", "my", "our", "whose"))


AGENTIVE = (
    frozenset(
        """want seek refuse agree reject accept sign invade attack launch deploy impose threaten plan intend vow
    pledge promise offer demand urge accuse condemn denounce support back oppose recognise recognize
    withdraw ban summon expel recall arrest release send supply provide block veto ratify decide insist
    hope fear warn negotiate invite host help strike retaliate respond suspend resume join leave stop
    continue try attempt conduct hold claim annex approve order call ask request propose consider regard
    view see""".split()
    )
    | SPEECH
)


_EXPLETIVE = frozenset(
    "be seem appear become take remain turn happen look feel sound make help matter rain snow cost".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a pronoun stands for: one figure or several `members`; `confidence` of that."""

    figure: str | None
    members: tuple[str, ...]
    confidence: float


_NO_CUES: Mapping[str, float] = MappingProxyType({})
NOBODY = Found(None, (), 0.3)


def resolve_pronoun(
    ledger: Ledger, index: int, *, speakers: dict[int, int], cues: Mapping[str, float] = _NO_CUES
) -> Found | None:
    """Whom the pronoun at a token stands for; None when it stands for no actor, `NOBODY` when that is open.

    `speakers` maps a quotation's number to the token of its speaker; `cues` are what its clause tells of its side.
    """
    word = ledger.grid.lower[index]
    if word in FIRST:
        return _first_person(ledger, index, speakers)
    if word in RELATIVE:
        return _relative(ledger, index)
    if word in SELF:
        return _reflexive(ledger, index)
    if word in HE or word in SHE:
        return _single(ledger, index, "m" if word in HE else "f", speakers, cues)
    if word in THEY:
        return _several(ledger, index, speakers)
    return _neuter(ledger, index, speakers)


def _first_person(ledger: Ledger, index: int, speakers: dict[int, int]) -> Found | None:
    quotation = ledger.grid.quoted[index]
    if quotation < 0 or quotation not in speakers:
        return None
    item = ledger.at.get(speakers[quotation])
    if item is None or item.figure is None:
        return None
    plural = ledger.grid.lower[index] in ("we", "us", "our", "ours", "ourselves")
    return Found(item.figure, (), round(item.confidence * (0.65 if plural else 0.92), 4))


def _relative(ledger: Ledger, index: int) -> Found | None:
    grid = ledger.grid
    verb = index
    for _ in range(4):
        if grid.deps[verb] == "relcl" or grid.heads[verb] == verb:
            break
        verb = grid.heads[verb]
    if grid.deps[verb] != "relcl":
        return None
    item = ledger.at.get(grid.heads[verb])
    if item is None or item.type == "thing" or (item.figure is None and not item.members):
        return None
    personal = item.type in ("person", "group", "pair")
    if (grid.lower[index] == "which") == personal or (grid.lower[index] == "which" and grid.deps[index] == "pobj"):
        return None
    near = 0.93 if index - item.end <= 1 else 0.8
    return Found(item.figure, item.members, round(min(near, item.confidence), 4))


def _reflexive(ledger: Ledger, index: int) -> Found | None:
    grid = ledger.grid
    subject = grid.subject_of(grid.clause_of(index))
    item = ledger.at.get(subject) if subject is not None and subject < index else None
    if item is None or item.type == "thing":
        return None
    return Found(item.figure, item.members, round(0.9 * item.confidence, 4)) if item.figure or item.members else None


def _single(
    ledger: Ledger, index: int, gender: str, speakers: dict[int, int], cues: Mapping[str, float]
) -> Found | None:
    scored: dict[str, tuple[float, float]] = {}
    speaks = ledger.grid.deps[index] in SUBJECTS and ledger.grid.lemmas[ledger.grid.heads[index]] in SPEECH
    for score, item in _candidates(ledger, index, speakers, back=6 if speaks else 3):
        if item.type not in ("person", "group") or item.plural or (item.type == "group" and item.named):
            continue
        known = ledger.cast[item.figure].gender if item.figure else item.gender
        if known and known != gender:
            continue
        score -= 0.0 if known else 6.0 if gender == "m" else 22.0
        score -= 12.0 if item.type == "group" else 0.0
        state = ledger.cast[item.figure].state if item.figure else None
        score += cues.get(state, 0.0) if state else 0.0
        key = item.figure or f"?{item.head}"
        best = scored.get(key)
        total = score if best is None else max(best[0], score) + 3.0
        scored[key] = (total, item.confidence if best is None else max(best[1], item.confidence))
    found = _pick(scored, floor=95.0)
    if found.figure and contradicted(cues, ledger.cast[found.figure].state):
        return NOBODY
    if len(scored) > 1 and _open_between(ledger.grid, index):
        return Found(found.figure, (), min(found.confidence, 0.45))
    return found


def _pick(scored: dict[str, tuple[float, float]], *, floor: float) -> Found:
    if not scored:
        return NOBODY
    ranked = sorted(scored, key=lambda key: (-scored[key][0], key))
    best = ranked[0]
    score, trust = scored[best]
    margin = score - (scored[ranked[1]][0] if len(ranked) > 1 else 0.0)
    if best.startswith("?"):
        return NOBODY
    sure = (
        0.92
        if len(ranked) == 1 or margin > 70
        else 0.86
        if margin > 40
        else 0.76
        if margin > 22
        else 0.62
        if margin > 9
        else 0.44
    )
    if score < floor:
        sure = min(sure, 0.45)
    return Found(best, (), round(sure * min(1.0, trust + 0.05), 4))


def _candidates(ledger: Ledger, index: int, speakers: dict[int, int], *, back: int) -> Iterator[tuple[float, Item]]:
    """Items that the pronoun may stand for, each with its salience at this place."""
    grid = ledger.grid
    word = grid.lower[index]
    owner = grid.deps[index] == "poss"
    verb = grid.clause_of(index)
    subject_slot = grid.deps[index] in SUBJECTS
    here = grid.quoted[index]
    speaker = speakers.get(here) if here >= 0 else None
    spoken_by = ledger.at[speaker].figure if speaker is not None and speaker in ledger.at else None
    if spoken_by is None and speaker is not None and speaker > index:
        # the speaker is told behind the quotation: "She has gone," Novak said
        spoken_by = ledger.named.get(speaker)
    new_turn = _named_here(ledger, index)
    above = _subjects_above(ledger, index, verb)
    local = grid.subject_of(verb)
    acting = ledger.at[local].figure if local is not None and local in ledger.at and local != index else None
    reached = not owner and not subject_slot and word not in SELF and here < 0
    dependent = grid.deps[verb] not in ("ROOT", "conj") and grid.heads[verb] != verb
    answering = subject_slot and here < 0 and grid.lemmas[grid.heads[index]] in SPEECH
    answered = answering and _answered(ledger, index)
    for distance, item in ledger.near(index, back=back):
        if item.first <= index < item.end or (
            item.figure is not None and item.figure == spoken_by and word not in FIRST
        ):
            continue
        if reached and acting is not None and item.figure == acting and local is not None and local < index:
            # "Novak assured him": somebody else than Novak, wherever Novak was named
            continue
        after = item.head > index
        if after and not _fronted(grid, index, item):
            continue
        if distance == 0 and not owner and bound(grid, index, verb, item):
            continue
        score = NEARNESS[distance] + item.weight + min(18.0, 3.0 * ledger.count.get(item.figure or "", 0))
        if after:
            score = 215.0
        if dependent and distance > 0:
            score -= 26.0
        if subject_slot and item.subject:
            score += 12.0 if grid.deps[grid.heads[item.head]] == "relcl" else 26.0
        if new_turn and ledger.paragraph[item.head] != ledger.paragraph[index]:
            score -= 50.0
        if new_turn and answering and _spoken_to(grid, item.head):
            score += 35.0
        there = grid.quoted[item.head]
        if there != here and not (here >= 0 and there >= 0 and speakers.get(here) == speakers.get(there)):
            score -= 30.0 if there >= 0 else 0.0
        if answering:
            score += (14.0 if distance > 1 and answered else 30.0) if item.speaks else 0.0
            score -= 40.0 if there >= 0 else 0.0
        if distance == 0 and item.head in above:
            score += above[item.head]
        if owner and distance == 0 and item.head == local:
            score += 30.0 if item.subject else 125.0
        if (
            owner
            and distance == 0
            and grid.deps[item.head] == "dobj"
            and _for_what(grid, index) == grid.heads[item.head]
        ):
            score += 150.0
        if (
            owner
            and distance == 0
            and grid.heads[grid.heads[index]] == item.head
            and grid.deps[grid.heads[index]] == "conj"
        ):
            score += 140.0
        yield score, item


def _named_here(ledger: Ledger, index: int) -> bool:
    """Whether the pronoun's own paragraph has named a person before it, outside all quotations."""
    grid, own = ledger.grid, ledger.paragraph[index]
    return any(
        item.type == "person" and item.named and item.figure is not None and grid.quoted[item.head] < 0
        and item.head < index and ledger.paragraph[item.head] == own
        for _, item in ledger.near(index, back=4)
    )  # fmt: skip


def _spoken_to(grid: Grid, head: int) -> bool:
    """Whether somebody was spoken to, so that what follows is likely theirs: `talked to the mate, Jan Novak`."""
    while grid.deps[head] == "appos" and grid.heads[head] != head:
        head = grid.heads[head]
    prep, verb = grid.heads[head], grid.heads[grid.heads[head]]
    if grid.deps[head] == "pobj" and grid.lower[prep] in ("to", "with"):
        return grid.lemmas[verb] in ("speak", "talk", "chat")
    return grid.deps[head] == "dobj" and grid.lemmas[prep] in ("interview", "question", "ask", "reach")


def _answered(ledger: Ledger, index: int) -> bool:
    """Whether somebody else has come on in the sentence before: `Novak said so. Holm disagreed. He ...`, not what
    lies further back in time (`Holm had left`)."""
    grid = ledger.grid
    return any(
        distance == 1 and item.type == "person" and item.subject and item.named and grid.quoted[item.head] < 0
        and grid.deps[grid.heads[item.head]] == "ROOT"
        and not any(grid.lower[child] == "had" and grid.deps[child] == "aux"
                    for child in grid.children[grid.heads[item.head]])
        for distance, item in ledger.near(index, back=1)
    )  # fmt: skip


def bound(grid: Grid, index: int, verb: int, item: Item) -> bool:
    """Whether the item is an argument of the pronoun's own verb, so that the two cannot be one."""
    head = item.head
    if grid.heads[head] == grid.heads[index] and grid.deps[head] != "conj":
        return True
    if grid.subject_of(verb) == head and head != index:
        return True
    if grid.deps[index] in SUBJECTS:
        governor = grid.heads[head]
        return governor == verb or (grid.deps[head] == "pobj" and grid.heads[governor] == verb)
    return False


def _for_what(grid: Grid, index: int) -> int:
    """The verb of `thanked Eide for his service`, -1 when the pronoun does not stand so."""
    noun = grid.heads[index]
    link = grid.heads[noun]
    if grid.deps[noun] == "pobj" and grid.lower[link] in ("for", "over", "on"):
        verb = grid.heads[link]
        if grid.lemmas[verb] in _CREDIT:
            return verb
    return -1


_CREDIT = frozenset(
    "thank praise blame criticise criticize condemn congratulate commend rebuke attack fault forgive".split()
)


def _because(grid: Grid, verb: int) -> bool:
    """Whether a clause gives a reason, where subject and object are as likely."""
    return any(grid.lower[child] == "because" for child in grid.children[verb])


def _open_between(grid: Grid, index: int) -> bool:
    """Whether the clause leaves open which of two is meant: `fired him because he`, `asked Holm whether he`."""
    verb = grid.clause_of(index)
    return _because(grid, verb) or (grid.heads[verb] != verb and _asked(grid, grid.heads[verb]))


def _asked(grid: Grid, verb: int) -> bool:
    """Whether a verb asks somebody something: `asked Holm whether he ...` leaves open who `he` is."""
    return grid.lemmas[verb] in ("ask", "beg", "question") and any(
        grid.deps[child] in ("dobj", "dative") for child in grid.children[verb]
    )


def _subjects_above(ledger: Ledger, index: int, verb: int) -> dict[int, float]:
    """Subjects of the clauses around the pronoun's own and what that counts: the nearest most, more for speakers."""
    grid = ledger.grid
    personal = grid.lower[index] in HE or grid.lower[index] in SHE
    found: dict[int, float] = {}
    worth = [52.0, 24.0, 8.0]
    for _ in range(7):
        for child in grid.children[verb]:
            item = ledger.at.get(child)
            if child == index or grid.deps[child] not in SUBJECTS or child > index or item is None:
                continue
            if (item.type == "thing" and personal) or (
                (item.type == "person") != personal and item.type not in ("group", "pair")
            ):
                continue
            if _asked(grid, verb):
                worth[:1] = []
                continue
            if worth and child not in found:
                found[child] = worth.pop(0) + (12.0 if grid.lemmas[verb] in SPEECH else 0.0)
        if grid.heads[verb] == verb:
            break
        verb = grid.heads[verb]
    return found


def fronted_subject(grid: Grid, index: int) -> int | None:
    """The subject that a pronoun in an opening phrase looks ahead to ("In his speech, Novak ..."), else None."""
    if grid.sentence[index] < 0:
        return None
    top = index
    for _ in range(25):
        head = grid.heads[top]
        if head == top:
            return None
        if grid.deps[head] == "ROOT" or (grid.deps[head] in ("ccomp", "conj") and grid.tags[head].startswith("V")):
            break
        top = head
    verb = grid.heads[top]
    if grid.deps[top] not in ("prep", "advcl", "npadvmod", "advmod") or top > verb:
        return None
    subject = next((child for child in grid.children[verb] if grid.deps[child] in SUBJECTS), None)
    if subject is None or subject <= index or grid.tags[subject].startswith("PRP"):
        return None
    return subject


def _fronted(grid: Grid, index: int, item: Item) -> bool:
    return fronted_subject(grid, index) == item.head


def _several(ledger: Ledger, index: int, speakers: dict[int, int]) -> Found | None:
    best: dict[tuple[str, ...], tuple[float, Item]] = {}
    for score, item in _candidates(ledger, index, speakers, back=2):
        if item.type == "pair":
            score += 14.0
        elif not item.plural:
            if item.type not in ("organisation", "outlet"):
                continue
            score -= 45.0
        key = item.members or ((item.figure,) if item.figure else (f"?{item.head}",))
        if key not in best or best[key][0] < score:
            best[key] = (score, item)
    if not best:
        return NOBODY
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].head))
    score, item = ranked[0]
    if item.figure is None and not item.members:
        return None
    margin = score - (ranked[1][0] if len(ranked) > 1 else 0.0)
    sure = 0.85 if margin > 60 else 0.74 if margin > 28 else 0.6 if margin > 10 else 0.42
    if score < 110.0:
        sure = min(sure, 0.45)
    return Found(item.figure, item.members, round(sure * min(1.0, item.confidence + 0.05), 4))


def _neuter(ledger: Ledger, index: int, speakers: dict[int, int]) -> Found | None:
    grid = ledger.grid
    owner = grid.deps[index] == "poss"
    verb = grid.heads[index]
    subject_slot = grid.deps[index] in SUBJECTS
    if not owner and _expletive(grid, index):
        return None
    agentive = subject_slot and grid.lemmas[verb] in AGENTIVE
    best: dict[str, tuple[float, Item]] = {}
    for score, item in _candidates(ledger, index, speakers, back=1):
        if item.type in ("person", "pair") or (item.plural and item.type != "state"):
            continue
        if item.type == "group" and not item.plural and not item.named:
            continue
        if item.type == "group" and item.named:
            score -= 10.0
        if item.type == "thing":
            score -= 60.0 if agentive else 0.0
        key = item.figure or f"?{item.head}"
        if key not in best or best[key][0] < score:
            best[key] = (score, item)
    if not best:
        return None
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].head))
    score, item = ranked[0]
    if item.figure is None:
        return None
    rival = ranked[1][0] if len(ranked) > 1 else 0.0
    margin = score - rival
    sure = 0.86 if margin > 60 else 0.76 if margin > 30 else 0.62 if margin > 12 else 0.42
    reported = item.speaks and item.head in _subjects_above(ledger, index, grid.clause_of(index))
    if not (agentive or owner or reported):
        sure = min(sure, 0.45)
    between = any(
        other.type in ("state", "organisation") and other.figure != item.figure and item.head < other.head < index
        for _, other in ledger.near(index, back=0)
    )
    if owner and between:
        sure = min(sure, 0.48)
    if score < 110.0:
        sure = min(sure, 0.45)
    return Found(item.figure, (), round(sure * min(1.0, item.confidence + 0.05), 4))


def _expletive(grid: Grid, index: int) -> bool:
    """Whether `it` is empty: `it is clear that`, `it took weeks to`, `it was Novak who`."""
    verb = grid.heads[index]
    if grid.deps[index] == "expl":
        return True
    if grid.lemmas[verb] == "take" and not any(grid.deps[child] == "dobj" for child in grid.children[verb]):
        return True
    if grid.deps[index] not in SUBJECTS:
        return False
    children = grid.children[verb]
    clause = any(
        (grid.deps[child] in ("ccomp", "xcomp", "csubj", "advcl", "relcl") and child > verb)
        or (
            grid.deps[child] in ("acomp", "attr")
            and any(grid.deps[c] in ("ccomp", "xcomp", "relcl", "acl", "advcl") for c in grid.children[child])
        )
        for child in children
    )
    return (grid.lemmas[verb] in _EXPLETIVE and clause) or (
        grid.deps[index] == "nsubjpass" and any(grid.deps[child] == "ccomp" and child > verb for child in children)
    )
