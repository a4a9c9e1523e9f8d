"""Machine rewording told without its original: found and false alarms, on texts and methods that no fit has seen.

    python bench/rewording.py [--errors]

1. Human texts that were neither counted nor fitted (other halves of PolNeAR dev, Wikinews, official texts, Ukraine news
   of 33 countries, ECB+ dev; needs MEMCON_SHARED), and rewordings of them by methods that training does not use: the
   word pairs of the tortured-phrases list (every word that the list has, and half of them) and the Moby thesaurus (a
   third and a sixth of the words; where the Debian package `libaiksaurus-1.2-data` is unpacked, AIKSAURUS its folder).
2. Human texts of other kinds and rewordings of them by the same methods: pages of all sorts of sites, short invented
   news (the halves of article_extraction and bench/batches that no fit has seen).
3. bench/reworded.jsonl: invented news texts written for this, each with a rewording by hand as spinning tools do it,
   some heavily, some lightly (`share`: of the words that differ).

AUC is the chance that a reworded text scores above a human one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
import rewording_texts as texts

from memcon.link.rewording import signs_of, weighed

OWN = Path(__file__).with_name("reworded.jsonl")


def logits(found: Sequence[str]) -> np.ndarray:
    """The detector's log-odds of texts; very low where it does not judge."""
    signs = [signs_of(text) for text in found]
    return np.array([weighed(one) if one else -30.0 for one in signs])


def auc(machine: np.ndarray, human: np.ndarray) -> float:
    """The chance that a value of the one is above a value of the other."""
    return float((machine[:, None] > human[None]).mean() + (machine[:, None] == human[None]).mean() / 2)


def methods() -> Mapping[str, tuple[texts.Spinner, float]]:
    """Ways of rewording that training does not use, where their lists are at hand."""
    found = {"tortured, all": (texts.by_tortured(), 1.0), "tortured, half": (texts.by_tortured(), 0.5)}
    if (texts.MOBY / "words.dat").is_file():
        moby = texts.by_moby()
        found |= {"moby, third": (moby, 0.33), "moby, sixth": (moby, 0.17)}
    return found


def held_out(sets: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """False alarms on human texts by set, and what is found of each method."""
    chance, human, machine = random.Random(9), [], defaultdict(list)
    by_set: dict[str, object] = {}
    for name, found in sets.items():
        found = [text for text in found if signs_of(text)]
        clean = logits(found)
        human.append(clean)
        row = {"texts": len(found), "false": int((clean >= 0).sum())}
        for method, (spinner, share) in methods().items():
            spun = logits([texts.spin(text, spinner, share, chance) for text in found])
            machine[method].append(spun)
            row[method] = round(auc(spun, clean), 3)
        by_set[name] = row
    clean = np.concatenate(human)
    whole: dict[str, object] = {"texts": len(clean), "false alarms at .5": int((clean >= 0).sum())}
    for method, parts in machine.items():
        spun = np.concatenate(parts)
        whole[method] = {"auc": round(auc(spun, clean), 3), "found at .5": round(float((spun >= 0).mean()), 3)}
    return {"all": whole, **by_set}


def own(*, errors: bool) -> dict[str, object]:
    """The same on the texts written for this."""
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    human, machine = logits([row["human"] for row in rows]), logits([row["reworded"] for row in rows])
    share = np.array([changed(row["human"], row["reworded"]) for row in rows])
    light = share < 0.2
    if errors:
        for row, a, b, c in zip(rows, human, machine, share, strict=True):
            print(row["id"], round(float(a), 1), round(float(b), 1), round(float(c), 2), file=sys.stderr)
    return {
        "texts": len(rows), "false alarms at .5": int((human >= 0).sum()), "auc": round(auc(machine, human), 3),
        "found at .5": round(float((machine >= 0).mean()), 3), "light": int(light.sum()),
        "found of light": round(float((machine[light] >= 0).mean()), 3) if light.any() else None,
    }  # fmt: skip


def changed(human: str, reworded: str) -> float:
    """The share of the words of a rewording that the human text does not have."""
    before, after = set(human.casefold().split()), reworded.casefold().split()
    return sum(word not in before for word in after) / max(1, len(after))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    if texts.DATA.is_dir():
        for name, row in held_out({name: found[1::2] for name, found in texts.held_out().items()}).items():
            print(json.dumps({name: row}))
        print(json.dumps({"other prose": held_out(texts.other_prose(1))}))
    else:
        print("skipped: the human texts are not here (MEMCON_SHARED)")
    if OWN.is_file():
        print(json.dumps({"own": own(errors=given.errors)}))


if __name__ == "__main__":
    main()
