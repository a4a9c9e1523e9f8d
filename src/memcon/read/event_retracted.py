"""Whether the sentences after an act take it back: "It did not.", "That was a mistake.", "They have not met since."

An invented example: in "Some write that Chad promised Mali a loan. It did not." the second sentence stands for the
first with its verb left out, and denies it. "That was untrue" and "The message was a hoax" judge what was told; in
"Chad blamed Mali. That is wrong, Mali said" somebody else judges, and nothing is taken back.
"""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from memcon.read import event_scene_words as scene_words
from memcon.read import status_words as words
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import CLIMB, child
from memcon.read.page import Page
from memcon.read.status_clauses import negation_of

FOLLOWING = 3
"""Sentences of the same paragraph after that of the act."""

LONGEST = 40
"""Tokens of a sentence that may take something back."""

POINTING = frozenset({"it", "that", "this", "they", "he", "she"})
TOLD = frozenset(
    "account announcement caption claim clip footage headline letter message news note photo photograph picture post "
    "quotation quote report rumour rumor statement story tale video word".split()
)
"""What a thing was told by."""

MISTAKES = frozenset("confusion error fabrication fake forgery mistake misprint misquotation misunderstanding".split())
AUXILIARIES = frozenset({"do", "have", "be"})


def taken_back(page: Page, frame: Frame) -> bool:
    """Whether one of the next sentences of the paragraph says that the act of a frame was none."""
    if _withdrawn(frame.anchor):
        return True
    sentence = frame.head.sent
    for number in range(FOLLOWING):
        if sentence.end >= len(page.doc):
            return False
        follower = page.doc[sentence.end].sent
        if "\n" in page.text[max(0, int(sentence.end_char) - 1) : int(follower.start_char)]:
            return False
        if number == 0 and not _drill(frame) and _played(follower):
            return True
        if len(follower) <= LONGEST:
            if frame.row.type == "CONSULT" and _never_met(follower):
                return True
            own = page.statement_at(follower.root.idx) is None
            if own and (_left_out(follower) or _judged(follower.root)):
                return True
        sentence = follower
    return False


WITHDRAWN = frozenset("withdraw retract pull delete correct remove disown scrap recall".split())


def _withdrawn(anchor: Token) -> bool:
    """ "Withdrew a story that said Chad had come out for Mali": what tells it was taken back."""
    current = anchor
    for _ in range(CLIMB):
        head = current.head
        if head.i == current.i:
            return False
        if current.dep_ in ("relcl", "acl", "ccomp") and head.lemma_.lower() in TOLD and head.pos_ == "NOUN":
            verb = head.head
            return head.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in WITHDRAWN and not _negated(verb)
        current = head
    return False


def _drill(frame: Frame) -> bool:
    """Whether an act is an exercise itself, which takes place."""
    told = {token.lemma_.lower() for token in (frame.head, frame.thing) if token is not None}
    return bool(told & DRILLS)


DRILLS = frozenset("exercise drill manoeuvre maneuver game wargame patrol training rehearsal simulation".split())


def _played(sentence: DocSpan) -> bool:
    """ "The crew were cadets taking part in a drill", "It was part of an exercise": who or what was told before was
    played, by what the next sentence says of it."""
    for verb in (sentence.root, *(kid for kid in sentence.root.children if kid.dep_ == "conj")):
        subject = child(verb, "nsubj", "nsubjpass")
        if verb.lemma_ != "be" or subject is None or not _definite(subject) or _negated(verb):
            continue
        said = child(verb, "attr")
        if said is None or any(kid.tag_ == "MD" for kid in verb.children):
            continue
        own = list(islice(said.subtree, LONGEST))
        if any(word.lemma_.lower() in scene_words.PLAYS | PUPILS for word in own):
            return True
        text = sentence.doc[own[0].i : own[-1].i + 1].text
        drill = scene_words.EXERCISING.search(text) if said.lemma_.lower() == "part" else None
        if drill or any(scene_words.MADE_UP.finditer(text)):
            return True
    return False


PUPILS = frozenset({"student", "trainee", "schoolboy", "schoolgirl", "dummy", "puppet"})


def _definite(subject: Token) -> bool:
    """Whether a subject points back: a pronoun, "the six", "both crews"."""
    if subject.lower_ in POINTING | {"these", "those", "both", "all"}:
        return True
    determiner = child(subject, "det", "poss")
    return determiner is not None and determiner.lower_ in ("the", "these", "those", "both", "all", "their", "its")


def _left_out(sentence: DocSpan) -> bool:
    """ "It did not.", "They have not.": a denial whose verb is left out, so that it is the one told before."""
    root = sentence.root
    subject = child(root, "nsubj")
    if root.lemma_.lower() not in AUXILIARIES or subject is None or subject.lower_ not in POINTING:
        return False
    bare = all(
        kid.dep_ in ("nsubj", "neg", "punct", "advmod", "intj", "cc", "") or kid.is_space for kid in root.children
    )
    return bare and _negated(root)


def _judged(root: Token) -> bool:
    """ "That was our mistake", "The message was a hoax", "It was not true": what was told before is called wrong."""
    if root.lemma_ == "wish":
        hoped = child(root, "ccomp")
        return hoped is not None and any(kid.lower_ in words.TRUE | {"so", "otherwise"} for kid in hoped.children)
    subject = child(root, "nsubj")
    if (
        root.lemma_ != "be"
        or subject is None
        or not (subject.lower_ in ("it", "that", "this") or subject.lemma_.lower() in TOLD)
    ):
        return False
    said = child(root, "attr", "acomp")
    if said is None or child(said, "relcl", "acl", "ccomp") is not None:
        return False
    wrong = said.lemma_.lower() in MISTAKES | words.FANCIES - {"past"} or said.lower_ in words.FALSE
    return wrong != _negated(root) if wrong else said.lower_ in words.TRUE and _negated(root)


def _negated(root: Token) -> bool:
    return child(root, "neg") is not None


MEETING = frozenset({"meet", "see", "speak", "talk"})
BOTH = frozenset({"they", "two", "pair", "neither", "sides", "ministers", "presidents", "leaders", "men", "women"})


def _never_met(sentence: DocSpan) -> bool:
    """ "They did not see each other", "the two have not spoken since": no contact, whatever came near it."""
    for token in islice(sentence, LONGEST):
        if token.lemma_.lower() not in MEETING or token.pos_ != "VERB" or negation_of(token) is None:
            continue
        subject = child(token, "nsubj")
        mutual = token.lemma_.lower() != "see" or any(kid.lower_ in ("other", "another") for kid in token.children)
        if subject is not None and subject.lower_ in BOTH and mutual:
            return True
    return False
