"""Check encounters.jsonl: lengths, indices, and that each quote stands exactly once in its account."""

import collections
import datetime
import json
import pathlib
import re
import sys

KINDS = {"call", "video", "meeting", "visit", "summit", "conference", "signing"}
STATUS = {"held", "ongoing", "planned", "cancelled", "alleged", "denied"}
ASPECTS = {"date", "place", "participants", "number", "outcome", "claim", "wording", "omission"}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ("January February March April May June July August September October November December").split()
PATH = pathlib.Path(sys.argv[1]) if sys.argv[1:] else pathlib.Path(__file__).with_name("encounters.jsonl")
rows = [json.loads(line) for line in PATH.open(encoding="utf-8")]
bad = []
n = collections.Counter()
for r in rows:
    acc = r["accounts"]
    if not 2 <= len(acc) <= 4:
        bad.append((r["id"], "accounts"))
    for i, a in enumerate(acc):
        n["accounts"] += 1
        year = datetime.date.fromisoformat(a["published"]).year
        for day, d, month in re.findall(rf"\b({'|'.join(DAYS)}),? (\d\d?) ({'|'.join(MONTHS)})\b", a["text"]):
            if datetime.date(year, MONTHS.index(month) + 1, int(d)).weekday() != DAYS.index(day):
                bad.append((r["id"], i, "weekday", day, d, month))
        w = len(re.findall(r"\w+(?:['’-]\w+)*", a["text"]))
        if not 60 <= w <= 160:
            bad.append((r["id"], i, f"{w} words"))
    covered = set()
    for e in r["encounters"]:
        n["encounter " + e["status"]] += 1
        covered |= set(e["accounts"])
        if e["kind"] not in KINDS or e["status"] not in STATUS or not set(e["accounts"]) <= set(range(len(acc))):
            bad.append((r["id"], "encounter"))
        if e["date"] and not re.fullmatch(r"\d{4}(-\d\d(-\d\d(/\d{4}-\d\d-\d\d)?)?)?", e["date"]):
            bad.append((r["id"], "date", e["date"]))
        text = " ".join(acc[i]["text"] for i in e["accounts"])
        for p in e["participants"]:
            if not all(x in text for x in p.split()):
                bad.append((r["id"], "participant", p))
    if covered != set(range(len(acc))):
        bad.append((r["id"], "account in no encounter"))
    for d in r["differences"]:
        n[d["aspect"] + " " + d["basis"]] += 1
        if d["aspect"] not in ASPECTS or d["basis"] not in {"observed", "reported"}:
            bad.append((r["id"], "aspect"))
        if (d["sides"][1] is None) != (d["aspect"] == "omission") or (d["accounts"][0] == d["accounts"][1]) != (
            d["basis"] == "reported"
        ):
            bad.append((r["id"], "sides"))
        for i, q in zip(d["accounts"], d["quotes"], strict=True):
            if q is not None and acc[i]["text"].count(q) != 1:
                bad.append((r["id"], "difference quote", i, q, acc[i]["text"].count(q)))
        if "groups" in d and (d["accounts"][0] not in d["groups"][0]):
            bad.append((r["id"], "groups"))
    for pair in r["same_statements"]:
        n["same_statements"] += 1
        for s in pair:
            if acc[s["account"]]["text"].count(s["quote"]) != 1:
                bad.append((r["id"], "statement quote", s, acc[s["account"]]["text"].count(s["quote"])))
        if pair[0]["account"] == pair[1]["account"]:
            bad.append((r["id"], "pair in one account"))
    n["without difference"] += not r["differences"]
print(len(rows), "rows", dict(n))
print(*bad or ["all good"], sep="\n")
sys.exit(bool(bad))
