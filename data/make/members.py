#!/usr/bin/env python3
"""Makes `data/members.tsv`: which states belong to which organisation.

Source: the crate `keshvar` 0.7.0 (BSD-3-Clause), whose tables come from the project `countries` (MIT).

    cargo fetch        # in a crate that depends on keshvar = "=0.7.0"
    python3 data/make/members.py FOLDER_OF_KESHVAR
"""

import re
import sys
from pathlib import Path

from names import DATA, write

FLAGS = {
    "UN_MEMBER": "org:united-nations",
    "EU_MEMBER": "org:european-union",
    "EEA_MEMBER": "org:european-economic-area",
    "G7_MEMBER": "org:g7",
}


def main(folder: str) -> None:
    states = set()
    for line in (DATA / "states.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        states.add(line.split("\t")[0])
    rows = []
    for file in sorted(Path(folder, "src/countries").glob("*.rs")):
        text = file.read_text(encoding="utf-8")
        code = re.search(r'pub const ALPHA2: .*?Alpha2::(\w+);|pub const UN_LOCODE: &str = "(\w+)";', text)
        state = f"state:{file.stem.upper()}"
        if state not in states or code is None:
            continue
        for flag, organisation in FLAGS.items():
            if re.search(rf"pub const {flag}: bool = true;", text):
                rows.append((organisation, state))
    write("members.tsv", "organisation state", sorted(rows))


if __name__ == "__main__":
    main(sys.argv[1])
