//! Quads to files that machines read: N-Quads and N-Triples line by line, and whatever else Oxigraph writes.

use crate::ontology::NAMESPACES;
use crate::packed::Packing;
use crate::rdf::jsonld::JsonLd;
use crate::rdf::turtle::{Labels, Printer, blocks};
use oxigraph::io::{RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{GraphName, Quad};
use std::io::{self, Write};

/// The formats in which a graph can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Turtle, for reading: one block per subject; the graphs' names are lost.
    Turtle,
    /// TriG: Turtle with the graphs' names.
    TriG,
    /// N-Triples: one triple a line; the graphs' names are lost.
    NTriples,
    /// N-Quads: one quad a line.
    NQuads,
    /// JSON-LD with short names; its context is in the file.
    JsonLd,
    /// RDF/XML; the graphs' names are lost.
    RdfXml,
}

impl Format {
    /// All formats with the words and file endings by which they are called.
    pub const NAMES: [(&'static str, Format); 6] = [
        ("ttl", Format::Turtle),
        ("trig", Format::TriG),
        ("nt", Format::NTriples),
        ("nq", Format::NQuads),
        ("jsonld", Format::JsonLd),
        ("rdf", Format::RdfXml),
    ];

    /// The format of a file, by the ending of its name; `.gz` and `.zst` behind it do not count.
    pub fn of_path(path: &std::path::Path) -> Option<Self> {
        let (_, path) = Packing::of_path(path);
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::NAMES.iter().find(|(name, _)| *name == ending).map(|(_, format)| *format)
    }
}

/// Writes graph after graph to one file.
///
/// Each graph is given as its sorted quads, so the bytes depend on nothing else.
pub enum Sink<W: Write> {
    /// Turtle and TriG.
    Printed(Box<Printer<W>>),
    /// N-Triples and N-Quads.
    Lines {
        /// Where the lines go.
        out: W,
        /// Whether each line names its graph.
        graphs: bool,
    },
    /// JSON-LD.
    JsonLd(Box<JsonLd<W>>),
    /// RDF/XML, by Oxigraph's writer.
    RdfXml(Box<WriterQuadSerializer<W>>),
}

impl<W: Write> Sink<W> {
    /// Begins a file; `base` is where the data's IRIs begin.
    ///
    /// # Errors
    /// Exactly if `out` cannot be written.
    pub fn start(out: W, format: Format, base: &str) -> io::Result<Self> {
        Ok(match format {
            Format::Turtle => Self::Printed(Box::new(Printer::start(out, base, false)?)),
            Format::TriG => Self::Printed(Box::new(Printer::start(out, base, true)?)),
            Format::NTriples => Self::Lines { out, graphs: false },
            Format::NQuads => Self::Lines { out, graphs: true },
            Format::JsonLd => Self::JsonLd(Box::new(JsonLd::start(out, base)?)),
            Format::RdfXml => {
                let mut serializer = RdfSerializer::from_format(RdfFormat::RdfXml);
                for (prefix, namespace) in NAMESPACES {
                    serializer = match serializer.clone().with_prefix(prefix, namespace) {
                        Ok(with) => with,
                        Err(_) => serializer,
                    };
                }
                Self::RdfXml(Box::new(serializer.for_writer(out)))
            }
        })
    }

    /// Writes the sorted quads of one graph.
    ///
    /// # Errors
    /// Exactly if the file cannot be written.
    pub fn graph(&mut self, quads: &[Quad]) -> io::Result<()> {
        self.graph_with(quads, &mut |_| None)
    }

    /// The same, where somebody knows what things outside the graph are called; Turtle and TriG tell it in comments.
    ///
    /// # Errors
    /// Exactly if the file cannot be written.
    pub fn graph_with(&mut self, quads: &[Quad], labels: &mut Labels<'_>) -> io::Result<()> {
        match self {
            Self::Printed(printer) => printer.graph_with(quads, labels),
            Self::JsonLd(document) => document.graph(quads),
            Self::Lines { out, graphs } => {
                for quad in quads {
                    match &quad.graph_name {
                        GraphName::DefaultGraph => {
                            writeln!(out, "{} {} {} .", quad.subject, quad.predicate, quad.object)?;
                        }
                        graph if *graphs => {
                            writeln!(out, "{} {} {} {graph} .", quad.subject, quad.predicate, quad.object)?;
                        }
                        _ => writeln!(out, "{} {} {} .", quad.subject, quad.predicate, quad.object)?,
                    }
                }
                Ok(())
            }
            Self::RdfXml(writer) => {
                for (_, block) in blocks(quads) {
                    for quad in block {
                        writer.serialize_triple(oxigraph::model::TripleRef::new(
                            &quad.subject,
                            &quad.predicate,
                            &quad.object,
                        ))?;
                    }
                }
                Ok(())
            }
        }
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// Exactly if the last bytes cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Printed(printer) => printer.finish(),
            Self::Lines { mut out, .. } => {
                out.flush()?;
                Ok(out)
            }
            Self::JsonLd(document) => document.finish(),
            Self::RdfXml(writer) => {
                let mut out = writer.finish()?;
                out.flush()?;
                Ok(out)
            }
        }
    }
}
