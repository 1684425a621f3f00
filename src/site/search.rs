//! The index of the search: small scripts by the first letters of words, of which a search loads those that it needs.
//!
//! Scripts and not data, because a page that was opened from a folder may load a script beside it and nothing else.

use crate::page::markup::fragment;
use crate::rdf::identity::normal_name;
use crate::site::catalogue::KINDS;
use crate::site::entities::Shown;
use crate::site::lines::Site;
use crate::site::{Out, SiteError};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// So many entries of one word are kept, those that are named most; who looks for others types a second word.
const PER_WORD: usize = 300;
/// A part with more entries is split by one more letter.
const PER_PART: usize = 1500;
/// The words by which parts are told apart have at most so many letters.
const DEEPEST: usize = 4;

/// Something that is found.
struct Entry {
    /// What it is called, and its other names.
    names: Vec<String>,
    /// The number of its kind; reports come after the kinds of entities.
    kind: usize,
    page: String,
    /// By how much it comes before others.
    weight: usize,
}

/// Writes the index.
pub(super) fn write(site: &Site<'_>, shown: &[Shown], out: &mut Out) -> Result<(), SiteError> {
    let mut entries: Vec<Entry> = Vec::with_capacity(shown.len() + site.cards.len());
    for one in shown {
        let entity = &site.catalogue.entities[one.entity];
        entries.push(Entry {
            names: std::iter::once(entity.label.clone()).chain(one.also.iter().cloned()).collect(),
            kind: KINDS.iter().position(|(kind, _)| *kind == entity.kind).unwrap_or_default(),
            page: site.catalogue.entity_page(one.entity, 1),
            weight: one.reports + one.claims,
        });
    }
    for (report, card) in site.cards.iter().enumerate() {
        let name =
            if card.date.is_empty() { card.title.clone() } else { format!("{} ({})", card.title, card.date) };
        entries.push(Entry {
            names: vec![name],
            kind: KINDS.len(),
            page: site.catalogue.report_page(report),
            weight: 0,
        });
    }
    entries.sort_by(|one, two| {
        (Reverse(one.weight), &one.names, &one.page).cmp(&(Reverse(two.weight), &two.names, &two.page))
    });

    let mut by_word: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        for name in &entry.names {
            for word in normal_name(name).split(' ').filter(|word| !word.is_empty()) {
                let found = by_word.entry(word.to_owned()).or_default();
                if found.len() < PER_WORD && found.last() != Some(&number) {
                    found.push(number);
                }
            }
        }
    }
    let words: Vec<(&str, &[u32])> =
        by_word.iter().map(|(word, found)| (word.as_str(), found.as_slice())).collect();
    let mut keys = Vec::new();
    for part in words.chunk_by(|(one, _), (two, _)| start(one, 1) == start(two, 1)) {
        parts(part, 1, &entries, &mut keys, out)?;
    }
    keys.sort();
    out.file("search/keys.js", &format!("rapporteur.keys({});\n", serde_json::Value::from(keys)))
}

/// The first letters of a word.
fn start(word: &str, letters: usize) -> &str {
    word.char_indices().nth(letters).map_or(word, |(end, _)| &word[..end])
}

/// Writes the words that begin with the same letters, in one part or in several.
fn parts(
    words: &[(&str, &[u32])],
    letters: usize,
    entries: &[Entry],
    keys: &mut Vec<String>,
    out: &mut Out,
) -> Result<(), SiteError> {
    let Some((first, _)) = words.first() else { return Ok(()) };
    let mut found: Vec<u32> = words.iter().flat_map(|(_, found)| found.iter().copied()).collect();
    found.sort_unstable();
    found.dedup();
    // The browser asks for two letters at least.
    if letters < 2 || (found.len() > PER_PART && letters < DEEPEST) {
        for part in words.chunk_by(|(one, _), (two, _)| start(one, letters + 1) == start(two, letters + 1)) {
            if part.iter().all(|(word, _)| word.chars().count() <= letters) {
                one_part(start(first, letters), part, entries, keys, out)?;
            } else {
                parts(part, letters + 1, entries, keys, out)?;
            }
        }
        return Ok(());
    }
    one_part(start(first, letters), words, entries, keys, out)
}

fn one_part(
    key: &str,
    words: &[(&str, &[u32])],
    entries: &[Entry],
    keys: &mut Vec<String>,
    out: &mut Out,
) -> Result<(), SiteError> {
    let mut found: Vec<u32> = words.iter().flat_map(|(_, found)| found.iter().copied()).collect();
    found.sort_unstable();
    found.dedup();
    let mut script = format!("rapporteur.part({}, [\n", serde_json::Value::from(key));
    for number in found {
        let Some(entry) = entries.get(number as usize) else { continue };
        let row = serde_json::json!([entry.kind, entry.page, entry.names]);
        // The line ends of Unicode are none in a script.
        let row = row.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
        let _ = writeln!(script, "{row},");
    }
    script.push_str("]);\n");
    keys.push(key.to_owned());
    out.file(&format!("search/{}.js", fragment(key)), &script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_a_word_is_counted_in_letters() {
        assert_eq!(["kari", "å", "習近平"].map(|word| start(word, 2)), ["ka", "å", "習近"]);
    }
}
