"""How the scripts compare names; `src/knowledge/gazetteer.rs` does the same, and a test holds the two together.

Run as a program it makes `data/letters.tsv`, the table of letters and what they fold to.
"""

import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
# Letters that Unicode does not take apart, with the usual spelling in English texts.
SPECIAL = {
    "ß": "ss", "ẞ": "SS", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o",
    "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "Ħ": "H", "ħ": "h",
    "ı": "i", "Ł": "L", "ł": "l", "Ŋ": "N", "ŋ": "n", "Ŧ": "T", "ŧ": "t",
    # Azerbaijani: Əliyev is Aliyev and Gəncə is Ganja in English texts.
    "Ə": "A", "ə": "a", "Ǝ": "A", "ǝ": "a",
}  # fmt: skip
APOSTROPHES = "'’‘ʻʼʾʿ`´′ʹ·"
HYPHENS = "-‐‑‒–—−/"


def letters() -> dict[str, str]:
    """What each Latin letter with a mark folds to."""
    table = dict(SPECIAL)
    for point in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        letter = chr(point)
        plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        if letter not in table and plain != letter and plain.isascii() and plain.isalpha():
            table[letter] = plain
    return table


LETTERS = letters()


def fold(name: str) -> str:
    """Words parted by one space, marks, apostrophes and full stops left out, hyphens as spaces; case is kept."""
    out = []
    for c in name:
        if c in LETTERS:
            out.append(LETTERS[c])
        elif c in APOSTROPHES or c == "." or 0x300 <= ord(c) <= 0x36F:
            continue
        elif c in HYPHENS or c.isspace():
            out.append(" ")
        elif c == "&":
            out.append(" and ")
        elif c == ",":
            out.append(" , ")
        else:
            out.append(c)
    return " ".join("".join(out).split())


def key(name: str) -> str:
    """What names are sorted and found by."""
    return fold(name).lower()


def write(file: str, header: str, rows: list[tuple[str, ...]]) -> None:
    """Writes a table: one header line, tab-separated, UTF-8 in NFC."""
    with (DATA / file).open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(header.split()) + "\n")
        for row in rows:
            out.write(unicodedata.normalize("NFC", "\t".join(row)) + "\n")


if __name__ == "__main__":
    write("letters.tsv", "letter folded", sorted(LETTERS.items()))
    sys.exit(0)
