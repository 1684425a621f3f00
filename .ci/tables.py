"""Compares the tables that the program writes with the page that documents them: tables.py PAGE PARQUET_FOLDER CSV_FOLDER.

The page is read as a person reads it; the files are read with pyarrow and pandas. Fails unless every table has the
documented columns in their order with their types, no cell is empty that is always there, keys are unique, every
join finds its row, the CSV files hold the same cells as the Parquet files, and quotations are the text's own words.
"""

import csv
import re
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

page, parquet, plain = map(Path, sys.argv[1:])
TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def documented(text):
    """Table by table: the columns as (name, type, always there, joins), and the key."""
    tables = {}
    for section in re.split(r"^## ", text, flags=re.M)[1:]:
        rows = re.findall(r"^\| `(\w+)` \| ([\w ]+) \| (yes)? ?\| (?:\[`(\w+)`\]\S+)? ?\| (.+) \|$", section, flags=re.M)
        key = re.search(r"^Key: (.*)\.$", section, flags=re.M)
        if rows and key:
            assert all(row[4].strip() for row in rows)
            tables[section.split("\n", 1)[0]] = [row[:4] for row in rows], re.findall(r"`(\w+)`", key[1])
    return tables


def split(cell):
    """The items of a list in a cell of a CSV file."""
    return [re.sub(r"\\(.)", r"\1", item) for item in re.findall(r"(?:[^|\\]|\\.)+", cell)] if cell else []


def as_csv(value):
    """A value of a Parquet file as it must stand in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


pages = documented(page.read_text(encoding="utf-8"))
files = {file.stem for file in parquet.glob("*.parquet")}
assert set(pages) == files, f"the page documents {sorted(pages)}, the folder holds {sorted(files)}"
assert {file.stem for file in plain.glob("*.csv")} == files
assert not list(parquet.glob("*.part")) + list(plain.glob("*.part"))

tables = {name: pq.read_table(parquet / f"{name}.parquet") for name in pages}
frames = {name: pd.read_parquet(parquet / f"{name}.parquet") for name in pages}
faults = []
for name, (columns, key) in pages.items():
    table, frame = tables[name], frames[name]
    assert table.column_names == [column for column, *_ in columns], f"{name}: {table.column_names}"
    assert table.num_rows > 0, f"{name} is empty, and nothing can be said of it"
    for column, kind, always, joins in columns:
        field, values = table.schema.field(column), table.column(column)
        if kind == "list of text":
            fits = pa.types.is_list(field.type) and field.type.value_type == pa.string()
        else:
            fits = field.type == TYPES[kind]
        if not fits:
            faults.append(f"{name}.{column} is {field.type}, not {kind}")
        if field.nullable == bool(always) or (always and values.null_count):
            faults.append(f"{name}.{column} has {values.null_count} nulls, is nullable: {field.nullable}")
        if joins:
            target = set(frames[joins][pages[joins][1][0]])
            flat = frame[column].explode() if kind == "list of text" else frame[column]
            lost = set(flat.dropna()) - target
            if lost:
                faults.append(f"{name}.{column}: {len(lost)} values are no key of {joins}, as {sorted(lost)[0]}")
    if frame.duplicated(key).any():
        faults.append(f"{name}: the key {key} is not unique")

    with open(plain / f"{name}.csv", newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    assert head == table.column_names and len(rows) == table.num_rows, f"{name}.csv: {head}, {len(rows)} rows"
    for (column, kind, *_), cells in zip(columns, zip(*rows)):
        for cell, value in zip(cells, table.column(column).to_pylist()):
            same = (
                split(cell) == value if kind == "list of text"
                else (float(cell) if cell else None) == value if kind == "number"
                else cell == as_csv(value)
            )
            if not same:
                faults.append(f"{name}.{column}: CSV has {cell!r}, Parquet {value!r}")
                break

texts = frames["reports"].set_index("report")["text"]
for name in ("claims", "mentions"):
    for report, begin, end, quote in frames[name][["report", "begin", "end", "quote"]].itertuples(index=False):
        if texts[report][begin:end] != quote:
            faults.append(f"{name}: {quote!r} does not stand at {begin} to {end} of {report}")

events = frames["events"]
for claim_class, name in {
    "Participation": "participations", "Discussion": "discussions", "Position": "positions",
    "EnergySupply": "supplies", "OfficeHolding": "offices", "Contribution": "contributions",
}.items():
    claims = frames["claims"]
    if set(claims.loc[claims["class"] == claim_class, "claim"]) != set(frames[name]["claim"]):
        faults.append(f"{name} has other claims than `claims` has of class {claim_class}")
if frames["reports"]["claim_count"].sum() != len(frames["claims"]) or frames["reports"]["event_count"].sum() != len(events):
    faults.append("the counts of the reports are not those of claims and events")
both = events.dropna(subset=["date", "end_date"])
if (both["date"] > both["end_date"]).any():
    faults.append("an event ends before it begins")

for name, table in tables.items():
    print(f"{name:15} {table.num_rows:6} rows, {table.num_columns:2} columns, as documented")
sys.exit("\n".join(faults[:20]) if faults else 0)
