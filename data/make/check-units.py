#!/usr/bin/env python3
"""Checks the codes in `data/lexicon/units.tsv`, alone and with each rate of `rates.tsv`, against UCUM.

Source: PyPI `ucumvert` 0.3.2 (MIT) with its parser and its copy of `ucum-essence.xml` (UCUM 2.2, 2024-06-17).

    python3 data/make/check-units.py
"""

import sys
from pathlib import Path

from lark.exceptions import LarkError
from ucumvert import get_ucum_parser

LEXICON = Path(__file__).resolve().parent.parent / "lexicon"


def column(table: str, number: int) -> list[str]:
    lines = (LEXICON / table).read_text(encoding="utf-8").splitlines()[1:]
    return sorted({line.split("\t")[number] for line in lines} - {""})


def main() -> int:
    parser = get_ucum_parser()
    units, rates = column("units.tsv", 3), column("rates.tsv", 2)
    codes = [*units, *(f"{unit}/{rate}" for unit in units for rate in rates)]
    wrong = []
    for code in codes:
        try:
            parser.parse(code)
        except LarkError:
            wrong.append(code)
    print(f"{len(codes)} codes, {len(wrong)} refused: {' '.join(wrong)}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
