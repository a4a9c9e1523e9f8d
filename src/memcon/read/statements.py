"""Who said what: attributions joined across sentences, their speakers resolved, as statements.

An invented example: `"“We are ready,” the envoy told reporters. “It is time.”"` gives one statement: speaker
`the envoy`, addressee `reporters`, mode direct, content `We are ready` and `It is time`.
"""

from __future__ import annotations

from memcon.model.actor import Party
from memcon.model.identify import stable_id
from memcon.model.reading import Statement
from memcon.read.attribution import Attribution
from memcon.read.attribution_verbs import verb_attributions
from memcon.read.page import Page


def find_statements(page: Page) -> tuple[Statement, ...]:
    """The statements of an article in order of their first word."""
    found = [a for a in verb_attributions(page) if page.readable(a.start)]
    statements = {s.id: s for s in (_statement(page, a) for a in found) if s is not None}
    return tuple(sorted(statements.values(), key=lambda s: (s.content[0].start, s.id)))


def _statement(page: Page, found: Attribution) -> Statement | None:
    if found.source is None or found.speaker is None:
        return None
    mention = page.mention_of(page.doc[found.speaker])
    actor = page.actor_of.get(mention.actor) if mention and mention.actor else None
    name = actor.name if actor else found.source.of(page.text)
    return Statement(
        id=stable_id("st", page.article.id, [list(s) for s in found.content], name),
        article=page.article.id,
        speaker=Party(actor=actor.id if actor else None, name=name, span=found.source),
        content=found.content,
        cue=(found.cue,) if found.cue else (),
        confidence=round(found.strength * 0.7, 4),
        evidence=page.evidence(*found.parts),
    )
