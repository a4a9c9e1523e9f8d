"""Check chains.jsonl: contents and names stand in the text, contents exactly once (or by "index")."""

import datetime
import json
import pathlib
import sys

PATH = pathlib.Path(sys.argv[1]) if sys.argv[1:] else pathlib.Path(__file__).with_name("chains.jsonl")
rows = [json.loads(line) for line in PATH.open(encoding="utf-8")]
bad = []
n = deep = 0
for r in rows:
    datetime.date.fromisoformat(r["published"])
    for s in r["statements"]:
        n += 1
        deep += len(s["via"]) > 1
        if r["text"].count(s["content"]) != 1 and "index" not in s:
            bad.append((r["id"], "content", s["content"]))
        for name in [s["speaker"], *s["via"], *s["addressees"]]:
            if name not in r["text"]:
                bad.append((r["id"], "name", name))
        if not isinstance(s["denied"], bool):
            bad.append((r["id"], "denied"))
    if not r["near_miss"] and not any(s["via"] for s in r["statements"]):
        bad.append((r["id"], "no chain"))
    if r["near_miss"] and any(s["via"] for s in r["statements"]):
        bad.append((r["id"], "chain in a near-miss"))
print(
    len(rows),
    "rows,",
    sum(r["near_miss"] for r in rows),
    "near-misses,",
    n,
    "statements,",
    deep,
    "of two or more links above the speaker",
)
print(bad or "all good")
sys.exit(bool(bad))
