"""The wordings by which a later text answers an ask, and the acts by which one is fulfilled.

"Signed off on", "said yes" grant; "would hear none of it", "the answer was no" refuse; "is still studying" puts off;
"no reply has come" leaves unanswered; "no such request has reached us" denies. Each row has the kind and a weight.
Acts are compared by families: who asks that a road be opened is answered by lorries that roll again.
"""

# ruff: noqa: E501  a wording a line reads better than one broken in the middle
from __future__ import annotations

import re
from dataclasses import dataclass

from memcon.link.acts import canonical
from memcon.model.reading import AnswerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A wording. `by_asker` True: the asker may be its subject ("is still waiting"); `bare` True: it may stand alone
    after the ask, without its noun or a word of the thing asked."""

    kind: AnswerKind
    pattern: re.Pattern[str]
    weight: float
    by_asker: bool = False
    bare: bool = True
    loose: bool = False
    """Whether it refuses only with the verb after it ("would not ... open")."""


def _cue(
    kind: AnswerKind, weight: float, *wordings: str, by_asker: bool = False, bare: bool = True, loose: bool = False
) -> Cue:
    return Cue(
        kind=kind, pattern=re.compile(r"\b(?:" + "|".join(wordings) + r")", re.IGNORECASE), weight=weight,
        by_asker=by_asker, bare=bare, loose=loose,
    )  # fmt: skip


_PAPER = r"(?:requests?|demands?|appeals?|letters?|notes?|pape?rs?|applications?|petitions?|calls?|offers?|invitations?|pleas?|proposals?|messages?)"

CUES: tuple[Cue, ...] = (
    _cue(
        "denied", 0.9,
        rf"(?:there|it) (?:was|were|has been|had been|is) (?:never )?(?:no|any) (?:such |formal |official )?{_PAPER}\b",
        rf"no (?:such |formal |official |written )?{_PAPER} (?:of (?:that|the|this) (?:kind|sort) )?"
        rf"(?:has |had |have )?(?:ever |yet |so far )?(?:been (?:received|made|sent|put|filed|lodged)|reached|arrived|existed|came|come to)\b",
        rf"no (?:such |formal )?{_PAPER} (?:about|for|on|over|concerning|to) [^.;,]{{3,50}}? (?:ha[sd]|have) (?:ever )?(?:come|reached|arrived|been)\b",
        r"(?:asked|sought|wanted|begged) (?:for )?nothing\b|(?:is|was|were|are) (?:all )?made up\b",
        r"(?:ha[sd]|have) (?:not|never) (?:been )?(?:received|seen|got|gotten|asked|sent|heard of|approached)(?: any| such| a| about| it)?",
        r"never (?:received|got|saw|asked|sent|heard|made|promised|offered|invited)\b",
        rf"(?:ha[sd]|have) (?:received|seen|had|got|heard of) no (?:such |formal |official )?(?:{_PAPER}|letter|note|word of any)\b",
        rf"no (?:such |formal |official |written )?{_PAPER} (?:ha[sd] |have )?(?:come|arrived|reached)\b(?! (?:out|into|its end))",
        r"(?:does|did|do) not exist\b|(?:doesn|didn)[’']t exist\b",
        rf"den(?:ied|ies|ying) (?:that (?:it|he|she|they|any|there|\w+) (?:ha[sd] |have |was |were )?(?:ever )?(?:asked|received|been|promised|offered|made|sought|sent|such|any)|"
        rf"having |ever |receiving |any such|making |any {_PAPER}|the existence)",
        r"(?:is|are|was|were) (?:not aware|unaware) of (?:any|such|a)\b",
        r"(?:knows?|knew) (?:nothing|of no)\b",
        r"(?:was|were) never (?:asked|approached|invited|promised|offered)\b",
        r"nobody (?:\w+ ){0,3}(?:ha[sd] )?(?:ever )?(?:asked|approached|promised|offered|invited)\b",
        rf"ma(?:de|kes?) no (?:such |formal )?{_PAPER}\b", r"received nothing\b", rf"(?:of no|heard of no|seen no|received no) (?:such )?{_PAPER}\b",
        r"den(?:ied|ies|y) (?:that )?(?:any|the|a|such|its?|ever) [^.;,]{0,40}(?:had been|was|were|has been|been|having) (?:ever )?(?:asked|promised|offered|made|sought|received|given)",
        r"(?:is|was|as) (?:an? )?(?:invention|fabrication|fiction|fairy tale|untrue|a hoax|false)\b",
        by_asker=True,
    ),
    _cue(
        "refused", 0.92,
        r"(?:said|says|saying|answered|replied|was|is|remains?|with) (?:an? |a firm |a flat |a clear |still )?[\"“'‘]?no(?=\s*(?:[.,;:!”\"’—–]|$)|,? (?:to|on|and|but|for|from)\b)",
        r"(?:refus|reject|declin|rebuff|spurn|dismiss|veto|oppos)(?:ed|es|e|s|ing)\b(?! to (?:comment|say|be (?:named|identified|drawn)|discuss|give))(?! (?:claims|allegations|accusations|reports|suggestions))",
        r"turn(?:ed|s|ing) (?:it |them |him |her |\w+ (?:\w+ )?)?(?:down|away)\b",
        r"rul(?:ed|es|ing) (?:it |them |this |that )?out\b",
        r"(?:brush|wav|swat|bat|swept|sweep)(?:ed|es|ing)? (?:it |them )?(?:aside|away|off)\b",
        r"(?:ha[sd]|have|with|there (?:is|was)) no (?:intention|plans?|wish|desire|interest|need|reason|question|room|way)\b",
        r"(?:is|are|was|were) (?:not|n[’']t) (?:for sale|on the table|up for|open to|prepared|ready|willing|going to|interested|in a position|negotiable|possible|able|acceptable|about to|minded|inclined)\b",
        r"(?:out of the question|non-negotiable|unacceptable|a non-starter|off the table)\b",
        r"(?:sent|sends|conveyed|expressed|with) (?:his|her|its|their) (?:regrets|apologies|excuses)\b",
        r"(?:begged off|cried off|pulled out|bowed out|stayed (?:at home|away)|did not (?:come|go|attend|travel|turn up)|failed to (?:come|turn up|appear))\b",
        r"(?:shut|closed|slammed) the door\b", r"show(?:ed|n) (?:\w+ ){1,2}the door\b", r"gave (?:\w+ ){0,3}short shrift\b",
        r"(?:would|will) (?:have|hear) (?:none|nothing) of\b",
        r"proposed(?:,)? instead\b|instead (?:offered|proposed)\b|(?:thanked|thanks) (?:\w+ ){1,3}(?:but|and proposed|and declined)\b",
        r"(?:threw|throws|thrown|tossed|struck) out\b", r"nothing to (?:discuss|talk about|negotiate|add)\b",
        r"(?:none|no \w+|nothing) to (?:spare|give|offer|lend)\b", r"(?:poured|threw) cold water\b",
        r"no (?:thanks|thank you|deal|chance)\b", r"(?:ha[sd]|have) [^.;,]{0,40}?enough of (?:its|their|his|her) own\b",
        r"(?:would|will) be (?:elsewhere|away|otherwise engaged|busy|abroad)\b|(?:ha[sd]|have|cited|pleaded|citing) (?:an?)?(?:other|earlier|prior|previous) (?:plans|engagements?|commitments?|duties|business)\b",
        r"(?:is|are|was|were) (?:not )?(?:a matter of (?:law|principle)|none of (?:its|their|his|her) (?:business|concern))\b",
        r"(?:would|will) (?:[\w’'-]+ ){1,8}?(?:itself|themselves|himself|herself|on (?:its|their|his|her) own|alone)\b|(?:has|have|had) no use for\b|(?:saw|sees|see) no (?:reason|need|point|way)\b|(?:considers?|regards?) (?:the|that|its) (?:file|matter|case) (?:as )?closed\b",
        r"will (?:manage|do|make do|get by|cope) without\b|(?:has|have) (?:\w+ ){0,3}enough\b|respects? no\b|(?:will|would) respect no\b",
        r"(?:wants?|wanted) no part (?:of|in)\b", r"(?:shook|shakes|shaking) (?:its|his|her|their) head\b",
        r"(?:can|could)(?: not|n[’']t| ill) (?:spare|afford)\b|cannot spare\b",
        r"(?:forbade|forbids?|forbidden|barred|prohibited)\b",
        r"(?:insist(?:ed|s)|repeated|maintained) that (?:it|they|the \w+) (?:would|will|must|had to) (?:stay|remain|continue|keep)\b",
    ),
    _cue(
        "refused", 0.9,
        r"(?:would|will|wo|shall)(?: not|n[’']t|not| never)\b(?! (?:only|yet|just|comment|be drawn|say|confirm|discuss|take (?:its |any |the )?calls))",
        r"(?:could|can|may|might)(?: not|n[’']t|not| never)\b(?! (?:only|yet|just|comment|be (?:reached|named|confirmed|verified|excluded|ruled|seen|said|identified|sure|certain)|afford to be|say|confirm|discuss))",
        r"cannot\b(?! (?:yet|say|comment|afford to be|be (?:reached|named|confirmed|verified|excluded|ruled|seen|said|identified|sure|certain)))", r"(?:will|would) (?:go on|carry on|continue|keep|stay|remain)\b",
        loose=True,
    ),
    _cue(
        "refused", 0.9,
        r"(?:(?:may not|cannot|can not|can[’']t|must not)(?! (?:afford|be)\b)|(?:is|are|was|were) (?:not|n[’']t|no longer) (?:be )?(?:allowed|permitted|welcome|let|free to|to be)|"
        r"(?:is|are|was|were|been) (?:barred|forbidden|banned|turned (?:back|away|down)|refused|denied (?:entry|access|permission|a )))\b",
        by_asker=True,
    ),
    _cue(
        "deferred", 0.88,
        r"(?:will|would|wants? to|is to|are to|must first|needs? to) (?:first |now |then )?(?:look (?:at|into)|consider|study|think|examine|review|weigh|consult|discuss|answer|reply|respond|decide|come back|return to|take (?:it|the matter) up|give (?:it|its answer))\b",
        r"(?:is|are|was|were|has been|have been|remains?|still) (?:still |now |currently |being )*(?:studying|considering|weighing|examining|reviewing|consulting|thinking|mulling|assessing|evaluating|looking (?:at|into)|under (?:review|study|consideration|examination)|studied|considered|examined|reviewed|pending|on hold|on ice|undecided)\b",
        r"(?:set up|appointed|formed|named|created|convened) (?:a|an) (?:\w+ )?(?:committee|commission|panel|working group|task force|inquiry)\b",
        r"(?:referred|passed|handed|sent) (?:it|the (?:matter|question|request|file|letter|note)) (?:to|on to)\b",
        r"(?:adjourned|postponed|deferred|put off|put back|shelved|delayed|stalled)\b",
        r"(?:ask(?:ed|s)|need(?:ed|s)|want(?:ed|s)|request(?:ed|s)) (?:for )?(?:more |some |a little |another \w+ )?(?:time|patience|details|clarification)\b",
        r"(?:not before|only after|not until|in due course|at a later date|when the time (?:is|was) right|in (?:its|their|his|her) own time|too early)\b",
        r"(?:ha[sd]|have) (?:not|yet to|n[’']t) (?:yet |so far )?(?:taken a decision|decide|decided|made up|reached a decision|settled)\b",
        r"no decision (?:ha[sd] (?:yet |so far )?been|was|is|will be)\b",
        r"(?:took|takes|taken) (?:it|the \w+) under (?:advisement|consideration)\b",
        r"(?:wants?|wanted|needs?|needed|asks?|asked|would like|prefers?) (?:first )?to (?:see|know|hear|read|check|inspect) [^.;]{0,60}?\bfirst\b|first (?:wants?|needs?) to\b",
        r"(?:sleep|slept|sleeping) on (?:it|the \w+)\b", r"(?:cannot|can[’']t|could not|unable to|will not|would not) (?:say|decide|answer|tell|promise anything) (?:before|until|yet|till)\b",
        r"(?:put|bring|brought|lay|laid|take|took) [^.;,]{0,40}?(?:before|to) (?:its|the|his|her|their) (?:cabinet|parliament|board|council|government|lawyers|experts|next)\b",
        r"(?:passed|forwarded|handed|sent|referred) [^.;,]{0,40}?(?:on )?to (?:its|the|his|her|their) (?:lawyers|ministry|ministries|experts|cabinet|parliament|board|council|committee|prosecutors?|courts?)\b",
        r"(?:at|in) (?:its|the|his|her|their) next (?:sitting|session|meeting)\b", r"(?:needs?|takes?|will take|would take) (?:a little |some |more )?(?:time|thought|months|weeks)\b",
        r"(?:await(?:s|ed|ing)|waits? for|waiting for) (?:its|the|a|his|her|their|an)\b(?! (?:reply|answer|sign|word|response))",
        r"(?:not now|next year|in the new year|after the (?:election|vote|summer|holidays|budget|harvest|rains))\b",
        r"(?:will|would|is to|are to) (?:have to |need to )?wait\b|(?:is|are|was) not going (?:to \w+ )?(?:now|yet|this (?:week|month|year))\b",
        r"(?:spoke|speaks|talked|talks) of (?:the )?(?:spring|summer|autumn|winter|next year|another (?:day|date|time))\b|will revert\b|take it up after\b",
        r"(?:promised|undertook|agreed) to (?:consider|study|look|think|examine|review|reflect)\b",
    ),
    _cue(
        "ignored", 0.88,
        r"(?:no|any|neither) (?:\w+ )?(?:repl(?:y|ies)|answer|response|reaction|acknowledge?ment|word)s?\b(?! (?:to (?:a |our |requests for )|on (?:when|whether|how)|(?:\w+ ){0,3}(?:public|published|disclosed)))",
        r"(?:ha[sd]|have|did|does|do)(?: not|n[’']t| never)(?: so far| so much as| even)* (?:repl(?:y|ied)|answer(?:ed)?|respond(?:ed)?|react(?:ed)?|acknowledged?|address(?:ed)?|mention(?:ed)?)\b(?! (?:to )?(?:a |our |requests? for )?(?:request for comment|comment))",
        r"(?:failed|declined) to (?:reply|answer|respond|mention|acknowledge)\b",
        r"(?:not a|no|never a) (?:word|line|syllable|sound)\b", r"(?:not|never|n[’']t) (?:so much as )?(?:say|said|utter\w*|contain|spare|waste|find|found) (?:so much as )?a (?:single )?(?:word|line|syllable)\b",
        r"(?:stayed|remained|stood|was left|was) empty\b|empty (?:chair|seat|place|plate)\b", r"never (?:wrote|replied|answered|called|responded|came back)\b",
        r"(?:ha[sd]|have) (?:had|heard|seen) (?:no|nothing)(?: \w+)?(?: from| of| back)?\b(?= (?:from|since|for|so)|[.,;]|$)", r"(?:ma(?:kes?|de)|with|contain(?:s|ed)) no (?:mention|reference)\b", r"sa(?:id|ys) nothing (?:of|about|on)\b",
        r"without (?:a |an |any |so much as )*(?:word|repl\w+|answer\w*|mention\w*|respon\w+|acknowledg\w+)\b",
        r"(?:let|left|leaves?) (?:it|the \w+) (?:lie|lying|unread|unopened|to gather dust)\b|gather(?:s|ed|ing) dust\b|turn(?:ed|s) a deaf ear\b|a blind eye\b",
        r"(?:would|will|did|do|does)(?: not|n[’']t) (?:take|return|answer) (?:its |the |any |his |her )?(?:phone )?calls?\b",
        r"(?:is|are|was|were|ha[sd] been|have been) (?:still )?waiting\b|still waits\b|waits? in vain\b|(?:no|without a?) (?:sign|trace)\b",
        r"(?:silence|silent|unanswered|unheeded|unacknowledged|deaf ears|in vain|pass(?:ed|es) over|ignor(?:ed|es|ing)|disregard(?:ed|s|ing)|took no notice|paid no (?:heed|attention)|on deaf|shrugged)\b",
        by_asker=True,
    ),
    _cue(
        "granted", 0.88,
        r"(?:said|says|answered|replied|was|with|gave) (?:an? )?[\"“'‘]?yes\b",
        r"(?:gladly|warmly|gratefully|eagerly)? ?(?:welcomed|embraced|jumped at|seized on|grabbed)\b(?! (?:the )?(?:news|visitors?|guests?|delegation|president|minister|him|her|them))",
        r"(?:accept|approv|grant|honour|honor|endors)(?:ed|es|s|ing)\b(?! (?:that|responsibility|blame))",
        r"(?:agreed|consented|assented|acceded|complied|obliged|relented|yielded|acquiesced|conceded|bowed|gave (?:in|way|ground)|backed down|climbed down)\b(?! to (?:consider|study|look|think|examine|discuss|review|meet again|keep|stay in touch|continue))",
        r"(?:g[ai]ve|giv(?:en|ing|es)|w[oi]n(?:s|ning)?|got|received) (?:\w+ ){0,2}(?:green light|go-ahead|consent|assent|blessing|nod|approval|permission|clearance|backing|wish|way)\b",
        r"(?:sign(?:ed|s)|signing) (?:it )?(?:off|up to)\b", r"(?:went|goes|gone|going) along with\b", r"(?:cleared|clears) the way\b|(?:clearance|permission|approval|consent|go-ahead) (?:came|arrived|was given)\b", r"wav(?:ed|es|ing) (?:it |them |\w+ )?through\b",
        r"(?:took|takes|taken|taking) (?:\w+ )?up (?:on )?(?:the|its|his|her|their)\b", r"took \w+ up on\b",
        r"(?:was|were|been|being|is|are) (?:duly |swiftly |quickly |at once |promptly )?(?:heard|met|granted|answered|heeded|honoured|honored|fulfilled|accepted|approved|kept|satisfied|obeyed|taken up|made good)\b(?! with (?:silence|a refusal|scorn|derision))",
        r"(?:made good on|kept (?:its|his|her|their) (?:word|promise|pledge)|delivered on|lived up to)\b",
    ),
)  # fmt: skip

GRANTING = canonical(
    "accept agree give grant allow let send comply yield provide open sign approve release hand return lend pay lift drop "
    "withdraw stop join attend come visit meet receive host supply sell extradite apologise recognise wait budge move change "
    "deliver support back share admit help".split()
)
"""What one who is asked does or will not do."""
VISITING = canonical("visit arrive land fly travel come attend receive welcome tour host meet go reach step".split())
PARTLY = re.compile(
    r"\b(?:in part|halv(?:ed|es|ing)|partly|partially|half|some of|a (?:third|quarter|fifth|part|fraction) of|part of|the first of|"
    r"only (?:a |an )?(?:\w+)|all but|most of|a few of|one of the|two of the|three of the|several of)\b",
    re.IGNORECASE,
)
NO_PART = re.compile(
    r"\b(?:first|second|latter|other) half\b|\bhalf (?:of (?:the |next |this |last )?(?:year|month|decade|century|week|season|term)|an? \w+)\b|"
    r"(?<=[a-z,] )Half(?: [A-Z][\w’'-]+)+|\b[Hh]alf[- ]?(?:way|hour)|\bhour and a half\b|\bone of the (?:first|last)\b"
)
"""Halves of times and of names ("in the second half of the year", "at Half Moon Bay") are no part of a thing."""


def part_told(text: str) -> bool:
    """Whether a text tells of a part of something."""
    return PARTLY.search(NO_PART.sub(" ", text)) is not None


REST_LEFT = re.compile(
    r"\b(?:(?:the )?(?:other|others|rest|remainder|remaining)\b[^.;]{0,40}?\b(?:stays?|remains?|stayed|remained|are still|is still|"
    r"(?:will|would) (?:have to )?(?:wait|not|stay)|was not|were not|is not|are not|await\w*|kept)|but not the)\b",
    re.IGNORECASE,
)
IN_FULL = re.compile(
    r"\b(?:in full|full amount|the rest|the remainder|the last (?:of|batch|\w+)|the remaining|all (?:the )?\w+|the balance|every one of|"
    r"the whole)\b",
    re.IGNORECASE,
)
KEPT = re.compile(
    r"\W*(?:will |would )?(?:keeps?|kept|retains?|retained|holds? back|held back|passed on|declined|left out|not) (?:the|its|their|for)\b",
    re.IGNORECASE,
)
ANOTHER = re.compile(r"\b(?:another|further|additional|more|second)\b", re.IGNORECASE)
UNCHANGED = re.compile(
    r"\b(?:stays?|remains?|stayed|remained|is still|are still|was still|were still|still|is as|are as|continues? to be|"
    r"keeps?|kept)\b",
    re.IGNORECASE,
)
WENT_ON = re.compile(
    r"\b(?:went on|goes on|carried on|kept on|kept|press(?:ed|es) (?:on|ahead)|pushed (?:on|ahead)|continued|continues|"
    r"proceeded|\w+ed on (?:at|through|with|in|over|all|as)|dug on|flew on|all the same|none ?the ?less|nevertheless|regardless|undeterred|anyway|went ahead|unmoved|defied|in defiance)\b",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"\b(?:again|once more|renewed|repeated|reiterated|reminded|still (?:wants|seeks|demands|asks|urges)|has long)\b",
    re.IGNORECASE,
)
GOT = re.compile(
    r"\b(?:got|received|obtained|secured|won|was given|were given|has had|took delivery of|can now|may now)\b"
)
NOTHING_CAME = re.compile(
    r"\b(?:no|not a|not one|not a single|none of|nothing|never|neither)\b[^.;]{0,60}?\b(?:ha[sd]|have|was|were|came|come|arrived|laid|"
    r"built|sent|delivered|done|seen|happened|paid|moved)\b|\bnot once\b|\bnobody (?:has|had|got)\b|\bthere (?:is|are|was|were) no\b|\b(?:ha[sd]|have|was|were|did)(?: still| yet| so far| even)?(?: not|n[’']t| never)\b|"
    r"\b(?:ha[sd]|have) yet to\b|\bfailed to\b|\bwithout (?:a|an|any)\b|\bpassed without\b|\b(?:expired|lapsed|elapsed)\b",
    re.IGNORECASE,
)
DOUBTFUL = re.compile(
    r"\b(?:will|would|'ll|’ll|could|may(?! now)|might|should|must|can(?! now)|shall|if|whether|unless|likely|unlikely|probably|plans?|planned|"
    r"planning|hopes?|hoped|expects?|expected|predict\w*|due|scheduled|wants?|wanted|urged|called on|demand(?:ed|s)?|possible|"
    r"threaten\w*|propos\w+|offer(?:ed|s)|promis\w+|pledg\w+|vow\w*|intend\w*|ready|willing|prepared|had|were to|is to|are to|"
    r"agree(?:d|s|ment)? (?:\w+ \w+ )?to|ask(?:ed|s|ing)|request(?:ed|s|ing)|seek(?:s|ing)?|needs?|invit(?:ed|es|ing)|appeal(?:ed|s)|about to|preparing|"
    r"press(?:ed|es|ing)? (?:for|on|\w+ (?:for|to|again))|pressing|plead\w*|urg(?:es|ing)|beg(?:s|ged|ging)|lobb\w+|push(?:ed|es|ing) (?:for|\w+ to)|"
    r"denied|denies|rumou?rs?|reportedly|allegedly|said to be|warn(?:ed|s)|insist(?:ed|s))\b",
    re.IGNORECASE,
)
"""A clause with one of these tells of no act that has been done."""
UNDONE = re.compile(
    r"\b(?:not|never|no|none|nothing|nobody|nor|neither|without|n[’']t|cannot|refus\w+|reject\w+|fail\w*|yet to|declin\w+|rebuff\w*|"
    r"suspend\w*|cancel\w*|postpon\w*|delay\w*|halt\w*|block\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
HOSTILE = re.compile(
    r"\b(?:str(?:ike|uck)|burn\w*|attack\w*|shell\w*|seiz\w*|arrest\w*|accus\w*|condemn\w*|discuss\w*|rais\w*|complain\w*|protest\w*|"
    r"recall\w*|remember\w*|debat\w*|mourn\w*|parad\w*|stole|stolen|lost|broke|kill\w*|wound\w*|shot|sank|detain\w*|fined?|"
    r"criticis\w*|criticiz\w*|mock\w*|fear\w*|worr\w*|remain\w*|stay\w*|wait\w*|held|talk\w*|count(?:ed|s)|still|tell|tells|told|writes?|"
    r"wrote|speaks?|spoke|say|says|said|call(?:ed|s)|expel\w*|ban\w*|clos\w*|shut|punish\w*|jail\w*|sentenc\w*|repeat\w*|again asked)\b",
    re.IGNORECASE,
)
"""Acts around the thing asked that are no fulfilment of the ask."""
HARMED = re.compile(
    r"\b(?:on strike|strikes?|burn\w*|attack\w*|shell(?:ed|ing)|seiz\w*|arrest\w*|accus\w*|condemn\w*|protest\w*|kill\w*|wound\w*|"
    r"shot|expel\w*|jail\w*|sentenc\w*|fined|aground|missing|home without)\b",
    re.IGNORECASE,
)
GONE = re.compile(
    r"\b(?:is|are|was|were) (?:all |now |finally |at last )?(?:gone|no more|over|history|a thing of the past|off)\b|\bno longer\b",
    re.IGNORECASE,
)
NOUNS: dict[str, re.Pattern[str]] = {
    "ask": re.compile(
        r"\b(?:requests?|claims?|applications?|clearance|appeals?|calls?|pleas?|petitions?|demands?|bids?|letters?|notes?|ultimatum|wish)\b"
    ),
    "offer": re.compile(r"\b(?:offers?|proposals?|suggestions?|plan|idea|scheme|gesture)\b"),
    "invite": re.compile(r"\b(?:invitations?|invite)\b"),
    "promise": re.compile(r"\b(?:promises?|pledges?|vows?|word)\b"),
    "warn": re.compile(r"\b(?:warnings?|threats?|ultimatum)\b"),
}
OF_COMMENT = re.compile(
    r"\b(?:for comment|to comment|requests? for (?:an )?interview|to be (?:named|identified|quoted))\b", re.I
)

_FAMILIES = (
    "open reopen lift raise cross roll flow resume restore unlock pass unblock clear drive traffic run",
    "free release home return walk fly hand bring reunite pardon family land back leave",
    "extradite hand deliver surrender transfer send fly custody bring deport turn",
    "withdraw leave sail depart quit pull retreat vacate evacuate go gone",
    "stop halt cease end suspend ground abandon discontinue silent quiet freeze",
    "clear dismantle remove lift demolish tear pull raze",
    "drop lift waive scrap abolish remove end cancel revoke rescind repeal ease free pay halve cut withdraw",
    "visit arrive land fly travel come attend receive welcome tour host meet go reach step",
    "meet sit talk host receive attend gather convene summit",
    "apologise regret sorry apology",
    "publish release print publication",
    "fail collapse reject defeat lose fall flop",
    "build open finish complete lay rebuild repair restore begin",
    "mediate broker host sit",
    "recognise recognition embassy",
    "ratify vote pass adopt approve",
    "join member accede enter admit adopt",
    "close shut seal bar block",
    "agree sign accept conclude settle",
    "vote back support",
    "share pass hand open give",
)
FAMILIES: tuple[frozenset[str], ...] = tuple(canonical(row.split()) for row in _FAMILIES)
GIVEN = canonical(
    "arrive reach land deliver hand send ship go come get receive dock unload sign disburse transfer pay grant give lend "
    "provide supply flow bring work join deploy cross credit open start begin sell donate complete roll unloaded "
    "let allow admit board berth wire landed stand install operate".split()
)
"""What is done when a thing asked for or promised is given."""
ENDING = canonical("stop halt cease end suspend withdraw leave drop lift waive scrap abolish remove cancel revoke refrain avoid abandon ground pull quit vacate".split())  # fmt: skip
"""Asks that something end: only the ending itself fulfils them."""
WEAK = canonical("give take make let send provide get have do put bring allow help hold keep set use need want thing item point lend supply grant offer hand deliver receive pay come go want new more second first other".split())  # fmt: skip
"""Words that tell little of what is asked."""


ACTS = frozenset(word for row in FAMILIES for word in row) | GIVEN | ENDING


def family_of(lead: frozenset[str]) -> frozenset[str]:
    """The stems of acts that come to the same as one of `lead`."""
    found: set[str] = set(lead)
    for row in FAMILIES:
        if row & lead:
            found |= row
    return frozenset(found)
