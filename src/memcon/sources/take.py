"""Articles from whatever the analyst names: files, folders, addresses, lists of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

from memcon.errors import InputError
from memcon.model.article import Article, article_id, text_sha256
from memcon.sources.settings import Taken, TakeSettings


def take(
    paths: Iterable[str],
    settings: TakeSettings,
    *,
    stdin: TextIO | None = None,
    notice: Callable[[str], None] = lambda _: None,
) -> Iterator[Taken]:
    """Each article that `paths` name, and each refusal, in order."""
    for path in paths:
        for file in sorted(Path(path).rglob("*.txt")) if Path(path).is_dir() else [Path(path)]:
            try:
                text = file.read_bytes().decode("utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                yield Taken(refused=InputError(str(error), source=str(file)))
                continue
            sha = text_sha256(text)
            found = article_id(sha256=sha, outlet=None, url=None)
            yield Taken(article=Article(id=found, text=text, sha256=sha, given=str(file)))
