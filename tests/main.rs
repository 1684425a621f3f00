//! What must stay true of the program as a whole: real files, a real store, the real command line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod ask;
mod cli;
mod export;
mod gold;
mod house;
mod outside;
mod readme;
mod site;
#[cfg(feature = "rocksdb")]
mod store;
mod support;
mod tables;
mod tutorial;
