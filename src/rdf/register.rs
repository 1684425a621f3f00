//! The register: the persons, organisations and offices that have one IRI over all reports.
//!
//! What such a thing is and what it is called stands once, in a graph of its own, and not in the graph of each
//! report that names it: over the union of all graphs a query would otherwise find the same label as often as
//! there are reports.
//! Reports that write a name in different ways agree on the best of them, whichever comes first.

use crate::rdf::vocab::{class, property, rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::BTreeMap;
use std::collections::btree_map;

/// One thing of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its IRI.
    pub iri: NamedNode,
    /// Its class.
    pub class: NamedNode,
    /// Its name; of an office the title.
    pub label: String,
    /// The state or organisation to which an office belongs.
    pub of: Option<NamedNode>,
}

impl Entry {
    /// The property that gives the label of a thing of this class.
    fn label_property(class: &NamedNode) -> NamedNodeRef<'static> {
        if *class == class::OFFICE { property::OFFICE_TITLE } else { rdfs::LABEL }
    }

    /// The entry as quads of the register's graph.
    pub fn quads(&self, graph: &NamedNode) -> Vec<Quad> {
        let label = Self::label_property(&self.class);
        let mut quads = vec![
            Quad::new(self.iri.clone(), rdf::TYPE, self.class.clone(), graph.clone()),
            Quad::new(self.iri.clone(), label, Literal::from(self.label.as_str()), graph.clone()),
        ];
        if let Some(of) = &self.of {
            quads.push(Quad::new(self.iri.clone(), property::OFFICE_OF, of.clone(), graph.clone()));
        }
        quads
    }

    /// Reads the entry of which [`Self::quads`] made these.
    pub fn read(quads: &[Quad]) -> Option<Self> {
        let NamedOrBlankNode::NamedNode(iri) = quads.first()?.subject.clone() else { return None };
        let node = |predicate: NamedNodeRef<'_>| {
            quads.iter().find(|quad| quad.predicate == predicate).and_then(|quad| match &quad.object {
                Term::NamedNode(node) => Some(node.clone()),
                _ => None,
            })
        };
        let class = node(rdf::TYPE)?;
        let property = Self::label_property(&class);
        let label = quads.iter().find(|quad| quad.predicate == property)?;
        let Term::Literal(label) = &label.object else { return None };
        Some(Self { iri, label: label.value().to_owned(), of: node(property::OFFICE_OF), class })
    }

    /// Whether this entry's label is to stand instead of another's.
    ///
    /// A name in capitals is a headline's, a name without accents has lost them; the rest is a mere order.
    pub fn is_better_than(&self, other: &Self) -> bool {
        let rank = |label: &str| {
            let shouts = label.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            let plain = label.chars().filter(char::is_ascii).count();
            (shouts, plain, label.to_owned())
        };
        rank(&self.label) < rank(&other.label)
    }
}

/// The entries of several reports, by IRI.
#[derive(Clone, Debug, Default)]
pub struct Register(BTreeMap<String, Entry>);

impl Register {
    /// Takes an entry; says whether it is new or better than the one that was there.
    pub fn add(&mut self, entry: Entry) -> bool {
        match self.0.entry(entry.iri.as_str().to_owned()) {
            btree_map::Entry::Vacant(place) => {
                place.insert(entry);
                true
            }
            btree_map::Entry::Occupied(mut place) => {
                let better = entry.is_better_than(place.get());
                if better {
                    place.insert(entry);
                }
                better
            }
        }
    }

    /// The entry with this IRI.
    pub fn get(&self, iri: &str) -> Option<&Entry> {
        self.0.get(iri)
    }

    /// The entries, sorted by IRI.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(label: &str) -> Entry {
        let iri = NamedNode::new_unchecked("https://example.org/person/x");
        Entry { iri, class: class::PERSON.into_owned(), label: label.into(), of: None }
    }

    #[test]
    fn the_best_name_wins_whichever_comes_first() {
        let names = ["MAREK NOVÁK", "Marek Novak", "Marek Novák"];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut register = Register::default();
            for index in order {
                register.add(entry(names[index]));
            }
            assert_eq!(register.iter().next().unwrap().label, "Marek Novák");
        }
    }

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let office = Entry {
            class: class::OFFICE.into_owned(),
            of: Some(NamedNode::new_unchecked("https://example.org/state/n")),
            ..entry("President")
        };
        let graph = NamedNode::new_unchecked("https://example.org/g");
        for entry in [entry("Marek Novák"), office] {
            assert_eq!(Entry::read(&entry.quads(&graph)), Some(entry));
        }
    }
}
