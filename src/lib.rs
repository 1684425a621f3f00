//! Reads diplomatic and news-agency reports and writes what they claim as an RDF knowledge graph.

pub mod report;

pub mod packed;

pub mod words;

pub mod document;

pub mod annotate;

pub mod mention;

pub mod recognise;

pub mod frame;

pub mod rule;

pub mod extract;

pub mod claim;

pub mod knowledge;

pub mod ontology;

pub mod rdf;

pub mod read;

pub mod store;

pub mod queries;

pub mod parts;

pub mod ask;
pub mod tables;

pub mod record;

pub mod cite;

pub mod page;
pub mod site;

pub mod review;

pub mod diff;

/// The examples of the README, which must compile and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
