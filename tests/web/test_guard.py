"""Who may ask and change: host names, tokens, origins, passwords, headers."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from typer.testing import CliRunner

from memcon.cli.main import app as command
from memcon.web.guard import Guarding

from .conftest import Visitor


def test_every_answer_has_a_strict_policy(reading: Visitor, addresses: list[str]) -> None:
    for address in [*addresses, "/nothing", "/api/v1/events", "/static/style.css"]:
        headers = reading.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "nonce" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_no_page_has_a_script_style_or_handler_within(reading: Visitor, addresses: list[str]) -> None:
    import re

    for address in addresses:
        text = reading.page(address)
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), address
        assert "<style" not in text, address
        assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)\s*=", text), address


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8484", "127.0.0.1.evil.example", "localhost.evil", "", "[::2]"]
)
def test_other_names_of_this_host_are_refused(reading: Visitor, host: str) -> None:
    assert reading.get("/", headers={"host": host}).status_code == 421
    assert reading.get("/api/v1/events", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8484", "127.0.0.1", "LOCALHOST", "[::1]:8484"])
def test_loopback_names_are_answered(reading: Visitor, host: str) -> None:
    assert reading.get("/", headers={"host": host}).status_code == 200


def test_a_change_needs_the_token_of_its_session(visitor: Visitor) -> None:
    line = visitor.one("asks")["id"]
    assert visitor.post("/decide", token="", line=line, verdict="accept").status_code == 403
    assert visitor.post("/decide", token="0" * 64, line=line, verdict="accept").status_code == 403
    stranger = Visitor(visitor.record.path)
    assert visitor.post("/decide", token=stranger.token(), line=line, verdict="accept").status_code == 403
    token = visitor.token()
    visitor.client.cookies.clear()
    assert visitor.post("/decide", token=token, line=line, verdict="accept").status_code == 403
    for address in ("/withdraw", "/seen", "/add"):
        assert visitor.post(address, token="x", decision="x").status_code == 403, address
    assert visitor.record.lines("decisions") == []


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"},
     {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
)  # fmt: skip
def test_a_change_from_another_site_is_refused_even_with_the_token(visitor: Visitor, headers: dict[str, str]) -> None:
    data = {"token": visitor.token(), "line": visitor.one("asks")["id"], "verdict": "accept"}
    assert visitor.client.post("/decide", data=data, headers=headers).status_code == 403
    assert visitor.record.lines("decisions") == []


def test_a_change_from_our_own_page_is_taken(visitor: Visitor) -> None:
    data = {"token": visitor.token(), "line": visitor.one("asks")["id"], "verdict": "accept"}
    headers = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert visitor.client.post("/decide", data=data, headers=headers).status_code == 303


def test_reading_changes_nothing(visitor: Visitor, addresses: list[str]) -> None:
    before = visitor.record.path.read_bytes()
    for address in addresses:
        visitor.get(address)
    assert visitor.get("/decide?line=x&verdict=accept").status_code == 405
    assert visitor.record.path.read_bytes() == before


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(copied: Path) -> None:
    cookie = Visitor(copied).get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def basic(user: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def test_a_password_is_demanded_where_one_is_set(copied: Path) -> None:
    visitor = Visitor(copied, guarding=Guarding(hosts=None, password="correct horse"))
    assert visitor.get("/").status_code == 401
    assert visitor.get("/api/v1/events").status_code == 401
    assert visitor.get("/static/style.css").status_code == 401
    assert visitor.get("/", headers=basic("ada", "wrong")).status_code == 401
    assert visitor.get("/", headers={"authorization": "Basic !!!"}).status_code == 401
    assert visitor.get("/", headers=basic("ada", "correct horse")).status_code == 200
    assert visitor.get("/", headers={"authorization": "Bearer correct horse"}).status_code == 200


def test_who_logged_in_signs_the_decisions(copied: Path) -> None:
    visitor = Visitor(copied, guarding=Guarding(hosts=None, password="correct horse"))
    visitor.client.headers.update(basic("ada", "correct horse"))
    visitor.post("/decide", line=visitor.one("asks")["id"], verdict="accept")
    assert visitor.record.lines("decisions")[0]["author"] == "ada"


def test_listening_beyond_this_machine_needs_leave_and_a_password(built: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("abc\n")
    for words in (
        ["--host", "0.0.0.0"],
        ["--host", "0.0.0.0", "--allow-remote"],
        ["--host", "0.0.0.0", "--allow-remote", "--password-file", str(short)],
        ["--host", "0.0.0.0", "--allow-remote", "--password-file", str(tmp_path / "none")],
    ):
        ran = CliRunner().invoke(command, ["serve", "--record", str(built), *words])
        assert ran.exit_code != 0, words
        assert type(ran.exception).__name__ == "UsageError", words


def test_what_is_sent_must_say_how_long_it_is(visitor: Visitor) -> None:
    assert visitor.client.post("/decide", content=iter([b"x"])).status_code == 411
    assert visitor.client.post("/decide", content=b"x" * 1_000_001).status_code == 413


def test_the_api_takes_changes_with_the_token_only(visitor: Visitor) -> None:
    body = {"target": visitor.one("asks")["id"], "verdict": "accept"}
    assert visitor.client.post("/api/v1/decisions", json=body).status_code == 403
    token = {"x-memcon-token": visitor.get("/api/v1/session/token").json()["token"]}
    made = visitor.client.post("/api/v1/decisions", json=body, headers=token)
    assert made.status_code == 201
    assert visitor.client.delete(f"/api/v1/decisions/{made.json()['id']}").status_code == 403
    assert visitor.client.delete(f"/api/v1/decisions/{made.json()['id']}", headers=token).status_code == 200
    assert visitor.record.lines("decisions")[0]["withdrawn_at"]
