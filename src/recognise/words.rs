//! What the words are that names are made of, that stand before them and that end them, from
//! `data/lexicon/name-words.tsv`: `NameWord`.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/lexicon/name-words.tsv");

/// What a word can be to a name; one word may be several of them: "general" is a rank and a form of address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameWord {
    /// A noun for whoever holds an office, in the singular: "minister".
    Title,
    /// A word before such a noun that makes it a rank of it: "deputy".
    Rank,
    /// The field of an office; with it a title may be written in lower case: "defence".
    Field,
    /// A word before a title that says when it was held: "former".
    Tense,
    /// An adjective before a title that is no part of it: "visiting".
    Loose,
    /// A title before which a proper name is the body and never the field: "State Duma Speaker".
    BodyFirst,
    /// A form of address before a name that is no office: "Mr.".
    Honorific,
    /// A capitalised noun that ends or begins the name of an organisation: "agency".
    Organisation,
    /// A noun for an organisation of which a state has one: with the state's adjective it names that one, even in
    /// lower case: "military".
    Organ,
    /// What may stand between the state's adjective and such a noun: "armed".
    OrganModifier,
    /// A noun that ends the name of a place: "airport".
    Place,
    /// A noun that ends the name of an event, a text or an idea: such a run of capitals names no entity: "treaty".
    Other,
    /// A small word inside the names of persons: "von".
    Particle,
    /// A capitalised word that names neither party nor place: "GDP".
    NoName,
    /// A noun for a member of a collective, in the singular: "ally".
    Member,
    /// A noun whose plural may mean the parties of an event rather than a collective: "side".
    Party,
    /// A noun for what states have with each other: "tie".
    Diplomatic,
    /// A verb whose subject moves, so that a capital as its object is a place: "visit".
    Motion,
    /// The title of a monarch: "emir".
    Sovereign,
    /// A title that a royal house gives to several: "prince".
    Royal,
    /// A title that a report may use without its state for an office of the publisher's: "minister".
    National,
    /// A title that may be "to" another office: "adviser".
    Assistant,
    /// A title that may be "to" a state or organisation: "ambassador".
    Accredited,
    /// A title that has no field: what "for" it is belongs to the clause: "president".
    Fieldless,
    /// A title of whoever speaks for a body: "spokesman".
    Speaking,
    /// A noun that with "the" refers to a body named before: "ministry".
    Antecedent,
    /// A word before a place that makes it a part of it: "northern".
    Compass,
    /// A common noun that no person's name holds: "member".
    Common,
    /// A noun for how many there are: "dozens".
    Quantifier,
    /// A word that has a capital letter only because of its place, and ends every name: "although".
    Function,
    /// The lemma of a verb or noun for people coming together: "meet", "audience".
    Encounter,
    /// A noun for an occasion at which many states meet, so that its place tells of none of them: "summit".
    Gathering,
    /// What belongs to many states where it stands behind an organisation's name: "Commonwealth leaders".
    OfMany,
    /// A noun for those whose an organisation is by its name: "People's".
    Owner,
    /// A noun of organisations whose names join two matters by "and" before it: "Trade and Development Office".
    Twofold,
    /// A noun of organs whose names list what they are for: "Ministry of Trade, Industry and Energy".
    Listing,
    /// A noun of organs that are those of an officer: "Office of the Prime Minister".
    OfOfficer,
    /// A noun of organisations named for what they are to do: "Coalition to".
    Aiming,
    /// A noun of institutions behind which their town may stand: "Embassy Dhaka".
    TownBehind,
    /// A noun of institutions whose names may end with "in" and a town: "Embassy in Oslo".
    InTown,
    /// A title that stands within the names of places: "King Khalid Airport".
    Namesake,
    /// A noun behind a place's name that means no more than the place: "the Amazon region".
    Surround,
    /// A noun for several in the singular or for a plural without one: "personnel".
    PluralInForm,
    /// An adverb or determiner that modifies no group: "when", "today".
    Apart,
    /// An adverb before a number or an adjective that belongs to the group: "about", "newly".
    Degree,
    /// A title that may stand within a name, and so ends none before it: "Chief Albert".
    BeforeName,
    /// A noun behind "board of" that is a part of a title: "directors".
    OfBoard,
    /// A title that is whole by itself, so that "and" begins another officer's: "president".
    Simple,
    /// A preposition or verb after which a name is where something is: "in", "visited".
    Locative,
    /// The lemma of a noun for what runs between two cities and joins the places: "flight".
    Joining,
    /// The lemma of a noun for what comes from a capital in the meaning of its state: "a delegation from".
    Sent,
    /// The lemma of what no city is, so that its name stands for the state: "Ankara is ready".
    Minded,
    /// The lemma of a verb whose object is a party, not a place: "blames Moscow".
    Blaming,
}

impl NameWord {
    /// What the table's column `kind` means.
    fn parse(kind: &str) -> Option<Self> {
        Some(match kind {
            "title" => Self::Title,
            "rank" => Self::Rank,
            "field" => Self::Field,
            "tense" => Self::Tense,
            "loose" => Self::Loose,
            "body-first" => Self::BodyFirst,
            "honorific" => Self::Honorific,
            "organisation" => Self::Organisation,
            "organ" => Self::Organ,
            "organ-modifier" => Self::OrganModifier,
            "place" => Self::Place,
            "other" => Self::Other,
            "particle" => Self::Particle,
            "no-name" => Self::NoName,
            "member" => Self::Member,
            "party" => Self::Party,
            "diplomatic" => Self::Diplomatic,
            "motion" => Self::Motion,
            "sovereign" => Self::Sovereign,
            "royal" => Self::Royal,
            "national" => Self::National,
            "assistant" => Self::Assistant,
            "accredited" => Self::Accredited,
            "fieldless" => Self::Fieldless,
            "speaking" => Self::Speaking,
            "antecedent" => Self::Antecedent,
            "compass" => Self::Compass,
            "common" => Self::Common,
            "quantifier" => Self::Quantifier,
            "function" => Self::Function,
            "encounter" => Self::Encounter,
            "gathering" => Self::Gathering,
            "of-many" => Self::OfMany,
            "owner" => Self::Owner,
            "twofold" => Self::Twofold,
            "listing" => Self::Listing,
            "of-officer" => Self::OfOfficer,
            "aiming" => Self::Aiming,
            "town-behind" => Self::TownBehind,
            "in-town" => Self::InTown,
            "namesake" => Self::Namesake,
            "surround" => Self::Surround,
            "plural-in-form" => Self::PluralInForm,
            "apart" => Self::Apart,
            "degree" => Self::Degree,
            "before-name" => Self::BeforeName,
            "of-board" => Self::OfBoard,
            "simple" => Self::Simple,
            "locative" => Self::Locative,
            "joining" => Self::Joining,
            "sent" => Self::Sent,
            "minded" => Self::Minded,
            "blaming" => Self::Blaming,
            _ => return None,
        })
    }

    /// Whether a word in small letters is one of these.
    pub(super) fn has(self, word: &str) -> bool {
        Self::all_of(word) & self.bit() != 0
    }

    /// The word as the table has it, which lives as long as the program, if it is one of these.
    pub(super) fn find(self, word: &str) -> Option<&'static str> {
        WORDS.get_key_value(word).filter(|(_, kinds)| *kinds & self.bit() != 0).map(|(word, _)| *word)
    }

    /// All that a word in small letters can be, one bit for each.
    pub(super) fn all_of(word: &str) -> u64 {
        WORDS.get(word).copied().unwrap_or_default()
    }

    /// The bit of this one in what [`NameWord::all_of`] gives.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u64
    }
}

static WORDS: LazyLock<FxHashMap<&'static str, u64>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, u64> = FxHashMap::default();
    for (word, kind) in TABLE.lines().skip(1).filter_map(|row| row.split_once('\t')) {
        if let Some(kind) = NameWord::parse(kind) {
            *words.entry(word).or_default() |= kind.bit();
        }
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_has_a_known_kind_and_stands_in_small_letters() {
        for row in TABLE.lines().skip(1) {
            let (word, kind) = row.split_once('\t').unwrap();
            assert!(NameWord::parse(kind).is_some(), "{row}");
            assert_eq!(word, word.to_lowercase(), "{row}");
        }
    }

    #[test]
    fn each_kind_has_a_bit_of_its_own() {
        let kinds: BTreeSet<&str> =
            TABLE.lines().skip(1).filter_map(|row| Some(row.split_once('\t')?.1)).collect();
        let bits: BTreeSet<u64> =
            kinds.iter().filter_map(|kind| NameWord::parse(kind)).map(NameWord::bit).collect();
        assert_eq!(bits.len(), kinds.len());
    }

    #[test]
    fn a_word_may_be_several_things() {
        assert!(NameWord::Rank.has("general") && NameWord::Honorific.has("general"));
        assert!(!NameWord::Title.has("general"));
        assert_eq!(NameWord::Title.find("minister"), Some("minister"));
        assert_eq!(NameWord::all_of("xylophone"), 0);
    }
}
