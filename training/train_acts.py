"""Fits the heads that find acts no row of the dictionary knows, and tell acts that happened from those that did not.

    python training/train_acts.py [--name meaning] [--folder DIR] [--write]

`act` gives the type (fifteen roots) of what a sentence tells between two states, `real` the probability that it tells
something that has happened. Both read the mean vectors of pools of words (memcon/read/event_pairs.py). No torch. Prints
how well each file of traps is told by heads fitted to all others: of the twins, the share of right types; of both,
the area under the curve of `real`, and how often a twin ranks above its trap.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from act_data import NOTHING, TRAPS, Told, bare_reader, event_states, news, own_acts, pages_of, traps
from heads import Fitted, fit, head_of, heat_of, seeing, write_heads
from plover_data import TYPES, plv_pairs

from memcon.encoder import MODELS
from memcon.encoder.values import EncoderInput
from memcon.model.span import Span
from memcon.read.event_pairs import Side, pairing, pairings
from memcon.read.events import find_events
from memcon.read.reader import Reader

ACT_POOLS = ("between", "path", "clause", "apex", "sentence")
REAL_POOLS = ("clause", "apex", "sentence")
RIDGE = 0.2
PLV_WORTH = 0.3
"""How much a marked pair of PLV counts beside a row of ours: its wordings are those of one kind of news."""

WEAK_WORTH = {"plv": 0.2, "news yes": 0.4, "news no": 0.08}
"""How much rows count for `real` that nobody has judged: PLV's pairs are all told as news; where the dictionary alone
finds an act that was done with both states in real articles it mostly was, where it finds none there mostly is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """One row a pair of states: pooled vectors (rows x pools x hidden, pools as in ACT_POOLS) and what is known."""

    vectors: np.ndarray
    told: Sequence[Told]

    def of(self, pools: Sequence[str]) -> np.ndarray:
        """Shape: (rows, pools x hidden)."""
        return np.concatenate([self.vectors[:, ACT_POOLS.index(name)] for name in pools], axis=1)

    def where(self, mask: np.ndarray) -> Rows:
        """The rows of a mask."""
        return Rows(vectors=self.vectors[mask], told=[t for t, kept in zip(self.told, mask, strict=True) if kept])


def rows_of(reader: Reader, told: Sequence[Told]) -> Rows:
    """The pairs of states of each text that are its own."""
    assert reader.meaning is not None
    bare = seeing(reader.meaning)
    vectors, kept = [], []
    for one, page in zip(told, pages_of(reader, [t.text for t in told]), strict=True):
        for sentence in page.doc.sents:
            for pair in pairings(page, sentence):
                if one.states is not None and {pair.source.state, pair.target.state} != set(one.states):
                    continue
                vectors.append(_pooled(bare, one.text, (sentence.start_char, sentence.end_char), pair.pools))
                kept.append(one)
    return Rows(vectors=np.array(vectors), told=kept)


def plv_rows(reader: Reader) -> Rows:
    """The marked pairs of PLV train."""
    assert reader.meaning is not None
    bare = seeing(reader.meaning)
    vectors, kept = [], []
    pairs = plv_pairs()
    for doc, pair in zip(reader.nlp.pipe([p.text for p in pairs]), pairs, strict=True):
        sides = [
            Side(actors=(), span=Span(*span), state=name, confidence=1.0)
            for span, name in ((pair.source, "S"), (pair.target, "T"))
        ]
        sides.sort(key=lambda side: side.span)
        sentence = next((s for s in doc.sents if s.start_char <= pair.source[0] < s.end_char), None)
        if sentence is None:
            continue
        found = pairing(doc, sentence, sides[0], sides[1])
        vectors.append(_pooled(bare, pair.text, (sentence.start_char, sentence.end_char), found.pools))
        kept.append(
            Told(text=pair.text, states=None, type=pair.type, happened=True, group=str(pair.fold), source="plv")
        )
    return Rows(vectors=np.array(vectors), told=kept)


def _pooled(bare: object, text: str, edges: tuple[int, int], pools: object) -> np.ndarray:
    start, end = edges
    (votes,) = bare.votes([EncoderInput(text=text[start:end], sentences=[(0, end - start)])])  # type: ignore[attr-defined]
    found = []
    for name in ACT_POOLS:
        spans = [(a - start, b - start) for a, b in pools.get(name, ())]  # type: ignore[attr-defined]
        pieces = votes.touching(spans) or votes.touching(((0, end - start),))
        found.append(votes.numbers[sorted(pieces)].astype(np.float64).mean(axis=0))
    return np.array(found)


def news_rows(reader: Reader) -> Rows:
    """The pairs of states of real articles: happened where the dictionary alone finds an act done between both."""
    assert reader.meaning is not None
    bare = seeing(reader.meaning)
    vectors, kept = [], []
    for page in pages_of(replace(reader, meaning=None), news()):
        events, _ = find_events(page)
        for sentence in page.doc.sents:
            edges = int(sentence.start_char), int(sentence.end_char)
            here = [event for event in events if edges[0] <= event.trigger.start < edges[1]]
            for pair in pairings(page, sentence):
                both = {pair.source.state, pair.target.state}
                about = [event for event in here if both <= event_states(page, event)]
                done = any(e.status in ("done", "ongoing") and e.confidence >= 0.5 for e in about)
                if about and not done:
                    continue
                vectors.append(_pooled(bare, page.text, edges, pair.pools))
                source = "news yes" if done else "news no"
                kept.append(Told(text="", states=None, type="", happened=done, group="", source=source))
    return Rows(vectors=np.array(vectors), told=kept)


def joined(parts: Sequence[Rows]) -> Rows:
    """Several as one."""
    return Rows(vectors=np.concatenate([p.vectors for p in parts]), told=[t for p in parts for t in p.told])


def gathered(reader: Reader, kept: Path | None) -> Rows:
    """The rows of all sources; read from `kept` where that file is, else written there (None: neither)."""
    if kept is not None and kept.is_file():
        with np.load(kept, allow_pickle=False) as held:
            told = [Told(**{**row, "states": None}) for row in json.loads(str(held["told"]))]
            return Rows(vectors=held["vectors"], told=told)
    texts = [*own_acts(reader.lexicon), *(told for path in TRAPS for told in traps(path))]
    rows = joined([rows_of(reader, texts), plv_rows(reader), news_rows(reader)])
    if kept is not None:
        lines = [{**asdict(told), "text": "", "states": None} for told in rows.told]
        np.savez(kept, vectors=rows.vectors.astype(np.float32), told=json.dumps(lines))
    return rows


def fit_act(rows: Rows) -> Fitted:
    """The head for types, fitted to what happened."""
    mine = rows.where(np.array([t.happened and t.type in TYPES for t in rows.told]))
    y = np.array([TYPES.index(t.type) for t in mine.told])
    worth = np.array([PLV_WORTH if t.source == "plv" else 1.0 for t in mine.told])
    return fit(mine.of(ACT_POOLS), y, classes=len(TYPES), ridge=RIDGE, worth=worth)


def fit_real(rows: Rows) -> Fitted:
    """The head for what happened."""
    y = np.array([int(t.happened and t.type != NOTHING) for t in rows.told])
    worth = np.array([WEAK_WORTH.get(t.source, 1.0) for t in rows.told])
    return fit(rows.of(REAL_POOLS), y, classes=2, ridge=RIDGE, worth=worth)


def held_out(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Logits of every row by heads that have seen nothing of its source."""
    act, real = np.zeros((len(rows.told), len(TYPES))), np.zeros((len(rows.told), 2))
    sources = np.array([t.source for t in rows.told])
    for source in sorted(set(sources) - set(WEAK_WORTH)):
        here = sources == source
        rest = rows.where(~here)
        act[here] = fit_act(rest).logits(rows.of(ACT_POOLS)[here])
        real[here] = fit_real(rest).logits(rows.of(REAL_POOLS)[here])
    return act, real


def report(rows: Rows, act: np.ndarray, real: np.ndarray) -> None:
    """Prints the figures of each source."""
    lean = real[:, 1] - real[:, 0]
    by_source: dict[str, list[int]] = defaultdict(list)
    for number, told in enumerate(rows.told):
        if told.source not in WEAK_WORTH:
            by_source[told.source].append(number)
    for source, numbers in sorted(by_source.items()):
        twins = [n for n in numbers if rows.told[n].happened]
        right = np.mean([TYPES[act[n].argmax()] == rows.told[n].type for n in twins])
        yes, no = lean[twins], lean[[n for n in numbers if not rows.told[n].happened]]
        area = (yes[:, None] > no[None]).mean() if len(no) else float("nan")
        best = {(rows.told[n].group, rows.told[n].happened): lean[n] for n in numbers}
        pairs = [best[g, True] > best[g, False] for g, done in best if done and (g, False) in best]
        print(f"{source:20} {len(numbers):5} types {right:.3f} area {area:.3f} pairs {np.mean(pairs or [np.nan]):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--name", default="meaning")
    parser.add_argument("--folder", type=Path, default=MODELS)
    parser.add_argument("--rows", type=Path, help="where the rows are kept between runs")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    reader = bare_reader()
    rows = gathered(reader, arguments.rows)
    act, real = held_out(rows)
    report(rows, act, real)
    mine = np.array([t.happened and t.type in TYPES and t.source not in WEAK_WORTH for t in rows.told])
    heat = heat_of(act[mine], np.array([TYPES.index(t.type) for t, own in zip(rows.told, mine, strict=True) if own]))
    if arguments.write:
        heads = [
            head_of("act", fit_act(rows), classes=TYPES, pools=ACT_POOLS, heat=heat),
            head_of("real", fit_real(rows), classes=("no", "yes"), pools=REAL_POOLS, heat=1.0),
        ]
        assert reader.meaning is not None
        write_heads(arguments.folder / f"{arguments.name}.heads.npz", heads, model=reader.meaning.settings.sha256)


if __name__ == "__main__":
    main()
