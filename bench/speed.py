"""How long reading takes beside the bare spaCy pipeline, how quickly commands start, what memory a large build needs.

    python bench/speed.py reading            # ratio of whole reading to bare spaCy, on PolNeAR dev
    python bench/speed.py start              # seconds until `memcon --help` and `memcon show` are done
    python bench/speed.py memory [ARTICLES]  # peak memory of a build of generated articles (10,000 by default)

Ratios are comparable between machines, seconds are not.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MEMCON_SHARED", ROOT.parent / "shared"))


def reading(articles: int = 40) -> dict[str, float]:
    """Whole reading over bare spaCy on the same articles, one process; medians of three runs each."""
    from memcon.ingest import Settings, make_reader
    from memcon.model.article import Article, article_id, text_sha256
    from memcon.read.parse import load_pipeline

    path = SHARED / "data" / "polnear" / "dev.jsonl.gz"
    if not path.exists():
        raise SystemExit("PolNeAR is not under MEMCON_SHARED: nothing measured")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][:articles]
    pile = []
    for row in rows:
        digest = text_sha256(row["text"])
        key = article_id(sha256=digest, outlet=row["publisher"], url=None)
        pile.append(Article(id=key, text=row["text"], sha256=digest, published=row["date"], language="en"))
    nlp = load_pipeline()
    figures: dict[str, float] = {"words": sum(len(a.text.split()) for a in pile)}
    figures["spacy_s"] = _median(lambda: list(nlp.pipe(a.text for a in pile)))
    for name in ("rules", "fast", "accurate"):
        reader = make_reader(Settings(reader=name))
        if name != "rules" and reader.encoder is None:
            continue
        seconds = _median(lambda reader=reader: list(reader.read(pile)))  # type: ignore[misc]
        figures[f"{name}_ratio"] = round(seconds / figures["spacy_s"], 2)
    return figures


def _median(run: object) -> float:
    """CPU seconds of one run, the median of three: what other work on the machine takes does not count."""
    seconds = []
    for _ in range(3):
        started = time.process_time()
        run()  # type: ignore[operator]
        seconds.append(time.process_time() - started)
    return round(sorted(seconds)[1], 3)


def start() -> dict[str, float]:
    """Wall seconds of `memcon --help` and of `memcon show encounters` on a small record; best of five."""
    memcon = str(Path(sys.executable).with_name("memcon"))
    with tempfile.TemporaryDirectory() as folder:
        record = str(Path(folder) / "memcon.db")
        demo = str(ROOT / "src" / "memcon" / "demo" / "articles")
        subprocess.run([memcon, "build", demo, "--record", record], check=False, capture_output=True)
        calls = {"help_s": [memcon, "--help"], "show_s": [memcon, "show", "encounters", "--record", record]}
        return {name: _best(call) for name, call in calls.items()}


def _best(call: list[str]) -> float:
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(call, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    return round(min(seconds), 3)


NAMES = ("Anna Berg", "Ivan Sokol", "Li Wen", "Omar Haddad", "Paulo Reis", "Mary Quinn", "Jean Morel", "Kofi Mensah")
STATES = ("France", "Germany", "Japan", "Brazil", "Kenya", "Turkey", "India", "Poland", "Egypt", "Norway")
PLACES = ("Geneva", "Vienna", "Cairo", "Tokyo", "Nairobi", "Oslo", "Brasilia", "Ankara")


def generated(number: int) -> Iterator[str]:
    """JSON Lines of short invented articles about random pairs of states; the same for every run."""
    chance = random.Random(7)
    for n in range(number):
        a, b = chance.sample(STATES, 2)
        who, other = chance.sample(NAMES, 2)
        day = f"20{chance.randint(15, 23):02d}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        text = (
            f"{a} Foreign Minister {who} met {b} Foreign Minister {other} in {chance.choice(PLACES)} on Tuesday.\n\n"
            f"“We agreed on {chance.randint(2, 90)} points,” {who.split()[1]} told reporters. "
            f"{b} asked {a} to lift tariffs on {chance.choice(('steel', 'wheat', 'cars', 'gas'))}. "
            f"Analysts said an agreement was {chance.choice(('likely', 'unlikely'))} before the summer.\n\n"
            f"The two ministers also discussed case {n} and a visit planned for next month.\n"
        )
        yield json.dumps({"text": text, "outlet": f"Outlet {n % 300}", "published": day})


def memory(number: int = 10_000) -> dict[str, float]:
    """Peak resident memory (MB) and seconds of a build of `number` generated articles, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        pile.write_text("\n".join(generated(number)) + "\n", encoding="utf-8")
        memcon = str(Path(sys.executable).with_name("memcon"))
        started = time.perf_counter()
        subprocess.run([memcon, "build", str(pile), "--record", str(Path(folder) / "memcon.db")], check=True)
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"articles": number, "peak_mb": round(peak), "seconds": round(seconds, 1)}


if __name__ == "__main__":
    what, *rest = sys.argv[1:] or ["start"]
    run = {"reading": reading, "start": start, "memory": memory}[what]
    print(json.dumps(run(*(int(word) for word in rest))))
