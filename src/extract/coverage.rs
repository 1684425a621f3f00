//! What of a report was read and what was not: the share of sentences with claims, and why the others gave none.

use super::Trace;
use super::graph::{Graph, Rel};
use crate::claim::{Account, Statement};
use crate::document::{Document, Upos};
use crate::knowledge::Knowledge;
use crate::mention::{EntityKind, MentionKind};
use crate::report::Report;
use crate::rule::matcher::Miss;
use std::collections::BTreeMap;
use std::ops::Range;

/// Why a sentence gave no claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Silence {
    /// A rule matched, but nobody could be found for what it fills.
    Nobody {
        /// The rule, as an index into the rules.
        rule: usize,
        /// The trigger token.
        trigger: usize,
    },
    /// A rule began and found nothing for a role that must be filled.
    Role {
        /// The rule, as an index into the rules.
        rule: usize,
        /// The trigger token.
        trigger: usize,
        /// Where it stopped.
        miss: Miss,
    },
    /// What it tells joins an event that is told elsewhere.
    Joined,
    /// No word of it triggers a rule.
    NoTrigger,
    /// It has no verb: a heading, a date, a signature.
    NoVerb,
}

/// Why a sentence gave no claim, without the rule at which it stopped: what a table counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nobody could be found for what a rule fills.
    Nobody,
    /// A role found nothing.
    Role,
    /// It joins an event told elsewhere.
    Joined,
    /// No word triggers a rule.
    NoTrigger,
    /// It has no verb.
    NoVerb,
}

impl Reason {
    /// All reasons, in the order in which tables list them.
    pub const ALL: [Self; 5] = [Self::Nobody, Self::Role, Self::Joined, Self::NoTrigger, Self::NoVerb];

    /// The reason in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Nobody => "a rule matched, and nobody could be found for it",
            Self::Role => "a rule began, and a role found nothing",
            Self::Joined => "what it tells joins an event told elsewhere",
            Self::NoTrigger => "no word of it triggers a rule",
            Self::NoVerb => "it has no verb: a heading, a date, a signature",
        }
    }
}

impl Silence {
    /// The reason alone.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Nobody { .. } => Reason::Nobody,
            Self::Role { .. } => Reason::Role,
            Self::Joined => Reason::Joined,
            Self::NoTrigger => Reason::NoTrigger,
            Self::NoVerb => Reason::NoVerb,
        }
    }

    /// The reason in full, with the rule and the word at which it stopped.
    pub fn in_words(&self, report: &Report, trace: &Trace, knowledge: &Knowledge) -> String {
        let word = |token: usize| trace.document.token(token).span.of(&report.text);
        let name = |rule: usize| &knowledge.rules().get(rule).name;
        match self {
            Self::Nobody { rule, trigger } => format!(
                "rule `{}` matched at `{}`, but nobody could be found for it",
                name(*rule),
                word(*trigger)
            ),
            Self::Role { rule, trigger, miss } => format!(
                "rule `{}` began at `{}` and found no {} ({})",
                name(*rule),
                word(*trigger),
                miss.role,
                miss.tried
            ),
            Self::Joined | Self::NoTrigger | Self::NoVerb => self.reason().in_words().to_owned(),
        }
    }
}

/// Why the sentence of these tokens gave nothing; only to be asked of one that did not.
pub fn silence(trace: &Trace, sentence: &Range<usize>) -> Silence {
    let dropped = trace.frames.iter().zip(&trace.kept);
    for (frame, kept) in dropped {
        if !kept && sentence.contains(&frame.trigger) {
            return Silence::Nobody { rule: frame.rule, trigger: frame.trigger };
        }
    }
    let near = trace.near_misses.iter().filter(|near| sentence.contains(&near.trigger));
    // Of equally near ones the last: rules for clauses stand behind those for nouns.
    if let Some(near) = near.max_by_key(|near| near.miss.filled) {
        return Silence::Role { rule: near.rule, trigger: near.trigger, miss: near.miss.clone() };
    }
    if trace.frames.iter().any(|frame| sentence.contains(&frame.trigger)) {
        return Silence::Joined;
    }
    let is_verb = |token: usize| matches!(trace.document.token(token).upos, Upos::Verb | Upos::Aux);
    if sentence.clone().any(is_verb) { Silence::NoTrigger } else { Silence::NoVerb }
}

/// For each sentence of the document whether a claim rests on it.
pub fn told(account: &Account<'_>, document: &Document) -> Vec<bool> {
    let mut told = vec![false; document.sentences().len()];
    let mut mark = |sentence: usize| {
        if let Some(told) = sentence.checked_sub(1).and_then(|index| told.get_mut(index)) {
            *told = true;
        }
    };
    statements(account).for_each(|(_, statement)| {
        statement.evidence.iter().for_each(|evidence| mark(evidence.sentence));
    });
    for event in &account.events {
        let of_participants = event.participants.iter().flat_map(|participant| &participant.evidence);
        let of_topics = event.topics.iter().flat_map(|topic| &topic.evidence);
        of_participants.chain(of_topics).for_each(|evidence| mark(evidence.sentence));
    }
    told
}

/// The statements of an account with the classes of their claims, those of events as occurrences.
fn statements<'a>(account: &'a Account<'_>) -> impl Iterator<Item = (&'static str, &'a Statement)> {
    let events = account.events.iter().map(|event| ("Occurrence", &event.occurrence));
    let positions = account.positions.iter().map(|position| ("Position", &position.statement));
    let supplies = account.supplies.iter().map(|supply| ("EnergySupply", &supply.statement));
    let contributions = account.contributions.iter().map(|one| ("Contribution", &one.statement));
    let offices = account.offices.iter().map(|(_, statement)| ("OfficeHolding", statement));
    events.chain(positions).chain(supplies).chain(contributions).chain(offices)
}

/// How often something was met, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// How often.
    pub times: usize,
    /// In how many reports.
    pub reports: usize,
    /// The report in which it was met first.
    pub report: String,
    /// The number of the sentence there, from 1.
    pub sentence: usize,
    /// The words of that sentence.
    pub words: String,
}

/// What a researcher may want to add: a word or name, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// A verb with an actor for its subject that governs a clause, is in no lexicon of reporting verbs and triggers no rule.
    Reporting,
    /// A verb with an actor for its subject that triggers no rule.
    Verb,
    /// An organisation that is in no table.
    Organization,
    /// A place that is in no table.
    Place,
    /// A state that is in no table.
    State,
    /// A person: none is in the tables, unless the researcher has put it there.
    Person,
}

impl Gap {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 6] =
        [Self::Reporting, Self::Verb, Self::Organization, Self::State, Self::Place, Self::Person];

    /// Its name in a to-do file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reporting => "reporting-verb",
            Self::Verb => "verb",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::State => "state",
            Self::Person => "person",
        }
    }
}

/// What of some reports was read and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The number of reports.
    pub reports: usize,
    /// The number of sentences.
    pub sentences: usize,
    /// The sentences on which a claim rests.
    pub told: usize,
    /// The others, by the numbers of their reasons.
    pub silent: [usize; 5],
    /// Claims by their classes.
    pub claims: BTreeMap<&'static str, usize>,
    /// For each rule, by its number: its triggers, those whose roles were filled, and those that reached a claim.
    pub rules: BTreeMap<usize, [usize; 3]>,
    /// For each rule by its number and role how often nothing was found for it.
    pub misses: BTreeMap<(usize, String), usize>,
    /// For each rule by its number the dictionary forms at which it was triggered.
    pub triggers: BTreeMap<usize, BTreeMap<String, usize>>,
    /// Words and names that rules and tables lack.
    pub gaps: BTreeMap<(Gap, String), Met>,
}

impl Coverage {
    /// The coverage of one report.
    pub fn of(report: &Report, knowledge: &Knowledge) -> Self {
        let (account, trace) = super::traced(report, knowledge);
        let document = &trace.document;
        let mut found = Self { reports: 1, ..Self::default() };
        let told = told(&account, document);
        for (sentence, told) in document.sentences().iter().zip(&told) {
            if sentence.is_empty() {
                continue;
            }
            found.sentences += 1;
            if *told {
                found.told += 1;
            } else {
                found.silent[silence(&trace, sentence).reason() as usize] += 1;
            }
        }
        for (class, _) in statements(&account) {
            *found.claims.entry(class).or_default() += 1;
        }
        for event in &account.events {
            *found.claims.entry("Participation").or_default() += event.participants.len();
            *found.claims.entry("Discussion").or_default() +=
                event.topics.iter().filter(|topic| topic.discussed).count();
        }
        found.claims.retain(|_, count| *count > 0);
        found.count_rules(&trace);
        found.find_gaps(report, &account, &trace, knowledge);
        found
    }

    fn count_rules(&mut self, trace: &Trace) {
        let lemma = |token: usize| trace.document.token(token).lemma.to_lowercase();
        for (frame, kept) in trace.frames.iter().zip(&trace.kept) {
            let counts = self.rules.entry(frame.rule).or_default();
            counts[0] += 1;
            counts[1] += 1;
            counts[2] += usize::from(*kept);
            *self.triggers.entry(frame.rule).or_default().entry(lemma(frame.trigger)).or_default() += 1;
        }
        for near in &trace.near_misses {
            self.rules.entry(near.rule).or_default()[0] += 1;
            *self.misses.entry((near.rule, near.miss.role.clone())).or_default() += 1;
            *self.triggers.entry(near.rule).or_default().entry(lemma(near.trigger)).or_default() += 1;
        }
    }

    fn find_gaps(&mut self, report: &Report, account: &Account<'_>, trace: &Trace, knowledge: &Knowledge) {
        let document = &trace.document;
        let graph = Graph::new(&report.text, document, knowledge);
        let recognition = &account.recognition;
        let mut triggered = vec![false; document.tokens().len()];
        for trigger in trace
            .frames
            .iter()
            .map(|frame| frame.trigger)
            .chain(trace.near_misses.iter().map(|near| near.trigger))
        {
            triggered[trigger] = true;
        }
        for (token, triggered) in triggered.iter().enumerate() {
            let lemma = graph.lemma(token);
            let spelt = lemma.chars().all(|c| c.is_alphabetic() || c == '-');
            if document.token(token).upos != Upos::Verb || !spelt {
                continue;
            }
            let by_actor = graph.all(token, Rel::SUBJ).any(|subject| {
                recognition.mention_of(subject).is_some_and(|mention| {
                    let is_place = |id| recognition.entity(id).kind == EntityKind::Place;
                    !mention.entities.iter().copied().all(is_place) || mention.entities.is_empty()
                })
            });
            if !by_actor || knowledge.attribution().reporting.contains(lemma) {
                continue;
            }
            if *triggered {
                continue;
            }
            if graph.child(token, "ccomp").is_some() {
                self.meet(Gap::Reporting, lemma, report, document, token);
            }
            self.meet(Gap::Verb, lemma, report, document, token);
        }
        for mention in recognition.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            for id in &mention.entities {
                let entity = recognition.entity(*id);
                let gap = match entity.kind {
                    EntityKind::Person => Gap::Person,
                    EntityKind::Organization => Gap::Organization,
                    EntityKind::Place => Gap::Place,
                    EntityKind::State => Gap::State,
                    EntityKind::Group => continue,
                };
                if entity.known.is_none() {
                    self.meet(gap, &entity.name, report, document, mention.tokens.start);
                }
            }
        }
        for met in self.gaps.values_mut() {
            met.reports = 1;
        }
    }

    fn meet(&mut self, gap: Gap, what: &str, report: &Report, document: &Document, token: usize) {
        let met = self.gaps.entry((gap, what.to_owned())).or_default();
        met.times += 1;
        if met.times == 1 {
            let sentence = document.sentence_of(token);
            let span = document.span(document.sentences()[sentence].clone());
            met.report.clone_from(&report.id);
            met.sentence = sentence + 1;
            met.words = span.of(&report.text).split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    /// Takes in the coverage of further reports, which come later in the input.
    pub fn add(&mut self, other: Self) {
        self.reports += other.reports;
        self.sentences += other.sentences;
        self.told += other.told;
        for (mine, theirs) in self.silent.iter_mut().zip(other.silent) {
            *mine += theirs;
        }
        for (class, count) in other.claims {
            *self.claims.entry(class).or_default() += count;
        }
        for (rule, counts) in other.rules {
            let mine = self.rules.entry(rule).or_default();
            mine.iter_mut().zip(counts).for_each(|(mine, theirs)| *mine += theirs);
        }
        for (miss, count) in other.misses {
            *self.misses.entry(miss).or_default() += count;
        }
        for (rule, lemmas) in other.triggers {
            let mine = self.triggers.entry(rule).or_default();
            for (lemma, count) in lemmas {
                *mine.entry(lemma).or_default() += count;
            }
        }
        for (gap, met) in other.gaps {
            match self.gaps.entry(gap) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(met);
                }
                std::collections::btree_map::Entry::Occupied(mut entry) => {
                    entry.get_mut().times += met.times;
                    entry.get_mut().reports += met.reports;
                }
            }
        }
    }

    /// The gaps of one kind, the most frequent first, those of a name before those that come later in the alphabet.
    pub fn gaps_of(&self, gap: Gap) -> Vec<(&str, &Met)> {
        let mut found: Vec<(&str, &Met)> = self
            .gaps
            .iter()
            .filter(|((kind, _), _)| *kind == gap)
            .map(|((_, what), met)| (what.as_str(), met))
            .collect();
        found.sort_by_key(|(what, met)| (std::cmp::Reverse(met.times), *what));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverage(text: &str) -> Coverage {
        let report = Report { id: "note".to_owned(), text: text.to_owned(), ..Report::default() };
        Coverage::of(&report, &Knowledge::embedded())
    }

    #[test]
    fn sentences_with_claims_and_silences_are_counted() {
        let found = coverage(
            "Foreign Minister Kari Lund met Prime Minister Marek Novak in Oslo. The weather was fine.\n\nContacts",
        );
        assert_eq!((found.sentences, found.told), (3, 1));
        assert_eq!(found.silent.iter().sum::<usize>(), 2);
        assert_eq!(found.silent[4], 1, "{found:?}");
    }

    #[test]
    fn words_and_names_that_are_not_known_are_listed_with_their_sentence() {
        let found = coverage(
            "Norway yodelled that talks would begin. Norway yodelled again at the Institute of Yodelling.",
        );
        let verbs = found.gaps_of(Gap::Verb);
        assert!(
            verbs.iter().any(|(verb, met)| *verb == "yodel" && met.times == 2 && met.sentence == 1),
            "{verbs:?}"
        );
        assert!(found.gaps_of(Gap::Reporting).iter().any(|(verb, _)| *verb == "yodel"));
    }

    #[test]
    fn coverages_add_up() {
        let mut sum = coverage("Norway supplies gas to Germany.");
        sum.add(coverage("Norway supplies gas to Germany."));
        assert_eq!((sum.reports, sum.sentences, sum.told), (2, 2, 2));
        assert_eq!(sum.claims.get("EnergySupply"), Some(&2));
        assert!(sum.rules.values().any(|counts| *counts == [2, 2, 2]));
    }
}
