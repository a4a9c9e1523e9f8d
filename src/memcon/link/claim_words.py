"""Words that reporters put for one another when they tell the same statement, and numbers in one form.

"Twenty thousand doses", "20,000 doses": one number; "will provide", "will deliver", "would supply": one act. The groups
are of words for what states do and say to each other, by hand; a word stands in one group only.
"""

from __future__ import annotations

from functools import cache

from memcon.link.difference_quantities import quantities
from memcon.link.similarity import stem, stems
from memcon.model.span import Span

_GROUPS = """
provide deliver supply send give furnish donate hand
delivery arrival receipt
agree concur consent
promise pledge vow undertake offer assure commit guarantee
contact touch
close near
suspend pause halt freeze stop interrupt
resume restart renew
meet gather convene
hold place
open reopen
meeting session round talks
begin start launch commence
end finish conclude complete
raise increase lift grow
cut reduce lower trim curb
build construct erect
train teach school
help aid assist assistance support
buy purchase acquire
share split divide
plant factory works
trust confidence
equal equals
partnership ties relations
remain stay continue keep
valid force
condemn denounce deplore
stress emphasise underline underscore highlight
discuss address review consider examine
request ask seek demand
answer reply respond response
road route highway
border frontier
cost price spend
year annual
month monthly
deadline date
ready prepared willing
visit trip
attack assault strike
talks negotiations
soldier troop
refugee migrant
release free
jail prison
joint common together
ship vessel boat
plane aircraft
country state nation
leader president
forge fake
lorry truck
"""
_CANON: dict[str, str] = {}
for _line in _GROUPS.strip().splitlines():
    _words = [stem(word) for word in _line.split()]
    for _word in _words:
        _CANON.setdefault(_word, _words[0])
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion".split()
)


def claim_stems(text: str) -> tuple[str, ...]:
    """The stems of a statement's content, one for each group of words, its numbers as `#value:unit`."""
    found = []
    for one in quantities(text, Span(0, len(text))):
        found.append(f"#{one.value:g}:{one.of}")
    for word in stems(text):
        if word not in _NUMBER_STEMS and not word[:1].isdigit():
            found.append(_CANON.get(word, word))
    return tuple(found)


def canonical(text: str) -> str:
    """The words of a text brought to their groups, for telling whether it is negative."""
    return " ".join(_canon_of(word) for word in text.split())


@cache
def _canon_of(word: str) -> str:
    plain = word.strip(".,;:!?“”\"'()").casefold()
    canon = _CANON.get(stem(plain))
    return canon if canon is not None and canon != stem(plain) else word


_NUMBER_STEMS = frozenset(stem(word) for word in _NUMBERS)
