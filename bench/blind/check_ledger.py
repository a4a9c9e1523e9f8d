"""Check ledger.jsonl: quotes stand exactly once in their passage, indices and kinds are sound."""

import collections
import datetime
import json
import pathlib
import sys

FORMS = {"request", "demand", "offer", "invitation", "promise", "warning"}
KINDS = {"granted", "partly", "refused", "deferred", "ignored", "denied"}
PATH = pathlib.Path(sys.argv[1]) if sys.argv[1:] else pathlib.Path(__file__).with_name("ledger.jsonl")
rows = [json.loads(line) for line in PATH.open(encoding="utf-8")]
bad = []
n = collections.Counter()
for r in rows:
    ps = r["passages"]
    dates = [datetime.date.fromisoformat(p["published"]) for p in ps]
    if dates != sorted(dates) or not 1 <= len(ps) <= 5:
        bad.append((r["id"], "passages"))
    alltext = " ".join(p["text"] for p in ps)
    for i, a in enumerate(r["asks"]):
        n["asks"] += 1
        n["form " + a["form"]] += 1
        if ps[a["passage"]]["text"].count(a["what"]) != 1:
            bad.append((r["id"], "what", a["what"]))
        for name in a["asker"] + a["asked"]:
            if name not in alltext:
                bad.append((r["id"], "name", name))
        if a["form"] not in FORMS or (a["same_as"] is not None and not 0 <= a["same_as"] < i):
            bad.append((r["id"], "form or same_as"))
        root = a if a["same_as"] is None else r["asks"][a["same_as"]]
        last = root["answers"][-1]["kind"] if root["answers"] else "open"
        if a["status"] != last or (a["same_as"] is not None and a["answers"]):
            bad.append((r["id"], "status"))
        n["same_as"] += a["same_as"] is not None
        for x in a["answers"]:
            n["answer " + x["kind"]] += 1
            if x["kind"] not in KINDS or not a["passage"] <= x["passage"] < len(ps):
                bad.append((r["id"], "answer"))
    for f in r["forecasts"]:
        n["forecasts"] += 1
        n["outcome " + f["outcome"]] += 1
        t = ps[f["passage"]]["text"]
        for q in (f["claim"], f["condition"]):
            if q is not None and t.count(q) != 1:
                bad.append((r["id"], "claim or condition", q))
        if f["holder"] != "author" and f["holder"] not in t:
            bad.append((r["id"], "holder", f["holder"]))
        if f["outcome"] not in {"true", "false", "open", "unclear"} or (f["resolved_in"] is not None) != (
            f["outcome"] in {"true", "false"}
        ):
            bad.append((r["id"], "outcome"))
    n["empty"] += not r["asks"] and not r["forecasts"]
print(len(rows), "dossiers", dict(n))
print(bad or "all good")
sys.exit(bool(bad))
