//! Which mentions speak of the same: name variants, role noun phrases, "the Alliance", pronouns.

use super::names::Candidate;
use crate::knowledge::names::Folder;
use std::ops::Range;

/// One person of the report, by all names that the text uses for him or her.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    /// The fullest name.
    pub(super) name: String,
    /// The folded words of the fullest name in small letters.
    pub(super) words: Vec<String>,
    /// The tokens of each occurrence by name.
    pub(super) at: Vec<Range<usize>>,
    /// How the person is addressed, as far as a word before the name tells.
    addressed: Vec<Address>,
}

/// What the words before a name tell of who bears it: husband and wife have one family name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Address {
    /// No such word.
    #[default]
    None,
    /// The title of an office: "President N".
    Officer,
    /// "Mr. N".
    Mister,
    /// "Mrs. N".
    Mistress,
    /// "First Lady N", "his wife N".
    Consort,
}

impl Address {
    /// Whether somebody who is addressed like this cannot be the one whom a full name with these forms of address means:
    /// "President N" is not the First Lady.
    fn parts_from(self, person: &Person) -> bool {
        let is = |address: Address| person.addressed.contains(&address);
        person.words.len() > 1
            && match self {
                Self::None => false,
                Self::Officer => (is(Self::Consort) || is(Self::Mistress)) && !is(Self::Officer),
                Self::Mister => (is(Self::Consort) || is(Self::Mistress)) && !is(Self::Mister),
                Self::Mistress => is(Self::Mister),
                Self::Consort => is(Self::Officer) || is(Self::Mister),
            }
    }
}

/// The folded words of a name in small letters, initials' full stops and "Jr." left out.
pub(super) fn name_words(folder: &Folder, name: &str) -> Vec<String> {
    folder
        .fold(name)
        .to_lowercase()
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty() && !matches!(word.as_str(), "jr" | "sr"))
        .collect()
}

/// Whether all of `part` stands in `whole`, in its order.
fn in_order(part: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|word| rest.any(|other| other == word))
}

/// Whether two spellings are one name: "Zelensky" and "Zelenskyy".
fn spelled_alike(a: &str, b: &str) -> bool {
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let longest = a.chars().count().max(b.chars().count());
    (shared >= 5 && longest - shared <= 2 && !(a.ends_with('a') ^ b.ends_with('a')))
        || (longest >= 5 && sounds(a) == sounds(b))
}

/// A name as it sounds, whichever way its letters were put into Latin ones: "Kravchenko" and "Kravčenko", "Zelenskiy" and
/// "Zelensky" become the same; `word` is folded and in small letters.
fn sounds(word: &str) -> String {
    const ALIKE: [(&str, &str); 17] = [
        ("dj", "d"),
        ("sch", "s"),
        ("tch", "c"),
        ("ch", "c"),
        ("sh", "s"),
        ("zh", "z"),
        ("kh", "h"),
        ("ts", "c"),
        ("tz", "c"),
        ("ph", "f"),
        ("ou", "u"),
        ("ks", "x"),
        ("yu", "iu"),
        ("ya", "ia"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
    ];
    let mut letters: Vec<char> =
        ALIKE.iter().fold(word.to_owned(), |word, (from, to)| word.replace(from, to)).chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Whether two names of several words can be one person: "Joe Biden" and "Joseph R. Biden".
fn compatible(a: &[String], b: &[String]) -> bool {
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return false };
    let (first_a, first_b) = (&a[0], &b[0]);
    let surname = last_a == last_b || spelled_alike(last_a, last_b);
    let given = first_a == first_b
        || spelled_alike(first_a, first_b)
        || (first_a.len() >= 2 && first_b.len() >= 2 && first_a.chars().take(2).eq(first_b.chars().take(2)))
        || ((first_a.chars().count() == 1 || first_b.chars().count() == 1)
            && first_a.chars().next() == first_b.chars().next());
    a.len() > 1 && b.len() > 1 && surname && given
}

/// Sorts occurrences of persons' names into persons, the fullest names first.
///
/// `names` are the tokens and words of the names, `addresses` the forms of address before them; the answer gives for each
/// name the number of its person.
pub(super) fn persons(
    folder: &Folder,
    names: &[(Range<usize>, String)],
    addresses: &[Address],
) -> (Vec<Person>, Vec<usize>) {
    let words: Vec<Vec<String>> = names.iter().map(|(_, name)| name_words(folder, name)).collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(words[*index].len()), names[*index].0.start));
    let mut found: Vec<Person> = Vec::new();
    let mut person_of = vec![0; names.len()];
    for index in order {
        let (range, name) = &names[index];
        let own = &words[index];
        let address = addresses.get(index).copied().unwrap_or_default();
        let fits = |person: &Person| -> u8 {
            if person.words == *own {
                // "Mrs. N" is the wife whom the report names in full rather than "President N".
                let wife = |other: &Person| {
                    other.words.len() > 1
                        && other.words.last() == own.last()
                        && (other.addressed.contains(&Address::Consort)
                            || other.addressed.contains(&Address::Mistress))
                };
                let other = own.len() == 1
                    && address == Address::Mistress
                    && !person.addressed.contains(&Address::Mistress)
                    && found.iter().any(wife);
                return if other { 1 } else { 5 };
            }
            if own.len() == 1 {
                if address.parts_from(person) {
                    return 0;
                }
                if person.words.last() == own.first() {
                    return 4;
                }
                if person.words.first() == own.first() {
                    return 3;
                }
                if person.words.contains(&own[0]) {
                    return 2;
                }
                return u8::from(person.words.last().is_some_and(|last| spelled_alike(last, &own[0])));
            }
            if in_order(own, &person.words) {
                return 4;
            }
            u8::from(compatible(own, &person.words))
        };
        let best = (0..found.len())
            .map(|number| {
                let near =
                    found[number].at.iter().filter(|at| at.start < range.start).map(|at| at.start).max();
                (fits(&found[number]), near, number)
            })
            .filter(|(fit, ..)| *fit > 0)
            .max();
        let number = if let Some((_, _, number)) = best {
            number
        } else {
            found.push(Person { name: name.clone(), words: own.clone(), ..Person::default() });
            found.len() - 1
        };
        found[number].at.push(range.clone());
        found[number].addressed.push(address);
        person_of[index] = number;
    }
    for person in &mut found {
        person.at.sort_by_key(|range| range.start);
    }
    (found, person_of)
}

/// Whether a candidate is another one's name without the words before its noun and what stands behind it: "the Task
/// Force" of "U.S.-EU Task Force on Energy Security", not "the Act" of "Parliament of the Act".
pub(super) fn ends_with_words(long: &[String], short: &[String]) -> bool {
    let joins = |word: &String| matches!(word.as_str(), "of" | "for" | "on" | "in" | "to" | "against");
    let head = long.iter().position(joins).unwrap_or(long.len());
    long.len() > short.len() && (long[..head].ends_with(short) || head == long.len() && long.ends_with(short))
}

/// Whether the candidate is the name of an organisation or state.
pub(super) fn is_party(candidate: &Candidate) -> bool {
    use crate::mention::EntityKind::{Organization, State};
    matches!(candidate.kind, Organization | State)
}
