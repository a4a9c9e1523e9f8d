"""Where personal names stand in the text, whatever the tagger took them for.

`Foreign Minister Anders Holm met Dr. Li Na` yields the token runs `Anders Holm` (behind a title, a known given
name) and `Li Na`; titles, demonyms and endings are not part of a run.
"""

from __future__ import annotations

from collections.abc import Iterator

from memcon.read.actor_bodies import SECTOR_WORDS
from memcon.read.actor_evidence import evident_names
from memcon.read.actor_titles import HitMap
from memcon.read.actor_words import Words
from memcon.read.gazetteer import PLACE_NOUN, Hit
from memcon.read.noun_phrases import SPEECH, Grid

FAMILY_FIRST = frozenset(
    """wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie
    han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye
    yan pan du dai xia zhong tian ren qin hua mao kim park lee choi jung kang cho yoon jang lim shin seo
    kwon hwang ahn moon ri pak nguyen tran le pham hoang hun tsai xi chung ban""".split()
)


PARTICLES = frozenset("de da di du del della van von der den bin ibn ben al el la le ter dos das al- abu".split())


NAME_TAGS = ("NNP", "NNPS")


OPENERS = frozenset(
    """will may can could would should did does do is was were are has had have if as while when why how but and
    so for with by because although though after before until unless since where whether nor yet then
    what""".split()
)


PLATFORMS = frozenset("Twitter Facebook Instagram Telegram YouTube TikTok Weibo WhatsApp Threads Bluesky".split())


def name_runs(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """Token runs that are personal names: the tagger's PERSONs cleaned of titles, and names behind a title."""
    last = 0
    yield from evident_names(grid, words, hits)
    for entity in grid.doc.ents:
        if entity.label_ != "PERSON" or not grid.live[entity.start]:
            continue
        start = entity.start + (entity.end - entity.start > 1 and grid.words[entity.start] in PLATFORMS)
        for first, end in _pieces(grid, words, hits, start, entity.end):
            first = leftward(grid, words, hits, first)
            if first >= last:
                yield first, end
                last = end
    yield from _given(grid, words, hits)
    yield from _introduced(grid, words, hits)
    yield from _apposed(grid, words, hits)
    yield from _labels(grid, words, hits)
    yield from _speaking(grid, words, hits)
    yield from _named_later(grid, words, hits)
    yield from _coupled(grid, words, hits)
    index, size = 0, len(grid)
    while index < size - 1:
        if (
            grid.lower[index] in words.last_words
            and grid.live[index]
            and grid.tags[index] in ("NNP", "NN")
            and _opens_name(grid, words, hits, index + 1)
        ):
            end = index + 2
            while end < size and end < index + 5 and _opens_name(grid, words, hits, end):
                end += 1
            if grid.labels[index + 1] != "PERSON" and grid.labels[end - 1] != "PERSON":
                yield index + 1, end
            index = end
        else:
            index += 1


def _introduced(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """Names of any label behind which an apposition says what their bearer is: `Jasim Uddin, a spokesman`."""
    for entity in grid.doc.ents:
        first, end = entity.start, entity.end
        if entity.label_ not in ("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT") or not 2 <= end - first <= 3:
            continue
        if end + 2 >= len(grid) or grid.words[end] != "," or grid.lower[end + 1] not in ("a", "an", "the"):
            continue
        if not all(_opens_name(grid, words, hits, index) for index in range(first, end)):
            continue
        for index in range(end + 2, min(end + 7, len(grid))):
            title = words.title(grid.lower[index])
            if title is not None and title.type in ("office", "role") and grid.tags[index] == "NN":
                yield first, end
                break
            if not grid.tags[index].startswith(("JJ", "NN")):
                break


def _speaking(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """Names of two parts that say something and that the tagger passed over: `said astronomer Angelos Tsiaras`."""
    for index, dep in enumerate(grid.deps):
        if dep != "nsubj" or grid.lemmas[grid.heads[index]] not in SPEECH or grid.labels[index] not in ("", "PERSON"):
            continue
        first = index
        while first > 0 and index - first < 3 and grid.labels[first - 1] in ("", "PERSON"):
            if not _opens_name(grid, words, hits, first - 1) or grid.sentence[first - 1] != grid.sentence[index]:
                break
            first -= 1
        said_of = first > 0 and grid.tags[first - 1] == "NN" and grid.words[first - 1].islower()
        last = grid.lower[index]
        if first < index and said_of and _opens_name(grid, words, hits, index) and last not in _NEVER_LAST:
            yield first, index + 1


_STRAY = ("ORG", "GPE", "FAC", "NORP", "PRODUCT", "LOC", "WORK_OF_ART", "")


def _named_later(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """Names of any label whose last part comes again behind a title: `Eleni Lie ...`, later `Minister Lie`."""
    surnames = {
        grid.words[index + 1]
        for index in range(len(grid) - 1)
        if (title := words.title(grid.lower[index].rstrip("."))) is not None
        and (title.type == "address" or (title.type == "office" and grid.words[index][:1].isupper()))
        and _opens_name(grid, words, hits, index + 1)
        and not (index + 2 < len(grid) and _opens_name(grid, words, hits, index + 2))
    }
    for index, word in enumerate(grid.words):
        if word in surnames and index and grid.labels[index] in _STRAY and _opens_name(grid, words, hits, index):
            first = _run_start(grid, words, hits, index)
            if first < index:
                yield first, index + 1


def _run_start(grid: Grid, words: Words, hits: HitMap, last: int) -> int:
    """Where a run of at most three capitalised words that ends at `last` begins."""
    first = last
    while first > 0 and last - first < 4 and grid.sentence[first - 1] == grid.sentence[last]:
        if _also_name(grid, first - 1):
            return first - 1
        inside = grid.words[first - 1] == "-" or grid.lower[first - 1] in PARTICLES
        if not inside and (not _opens_name(grid, words, hits, first - 1) or grid.lower[first - 1] in OPENERS):
            break
        first -= 1
    while first < last and not grid.words[first][0].isupper():
        first += 1
    return first


def _coupled(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """Two names joined of which the tagger saw one, behind a plural office or where the other comes again by surname:
    `ministers Eleni Lie and Ana Rojas`."""
    for index, word in enumerate(grid.lower):
        if word != "and" or not 1 < index < len(grid) - 2 or not grid.live[index]:
            continue
        end = index + 1
        while end < min(len(grid), index + 4) and _opens_name(grid, words, hits, end):
            end += 1
        first = _run_start(grid, words, hits, index - 1) if _opens_name(grid, words, hits, index - 1) else index
        labels = (grid.labels[index - 1], grid.labels[end - 1])
        if end - index < 3 or index - first < 2 or "PERSON" not in labels or not set(labels) <= {*_STRAY, "PERSON"}:
            continue
        if grid.lower[index - 1] in _NEVER_LAST or grid.lower[end - 1] in _NEVER_LAST:
            continue
        other = index - 1 if labels[0] != "PERSON" else end - 1
        if _behind_offices(grid, words, first) or _again(grid, words, hits, other):
            if labels[0] != "PERSON":
                yield first, index
            if labels[1] != "PERSON":
                yield index + 1, end


def _again(grid: Grid, words: Words, hits: HitMap, last: int) -> bool:
    """Whether the last part of a name comes again alone, later in the article."""
    return any(
        grid.words[index] == grid.words[last]
        and grid.tags[index] == "NNP"
        and not _opens_name(grid, words, hits, index - 1)
        and not (index + 1 < len(grid) and _opens_name(grid, words, hits, index + 1))
        for index in range(last + 1, len(grid))
    )


def _behind_offices(grid: Grid, words: Words, first: int) -> bool:
    """Whether a plural office stands right before, or before its states and a comma: `ministers of A and B, ...`."""
    sentence = grid.sentence[first]
    near = first - 1
    if near >= 0 and grid.words[near] == ",":
        near -= 1
        while near > 0 and first - near < 9 and grid.tags[near] not in ("NNS", "NNPS"):
            if grid.words[near] == "," or grid.tags[near].startswith("V"):
                return False
            near -= 1
    title = words.title(grid.lower[near]) if near >= 0 and grid.sentence[near] == sentence else None
    return title is not None and grid.tags[near] in ("NNS", "NNPS") and title.type in ("office", "role", "epithet")


def _labels(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """Speakers of a transcript: a surname in capitals that opens a line and is followed by a colon."""
    for index, word in enumerate(grid.words):
        if word != ":" or index < 1 or not grid.live[index]:
            continue
        name = grid.words[index - 1]
        if not (name.isupper() and name.isalpha() and len(name) > 2) or words.title(name.lower()) is not None:
            continue
        begin = index - 1
        if begin > 0 and grid.lower[begin - 1] in ("mr.", "ms.", "mrs.", "mr", "ms", "mrs", "dr.", "dr"):
            begin -= 1
        opens = begin == 0 or "\n" in grid.text[grid.starts[begin - 1] : grid.starts[begin]]
        hit = hits.get(index - 1)
        unknown = hit is None and name not in SIGNS
        if opens and (unknown or (hit is not None and hit.sense == "surname")):
            yield index - 1, index


SIGNS = frozenset(
    "NOTE UPDATE MORE WATCH READ VIDEO PHOTO QUESTION ANSWER REPORTER HOST MODERATOR END BACKGROUND "
    "JOURNALIST INTERVIEWER CORRESPONDENT PARTICIPANT OPERATOR AUDIENCE VOICE SPEAKER PRESS".split()
)
"""Words in capitals before a colon that are no name: who asks in a transcript, what a paper puts over its furniture."""


def _apposed(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """Names in apposition to a person noun: `an aide, Jan Kral, said`."""
    for index, dep in enumerate(grid.deps):
        if dep != "appos" or not _opens_name(grid, words, hits, index) or grid.labels[index] in ("GPE", "NORP"):
            continue
        title = words.title(grid.lower[grid.heads[index]])
        if title is None or title.type not in ("office", "role") or not grid.tags[grid.heads[index]].startswith("NN"):
            continue
        first = index
        while first > 0 and index - first < 3 and _opens_name(grid, words, hits, first - 1):
            first -= 1
        if first < index and grid.words[first - 1] == ",":
            yield first, index + 1


def _given(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """Names that begin with a known given name, whatever the tagger took them for."""
    size = len(grid)
    for index, word in enumerate(grid.words):
        if word not in words.given or index + 1 >= size or not _opens_name(grid, words, hits, index):
            continue
        if (index and grid.words[index - 1] in words.given) or grid.sentence[index] != grid.sentence[index + 1]:
            continue
        end = index + 1
        while (
            end < size
            and end < index + 4
            and (
                _opens_name(grid, words, hits, end)
                or (grid.lower[end] in PARTICLES and end + 1 < size and _opens_name(grid, words, hits, end + 1))
                or (len(grid.words[end]) == 2 and grid.words[end][1] == "." and grid.words[end][0].isupper())
            )
        ):
            end += 1
        while end > index + 1 and not _opens_name(grid, words, hits, end - 1):
            end -= 1
        last = end - 1
        if (
            end - index > 1
            and grid.lower[last] not in SECTOR_WORDS
            and grid.lower[last] not in NO_NAME
            and not (end < size and grid.tags[end].startswith("NNP") and grid.lower[end] in SECTOR_WORDS)
        ):
            yield index, end


def _opens_name(grid: Grid, words: Words, hits: HitMap, index: int) -> bool:
    word = grid.words[index]
    hit = hits.get(index)
    return (
        grid.tags[index] in NAME_TAGS
        and word[:1].isupper()
        and len(word) > 1
        and not word.isupper()
        and word not in PLATFORMS
        and grid.live[index]
        and grid.labels[index] not in ("DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "LANGUAGE")
        and (hit is None or hit.sense in ("person", "surname"))
        and words.title(grid.lower[index]) is None
        and words.group(grid.lower[index], "organ", "government") is None
        and grid.lower[index] not in PLACE_NOUN
        # "Deputy Prime Minister": the first half of a title
        and not (index + 1 < len(grid) and f"{grid.lower[index]} {grid.lower[index + 1]}" in words.titles)
    )


def _pieces(grid: Grid, words: Words, hits: HitMap, first: int, end: int) -> Iterator[tuple[int, int]]:
    """The personal names inside a PERSON span: split at slashes and line ends, titles and endings cut off."""
    begin = first
    for index in range(first, end + 1):
        if (
            index == end
            or grid.words[index] in ("/", "&", "(", ")", "[", "]", ",", ":", "–", "—")
            or not grid.words[index].strip()
            or grid.lower[index] == "and"
        ):
            if begin < index:
                piece = _trim(grid, words, hits, begin, index)
                if piece is not None:
                    yield piece
            begin = index + 1


def _trim(grid: Grid, words: Words, hits: HitMap, first: int, end: int) -> tuple[int, int] | None:
    for index in range(end - 1, first - 1, -1):
        if words.title(grid.lower[index]) is not None and index + 1 < end and grid.lower[index] not in PARTICLES:
            first = index + 1
            break
    while (
        first < end
        and (hit := hits.get(first)) is not None
        and hit.sense not in ("person", "surname")
        and hit.end < end
    ):
        first = hit.end
    opens = first == 0 or grid.sentence[first - 1] != grid.sentence[first]
    if opens and end - first > 2 and grid.words[first] not in words.given and grid.words[first + 1] in words.given:
        first += 1
    while first < end and (not grid.words[first][:1].isalpha() or grid.tags[first] in ("POS", "DT", "IN")):
        first += 1
    while first < end and (
        not grid.words[end - 1][:1].isalpha() or grid.tags[end - 1] == "POS" or grid.lower[end - 1] in ("’s", "'s")
    ):
        end -= 1
    if first >= end or end - first > 6 or grid.lower[end - 1] in NO_NAME:
        return None
    if end - first == 1 and (title := words.title(grid.lower[first])) is not None and title.type == "address":
        return None
    if end - first == 1 and end < len(grid) and f"{grid.lower[first]} {grid.lower[end]}" in words.titles:
        return None
    if not all(_name_like(grid.words[i]) or (i > first and grid.words[i - 1] == "-") for i in range(first, end)):
        return None
    if (hit := hits.get(end - 1)) is not None and hit.sense not in ("person", "surname"):
        return None if end - first == 1 or hit.sense in ("demonym", "outlet") else (first, end)
    return first, end


NO_NAME = frozenset(
    """room plan act strait doctrine building accord initiative hall bridge stadium award prize museum house center
    centre catholic orthodox muslim empire baptist image
    square street avenue airport park tower palace cathedral church mosque temple treaty protocol convention commission
    summit conference forum festival cup games theory effect test law bill amendment resolution report memorandum
    science sciences province county district region island islands river lake mountain sea ocean desert plateau dam
    althea wall line system program programme project operation mission fund index model museum gallery""".split()
)


_NEVER_LAST = NO_NAME | frozenset(SECTOR_WORDS)


def _name_like(word: str) -> bool:
    return word[0].isupper() or word in ("-", "’", "'") or word.lower() in PARTICLES


def leftward(grid: Grid, words: Words, hits: HitMap, last: int) -> int:
    """Where a full name begins of which a later part is found at `last`; there, when none stands before it."""
    first = last
    while first > 0 and last - first < 3:
        if first < last + 1 and _also_name(grid, first - 1):
            first -= 1
            break
        if not _opens_name(grid, words, hits, first - 1):
            break
        if grid.sentence[first - 1] != grid.sentence[first] or grid.lower[first - 1] in OPENERS:
            break
        if grid.labels[first - 1] in ("ORG", "GPE", "NORP", "FAC"):
            break
        if grid.words[first] in words.given and grid.words[first - 1] not in words.given:
            break
        first -= 1
    return first


_ALSO_NAMES = frozenset("do said will mark may so win drew grant chase rich art bill so an".split())


def _also_name(grid: Grid, index: int) -> bool:
    """Whether a word that opens clauses is part of a name here: a capital inside the sentence ("Do Van Lam")."""
    if grid.lower[index] not in _ALSO_NAMES or not grid.words[index].istitle() or index == 0 or grid.titled[index]:
        return False
    before = grid.words[index - 1]
    inside = grid.sentence[index - 1] == grid.sentence[index] == grid.sentence[index + 1]
    return inside and not before.isupper() and (before[-1:].isalnum() or before == "," or grid.tags[index - 1] == "POS")


def divided(grid: Grid, first: int, end: int) -> bool:
    """Whether a run holds a sign that parts two names."""
    return any(
        grid.words[token] in ("/", "-", "–", "—", "&", ",", "and")
        # "al-Sabah", "Min-ah": a hyphen inside one name
        and not (token > first and grid.words[token] == "-" and grid.lower[token - 1] in PARTICLES)
        and not (token + 1 < end and grid.words[token] == "-" and grid.words[token + 1].islower())
        # "Ana Lie-Rojas": behind a first name, one surname of two parts
        and not (grid.words[token] == "-" and token > first + 1 and grid.words[token - 2] != "-")
        for token in range(first, end)
    )


def in_title(grid: Grid, hit: Hit) -> bool:
    """Whether a surname is part of another name ("Reagan Airport", "the Ford Foundation")."""
    if hit.end >= len(grid):
        return False
    if grid.labels[hit.head] == "GPE" and grid.labels[hit.end] == "GPE" and grid.tags[hit.end].startswith("NNP"):
        return True
    if grid.labels[hit.head] not in ("ORG", "FAC", "LOC", "WORK_OF_ART", "EVENT", "PRODUCT"):
        return False
    follows = hit.end
    return (
        grid.words[follows][:1].isupper() and grid.tags[follows].startswith("NNP") and grid.deps[hit.head] == "compound"
    )
