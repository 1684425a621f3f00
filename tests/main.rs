//! What must stay true of the program as a whole: real files, a real store, the real command line.

mod cli;
#[cfg(feature = "rocksdb")]
mod store;
mod support;
