//! Claims to triples and to files.

pub mod vocab;
