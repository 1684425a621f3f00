//! The titles of offices, what may stand before or after them, honorifics and portfolios, from `data/offices.tsv`.

use super::names::{Folder, begins_with_apostrophe, rows};
use rustc_hash::FxHashMap;

const OFFICES: &str = include_str!("../../data/offices.tsv");

/// What kind of office or word a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeClass {
    /// "President", "Supreme Leader".
    HeadOfState,
    /// "Prime Minister", "Chancellor".
    HeadOfGovernment,
    /// "Vice President", "Deputy Prime Minister".
    ViceHead,
    /// "Foreign Minister", "Secretary of State".
    Minister,
    /// "Deputy Foreign Minister", "Assistant Secretary of State".
    DeputyMinister,
    /// "Ambassador", "Special Envoy".
    Envoy,
    /// "Spokesperson", "Press Secretary".
    Spokesperson,
    /// "Secretary General", "Director-General".
    HeadOfOrganisation,
    /// "General Secretary", "Leader of the Opposition".
    Party,
    /// "Speaker", "Senator".
    Parliamentary,
    /// "National Security Advisor", "Chief of Staff".
    Adviser,
    /// "General", "Chief of the General Staff".
    Military,
    /// "King", "Crown Prince", "Emir".
    Royal,
    /// "Pope", "Patriarch".
    Religious,
    /// "Chief Justice", "Prosecutor General".
    Judicial,
    /// "Governor", "Mayor".
    Regional,
    /// "Professor", "First Lady": a description rather than a public office.
    Professional,
    /// "His Excellency", "Mr.": no office, left out of the title.
    Honorific,
    /// "former", "acting", "elect": changes an office.
    Qualifier,
    /// "Foreign Affairs", "Defence": what a minister or a ministry is for.
    Portfolio,
}

impl OfficeClass {
    /// The class as it stands in the table.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "head-of-state" => Self::HeadOfState,
            "head-of-government" => Self::HeadOfGovernment,
            "vice-head" => Self::ViceHead,
            "minister" => Self::Minister,
            "deputy-minister" => Self::DeputyMinister,
            "envoy" => Self::Envoy,
            "spokesperson" => Self::Spokesperson,
            "head-of-organisation" => Self::HeadOfOrganisation,
            "party" => Self::Party,
            "parliamentary" => Self::Parliamentary,
            "adviser" => Self::Adviser,
            "military" => Self::Military,
            "royal" => Self::Royal,
            "religious" => Self::Religious,
            "judicial" => Self::Judicial,
            "regional" => Self::Regional,
            "professional" => Self::Professional,
            "honorific" => Self::Honorific,
            "qualifier" => Self::Qualifier,
            "portfolio" => Self::Portfolio,
            _ => return None,
        })
    }

    /// Whether it names an office or a rank, not an honorific, a qualifier or a portfolio.
    pub const fn is_title(self) -> bool {
        !matches!(self, Self::Honorific | Self::Qualifier | Self::Portfolio)
    }
}

/// Whose office a title usually is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeBody {
    /// A state: the President of Azerbaijan.
    State,
    /// An organisation: the Secretary General of NATO.
    Organisation,
    /// A ministry or an office of a state: the spokesman of the Foreign Ministry.
    Ministry,
    /// Nobody: Mr., Professor.
    None,
}

/// A title that begins at the first of the words asked for.
#[expect(clippy::struct_excessive_bools, reason = "four facts that do not hang together")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeMatch<'a> {
    /// Over how many words it goes.
    pub words: usize,
    /// The title as the table has it, in the singular: "Foreign Minister".
    pub title: &'a str,
    /// What it is.
    pub class: OfficeClass,
    /// Whose office it usually is.
    pub body: OfficeBody,
    /// Whether it may stand before a name: "President Macron".
    pub prefix: bool,
    /// Whether a portfolio may stand before it or after "of" or "for": "Minister of Energy".
    pub combines: bool,
    /// Whether the text has the plural: "presidents".
    pub plural: bool,
    /// Whether the first word is capitalised as the table has it; "general" is seldom a rank.
    pub same_case: bool,
}

/// The lexicon of titles.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    folder: Folder,
    titles: Vec<Title>,
    /// The numbers of the titles by their folded words in small letters.
    forms: FxHashMap<String, Vec<usize>>,
    /// The first word of a title in small letters, and the most words that a title beginning with it has.
    first: FxHashMap<String, usize>,
}

#[derive(Clone, Debug)]
struct Title {
    text: &'static str,
    class: OfficeClass,
    body: OfficeBody,
    prefix: bool,
    combines: bool,
}

impl Offices {
    /// The lexicon that is embedded in the program.
    pub fn embedded() -> Self {
        let mut offices = Self::default();
        for row in rows(OFFICES) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let [title, class, body, prefix, combines, ..] = cells[..] else { continue };
            let Some(class) = OfficeClass::parse(class) else { continue };
            let body = match body {
                "state" => OfficeBody::State,
                "organisation" => OfficeBody::Organisation,
                "ministry" => OfficeBody::Ministry,
                _ => OfficeBody::None,
            };
            let (prefix, combines) = (prefix == "yes", combines == "yes");
            let number = offices.titles.len();
            offices.titles.push(Title { text: title, class, body, prefix, combines });
            let small = offices.folder.fold(title).to_lowercase();
            let words = small.split(' ').count();
            if let Some(first) = small.split(' ').next() {
                let most = offices.first.entry(first.to_owned()).or_default();
                *most = words.max(*most);
                if class.is_title()
                    && let Some(plural) = plural_of(first)
                {
                    let most = offices.first.entry(plural).or_default();
                    *most = words.max(*most);
                }
            }
            offices.forms.entry(small).or_default().push(number);
        }
        offices
    }

    /// The titles, honorifics, qualifiers and portfolios that begin at the first of the words, the longest first.
    ///
    /// Case does not count, but [`OfficeMatch::same_case`] says whether the first word has that of the table.
    pub fn lookup(&self, words: &[&str]) -> Vec<OfficeMatch<'_>> {
        let mut found = Vec::new();
        let Some(first) = words.first() else { return found };
        let mut folded = String::new();
        self.folder.fold_into(first, &mut folded);
        let small_first = folded.split(' ').next().unwrap_or("").to_lowercase();
        let Some(&most) = self.first.get(&small_first) else { return found };
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                let before = folded.len();
                self.folder.fold_into(word, &mut folded);
                // The "'s" of "the minister's car" makes no plural.
                if folded.len() == before || begins_with_apostrophe(word) {
                    continue;
                }
            }
            if folded.split(' ').count() > most {
                break;
            }
            let small = folded.to_lowercase();
            self.add(&folded, &small, number + 1, false, &mut found);
            for singular in singulars(&small) {
                self.add(&folded, &singular, number + 1, true, &mut found);
            }
        }
        found.sort_by(|a, b| b.words.cmp(&a.words).then(a.plural.cmp(&b.plural)).then(a.class.cmp(&b.class)));
        found
    }

    fn add<'a>(
        &'a self,
        folded: &str,
        form: &str,
        words: usize,
        plural: bool,
        found: &mut Vec<OfficeMatch<'a>>,
    ) {
        for &number in self.forms.get(form).into_iter().flatten() {
            let title = &self.titles[number];
            if plural && !title.class.is_title() {
                continue;
            }
            let large = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
            found.push(OfficeMatch {
                words,
                title: title.text,
                class: title.class,
                body: title.body,
                prefix: title.prefix,
                combines: title.combines,
                plural,
                same_case: large(folded) == large(title.text),
            });
        }
    }
}

/// The plural of a title's word: "ministers", "spokesmen", "deputies".
fn plural_of(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("man") {
        return Some(format!("{stem}men"));
    }
    if let Some(stem) = word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        return Some(format!("{stem}ies"));
    }
    word.ends_with(char::is_alphabetic).then(|| format!("{word}s"))
}

/// The singular forms of which the words can be the plural, where the last or the first word has its ending.
fn singulars(small: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut with = |before: &str, word: &str, after: &str| {
        for (ending, singular) in [("ies", "y"), ("men", "man"), ("s", "")] {
            if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) {
                out.push(format!("{before}{stem}{singular}{after}"));
            }
        }
    };
    let last = small.rfind(' ').map_or(0, |at| at + 1);
    with(&small[..last], &small[last..], "");
    // "ministers of foreign affairs", "secretaries general", "ambassadors to the United Nations".
    if let Some(at) = small.find(' ') {
        with("", &small[..at], &small[at..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_found_with_their_class() {
        let offices = Offices::embedded();
        for (text, title, words, plural) in [
            ("Foreign Minister Jane", "Foreign Minister", 2, false),
            ("foreign ministers of", "Foreign Minister", 2, true),
            ("Ministers of Foreign Affairs", "Minister of Foreign Affairs", 4, true),
            ("Secretary - General of", "Secretary General", 3, false),
            ("Secretaries General", "Secretary General", 2, true),
            ("spokeswoman for", "Spokeswoman", 1, false),
            ("spokesmen", "Spokesman", 1, true),
            ("His Excellency", "His Excellency", 2, false),
            ("Lt. Gen. Smith", "Lt. Gen.", 2, false),
            ("Deputy Prime Minister", "Deputy Prime Minister", 3, false),
            ("deputies", "Deputy", 1, true),
        ] {
            let words_of: Vec<&str> = text.split(' ').collect();
            let found = offices.lookup(&words_of);
            let first = found.first().unwrap_or_else(|| panic!("nothing for {text}"));
            assert_eq!((first.title, first.words, first.plural), (title, words, plural), "{text}");
        }
        assert!(offices.lookup(&["meeting"]).is_empty());
    }

    #[test]
    fn every_row_of_the_table_has_a_known_class_and_body() {
        for row in rows(OFFICES) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 7, "{row}");
            assert!(OfficeClass::parse(cells[1]).is_some(), "{row}");
            assert!(["state", "organisation", "ministry", "none"].contains(&cells[2]), "{row}");
            assert!(["yes", "no"].contains(&cells[3]), "{row}");
        }
    }
}
