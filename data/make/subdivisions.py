#!/usr/bin/env python3
"""Makes `data/subdivisions.tsv`: provinces, regions and districts of states.

Source: the crate `keshvar` 0.7.0 (BSD-3-Clause), whose tables come from the project `countries` (MIT)
with names of Unicode CLDR. Municipalities, boroughs and the like are left out, and so are names
that are also English words.
Whether a name is also a personal name is asked of `data/first-names.tsv` and `data/surnames.tsv`.

    apt-get install wamerican
    cargo fetch        # in a crate that depends on keshvar = "=0.7.0"
    python3 data/make/subdivisions.py FOLDER_OF_KESHVAR /usr/share/dict/american-english
"""

import collections
import re
import sys
import unicodedata
from pathlib import Path

from names import DATA, fold, key, write

# The types of subdivisions that reports name; the others are towns and their parts.
TYPES = {
    "Province", "Region", "Oblast", "State", "Governorate", "Prefecture", "County", "Department", "District",
    "Rayon", "Emirate", "Division", "Land", "Voivodship", "Territory", "AutonomousRegion", "AutonomousRepublic",
    "AutonomousProvince", "AutonomousCommunity", "AutonomousOblast", "AutonomousDistrict", "Republic", "Canton",
    "Krai", "AdministrativeRegion", "UnionTerritory", "FederalTerritory", "EconomicPrefecture", "Entity",
    "MetropolitanRegion", "GeographicalRegion", "GeographicalUnit", "AutonomousTerritorialUnit", "Atoll",
    "SpecialRegion", "Popularate", "Voivodeship", "MetropolitanDepartment", "RegionalState", "RepublicanRegion", "Island", "AdministrativeTerritory", "FederalState",
}  # fmt: skip


# Names that mean something else.
LEFT_OUT = {"jewish", "imperia", "saint george", "saint john", "saint paul", "saint peter", "saint mary", "new york",
            "centre", "centro", "nord", "sud", "est", "ouest", "norte", "tasman", "long island", "metro"}
# Directions alone name nothing: "North West".
DIRECTIONS = {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper",
              "lower", "northwest", "northeast", "southwest", "southeast", "and", "region", "coast"}  # fmt: skip


def main(folder: str, dictionary: str) -> None:
    with open(dictionary, encoding="utf-8") as source:
        words = {line.strip() for line in source if line[0].islower()}
    persons = set()
    for file in ("first-names.tsv", "surnames.tsv"):
        for line in (DATA / file).read_text(encoding="utf-8").splitlines()[1:]:
            persons.add(line.split("\t")[0].lower())
    states, taken = set(), set()
    for line in (DATA / "states.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        states.add(line.split("\t")[0])
    for line in (DATA / "state-names.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        taken.add(key(line.split("\t")[0]))
    cities = set()
    for line in (DATA / "place-names.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cities.add(line.split("\t")[0].lower())
    regions = set()
    for line in (DATA / "regions.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        for form in [cells[1], *cells[3].split("|")]:
            regions.add((cells[5], key(form)))
    rows, left_out = [], collections.Counter()
    for file in sorted(Path(folder, "src/countries").glob("*.rs")):
        text = file.read_text(encoding="utf-8")
        # The file writes combining marks as escapes.
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)
        for entry in text.split("Subdivision{\n")[1:]:
            field = lambda name: re.search(rf'\b{name}: "?([^",]*)"?,', entry)  # noqa: E731
            code, kind = field("code")[1], re.search(r"SubdivisionType::(\w+)", entry)
            state = "state:" + re.search(r"Alpha2::(\w+)", entry)[1]
            own = re.search(r'name: "([^"]*)"', entry)[1]
            english = re.search(r'\("en", "([^"]*)"\)', entry)
            name = unicodedata.normalize("NFC", (english[1] if english else own).strip())
            if kind is None or kind[1] not in TYPES or state not in states:
                left_out[kind[1] if kind else "none"] += 1
                continue
            # "Absheron District" and "Helmand Province" are found by their first words.
            name = re.sub(r" (Province|Region|Oblast|District|Governorate|Department|County|Prefecture)$", "", name)
            spelled = key(name)
            if (
                len(spelled) < 4
                or spelled in words
                or spelled in taken
                or spelled in LEFT_OUT
                or all(word in DIRECTIONS for word in spelled.split())
                or (state, spelled) in regions
                or not name[0].isupper()
                or any(c in "()[]/,;" or c.isdigit() for c in name)
                or state == "state:US"
            ):
                continue
            geo = re.search(r"latitude: Some\((-?[\d.]+)\), longitude: Some\((-?[\d.]+)\)", entry)
            own = unicodedata.normalize("NFC", own.strip())
            other = own if key(own) != spelled and own[:1].isupper() and key(own) not in words and len(own) > 3 else ""
            if any(c in "()[]/,;" or c.isdigit() for c in other) or key(other) in cities or not all(
                not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in other + name
            ) or not all(word[0].isupper() for word in other.split()):
                other = ""
            rows.append(
                (
                    f"region:{state.removeprefix('state:').lower()}-{fold(code).lower()}",
                    name,
                    re.sub(r"(?<!^)(?=[A-Z])", "-", kind[1]).lower(),
                    other,
                    state,
                    f"{float(geo[1]):.4f}" if geo else "",
                    f"{float(geo[2]):.4f}" if geo else "",
                    "yes" if spelled in persons else "",
                )
            )
    print(left_out.most_common(40), file=sys.stderr)
    write("subdivisions.tsv", "key name class alternatives located_in latitude longitude person", sorted(set(rows)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
