"""Text and Markdown files: their text as given, or a named refusal."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from memcon.errors import FormatError, InputError, TooLargeError
from memcon.model.article import article_id, text_sha256
from memcon.sources import TakeSettings

NOBODY = 65534


def test_text_stays_as_given(taken, written) -> None:
    text = "Talks held\r\n\r\n  The ministers  met on Monday.\tNothing was agreed. \r\n"
    path = written("a.txt", text)
    article = taken(path).article
    assert article.text == text
    assert article.sha256 == text_sha256(text)
    assert article.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.id == article_id(sha256=article.sha256, outlet=None, url=None)
    assert article.given == str(path)
    assert article.published is None


def test_byte_order_mark_is_dropped(taken, written) -> None:
    article = taken(written("a.txt", b"\xef\xbb\xbfThe ministers met.")).article
    assert article.text == "The ministers met."
    assert article.source_sha256 != article.sha256  # of the file, with its mark
    assert taken(written("b.txt", "The ministers met.".encode("utf-16"))).article.text == "The ministers met."


def test_markdown_keeps_its_marks_and_lends_its_heading_as_title(taken, written) -> None:
    article = taken(written("a.md", "# Two readouts\n\nThe *ministers* met.\n")).article
    assert article.text == "# Two readouts\n\nThe *ministers* met.\n"
    assert article.title == "Two readouts"


def test_gzip_is_unpacked_whatever_the_name(taken, written) -> None:
    packed = gzip.compress(b"The ministers met on Monday.")
    assert taken(written("a.txt.gz", packed)).article.text == "The ministers met on Monday."
    assert taken(written("b.gz", packed)).article.text == "The ministers met on Monday."


def test_text_of_unknown_suffix_is_recognised(taken, written) -> None:
    assert taken(written("note", "The ministers met on Monday.")).article.text == "The ministers met on Monday."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "“We can’t agree,” she said – it’s over. The café in Zürich was closed, and no deal was made."),
        ("cp1251", "Президент заявил, что переговоры продолжатся в понедельник в Москве. Стороны обсудили торговлю."),
        ("koi8-r", "Президент заявил, что переговоры продолжатся в понедельник в Москве. Стороны обсудили торговлю."),
        ("gb18030", "中国外交部发言人星期一在北京表示，双方同意继续谈判。双方还讨论了贸易问题。"),
        ("utf-16-le", "The ministers met on Monday."),
    ],
)
def test_other_encodings_where_they_are_certain(taken, written, encoding: str, text: str) -> None:
    assert taken(written("a.txt", text.encode(encoding))).article.text == text


@pytest.mark.parametrize(
    ("content", "place", "why"),
    [
        ("— “the talks” —".encode() + b"\xff" + " — and so on".encode(), "byte 23", "not valid UTF-8"),
        ("— “the talks” —".encode()[:-1], "byte 20", "not valid UTF-8"),
        (b"plain words with one \xff byte", "byte 21", "not valid UTF-8"),
        (b"The ministers\0met on Monday.", "byte 13", "NUL"),
        (bytes(range(1, 9)) * 100, "character 0", "binary"),
        (b"%PDF-1.7 and so on", "byte 0", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "byte 0", "picture"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(taken, written, content: bytes, place: str, why: str) -> None:
    path = written("a.txt", content)
    error = taken(path).error
    assert isinstance(error, FormatError)
    assert (error.source, error.place) == (str(path), place)
    assert why in error.message


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\t "])
def test_empty_files(taken, written, content: bytes) -> None:
    assert taken(written("a.txt", content)).error.message == "is empty"


def test_over_the_limit_is_refused_unread(taken, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    error = taken(path).error
    assert isinstance(error, TooLargeError)
    assert "3,000,000,000 bytes" in error.message
    assert "1,000,000 characters" in error.message


def test_the_limit_counts_characters_not_bytes(taken, written) -> None:
    settings = TakeSettings(max_chars=20)
    assert taken(written("a.txt", "я" * 20), settings=settings).article.text == "я" * 20
    assert isinstance(taken(written("b.txt", "я" * 21), settings=settings).error, TooLargeError)


def test_gzip_bombs_are_cut_short(taken, written) -> None:
    packed = gzip.compress(bytes(20_000_000))
    assert isinstance(taken(written("a.txt.gz", packed)).error, TooLargeError)


@pytest.mark.parametrize("cut", [8, 30])
def test_damaged_gzip(taken, written, cut: int) -> None:
    packed = gzip.compress(b"The ministers met on Monday, and so on." * 3)
    error = taken(written("a.txt.gz", packed[:cut])).error
    assert isinstance(error, FormatError)
    assert "gzip" in error.message


def test_what_is_named_gz_and_is_not(taken, written) -> None:
    assert "no gzip file" in taken(written("a.txt.gz", "The ministers met.")).error.message


def test_paths_that_are_no_files(taken, tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as one:
        try:
            one.bind(str(tmp_path / "s.txt"))
        except OSError:
            pytest.skip("the path is too long for a socket here")
    messages = {
        name: taken(tmp_path / name).error.message for name in ("absent.txt", "dangling.txt", "circle.txt", "pipe.txt")
    }
    assert messages == {
        "absent.txt": "does not exist",
        "dangling.txt": "is a symbolic link to nothing",
        "circle.txt": "is a symbolic link that leads round in a circle",
        "pipe.txt": "is a pipe, not a file",
    }
    assert isinstance(taken(tmp_path / "s.txt").error, InputError)
    assert taken("/dev/null").error.message == "is a device, not a file"
    assert taken("a\0b").error.message == "is no possible file name"


@pytest.fixture
def plain_folder() -> Iterator[Path]:
    """A folder of a user who may not read everything: where tests run as root, they go on as nobody meanwhile."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    if root:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_what_may_not_be_read(taken, plain_folder: Path) -> None:
    shut = plain_folder / "shut"
    shut.mkdir()
    path, other = shut / "a.txt", plain_folder / "b.txt"
    path.write_text("The ministers met.")
    other.write_text("The ministers met.")
    path.chmod(0)
    assert taken(path).error.message == "may not be read"
    shut.chmod(0)
    found = taken(shut, other)
    shut.chmod(0o700)
    assert [error.message for error in found.refused] == ["may not be read"]
    assert len(found.articles) == 1


def test_a_file_name_that_is_no_text(taken, tmp_path: Path) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"a\xff.txt")
    try:
        with open(name, "wb") as file:
            file.write(b"The ministers met on Monday.")
    except OSError:
        pytest.skip("this file system takes no such name")
    article = taken(os.fsdecode(name)).article
    assert article.given.endswith("a\\xff.txt")
    article.given.encode()


def test_a_name_that_a_terminal_would_obey(taken, tmp_path: Path) -> None:
    assert taken(tmp_path / "\x1b[2J\n.txt").error.source == f"{tmp_path}/\\x1b[2J\\n.txt"


@pytest.mark.parametrize("name", ["a.pdf", "a.bin", "a.json"])
def test_unknown_kinds_named_alone_are_refused(taken, written, name: str) -> None:
    content = {"a.pdf": b"%PDF-1.7", "a.bin": b"\x01\x00\x02", "a.json": b'{\n  "text": "x"\n}\n'}[name]
    error = taken(written(name, content)).error
    assert isinstance(error, FormatError)
