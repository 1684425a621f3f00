//! Claims to quads, and quads to files.
//!
//! Only this room and [`crate::knowledge`] know IRIs.
//! [`quads`] writes an account by the ontology, [`identity`] says which IRI a thing has and when two
//! reports speak of the same thing, [`register`] what such a thing is called, [`turtle`] and [`jsonld`] write for people,
//! [`files`] for machines, and [`dataset`] describes a graph for catalogues.

pub mod vocab;

pub mod classes;

pub mod concepts;

pub mod identity;

pub mod register;

pub mod quads;

pub mod turtle;

pub mod jsonld;

pub mod files;

pub mod dataset;

#[cfg(test)]
pub(crate) mod by_hand;
