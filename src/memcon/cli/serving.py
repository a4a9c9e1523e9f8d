"""`memcon serve` and `memcon mcp`: the record for browsers and for assistants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.cli.options import LexiconOption, ReaderOption, RecordOption, record_path, say, settings_of
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon.web.guard import Guarding

LOOPBACK = ("127.0.0.1", "localhost", "::1")
SHORTEST = 8


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8484,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Also listen beyond this machine; needs --password-file.")
    ] = False,
    password_file: Annotated[
        Path | None, typer.Option("--password-file", metavar="FILE", help="First line: the password or token.")
    ] = None,
    record: RecordOption = None,
    reader: ReaderOption = "fast",
    lexicon: LexiconOption = None,
) -> None:
    """Serve the record as web pages, on the loopback address unless told otherwise."""
    import socket

    import uvicorn

    from memcon.web.app import create_app

    guarding = _guarding(host, allow_remote=allow_remote, password_file=password_file)
    app = create_app(record_path(record), settings=settings_of(reader=reader, lexicon=lexicon), guarding=guarding)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"cannot listen there: {error.strerror or error}", source=f"{host}:{port}") from error
    with listening:
        shown = f"[{host}]" if ":" in host else host
        say(f"memcon serves {record_path(record)} at http://{shown}:{listening.getsockname()[1]}/ (Ctrl+C ends it)")
        config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[listening])


def _guarding(host: str, *, allow_remote: bool, password_file: Path | None) -> Guarding:
    from memcon.web.guard import Guarding

    password = _password(password_file) if password_file else None
    if host in LOOPBACK:
        return Guarding(password=password)
    if not allow_remote:
        raise UsageError("is not the loopback address; --allow-remote with --password-file listens there", source=host)
    if password is None:
        raise UsageError("--allow-remote needs --password-file FILE")
    return Guarding(hosts=None, password=password)


def _password(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}", source=str(path)) from error
    password = lines[0].strip() if lines else ""
    if len(password) < SHORTEST:
        raise UsageError(f"the password must have at least {SHORTEST} characters", source=str(path))
    return password


def mcp(record: RecordOption = None) -> None:
    """Serve the record to an assistant over the Model Context Protocol, on standard input and output."""
    try:
        from memcon.mcp.server import run
    except ImportError as error:
        raise UsageError("`memcon mcp` needs the package mcp: pip install 'memcon[mcp]'") from error
    run(record_path(record))
