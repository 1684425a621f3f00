//! Who says so, and on which words: `Claim`, `Event` and the `Account` of a report that holds them.

use crate::mention::{DateBasis, EntityId, OfficeHolding, PartialDate, Quantity, Recognition, Resolution};
use crate::report::{Report, Span};
use std::collections::BTreeMap;

/// The number of an event in its [`Account`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub usize);

/// Whether an event has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// "A meeting has been held."
    Occurred,
    /// "The ministers will meet on Friday."
    Planned,
    /// "He invited the President to visit."
    Possible,
    /// "No meeting took place."
    Denied,
}

/// The part that somebody plays in an event; the names are those of the ontology's role scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the ontology defines each with an example")]
pub enum Role {
    Participant,
    Host,
    Chair,
    Convener,
    Visitor,
    Caller,
    Signatory,
    Sender,
    Recipient,
    Appointee,
    Target,
    Delegate,
}

/// One participant and the part it plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Who takes part.
    pub entity: EntityId,
    /// In which role.
    pub role: Role,
    /// In the capacity of which office, as an index into the recognition's offices.
    pub office: Option<usize>,
    /// The words that state it; the first holds the trigger.
    pub evidence: Vec<Evidence>,
    /// The rule that found it.
    pub rule: String,
}

/// What an event was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The noun phrase, as in the text.
    pub text: String,
    /// The concept of the issue scheme, by its notation: `energy`.
    pub issue: Option<String>,
    /// Whether it was spoken about; what is given, signed or sent is a topic that nobody discusses.
    pub discussed: bool,
    /// The words that state it; the first holds the trigger.
    pub evidence: Vec<Evidence>,
    /// The rule that found it.
    pub rule: String,
}

/// Something that happens at a time between parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The class by its local name in the ontology: `Meeting`, `PhoneCall`, `OtherEvent`.
    pub class: String,
    /// Whether it has happened.
    pub status: Status,
    /// The day, month or year on which it happens or begins.
    pub date: Option<PartialDate>,
    /// The day, month or year on which it ends.
    pub end_date: Option<PartialDate>,
    /// Where the date comes from; present exactly if `date` is.
    pub date_basis: Option<DateBasis>,
    /// Where it happens.
    pub place: Option<EntityId>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// What it is about.
    pub topics: Vec<Topic>,
    /// The words that trigger it where it is first told, in bytes of the text.
    pub trigger: Span,
    /// The statement that it happens, with its attribution.
    pub occurrence: Statement,
}

/// A quotation of the report that supports a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// Where it stands, in bytes of the report's text, from 0, end-exclusive.
    pub span: Span,
    /// The number of its sentence, from 1.
    pub sentence: usize,
}

/// Who says that something is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The report itself.
    Narration,
    /// Somebody in the report: "The head of state noted that …".
    Speaker(EntityId),
    /// Somebody whom the report does not name: "It was noted that …".
    Unnamed,
}

/// How the words are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpeechMode {
    /// The report tells it.
    Narration,
    /// Within quotation marks.
    DirectSpeech,
    /// "He said that …".
    IndirectSpeech,
    /// "It was noted that …".
    ImpersonalSpeech,
}

/// Whether it is said to be so, to become so, to be possible, or asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// "They signed."
    Asserted,
    /// "They will sign."
    Planned,
    /// "They may sign."
    Possible,
    /// "He asked them to sign."
    Requested,
}

/// Whether it is affirmed or negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// "They signed."
    Affirmed,
    /// "They did not sign."
    Negated,
}

/// What all claims have in common: on which words they rest, who says so, and which rule read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The quotations; the first holds the trigger. Never empty.
    pub evidence: Vec<Evidence>,
    /// Who says so.
    pub source: Source,
    /// How it is said.
    pub speech_mode: SpeechMode,
    /// Whether it is asserted, planned, possible or requested.
    pub modality: Modality,
    /// Whether it is affirmed or negated.
    pub polarity: Polarity,
    /// The name of the rule that found it.
    pub rule: String,
}

/// A stand that a party takes on something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Who takes it; nobody in "the importance of dialogue was noted".
    pub holder: Option<EntityId>,
    /// The stance by its notation: `supports`, `calls-for`.
    pub stance: String,
    /// The issue by its notation: `territorial-integrity`, `other`.
    pub issue: String,
    /// The words that say what the stand is about.
    pub issue_text: String,
    /// Whose issue it is.
    pub regarding: Option<EntityId>,
    /// Whether the text says that it was taken before: "once again".
    pub reiterated: bool,
    /// Where it was taken.
    pub event: Option<EventId>,
    /// The statement.
    pub statement: Statement,
}

/// Who supplies whom with energy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnergySupply {
    /// Who delivers.
    pub supplier: Option<EntityId>,
    /// Who receives.
    pub recipient: Option<EntityId>,
    /// What, by its notation: `gas`, `oil`.
    pub commodity: String,
    /// Whether it flows, by its notation: `current`, `possible`.
    pub status: String,
    /// How much.
    pub quantity: Option<Quantity>,
    /// Through what: a pipeline, terminal or line, in the words of the text.
    pub route: Option<String>,
    /// The statement.
    pub statement: Statement,
}

/// A part in a mission or operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Who contributes.
    pub contributor: EntityId,
    /// The operation, an event of its own.
    pub operation: EventId,
    /// Since when.
    pub date: Option<PartialDate>,
    /// Until when.
    pub end_date: Option<PartialDate>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// The statement.
    pub statement: Statement,
}

/// Everything that one report states, ready to be written.
#[derive(Clone, Debug)]
pub struct Account<'r> {
    /// The report.
    pub report: &'r Report,
    /// Its sentences, in bytes of its text, from 0, end-exclusive.
    pub sentences: Vec<Span>,
    /// What it names, counts and dates.
    pub recognition: Recognition,
    /// The events; an [`EventId`] is an index into this list.
    pub events: Vec<Event>,
    /// The stands taken.
    pub positions: Vec<Position>,
    /// The energy supplied.
    pub supplies: Vec<EnergySupply>,
    /// The parts in operations.
    pub contributions: Vec<Contribution>,
    /// The office holdings, each with its statement, in the order of the recognition's `offices`.
    pub offices: Vec<(OfficeHolding, Statement)>,
    /// Whom the words stand for that are left to the event or to who speaks ("the sides", "they", "we"), as far as a
    /// claim asked: by their index among the recognition's `mentions`.
    pub resolved: BTreeMap<usize, (Resolution, Vec<EntityId>)>,
}

impl Account<'_> {
    /// What a mention refers to, by its index among the recognition's `mentions`, and how that was resolved; of words
    /// that are left to the event or to who speaks, as far as a claim asked.
    pub fn referred(&self, mention: usize) -> (&[EntityId], Option<Resolution>) {
        let found = &self.recognition.mentions[mention];
        match self.resolved.get(&mention) {
            Some((how, entities)) => (entities, Some(*how)),
            None if found.entities.is_empty() => (&[], None),
            None => (&found.entities, found.resolution),
        }
    }
}
