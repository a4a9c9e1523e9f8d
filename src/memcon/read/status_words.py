"""The words that decide whether an act happened: plans, wishes, attempts, doubts, denials; nouns, verbs, modifiers."""

from __future__ import annotations

PLAN = frozenset(
    ["plan", "intend", "aim", "prepare", "schedule", "decide", "expect", "agree", "promise", "vow", "pledge", "prepared", "due", "set", "slated", "poised", "going", "bound", "scheduled", "planned", "expected", "about", "likely", "determined", "resolve", "commit", "undertake", "offer", "authorise", "authorize", "order", "instruct", "direct", "arrange", "vow", "mean", "propose", "ready", "ask", "invite", "call", "urge", "request"]
)
WISH = frozenset(
    ["want", "hope", "seek", "wish", "try", "attempt", "consider", "threaten", "demand", "like", "need", "desire", "push", "bid", "struggle", "contemplate", "mull", "weigh", "able", "willing", "eager", "keen", "reluctant", "tempt", "tempted", "unlikely", "suppose", "allow", "permit", "enable", "entitled", "encourage", "dare", "pressure", "lobby", "long", "advise", "recommend", "warn", "beg", "risk", "possible", "impossible", "difficult", "hard", "easy", "tend", "suggest", "strive", "aspire", "fight", "work"]
)
FAIL = frozenset(
    ["fail", "refuse", "decline", "forget", "neglect", "avoid", "refrain", "hesitate", "reluctant", "unable", "unwilling", "cease", "stop"]
)
ACHIEVE = frozenset(
    ["begin", "start", "continue", "manage", "proceed", "help", "go", "keep", "resume", "force", "compel", "oblige", "have", "lead", "cause", "come", "happen", "use", "finish", "join", "move", "rush"]
)
HEARSAY = frozenset(["say", "report", "allege", "believe", "think", "claim", "rumour", "rumor", "suspect", "accuse", "understand", "assume", "know"])
SEEMING = frozenset(["appear", "seem"])
DOUBT = frozenset(
    ["fear", "worry", "hope", "expect", "suggest", "imagine", "wish", "doubt", "predict", "speculate", "wonder", "ask", "suppose", "anticipate", "assume", "want", "prefer", "demand", "insist", "propose", "recommend", "warn", "threaten", "pretend", "dream", "believe", "think", "concerned", "afraid", "worried", "fearful", "forecast", "envisage", "envision", "urge", "pray", "bet", "guess", "estimate", "question", "debate"]
)
DENY = frozenset(["deny", "refute", "rebut", "dispute", "reject", "dismiss"])
SPEECH = frozenset(
    ["say", "tell", "report", "claim", "allege", "state", "announce", "declare", "note", "add", "write", "argue", "assert", "maintain", "insist", "contend", "confirm", "reveal", "acknowledge", "admit", "explain", "stress", "according", "suggest", "indicate", "disclose", "describe", "accuse", "warn", "charge", "testify", "recall"]
)

UNREAL = frozenset(
    ["possible", "potential", "proposed", "hypothetical", "feared", "threatened", "would-be", "looming", "fictional", "simulated", "mock", "attempted", "foiled", "averted", "imminent", "future", "eventual", "prospective", "impending", "any", "full-scale-potential", "staged", "imaginary", "failed", "aborted", "unlikely", "preventive", "likely", "further"]
)
PLANNED = frozenset(["planned", "upcoming", "forthcoming", "scheduled", "next", "expected", "coming", "slated", "anticipated"])
SAID = frozenset(
    ["alleged", "suspected", "purported", "supposed", "reported", "so-called", "rumoured", "rumored", "claimed", "apparent", "unconfirmed"]
)

UNREAL_NOUNS = frozenset(
    ["fear", "threat", "risk", "prospect", "possibility", "chance", "likelihood", "danger", "worry", "concern", "call", "plan", "idea", "proposal", "scenario", "hope", "demand", "speculation", "suggestion", "rumour", "rumor", "talk", "dream", "option", "preparation", "question", "warning", "intention", "desire", "pressure", "appeal", "request", "need", "prevention", "deterrent", "deterrence", "case", "event", "ability", "capacity", "readiness", "willingness", "opposition", "alternative", "simulation", "theory", "probability", "spectre", "specter", "odds", "pretext", "excuse", "avoidance", "justification", "effort", "attempt", "bid", "ban", "moratorium", "right", "power", "authority"]
)
CLAIM_NOUNS = frozenset(["allegation", "claim", "accusation", "report", "rumour", "rumor", "charge", "suspicion"])

UNREAL_VERBS = frozenset(
    ["want", "seek", "propose", "plan", "consider", "prepare", "discuss", "avoid", "prevent", "avert", "warn", "fear", "threaten", "risk", "expect", "contemplate", "mull", "weigh", "demand", "urge", "request", "hope", "envisage", "envision", "deter", "oppose", "rule", "support", "advocate", "need", "deserve", "await", "anticipate", "predict", "imagine", "simulate", "rehearse", "pursue", "request", "suggest", "recommend", "favour", "favor", "require", "call", "push", "schedule", "forestall", "foresee", "forbid", "ban", "block", "imply", "justify", "mean", "constitute", "seem", "trigger", "provoke", "invite", "spark", "explore", "organise", "organize", "agree", "arrange", "cancel", "postpone", "delay"]
)
PLANNED_VERBS = frozenset(["plan", "schedule", "prepare", "arrange", "expect", "await", "agree", "announce", "organise", "organize", "delay"])
OCCUR = frozenset(
    ["take", "occur", "happen", "begin", "start", "go", "be", "last", "end", "continue", "resume", "hold", "follow", "conclude", "open", "come", "unfold", "erupt", "break", "kick", "collapse", "fail", "finish", "get", "schedule", "plan", "expect", "set", "slate", "cancel", "postpone", "delay", "call-off"]
)
BEFORE_PREPS = frozenset({"before", "ahead", "for", "toward", "towards", "pending"})
UNREAL_PREPS = frozenset(
    {"without", "against", "if", "unless", "than", "like", "barring", "unlike", "about", "regarding", "over"}
)
NEGATIVE = frozenset({"no", "neither", "nor"})
HISTORY = frozenset({"sworn", "historical", "historic", "ancient", "medieval", "colonial"})
CANCEL = frozenset(
    ["cancel", "postpone", "call_off", "put_off", "delay", "scrap", "skip", "shelve", "boycott", "abandon", "suspend", "scuttle", "axe"]
)
