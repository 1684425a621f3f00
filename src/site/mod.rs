//! A whole graph as a folder of pages for a browser: reports, entities, events, positions, energy flows, a search.
//!
//! The pages need no server and no network, and the same graph gives the same bytes on any number of threads.
//! Each thing's page has the address that its IRI has below the base (`address`), and names that IRI as its own.
//!
//! Reports are read one after the other, and what their claims say is put aside in a file (`spool`), from which
//! the pages of entities, events and flows are written.
//! What stays in memory are the names of entities and reports and the places of claims in that file: some kilobytes
//! per report.

mod address;
mod at_hand;
mod catalogue;
mod energy;
mod entities;
mod events;
mod front;
mod gather;
mod lines;
mod lists;
mod positions;
mod search;
mod side_by_side;
mod spool;

use crate::knowledge::Knowledge;
use crate::page::frame::{SCRIPT, STYLE};
use crate::site::catalogue::Catalogue;
use crate::site::gather::Gathered;
use crate::site::lines::Site;
use crate::store::{GraphStore, StoreError};
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// The file by which a folder is known as one of ours.
const MARK: &str = "site.json";
const SITE_STYLE: &str = include_str!("site.css");
const SITE_SCRIPT: &str = include_str!("search.js");

/// How a site is written.
#[derive(Clone, Debug)]
pub struct Options {
    /// What stands above the first page; nothing for the number of reports.
    pub title: Option<String>,
    /// Whether an older site in the same folder may go.
    pub replace: bool,
    /// On how many threads pages are made.
    pub threads: NonZeroUsize,
}

/// A site as it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many reports have a page.
    pub reports: usize,
    /// How many entities have one.
    pub entities: usize,
    /// How many events stand in the timeline.
    pub events: usize,
    /// How many claims are shown.
    pub claims: usize,
    /// How many files there are.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// How many reports were read with other rules than ours, so that their silences have no reasons.
    pub unexplained: usize,
}

/// Why a site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The graph holds no report.
    #[error("the graph holds no report")]
    Empty,
    /// The folder holds something else.
    #[error("`{}` is not empty", .path.display())]
    Occupied {
        /// The folder.
        path: PathBuf,
        /// Whether a site of ours lies there.
        site: bool,
    },
    /// A file or folder could not be written.
    #[error("`{}` cannot be written", .path.display())]
    Write {
        /// The path.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Two pages have one name, on a system that does not tell capital letters apart.
    #[error("`{}` is the page of two things whose IRIs differ in capital letters only", .path.display())]
    Twice {
        /// The path.
        path: PathBuf,
    },
}

impl SiteError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Store(error) => error.hint(),
            Self::Empty => "`rapporteur build` reads reports into it".into(),
            Self::Occupied { site: true, .. } => {
                "a site lies there already; `--replace` writes it anew, or name another folder".into()
            }
            Self::Occupied { site: false, .. } => "name a new folder, or an empty one".into(),
            Self::Write { .. } => "check that you may write there and that the disk is not full".into(),
            Self::Twice { .. } => "write the site on a disk that tells capital letters apart".into(),
        }
    }
}

/// Writes the site of a graph into a folder, which is made where there is none.
///
/// `step` is called after each report and each entity.
/// The folder appears under its name only when the site is complete.
///
/// # Errors
/// If the folder holds something, the graph cannot be read or holds no report, or a file cannot be written.
pub fn write(
    graph: &GraphStore,
    folder: &Path,
    knowledge: &Knowledge,
    options: &Options,
    step: impl FnMut(),
) -> Result<Written, SiteError> {
    free(folder, options.replace)?;
    let part = beside(folder, "part")?;
    if part.exists() {
        fs::remove_dir_all(&part).map_err(|source| SiteError::Write { path: part.clone(), source })?;
    }
    let written = fill(graph, &part, knowledge, options, step).and_then(|written| {
        publish(&part, folder)?;
        Ok(written)
    });
    if written.is_err() {
        let _ = fs::remove_dir_all(&part);
    }
    written
}

/// Whether a site may be written here.
fn free(folder: &Path, replace: bool) -> Result<(), SiteError> {
    let failed = |source| SiteError::Write { path: folder.into(), source };
    if !folder.exists() {
        return Ok(());
    }
    let mut entries = fs::read_dir(folder).map_err(failed)?;
    let site = folder.join(MARK).is_file();
    if entries.next().is_none() || (site && replace) {
        return Ok(());
    }
    Err(SiteError::Occupied { path: folder.into(), site })
}

/// The path of a folder that lies beside another one.
fn beside(folder: &Path, ending: &str) -> Result<PathBuf, SiteError> {
    let Some(name) = folder.file_name() else {
        let source = io::Error::new(io::ErrorKind::InvalidInput, "the folder needs a name of its own");
        return Err(SiteError::Write { path: folder.into(), source });
    };
    let mut name = name.to_owned();
    name.push(format!(".{ending}"));
    Ok(folder.with_file_name(name))
}

/// Puts the finished folder in its place.
fn publish(part: &Path, folder: &Path) -> Result<(), SiteError> {
    let failed = |source| SiteError::Write { path: folder.into(), source };
    if !folder.exists() {
        return fs::rename(part, folder).map_err(failed);
    }
    let old = beside(folder, "old")?;
    fs::rename(folder, &old).map_err(failed)?;
    if let Err(source) = fs::rename(part, folder) {
        let _ = fs::rename(&old, folder);
        return Err(failed(source));
    }
    fs::remove_dir_all(&old).map_err(|source| SiteError::Write { path: old, source })
}

fn fill(
    graph: &GraphStore,
    folder: &Path,
    knowledge: &Knowledge,
    options: &Options,
    mut step: impl FnMut(),
) -> Result<Written, SiteError> {
    let mut out = Out { folder: folder.into(), written: Written::default() };
    let catalogue = Catalogue::read(graph, options.threads)?;
    if catalogue.reports.is_empty() {
        return Err(SiteError::Empty);
    }
    out.ready(Path::new("x"))?;
    let mut gathered = Gathered::of(graph, &catalogue, knowledge, options.threads, &mut out, &mut step)?;
    let site = Site { catalogue: &catalogue, cards: std::mem::take(&mut gathered.cards) };
    let shown = entities::write(&site, graph, &mut gathered, options.threads, &mut out, &mut step)?;
    let timeline = events::write(&site, &gathered, &mut out)?;
    positions::write(&site, &gathered, &mut out)?;
    energy::write(&site, &gathered, &mut out)?;
    lists::write(&site, &shown, &mut out)?;
    search::write(&site, &shown, &mut out)?;
    let title = options.title.clone().unwrap_or_else(|| match site.cards.len() {
        1 => "What one report claims".to_owned(),
        count => format!("What {} reports claim", lines::number(count)),
    });
    front::write(&site, graph, &title, &timeline, &gathered, &shown, &mut out)?;
    gathered.spooled.remove()?;
    out.file("site.css", &format!("{STYLE}{SITE_STYLE}"))?;
    out.file("page.js", SCRIPT)?;
    out.file("search.js", SITE_SCRIPT)?;
    let mark = serde_json::json!({
        "generator": "rapporteur",
        "base": catalogue.base,
        "reports": out.written.reports,
        "entities": out.written.entities,
        "events": out.written.events,
        "claims": out.written.claims,
    });
    out.file(MARK, &format!("{mark:#}\n"))?;
    Ok(out.written)
}

/// The folder, and what was written into it so far.
struct Out {
    folder: PathBuf,
    written: Written,
}

impl Out {
    /// Makes the folder in which a file is to lie.
    fn ready(&self, file: &Path) -> Result<PathBuf, SiteError> {
        let path = self.folder.join(file);
        if let Some(around) = path.parent() {
            fs::create_dir_all(around).map_err(|source| SiteError::Write { path: around.into(), source })?;
        }
        Ok(path)
    }

    /// Writes a page or another file by its address in the site.
    fn file(&mut self, page: &str, text: &str) -> Result<(), SiteError> {
        let path = self.ready(&address::file(page))?;
        let failed = |source| SiteError::Write { path: path.clone(), source };
        let mut file = match fs::File::create_new(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(SiteError::Twice { path });
            }
            Err(error) => return Err(failed(error)),
        };
        io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
        self.written.files += 1;
        self.written.bytes += text.len() as u64;
        Ok(())
    }
}
