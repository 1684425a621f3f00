//! The capitals and cities of GeoNames: read where they stand in the embedded tables, by binary search.
//!
//! There are more than a hundred thousand names; a map of them would cost each start of the program
//! more than reading a report does.

use super::gazetteer::{Match, NameForm};
use super::names::case_fits;
use crate::mention::EntityKind;
use std::cmp::Ordering;

/// One row a place, sorted by the number in its key.
const PLACES: &str = include_str!("../../data/places.tsv");

/// One row a name, sorted by its small-letter form; the numbers of the places that bear it.
const NAMES: &str = include_str!("../../data/place-names.tsv");

/// A row of `data/places.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// Parted by `|`.
    pub(crate) alternatives: &'static str,
    pub(crate) latitude: Option<f64>,
    pub(crate) longitude: Option<f64>,
    pub(crate) state: &'static str,
    pub(crate) admin1: &'static str,
    pub(crate) population: u64,
    pub(crate) capital_of: &'static str,
}

impl Place {
    fn parse(row: &'static str) -> Option<Self> {
        let mut cells = row.split('\t');
        Some(Self {
            key: cells.next()?,
            name: cells.next()?,
            alternatives: cells.next()?,
            latitude: cells.next()?.parse().ok(),
            longitude: cells.next()?.parse().ok(),
            state: cells.next()?,
            admin1: cells.next()?,
            population: cells.next()?.parse().unwrap_or(0),
            capital_of: cells.next()?,
        })
    }

    /// Whether a bare name seldom means it: reports say where such a town lies.
    fn is_small(&self) -> bool {
        self.population < 50_000 && self.capital_of.is_empty()
    }

    /// How likely a bare name means it: capitals before the largest cities, and another name of a place
    /// far behind the place that bears it ("Philadelphia" was Amman once).
    fn rank(&self, form: NameForm) -> u64 {
        match form {
            NameForm::Name if !self.capital_of.is_empty() => self.population + super::gazetteer::CAPITAL,
            NameForm::Name => self.population,
            _ => self.population / 10,
        }
    }
}

/// All places, in the order of their numbers.
pub(crate) fn all() -> impl Iterator<Item = Place> {
    super::names::rows(PLACES).filter_map(Place::parse)
}

/// The place with this key.
pub(crate) fn by_key(key: &str) -> Option<Place> {
    by_number(key.strip_prefix("place:")?.parse().ok()?)
}

fn by_number(number: u64) -> Option<Place> {
    let row = lower_bound(PLACES, |row| {
        let key = row.split('\t').next().and_then(|key| key.strip_prefix("place:"));
        key.and_then(|digits| digits.parse::<u64>().ok()).unwrap_or(0).cmp(&number)
    })?;
    let place = Place::parse(row)?;
    (place.key.strip_prefix("place:")?.parse() == Ok(number)).then_some(place)
}

/// Adds the places whose name is `folded`, the words of the text in the form of the tables.
///
/// Returns whether some name begins with these words, so that a longer one may follow.
pub(crate) fn matches(folded: &str, words: usize, out: &mut Vec<Match<'_>>) -> bool {
    let wanted = folded.to_lowercase();
    let Some(row) = lower_bound(NAMES, |row| compare(row, &wanted)) else { return false };
    let mut cells = row.split('\t');
    let (Some(name), Some(flags), Some(places)) = (cells.next(), cells.next(), cells.next()) else {
        return false;
    };
    if name.len() != wanted.len() || compare(row, &wanted) != Ordering::Equal {
        return begins(name, &wanted);
    }
    if case_fits(name, folded) {
        let several = places.contains(' ');
        for number in places.split(' ') {
            let (digits, form) = match number.strip_suffix('a') {
                Some(digits) => (digits, NameForm::Alternative),
                None => (number, NameForm::Name),
            };
            let Some(place) = digits.parse().ok().and_then(by_number) else { continue };
            // A text in capitals says less: "RAMSI" is no spelling of Ramsey.
            if form == NameForm::Alternative && name != folded && !name.contains(' ') {
                continue;
            }
            let also_word = flags.contains('w');
            let also_person = flags.contains('p');
            out.push(Match {
                words,
                key: place.key,
                kind: EntityKind::Place,
                form,
                ambiguous: several || also_word || also_person || place.is_small(),
                also_word,
                also_person,
                rank: place.rank(form),
            });
        }
    }
    true
}

/// Whether the name goes on after the wanted words.
fn begins(name: &str, wanted: &str) -> bool {
    name.len() > wanted.len()
        && name.as_bytes()[wanted.len()] == b' '
        && name.is_char_boundary(wanted.len())
        && name[..wanted.len()].to_lowercase() == *wanted
}

/// Compares the name of a row with the wanted words, both in small letters, byte by byte.
fn compare(row: &str, wanted: &str) -> Ordering {
    let name = row.split('\t').next().unwrap_or("");
    if name.is_ascii() {
        name.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(wanted.bytes())
    } else {
        name.to_lowercase().bytes().cmp(wanted.bytes())
    }
}

/// The first row, after the header, that is not smaller than what is wanted.
fn lower_bound(table: &'static str, order: impl Fn(&str) -> Ordering) -> Option<&'static str> {
    let bytes = table.as_bytes();
    // Both are starts of lines.
    let mut low = table.find('\n')? + 1;
    let mut high = table.len();
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[middle..high].iter().position(|byte| *byte == b'\n').map_or(high, |at| middle + at);
        if order(&table[start..end]) == Ordering::Less {
            low = (end + 1).min(high);
        } else {
            high = start;
        }
    }
    let rest = table.get(low..)?;
    let row = rest.lines().next()?;
    (!row.is_empty()).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::names::Folder;

    #[test]
    fn the_names_stand_folded_and_in_order() {
        let folder = Folder::new();
        let mut before = String::new();
        for row in crate::knowledge::names::rows(NAMES) {
            let name = row.split('\t').next().unwrap();
            assert_eq!(folder.fold(name), name);
            let small = name.to_lowercase();
            assert!(before < small, "{before} stands before {small}");
            before = small;
        }
    }

    #[test]
    fn the_places_stand_in_the_order_of_their_numbers() {
        let mut before = 0;
        for place in all() {
            let number: u64 = place.key.strip_prefix("place:").unwrap().parse().unwrap();
            assert!(before < number);
            before = number;
        }
        assert!(before > 0);
    }

    #[test]
    fn every_place_of_the_index_is_in_the_table() {
        for row in crate::knowledge::names::rows(NAMES).step_by(97) {
            for number in row.split('\t').nth(2).unwrap().split(' ') {
                let digits = number.trim_end_matches('a');
                assert!(by_number(digits.parse().unwrap()).is_some(), "{row}");
            }
        }
    }
}
