//! The titles of offices and the state that alone has an office of a title, from `data/offices.tsv`, and what the heads
//! of each state are called, from `data/chiefs.tsv`.

use super::names::{Folder, rows};
use rustc_hash::FxHashMap;

const OFFICES: &str = include_str!("../../data/offices.tsv");
const CHIEFS: &str = include_str!("../../data/chiefs.tsv");

/// What kind of office a title is.
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
            _ => return None,
        })
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
    /// Nobody: Professor.
    None,
}

/// A title of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Office {
    /// What it is.
    pub class: OfficeClass,
    /// Whose office it usually is.
    pub body: OfficeBody,
    /// The key of the state that alone has an office of this title: `state:IE` for "Taoiseach".
    pub state: Option<&'static str>,
}

/// What the heads of a state are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chiefs {
    state: &'static str,
    government: &'static str,
    prime_minister: bool,
}

/// The lexicon of titles.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    folder: Folder,
    /// By the folded words in small letters.
    titles: FxHashMap<String, Office>,
    /// By the key of the state.
    chiefs: FxHashMap<&'static str, Chiefs>,
}

impl Offices {
    /// The lexicon that is embedded in the program.
    pub fn embedded() -> Self {
        let mut offices = Self::default();
        for row in rows(OFFICES) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let [title, class, body, state, ..] = cells[..] else { continue };
            let Some(class) = OfficeClass::parse(class) else { continue };
            let body = match body {
                "state" => OfficeBody::State,
                "organisation" => OfficeBody::Organisation,
                "ministry" => OfficeBody::Ministry,
                _ => OfficeBody::None,
            };
            let state = (!state.is_empty()).then_some(state);
            let small = offices.folder.fold(title).to_lowercase();
            offices.titles.entry(small).or_insert(Office { class, body, state });
        }
        for row in rows(CHIEFS) {
            let cells: Vec<&'static str> = row.split('\t').collect();
            let [key, state, government, prime_minister] = cells[..] else { continue };
            offices.chiefs.insert(key, Chiefs { state, government, prime_minister: prime_minister == "yes" });
        }
        offices
    }

    /// What the table says of a title in the singular; case, marks, hyphens and full stops do not count.
    pub fn office(&self, title: &str) -> Option<Office> {
        self.titles.get(&self.folder.fold(title).to_lowercase()).copied()
    }

    /// Whether a title is that of a head of state or government, or of the vice president.
    pub fn is_chief(&self, title: &str) -> bool {
        let class = self.office(title).map(|office| office.class);
        matches!(class, Some(OfficeClass::HeadOfState | OfficeClass::HeadOfGovernment))
            || title.replace('-', " ").eq_ignore_ascii_case("vice president")
    }

    /// Whether a state has at most one holder of an office of this title at a time: one prime minister and one minister
    /// of defence, but many ministers, senators and ambassadors.
    pub fn is_single(&self, title: &str) -> bool {
        let class = self.office(title).map(|office| office.class);
        self.is_chief(title)
            || title.contains(' ')
                && !title.to_lowercase().starts_with("state ")
                && match class {
                    Some(OfficeClass::Minister) => true,
                    Some(OfficeClass::Adviser) => title.to_lowercase().starts_with("national security advis"),
                    _ => false,
                }
    }

    /// Whether a state has an office of this title, as far as the tables tell: Australia has no president, and the
    /// United States have no prime minister. Of states that the tables do not know, and of other titles, it is so.
    pub fn has(&self, state: &str, title: &str) -> bool {
        let small = bare(title);
        let Some(chiefs) = self.chiefs.get(state) else { return small != "premier" };
        match small.as_str() {
            "president" | "vice president" => {
                chiefs.state.is_empty() || [chiefs.state, chiefs.government].contains(&"President")
            }
            "prime minister" | "deputy prime minister" => {
                chiefs.government.is_empty() || chiefs.prime_minister
            }
            "premier" => chiefs.government == "Premier",
            "king" | "queen" => chiefs.state.is_empty() || matches!(chiefs.state, "King" | "Queen"),
            "emperor" | "empress" => matches!(chiefs.state, "" | "Emperor"),
            "sultan" => matches!(chiefs.state, "" | "Sultan"),
            "emir" | "amir" => matches!(chiefs.state, "" | "Emir" | "Amir"),
            "governor general" => matches!(chiefs.state, "King" | "Queen"),
            // Secretaries lead the departments of the United States.
            _ if state == "state:US" => !small.split(' ').any(|word| word == "minister"),
            _ => true,
        }
    }

    /// Whether a state calls the head of state or government otherwise than this title does: Poland has a prime minister
    /// and no chancellor. Of states and titles that the tables do not know it is not so.
    pub fn calls_otherwise(&self, state: &str, title: &str) -> bool {
        let Some(chiefs) = self.chiefs.get(state) else { return false };
        let small = bare(title);
        // A king far away has a governor-general.
        let called = |own: &str| {
            own.is_empty() || own.to_lowercase() == small || own == "King" && small == "governor general"
        };
        match self.office(&small).map(|office| office.class) {
            Some(OfficeClass::HeadOfState | OfficeClass::HeadOfGovernment) => {
                let known = called(chiefs.state) || called(chiefs.government);
                !(known || chiefs.prime_minister && small == "prime minister")
            }
            _ => false,
        }
    }
}

/// A title in small letters, with blanks for hyphens and without what says when it was held.
fn bare(title: &str) -> String {
    let small = title.to_lowercase().replace('-', " ");
    let past = ["former ", "acting ", "interim ", "then ", "ex ", "federal "];
    let small = past.iter().find_map(|word| small.strip_prefix(word)).unwrap_or(&small);
    small.strip_suffix(" elect").unwrap_or(small).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_its_class_whatever_its_spelling() {
        let offices = Offices::embedded();
        for (title, class) in [
            ("foreign minister", OfficeClass::Minister),
            ("Secretary-General", OfficeClass::HeadOfOrganisation),
            ("Prime Minister", OfficeClass::HeadOfGovernment),
            ("Deputy Prime Minister", OfficeClass::ViceHead),
            ("chargé d'affaires", OfficeClass::Envoy),
            ("Spokeswoman", OfficeClass::Spokesperson),
        ] {
            assert_eq!(offices.office(title).map(|office| office.class), Some(class), "{title}");
        }
        assert_eq!(offices.office("meeting"), None);
        assert_eq!(offices.office("Taoiseach").and_then(|office| office.state), Some("state:IE"));
    }

    #[test]
    fn a_monarchy_has_no_president_and_some_presidents_no_prime_minister() {
        let offices = Offices::embedded();
        for (state, title, has) in [
            ("state:AU", "President", false),
            ("state:AU", "Prime Minister", true),
            ("state:US", "Prime Minister", false),
            ("state:US", "Vice President", true),
            ("state:KR", "Prime Minister", true),
            ("state:IR", "President", true),
            ("state:TR", "prime minister", false),
            ("state:XX", "President", true),
            ("state:AU", "Treasurer", true),
            ("state:AU", "Former President", false),
            ("state:AU", "Vice-President", false),
            ("state:AU", "Governor-General", true),
            ("state:FR", "Governor-General", false),
            ("state:US", "Foreign Minister", false),
            ("state:US", "Secretary of Defense", true),
            ("state:US", "Former Prime Minister", false),
            ("state:KR", "King", false),
        ] {
            assert_eq!(offices.has(state, title), has, "{title} of {state}");
        }
    }

    #[test]
    fn states_call_their_heads_otherwise() {
        let offices = Offices::embedded();
        for (state, title, otherwise) in [
            ("state:PL", "Chancellor", true),
            ("state:DE", "Chancellor", false),
            ("state:FR", "President", false),
            ("state:AU", "Premier", true),
            ("state:CN", "Premier", false),
            ("state:RU", "Prime Minister", false),
            ("state:PL", "Foreign Minister", false),
            ("state:XX", "Chancellor", false),
        ] {
            assert_eq!(offices.calls_otherwise(state, title), otherwise, "{title} of {state}");
        }
    }

    #[test]
    fn every_row_of_the_tables_is_understood() {
        for row in rows(OFFICES) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 6, "{row}");
            assert!(OfficeClass::parse(cells[1]).is_some(), "{row}");
            assert!(["state", "organisation", "ministry", "none"].contains(&cells[2]), "{row}");
            assert!(cells[3].is_empty() || cells[3].starts_with("state:"), "{row}");
        }
        for row in rows(CHIEFS) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 4, "{row}");
            assert!(cells[0].starts_with("state:") && ["yes", "no"].contains(&cells[3]), "{row}");
        }
    }
}
