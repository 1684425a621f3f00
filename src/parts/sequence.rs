//! The order in which a graph is written: reports with their events and claims, then what they share, then how it
//! was made.

use crate::ontology::NAMESPACE;
use crate::parts::selection::{Selection, SelectionError};
use crate::parts::{Stated, Things, shared, term_iri};
use crate::rdf::identity::Graph;
use crate::rdf::turtle::Labels;
use crate::rdf::vocab::{class, owl, rdf};
use crate::store::{GraphStore, StoreError};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Why a graph could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SequenceError {
    /// What is wanted cannot be found.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be written.
    #[error("the graph cannot be written")]
    Write(#[from] std::io::Error),
}

impl SequenceError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Selection(error) => error.hint(),
            Self::Store(error) => error.hint(),
            Self::Write(_) => "check that you may write there and that the disk is not full".into(),
        }
    }
}

/// So many things that reports share are written at a time.
const AT_A_TIME: usize = 500;

/// A graph, or the wanted part of it, to be written.
pub struct Sequence<'g> {
    graph: &'g GraphStore,
    selection: &'g Selection,
    ontology: bool,
    things: Things<'g>,
}

/// Who takes the quads: one piece at a time, with what the things outside it are called.
pub type Take<'t> = dyn FnMut(&[Quad], &mut Labels<'_>) -> std::io::Result<()> + 't;

impl<'g> Sequence<'g> {
    /// The part of a graph that is wanted, with or without the ontology.
    pub fn of(graph: &'g GraphStore, selection: &'g Selection, ontology: bool) -> Self {
        // A part is given with the names of those of whom it speaks, and without the ontology.
        let ontology = ontology && selection.is_everything();
        Self { graph, selection, ontology, things: Things::of(graph) }
    }

    /// Graph after graph, sorted by name, each sorted: for N-Quads, whose lines are then sorted as a whole.
    ///
    /// A part begins with its reports, so that it need not be held in memory.
    ///
    /// # Errors
    /// If what is wanted is not there, the store fails, or `take` does.
    pub fn by_name(&mut self, take: &mut Take<'_>) -> Result<(), SequenceError> {
        self.graphs(false, take)
    }

    /// Graph after graph: the reports, what they share, the runs, the ontology.
    ///
    /// # Errors
    /// If what is wanted is not there, the store fails, or `take` does.
    pub fn by_graph(&mut self, take: &mut Take<'_>) -> Result<(), SequenceError> {
        self.graphs(true, take)
    }

    fn graphs(&mut self, for_reading: bool, take: &mut Take<'_>) -> Result<(), SequenceError> {
        let mut pieces: Vec<(usize, GraphName)> = Vec::new();
        let reports = self.selection.reports(self.graph)?;
        let names: BTreeSet<&str> = reports.iter().map(NamedNode::as_str).collect();
        if self.selection.is_everything() {
            let base = self.graph.base()?;
            for name in self.graph.graphs()? {
                let rank = match &name {
                    GraphName::NamedNode(node) if names.contains(node.as_str()) => 0,
                    GraphName::NamedNode(node) => match Graph::named(node.as_str(), &base) {
                        None | Some(Graph::Reviews) => 1,
                        Some(Graph::Register) => 2,
                        Some(Graph::Gazetteer) => 3,
                        Some(Graph::Runs) => 4,
                        Some(Graph::Ontology) => 5,
                    },
                    _ => 1,
                };
                pieces.push((if for_reading { rank } else { 0 }, name));
            }
            pieces.sort_by_key(|(rank, _)| *rank);
        } else {
            let (mut spoken_of, mut written) = (BTreeSet::new(), BTreeSet::new());
            for report in &reports {
                let stated = Stated::read(self.graph, report)?;
                let Some(stated) = self.selection.part(stated, &mut self.things)? else { continue };
                let mut quads = stated.into_quads();
                crate::rdf::quads::sort(&mut quads);
                spoken_of.extend(quads.iter().filter_map(|quad| term_iri(&quad.object)).map(str::to_owned));
                // What stands in the default graph would be found there again.
                let nameless = quads.iter().filter(|quad| quad.graph_name == GraphName::DefaultGraph);
                written.extend(nameless.map(|quad| subject(quad).to_owned()));
                self.give(&quads, take)?;
            }
            spoken_of.retain(|iri| !written.contains(iri));
            let described = self.graph.descriptions_of(spoken_of)?;
            for quads in described.chunk_by(|one, two| one.graph_name == two.graph_name) {
                self.give(quads, take)?;
            }
        }
        for (_, name) in pieces {
            let quads = self.graph.graph(name.as_ref())?;
            if self.ontology || !is_ontology(&quads) {
                self.give(&quads, take)?;
            } else if name == GraphName::DefaultGraph {
                // A file without graphs holds the ontology among the rest.
                let rest: Vec<Quad> =
                    quads.into_iter().filter(|quad| !is_of_ontology(&quad.subject)).collect();
                self.give(&rest, take)?;
            }
        }
        Ok(())
    }

    /// One subject after the other, as if there were no graphs, and each statement once: each report with its events
    /// and claims, then the entities and offices that reports share, then the runs and the ontology.
    ///
    /// # Errors
    /// If what is wanted is not there, the store fails, or `take` does.
    pub fn by_subject(&mut self, take: &mut Take<'_>) -> Result<(), SequenceError> {
        let reports = self.selection.reports(self.graph)?;
        let whole = self.selection.is_everything();
        let shared = shared(self.graph, &[class::OFFICE])?;
        let without_graphs = self.graph.graphs()?.contains(&GraphName::DefaultGraph);
        let mut written: BTreeSet<String> = BTreeSet::new();
        let mut said: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
        let mut spoken_of: BTreeSet<String> = BTreeSet::new();
        for report in &reports {
            let stated = Stated::read(self.graph, report)?;
            let Some(stated) = self.selection.part(stated, &mut self.things)? else { continue };
            let mut own = Vec::new();
            for quad in stated.into_quads() {
                let subject = subject(&quad);
                if shared.contains(subject) {
                    // What reports call somebody is told once, after them.
                    if !whole {
                        spoken_of.insert(subject.to_owned());
                        said.entry(subject.to_owned()).or_default().push(quad);
                    }
                    continue;
                }
                if !whole && let Some(object) = term_iri(&quad.object) {
                    spoken_of.insert(object.to_owned());
                }
                if without_graphs || !whole {
                    written.insert(subject.to_owned());
                }
                own.push(quad);
            }
            self.give(&nameless(own), take)?;
        }
        if whole {
            let all: Vec<&String> = shared.iter().collect();
            for some in all.chunks(AT_A_TIME) {
                let mut quads = Vec::new();
                for iri in some {
                    let node = NamedNode::new_unchecked(iri.as_str());
                    for quad in self.graph.matching(Some(node.as_ref()), None, None) {
                        quads.push(quad?);
                    }
                }
                self.give(&nameless(quads), take)?;
            }
            let names: BTreeSet<&str> = reports.iter().map(NamedNode::as_str).collect();
            self.rest(&names, &shared, &written, take)
        } else {
            spoken_of.retain(|iri| !written.contains(iri));
            let mut quads = self.graph.descriptions_of(spoken_of)?;
            quads.extend(said.into_values().flatten());
            self.give(&nameless(quads), take)
        }
    }

    /// What is neither stated by a report nor shared by them: runs, the ontology, and whatever a user has added.
    fn rest(
        &mut self,
        reports: &BTreeSet<&str>,
        shared: &BTreeSet<String>,
        written: &BTreeSet<String>,
        take: &mut Take<'_>,
    ) -> Result<(), SequenceError> {
        let mut ontology = Vec::new();
        for name in self.graph.graphs()? {
            let is_report = matches!(&name, GraphName::NamedNode(name) if reports.contains(name.as_str()));
            if is_report {
                continue;
            }
            let in_default = name.as_ref() == GraphNameRef::DefaultGraph;
            let mut quads = self.graph.quads_of(name.as_ref())?;
            quads.retain(|quad| {
                let subject = subject(quad);
                !(shared.contains(subject) || in_default && written.contains(subject))
            });
            let (of_ontology, rest): (Vec<Quad>, Vec<Quad>) =
                quads.into_iter().partition(|quad| is_of_ontology(&quad.subject));
            ontology.extend(of_ontology);
            self.give(&nameless(rest), take)?;
        }
        if self.ontology {
            self.give(&nameless(ontology), take)?;
        }
        Ok(())
    }

    fn give(&mut self, quads: &[Quad], take: &mut Take<'_>) -> Result<(), SequenceError> {
        let things = &mut self.things;
        if !quads.is_empty() {
            // A name that cannot be looked up is only a comment less.
            take(quads, &mut |iri| things.name(iri).ok().flatten())?;
        }
        Ok(())
    }
}

fn subject(quad: &Quad) -> &str {
    crate::rdf::turtle::subject_iri(&quad.subject)
}

/// The same quads in no graph, sorted, each once.
fn nameless(mut quads: Vec<Quad>) -> Vec<Quad> {
    for quad in &mut quads {
        quad.graph_name = GraphName::DefaultGraph;
    }
    crate::rdf::quads::sort(&mut quads);
    quads
}

fn is_ontology(quads: &[Quad]) -> bool {
    quads.iter().any(|quad| quad.predicate == rdf::TYPE && quad.object == Term::from(owl::ONTOLOGY))
}

/// Whether a subject is a term of the ontology, or the ontology itself.
fn is_of_ontology(subject: &NamedOrBlankNode) -> bool {
    let iri = crate::rdf::turtle::subject_iri(subject);
    iri.starts_with(NAMESPACE) || iri == NAMESPACE.trim_end_matches('#')
}
