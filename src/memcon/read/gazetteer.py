"""Names of the lexicon in the parse, each with the sense it has there.

`Beijing said it would send envoys to Moscow` yields Beijing as the Chinese government (it says something) and
nothing for Moscow (one travels there); in `ties with Moscow` Moscow is the Russian government. `China Daily` and
`the South China Sea` name no state.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from memcon.lexicon.entries import Entry
from memcon.lexicon.lexicon import Lexicon
from memcon.read.noun_phrases import Grid


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first`..`end - 1` are a known name; `sense` as in the lexicon, `entries` what it may stand for."""

    first: int
    end: int
    sense: str
    entries: tuple[Entry, ...]
    head: int
    confidence: float

    @property
    def entry(self) -> Entry:
        """The likeliest reading."""
        return self.entries[0]


# Stands for a line break, which no name goes across.
BREAK = "\0"

# People of a government are described, they are not the state itself.
_PEOPLE = frozenset(("officials", "official", "leaders", "diplomats"))

LOCATIVE = frozenset("in at near outside inside across throughout around through via within into beyond".split())
MOTION = frozenset(
    """go travel fly come return arrive head move trip visit journey tour flight way trek depart leave bring
    fare welcome send deploy dispatch drive sail walk relocate summon invite commute march advance back
    road train drop route pilgrimage stop stopover welcome deliver hurry rush flee escape evacuate
    withdraw retreat land attend""".split()
)
PLACE_OBJECT = frozenset(
    """visit leave reach enter tour bomb shell hit strike capture seize take surround flee quit abandon besiege
    rock shake storm bombard encircle liberate attack cross flood evacuate depart exit invade overrun""".split()
)
ON_PLACE = frozenset(
    "attack strike march advance assault raid missile bombing shelling bombardment offensive descend".split()
)
PLACE_OF = frozenset(
    """city outskirts streets street capital suburb suburbs mayor north south east west northeast northwest
    southeast southwest center centre heart battle region port siege residents resident people university
    district bishop archbishop patriarch university town area edge part skies map airport treaty bank
    siege fall mile kilometer kilometre""".split()
)
CITY_NOUN = frozenset(
    """street streets suburb suburbs airport mayor square district metro subway resident residents skyline
    stadium hospital station downtown center centre outskirts skies weather traffic museum theatre
    theater university zoo region neighbourhood neighborhood hotel restaurant court city mayoral police
    olympics streetscape bridge cathedral church park""".split()
)
GOVERNMENT_NOUN = frozenset(
    """government regime leadership administration authorities authority policymaker official partnership
    relation relations tie alliance axis rivalry dispute establishment elite line hawk diplomacy
    confrontation friendship bloc bureaucracy relationship border rapprochement cooperation feud entente
    consensus policy position backing diplomat pressure stance trade deal rift split hostility tension""".split()
)
PLACE_NOUN = frozenset(
    """sea strait straits daily times post herald news river ocean gulf peninsula street square avenue airport
    airlines airways university institute bank open cup fc united today morning island islands hotel road
    valley mountain mountains lake plateau basin tribune journal telegraph review gazette star sun mail
    press town city station telecom mobile unicom steel petroleum construction shipping southern eastern
    railway eximbank evergrande hill beach bay township county games olympics olympic marathon film
    series league club hotel heights desert""".split()
)
ORGAN_NOUN = frozenset(
    """congress government army navy department treasury senate ministry embassy parliament president minister
    secretary ambassador court forces military senator representative house administration marines air
    state supreme attorney central foreign defense defence general special trade intelligence federal
    vice prime chancellor foreign envoy speaker chamber mission delegation council national consulate
    armed commander space permanent premier deputy treasury homeland cyber capitol lawmaker""".split()
)
ALLIES = frozenset("ally neighbour neighbor partner rival foe adversary superpower backer patron giant".split())
TITLE_LABELS = frozenset(("ORG", "FAC", "LOC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"))


def find_names(grid: Grid, lexicon: Lexicon) -> list[Hit]:
    """All known names in order, none overlapping another, each in the sense that its place in the sentence gives.

    The sense `other` says that a known name stands there for no actor (a city one travels to, part of a title).
    """
    live = grid.live
    words = [BREAK if "\n" in word else word for word in grid.words]
    raw: list[tuple[int, int, tuple[Entry, ...]]] = []
    index = 0
    while index < len(words):
        word = words[index]
        if not live[index] or not (word[0].isupper() or grid.lower[index] == "the" or grid.labels[index]):
            index += 1
            continue
        count, entries = lexicon.entries(words, index)
        while count > 1 and not words[index + count - 1].strip():
            count -= 1
        if count > 1 and grid.lower[index + count - 1] in _PEOPLE and entries[0].kind == "state":
            count, entries = lexicon.entries(words[index : index + count - 1], 0)
        if count and entries and _plausible(grid, index, index + count, entries):
            raw.append((index, index + count, entries))
            index += count
        else:
            index += 1
    seen = Counter(
        entry.id for _, _, entries in raw for entry in entries if entry.kind == "state" and not entry.ambiguous
    )
    found = []
    for first, end, entries in raw:
        hit = _sense(grid, first, end, entries, seen)
        found.append(hit or Hit(first, end, "other", entries, grid.root_of(first, end), 0.0))
    return found


def _plausible(grid: Grid, first: int, end: int, entries: tuple[Entry, ...]) -> bool:
    """Whether the match is a name at all and no ordinary word at the head of a sentence ("May", "Will")."""
    if any(word[0].isupper() for word in grid.words[first:end]):
        return end - first > 1 or grid.tags[first] in ("NNP", "NNPS", "JJ", "NN", "NNS") or bool(grid.labels[first])
    return any(not entry.case_sensitive for entry in entries)


def _sense(grid: Grid, first: int, end: int, entries: tuple[Entry, ...], seen: Counter[str]) -> Hit | None:
    head = grid.root_of(first, end)
    senses = {entry.sense for entry in entries}
    if "person" in senses or senses == {"surname"}:
        return _person(grid, first, end, entries, head)
    if "state" in senses:
        return _state(grid, first, end, tuple(e for e in entries if e.sense == "state"), head, seen)
    if "demonym" in senses:
        return _demonym(grid, first, end, tuple(e for e in entries if e.sense == "demonym"), head)
    if "seat" in senses:
        return _seat(grid, first, end, tuple(e for e in entries if e.sense == "seat"), head)
    if "capital" in senses:
        return _capital(grid, first, end, tuple(e for e in entries if e.sense == "capital"), head, seen)
    if "surname" in senses and grid.labels[head] == "PERSON":
        return _person(grid, first, end, tuple(e for e in entries if e.sense == "surname"), head)
    return _body(grid, first, end, entries, head, seen)


def _person(grid: Grid, first: int, end: int, entries: tuple[Entry, ...], head: int) -> Hit | None:
    named = tuple(entry for entry in entries if entry.sense in ("person", "surname"))
    sense = "person" if any(entry.sense == "person" for entry in named) else "surname"
    if sense == "person":
        named = tuple(entry for entry in named if entry.sense == "person")
    if all(entry.ambiguous for entry in named) and end - first == 1 and grid.labels[head] != "PERSON":
        return None
    return Hit(first, end, sense, named, head, 0.95 if sense == "person" else 0.85)


def _inside_title(grid: Grid, first: int, end: int, head: int) -> bool:
    """Whether the name is only part of another proper name: a paper, a sea, a firm, a street."""
    follows = end if end < len(grid) else end - 1
    word = grid.lower[follows]
    if follows >= end and grid.words[follows][:1].isupper() and grid.tags[follows].startswith("NNP"):
        if word in ORGAN_NOUN:
            return False
        if _before_office(grid, follows):
            return False
        if word in PLACE_NOUN or (grid.labels[follows] in TITLE_LABELS and grid.deps[head] == "compound"):
            return True
    before = first - 1
    return (
        before >= 0
        and grid.lower[before] in _FRONT
        and grid.words[before][0].isupper()
        and grid.deps[before] == "compound"
    )


_OFFICES = frozenset("minister secretary president premier chancellor ambassador envoy".split())


def _before_office(grid: Grid, first: int) -> bool:
    """Whether a run of capitals ends in an office: in "Norland External Affairs Minister" the state is one."""
    index = first
    while index < len(grid) and index - first < 6 and (grid.words[index][:1].isupper() or grid.lower[index] == "and"):
        if grid.lower[index] in _OFFICES:
            return True
        index += 1
    return False


def _after_office(grid: Grid, last: int) -> bool:
    """Whether a run of capitals begins with an office: "Minister of Trade and Cooperation of the Republic of …"."""
    index = last
    while index >= 0 and last - index < 14:
        lower = grid.lower[index]
        if lower in _OFFICES:
            return True
        if not (grid.words[index][:1].isupper() or lower in ("of", "and", "the", "for", ",")):
            return False
        index -= 1
    return False


_FRONT = frozenset("south north east west inner upper lower outer radio air new baja fort saint san".split())


def _within_title(grid: Grid, first: int, head: int) -> bool:
    """Whether a name ends a longer one: `Gulf of Mexico`, `Bank of China`; `Government of India` is not meant."""
    if first < 2 or grid.lower[first - 1] not in ("of", "the", "for") or grid.labels[head] not in TITLE_LABELS:
        return False
    index = first - 1
    while index > 0 and grid.lower[index] in ("of", "the", "for"):
        index -= 1
    same = grid.labels[index] == grid.labels[head] and grid.words[index][:1].isupper()
    if same and _after_office(grid, index):
        return False
    return same and grid.lower[index] not in ORGAN_NOUN and grid.lower[index] not in _REALMS


_REALMS = frozenset("republic kingdom people state federation union emirate sultanate affairs defence defense".split())


def _part_of_person(grid: Grid, first: int, end: int, head: int) -> bool:
    """Whether the name is a first or last name beside other parts ("Jim Jordan", "Chad Wolf")."""
    if grid.labels[head] != "PERSON":
        return False
    for index in (first - 1, end):
        if 0 <= index < len(grid) and grid.labels[index] == "PERSON" and grid.tags[index].startswith("NNP"):
            return True
    return False


def _state(grid: Grid, first: int, end: int, entries: tuple[Entry, ...], head: int, seen: Counter[str]) -> Hit | None:
    if _part_of_person(grid, first, end, head) or _inside_title(grid, first, end, head):
        return None
    if _within_title(grid, first, head):
        return None
    confidence = 0.97
    if entries[0].ambiguous:
        confidence = _homonym(grid, first, head, entries[0], seen)
        if confidence < 0.3:
            return None
    return Hit(first, end, "state", entries, head, confidence)


_RIVALS = {
    "GEO": (
        frozenset("tbilisi batumi abkhazia abkhaz ossetia caucasus russia russian azerbaijan armenia turkey".split()),
        frozenset(
            """atlanta savannah augusta macon kemp senate florida alabama carolina tennessee gop republican democrat
    democrats republicans fulton peach county governor ossoff warnock voters raffensperger""".split()
        ),
    ),
}


def _homonym(grid: Grid, first: int, head: int, entry: Entry, seen: Counter[str]) -> float:
    """How surely an ambiguous name ("Georgia", "Jordan", "Chad", "Turkey") is the state."""
    if entry.id in _RIVALS:
        ours, theirs = _RIVALS[entry.id]
        count = Counter(grid.lower)
        score = seen[entry.id] * 3 + sum(count[word] for word in ours) - sum(count[word] for word in theirs)
        if first > 1 and grid.words[first - 1] == "," and grid.labels[first - 2] == "GPE":
            score -= 3 if grid.lower[first - 2] not in ours else -3
        return 0.9 if score > 0 else 0.4 if score == 0 else 0.1
    if grid.labels[head] == "PERSON":
        return 0.55 if seen[entry.id] else 0.2
    if grid.labels[head] == "GPE" or seen[entry.id] or grid.tags[head] == "NNP":
        return 0.9
    return 0.4


def _demonym(grid: Grid, first: int, end: int, entries: tuple[Entry, ...], head: int) -> Hit | None:
    if _inside_title(grid, first, end, head) or (
        first and grid.lower[first - 1] in ("african", "native", "latin", "indigenous")
    ):
        return None
    governor = grid.heads[head]
    if grid.deps[head] == "pobj" and grid.lower[governor] in ("in", "into") and not _determined(grid, head):
        return None
    if grid.deps[head] == "dobj" and grid.lemmas[governor] in ("speak", "learn", "understand", "teach", "study"):
        return None
    confidence = 0.95 if len({entry.id for entry in entries}) == 1 else 0.4
    return Hit(first, end, "demonym", entries, head, confidence)


def _determined(grid: Grid, head: int) -> bool:
    return any(grid.deps[child] in ("det", "amod", "nummod", "poss") for child in grid.children[head])


def _seat(grid: Grid, first: int, end: int, entries: tuple[Entry, ...], head: int) -> Hit | None:
    if _inside_title(grid, first, end, head):
        return None
    if grid.deps[head] == "pobj" and grid.lower[grid.heads[head]] in (
        "at",
        "inside",
        "outside",
        "near",
        "in",
        "around",
    ):
        return None
    return Hit(first, end, "seat", entries, head, 0.95)


def _capital(grid: Grid, first: int, end: int, entries: tuple[Entry, ...], head: int, seen: Counter[str]) -> Hit | None:
    if _part_of_person(grid, first, end, head) or _inside_title(grid, first, end, head):
        return None
    if _within_title(grid, first, head):
        return None
    if grid.labels[head] not in ("GPE", "ORG", "LOC", "NORP", "PERSON", "") or _dateline(grid, first, end):
        return None
    sure = government(grid, head)
    if sure < 0.5:
        return None
    if grid.labels[head] != "GPE":
        sure -= 0.1
    if not any(seen[entry.id] for entry in entries):
        sure -= 0.1
    if entries[0].ambiguous:
        sure -= 0.2
    return Hit(first, end, "capital", entries, head, round(max(sure, 0.05), 4))


def _dateline(grid: Grid, first: int, end: int) -> bool:
    """Whether the name opens a paragraph as its dateline ("BEIJING (Agency) -", "Kyiv, 3 May.")."""
    opens = (
        first == 0
        or not grid.words[first - 1].strip()
        or "\n" in grid.text[grid.starts[first - 1] : grid.starts[first]]
    )
    return opens and end < len(grid) and grid.words[end] in ("(", "-", "–", "—", "--", ",", ":", "|", "/")


def government(grid: Grid, head: int) -> float:
    """How surely a capital's name stands for the government that sits there (0..1), by its place in the sentence."""
    for _ in range(6):
        joined = grid.deps[head] == "compound" and head + 1 < len(grid) and grid.words[head + 1] in ("-", "–", "/")
        if grid.deps[head] != "conj" and not joined:
            break
        head = grid.heads[head]
    dep, governor = grid.deps[head], grid.heads[head]
    lemma = grid.lemmas[governor]
    if dep == "pobj":
        return _behind_preposition(grid, grid.lower[governor], grid.heads[governor], grid.deps[governor])
    if dep in ("nsubj", "csubj"):
        return _as_subject(grid, governor)
    if dep == "nsubjpass":
        return 0.3 if lemma in PLACE_OBJECT else 0.85
    if dep in ("dobj", "dative", "iobj"):
        return 0.1 if lemma in PLACE_OBJECT else 0.85
    if dep == "poss":
        named = grid.words[governor][0].isupper() and grid.labels[governor] in ("FAC", "LOC", "GPE")
        return 0.1 if grid.lower[governor] in CITY_NOUN or named else 0.9
    if dep in ("compound", "nmod", "amod"):
        return 0.85 if grid.lemmas[governor] in GOVERNMENT_NOUN or grid.lower[governor] in GOVERNMENT_NOUN else 0.2
    if dep == "appos" and governor == head - 1 and lemma in ALLIES:
        return 0.85
    return 0.3


def _as_subject(grid: Grid, verb: int) -> float:
    if grid.lemmas[verb] == "be":
        located = any(grid.deps[c] == "prep" and grid.lower[c] in ("in", "near", "on") for c in grid.children[verb])
        home = any(grid.lemmas[c] in ("home", "city", "capital", "town", "destination") for c in grid.children[verb])
        return 0.3 if located or home else 0.75
    return 0.3 if grid.lemmas[verb] in ("lie", "sit", "wake", "freeze", "burn") else 0.92


def _behind_preposition(grid: Grid, preposition: str, governor: int, dep: str) -> float:
    lemma = grid.lemmas[governor]
    if preposition in LOCATIVE:
        return 0.8 if lemma in ("trust", "confidence", "faith", "interest", "believe") else 0.1
    if preposition in ("to", "for", "towards", "toward"):
        return 0.15 if lemma in MOTION or (dep == "pcomp") else 0.8
    if preposition == "from":
        return 0.2 if lemma in MOTION or lemma in ("report", "broadcast", "speak", "address") else 0.75
    if preposition == "of":
        return 0.15 if lemma in PLACE_OF or grid.lower[governor] in PLACE_OF else 0.75
    if preposition in ("on", "upon", "over"):
        return 0.2 if lemma in ON_PLACE else 0.8
    if preposition in (
        "with",
        "against",
        "between",
        "by",
        "about",
        "than",
        "like",
        "without",
        "versus",
        "among",
        "off",
    ):
        return 0.88
    return 0.4


def _body(grid: Grid, first: int, end: int, entries: tuple[Entry, ...], head: int, seen: Counter[str]) -> Hit | None:
    """An organisation, group or outlet; a common word alone is one only where the tagger sees a name."""
    entry = entries[0]
    if grid.lower[end - 1] == "administration" and entry.state is not None:
        return Hit(first, end, "seat", (replace(entry, id=entry.state, kind="state"),), head, 0.92)
    single = end - first == 1
    if entry.ambiguous and single:
        behind_article = first > 0 and grid.lower[first - 1] == "the"
        if grid.labels[head] not in ("ORG", "WORK_OF_ART") or not (behind_article or entry.sense != "outlet"):
            return None
    if single and grid.labels[head] == "PERSON" and len(grid.words[first]) > 4:
        return None
    if entry.sense == "outlet" and end < len(grid) and _inside_title(grid, first, end, head):
        return None
    unlikely = entry.ambiguous and entry.state is not None and not seen[entry.state] and entry.sense != "outlet"
    return Hit(first, end, entry.sense, entries, head, 0.4 if unlikely else 0.6 if entry.ambiguous else 0.92)
