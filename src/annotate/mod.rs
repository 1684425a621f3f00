//! Text to `Document`: sentences, tokens, lemmas, parts of speech, dependencies.

pub mod conllu;

mod hash;

mod wide;

mod word;

mod lexicon;

mod linear;

mod recurrence;
mod segment;

mod ends;

mod tag;

mod tag_network;

mod lemma;

mod network;

mod parse;

mod names;

pub mod morphology;

mod fingerprint;

mod model;

mod pipeline;

mod treebank;

mod templates;

mod oracle;

mod network_train;

mod tag_network_train;

mod embed;

pub mod train;

pub mod evaluate;

pub use model::{Model, ModelError};
pub use pipeline::annotate;
