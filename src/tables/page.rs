//! The page `docs/tables.md`, written from the declaration.

use crate::tables::schema::{Kind, LIST_SEPARATOR, TABLES};
use std::fmt::Write as _;

const HEAD: &str = "\
# The tables

Written by `INSTA_UPDATE=always cargo test` from `src/tables/schema.rs`; tests compare it with the files that the program writes.

`rapporteur tables DIR --store graph.db` writes one file per table into `DIR`: Parquet, or CSV with `--format csv`.
The same graph gives the same bytes.
A table replaces an older one only when all tables are complete.

```python
import pandas as pd
positions = pd.read_parquet(\"tables/positions.parquet\")
reports = pd.read_parquet(\"tables/reports.parquet\", columns=[\"report\", \"published\"])
positions.merge(reports, on=\"report\").groupby([\"holder_label\", \"stance\"]).size()
```

## How to read them

- **Keys are IRIs**, the same as in the graph, so that a row can be cited, looked up with `rapporteur query`, and joined with the RDF.
  A column that joins another table holds values of that table's key; names stand beside IRIs (`holder`, `holder_label`), so that most questions need no join.
- **A claim is what one report states**, not what is so: join `claims` to see who says so, whether it is asserted or only planned, affirmed or negated, and on which words it rests.
- **Verdicts** of `rapporteur review` are in no table: `rapporteur review --list` and SPARQL show them.
- **Words of the small lists** (stances, issues, roles, statuses) are the notations of [the ontology](ontology.md).
- **Dates** are days.
  Where the words give only a month or a year, a beginning is its first day and an end is its last day, and `…_precision` says so: \"from 2002 to August 2021\" is 2002-01-01 (`year`) to 2021-08-31 (`month`).
- **Absent is absent**: what the report does not say is null in Parquet and an empty cell in CSV.
- **Offsets** count Unicode code points, as Python's strings do: `text[begin:end] == quote`.
";

/// The page in Markdown.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    let _ = writeln!(
        page,
        "- **In CSV** the items of a list are parted by `{LIST_SEPARATOR}`; a `{LIST_SEPARATOR}` or `\\` within an item has a `\\` before it.\n  \
         Files are UTF-8 with one header line, `true` and `false` are words, days are written `2021-12-14`, and cells with a comma, quotation mark or line break are quoted as RFC 4180 says.\n\n\
         | type | in Parquet | in pandas |\n| --- | --- | --- |"
    );
    for (kind, parquet, pandas) in [
        (Kind::Text, "`BYTE_ARRAY`, String", "`str`"),
        (Kind::Integer, "`INT64`", "`int64`; `float64` where cells are absent"),
        (Kind::Number, "`DOUBLE`", "`float64`"),
        (Kind::Boolean, "`BOOLEAN`", "`bool`; `object` where cells are absent"),
        (Kind::Date, "`INT32`, Date", "`object` of `datetime.date`; `pd.to_datetime` makes timestamps"),
        (Kind::List, "List of `BYTE_ARRAY`, String", "`object` of arrays"),
    ] {
        let _ = writeln!(page, "| {} | {parquet} | {pandas} |", kind.as_str());
    }
    page.push_str("\n## All tables\n\n| table | rows |\n| --- | --- |\n");
    for table in &TABLES {
        let _ = writeln!(page, "| [`{0}`](#{0}) | {1} |", table.name, table.what);
    }
    for table in &TABLES {
        let key: Vec<String> = table.key.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(
            page,
            "\n## {}\n\n{}\nKey: {}.\nOrder: {}.\n\n| column | type | always there | joins | meaning |\n| --- | --- | --- | --- | --- |",
            table.name,
            table.what,
            key.join(", "),
            table.order
        );
        for column in table.columns {
            let joins = column.joins.map_or_else(String::new, |table| format!("[`{table}`](#{table})"));
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {joins} | {} |",
                column.name,
                column.kind.as_str(),
                if column.required { "yes" } else { "" },
                column.what
            );
        }
    }
    page
}
