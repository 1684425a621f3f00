"""Compares an answer as Parquet with the same answer as SPARQL results in JSON: answer.py PARQUET JSON.

Each column must have the type that the values of the JSON have together: days, whole numbers, numbers, truth values,
else text; each cell must have the value. Prints each column with its type, as pyarrow sees it.
"""

import datetime
import json
import sys

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

XSD = "http://www.w3.org/2001/XMLSchema#"
parquet, results = sys.argv[1:]
table = pq.read_table(parquet)
with open(results, encoding="utf-8") as file:
    answer = json.load(file)
names, rows = answer["head"]["vars"], answer["results"]["bindings"]
assert table.column_names == names, f"the file has the columns {table.column_names}, the answer {names}"
assert table.num_rows == len(rows) == len(pd.read_parquet(parquet)), f"{table.num_rows} of {len(rows)} rows"
assert b"SELECT" in table.schema.metadata[b"query"], "the file does not say what was asked"

READ = {
    pa.date32(): lambda value: datetime.date.fromisoformat(value),
    pa.int64(): int,
    pa.float64(): float,
    pa.bool_(): lambda value: value == "true",
    pa.string(): str,
}
faults = []
for name in names:
    values = [row.get(name) for row in rows]
    kinds = {value.get("datatype", "") for value in values if value}
    numbers = {XSD + number for number in ("integer", "decimal", "double")}
    if kinds == {XSD + "date"}:
        expected = pa.date32()
    elif kinds == {XSD + "integer"}:
        expected = pa.int64()
    elif kinds and kinds <= numbers:
        expected = pa.float64()
    elif kinds == {XSD + "boolean"}:
        expected = pa.bool_()
    else:
        expected = pa.string()
    found = table.schema.field(name).type
    if found != expected:
        faults.append(f"{name} is {found}, not {expected}")
        continue
    for cell, value in zip(table.column(name).to_pylist(), values):
        if cell != (READ[expected](value["value"]) if value else None):
            faults.append(f"{name}: the file has {cell!r}, the answer {value!r}")
            break
    print(f"{name}: {found}")
sys.exit("\n".join(faults) if faults else 0)
