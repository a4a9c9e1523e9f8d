"""How quick the pages are on a large record: a generated one, asked as a browser asks.

    python bench/pages.py [--articles 10000] [--record FILE] [--rounds 30] [--plain-links] [--corrections 5] [--browser]

Prints server time (p50, p95) and weight of each page, and of searches, elapsed and of the processor (on a machine that
does other work besides, the second is what tells); with --record the generated record is kept there and used again.
The articles come from the generator of bench/linking_scale.py. --browser opens each kind of page in headless Chromium
for its first paint and weight. --plain-links writes lines from what the generator knows (who met when) instead of
linking.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from fastapi.testclient import TestClient
from linking_scale import WORDS, digests
from pages_record import plain_links

from memcon.ingest import Settings, relink
from memcon.model.reading import Reading
from memcon.record import Record, open_record
from memcon.web.app import create_app

BATCH = 500
PAGES = 20
PAINTED = "performance.getEntriesByName('first-contentful-paint').length > 0"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
WEIGHT = """(() => {
  const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  const sum = (kept) => kept.reduce((total, entry) => total + entry.decodedBodySize, 0);
  const charts = all.filter((entry) => /vendor[/](d3|plot)/.test(entry.name));
  return [sum(all) - sum(charts), sum(charts)];
})()"""


def generate(path: Path, count: int, *, plain: bool) -> None:
    """A record of `count` generated articles, linked."""
    start = time.perf_counter()
    with open_record(path, write=True, create=True) as record:
        pile = digests(count)
        for at in range(0, count, BATCH):
            record.put((d.article, _reading(d), "read") for d in pile[at : at + BATCH])
        print(f"{count} articles kept in {time.perf_counter() - start:.0f} s")
        start = time.perf_counter()
        if plain:
            record.write_links(plain_links(pile), opinions={}, fingerprint="bench")
        else:
            relink(record, Settings(reader="rules"))
        print(f"linked in {time.perf_counter() - start:.0f} s: {record.sizes()}")


def _reading(digest: object) -> Reading:
    fields = {name: getattr(digest, name) for name in Reading.__dataclass_fields__ if hasattr(digest, name)}
    return Reading(**fields, reader="bench")


def addresses(record: Record, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(name of the page, address) of pages drawn at random, for ever."""
    ids = {kind: [line["id"] for line in record.page(kind, limit=400)] for kind in
           ("encounters", "statements", "events", "stories", "actors")}  # fmt: skip
    articles = [a["id"] for a in record.article_page(limit=400)[0]]
    states = sorted({line["id"] for line in record.page("actors", limit=5000) if line["kind"] == "state"}) or [
        "USA",
        "CHN",
    ]
    while True:
        a, b = chance.sample(states, 2)
        one, two = chance.sample(WORDS, 2)
        yield "front", "/"
        yield "encounter", f"/encounter/{chance.choice(ids['encounters'])}"
        yield "article", f"/article/{chance.choice(articles)}"
        yield "pair", f"/pair/{a}/{b}"
        yield "beside a pair", f"/pair/{a}/{b}/beside"
        yield "line", f"/line/{chance.choice(ids['statements'])}"
        yield "actor", f"/actor/{chance.choice(ids['actors'])}"
        yield "positions", f"/positions?actor={chance.choice(ids['actors'])}"
        yield "story", f"/story/{chance.choice(ids['stories'])}"
        yield "encounters", f"/encounters?p={chance.randrange(1, 20)}"
        yield "filtered", f"/events?actor={a}&with={b}&from=2018"
        yield "articles", f"/articles?p={chance.randrange(1, 50)}"
        yield "ledger", "/ledger"
        yield "ledger at a day", f"/ledger?as_of={chance.randrange(2016, 2024)}-{chance.randrange(1, 13):02d}"
        yield "outlets", "/outlets"
        yield "review", "/review"
        yield "search", f"/search?q={one}"
        yield "search, two words", f"/search?q={one}+{two}"
        yield "search, filters", f"/search?q={one}&actor={a}&from=2019&kind=statements"
        yield "api", f"/api/v1/encounters?between={a}&between={b}"


def measure(path: Path, rounds: int) -> None:
    """Asks every page `rounds` times after one round that warms up, and prints the figures."""
    with TestClient(create_app(path), base_url="http://127.0.0.1") as client:
        client.app.state.ready.join()  # type: ignore[attr-defined]
        _measure(client, path, rounds)


def _measure(client: TestClient, path: Path, rounds: int) -> None:
    site = client.app.state.site  # type: ignore[attr-defined]
    took: dict[str, list[tuple[float, float]]] = {}
    size: dict[str, int] = {}
    first: dict[str, tuple[float, float]] = {}
    with open_record(path) as record:
        pages = addresses(record, random.Random(3))
        for n in range(PAGES * (rounds + 1)):
            name, address = next(pages)
            start, busy = time.perf_counter(), time.process_time()
            answer = client.get(address)
            spent = ((time.perf_counter() - start) * 1000, (time.process_time() - busy) * 1000)
            assert answer.status_code in (200, 404), (address, answer.text[:300])
            size[name] = max(size.get(name, 0), len(answer.content))
            if n < PAGES:
                first[name] = spent
            else:
                took.setdefault(name, []).append(spent)
    site.record.close()
    print(f"{'':20} {'elapsed, ms':>26} {'processor, ms':>26}")
    print(f"{'page':20} {'first':>8} {'p50':>8} {'p95':>8} {'first':>8} {'p50':>8} {'p95':>8} {'kB':>7}")
    for name, values in took.items():
        figures = ""
        for n in (0, 1):
            ours = [value[n] for value in values]
            p95 = statistics.quantiles(ours, n=20)[-1]
            figures += f" {first[name][n]:8.1f} {statistics.median(ours):8.1f} {p95:8.1f}"
        print(f"{name:20}{figures} {size[name] / 1000:7.0f}")


def correct(path: Path, rounds: int) -> None:
    """Corrects and undoes lines of a copy of the record as its pages do: until the answer, and until all is linked."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copyfile(path, Path(folder) / "copy.db"))
        client = TestClient(create_app(copy), base_url="http://127.0.0.1")
        site = client.app.state.site  # type: ignore[attr-defined]
        answers, linked = [], []
        for kind in ("asks", "statements", "encounters", "forecasts"):
            for line in site.record.page(kind, limit=rounds):
                token = client.get("/api/v1/session/token").json()["token"]
                for verdict in ("/decide", "/withdraw"):
                    made = [d["id"] for d in site.record.lines("decisions")][-1:]
                    given = {"verdict": "reject"} if verdict == "/decide" else {"decision": made[0]}
                    start = time.perf_counter()
                    answer = client.post(
                        verdict, data={"token": token, "line": line["id"], **given}, headers={"hx-request": "true"}
                    )
                    answers.append(time.perf_counter() - start)
                    assert answer.status_code == 200, answer.text
                    site.linker.finish()
                    linked.append(time.perf_counter() - start)
        site.record.close()
    for name, values in (("answered", answers), ("linked", linked)):
        print(f"correction {name}: p50 {statistics.median(values):.2f} s, max {max(values):.2f} s of {len(values)}")


def look(path: Path, chromium: str) -> None:
    """Opens a page of each kind in headless Chromium: first contentful paint, and the weight of all it loads."""
    import socket
    import threading

    import uvicorn
    from playwright.sync_api import sync_playwright

    with open_record(path) as record:
        wanted = dict(address for address, _ in zip(addresses(record, random.Random(3)), range(PAGES), strict=False))
    with socket.create_server(("127.0.0.1", 0)) as listening, sync_playwright() as playwright:
        server = uvicorn.Server(uvicorn.Config(create_app(path), log_level="error"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        serving.start()
        while not server.started:
            time.sleep(0.05)
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        print(f"{'page':20} {'first paint, ms':>16} {'again':>8} {'kB':>7} {'charts, kB':>11}")
        for name, address in wanted.items():
            if name == "api":
                continue
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            paints, weights = [], []
            for _ in range(2):
                page.goto(base + address)
                while not page.evaluate(PAINTED):  # what waits in the page itself is refused by its policy
                    page.wait_for_timeout(20)
                paints.append(page.evaluate(PAINT))
                weights.append(page.evaluate(WEIGHT))
            own, charts = weights[0]
            context.close()
            print(f"{name:20} {paints[0]:16.0f} {paints[1]:8.0f} {own / 1000:7.0f} {charts / 1000:11.0f}")
        browser.close()
        server.should_exit = True
        serving.join()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--plain-links", action="store_true")
    parser.add_argument("--corrections", type=int, default=0, help="correct so many lines of each of four kinds too")
    parser.add_argument("--browser", nargs="?", const="/usr/bin/chromium", help="open the pages in this Chromium too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "pages.db"
        if not path.exists():
            generate(path, given.articles, plain=given.plain_links)
        if given.rounds:
            measure(path, given.rounds)
        if given.corrections:
            correct(path, given.corrections)
        if given.browser:
            look(path, given.browser)


if __name__ == "__main__":
    main()
