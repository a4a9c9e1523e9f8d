"""Words that are no subject of a statement, apart from the parse, so that views can ask without a parser."""

from __future__ import annotations

GENERIC = frozenset(
    "counterpart request consequence sector source claim reply response loss loved kid guy visitor guest "
    "people person man woman child citizen leader president minister premier official spokesman spokeswoman "
    "spokesperson government state country nation side party member partner friend neighbour neighbor group team "
    "body organization organisation company firm ministry office department council committee parliament congress "
    "court police authority delegation administration public world community society family victim resident voter "
    "worker student expert analyst reporter journalist author year month week day hour minute moment time date "
    "today tomorrow yesterday past future century decade period phase stage number amount half majority part "
    "piece percent share level rate size rest bit lot series couple dozen hundred thousand million billion kind "
    "sort type form range scale degree term case example instance statement word remark comment speech interview "
    "conference report news story article letter message question answer issue matter problem thing fact point "
    "reason cause result effect outcome way manner means method step move action act activity measure event "
    "situation condition circumstance process effort work role place position area region city town capital "
    "street site line end start beginning middle top hand head face eye name idea view opinion sense mind aim "
    "goal purpose plan decision choice chance opportunity possibility need wish hope interest attention concern "
    "importance order list set use basis field sphere framework context terms behalf favor favour light spirit "
    "course behaviour behavior meeting visit talk call trip session today's addition thanks difference change "
    "development progress support help cooperation relation relationship tie dialogue discussion conversation "
    "contact nothing something anything everything someone anyone everyone one ones other others".split()
)
"""Heads too general to be a subject by themselves; with a modifier ("nuclear talks") they are."""
WEAK = frozenset(
    "new old good bad great big small large many few more most other same different such own certain various "
    "several next last first second third final recent current former present previous past future important main "
    "major key serious strong clear whole full entire possible necessary true real right wrong high low long "
    "short early late better best worse further additional similar special particular general common mutual "
    "bilateral joint close deep constructive so-called very much little only political international national".split()
)
"""Modifiers that single nothing out."""
