"""Documents that are made from the code are as the code is now."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_generated_documents_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"stale: {done.stdout} {done.stderr}; run `make docs`"


def test_the_readme_names_only_commands_that_exist() -> None:
    from typer.main import get_command

    from memcon.cli.main import app

    verbs = set(get_command(app).commands)  # type: ignore[attr-defined]
    named = set(re.findall(r"^memcon ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert named <= verbs
