//! The IRIs of the graph as constants, with their definitions.
//!
//! Written from `ontology/rapporteur.ttl` by `ontology::vocab_source`; do not edit.
//! `INSTA_UPDATE=always cargo test vocabulary` writes it anew.

use oxigraph::model::NamedNodeRef;
pub use oxigraph::model::vocab::{rdf, rdfs, xsd};

/// The namespace of the ontology.
pub const NAMESPACE: &str = "https://w3id.org/rapporteur/ns#";

/// The classes.
pub mod class {
    use super::NamedNodeRef;

    /// Anything that the graph describes with a node of its own: a claim, an event, an entity, a span or an office; it exists so that properties which several of these share have one domain.
    pub const RECORD: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Record");

    /// A diplomatic or news-agency report as published, with its text; one named graph holds all that it states.
    pub const REPORT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Report");

    /// A stretch of a report's text with its exact words; begin and end count Unicode code points from 0 and the end is exclusive.
    pub const SPAN: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Span");

    /// What made a claim: one version of the program with one state of its rules and data; it has no clock time, so that the same input gives the same bytes.
    pub const RUN: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Run");

    /// The extraction rule by which a claim was found; its IRI ends in the name under which its file is documented and tested.
    pub const RULE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Rule");

    /// Whoever a report gives as saying something: an entity, or the unnamed source.
    pub const SOURCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Source");

    /// A thing in the world that acts, is acted upon, or is where something happens.
    pub const ENTITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Entity");

    /// A human being.
    pub const PERSON: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Person");

    /// A country, whether it acts or is only a place.
    pub const STATE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#State");

    /// An organised body: an alliance, government, ministry, parliament, company, agency, armed force or party.
    pub const ORGANIZATION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Organization");

    /// A city, region, building, river, sea or other place that is not a state.
    pub const PLACE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Place");

    /// A collective that the report does not name one by one; its size and members are kept as far as the words say, and nobody is added.
    pub const GROUP: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Group");

    /// A post that a person can hold: its title together with the state or organisation that it belongs to.
    pub const OFFICE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Office");

    /// Something that happens at a time and has at least one participant; reported as having happened, planned, possible or denied.
    pub const EVENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Event");

    /// Two or more parties come together by arrangement, in person or by video: talks, sessions, courtesy calls.
    pub const MEETING: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Meeting");

    /// Two or more parties speak by telephone.
    pub const PHONE_CALL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#PhoneCall");

    /// A party travels to a place on official business.
    pub const VISIT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Visit");

    /// A summit, conference, forum or council of many parties.
    pub const SUMMIT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Summit");

    /// Parties sign or conclude an agreement, treaty, memorandum or declaration.
    pub const SIGNING: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Signing");

    /// A party sends another a letter, greeting, congratulation or condolence.
    pub const MESSAGE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Message");

    /// A person is appointed to, nominated for or removed from an office.
    pub const APPOINTMENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Appointment");

    /// People vote for persons, parties or on a question, or somebody is elected.
    pub const ELECTION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Election");

    /// A party gives or announces humanitarian, financial or military help.
    pub const AID: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Aid");

    /// A party imposes, extends or lifts sanctions, an embargo or restrictions on another.
    pub const SANCTION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Sanction");

    /// An armed attack or military operation.
    pub const ATTACK: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Attack");

    /// A formal act before guests: an opening, inauguration, wreath-laying, award or commemoration.
    pub const CEREMONY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Ceremony");

    /// An event for which no class of its own fits, such as a mission or an operation.
    pub const OTHER_EVENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#OtherEvent");

    /// One thing that one report states, with who says so, how, and in which words; it is not said to be true.
    pub const CLAIM: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Claim");

    /// The claim that an event has happened, will happen, may happen or did not happen.
    pub const OCCURRENCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Occurrence");

    /// The claim that an entity takes part in an event, in a role and, where stated, in the capacity of an office.
    pub const PARTICIPATION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Participation");

    /// The claim that a topic was spoken about at an event.
    pub const DISCUSSION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Discussion");

    /// The claim that a party takes a stand on something.
    pub const POSITION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Position");

    /// The claim that a party supplies another with energy, will, may, or has ceased to do so.
    pub const ENERGY_SUPPLY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#EnergySupply");

    /// The claim that a person holds an office.
    pub const OFFICE_HOLDING: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#OfficeHolding");

    /// The claim that a party takes part in a mission or operation with troops, people or means.
    pub const CONTRIBUTION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Contribution");

    /// The part that somebody plays in an event.
    pub const ROLE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Role");

    /// How a party stands towards an issue.
    pub const STANCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Stance");

    /// A matter of international politics on which parties take positions and of which they speak.
    pub const ISSUE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Issue");

    /// What is supplied: a fuel, electricity, or energy in general.
    pub const COMMODITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Commodity");

    /// Whether energy flows, will, may, has stopped for now or for good, or is refused.
    pub const SUPPLY_STATUS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#SupplyStatus");

    /// Whether an event is told as having happened, planned, possible or denied.
    pub const EVENT_STATUS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#EventStatus");

    /// Where the date of an event comes from.
    pub const DATE_BASIS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#DateBasis");

    /// How the words of a claim are reported.
    pub const SPEECH_MODE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#SpeechMode");

    /// Whether a claim says that something is so, is to come, is possible or is asked for.
    pub const MODALITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Modality");

    /// Whether a claim affirms or negates.
    pub const POLARITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Polarity");

    /// What a person says of a claim after reading its words; it stands in a graph of its own, beside the claim and never in its place.
    pub const REVIEW: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Review");

    /// Whether the words of a report state what a claim says.
    pub const VERDICT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Verdict");
}

/// The properties.
pub mod property {
    use super::NamedNodeRef;

    /// The place from which the report was sent, as its dateline says.
    pub const DATELINE_PLACE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#datelinePlace");

    /// The dateline in the words of the report.
    pub const DATELINE_TEXT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#datelineText");

    /// The news agency or publisher that sent the report.
    pub const AGENCY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#agency");

    /// The SHA-256 of the report's text in UTF-8, as 64 hexadecimal digits; it tells whether the report has changed.
    pub const TEXT_SHA256: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#textSha256");

    /// The number of the sentence in which the span begins, from 1.
    pub const SENTENCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#sentence");

    /// The entity that the words of the span refer to, by name, description or pronoun.
    pub const DENOTES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#denotes");

    /// The version of the program that made the run.
    pub const PROGRAM_VERSION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#programVersion");

    /// A hash of the rules, lexicons, model and ontology that the run used.
    pub const KNOWLEDGE_HASH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#knowledgeHash");

    /// The code of the CAMEO event ontology that comes nearest, as the conversion table of PLOVER lists it.
    pub const CAMEO_CODE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#cameoCode");

    /// The event type of PLOVER to which its conversion table maps the CAMEO code.
    pub const PLOVER_CODE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#ploverCode");

    /// The set from which the group's members come: NATO for `about 20 NATO countries`.
    pub const MEMBER_OF: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#memberOf");

    /// A member of the group that the report names: Turkey for `four countries, including Turkey`.
    pub const MEMBER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#member");

    /// How many members the group has, as stated.
    pub const CARDINALITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#cardinality");

    /// The state or wider place in which a place lies or an organisation has its seat.
    pub const LOCATED_IN: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#locatedIn");

    /// The state's code of two letters in ISO 3166-1.
    pub const ISO_ALPHA2: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#isoAlpha2");

    /// The state's code of three letters in ISO 3166-1.
    pub const ISO_ALPHA3: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#isoAlpha3");

    /// The title without state and honorifics: `President`, `Foreign Minister`.
    pub const OFFICE_TITLE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#officeTitle");

    /// The state or organisation to which the office belongs.
    pub const OFFICE_OF: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#officeOf");

    /// True where the text says `about`, `some` or the like.
    pub const APPROXIMATE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#approximate");

    /// The words of the report from which a quantity or a group was read.
    pub const VERBATIM: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#verbatim");

    /// Whether the event is told as having happened, planned, possible or denied.
    pub const STATUS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#status");

    /// The day, month or year on which it happens or begins, as precise as the text: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`.
    pub const DATE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#date");

    /// The day, month or year on which it ends, as precise as the text.
    pub const END_DATE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#endDate");

    /// Whether the date is stated in full, worked out, or taken from the dateline.
    pub const DATE_BASIS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#dateBasis");

    /// The most specific named place at which the event happens.
    pub const PLACE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#place");

    /// Who takes part: on the event each participant directly, on a participation the one it is about.
    pub const PARTICIPANT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#participant");

    /// What an event is about, in the words of the report: what was spoken about, given or signed.
    pub const TOPIC: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#topic");

    /// The concept of the issue scheme under which a topic or a position falls.
    pub const ISSUE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue");

    /// The event that the claim is about or at which a position was taken.
    pub const EVENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#event");

    /// The part that the participant plays in the event.
    pub const ROLE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role");

    /// The office as whose holder the participant takes part.
    pub const IN_CAPACITY_OF: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#inCapacityOf");

    /// Who takes the position; absent where the report names nobody.
    pub const HOLDER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#holder");

    /// How the holder stands towards the issue.
    pub const STANCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance");

    /// What the position is about, in the words of the report.
    pub const ISSUE_TEXT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issueText");

    /// Whose issue it is: Georgia in `support for the territorial integrity of Georgia`.
    pub const REGARDING: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#regarding");

    /// True where the text says that the position was taken before: `once again`, `reaffirmed`.
    pub const REITERATED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#reiterated");

    /// Who delivers the energy.
    pub const SUPPLIER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supplier");

    /// Who receives the energy.
    pub const RECIPIENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#recipient");

    /// What is supplied.
    pub const COMMODITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity");

    /// Whether the energy flows, will, may, has stopped, or is refused.
    pub const SUPPLY_STATUS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supplyStatus");

    /// How much is supplied or contributed, as stated.
    pub const QUANTITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#quantity");

    /// The pipeline, terminal or line through which the energy flows, in the words of the report.
    pub const ROUTE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#route");

    /// Who holds the office.
    pub const PERSON: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#person");

    /// The office that is held.
    pub const OFFICE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#office");

    /// Who takes part in the mission or operation.
    pub const CONTRIBUTOR: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#contributor");

    /// The mission or operation, an event with an occurrence of its own.
    pub const OPERATION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#operation");

    /// The report that states the claim.
    pub const REPORT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#report");

    /// A span with the words that state the claim.
    pub const EVIDENCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#evidence");

    /// The one span of the evidence that holds the word by which the claim was found; it stands beside `rap:evidence`, so that a question for one quotation need not compare all.
    pub const FIRST_EVIDENCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#firstEvidence");

    /// Who says so: an entity, or the unnamed source; absent where the report itself tells it.
    pub const SAID_BY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#saidBy");

    /// The agency whose report states the claim.
    pub const REPORTED_BY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#reportedBy");

    /// How the words of the claim are reported.
    pub const SPEECH_MODE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#speechMode");

    /// Whether it is said to be so, to come, to be possible, or asked for.
    pub const MODALITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#modality");

    /// Whether the claim affirms or negates.
    pub const POLARITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#polarity");

    /// The rule that read the claim from its words.
    pub const FOUND_BY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#foundBy");

    /// The share of claims of this rule that were right on held-back gold reports, from 0 to 1; absent where it was not measured.
    pub const CONFIDENCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#confidence");

    /// The claim that was reviewed.
    pub const REVIEWS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#reviews");

    /// What the reviewer found.
    pub const VERDICT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#verdict");

    /// Who reviewed the claim, by the name or sign that was given; each reviewer has one verdict on a claim, the last.
    pub const REVIEWER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#reviewer");

    /// The reviewer's reason, or how the claim should read.
    pub const NOTE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#note");

    /// The day of the review, as the reviewer gave it; no clock is read.
    pub const REVIEWED_ON: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#reviewedOn");

    /// The claim in plain words as it was when it was reviewed, by which a review can be read after its claim has gone.
    pub const REVIEWED_AS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#reviewedAs");
}

/// The concept schemes.
pub mod scheme {
    use super::NamedNodeRef;

    /// Sources that are not entities.
    pub const SOURCES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#sources");

    /// The parts that are played in events.
    pub const ROLES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#roles");

    /// How a party can stand towards an issue.
    pub const STANCES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stances");

    /// What is supplied as energy.
    pub const COMMODITIES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodities");

    /// Whether energy flows.
    pub const SUPPLY_STATUSES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supply-statuses");

    /// Whether an event has happened.
    pub const EVENT_STATUSES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#event-statuses");

    /// Whether a claim says that something is so, to come, possible or asked for.
    pub const MODALITIES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#modalities");

    /// Where a date comes from.
    pub const DATE_BASES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#date-bases");

    /// How words are reported.
    pub const SPEECH_MODES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#speech-modes");

    /// Whether something is affirmed or negated.
    pub const POLARITIES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#polarities");

    /// What a person who reads a claim beside its words finds.
    pub const VERDICTS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#verdicts");

    /// The matters on which parties take positions and of which they speak.
    pub const ISSUES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issues");
}

/// The concepts of the schemes.
pub mod concept {
    use super::NamedNodeRef;

    /// Somebody whom the report does not name; no speaker is invented.
    pub const UNNAMED_SOURCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#UnnamedSource");

    /// Takes part like the others; also the one who attacks, gives aid or imposes a sanction.
    pub const ROLE_PARTICIPANT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-participant");

    /// Receives the others or has invited them.
    pub const ROLE_HOST: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-host");

    /// Presides over the event.
    pub const ROLE_CHAIR: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-chair");

    /// The body whose session it is, or who calls the parties together or mediates.
    pub const ROLE_CONVENER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-convener");

    /// Travels to the place of a visit.
    pub const ROLE_VISITOR: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-visitor");

    /// Makes the phone call.
    pub const ROLE_CALLER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-caller");

    /// Signs or concludes the document.
    pub const ROLE_SIGNATORY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-signatory");

    /// Sends a message.
    pub const ROLE_SENDER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-sender");

    /// Receives a message or aid.
    pub const ROLE_RECIPIENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-recipient");

    /// Is appointed, elected or removed.
    pub const ROLE_APPOINTEE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-appointee");

    /// Is attacked or sanctioned.
    pub const ROLE_TARGET: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-target");

    /// Accompanies a principal as a member of the delegation.
    pub const ROLE_DELEGATE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#role-delegate");

    /// Is for it, backs or endorses it.
    pub const STANCE_SUPPORTS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance-supports");

    /// Is against it.
    pub const STANCE_OPPOSES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance-opposes");

    /// Blames or denounces it.
    pub const STANCE_CONDEMNS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance-condemns");

    /// Praises or appreciates it, or is glad of it.
    pub const STANCE_WELCOMES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance-welcomes");

    /// Is worried about it.
    pub const STANCE_CONCERNED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance-concerned");

    /// Asks, urges or demands that it be, or stresses the need for it.
    pub const STANCE_CALLS_FOR: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance-calls-for");

    /// Undertakes to do it: pledges, is ready, intends or agrees.
    pub const STANCE_COMMITS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance-commits");

    /// Refuses or denies it.
    pub const STANCE_REJECTS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#stance-rejects");

    /// Natural gas, by pipeline or not said how.
    pub const COMMODITY_GAS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-gas");

    /// Natural gas liquefied for shipping.
    pub const COMMODITY_LNG: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-lng");

    /// Crude oil, or oil without further word.
    pub const COMMODITY_OIL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-oil");

    /// What is refined from oil: diesel, petrol, kerosene, fuel oil.
    pub const COMMODITY_OIL_PRODUCTS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-oil-products");

    /// Electric power.
    pub const COMMODITY_ELECTRICITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-electricity");

    /// Coal of any kind.
    pub const COMMODITY_COAL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-coal");

    /// Uranium and fuel for reactors.
    pub const COMMODITY_NUCLEAR_FUEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-nuclear-fuel");

    /// Energy from wind, sun, water and green hydrogen.
    pub const COMMODITY_RENEWABLES: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-renewables");

    /// Energy without saying which.
    pub const COMMODITY_ENERGY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#commodity-energy");

    /// It flows at the time of the report.
    pub const SUPPLY_CURRENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supply-current");

    /// It is agreed or announced for later.
    pub const SUPPLY_PLANNED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supply-planned");

    /// It may come; it is offered, wished for or under talks.
    pub const SUPPLY_POSSIBLE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supply-possible");

    /// It has been stopped for a time or cut off.
    pub const SUPPLY_SUSPENDED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supply-suspended");

    /// It has ended for good.
    pub const SUPPLY_ENDED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supply-ended");

    /// A party refuses to sell or to buy.
    pub const SUPPLY_REFUSED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#supply-refused");

    /// It is told as having happened or happening.
    pub const OCCURRED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Occurred");

    /// It is told as not having happened or not going to happen.
    pub const DENIED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Denied");

    /// It is scheduled, announced or undertaken for later.
    pub const PLANNED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Planned");

    /// It may be; it is proposed, invited to or hoped for.
    pub const POSSIBLE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Possible");

    /// It is said to be so.
    pub const ASSERTED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Asserted");

    /// Somebody asks for it.
    pub const REQUESTED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Requested");

    /// The text gives the date in full.
    pub const STATED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Stated");

    /// The date was worked out from the report's own date: `on Tuesday`, `yesterday`, `December 14`.
    pub const RESOLVED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Resolved");

    /// The text gives no date; it is the day of the dateline.
    pub const FROM_DATELINE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#FromDateline");

    /// The report itself tells it.
    pub const NARRATION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Narration");

    /// It stands between quotation marks as the words of a speaker.
    pub const DIRECT_SPEECH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#DirectSpeech");

    /// It depends on a reporting verb with a speaker.
    pub const INDIRECT_SPEECH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#IndirectSpeech");

    /// It depends on a reporting verb without a speaker: `it was noted that`.
    pub const IMPERSONAL_SPEECH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#ImpersonalSpeech");

    /// It is affirmed.
    pub const AFFIRMED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Affirmed");

    /// It is negated.
    pub const NEGATED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#Negated");

    /// The words state what the claim says.
    pub const VERDICT_ACCEPTED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#verdict-accepted");

    /// The words state nothing of the kind.
    pub const VERDICT_REJECTED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#verdict-rejected");

    /// The words state something of the kind, and an argument or attribute of the claim is wrong; the note says how it should read.
    pub const VERDICT_CORRECTED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#verdict-corrected");

    /// That a state keeps all of its territory.
    pub const ISSUE_TERRITORIAL_INTEGRITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-territorial-integrity");

    /// That a state decides its own affairs.
    pub const ISSUE_SOVEREIGNTY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-sovereignty");

    /// Where the borders of states run, and that they are not moved by force.
    pub const ISSUE_BORDERS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-borders");

    /// Talks, treaties and mediation by which a conflict is to end.
    pub const ISSUE_PEACE_PROCESS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-peace-process");

    /// That fighting stops, for a time or for good.
    pub const ISSUE_CEASEFIRE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-ceasefire");

    /// Use of armed force: war, invasion, attacks, occupation and threats of them.
    pub const ISSUE_MILITARY_ACTION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-military-action");

    /// Defence, alliances, military help, missions and security between states.
    pub const ISSUE_SECURITY_COOPERATION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-security-cooperation");

    /// Limits on weapons: disarmament, non-proliferation, nuclear agreements.
    pub const ISSUE_ARMS_CONTROL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-arms-control");

    /// Terrorist violence and the fight against it.
    pub const ISSUE_TERRORISM: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-terrorism");

    /// Fuels and electricity: supply, routes, prices and the security of supply.
    pub const ISSUE_ENERGY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-energy");

    /// Trade, investment, finance and development.
    pub const ISSUE_TRADE_ECONOMY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-trade-economy");

    /// Sanctions, embargoes and restrictions put on states, firms and persons.
    pub const ISSUE_SANCTIONS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-sanctions");

    /// Help to people in need: aid, refugees in distress, evacuation, disasters, civilians in war.
    pub const ISSUE_HUMANITARIAN: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-humanitarian");

    /// Human rights, freedoms, democracy, elections and the rule of law.
    pub const ISSUE_HUMAN_RIGHTS_DEMOCRACY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-human-rights-democracy");

    /// Migration, asylum, refugees' movement, visas and return.
    pub const ISSUE_MIGRATION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-migration");

    /// Climate change, the environment and the change to clean energy for its sake.
    pub const ISSUE_CLIMATE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-climate");

    /// Health, disease and medicine.
    pub const ISSUE_HEALTH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-health");

    /// Roads, railways, ports, corridors, aviation, communications links.
    pub const ISSUE_TRANSPORT_CONNECTIVITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-transport-connectivity");

    /// Joining, belonging to or leaving an organisation or alliance.
    pub const ISSUE_MEMBERSHIP: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-membership");

    /// Relations, partnership and contacts between two states or bodies in general.
    pub const ISSUE_BILATERAL_RELATIONS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-bilateral-relations");

    /// Reform of states and organisations, government, corruption and public administration.
    pub const ISSUE_REFORM_GOVERNANCE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-reform-governance");

    /// A matter for which no other issue of the scheme fits.
    pub const ISSUE_OTHER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://w3id.org/rapporteur/ns#issue-other");
}

/// Dublin Core terms: what a report or a data set is called and where it comes from.
pub mod dcterms {
    use super::NamedNodeRef;

    /// `dcterms:PeriodOfTime`.
    pub const PERIOD_OF_TIME: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/PeriodOfTime");

    /// `dcterms:conformsTo`.
    pub const CONFORMS_TO: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/conformsTo");

    /// `dcterms:description`.
    pub const DESCRIPTION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/description");

    /// `dcterms:identifier`.
    pub const IDENTIFIER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/identifier");

    /// `dcterms:language`.
    pub const LANGUAGE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/language");

    /// `dcterms:license`.
    pub const LICENSE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/license");

    /// `dcterms:publisher`.
    pub const PUBLISHER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/publisher");

    /// `dcterms:rights`.
    pub const RIGHTS: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/rights");

    /// `dcterms:source`.
    pub const SOURCE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/source");

    /// `dcterms:temporal`.
    pub const TEMPORAL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://purl.org/dc/terms/temporal");

    /// `dcterms:title`.
    pub const TITLE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://purl.org/dc/terms/title");
}

/// WGS84: where a place lies, in degrees.
pub mod geo {
    use super::NamedNodeRef;

    /// `geo:lat`.
    pub const LAT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2003/01/geo/wgs84_pos#lat");

    /// `geo:long`.
    pub const LONG: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2003/01/geo/wgs84_pos#long");
}

/// NLP Interchange Format 2: the text and the stretches of it.
pub mod nif {
    use super::NamedNodeRef;

    /// `nif:Context`.
    pub const CONTEXT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Context");

    /// `nif:OffsetBasedString`.
    pub const OFFSET_BASED_STRING: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#OffsetBasedString",
    );

    /// `nif:anchorOf`.
    pub const ANCHOR_OF: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf",
    );

    /// `nif:beginIndex`.
    pub const BEGIN_INDEX: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex",
    );

    /// `nif:endIndex`.
    pub const END_INDEX: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex",
    );

    /// `nif:isString`.
    pub const IS_STRING: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString",
    );

    /// `nif:referenceContext`.
    pub const REFERENCE_CONTEXT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(
        "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#referenceContext",
    );
}

/// OWL 2: the classes of the ontology's own terms.
pub mod owl {
    use super::NamedNodeRef;

    /// `owl:AnnotationProperty`.
    pub const ANNOTATION_PROPERTY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#AnnotationProperty");

    /// `owl:Class`.
    pub const CLASS: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#Class");

    /// `owl:DatatypeProperty`.
    pub const DATATYPE_PROPERTY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#DatatypeProperty");

    /// `owl:ObjectProperty`.
    pub const OBJECT_PROPERTY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#ObjectProperty");

    /// `owl:Ontology`.
    pub const ONTOLOGY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#Ontology");

    /// `owl:versionInfo`.
    pub const VERSION_INFO: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#versionInfo");
}

/// PROV-O: what made a claim.
pub mod prov {
    use super::NamedNodeRef;

    /// `prov:Activity`.
    pub const ACTIVITY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#Activity");

    /// `prov:Entity`.
    pub const ENTITY: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#Entity");

    /// `prov:SoftwareAgent`.
    pub const SOFTWARE_AGENT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#SoftwareAgent");

    /// `prov:used`.
    pub const USED: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#used");

    /// `prov:wasAssociatedWith`.
    pub const WAS_ASSOCIATED_WITH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#wasAssociatedWith");

    /// `prov:wasDerivedFrom`.
    pub const WAS_DERIVED_FROM: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#wasDerivedFrom");

    /// `prov:wasGeneratedBy`.
    pub const WAS_GENERATED_BY: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/ns/prov#wasGeneratedBy");
}

/// schema.org: reports and quantities.
pub mod schema {
    use super::NamedNodeRef;

    /// `schema:NewsArticle`.
    pub const NEWS_ARTICLE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://schema.org/NewsArticle");

    /// `schema:QuantitativeValue`.
    pub const QUANTITATIVE_VALUE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://schema.org/QuantitativeValue");

    /// `schema:datePublished`.
    pub const DATE_PUBLISHED: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://schema.org/datePublished");

    /// `schema:latitude`.
    pub const LATITUDE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://schema.org/latitude");

    /// `schema:longitude`.
    pub const LONGITUDE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://schema.org/longitude");

    /// `schema:maxValue`.
    pub const MAX_VALUE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://schema.org/maxValue");

    /// `schema:minValue`.
    pub const MIN_VALUE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://schema.org/minValue");

    /// `schema:softwareVersion`.
    pub const SOFTWARE_VERSION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("https://schema.org/softwareVersion");

    /// `schema:unitCode`.
    pub const UNIT_CODE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://schema.org/unitCode");

    /// `schema:unitText`.
    pub const UNIT_TEXT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://schema.org/unitText");

    /// `schema:value`.
    pub const VALUE: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("https://schema.org/value");
}

/// SKOS: names, matches and concepts.
pub mod skos {
    use super::NamedNodeRef;

    /// `skos:Concept`.
    pub const CONCEPT: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#Concept");

    /// `skos:ConceptScheme`.
    pub const CONCEPT_SCHEME: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#ConceptScheme");

    /// `skos:altLabel`.
    pub const ALT_LABEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#altLabel");

    /// `skos:broader`.
    pub const BROADER: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#broader");

    /// `skos:closeMatch`.
    pub const CLOSE_MATCH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#closeMatch");

    /// `skos:definition`.
    pub const DEFINITION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#definition");

    /// `skos:exactMatch`.
    pub const EXACT_MATCH: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#exactMatch");

    /// `skos:example`.
    pub const EXAMPLE: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#example");

    /// `skos:hiddenLabel`.
    pub const HIDDEN_LABEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#hiddenLabel");

    /// `skos:inScheme`.
    pub const IN_SCHEME: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#inScheme");

    /// `skos:notation`.
    pub const NOTATION: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#notation");

    /// `skos:prefLabel`.
    pub const PREF_LABEL: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#prefLabel");

    /// `skos:topConceptOf`.
    pub const TOP_CONCEPT_OF: NamedNodeRef<'static> =
        NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#topConceptOf");
}
