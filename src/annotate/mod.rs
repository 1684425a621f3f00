//! Text to `Document`: sentences, tokens, lemmas, parts of speech, dependencies.

pub mod conllu;

mod hash;

mod word;

mod linear;

mod segment;

mod tag;

mod lemma;

mod span;

mod parse;

mod names;

pub mod morphology;

mod fingerprint;

mod model;

mod pipeline;

mod treebank;

mod oracle;

pub mod train;

pub mod evaluate;

pub use model::{Model, ModelError};
pub use pipeline::annotate;
