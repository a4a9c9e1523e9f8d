"""The words by which made-up, played and commemorated acts are told from those that took place."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _any(parts: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b", re.I)


WORKS = _words("""
    allegory anime ballad ballet biopic cartoon comic counterfactual docudrama drama fable fantasy film flick game
    joke libretto limerick lyric manga melodrama mini-series miniserie miniseries movie musical myth legend novel
    novella opera operetta painting pantomime parable parody pilot playscript poem quiz re-enactment reel reenactment
    rehearsal role-play roleplay satire scenario screenplay script sequel prequel simulation simulator sitcom sketch
    skit spoof storyboard tabletop telenovela textbook handbook primer casebook thriller videogame verse wargame
    whodunit daydream nightmare dream diorama fresco mural tapestry waxwork thought-experiment hypothetical slide
    slides classroom blockbuster comedy rendition novelisation novelization pageant
""")
"""Works and classrooms in which acts are only told or played: "in the novel, Peru invades"."""

SHOWING = _words("""
    act chapter scene verse level round card board plot storyline story page panel stanza season instalment
    installment trailer rule purpose hero heroine villain narrator protagonist character author novelist playwright
    screenwriter director cartoonist satirist history exercise club series show room wall
""")
"""What stands for a work only with one of its words near it: "the rules of the game", "the novel's last chapter"."""

OF_CLASSROOMS = _words("seminar workshop course lesson lecture exercise drill contest competition syllabus")
"""What makes "rules", "purposes" and "slides" those of something only practised."""

PLAYS = _words("""
    actor actress extra cadet pupil schoolchild reenactor re-enactor cosplayer impersonator lookalike stuntman
    animator gamer contestant understudy
""")
"""People who play or practise acts."""

PLANS = _words("""
    timetable draft plan paper schedule agreement proposal calendar accord roadmap blueprint bill memo memorandum
    protocol document text treaty scheme
""")
"""What has people doing things that are still to come: "a draft timetable has the last battalion leaving"."""

MARKING = _words("""
    anniversary centenary bicentenary jubilee birthday commemoration remembrance plaque statue monument memorial
    cenotaph obelisk stamp coin exhibition museum gallery exhibit display mural tapestry fresco song ballad window
    inscription tombstone gravestone bust
""")
RECALLING = _words("""
    recall show display depict tell honour honor commemorate mark remember celebrate feature recount trace document
    re-create recreate portray retell illustrate immortalise immortalize stand evoke
""")
"""What recalls an act of long ago, and the verbs by which it does."""

_EXERCISES = "drill|exercise|film|movie|show|pageant|simulation|rehearsal|cameras?|screen|musical|pantomime|fete|fair"
_MOCKED = (
    "trial|attack|battle|raid|parliament|assembly|council|summit|united nations|un|war|invasion|target|village|"
    "cabinet|congress|vessel|ship|launch|boat|village|embassy"
)

MADE_UP = _any(
    (
        r"fictional|fictitious|imaginary|make-believe|made-up|invented\s+(?:case|state|country|war)",
        r"(?:video|computer|board|card|war|role-playing|strategy)[\s-]?games?|(?:flight[\s-])?simulators?|simulated",
        r"pixels|deep[\s-]?fakes?|ai-generated|computer-generated|photoshopped",
        r"(?:generated|faked|made|drawn|rendered)\s+(?:on|by|with)\s+(?:a\s+|an\s+)?(?:laptop|computer|machine|ai|software)",
        r"satirical|spoof|parody|parodies|hoax|prank|april\s+fool(?:['’]s)?",
        r"alternat(?:e|ive)\s+history|counterfactual|re-?enact(?:ed|s|ors?|ments?|ing)?",
        r"re-?creates?\s+(?:with|how|the)|with\s+puppets|cosplay\w*|(?:movie|film)\s+extras",
        r"extras(?=\s*(?:,|\.|hired|paid|dressed|from))|paid\s+by\s+the\s+day|film\s+(?:school|set|crew)",
        rf"(?:for|during|in|of)\s+(?:an?|the|its|their|his)\s+(?:\w+\s+)?(?:{_EXERCISES})",
        rf"(?:mock|dummy|pretend|model)\s+(?:\w+\s+)?(?:{_MOCKED})",
        r"(?:an?|the|its|their|this|that)\s+(?:mock|pretend|make-believe)\s+[a-z]+",
        r"on\s+(?:paper|the\s+slides?|stage|canvas)|blank\s+(?:rounds|ammunition|shells|cartridges)",
        r"(?:from|in|of)\s+a\s+(?:transport|motor|tank|war|military)?\s*museum|toy\s+soldiers?",
        r"vintage\s+(?:vehicles?|tanks?|aircraft|cars?|planes?)|wargam\w+|table-?top",
        r"penetration\s+test\w*|(?:annual|agreed|commissioned|paid)\s+(?:\w+\s+)?test|red[\s-]team\w*",
        r"bound\s+for\s+the\s+(?:breakers|scrapyard)|as\s+they\s+do\s+every\s+(?:year|summer|july|june|august|may)",
    )
)
"""Phrases that give a whole sentence away as made up, played or practised."""

EXERCISING = re.compile(r"drill|exercise|wargam|simulat|table-?top|war.?game", re.I)

HIRED = re.compile(
    r"\bas\s+(?:\w+[\s']+){1,4}(?:had|has|have)\s+(?:\w+\s+)?(?:invited|paid|asked|hired|commissioned|agreed|allowed)\b"
    r"[^.;]{0,40}\bto\b|\b(?:hired|paid|commissioned)\s+(?:\w+\s+){0,3}to\s+(?:do|test|try|break|attack)\b",
    re.I,
)
"""Who let it be done to themselves suffers nothing."""

MATCH = _any(
    (
        r"(?:first|second)\s+half(?:\s+hour)?(?!\s+of\s+(?:the\s+(?:year|month|century|decade)|\d{4}))|half[\s-]?time",
        r"full[\s-]?back|fly-half|scrum|line-?out|(?:high|spot|free|goal|corner)\s+kicks?|penalty\s+(?:kick|shoot\w*)",
        r"own\s+half(?!\s+of)|the\s+ball(?!\s+is\s+in)|pole\s+position|peloton|finish(?:ing)?\s+line|regatta",
        r"(?:after|before|at|past|by)\s+(?:the\s+)?[a-z-]+\s+kilomet(?:er|re)s?(?=\s*(?:mark|and|,|to|with|on|before))",
        r"crowd\s+(?:began|roared|whistled|cheered)|(?:last|final)\s+(?:eight|four|sixteen)(?!\s+\w+s\b)",
        r"(?:quarter|semi)[\s-]final(?:s|ist|ists)?|shoot[\s-]?out|grandmaster|open\s+file|checkmate\w*",
        r"by\s+(?:[a-z]+|\d+)\s+(?:goals?|points|runs|sets|tries|lengths?|strokes|frames|seconds)(?!\s+of\b)",
        r"try[\s-]line|touchline|wickets?|batsm[ae]n|striker|goal(?:keeper|less|line|post)s?|qualifiers?",
        r"world\s+cup|champions\s+league|midfield(?:er|ers)?|chess|bowlers?|hat-trick|equali[sz]er",
    )
)
"""Phrases of a report about a match, a race or a game of chess."""

SCORE = re.compile(r"(?<![\w-])\d{1,2}[-–]\d{1,2}(?=\s+(?:on|in|at|after|before|last|when|with|thanks|as)\b|[.,;:)]|$)")
"""What makes a battle a match, "destroyed Germany 5-1 on Friday"; but "killed 10-15 people"."""

_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a\s+hundred|[2-9]\d|\d{3})(?:-\w+)?"

LONG_AGO = _any(
    (
        r"in\s+the\s+(?:days|age|time|era|reign)\s+of",
        r"on\s+this\s+(?:day|date)\s+in\s+(?:1\d{3}|20[01]\d)|years\s+ago\s+(?:today|this\s+(?:day|week|month))",
        rf"{_TENS}\s+years\s+(?:\w+\s+\w+\s+)?(?:since|ago|earlier|before)",
        r"(?:a|two|three|four|five|half\s+a)\s+(?:centur(?:y|ies)|generations?)\s+(?:ago|since|earlier)",
    )
)
"""Phrases that put an act a generation or more ago."""
