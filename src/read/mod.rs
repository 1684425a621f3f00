//! Reports in: files, folders and JSON Lines become [`Report`](crate::report::Report)s.
//!
//! This is the only room that opens a report's file.
//! What cannot be read is an error with its place and what to do about it; the reports after it are still read.

pub mod error;

pub mod dateline;

pub mod text;

pub mod jsonl;

pub mod reports;
