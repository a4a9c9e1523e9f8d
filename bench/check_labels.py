"""Check the hand-labelled held-out sets (speakers, event status, times) against the texts.

    python bench/check_labels.py [FOLDER with the demo corpora] [--show]

Every row must name a known article; every span must lie inside its text, start and end on a
non-space and not cut a word; names, kinds, types, statuses, states and dates must be well formed.
Counts are printed; exit status 1 if anything is wrong. --show prints every labelled slice.
"""

import collections
import gzip
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPORA = HERE.parents[1] / "shared" / "data" / "demo_corpora"
FILES = ("wikinews_en_2019_2020", "us_russia_statements")
KINDS = {"person", "state", "organisation", "group", "outlet"}
STATUSES = {"done", "ongoing", "planned", "possible", "denied", "alleged"}
TYPES = set(
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN "
    "PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|\d{2}XX|\d{3}X"
EDTF = re.compile(rf"(?:{DATE})[~?]?(?:/(?:(?:{DATE})[~?]?|\.\.)?)?|\.\./(?:{DATE})")


def rows(name):
    path = HERE / name
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def texts(folder):
    out = {}
    for name in FILES:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            out[name] = {row["id"]: row["text"] for row in map(json.loads, lines)}
    return out


def span_faults(text, span):
    if not (isinstance(span, list) and len(span) == 2 and 0 <= span[0] < span[1] <= len(text)):
        return ["span outside the text"]
    start, end = span
    faults = []
    if text[start].isspace() or text[end - 1].isspace():
        faults.append("space at an edge")
    if start and text[start - 1].isalnum() and text[start].isalnum():
        faults.append("cuts a word at its start")
    if end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        faults.append("cuts a word at its end")
    return faults


def state_ok(code):
    return code is None or bool(re.fullmatch("[A-Z]{3}", code))


def check_speaker(row):
    who = row["speaker"]
    if not who["name"].strip():
        yield "no name"
    if who["kind"] not in KINDS:
        yield f"kind {who['kind']}"
    if not state_ok(who["state"]):
        yield f"state {who['state']}"
    if not isinstance(row["direct"], bool):
        yield "direct is no bool"


def check_status(row):
    if row["status"] not in STATUSES:
        yield f"status {row['status']}"
    if row["type"] not in TYPES:
        yield f"type {row['type']}"
    if not row["source"]:
        yield "no source"
    if not all(isinstance(name, str) and name.strip() for name in row["source"] + row["target"]):
        yield "an empty name"


def check_time(row):
    if not EDTF.fullmatch(row["edtf"]):
        yield f"edtf {row['edtf']}"


SETS = (
    ("speakers_labels.jsonl", "content", check_speaker, lambda r: r["speaker"]["kind"]),
    ("status_labels.jsonl", "trigger", check_status, lambda r: r["status"]),
    ("times_labels.jsonl", "span", check_time, lambda r: "interval" if "/" in r["edtf"] else "date"),
)


def main(arguments):
    show = "--show" in arguments
    folder = next((Path(a) for a in arguments if not a.startswith("--")), CORPORA)
    known = texts(folder)
    wrong = 0
    for name, key, check, group in SETS:
        labels = rows(name)
        if not labels:
            continue
        seen = set()
        for number, row in enumerate(labels, 1):
            text = known.get(row["file"], {}).get(row["id"])
            faults = ["unknown article"] if text is None else span_faults(text, row[key])
            faults += check(row)
            mark = (row["file"], row["id"], tuple(row[key]), row.get("type"))
            if mark in seen:
                faults.append("same span twice")
            seen.add(mark)
            for fault in faults:
                print(f"{name}:{number}: {fault}")
            wrong += len(faults)
            if show and text is not None:
                shown = {k: v for k, v in row.items() if k not in ("file", "id", key)}
                print(f"{name}:{number}: {text[slice(*row[key])]!r} {json.dumps(shown, ensure_ascii=False)}")
        print(
            f"{name}: {len(labels)} rows, {len({(r['file'], r['id']) for r in labels})} articles,",
            dict(collections.Counter(r["file"] for r in labels)),
            dict(collections.Counter(map(group, labels))),
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
