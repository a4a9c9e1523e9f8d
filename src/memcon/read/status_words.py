"""The words that decide whether an act happened: plans, wishes, attempts, doubts, denials; nouns, verbs, modifiers."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLAN = _words("""
    about agree aim arrange ask authorise authorize bound call commit committed decide determine determined direct
    due expect expected going instruct intend invite likely mean offer order plan planned pledge poised prepare
    prepared promise propose ready request resolve schedule scheduled set slated undertake urge vote vow
""")
"""Verbs and adjectives above an infinitive that make it a plan."""

WISH = _words("""
    able advise allow aspire attempt beg bid consider contemplate dare demand desire difficult eager easy
    enable
    encourage entitled fight hard hope impossible keen like lobby long mull need permit possible pressure push
    recommend reluctant risk seek strive struggle suggest suppose tempt tempted tend threaten try unlikely
    want
    warn weigh willing wish work
""")
"""The same, that make it a wish, an attempt or a bare possibility."""

FAIL = _words("""
    avoid cease decline fail forget hesitate neglect refrain refuse reluctant stop unable unwilling
""")
"""The same, that say it did not come to pass."""

ACHIEVE = _words("""
    begin cause come compel continue finish force go happen have help join keep lead manage move oblige
    proceed
    resume rush start use
""")
"""The same, that let it stand as done."""

HEARSAY = _words("""
    accuse allege assume believe claim know report rumor rumour say suspect think understand
""")
"""Passives above a perfect infinitive: "is said to have"."""

SEEMING = frozenset({"appear", "seem"})

DOUBT = _words("""
    afraid anticipate ask ensure assume believe bet concerned debate demand doubt dream envisage envision estimate
    expect
    fear fearful forecast guess hope imagine insist pray predict prefer pretend propose question recommend
    speculate suggest suppose think threaten urge want warn wish wonder worried worry
""")
"""Verbs whose clause is feared, hoped, asked, not told."""

HELD = frozenset({"assume", "believe", "estimate", "suppose", "think"})
"""Of these, verbs whose clause, where it looks back, is what somebody holds to have been."""

EVALUATED = _words("""
    bold brave clever correct cruel foolish generous hasty justified kind polite prompt quick rash right rude sensible
    swift tactless unwise wise wrong
""")
"""Adjectives that judge an act that was done: "was right to ask", "is quick to blame"."""

QUOTED = frozenset({"cite", "depict", "portray", "quote"})
"""Verbs with "as" whose clause is only what somebody had it."""

DISCUSS = _words("""
    muse ponder toy flirt moot float joke daydream fantasise fantasize speculate brood think
    consider debate discuss discussion examine explore negotiate recommend review study
""")
"""What is only talked about."""

DENY = frozenset({"deny", "dismiss", "dispute", "rebut", "refute", "reject"})

SPEECH = _words("""
    according accuse acknowledge add admit allege announce argue assert charge claim confirm contend declare
    describe disclose explain indicate insist maintain note recall report reveal say state stress suggest tell
    testify warn write
""")

SPEAKING = frozenset({"speak", "meet", "talk", "call", "phone", "telephone", "gather", "convene"})
"""Contacts of which "to discuss" tells what was done there."""

UNREAL = _words("""
    aborted any attempted averted eventual failed feared fictional foiled full-scale-potential further future
    hypothetical imaginary imminent impending likely looming mock possible potential preventive proposed
    prospective simulated staged threatened unlikely would-be
""")
"""Modifiers of an event noun that has not happened."""

PLANNED = _words("""
    anticipated coming expected forthcoming next planned scheduled slated upcoming
""")
"""The same, that is to happen."""

ONGOING = _words("""
    active continued continuing current daily enduring existing lasting long-running ongoing persistent
    sustained
""")
"""The same, that goes on."""

SAID = _words("""
    alleged apparent claimed purported reported rumored rumoured so-called supposed suspected unconfirmed
""")
"""The same, that somebody only says happened."""

UNREAL_NOUNS = _words("""
    ability advisability alternative appeal feasibility importance necessity urgency usefulness value wisdom
    attempt authority aim ambition goal objective avoidance ban bid call capacity case chance concern danger demand
    desire deterrence deterrent dream effort event excuse fear hope idea intention justification likelihood
    moratorium need odds opposition option plan possibility power preparation pressure pretext prevention
    probability proposal prospect question readiness request right risk rumor rumour scenario simulation
    specter
    spectre speculation suggestion talk theory threat warning willingness worry
""")
"""Nouns whose "of" names what has not happened."""

CLAIM_NOUNS = _words("""
    accusation allegation charge claim report rumor rumour suspicion
""")

BOUND = frozenset({"agree", "commit", "consent"})
"""Verbs of which what stands after "to" is still to be done: "agreed to a visit"."""

CONTACTS = _words("""
    ceremony conference congress consultation dialogue discussion gathering meeting negotiation parley session signing
    summit talk visit
""")
"""Contacts at which something is done."""

UNREAL_VERBS = _words("""
    advocate agree anticipate arrange avert avoid await ban block call cancel consider constitute contemplate
    delay demand deserve deter discuss envisage envision expect explore favor favour fear forbid foresee
    forestall
    hope imagine imply invite justify mean mull need oppose organise organize plan postpone predict prepare
    prevent propose provoke pursue push recommend rehearse request require risk rule schedule seek seem
    simulate
    spark suggest support threaten trigger urge want warn weigh
""")
"""Verbs whose object has not happened by them."""

PLANNED_VERBS = _words("""
    agree announce arrange await delay expect organise organize plan prepare schedule
""")

OCCUR = _words("""
    be begin break call-off cancel collapse come conclude continue delay end erupt expect fail finish follow
    get
    go happen hold kick last occur open plan postpone resume schedule set slate start take unfold
""")
"""Verbs whose subject happens as they say."""

BEFORE_PREPS = frozenset({"ahead", "before", "for", "pending", "toward", "towards"})

UNREAL_PREPS = _words("""
    about against barring if like over regarding than unless unlike without
""")

NEGATIVE = frozenset({"neither", "no", "nor"})

TALES = _words("""
    account belief gossip impression legend myth news notion report rumour rumor story suggestion tale talk
    version
    whisper word idea
""")
"""What somebody goes about saying; "word that" may be confirmed."""

FALSE = frozenset("false untrue incorrect wrong baseless unfounded fabricated invented nonsense rubbish".split())
PICTURING = _words("picture imagine envisage envision visualise visualize fancy conceive")

TRUE = frozenset("true right correct accurate founded justified well-founded real genuine".split())

FANCIES = _words("imagination fiction fantasy legend myth invention rumour rumor past forgery hoax dream")
"""What an act that "remains a thing of the imagination" is."""

PLANS = _words("""
    agenda agreement accord bill blueprint calendar deal draft itinerary memo paper plan programme program
    proposal
    roadmap schedule scheme script text timetable
""")
"""Papers that have people do what is still to come."""

HELPING = _words("help assist aid support relieve rescue evacuate feed treat shelter fight save")
SENDING = _words("send dispatch despatch rush fly deploy ship airlift lend mobilise mobilize provide")
STEPS = _words("step action measure move steps initiative")

GLAD = _words("""
    delighted glad grateful happy honored honoured pleased proud relieved sorry thrilled saddened privileged
""")
"""Adjectives above an infinitive that is done in the saying: "pleased to announce"."""

EFFORTS = frozenset({"campaign", "drive", "effort", "work"})
KEEPING = _words("""
    accelerate boost carry continue deepen expand extend increase intensify maintain pursue redouble step strengthen
    sustain
""")
"""Verbs that keep up an effort: what it is for goes on."""

HONOURS = frozenset({"honor", "honour", "pleasure", "privilege"})
OPENINGS = HONOURS | {"chance", "occasion", "opportunity"}
"""What one has to do a thing; told of as had, it was taken."""

PERFORMED = _words("""
    acknowledge apologise apologize commend condemn congratulate convey emphasise emphasize express honour
    honor
    praise recognise recognize reaffirm reiterate salute stress thank underline underscore welcome
""")

CANCEL = _words("""
    abandon axe boycott call_off cancel delay postpone put_off scrap scuttle shelve skip suspend
""")

GATHER = _words("""
    assemble come convene gather host join meet receive sit visit welcome
""")
"""Verbs with which "for talks" tells what is being held, not what is hoped for."""

AWAITED = frozenset({"book", "expect", "invite", "schedule", "slate"})
"""Passives with "for" whose noun is to come: "was expected for lunch"."""

HOPED = _words("""
    appeal argue ask aspire await call hope lobby long look opt pray prepare press push wait wish
""")
"""Verbs with "for" or "to" whose noun is only hoped for."""

STAGES = _words("""
    beginning continuation end kind outbreak part resumption round series start type
""")
"""Nouns that are as real as what they are under: "hopes for a resumption of talks"."""
