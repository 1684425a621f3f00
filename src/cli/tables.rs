//! `tables`: the graph as tables for notebooks.

use crate::cli::exit::Exit;
use crate::cli::options::GraphOptions;
use crate::cli::say::Say;
use clap::ValueEnum;
use rapporteur::tables::{self, Format};
use rapporteur::words::counted;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

/// Write the graph as tables for notebooks, Parquet or CSV
#[derive(clap::Args)]
#[command(after_help = "\
One file per table: reports, entities, events, participations, discussions, positions, supplies,
offices, contributions, claims and mentions.
docs/tables.md says what each column means and which columns join.
The same graph gives the same bytes.

Example:
  rapporteur tables tables --store graph.db
  rapporteur tables tables --store graph.db --format csv --no-text")]
pub(super) struct Args {
    /// The folder to write into; made where there is none
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    #[command(flatten)]
    graph: GraphOptions,

    /// The format of the files
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = TableFormat::Parquet)]
    format: TableFormat,

    /// Leave the texts of the reports out
    #[arg(long)]
    no_text: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableFormat {
    /// Apache Parquet: typed, small, read by pandas, polars, R and DuckDB
    Parquet,
    /// Comma-separated values
    Csv,
}

pub(super) fn run(args: &Args, say: &Say) -> anyhow::Result<Exit> {
    let begun = Instant::now();
    let graph = args.graph.open()?;
    let format = match args.format {
        TableFormat::Parquet => Format::Parquet,
        TableFormat::Csv => Format::Csv,
    };
    say.begin("reports");
    let written = tables::write(&graph, &args.folder, format, !args.no_text, || say.step());
    say.end();
    let written = written?;
    let mut text = String::new();
    for table in &written {
        let size = size(table.bytes);
        let _ = writeln!(text, "{:>15} {size:>9}   {}", counted(table.rows, "row"), table.path.display());
    }
    let bytes = written.iter().map(|table| table.bytes).sum();
    let _ =
        write!(text, "{} tables, {} ({:.1} s)", written.len(), size(bytes), begun.elapsed().as_secs_f64());
    say.tell(&text);
    Ok(Exit::Done)
}

/// A size for people to read.
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KiB", "MiB", "GiB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let (mut whole, mut rest, mut unit) = (bytes / 1024, bytes % 1024, 0);
    while whole >= 1024 && unit + 1 < UNITS.len() {
        (whole, rest, unit) = (whole / 1024, whole % 1024, unit + 1);
    }
    format!("{whole}.{} {}", rest * 10 / 1024, UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_for_people() {
        assert_eq!([0, 1023, 1536, 5 << 20].map(size), ["0 B", "1023 B", "1.5 KiB", "5.0 MiB"]);
    }
}
