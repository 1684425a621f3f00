//! What is known before reading: model, gazetteer, offices, rules and ontology, read once and checked.

pub mod bodies;

pub mod gazetteer;

pub mod names;

pub mod offices;

pub mod persons;

mod places;

mod publishers;

pub mod resolutions;

mod tables;

pub mod user;

use crate::annotate::Model;
use crate::claim::Modality;
use crate::document::Upos;
use crate::extract::attribute::{AttributionLexicon, Force};
use crate::extract::graph::Graph;
use crate::extract::repair::attachment::AttachmentLexicon;
use crate::ontology::Ontology;
use crate::rule::RuleSet;
use crate::rule::file::RuleError;
use crate::rule::pattern::LemmaSets;
use bodies::Bodies;
use gazetteer::Gazetteer;
use offices::Offices;
use persons::PersonNames;
use resolutions::Verdicts;
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest as _, Sha256};
use user::UserGazetteerError;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

const LEMMA_SETS: &str = include_str!("../data/lexicon/lemma-sets.toml");
const NOUN_PREPOSITIONS: &str = include_str!("../data/lexicon/noun-prepositions.tsv");
const REPORTING_VERBS: &str = include_str!("../data/lexicon/reporting-verbs.tsv");

/// Everything the middle stages look up.
#[derive(Debug)]
pub struct Knowledge {
    /// States, organisations and places by their names.
    pub gazetteer: Gazetteer,
    /// Given names and surnames.
    pub persons: PersonNames,
    /// Titles of offices.
    pub offices: Offices,
    /// Common names of national bodies.
    pub bodies: Bodies,
    /// How often a reader found resolutions right.
    pub resolutions: Verdicts,
    model: &'static Model,
    ontology: Ontology,
    rules: RuleSet,
    sets: LemmaSets,
    members: FxHashMap<String, FxHashSet<String>>,
    attribution: AttributionLexicon,
    attachment: AttachmentLexicon,
    commodities: FxHashMap<String, Vec<(Vec<String>, String)>>,
    fingerprint: String,
}

impl Knowledge {
    /// The knowledge that is embedded in the program.
    ///
    /// # Panics
    /// If an embedded rule file is refused; a test of the house reads each of them, so no released program does.
    pub fn embedded() -> Self {
        match Self::with_rules(RULE_FILES.iter().copied()) {
            Ok(knowledge) => knowledge,
            Err(error) => panic!("an embedded rule file is refused: {error}"),
        }
    }

    /// The embedded knowledge with these rule files in place of the embedded ones, each given by path and text.
    ///
    /// # Errors
    /// If a rule file is refused.
    ///
    /// # Panics
    /// If the embedded ontology or lemma sets are refused; tests of the house read them, so no released program does.
    pub fn with_rules<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Self, RuleError> {
        let sets = lemma_sets();
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        let files: Vec<(&str, &str)> = files.into_iter().collect();
        for (path, text) in &files {
            hash.update(path.rsplit('/').next().unwrap_or(path));
            hash.update(text);
        }
        let rules = RuleSet::read(files, &sets)?;
        let ontology = match Ontology::embedded() {
            Ok(ontology) => ontology,
            // The same text is read by the ontology's own tests: a program that was tested cannot come here.
            Err(error) => panic!("the embedded ontology is refused: {error}"),
        };
        hash.update(DATA_HASH);
        let gazetteer = Gazetteer::embedded();
        let model = Model::embedded();
        let fingerprint = shortened(hash);
        let members =
            sets.iter().map(|(name, lemmas)| (name.clone(), lemmas.iter().cloned().collect())).collect();
        let attribution = attribution(&sets);
        let attachment = attachment(&sets, &attribution);
        let commodities = commodities(&ontology);
        Ok(Self {
            gazetteer,
            persons: PersonNames::embedded(),
            offices: Offices::embedded(),
            bodies: Bodies::embedded(),
            resolutions: Verdicts::embedded(),
            model,
            ontology,
            rules,
            sets,
            members,
            attribution,
            attachment,
            commodities,
            fingerprint,
        })
    }

    /// This knowledge with a user's names laid over the gazetteer: they add to an entity that is known by its key,
    /// Wikidata id, GeoNames id or ISO code, and to the entities otherwise. `file` is the name that tells the format,
    /// `.csv` or `.ttl`, and stands in errors.
    ///
    /// The fingerprint becomes another one, so that a store reads its reports anew.
    ///
    /// # Errors
    /// If the file is neither CSV nor Turtle by its name, cannot be read as such, or names nothing.
    pub fn with_gazetteer(mut self, file: &str, text: &str) -> Result<Self, UserGazetteerError> {
        self.gazetteer = self.gazetteer.with_user(file, text)?;
        let mut hash = Sha256::new();
        hash.update(&self.fingerprint);
        // Where the file lies changes nothing of what is read; how it is read hangs on its ending.
        hash.update(file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase());
        hash.update([0]);
        hash.update(text);
        self.fingerprint = shortened(hash);
        Ok(self)
    }

    /// A hash of the rules, data, model and the user's names, which stands on every run: 16 hexadecimal digits.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The model of the annotator.
    pub fn model(&self) -> &'static Model {
        self.model
    }

    /// The ontology.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The sets of lemmas that rules name with `@`.
    pub fn lemma_sets(&self) -> &LemmaSets {
        &self.sets
    }

    /// Whether a lemma is in the set of this name; false for a set that is not there.
    pub fn in_set(&self, set: &str, lemma: &str) -> bool {
        debug_assert!(self.members.contains_key(set), "there is no set of lemmas `{set}`");
        self.members.get(set).is_some_and(|lemmas| lemmas.contains(lemma))
    }

    /// The words that report, plan, allow, ask and deny.
    pub fn attribution(&self) -> &AttributionLexicon {
        &self.attribution
    }

    /// The words that decide where a phrase or a clause belongs.
    pub fn attachment(&self) -> &AttachmentLexicon {
        &self.attachment
    }

    /// Whether a token is a noun that may stand for an event told before.
    pub fn is_event_noun(&self, graph: &Graph<'_>, token: usize) -> bool {
        matches!(graph.document.token(token).upos, Upos::Noun | Upos::Propn)
            && self.in_set("event-noun", graph.lemma(token))
    }

    /// The issue of a phrase, by its notation in the issue scheme; `other` where nothing fits.
    pub fn issue_of(&self, lemmas: &[&str]) -> String {
        self.ontology.classify(lemmas).notation.to_owned()
    }

    /// The words of the issue scheme by which a phrase is known to speak of an issue.
    pub fn issue_phrase(&self, lemmas: &[&str]) -> Option<&str> {
        self.ontology.classify(lemmas).phrase
    }

    /// For each token the kind of energy that it names, by its notation, at the last word of a name of several.
    pub fn commodities(&self, graph: &Graph<'_>) -> Vec<Option<String>> {
        let count = graph.document.tokens().len();
        let mut found = vec![None; count];
        let mut token = 0;
        while token < count {
            // Names stand in the scheme as they are used, "oil products" in the plural, "gas" in the singular.
            let spelt = |at: usize, word: &str| graph.lemma(at) == word || graph.lower(at) == word;
            let longest = [graph.lemma(token), graph.lower(token)]
                .into_iter()
                .filter_map(|first| self.commodities.get(first))
                .flatten()
                .filter(|(words, _)| {
                    token + words.len() <= count
                        && words.iter().enumerate().all(|(offset, word)| spelt(token + offset, word))
                })
                .max_by_key(|(words, _)| words.len());
            match longest {
                Some((words, notation)) => {
                    token += words.len();
                    found[token - 1] = Some(notation.clone());
                }
                None => token += 1,
            }
        }
        found
    }
}

/// The first eight bytes of a hash in hexadecimal digits.
fn shortened(hash: Sha256) -> String {
    hash.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn lemma_sets() -> LemmaSets {
    match toml::from_str(LEMMA_SETS) {
        Ok(sets) => sets,
        Err(error) => panic!("data/lexicon/lemma-sets.toml is refused: {error}"),
    }
}

fn attribution(sets: &LemmaSets) -> AttributionLexicon {
    let reporting = REPORTING_VERBS
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .map(str::to_owned)
        .collect();
    let mut lexicon = AttributionLexicon { reporting, ..AttributionLexicon::default() };
    // The later of two sets decides for a lemma in both: what denies is no plan.
    for (name, force) in [
        ("planning", Force::Planning),
        ("possibility", Force::Possibility),
        ("request", Force::Request),
        ("denial", Force::Denial),
    ] {
        for lemma in sets.get(name).into_iter().flatten() {
            lexicon.force.insert(lemma.clone(), force);
        }
    }
    for (name, modality) in [("to-come", Modality::Planned), ("may-come", Modality::Possible)] {
        for lemma in sets.get(name).into_iter().flatten() {
            lexicon.not_yet.insert(lemma.clone(), modality);
        }
    }
    lexicon
}

fn attachment(sets: &LemmaSets, attribution: &AttributionLexicon) -> AttachmentLexicon {
    let noun_prepositions = NOUN_PREPOSITIONS
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .map(|(noun, cases)| (noun.to_owned(), cases.split(' ').map(str::to_owned).collect()))
        .collect();
    let set = |name: &str| sets.get(name).into_iter().flatten().cloned().collect();
    AttachmentLexicon {
        noun_prepositions,
        going_on: set("going-on"),
        calling: set("calling"),
        urging: set("urging"),
        welcoming: set("welcoming"),
        reporting: attribution.reporting.clone(),
        inverted: set("inverted"),
        conferring: set("conferring"),
        honour: set("style-of-honour"),
    }
}

/// The names of kinds of energy, by their first word; the vocabulary is the lexicon.
fn commodities(ontology: &Ontology) -> FxHashMap<String, Vec<(Vec<String>, String)>> {
    let mut found: FxHashMap<String, Vec<(Vec<String>, String)>> = FxHashMap::default();
    let Some(scheme) = ontology.scheme("commodities") else { return found };
    for concept in &scheme.concepts {
        for name in concept.strong.iter().chain(&concept.weak) {
            let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first() {
                found.entry(first.clone()).or_default().push((words.clone(), concept.notation.clone()));
            }
        }
    }
    found
}
