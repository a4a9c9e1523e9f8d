"""Pictures of the pages for the README, made from the bundled articles: python docs/screenshots.py [CHROMIUM]."""

from __future__ import annotations

import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from memcon.ingest import Settings, build
from memcon.record import Record, open_record
from memcon.web.app import create_app

OUT = Path(__file__).resolve().parent / "screenshots"
LARGEST = 150_000
SIZE = {"width": 1040, "height": 620}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


def pages(record: Record) -> dict[str, str]:
    """The pages to show by the name of their picture."""
    met = max(record.lines("encounters"), key=lambda e: (len(e["accounts"]), e["id"]))
    months = Counter((*r["between"],) for r in record.lines("relations"))
    pair = max(months, key=lambda key: (months[key], key))
    statement = next(s for s in record.lines("statements") if s["article"] == met["accounts"][0]["article"])
    start, end = statement["content"][0]
    return {
        "front": "/", "encounter": f"/encounter/{met['id']}",
        "article": f"/article/{statement['article']}#s={start}-{end}",
        "pair": f"/pair/{pair[0]}/{pair[1]}", "actor": f"/actor/{pair[1]}",
        "review": "/review", "search": "/search?q=grain", "ledger": "/ledger",
        "outlets": "/outlets", "add": "/add",
    }  # fmt: skip


def main() -> None:
    """Builds, serves, looks."""
    chromium = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium"
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        with (
            as_file(files("memcon.demo") / "articles") as articles,
            open_record(path, write=True, create=True) as record,
        ):
            build([str(articles)], record, Settings())
            wanted = pages(record)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            server = uvicorn.Server(uvicorn.Config(create_app(path), log_level="error"))
            serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            serving.start()
            while not server.started:
                time.sleep(0.05)
            base = f"http://127.0.0.1:{listening.getsockname()[1]}"
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                for name, address in wanted.items():
                    size = {"width": 900, "height": 500} if name in ("article", "outlets") else SIZE
                    take(browser, base + address, OUT / f"{name}.png", size)
                take(browser, base + wanted["encounter"], OUT / "narrow.png", {"width": 390, "height": 760}, dark=True)
                browser.close()
            server.should_exit = True
            serving.join()


def take(browser: Any, address: str, path: Path, size: dict[str, int], *, dark: bool = False) -> None:
    """One picture; says so when it is too large."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(400)
    path.write_bytes(page.screenshot())
    context.close()
    number = path.stat().st_size
    print(f"{path.name}: {number} bytes{' (TOO LARGE)' if number > LARGEST else ''}")


if __name__ == "__main__":
    main()
