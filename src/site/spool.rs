//! What is told of claims and events, kept in a file until the pages that show it are written.
//!
//! A claim is read from the graph once and shown on the pages of all whom it names.
//! In memory stays only where it lies in the file.

use crate::site::SiteError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Where something lies in the file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    offset: u64,
    length: u32,
}

/// A claim as a line on the pages of those whom it names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Line {
    /// The hash in its IRI, which is its anchor on the report's page.
    pub(super) anchor: String,
    /// Its class by local name.
    pub(super) class: String,
    /// What it claims, in one sentence.
    pub(super) told: String,
    /// The first of its words.
    pub(super) quote: String,
    /// Who says so.
    pub(super) said: String,
    /// The number of its report.
    pub(super) report: usize,
    /// The number of its sentence.
    pub(super) sentence: Option<usize>,
    /// Where its words begin, in code points.
    pub(super) begin: usize,
    /// The day, month or year of which it tells, else that of its report.
    pub(super) date: String,
    /// Who and what is named in `told`, by the numbers of the entities.
    pub(super) names: Vec<usize>,
    /// Of a position the issue and the stance, of a supply the goods and whether they flow.
    pub(super) topic: Option<(String, String)>,
}

/// An event as it stands in the timeline.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Event {
    /// The hash in its IRI, which is its anchor in the timeline.
    pub(super) anchor: String,
    pub(super) iri: String,
    /// Its class by local name.
    pub(super) class: String,
    /// `occurred`, `planned`, `possible` or `denied`.
    pub(super) status: String,
    pub(super) date: Option<String>,
    pub(super) end: Option<String>,
    /// Whether the date is stated, resolved or the dateline's.
    pub(super) basis: Option<String>,
    /// The number of the place and of those who take part.
    pub(super) place: Option<usize>,
    pub(super) participants: Vec<usize>,
    pub(super) topics: Vec<String>,
    pub(super) report: usize,
    /// The claim that it happens, by its anchor on the report's page, and its words.
    pub(super) claim: Option<(String, String)>,
}

/// The file, while it is written.
pub(super) struct Spool {
    path: PathBuf,
    file: BufWriter<File>,
    at: u64,
}

impl Spool {
    pub(super) fn start(path: PathBuf) -> Result<Self, SiteError> {
        let file = File::create(&path).map_err(|source| SiteError::Write { path: path.clone(), source })?;
        Ok(Self { path, file: BufWriter::new(file), at: 0 })
    }

    /// Adds what was made ready by [`packed`].
    pub(super) fn add(&mut self, packed: &[u8]) -> Result<Place, SiteError> {
        self.file.write_all(packed).map_err(|source| SiteError::Write { path: self.path.clone(), source })?;
        let place = Place { offset: self.at, length: u32::try_from(packed.len()).unwrap_or(u32::MAX) };
        self.at += packed.len() as u64;
        Ok(place)
    }

    /// Ends the writing.
    pub(super) fn finish(mut self) -> Result<Spooled, SiteError> {
        self.file.flush().map_err(|source| SiteError::Write { path: self.path.clone(), source })?;
        Ok(Spooled { path: self.path })
    }
}

/// Something as the bytes that the file holds.
pub(super) fn packed(thing: &impl Serialize) -> Result<Vec<u8>, SiteError> {
    // Only a map with other keys than strings could fail, and there is none.
    serde_json::to_vec(thing).map_err(|error| SiteError::Write { path: PathBuf::new(), source: error.into() })
}

/// The file, when it is complete.
#[derive(Default)]
pub(super) struct Spooled {
    path: PathBuf,
}

impl Spooled {
    /// Reads the things at these places, in their order.
    pub(super) fn read<T: DeserializeOwned>(
        &self,
        places: impl IntoIterator<Item = Place>,
    ) -> Result<Vec<T>, SiteError> {
        let failed = |source| SiteError::Write { path: self.path.clone(), source };
        let mut places = places.into_iter().peekable();
        if places.peek().is_none() {
            return Ok(Vec::new());
        }
        let mut file = File::open(&self.path).map_err(failed)?;
        let mut bytes = Vec::new();
        let mut things = Vec::new();
        for place in places {
            bytes.resize(place.length as usize, 0);
            file.seek(SeekFrom::Start(place.offset)).map_err(failed)?;
            file.read_exact(&mut bytes).map_err(failed)?;
            things.push(serde_json::from_slice(&bytes).map_err(|error| failed(error.into()))?);
        }
        Ok(things)
    }

    /// Takes the file away.
    pub(super) fn remove(self) -> Result<(), SiteError> {
        remove(&self.path)
    }
}

fn remove(path: &Path) -> Result<(), SiteError> {
    std::fs::remove_file(path).map_err(|source| SiteError::Write { path: path.into(), source })
}
