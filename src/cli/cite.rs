//! `cite`: a claim as a footnote.

use crate::cli::errors::told;
use crate::cli::exit::Exit;
use crate::cli::options::GraphOptions;
use clap::ValueEnum;
use rapporteur::ask::claims::find;
use rapporteur::cite::{Style, cite};
use rapporteur::record::Record;
use std::io::{self, Write};

/// Print a claim as a footnote: who published it, when, in which words, who says so, and how it was read
#[derive(clap::Args)]
#[command(after_help = "\
A claim is named by its IRI, shortened (claim:02eb494691c11616) or whole, or by the beginning of its hash.
The column `claim` of the questions has the claims.

Example:
  rapporteur cite 02eb4946
  rapporteur cite claim:02eb494691c11616 --format bibtex >> sources.bib
  rapporteur cite 02eb4946 abbddc22 --format csl-json > sources.json")]
pub(super) struct Args {
    /// The claims to cite
    #[arg(value_name = "CLAIM", required = true)]
    claims: Vec<String>,

    /// The form of the citation
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: CiteFormat,

    #[command(flatten)]
    graph: GraphOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CiteFormat {
    /// A footnote in plain text
    Text,
    /// A footnote in Markdown
    Markdown,
    /// An entry of a BibTeX file
    Bibtex,
    /// A list of items for Zotero, pandoc and citeproc
    CslJson,
}

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let graph = args.graph.open()?;
    let mut records = Vec::new();
    for claim in &args.claims {
        let iri = find(&graph, claim)?;
        let record = Record::read(&graph, iri.as_ref())?;
        records.push(record.ok_or_else(|| {
            told(
                format!("<{}> is no claim", iri.as_str()),
                "the column `claim` of the questions has the claims",
            )
        })?);
    }
    let style = match args.format {
        CiteFormat::Text => Style::Text,
        CiteFormat::Markdown => Style::Markdown,
        CiteFormat::Bibtex => Style::BibTex,
        CiteFormat::CslJson => Style::CslJson,
    };
    io::stdout().write_all(cite(&records, style).as_bytes())?;
    Ok(Exit::Done)
}
