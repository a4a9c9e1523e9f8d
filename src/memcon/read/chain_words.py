"""The words of handing on: who can speak, which verbs show or relay others' words, which nouns are words or papers."""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read.actor_words import words_of
from memcon.read.page import Page

TEXTS = frozenset(
    "report study poll survey document statement data figures letter cable memo readout transcript communique "
    "communiqué article editorial paper book assessment analysis audit inquiry investigation review research email "
    "note dispatch newspaper daily agency message post tweet filing indictment ruling bulletin record intelligence "
    "dossier index minutes memoir memoirs diary account version telling recording tape video footage log "
    "notes files archive telegram release notice testimony affidavit brochure leaflet circular column".split()
)
"""Papers and recordings that can hold somebody's words."""

VESSELS = frozenset(
    "video clip recording tape footage letter cable memo interview article essay column op-ed post message email "
    "transcript statement documentary film report broadcast audio book memoir note document speech telegram "
    "voicemail podcast tweet".split()
)
PUBLISHING = frozenset(
    "publish release air broadcast post circulate leak print show run carry obtain share play distribute screen issue "
    "stream upload reproduce".split()
)
CARRIED = frozenset(
    "carry quote cite publish report air broadcast release post relay obtain see print run monitor review leak share "
    "pick translate transcribe record film provide give show distribute circulate issue reproduce summarise "
    "summarize".split()
)
"""Participles of which an outlet is the agent that brought somebody's words: "remarks carried by …"."""

HOLDING = frozenset("have hold see obtain read get acquire review examine possess receive keep view consult".split())
"""What an outlet does with a paper before it prints from it."""

CONTACTING = frozenset(
    "reach contact interview ask approach phone call ring question telephone quote cite record film find meet "
    "press".split()
)
"""What an outlet does to whom it quotes: "the mayor, reached by …"."""

SHOWING = frozenset(
    "have show hear recall remember quote cite depict describe portray record capture film picture report catch find "
    "feature present overhear see paraphrase".split()
)
"""Verbs before "somebody saying that …": who does this hands on what the other says."""

QUOTED = frozenset(
    "quote cite report record hear see film show catch portray depict describe say allege understand overhear "
    "paraphrase picture rumour rumor".split()
)
"""Verbs of which somebody is the object whose words are told: "is quoted as saying", "was heard telling"."""

RELAYING = frozenset(
    "relay convey pass transmit repeat carry bring deliver recount quote cite recall publish reveal disclose leak "
    "report forward read circulate recite relate reproduce print communicate hand mention".split()
)
HEARING = frozenset("hear learn understand gather know".split())
ASCRIBING = frozenset("ascribe attribute impute credit".split())
SPEECH_NOUNS = frozenset(
    "warning message assurance promise claim remark word words statement threat demand request answer reply pledge "
    "complaint denial comment accusation plea appeal question objection admission guarantee declaration sentence "
    "boast offer proposal apology verdict allegation assertion vow prediction estimate explanation phrase "
    "response ultimatum line reassurance confession".split()
)
ACCOUNTS = frozenset(
    "account telling version words reading report readout recollection retelling rendering summary description "
    "transcript record narrative minutes recounting dispatch".split()
)
VIEWS = frozenset(
    "view version reading position line account contention argument answer message verdict response explanation claim "
    "stance opinion theory understanding complaint fear charge reply word assessment conclusion".split()
)
MEDIA_NOUNS = frozenset(
    "agency newspaper daily weekly magazine broadcaster station channel website paper radio television network portal "
    "outlet tabloid journal periodical newsroom wire service gazette podcast".split()
)
_KIN = frozenset(
    "wife husband son daughter brother sister mother father friend colleague master people team crowd rally audience "
    "delegation family widow listener reader viewer visitor witness person passenger crew host guest "
    "cousin neighbour neighbor customer student pupil parishioner faithful congregation public gathering conference "
    "summit forum panel hearing meeting committee court jury council assembly plenary creditor lender donor "
    "mediator negotiator shipowner owner skipper pilot driver nurse doctor teacher farmer fisherman editor "
    "author writer historian translator interpreter source insider confidant relative survivor resident shopkeeper "
    "harbour-master landlord caretaker prisoner detainee hostage veteran bishop imam rabbi priest monk emir "
    "sultan office service desk staff headquarters command board authority delegate camp circle entourage attache "
    "operator fund union guild chamber regulator palace merchant tribe elder chancellery clerk cleric haulier "
    "aide envoy broker executive trader chief commander colonel sergeant lieutenant major captain premier "
    "eyewitness bystander villager fisher herder smuggler engineer scientist scholar dealer "
    "negotiator intermediary go-between emissary courier messenger".split()
)
_ENDINGS = ("ist", "ian", "eer", "maker", "men", "man", "woman", "women", "people", "keeper", "owner", "worker")
_PERSON_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_NO_ONE = frozenset({"nobody", "none", "no-one", "nothing", "noone"})


def can_speak(page: Page, token: Token) -> bool:
    """Whether the noun that a token heads stands for people or a body: a name, a pronoun, a word for people."""
    if token.pos_ == "PRON":
        return token.lower_ in (
            "he", "she", "they", "him", "her", "them", "us", "me", "we", "you", "it", "i", "those", "who"
        )  # fmt: skip
    if token.pos_ == "PROPN" or token.ent_type_ in _PERSON_ENTITIES:
        return True
    mention = page.mention_of(token)
    if mention is not None and (mention.actor is not None or mention.members):
        return True
    words, lower, lemma = words_of(page.lexicon), token.lower_, token.lemma_.lower()
    if words.title(lower) is not None or words.title(lemma) is not None or lemma in _KIN:
        return True
    return any(words.group(word, *words.groups) is not None for word in (lower, lemma)) or (
        len(lemma) > 5 and lemma.endswith(_ENDINGS)
    )


def is_text(token: Token) -> bool:
    """Whether a noun is a paper or recording that can hold words."""
    return token.lower_ in TEXTS or token.lemma_.lower() in TEXTS


def is_no_one(token: Token) -> bool:
    """Whether a source is nobody at all ("nobody", "no one")."""
    if token.lower_ in _NO_ONE or token.lower_ in ("one", "body"):
        return token.lower_ in _NO_ONE or any(c.lower_ == "no" for c in token.children)
    return any(c.dep_ == "det" and c.lower_ == "no" for c in token.children)
