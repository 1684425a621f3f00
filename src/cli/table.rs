//! Rows as a table that fits the terminal.

use oxigraph::model::{NamedNode, Term};
use rapporteur::ontology::NAMESPACES;
use rapporteur::store::GraphStore;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// From so many rows the widths of the columns are taken; more are printed as they come, in the same widths.
const MEASURED: usize = 500;
/// A column is not made narrower than this to fit a terminal.
const NARROWEST: usize = 8;
const GAP: &str = "  ";

/// A table that is printed while its rows come.
pub(super) struct Table<W> {
    out: W,
    names: Vec<String>,
    markdown: bool,
    waiting: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
    /// The width of the terminal; nothing where the output is no terminal and is never cut.
    terminal: Option<usize>,
}

impl<W: Write> Table<W> {
    /// A table with these columns, as Markdown if asked; one in Markdown is never cut.
    pub(super) fn new(out: W, names: Vec<String>, markdown: bool) -> Self {
        let width = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let terminal = if io::stdout().is_terminal() && !markdown { width() } else { None };
        Self { out, names, markdown, waiting: Vec::new(), widths: None, terminal }
    }

    /// The same for a file, which is as wide as its rows.
    pub(super) fn uncut(self) -> Self {
        Self { terminal: None, ..self }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, row: Vec<String>) -> io::Result<()> {
        // A bar would end the cell.
        let row: Vec<String> = if self.markdown {
            row.into_iter().map(|cell| cell.replace('\\', "\\\\").replace('|', "\\|")).collect()
        } else {
            row
        };
        if let Some(widths) = self.widths.take() {
            self.print(&row, &widths)?;
            self.widths = Some(widths);
            return Ok(());
        }
        self.waiting.push(row);
        if self.waiting.len() == MEASURED { self.begin() } else { Ok(()) }
    }

    /// Prints what is still waiting.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.widths.is_none() {
            self.begin()?;
        }
        Ok(())
    }

    fn begin(&mut self) -> io::Result<()> {
        let mut widths: Vec<usize> = self.names.iter().map(|name| name.width()).collect();
        for row in &self.waiting {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        if let Some(terminal) = self.terminal {
            fit(&mut widths, terminal);
        }
        let names = self.names.clone();
        self.print(&names, &widths)?;
        let rule = if self.markdown { "-" } else { "─" };
        let rules: Vec<String> = widths.iter().map(|width| rule.repeat(*width)).collect();
        self.print(&rules, &widths)?;
        for row in std::mem::take(&mut self.waiting) {
            self.print(&row, &widths)?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    fn print(&mut self, row: &[String], widths: &[usize]) -> io::Result<()> {
        let mut line = String::new();
        for (index, (cell, width)) in row.iter().zip(widths).enumerate() {
            match (self.markdown, index) {
                (true, 0) => line.push_str("| "),
                (true, _) => line.push_str(" | "),
                (false, 0) => {}
                (false, _) => line.push_str(GAP),
            }
            let cell = if self.terminal.is_some() { cut(cell, *width) } else { cell.clone() };
            let padding = width.saturating_sub(cell.width());
            line.push_str(&cell);
            line.extend(std::iter::repeat_n(' ', padding));
        }
        if self.markdown {
            return writeln!(self.out, "{line} |");
        }
        writeln!(self.out, "{}", line.trim_end())
    }
}

/// Narrows the widest columns until all fit.
fn fit(widths: &mut [usize], terminal: usize) {
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > terminal {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
}

/// The beginning of a cell that is too wide, with a sign that there is more.
fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for c in cell.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

/// The names of the things whose IRIs stand in a table, looked up once each.
pub(super) struct Labels<'g> {
    graph: Option<&'g GraphStore>,
    known: RefCell<BTreeMap<NamedNode, Option<String>>>,
}

impl<'g> Labels<'g> {
    /// No names are shown.
    pub(super) fn none() -> Self {
        Self { graph: None, known: RefCell::default() }
    }

    /// The names that a graph knows.
    pub(super) fn of(graph: &'g GraphStore) -> Self {
        Self { graph: Some(graph), known: RefCell::default() }
    }

    /// The name of a thing of the data.
    fn find(&self, node: &NamedNode, base: &str) -> Option<String> {
        let graph = self.graph.filter(|_| node.as_str().starts_with(base))?;
        let mut known = self.known.borrow_mut();
        // A table is printed whether or not the store can say what things are called.
        let label = || graph.label(node.as_ref()).ok().flatten();
        known.entry(node.clone()).or_insert_with(label).clone()
    }
}

/// A cell: the term as people read it, with the name of what an IRI stands for.
pub(super) fn cell(term: Option<&Term>, base: &str, labels: &Labels<'_>) -> String {
    let Some(term) = term else { return String::new() };
    let text = short(term, base);
    let label = match term {
        Term::NamedNode(node) => labels.find(node, base),
        _ => None,
    };
    label.map_or_else(|| text.clone(), |label| format!("{label} ({text})"))
}

/// A term as people read it: a value, or an IRI by its prefix or below the base.
pub(super) fn short(term: &Term, base: &str) -> String {
    match term {
        // A line break in a cell would break the table.
        Term::Literal(literal) => literal.value().replace(['\n', '\r', '\t'], " "),
        Term::NamedNode(node) => {
            let iri = node.as_str();
            if let Some(local) = iri.strip_prefix(base) {
                return local.to_owned();
            }
            let known = NAMESPACES
                .iter()
                .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
            known.unwrap_or_else(|| iri.to_owned())
        }
        Term::BlankNode(node) => node.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode};

    fn printed(terminal: Option<usize>, rows: &[[&str; 2]]) -> String {
        let mut out = Vec::new();
        let mut table = Table::new(&mut out, vec!["who".into(), "words".into()], false);
        table.terminal = terminal;
        for row in rows {
            let cells = row.map(|text| cell(Some(&Literal::from(text).into()), "", &Labels::none()));
            table.row(cells.to_vec()).unwrap();
        }
        table.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_below_each_other_in_letters_of_any_width() {
        assert_eq!(
            printed(None, &[["Novák", "met"], ["習近平", "spoke\nlong"]]),
            "who     words\n──────  ──────────\nNovák   met\n習近平  spoke long\n"
        );
    }

    #[test]
    fn a_table_fits_the_terminal() {
        let text = printed(Some(24), &[["Novák", "a very long sentence that goes on and on"]]);
        assert!(text.lines().all(|line| line.width() <= 24), "{text}");
        assert!(text.contains("a very long sent…"), "{text}");
    }

    #[test]
    fn bars_stay_in_their_cell_of_markdown() {
        let mut out = Vec::new();
        let mut table = Table::new(&mut out, vec!["who".into(), "words".into()], true);
        table.row(vec!["Novák".into(), "a|b".into()]).unwrap();
        table.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "| who   | words |\n| ----- | ----- |\n| Novák | a\\|b  |\n");
    }

    #[test]
    fn a_thing_is_shown_with_its_name() {
        let graph = GraphStore::in_memory().unwrap();
        let node = NamedNode::new_unchecked("https://example.org/state/NO");
        let label =
            oxigraph::model::NamedNodeRef::new_unchecked("http://www.w3.org/2000/01/rdf-schema#label");
        graph
            .extend(vec![oxigraph::model::Quad::new(
                node.clone(),
                label,
                Literal::from("Norway"),
                oxigraph::model::GraphName::DefaultGraph,
            )])
            .unwrap();
        let term = Term::from(node);
        assert_eq!(cell(Some(&term), "https://example.org/", &Labels::of(&graph)), "Norway (state/NO)");
        assert_eq!(cell(Some(&term), "https://example.org/", &Labels::none()), "state/NO");
        assert_eq!(cell(None, "https://example.org/", &Labels::of(&graph)), "");
    }

    #[test]
    fn an_iri_is_shortened() {
        let term = |iri: &str| Term::from(NamedNode::new_unchecked(iri));
        assert_eq!(
            short(&term("https://w3id.org/rapporteur/ns#Meeting"), "https://example.org/"),
            "rap:Meeting"
        );
        assert_eq!(short(&term("https://example.org/claim/1"), "https://example.org/"), "claim/1");
        assert_eq!(
            short(&term("https://other.example/x"), "https://example.org/"),
            "https://other.example/x"
        );
    }
}
