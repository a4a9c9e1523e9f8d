"""The words by which figures of speech, works of art, media and sport are told from acts of force and contact."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIGURES = {
    "war": _words(
        "bidding chip class cold culture currency drug information price propaganda proxy rate star streaming "
        "subsidy talent tariff tech trade turf word world "
    ),
    "battle": _words(
        "bidding boardroom court courtroom custody election leadership legal political primary ratings "
        "re-election title uphill "
    ),
    "attack": _words(
        "ad anxiety asthma barbed bear blistering heart panic personal political rhetorical scathing shark "
        "speculative stinging twitter veiled verbal "
    ),
    "assault": _words("charm legal rhetorical sexual verbal"),
    "offensive": _words("charm diplomatic economic goodwill investment media peace pr propaganda sales"),
    "strike": _words("bird general labor labour lightning nurse rail teacher"),
    "invasion": _words("jellyfish locust pitch privacy"),
    "bombing": _words("photo review yarn"),
    "fighting": _words("cancer crime fire political"),
    "killing": _words("mercy"),
    "shooting": _words("film movie photo video"),
    "execution": _words("budget contract plan policy program programme project"),
    "raid": _words("dawn kitchen takeover"),
    "siege": _words("media"),
    "blockade": _words("mental"),
    "hack": _words("life"),
    "clash": _words("colour cultural final personality quarterfinal schedule semi-final semifinal"),
    "protest": _words("diplomatic formal"),
    "visit": _words("doctor home hospital repeat site virtual web"),
    "trip": _words("ego guilt school shopping"),
    "call": _words("bird casting close conference curtain earnings roll tender wake wake-up"),
    "conference": _words("eastern media news press western"),
    "warning": _words(
        "avalanche blizzard cyclone earthquake fire flash flood frost gale hazard health heat hurricane ice profit "
        "rain severe snow storm surge thunderstorm tornado travel tsunami typhoon weather wildfire wind"
    ),
    "alert": _words("flood heat hurricane storm tsunami weather"),
    "tour": _words("book concert farewell stadium victory world"),
}
"""Event nouns with the modifiers that make a figure or a harmless thing of them."""

MEDIA = _words("""
    album anniversary anthology author biopic book box-office cartoon centenary comic commemoration course diorama
    docudrama documentary drama episode exhibit exhibition festival film footage game historian history lecture
    livestream livestreaming memoir memorial miniseries monument movie museum musical novel novelist opera
    painting photo photograph play podcast poem re-enactment reenactment remake replica retrospective scenario
    screening seminar sequel series show simulation song stream tabletop thriller trailer veteran video videogame
    wargame
""")
"""What shows or tells of an act without its happening."""

SPORT = _words("""
    athlete basketball batsman bout boxer boxing championship chess coach cricket cup equaliser equalizer final
    football goal goalkeeper grandmaster half-time hockey innings judo knockout league marathon match medal
    midfielder olympian olympic olympics paralympic penalty-shootout playoff qualifier quarter-final quarterfinal
    referee rugby scoreboard semi-final semifinal soccer stadium striker tennis tournament volleyball wicket
    wrestling
""")
"""Words of a report about a match."""

GAMES = _words("""
    console esports fictional gamer gamers imaginary multiplayer nintendo playstation video-game xbox
""")
"""Words of a report about games and fiction."""

SPEECHLIKE = _words("""
    tenet principle value foundation democracy freedom core order heart idea tradition norm institution integrity
    credibility reputation image confidence hope dream belief assumption consensus basis pillar notion ideal
    addiction appetite approach argument balance bill blaze bottom brake budget cancer ceiling challenge change
    character chord comment corruption credibility crime critic deal decision disease disinformation drought fire
    fraud growth handling headline high hunger hurdle idea inflation jackpot law low market milestone morale
    narrative nerve note obesity pandemic piracy plan policy poverty problem proposal racism record remark report
    rival roadblock ruling shelf smuggling snag speech stage stance stride stumbling target_rate tone trafficking
    turnout unemployment virus wall warming wildfire
""")
"""What is attacked, hit or fought in words only."""

TELLING = _words("""
    book box-office drama film game memoir movie novel office opera play scenario sequel series simulation
    thriller videogame wargame
""")
"""Works in which acts are told: \"in the novel, Peru invades\"."""

WORKS = _words("""
    film films movie documentary docudrama novel novelist fiction cinema screening screens actor actress
    filmmaker
    box-office thriller miniseries museum exhibition playwright opera videogame gamer gamers esports multiplayer
    match cup coach striker goalkeeper tournament semifinal semi-final quarterfinal quarter-final
    midfielder innings wicket referee stadium halftime half-time equaliser equalizer scoreline championship olympic
    olympics medal sequel author plot readers audience soccer football rugby cricket tennis hockey basketball
""")
"""Words of a paragraph that tells of a work or a match; two of them make it one."""
