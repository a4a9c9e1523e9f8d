"""Which cue a source or content goes with, when a cue is left without what it reports."""

from memcon.encoder.values import RoleSpan
from memcon.read.role_joining import mended


def span(text: str, words: str, role: str, cue: int | None = None) -> RoleSpan:
    start = text.index(words)
    return RoleSpan(start=start, end=start + len(words), role=role, score=0.9, cue=cue, cue_score=0.9)  # type: ignore[arg-type]


def shown(text: str, roles: list[RoleSpan]) -> dict[str, list[str]]:
    cues = {i: r for i, r in enumerate(roles) if r.role == "cue"}
    members = {i: [r for r in roles if r.cue == i] for i in cues}
    return {text[cues[i].start : cues[i].end]: [text[r.start : r.end] for r in group]
            for i, group in mended(text, cues, members).items()}  # fmt: skip


def test_a_cue_left_without_content_takes_the_quotation_beside_its_source() -> None:
    text = "“We wait,” Day said, adding that talks went on."
    roles = [span(text, "“We wait,”", "content", 3), span(text, "Day", "source", 2), span(text, "said", "cue"),
             span(text, "adding", "cue"), span(text, "that talks went on", "content", 3)]  # fmt: skip
    assert shown(text, roles) == {"said": ["“We wait,”", "Day"], "adding": ["that talks went on"]}


def test_the_only_content_of_a_cue_beside_it_stays() -> None:
    text = "Oslo, Day said, denied the talks."
    roles = [span(text, "Oslo", "source", 3), span(text, "Day", "source", 2), span(text, "said", "cue"),
             span(text, "denied", "cue"), span(text, "the talks", "content", 3)]  # fmt: skip
    assert shown(text, roles) == {"said": ["Day"], "denied": ["Oslo", "the talks"]}


def test_an_orphan_takes_no_content_across_a_line() -> None:
    text = "Talks went on.\n\nDay said. Aides agreed, and left."
    roles = [span(text, "Talks went on.", "content", 3), span(text, "Day", "source", 2), span(text, "said", "cue"),
             span(text, "agreed", "cue"), span(text, "and left", "content", 3)]  # fmt: skip
    assert shown(text, roles)["said"] == ["Day"]


def test_sources_listed_together_are_one() -> None:
    text = "Unions, many teachers and some parents claim it is too late, which the mayor denies."
    roles = [span(text, "Unions, many teachers", "source", 2), span(text, "some parents", "source", 2),
             span(text, "claim", "cue"), span(text, "it is too late", "content", 2)]  # fmt: skip
    assert shown(text, roles) == {"claim": ["Unions, many teachers and some parents", "it is too late"]}


def test_sources_apart_stay_two() -> None:
    text = "Trump, whom the paper quoted, said no."
    roles = [span(text, "Trump", "source", 2), span(text, "the paper", "source", 2), span(text, "said", "cue"),
             span(text, "no", "content", 2)]  # fmt: skip
    assert shown(text, roles)["said"] == ["Trump", "the paper", "no"]
