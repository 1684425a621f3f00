//! Turtle and TriG that people like to read: prefixes, one block per subject, in the order of the report.
//!
//! Behind an IRI that says little stands the name of the thing as a comment, where the writer of the file knows it.
//!
//! Sophia's pretty writer does the printing.
//! It searches a whole graph for each subject, so it is given one subject at a time, which keeps it linear.
//! That is safe because the graph has no blank nodes, whose nesting is the only thing that crosses subjects.

use crate::ontology::{NAMESPACE, NAMESPACES};
use crate::rdf::classes;
use crate::rdf::identity::data_prefixes;
use crate::rdf::vocab::{nif, rdfs};
use crate::words::one_line;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term as OxTerm, TermRef};
use sophia::api::MownStr;
use sophia::api::graph::{GResult, Graph, SetGraph};
use sophia::api::prefix::{Prefix, PrefixMapPair};
use sophia::api::serializer::TripleSerializer;
use sophia::api::term::{BaseDirection, BnodeId, IriRef, LanguageTag, Term, TermKind, VarName};
use sophia::iri::Iri;
use sophia::turtle::serializer::turtle::{TurtleConfig, TurtleSerializer};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::{self, Write};

/// A term of Oxigraph as Sophia sees it, without a copy.
#[derive(Clone, Copy, Debug)]
pub struct Ox<'a>(pub TermRef<'a>);

impl Term for Ox<'_> {
    type BorrowTerm<'x>
        = Ox<'x>
    where
        Self: 'x;

    fn kind(&self) -> TermKind {
        match self.0 {
            TermRef::NamedNode(_) => TermKind::Iri,
            TermRef::BlankNode(_) => TermKind::BlankNode,
            TermRef::Literal(_) => TermKind::Literal,
        }
    }

    fn iri(&self) -> Option<IriRef<MownStr<'_>>> {
        match self.0 {
            TermRef::NamedNode(node) => Some(IriRef::new_unchecked(MownStr::from_ref(node.as_str()))),
            _ => None,
        }
    }

    fn bnode_id(&self) -> Option<BnodeId<MownStr<'_>>> {
        match self.0 {
            TermRef::BlankNode(node) => Some(BnodeId::new_unchecked(MownStr::from_ref(node.as_str()))),
            _ => None,
        }
    }

    fn lexical_form(&self) -> Option<MownStr<'_>> {
        match self.0 {
            TermRef::Literal(literal) => Some(MownStr::from_ref(literal.value())),
            _ => None,
        }
    }

    fn datatype(&self) -> Option<IriRef<MownStr<'_>>> {
        match self.0 {
            TermRef::Literal(literal) => {
                Some(IriRef::new_unchecked(MownStr::from_ref(literal.datatype().as_str())))
            }
            _ => None,
        }
    }

    fn language_tag(&self) -> Option<LanguageTag<MownStr<'_>>> {
        match self.0 {
            TermRef::Literal(literal) => {
                literal.language().map(|tag| LanguageTag::new_unchecked(MownStr::from_ref(tag)))
            }
            _ => None,
        }
    }

    fn base_direction(&self) -> Option<BaseDirection> {
        None
    }

    fn variable(&self) -> Option<VarName<MownStr<'_>>> {
        None
    }

    fn triple(&self) -> Option<[Self::BorrowTerm<'_>; 3]> {
        None
    }

    fn to_triple(self) -> Option<[Self; 3]> {
        None
    }

    fn borrow_term(&self) -> Self::BorrowTerm<'_> {
        *self
    }
}

/// Quads as one graph of Sophia's, whatever graphs they are in.
#[derive(Clone, Copy, Debug)]
pub struct OxQuads<'q>(pub &'q [&'q Quad]);

impl Graph for OxQuads<'_> {
    type Triple<'x>
        = [Ox<'x>; 3]
    where
        Self: 'x;
    type Error = Infallible;

    fn triples(&self) -> impl Iterator<Item = GResult<Self, Self::Triple<'_>>> + '_ {
        self.0.iter().map(|quad| {
            Ok([
                Ox(quad.subject.as_ref().into()),
                Ox(quad.predicate.as_ref().into()),
                Ox(quad.object.as_ref()),
            ])
        })
    }
}

impl SetGraph for OxQuads<'_> {}

/// Prints graphs as Turtle, or as TriG with the graphs' names.
#[derive(Debug)]
pub struct Printer<W> {
    out: W,
    config: TurtleConfig,
    header: usize,
    graphs: bool,
    /// The prefixes with their namespaces, by which a printed name is read again.
    prefixes: Vec<(String, String)>,
}

/// What things outside a graph are called, by their IRIs.
pub type Labels<'l> = dyn FnMut(&str) -> Option<String> + 'l;

impl<W: Write> Printer<W> {
    /// Begins a Turtle file, or a TriG file where `graphs` is set; `base` is where the data's IRIs begin.
    ///
    /// # Errors
    /// Exactly if `out` cannot be written.
    pub fn start(mut out: W, base: &str, graphs: bool) -> io::Result<Self> {
        let prefixes = prefixes(base);
        let pairs = prefixes.iter().map(|(prefix, namespace)| {
            let prefix = Prefix::new_unchecked(prefix.clone().into());
            (prefix, Iri::new_unchecked(namespace.clone().into()))
        });
        let pairs: Vec<PrefixMapPair> = pairs.collect();
        let config = TurtleConfig::new().with_pretty(true).with_own_prefix_map(pairs);
        let mut header = Vec::new();
        print(&mut header, &config, &[])?;
        out.write_all(&header)?;
        Ok(Self { out, config, header: header.len(), graphs, prefixes })
    }

    /// Prints the quads of one graph, sorted for reading: the report, its events, its claims, its entities.
    ///
    /// # Errors
    /// Exactly if the file cannot be written.
    pub fn graph(&mut self, quads: &[Quad]) -> io::Result<()> {
        self.graph_with(quads, &mut |_| None)
    }

    /// The same, where somebody knows what things outside the graph are called.
    ///
    /// # Errors
    /// Exactly if the file cannot be written.
    pub fn graph_with(&mut self, quads: &[Quad], labels: &mut Labels<'_>) -> io::Result<()> {
        let own = own_labels(quads);
        let Some(first) = quads.first() else { return Ok(()) };
        let name = match &first.graph_name {
            GraphName::NamedNode(name) if self.graphs => Some(name.to_string()),
            _ => None,
        };
        if let Some(name) = &name {
            writeln!(self.out, "\n{name} {{")?;
        }
        let mut section = None;
        let mut text = Vec::new();
        for (order, block) in blocks(quads) {
            if section != Some(order.section) {
                section = Some(order.section);
                writeln!(self.out, "\n# {}", SECTIONS[order.section])?;
            }
            text.clear();
            print(&mut text, &self.config, &block)?;
            let printed = text.get(self.header..).unwrap_or_default();
            match std::str::from_utf8(printed) {
                Ok(printed) => {
                    let mut label = |iri: &str| own.get(iri).cloned().or_else(|| labels(iri));
                    self.out.write_all(self.with_comments(printed, &block, &mut label).as_bytes())?;
                }
                Err(_) => self.out.write_all(printed)?,
            }
        }
        if name.is_some() {
            writeln!(self.out, "}}")?;
        }
        Ok(())
    }

    /// A printed block with the names of the things that its lines end in.
    ///
    /// Sophia writes the line breaks of a text as `\n` and `\r`, so that every line ends with a whole term.
    fn with_comments(&self, printed: &str, block: &[&Quad], label: &mut Labels<'_>) -> String {
        let mut objects: BTreeMap<&str, &Quad> = BTreeMap::new();
        for quad in block {
            if let OxTerm::NamedNode(object) = &quad.object
                && quad.predicate != rdf::TYPE
            {
                objects.insert(object.as_str(), quad);
            }
        }
        let mut text = String::with_capacity(printed.len() + 256);
        for line in printed.lines() {
            text.push_str(line);
            let named = line
                .trim_end_matches([';', ',', '.'])
                .rsplit(' ')
                .next()
                .and_then(|term| self.whole_iri(term))
                .and_then(|iri| objects.get_key_value(iri.as_str()).and_then(|(iri, _)| label(iri)));
            if let Some(name) = named {
                text.push_str(" # ");
                text.push_str(&comment(&name));
            }
            text.push('\n');
        }
        text
    }

    /// The IRI that a printed term stands for.
    fn whole_iri(&self, term: &str) -> Option<String> {
        if let Some(iri) = term.strip_prefix('<') {
            return iri.strip_suffix('>').map(str::to_owned);
        }
        let (prefix, local) = term.split_once(':')?;
        let (_, namespace) = self.prefixes.iter().find(|(known, _)| known == prefix)?;
        Some(format!("{namespace}{}", local.replace('\\', "")))
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// Exactly if the last bytes cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

fn print(out: &mut Vec<u8>, config: &TurtleConfig, block: &[&Quad]) -> io::Result<()> {
    TurtleSerializer::new_with_config(out, config.clone())
        .serialize_graph(&OxQuads(block))
        .map_err(io::Error::other)?;
    Ok(())
}

/// The longest comment behind a line, in characters.
const LONGEST_COMMENT: usize = 72;

/// A name as a comment: on one line, and not too long.
fn comment(name: &str) -> String {
    let line = one_line(name);
    match line.char_indices().nth(LONGEST_COMMENT) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// What the things of a graph are called: entities and events by label, offices by title, spans and quantities by
/// their words.
fn own_labels(quads: &[Quad]) -> BTreeMap<&str, String> {
    let mut labels = BTreeMap::new();
    for quad in quads {
        let OxTerm::Literal(literal) = &quad.object else { continue };
        let name = if quad.predicate == rdfs::LABEL || is(quad, "officeTitle") {
            literal.value().to_owned()
        } else if quad.predicate == nif::ANCHOR_OF {
            format!("“{}”", literal.value())
        } else if is(quad, "verbatim") {
            if labels.contains_key(subject_iri(&quad.subject)) {
                continue;
            }
            literal.value().to_owned()
        } else {
            continue;
        };
        labels.insert(subject_iri(&quad.subject), name);
    }
    labels
}

/// The prefixes of a file: those of the house, and the kinds of data IRIs below the base.
fn prefixes(base: &str) -> Vec<(String, String)> {
    let house = NAMESPACES.iter().map(|(prefix, namespace)| (*prefix, (*namespace).to_owned()));
    house.chain(data_prefixes(base)).map(|(prefix, namespace)| (prefix.to_owned(), namespace)).collect()
}

/// The headings under which a graph's subjects stand, in their order.
const SECTIONS: [&str; 8] =
    ["Report", "Events", "Claims", "Reviews", "Entities", "Offices and quantities", "Words", "Terms"];

/// Where a subject stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    section: usize,
    /// The first code point on which it rests, so that a graph reads as its report does.
    begin: usize,
    class: String,
    subject: String,
}

pub(super) fn blocks(quads: &[Quad]) -> BTreeMap<Order, Vec<&Quad>> {
    let mut by_subject: BTreeMap<&str, Vec<&Quad>> = BTreeMap::new();
    // An event rests on the words of the claims about it, an entity on those of its mentions.
    let mut begins: BTreeMap<&str, usize> = BTreeMap::new();
    let mut evidence_of: BTreeMap<&str, usize> = BTreeMap::new();
    for quad in quads {
        by_subject.entry(subject_iri(&quad.subject)).or_default().push(quad);
        if is(quad, "evidence")
            && let OxTerm::NamedNode(span) = &quad.object
            && let Some(begin) = begin_of(span.as_str())
        {
            let first = evidence_of.entry(subject_iri(&quad.subject)).or_insert(begin);
            *first = begin.min(*first);
        }
    }
    for quad in quads {
        let begin = if is(quad, "denotes") {
            begin_of(subject_iri(&quad.subject))
        } else if is(quad, "event") {
            evidence_of.get(subject_iri(&quad.subject)).copied()
        } else {
            None
        };
        if let (Some(begin), OxTerm::NamedNode(object)) = (begin, &quad.object) {
            let first = begins.entry(object.as_str()).or_insert(begin);
            *first = begin.min(*first);
        }
    }
    by_subject
        .into_iter()
        .map(|(iri, block)| {
            let class = block
                .iter()
                .find_map(|quad| match &quad.object {
                    OxTerm::NamedNode(class) if quad.predicate == rdf::TYPE => Some(class.as_str()),
                    _ => None,
                })
                .unwrap_or_default();
            let begin = evidence_of
                .get(iri)
                .copied()
                .or_else(|| begins.get(iri).copied())
                .or_else(|| begin_of(iri))
                .unwrap_or(0);
            let section = section(class, evidence_of.contains_key(iri));
            (Order { section, begin, class: class.to_owned(), subject: iri.to_owned() }, block)
        })
        .collect()
}

/// Under which heading a subject of this class stands.
fn section(class: &str, has_evidence: bool) -> usize {
    match class.strip_prefix(NAMESPACE) {
        Some("Report" | "Run") => 0,
        _ if has_evidence => 2,
        Some("Review") => 3,
        Some(_) if classes::entity(class).is_some() => 4,
        Some("Office") => 5,
        Some("Span") => 6,
        Some("Role" | "Stance" | "Issue" | "Commodity" | "SupplyStatus") => 7,
        Some(_) => 1,
        None if class.ends_with("QuantitativeValue") => 5,
        None => 7,
    }
}

fn is(quad: &Quad, local: &str) -> bool {
    quad.predicate.as_str().strip_prefix(NAMESPACE) == Some(local)
}

pub(crate) fn subject_iri(subject: &NamedOrBlankNode) -> &str {
    match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

/// The first code point of a span, from its IRI.
fn begin_of(iri: &str) -> Option<usize> {
    iri.rsplit_once("#char=")?.1.split_once(',')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;
    use crate::rdf::by_hand;
    use crate::rdf::identity::DEFAULT_BASE;
    use crate::rdf::quads::{Options, Writer, sort};
    use crate::rdf::vocab::property;
    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::GraphName;
    use sophia::isomorphism::isomorphic_graphs;

    fn quads() -> Vec<Quad> {
        let (report, knowledge) = (by_hand::report(), Knowledge::embedded());
        Writer::new(&knowledge, Options::default()).report(&by_hand::account(&report)).quads
    }

    fn printed(quads: &[Quad], graphs: bool) -> String {
        let mut printer = Printer::start(Vec::new(), DEFAULT_BASE, graphs).unwrap();
        printer.graph(quads).unwrap();
        String::from_utf8(printer.finish().unwrap()).unwrap()
    }

    fn read(text: &str, format: RdfFormat) -> Vec<Quad> {
        let mut quads: Vec<Quad> =
            RdfParser::from_format(format).for_slice(text.as_bytes()).map(Result::unwrap).collect();
        sort(&mut quads);
        quads
    }

    #[test]
    fn turtle_out_and_in_is_the_same_graph() {
        let quads = quads();
        let again = read(&printed(&quads, false), RdfFormat::Turtle);
        let (one, two): (Vec<&Quad>, Vec<&Quad>) = (quads.iter().collect(), again.iter().collect());
        assert!(isomorphic_graphs(&OxQuads(&one), &OxQuads(&two)).unwrap());
        assert_eq!(quads.len(), again.len());
    }

    #[test]
    fn trig_keeps_the_name_of_the_graph() {
        let quads = quads();
        assert!(quads.iter().all(|quad| quad.graph_name != GraphName::DefaultGraph));
        assert_eq!(read(&printed(&quads, true), RdfFormat::TriG), quads);
    }

    #[test]
    fn the_order_of_the_quads_does_not_change_the_text() {
        let quads = quads();
        let backwards: Vec<Quad> = quads.iter().rev().cloned().collect();
        assert_eq!(printed(&quads, false), printed(&backwards, false));
    }

    #[test]
    fn an_iri_that_says_little_has_its_name_behind_it() {
        let quads = quads();
        let mut printer = Printer::start(Vec::new(), DEFAULT_BASE, false).unwrap();
        printer
            .graph_with(&quads, &mut |iri| {
                iri.ends_with("/place/3161732").then(|| "Bergen\n(city)".to_owned())
            })
            .unwrap();
        let text = String::from_utf8(printer.finish().unwrap()).unwrap();
        assert!(text.contains("rap:place place:3161732; # Bergen (city)\n"), "{text}");
        assert!(text.contains(">; # “"), "{text}");
        // What stands behind `#` is no statement.
        assert_eq!(read(&text, RdfFormat::Turtle), read(&printed(&quads, false), RdfFormat::Turtle));
    }

    #[test]
    fn no_comment_is_written_into_a_text_of_several_lines() {
        let mut quads = quads();
        let text = "first\n  rap:place place:3161732;\r\nlast\rrap:place place:3161732;\n";
        for quad in &mut quads {
            if quad.predicate == nif::IS_STRING {
                quad.object = oxigraph::model::Literal::from(text).into();
            }
        }
        let mut sent = quads.iter().find(|quad| quad.predicate == nif::IS_STRING).unwrap().clone();
        sent.predicate = property::DATELINE_PLACE.into_owned();
        sent.object =
            oxigraph::model::NamedNode::new_unchecked(format!("{DEFAULT_BASE}entity/place/3161732")).into();
        quads.push(sent);
        let mut printer = Printer::start(Vec::new(), DEFAULT_BASE, false).unwrap();
        printer.graph_with(&quads, &mut |_| Some("name".to_owned())).unwrap();
        let printed = String::from_utf8(printer.finish().unwrap()).unwrap();
        // The block that holds the text has its comments as well.
        let place = printed.lines().find(|line| line.trim_start().starts_with("rap:datelinePlace ")).unwrap();
        assert!(place.contains(" # "), "{place}");
        let read = read(&printed, RdfFormat::Turtle);
        let texts: Vec<&OxTerm> =
            read.iter().filter(|quad| quad.predicate == nif::IS_STRING).map(|quad| &quad.object).collect();
        assert_eq!(texts, [&OxTerm::from(oxigraph::model::Literal::from(text))]);
    }

    #[test]
    fn a_graph_reads_as_its_report_does() {
        let text = printed(&quads(), false);
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is missing in\n{text}"));
        let order = ["# Report", "# Events", "# Claims", "# Entities", "# Offices", "# Words"].map(at);
        assert!(order.is_sorted(), "{order:?}");
        assert!(at("a rap:EnergySupply") < at("a rap:Position"), "claims stand in the order of the text");
        assert!(at("a rap:Group") < at("# Offices"));
    }
}
