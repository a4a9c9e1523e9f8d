"""Loading: speed, the user's own files, and what a broken row says."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from memcon.errors import LexiconError
from memcon.lexicon import FileLexicon, load_lexicon


def test_loading_is_quick() -> None:
    def once() -> float:
        started = time.process_time()
        load_lexicon().entries(["Xi"], 0)
        return time.process_time() - started

    assert min(once() for _ in range(3)) < 1.0  # CPU seconds; 0.1 without coverage tracing


def test_importing_reads_no_data() -> None:
    code = (
        "import builtins, pathlib, memcon.lexicon.tables as t\n"
        "pathlib.Path.read_bytes = lambda *a: (_ for _ in ()).throw(AssertionError('read'))\n"
        "import memcon, memcon.lexicon, memcon.lexicon.store\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_users_rows_join_and_override(tmp_path: Path, lexicon: FileLexicon) -> None:
    (tmp_path / "outlets.csv").write_text(
        "id,name,aliases,domains,kind,state,source\n"
        "harbour-gazette,Harbour Gazette,,harbour.example,newspaper,NZL,own\n"
        "reuters,Reuters,,reuters.com,agency,CAN,own\n",
        encoding="utf-8",
    )
    (tmp_path / "persons.csv").write_text("id,name,surnames\nada-marsh,Ada Marsh,Marsh\n", encoding="utf-8")
    (tmp_path / "tenures.csv").write_text("person,state,office,start\nada-marsh,NZL,envoy,2023-02\n", encoding="utf-8")
    mine = load_lexicon(tmp_path)
    assert mine.outlets["harbour-gazette"].state == "NZL"
    assert mine.outlets["reuters"].state == "CAN"
    assert mine.outlets.keys() - lexicon.outlets.keys() == {"harbour-gazette"}
    assert mine.entries(["Ada", "Marsh"], 0)[1][0].state == "NZL"
    assert mine.states == lexicon.states
    assert mine.version != lexicon.version


def test_the_same_files_are_read_once_and_changed_ones_anew(tmp_path: Path) -> None:
    rows = tmp_path / "variants.csv"
    rows.write_text("forms,source\nAda|Adah,own\n", encoding="utf-8")
    first = load_lexicon(tmp_path)
    known = len(first.table("variants"))
    assert load_lexicon() is load_lexicon()
    assert load_lexicon(tmp_path) is first
    rows.write_text("forms,source\nAda|Adah,own\nBea|Beah,own\n", encoding="utf-8")
    assert len(load_lexicon(tmp_path).table("variants")) == known + 1


def test_a_users_word_list_overrides_by_its_first_column(tmp_path: Path, lexicon: FileLexicon) -> None:
    (tmp_path / "variants.csv").write_text("forms,source\nAda|Adah,own\n", encoding="utf-8")
    assert len(load_lexicon(tmp_path).table("variants")) == len(lexicon.table("variants")) + 1
    assert lexicon.table("no_such_list") == ()


@pytest.mark.parametrize(
    ("file", "text", "place", "says"),
    [
        ("outlets.csv", "id,name,kind,state\nx-y,X,newspaper,ATL\n", "row 2, column state", "'ATL' is no state's code"),
        ("outlets.csv", "id,name,kind\nx-y,X,weekly\n", "row 2, column kind", "'weekly' is none of"),
        ("outlets.csv", "id,name,kind\nx-y,,site\n", "row 2, column name", "is empty"),
        ("persons.csv", "id,name,surnames\nX Y,X Y,Y\n", "row 2, column id", "'X Y' is not lower-case"),
        ("tenures.csv", "person,state,office,start\na-b,RUS,envoy,12/5/2020\n", "row 2, column start", "is not a date"),
        (
            "tenures.csv",
            "person,state,office,start,end\na-b,RUS,envoy,2020-05,2019\n",
            "row 2, column end",
            "is before start",
        ),
        ("organisations.csv", "id,name,kind,members\nx,X,group,RUS|QQQ\n", "row 2, column members", "'QQQ'"),
        ("places.csv", "name,state,lat,lon\nX,RUS,north,3\n", "row 2, column lat", "'north'"),
        ("states.csv", "code,name\nR,Ruritania\n", "row 2, column code", "three capital letters"),
        ("outlets.csv", "id,name\nx,Y,Z\n", "row 2", "unquoted"),
        ("offices.csv", "title,office\nburgrave,\n", "row 2, column office", "is empty"),
        ("outlets.csv", "", "row 1", "no header"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, file: str, text: str, place: str, says: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon(tmp_path)
    assert str(tmp_path / file) in str(caught.value)
    assert place in str(caught.value)
    assert says in str(caught.value)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "outlets.csv").write_bytes(b"id,name\n\xff\xfe\x00")
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="is no folder"):
        load_lexicon(tmp_path / "nowhere")


def test_it_travels_to_other_processes(lexicon: FileLexicon) -> None:
    copy = pickle.loads(pickle.dumps(lexicon))
    assert copy.version == lexicon.version
    assert copy.state_of("Russians") == "RUS"
