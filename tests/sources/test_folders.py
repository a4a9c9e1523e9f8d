"""Folders, with and without manifest.csv, and lists on standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from memcon.errors import ManifestError
from memcon.sources import TakeSettings

HEADER = "file,outlet,title,url,published,language"


def test_a_folder_is_read_in_the_order_of_names(taken, written, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c/1.txt", "a/.hidden.txt", ".git/x.txt", "A.txt"):
        written(name, f"The ministers met, says {name}.")
    found = taken(tmp_path)
    assert [article.text.split()[-1] for article in found.articles] == ["A.txt.", "a/z.txt.", "b.txt.", "c/1.txt."]
    assert not found.refused


def test_files_of_unknown_kind_are_left_out_and_named_once(taken, written, tmp_path: Path) -> None:
    for name in ("a.txt", "b.jpg", "c.jpg", "LICENSE"):
        written(name, "The ministers met.")
    found = taken(tmp_path)
    assert len(found.articles) == 1
    assert not found.refused
    assert [notice.partition(": ")[2] for notice in found.notices] == [
        "files of unknown kind (no suffix) are left out, the first is LICENSE",
        "files of unknown kind (.jpg) are left out, the first is b.jpg",
    ]


def test_links_to_folders_are_not_entered(taken, written, tmp_path: Path) -> None:
    written("a.txt", "The ministers met.")
    (tmp_path / "round").symlink_to(tmp_path)
    found = taken(tmp_path)
    assert len(found.articles) == 1
    assert "not entered" in found.notices[0]


def test_a_pipe_in_a_folder_is_refused_and_the_rest_kept(taken, written, tmp_path: Path) -> None:
    written("a.txt", "The ministers met.")
    os.mkfifo(tmp_path / "b.txt")
    found = taken(tmp_path)
    assert len(found.articles) == 1
    assert [error.message for error in found.refused] == ["is a pipe, not a file"]


def test_what_is_named_twice_is_read_once(taken, written, tmp_path: Path) -> None:
    path = written("a.txt", "The ministers met.")
    assert len(taken(path, tmp_path, f"{tmp_path}/./a.txt", tmp_path).articles) == 1


def test_a_manifest_names_the_files_and_what_is_known_of_them(taken, written, tmp_path: Path) -> None:
    written("a.txt", "The ministers met on Monday.")
    written("unlisted.txt", "Not this one.")
    written("sub/b.txt", "They met again.")
    row = 'a.txt,Evening Post,Ministers meet,https://Post.Example.org:443/a?utm_source=x&id=7#top,"Dec 30, 2022",EN-us'
    path = written(
        "manifest.csv", f"\ufeff{HEADER},kind,note,colour\r\n{row},wire,x,red\r\nsub/b.txt,,,,2022-12,,,,\r\n"
    )
    found = taken(tmp_path)
    first, second = found.articles
    assert (first.outlet, first.title, first.kind, first.language) == ("Evening Post", "Ministers meet", "wire", "en")
    assert first.url == "https://post.example.org/a?id=7"
    assert first.published == "2022-12-30"
    assert (second.published, second.outlet, second.title) == ("2022-12", None, None)
    assert found.notices == [f"{path}: column 'colour' is not known and is ignored"]
    assert taken(path).articles == found.articles


@pytest.mark.parametrize(
    ("row", "place", "why"),
    [
        ("absent.txt,,,,,", "row 2, column file", "does not exist"),
        ("../outside.txt,,,,,", "row 2, column file", "leads out of the folder"),
        ("sub/../../outside.txt,,,,,", "row 2, column file", "leads out of the folder"),
        ("..\\outside.txt,,,,,", "row 2, column file", "leads out of the folder"),
        ("/etc/hostname,,,,,", "row 2, column file", "leads out of the folder"),
        ("C:\\x.txt,,,,,", "row 2, column file", "leads out of the folder"),
        ("link.txt,,,,,", "row 2, column file", "by a link"),
        (",Post,,,,", "row 2, column file", "names no file"),
        ("a.txt,,,,03/04/2022,", "row 2, field published", "03/04/2022"),
        ("a.txt,,,,2022-02-30,", "row 2, field published", "no such day"),
        ("a.txt,,,,,,,,,,", "row 2", "more cells than columns"),
    ],
)
def test_a_wrong_row_costs_that_row(taken, written, tmp_path: Path, row: str, place: str, why: str) -> None:
    written("outside.txt", "Not this one.")
    written("in/a.txt", "The ministers met.")
    written("in/good.txt", "They met again.")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "outside.txt")
    path = written("in/manifest.csv", f"{HEADER}\n{row}\ngood.txt,x,,,,\n")
    found = taken(tmp_path / "in")
    assert [article.text for article in found.articles] == ["They met again."]
    (error,) = found.refused
    assert isinstance(error, ManifestError)
    assert (error.source, error.place) == (str(path), place)
    assert why in error.message


def test_a_manifest_without_its_column(taken, written, tmp_path: Path) -> None:
    written("manifest.csv", "name,outlet\na.txt,x\n")
    error = taken(tmp_path).error
    assert isinstance(error, ManifestError)
    assert error.place == "row 1"


def test_an_unreadable_listed_file_is_refused_and_the_rest_kept(taken, written, tmp_path: Path) -> None:
    written("a.txt", b"\x89PNG\0")
    written("b.txt", "The ministers met.")
    written("manifest.csv", f"{HEADER}\na.txt,,,,,\nb.txt,,,,,\n")
    found = taken(tmp_path)
    assert len(found.articles) == 1
    assert "picture" in found.refused[0].message


def test_one_text_that_two_outlets_printed_is_two_articles(taken, written, tmp_path: Path) -> None:
    written("a.txt", "The ministers met.")
    written("manifest.csv", f"{HEADER}\na.txt,Post,,,,\na.txt,Courier,,,,\na.txt,Post,,,,\n")
    assert [article.outlet for article in taken(tmp_path).articles] == ["Post", "Courier"]


def test_the_manifest_outranks_the_page(taken, written, page, tmp_path: Path) -> None:
    head = (
        "<title>Talks go on</title><meta property='og:site_name' content='The Page'>"
        "<meta property='article:published_time' content='2023-02-08T09:30:00Z'>"
    )
    written("a.html", page(head))
    written("manifest.csv", f"{HEADER}\na.html,The List,,https://list.example.org/a,2023-02-09,\n")
    article = taken(tmp_path).article
    assert (article.outlet, article.title, article.published) == ("The List", "Talks go on", "2023-02-09")
    assert article.url == "https://list.example.org/a"
    assert article.source_sha256 is not None


def test_a_list_on_standard_input(taken, written) -> None:
    path = written("a.txt", "The ministers met.")
    lines = io.StringIO(f"\n  {path}  \n/nowhere/b.txt\n-\nftp://example.org/c\n")
    found = taken("-", stdin=lines)
    assert len(found.articles) == 1
    assert [error.message for error in found.refused] == [
        "does not exist",
        "- cannot stand in a list",
        "is no http or https address",
    ]


def test_nothing_is_held_back_until_the_end(written, tmp_path: Path) -> None:
    from memcon.sources import take

    written("a.jsonl", '{"text": "The ministers met."}\n' * 3)
    found = take([str(tmp_path / "a.jsonl"), "/nowhere"], TakeSettings())
    assert next(found).article is not None
    found.close()
