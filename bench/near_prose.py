"""Invented news prose for bench/near_duplicates.py: facts, two writers' words for them, and what happens to a copy.

A story is a handful of facts (who did what to which thing, where, how many, why). Each writer words every fact anew,
with other patterns, verbs and asides, so that two articles on one story share names, numbers and one quotation, and
little else: the hard negatives. A copy is one article's text, edited.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

FIRST = "Mara Ilse Tomas Petra Bashir Nuno Edda Karel Sabine Omid Rosa Vito Hanne Jorge Lena Amadou Irina Piet".split()
LAST = (
    "Okoro Venn Halloran Stroud Pires Lund Castell Brandt Moreau Tan Achterberg Kovac Nair Solberg Quist Abreu".split()
)
PLACES = (
    "Larnhaven Port Meryl|Osterfjord|Castelnou|Brenntal|Sainte Odile|Maruwa|Khorvat|Dunmore Quay|Villa Serena".split(
        "|"
    )
)
BODIES = (
    "the harbour board|the water ministry|the rail regulator|the grain council|the border police|"
    "the central bank|the fisheries office|the electricity grid operator|the health inspectorate|the cadastre|"
    "the mining union|the customs service|the farmers' league|the court of auditors|the coast guard|"
    "the housing agency"
).split("|")
ACTS = {
    "approve": ("approved", "signed off on", "gave its blessing to", "waved through"),
    "halt": ("halted", "put a stop to", "froze", "suspended work on"),
    "inspect": ("inspected", "went over", "took a close look at", "sent experts to examine"),
    "sell": ("sold", "parted with", "disposed of", "handed to buyers"),
    "repair": ("repaired", "mended", "brought back into service", "patched up"),
    "seize": ("seized", "confiscated", "took possession of", "impounded"),
    "delay": ("delayed", "pushed back", "postponed", "put off"),
    "count": ("counted", "tallied", "drew up a list of", "recorded"),
}
THINGS = (
    "freight wagons|tonnes of barley|kilometres of cable|fishing permits|diesel generators|flood gates|"
    "apartment blocks|crates of vaccine|unpaid invoices|timber lorries|water meters|patrol boats|"
    "school kitchens|bridge bearings|storage tanks|land titles|pumping stations|signal boxes|greenhouses|"
    "weather buoys"
).split("|")
REASONS = (
    "weeks of heavy rain|a strike by crane drivers|a complaint from residents|a leak at the old depot|"
    "months of wrangling over money|a warning from engineers|the collapse of a supplier|"
    "a fire on the upper floor|the discovery of forged stamps|a change in the tariff law|"
    "an unusually dry spring|a ruling by the upper court"
).split("|")
SAID = (
    "nobody here will be left in the dark about the cost|we would sooner be slow than sorry|"
    "the ledger has to balance by autumn|this was never about one man's signature|"
    "the sea does not wait for committees|we are short of hands and not of ideas|"
    "every family on the quay knows what this means|the figures speak louder than any of us could|"
    "there is no second pump to fall back on|we will count them again tomorrow if we must"
).split("|")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
ASIDES = (
    "a step few in the trade had seen coming|to the relief of shopkeepers nearby|"
    "amid grumbling from the opposition benches|without giving further details|under the eyes of a small crowd|"
    "as cameras rolled|at a cost that was not disclosed|despite misgivings among its own staff|"
    "barely an hour before the deadline|in line with last year's plan|on the advice of its lawyers|"
    "much to the annoyance of the haulage firms|in the second such move since winter"
).split("|")
SCENES = (
    "The mood in town was subdued, and most of the cafes along the front closed early.|"
    "Old hands compared the affair with the winter when the ferry ran aground.|"
    "Schoolchildren had been told to stay at home until the road was swept.|"
    "A second hearing is pencilled in for the end of the month.|"
    "Local radio carried the news between two requests for dance music.|"
    "Insurers have yet to say who will pick up the bill.|"
    "Nearby villages have seen their share of such announcements come to nothing.|"
    "By nightfall the lamps on the pier were the only lights for miles.|"
    "The archive of the parish holds letters about a similar quarrel a century ago.|"
    "Traders in the covered market shrugged and went on weighing onions.|"
    "Two retired surveyors have offered to check the drawings free of charge.|"
    "What the neighbours across the strait make of it is anybody's guess.|"
    "Bus drivers complained that the detour adds a quarter of an hour to every trip.|"
    "An exhibition of photographs of the works opens in the library next week.|"
    "The price of coal has hardly moved since, brokers at the exchange noted.|"
    "Volunteers handed out soup and dry socks in the gymnasium.|"
    "Three candidates for mayor have each promised a different remedy.|"
    "Anglers, for their part, are looking forward to an empty estuary.|"
    "A spokesman for the provincial archive declined to be drawn on the matter.|"
    "Fog kept the afternoon flight from landing, so most guests came by train."
).split("|")


@dataclass(frozen=True)
class Fact:
    """Who did what to how many of which thing, where, when and why."""

    body: str
    act: str
    number: int
    thing: str
    place: str
    day: str
    reason: str


@dataclass(frozen=True)
class Story:
    """The facts of a story, and who says the one thing that every article quotes."""

    facts: tuple[Fact, ...]
    speaker: str
    office: str
    saying: str


def story(chance: random.Random) -> Story:
    """An invented story of five to seven facts."""
    place = chance.choice(PLACES)
    bodies = chance.sample(BODIES, 3)
    facts = tuple(
        Fact(chance.choice(bodies), chance.choice(sorted(ACTS)), chance.randrange(3, 900), chance.choice(THINGS),
             chance.choice((place, place, chance.choice(PLACES))), chance.choice(DAYS), chance.choice(REASONS))
        for _ in range(chance.randrange(5, 8))
    )  # fmt: skip
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    office = chance.choice(("director", "chair", "deputy head", "chief engineer", "treasurer"))
    return Story(facts, name, f"{office} of {bodies[0]}", chance.choice(SAID))


def article(told: Story, chance: random.Random) -> list[str]:
    """One writer's sentences on a story."""
    parts = [_worded(fact, chance) for fact in chance.sample(told.facts, len(told.facts))]
    said = chance.choice((
        f"“{told.saying[0].upper()}{told.saying[1:]},” said {told.speaker}, {told.office}.",
        f"{told.speaker}, {told.office}, put it this way: “{told.saying[0].upper()}{told.saying[1:]}.”",
        f"Asked about it, {told.office.split(' of ')[0]} {told.speaker} replied that “{told.saying}”.",
    ))  # fmt: skip
    parts.insert(chance.randrange(1, len(parts)), said)
    for scene in chance.sample(SCENES, chance.randrange(3, 6)):
        parts.insert(chance.randrange(1, len(parts) + 1), scene)
    return parts


def _worded(fact: Fact, chance: random.Random) -> str:
    verb, aside = chance.choice(ACTS[fact.act]), chance.choice(ASIDES)
    what = f"{fact.number} {fact.thing}"
    body = fact.body
    head = body[0].upper() + body[1:]
    return chance.choice((
        f"{head} {verb} {what} in {fact.place} on {fact.day}, {aside}.",
        f"After {fact.reason}, {body} {verb} {what}, {aside}.",
        f"It was {fact.day} when {body}, prompted by {fact.reason}, {verb} {what}.",
        f"In {fact.place}, {what} were at stake: {body} {verb} them, {aside}.",
        f"{head}, {aside}, {verb} the {what} that had been the talk of {fact.place} since {fact.reason}.",
        f"No fewer than {what} are affected by the decision of {body}, which {verb} them following {fact.reason}.",
        f"Behind the {fact.day} move lies {fact.reason}; {body} thereupon {verb} {what}.",
        f"Officials confirmed that {body} {verb} {what} near {fact.place}.",
    ))  # fmt: skip


SWAPS = {
    "after": "following", "work": "labour", "price": "cost", "heavy": "weighty", "warning": "caution",
    "old": "aged", "decision": "choice", "town": "settlement", "small": "little", "crowd": "throng",
    "deadline": "time limit", "further": "additional", "details": "particulars", "advice": "counsel",
    "lawyers": "attorneys", "relief": "alleviation", "shopkeepers": "retailers", "move": "motion", "plan": "scheme",
    "road": "street", "news": "tidings", "bill": "invoice", "villages": "hamlets", "quarrel": "dispute",
    "letters": "missives", "similar": "comparable", "drawings": "sketches", "complaint": "grievance",
    "residents": "inhabitants", "engineers": "technicians", "money": "cash", "spring": "springtime",
    "supplier": "provider", "fire": "blaze", "floor": "storey", "discovery": "finding", "forged": "fake",
    "rain": "rainfall", "strike": "walkout", "collapse": "breakdown", "permits": "licences", "blocks": "buildings",
    "crates": "boxes", "lorries": "trucks", "boats": "vessels", "gates": "barriers", "cable": "wire",
    "approved": "endorsed", "halted": "ceased", "froze": "iced", "inspected": "examined", "sold": "vended",
    "repaired": "fixed", "mended": "restored", "seized": "grabbed", "confiscated": "expropriated",
    "delayed": "retarded", "postponed": "deferred", "counted": "numbered", "tallied": "totalled",
    "recorded": "registered", "affected": "impacted", "prompted": "spurred", "confirmed": "affirmed",
    "opposition": "resistance", "benches": "seats", "cameras": "lenses", "cost": "expense", "staff": "personnel",
    "mood": "temper", "early": "betimes", "home": "house", "hearing": "audition", "month": "calendar month",
    "trade": "commerce", "annoyance": "irritation", "winter": "wintertime", "firms": "companies",
    "volunteers": "helpers", "guests": "visitors", "afternoon": "post-noon", "offered": "proffered",
    "opens": "commences", "library": "bookhouse", "trip": "journey", "candidates": "contenders",
    "promised": "vowed", "remedy": "cure", "empty": "vacant", "looking": "gazing", "closed": "shut",
    "told": "informed",
}  # fmt: skip
"""A small thesaurus of our own for rewordings."""


def wired(parts: list[str], chance: random.Random) -> list[str]:
    """A desk's edit: a dateline, a dropped aside, a sentence turned, a credit."""
    found = [re.sub(r", [^,.“]+\.$", ".", p) if chance.random() < 0.25 else p for p in parts]
    if len(found) > 5:
        del found[chance.randrange(2, len(found))]
    return [f"{chance.choice(PLACES).upper()} — {found[0]}", *found[1:], "Additional reporting by our bureau."]


def cut(parts: list[str], chance: random.Random) -> list[str]:
    """The first half or more of a text."""
    return parts[: max(4, round(len(parts) * chance.uniform(0.45, 0.75)))]


def added(parts: list[str], chance: random.Random) -> list[str]:
    """The text with a third of other matter between and after."""
    other = article(story(chance), chance)[: max(2, len(parts) // 3)]
    found = list(parts)
    for sentence in other:
        found.insert(chance.randrange(2, len(found) + 1), sentence)
    return found


def scanned(parts: list[str], chance: random.Random) -> list[str]:
    """The text as a scanner read it: letters mistaken, words broken at the line's end."""

    def noisy(word: str) -> str:
        roll = chance.random()
        if roll < 0.035:
            return word.replace("rn", "m").replace("l", "1", 1).replace("e", "c", 1)
        if roll < 0.05 and len(word) > 6:
            return f"{word[: len(word) // 2]}- {word[len(word) // 2 :]}"
        return word

    return [" ".join(noisy(word) for word in part.split(" ")) for part in parts]


def reworded(parts: list[str], chance: random.Random) -> list[str]:
    """The text with every second word that the thesaurus knows swapped, outside quotation marks."""

    def swap(match: re.Match[str]) -> str:
        word = match[0]
        return SWAPS[word] if word in SWAPS and chance.random() < 0.75 else word

    return [part if "“" in part else re.sub(r"[a-z]+", swap, part) for part in parts]


EDITS = {"wire": wired, "cut": cut, "added": added, "scan": scanned, "reworded": reworded}
