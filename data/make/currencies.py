#!/usr/bin/env python3
"""Makes `data/lexicon/currencies.tsv` and `data/lexicon/dollars.tsv`: written forms of currencies, and whose dollar is whose.

Source: PyPI `Babel` 2.18.0 (BSD-3-Clause), which holds CLDR 47 (Unicode-3.0): the English names and signs of the
currencies that are legal tender today, and the territories in which they are.
Names that CLDR lacks ("roubles", "manat") are ours, each tied to a code that CLDR has; a name that several
currencies share ("pounds") has no code.

    python3 data/make/currencies.py
"""

from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

LEXICON = Path(__file__).resolve().parent.parent / "lexicon"
OWN = {
    "USD": ["us$", "us $", "u.s. dollar", "u.s. dollars", "american dollars"],
    "CAD": ["c$", "can$"],
    "GBP": ["pound sterling", "pounds sterling", "sterling"],
    "AZN": ["manat", "manats"],
    "RUB": ["rouble", "roubles", "ruble", "rubles", "russian roubles"],
    "CNY": ["renminbi", "rmb", "yuan"],
    "JPY": ["yen"],
    "GEL": ["lari"],
    "KZT": ["tenge"],
    "UAH": ["hryvnia", "hryvnias"],
    "PLN": ["zloty", "zlotys"],
    "HUF": ["forint", "forints"],
    "EUR": ["euro", "euros"],
    "ZAR": ["rand"],
    "MYR": ["ringgit"],
    "THB": ["baht"],
    "ILS": ["shekel", "shekels"],
    "SEK": ["kronor"],
}
SHARED = {
    "dollar": "dollars", "dollars": "dollars", "pounds": "pounds", "dinars": "dinars", "dirhams": "dirhams",
    "riyals": "riyals", "rupees": "rupees", "pesos": "pesos", "francs": "francs", "crowns": "crowns",
    "krone": "krone", "kroner": "kroner", "lira": "lira", "liras": "liras",
}  # fmt: skip


def write(name: str, head: str, rows: list[tuple[str, str, str]]) -> None:
    lines = [head, *("\t".join(row) for row in sorted(rows))]
    (LEXICON / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def name(code: str, count: int | None = 2) -> str:
    return get_currency_name(code, count, locale="en")


def tender() -> dict[str, list[str]]:
    """The currencies that are legal tender today, by territory, the first one first."""
    territories = get_global("territory_currencies").items()
    return {state: [code for code, _, end, legal in uses if end is None and legal] for state, uses in territories}


def main() -> None:
    signs = Locale("en").currency_symbols
    forms: dict[str, tuple[str, str]] = {}
    clashes = set()
    for code in sorted({code for codes in tender().values() for code in codes}):
        for form in [name(code, 1), name(code), name(code, None), code, signs.get(code, code), *OWN.get(code, [])]:
            known = forms.setdefault(form.lower(), (name(code), code))
            if known[1] != code:
                clashes.add(form.lower())
    forms |= {form: (unit, "") for form, unit in SHARED.items()}
    rows = [(form, unit, code) for form, (unit, code) in forms.items() if form not in clashes]
    write("currencies.tsv", "form\tunit\tcode", rows)
    first = [(state, codes[0]) for state, codes in tender().items() if codes and len(state) == 2]
    dollars = [(state, name(code), code) for state, code in first if "dollar" in name(code).lower()]
    write("dollars.tsv", "state\tunit\tcode", dollars)


if __name__ == "__main__":
    main()
