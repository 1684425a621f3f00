#!/usr/bin/env python3
"""Makes `data/model/lexicon.tsv`: words with their classes and forms, from which the annotator is trained.

Source: the PyPI package `lemminflect` 0.2.3 (MIT), whose table of inflections was made from the SPECIALIST Lexicon
of the National Library of Medicine.

    pip download --no-deps lemminflect==0.2.3
    python3 data/make/lexicon.py lemminflect-0.2.3-py3-none-any.whl
"""

import gzip
import sys
import zipfile

from names import write

TABLE = "lemminflect/resources/infl_lu.csv.gz"


def plain(form: str) -> bool:
    """Whether a form is one token as the treebanks cut them: "book shelves" and "O.K.'d" are more than one."""
    return form.isascii() and not any(c in form for c in " .")


def main(wheel: str) -> None:
    with zipfile.ZipFile(wheel) as package:
        table = gzip.decompress(package.read(TABLE)).decode("utf-8")
    rows = []
    for line in table.splitlines():
        # Lemma, class, then one cell for each slot of its class, with "/" between equal forms.
        lemma, kind, *slots = line.split(",")
        forms = {form for slot in slots for form in slot.split("/") if form and form != lemma and plain(form)}
        rows.append((lemma, kind, " ".join(sorted(forms))))
    write("model/lexicon.tsv", "lemma class forms", rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
