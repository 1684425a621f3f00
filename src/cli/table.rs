//! Rows as a table that fits the terminal.

use oxigraph::model::Term;
use rapporteur::ontology::NAMESPACES;
use std::io::{self, IsTerminal, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// From so many rows the widths of the columns are taken; more are printed as they come, in the same widths.
const MEASURED: usize = 500;
/// A column is not made narrower than this to fit a terminal.
const NARROWEST: usize = 8;
const GAP: &str = "  ";

/// A table that is printed while its rows come.
pub(super) struct Table<'t, W> {
    out: W,
    names: Vec<String>,
    base: &'t str,
    waiting: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
    /// The width of the terminal; nothing where the output is no terminal and is never cut.
    terminal: Option<usize>,
}

impl<'t, W: Write> Table<'t, W> {
    /// A table with these columns; `base` is where the data's IRIs begin, which is left out.
    pub(super) fn new(out: W, names: Vec<String>, base: &'t str) -> Self {
        let width = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let terminal = if io::stdout().is_terminal() { width() } else { None };
        Self { out, names, base, waiting: Vec::new(), widths: None, terminal }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, terms: &[Option<Term>]) -> io::Result<()> {
        let row: Vec<String> = terms
            .iter()
            .map(|term| term.as_ref().map_or_else(String::new, |term| short(term, self.base)))
            .collect();
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
        let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        self.print(&rules, &widths)?;
        for row in std::mem::take(&mut self.waiting) {
            self.print(&row, &widths)?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    fn print(&mut self, row: &[String], widths: &[usize]) -> io::Result<()> {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            if !line.is_empty() {
                line.push_str(GAP);
            }
            let cell = if self.terminal.is_some() { cut(cell, *width) } else { cell.clone() };
            let padding = width.saturating_sub(cell.width());
            line.push_str(&cell);
            line.extend(std::iter::repeat_n(' ', padding));
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
        let mut table = Table::new(&mut out, vec!["who".into(), "words".into()], "https://example.org/");
        table.terminal = terminal;
        for row in rows {
            table.row(&row.map(|cell| Some(Literal::from(cell).into()))).unwrap();
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
