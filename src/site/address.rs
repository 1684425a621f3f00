//! Which file of the site is the page of which thing.
//!
//! A page's address is its thing's IRI: what follows the base is the path, and `.html` is added.
//! A server that gives the folder under the base, and tries `.html` as most do, answers every IRI with its page.
//! What cannot be a name of a file on every system, and what does not begin with the base, has a hash for its name.

use crate::rdf::identity::short_hash;
use std::path::PathBuf;

/// The addresses of a site.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    /// Where the IRIs of the data begin.
    base: String,
}

/// The longest name that all usual file systems take, without the ending and the number of a further page.
const LONGEST_NAME: usize = 200;

impl Addresses {
    pub(super) fn new(base: String) -> Self {
        Self { base }
    }

    /// The page of a thing as the site's folder sees it, without its ending, as a part of an address.
    ///
    /// The name of its file is the same without percent signs.
    pub(super) fn stem(&self, iri: &str) -> String {
        iri.strip_prefix(&self.base)
            .filter(|rest| file_of(rest).is_some())
            .map_or_else(|| format!("other/{}", short_hash([iri])), str::to_owned)
    }

    /// The page of a thing; further pages of it have numbers, from 2.
    pub(super) fn page(&self, iri: &str, number: usize) -> String {
        page(&self.stem(iri), number)
    }
}

/// The page with this stem; further pages of the same thing have numbers, from 2.
pub(super) fn page(stem: &str, number: usize) -> String {
    if number < 2 { format!("{stem}.html") } else { format!("{stem}~{number}.html") }
}

/// The file of a page of the site; pages come from [`Addresses::page`], so that there always is one.
pub(super) fn file(page: &str) -> PathBuf {
    file_of(page).unwrap_or_else(|| PathBuf::from(format!("other/{}.html", short_hash([page]))))
}

/// The path of which a part of an IRI is the address, if every system can have it.
fn file_of(rest: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for part in rest.split('/') {
        let name = decoded(part)?;
        let forbidden = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
        if name.is_empty()
            || name.len() > LONGEST_NAME
            || name.starts_with('.')
            || name.ends_with(['.', ' '])
            || name.chars().any(forbidden)
        {
            return None;
        }
        path.push(name);
    }
    Some(path)
}

/// A part of an IRI without its percent signs; nothing if they are not those of UTF-8, or if it ends the path.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
            }
            b'#' | b'?' => return None,
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

/// The way up from a page to the folder of the site.
pub(super) fn top(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://w3id.org/rapporteur/id/";

    fn page_of(rest: &str) -> String {
        Addresses::new(BASE.into()).page(&format!("{BASE}{rest}"), 1)
    }

    #[test]
    fn an_iri_and_its_page_belong_together() {
        assert_eq!(page_of("entity/state/AZ"), "entity/state/AZ.html");
        assert_eq!(page_of("report/a.b/person/x"), "report/a.b/person/x.html");
        let addresses = Addresses::new(BASE.into());
        assert_eq!(
            addresses.page("https://w3id.org/rapporteur/id/entity/state/AZ", 3),
            "entity/state/AZ~3.html"
        );
        assert_eq!(top("entity/state/AZ.html") + "site.css", "../../site.css");
    }

    #[test]
    fn a_file_is_named_as_a_server_reads_its_address() {
        assert_eq!(page_of("entity/region/c%C3%B4te"), "entity/region/c%C3%B4te.html");
        assert_eq!(file("entity/region/c%C3%B4te.html"), PathBuf::from("entity/region/côte.html"));
    }

    #[test]
    fn what_is_no_name_of_a_file_has_a_hash() {
        for rest in [
            "",
            "a//b",
            "../../etc/passwd",
            "a/%2e%2e/b",
            "a/b%2Fc",
            "a%00",
            "a#b",
            "a?b",
            "con:1",
            "%ff",
            "%C3",
            "a/b.",
        ] {
            let page = page_of(rest);
            assert!(page.starts_with("other/") && page.len() == "other/.html".len() + 16, "{rest}: {page}");
            assert_eq!(file(&page), PathBuf::from(&page));
        }
        assert_ne!(page_of("a//b"), page_of("a//c"));
        assert!(Addresses::new(BASE.into()).page("https://example.org/x", 1).starts_with("other/"));
        assert!(page_of(&"x".repeat(300)).starts_with("other/"));
    }
}
