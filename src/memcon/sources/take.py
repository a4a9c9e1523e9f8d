"""Articles from whatever the analyst names: files, folders, addresses, lists of them.

Example: `take(["seeds", "https://example.org/a"], TakeSettings())` yields an article for each file that
seeds/manifest.csv lists, then the page's, and a refusal in the place of each that cannot be had.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from memcon.errors import FetchError, InputError
from memcon.model.article import Article
from memcon.sources.addresses import canonical_url, is_url
from memcon.sources.files import MANIFEST, file_articles, folder_files
from memcon.sources.intake import Intake
from memcon.sources.manifest import manifest_articles
from memcon.sources.settings import Taken, TakeSettings
from memcon.sources.streams import refusal, shown

MAX_LINE = 8_000


def take(
    paths: Iterable[str],
    settings: TakeSettings,
    *,
    stdin: TextIO | None = None,
    notice: Callable[[str], None] = lambda _: None,
) -> Iterator[Taken]:
    """Each article that `paths` name, and each refusal, in order; one at a time, so that any number fits.

    A path is a file, a folder, an http(s) address, or `-` for paths and addresses on `stdin`, one a line.
    What is named twice is read once. `notice` gets words for the analyst that are no refusal.
    """
    intake = Intake(settings=settings, notice=notice)
    try:
        for found in _all(paths, intake, sys.stdin if stdin is None else stdin):
            yield Taken(refused=found) if isinstance(found, InputError) else Taken(article=found)
    finally:
        intake.close()


def _all(paths: Iterable[str], intake: Intake, stdin: TextIO) -> Iterator[Article | InputError]:
    for path in paths:
        if path != "-":
            yield from _guarded(path, intake)
            continue
        for number, line in enumerate(iter(lambda: stdin.readline(MAX_LINE), ""), 1):
            listed = line.strip()
            if listed == "-":
                yield InputError("- cannot stand in a list", source="-", place=f"line {number}")
            elif listed:
                yield from _guarded(listed, intake)


def _guarded(path: str, intake: Intake) -> Iterator[Article | InputError]:
    """What one path gives; an error that ends it stands in its place, and the run goes on."""
    try:
        yield from _one(path, intake)
    except InputError as error:
        yield error
    except (OSError, UnicodeError) as error:
        yield refusal(error, path)


def _one(path: str, intake: Intake) -> Iterator[Article | InputError]:
    if is_url(path):
        yield from _address(path, intake)
    elif "\0" in path or not path:
        raise InputError("is no possible file name", source=shown(path))
    elif os.path.isdir(path):
        for found in folder_files(path, intake):
            yield from [found] if isinstance(found, InputError) else _guarded_file(found, intake)
    else:
        yield from _file(path, intake)


def _guarded_file(path: str, intake: Intake) -> Iterator[Article | InputError]:
    try:
        yield from _file(path, intake)
    except InputError as error:
        yield error
    except OSError as error:
        yield refusal(error, path)


def _file(path: str, intake: Intake) -> Iterator[Article | InputError]:
    if not intake.first(os.path.realpath(path)):
        return
    if os.path.basename(path) == MANIFEST:
        yield from manifest_articles(path, intake)
    else:
        yield from file_articles(path, intake)


def _address(address: str, intake: Intake) -> Iterator[Article | InputError]:
    url = canonical_url(address)
    if url is None:
        raise FetchError("is no http or https address", source=shown(address)[:300])
    if intake.first(url):
        from memcon.sources.pages import address_articles

        yield from address_articles(url, intake)
