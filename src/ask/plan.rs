//! How a question of the house is put so that Oxigraph answers it soon, without changing its answer.
//!
//! Oxigraph joins a pattern to the rows before it by looking it up for each row, which is best where few rows are asked
//! for and slow where all are: 15 µs a row and pattern, for sixty thousand claims and fifteen patterns.
//! A pattern in a sub-select is read as a whole, in the order in which it lies on disk, and joined by hashing.
//! So a question that is asked without a parameter is put with each pattern in a sub-select ([`spread`]).
//!
//! ORDER BY reads each term anew from the store for each comparison; rows that are read once and then sorted
//! ([`Order`]) come two to three times sooner.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, Term, Variable};
use std::cmp::Ordering;
use std::fmt;

/// Puts each pattern that stands on a line of its own into a sub-select.
///
/// These are lines of the forms `?s p ?o .` and `OPTIONAL { ?s p ?o OPTIONAL { … } }`; all others stay.
pub fn spread(text: &str) -> String {
    let mut spread = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        let code = line.trim();
        let indent = &line[..line.len() - line.trim_start().len()];
        let put = match code.strip_suffix(" .").filter(|triple| is_triple(triple)) {
            Some(triple) => Some(select(triple)),
            None => optional(code),
        };
        match put {
            Some(put) => spread.extend([indent, &put, "\n"]),
            None => spread.extend([line, "\n"]),
        }
    }
    spread
}

fn is_triple(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words.len() == 3 && words[0].starts_with('?') && !text.contains(['{', '}', '(', ';', ','])
}

fn select(pattern: &str) -> String {
    format!("{{ SELECT * {{ {pattern} }} }}")
}

/// An OPTIONAL on one line, with its pattern and those of the OPTIONALs within it in sub-selects.
fn optional(code: &str) -> Option<String> {
    let inner = code.strip_prefix("OPTIONAL { ")?.strip_suffix(" }")?;
    let (triple, mut rest) = inner
        .split_once(" OPTIONAL {")
        .map_or((inner, ""), |(triple, _)| (triple, &inner[triple.len() + 1..]));
    if !is_triple(triple) {
        return None;
    }
    let mut put = format!("OPTIONAL {{ {}", select(triple));
    while !rest.is_empty() {
        let mut depth = 0_usize;
        let end = rest.char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => return None,
            }
            (depth == 0).then_some(at + 1)
        })?;
        put.push(' ');
        put.push_str(&optional(&rest[..end])?);
        rest = rest[end..].trim_start();
    }
    put.push_str(" }");
    Some(put)
}

/// By which columns rows are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The variables without their question mark, each with whether it is sorted downwards.
    pub by: Vec<(String, bool)>,
}

impl fmt::Display for Order {
    /// As SPARQL has it: `ORDER BY DESC(?n) ?name`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ORDER BY")?;
        for (name, down) in &self.by {
            if *down { write!(f, " DESC(?{name})") } else { write!(f, " ?{name}") }?;
        }
        Ok(())
    }
}

impl Order {
    /// Takes the last ORDER BY from a query, if it sorts by nothing but variables.
    pub fn take(text: &mut String) -> Option<Self> {
        let at = text.rfind("\nORDER BY ")? + 1;
        let line = text[at..].trim_end();
        if line.contains('\n') {
            return None;
        }
        let mut by = Vec::new();
        for word in line.strip_prefix("ORDER BY ")?.split_whitespace() {
            let (name, down) = match word.strip_prefix("DESC(").and_then(|word| word.strip_suffix(')')) {
                Some(name) => (name, true),
                None => (word, false),
            };
            by.push((name.strip_prefix('?')?.to_owned(), down));
        }
        text.truncate(at);
        Some(Self { by })
    }

    /// Sorts rows as SPARQL does: nothing before IRIs before literals, numbers by value, all else by letters.
    pub fn sort(&self, variables: &[Variable], rows: &mut [Vec<Option<Term>>]) {
        let columns: Vec<(usize, bool)> = self
            .by
            .iter()
            .filter_map(|(name, down)| {
                Some((variables.iter().position(|variable| variable.as_str() == name)?, *down))
            })
            .collect();
        rows.sort_by(|one, other| {
            for (column, down) in &columns {
                let order = compare(one[*column].as_ref(), other[*column].as_ref());
                if order != Ordering::Equal {
                    return if *down { order.reverse() } else { order };
                }
            }
            Ordering::Equal
        });
    }
}

fn compare(one: Option<&Term>, other: Option<&Term>) -> Ordering {
    let rank = |term: Option<&Term>| match term {
        None => 0,
        Some(Term::BlankNode(_)) => 1,
        Some(Term::NamedNode(_)) => 2,
        Some(Term::Literal(_)) => 3,
    };
    match (one, other) {
        (Some(Term::Literal(one)), Some(Term::Literal(other))) => {
            // Most columns are words, which are not tried as numbers at each comparison.
            let number = |literal: &Literal| {
                if literal.datatype() == xsd::STRING { None } else { literal.value().parse::<f64>().ok() }
            };
            match (number(one), number(other)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ => one.value().cmp(other.value()),
            }
        }
        (Some(Term::NamedNode(one)), Some(Term::NamedNode(other))) => one.as_str().cmp(other.as_str()),
        (Some(Term::BlankNode(one)), Some(Term::BlankNode(other))) => one.as_str().cmp(other.as_str()),
        _ => rank(one).cmp(&rank(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::{contract, queries};
    use oxigraph::sparql::QueryResults;

    #[test]
    fn patterns_on_lines_of_their_own_are_read_as_a_whole() {
        let text = "  ?claim rap:report ?in .\n  OPTIONAL { ?c rap:place ?p OPTIONAL { ?p rdfs:label ?at } OPTIONAL { ?p a ?k } }\n  \
                    FILTER (?a = 1)\n  ?a a rap:B ; rap:c ?d .\n  OPTIONAL { SELECT ?in { ?in a ?b } GROUP BY ?in }\n";
        assert_eq!(
            spread(text),
            "  { SELECT * { ?claim rap:report ?in } }\n  \
             OPTIONAL { { SELECT * { ?c rap:place ?p } } OPTIONAL { { SELECT * { ?p rdfs:label ?at } } } \
             OPTIONAL { { SELECT * { ?p a ?k } } } }\n  \
             FILTER (?a = 1)\n  ?a a rap:B ; rap:c ?d .\n  OPTIONAL { SELECT ?in { ?in a ?b } GROUP BY ?in }\n"
        );
    }

    #[test]
    fn the_order_is_taken_from_the_end() {
        let mut text = "SELECT * { { SELECT ?x { } ORDER BY ?x } }\nORDER BY DESC(?n) ?name\n".to_owned();
        let order = Order::take(&mut text).unwrap();
        assert_eq!(order.by, [("n".to_owned(), true), ("name".to_owned(), false)]);
        assert_eq!(text, "SELECT * { { SELECT ?x { } ORDER BY ?x } }\n");
        assert_eq!(order.to_string(), "ORDER BY DESC(?n) ?name");
        assert_eq!(Order::take(&mut "SELECT * { }\nORDER BY STR(?x)\n".to_owned()), None);
        assert_eq!(Order::take(&mut "SELECT * { }\nORDER BY ?x\nLIMIT 3\n".to_owned()), None);
    }

    /// The rows of a query over the graph by hand.
    fn rows(text: &str) -> (Vec<Variable>, Vec<Vec<Option<Term>>>) {
        let graph = contract();
        let QueryResults::Solutions(rows) = graph.query(text).unwrap() else {
            panic!("a question is a SELECT")
        };
        (rows.variables().to_vec(), rows.map(|row| row.unwrap().values().to_vec()).collect())
    }

    #[test]
    fn every_question_has_the_same_answer_however_it_is_put() {
        for query in queries() {
            let plain = query.bind(&[]).unwrap();
            let (_, expected) = rows(&plain);
            assert!(!expected.is_empty(), "{} has no answer to compare", query.name);
            let mut text = spread(&plain);
            let order = Order::take(&mut text).unwrap_or_else(|| panic!("{} has another order", query.name));
            let (variables, mut found) = rows(&text);
            order.sort(&variables, &mut found);
            assert_eq!(found, expected, "{}", query.name);
        }
    }
}
