#!/usr/bin/env python3
"""Checks the hand-written tables, and writes rows and hashes into `data/README.md`.

Run it after any change of a table; `cargo test` compares the catalogue with the files.

    python3 data/make/catalogue.py
"""

import hashlib
import re
import sys
import unicodedata

from names import DATA

# Tables whose order is not that of their lines: numbers, or names in small letters.
OWN_ORDER = {"places.tsv", "place-names.tsv", "first-names.tsv", "surnames.tsv", "model/lexicon.tsv"}


def main() -> int:
    wrong = 0
    readme = (DATA / "README.md").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(readme):
        file = re.match(r"\| `([^`]+\.(?:tsv|model))` \|", line)
        if not file:
            continue
        content = (DATA / file[1]).read_bytes()
        if not file[1].endswith(".tsv"):
            cells = line.split(" | ")
            cells[5] = "-"
            cells[6] = f"`{hashlib.sha256(content).hexdigest()}`"
            readme[number] = " | ".join(cells)
            continue
        text = content.decode("utf-8")
        rows = text.splitlines()
        if text != unicodedata.normalize("NFC", text):
            print(f"{file[1]}: not in NFC", file=sys.stderr)
            wrong += 1
        if file[1] not in OWN_ORDER and rows[1:] != sorted(set(rows[1:])):
            # Hand-written tables are put in order here, so that a new row may stand anywhere.
            rows[1:] = sorted(set(rows[1:]))
            content = ("\n".join(rows) + "\n").encode("utf-8")
            (DATA / file[1]).write_bytes(content)
        width = rows[0].count("\t")
        for at, row in enumerate(rows[1:], start=2):
            if row.count("\t") != width:
                print(f"{file[1]}:{at}: {row.count(chr(9)) + 1} cells, expected {width + 1}", file=sys.stderr)
                wrong += 1
        cells = line.split(" | ")
        cells[5] = str(len(rows) - 1)
        cells[6] = f"`{hashlib.sha256(content).hexdigest()}`"
        readme[number] = " | ".join(cells)
    (DATA / "README.md").write_text("\n".join(readme) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
