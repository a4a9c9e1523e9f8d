"""Check traps.jsonl: fields, the 16 types, and that trap and twin are close but not equal."""

import collections
import difflib
import json
import pathlib
import re
import sys

TYPES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN "
    "PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
PATH = pathlib.Path(sys.argv[1]) if sys.argv[1:] else pathlib.Path(__file__).with_name("traps.jsonl")
rows = [json.loads(line) for line in PATH.open(encoding="utf-8")]
bad = []
seen = set()
for r in rows:
    if r["type"] not in TYPES or not set(r.get("trap_allows", [])) <= TYPES:
        bad.append((r["id"], "type"))
    if len(r["between"]) != 2 or not all(re.fullmatch("[A-Z]{3}", c) for c in r["between"]):
        bad.append((r["id"], "between"))
    if not r["why"]:
        bad.append((r["id"], "why"))
    for k in ("trap", "twin"):
        if r[k] in seen or not re.search(r"[.!?]$", r[k]):
            bad.append((r["id"], k))
        seen.add(r[k])
    s = difflib.SequenceMatcher(None, r["trap"].split(), r["twin"].split()).ratio()
    if not 0.2 <= s < 1:
        bad.append((r["id"], f"likeness {s:.2f}"))
n = collections.Counter(r["type"] for r in rows)
if set(n) != TYPES:
    bad.append(("all", "missing types"))
print(len(rows), "rows", dict(n))
print(bad or "all good")
sys.exit(bool(bad))
