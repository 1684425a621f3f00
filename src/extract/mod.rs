//! Rules over a document: mentions to frames, and frames to the account of a report.

pub mod attribute;
pub mod coverage;
mod discussions;
pub mod events;
pub mod graph;
pub mod lines;
mod operations;
mod order;
pub mod phrase;
pub mod positions;
pub mod repair;
mod status;
pub mod supplies;

use crate::annotate::annotate;
use crate::claim::{Account, Evidence, Source, Statement};
use crate::document::{Document, Upos};
use crate::frame::Frame;
use crate::knowledge::Knowledge;
use crate::mention::{EntityId, EntityKind, Mention, MentionKind, Recognition, Resolution};
use crate::recognise::recognise;
use crate::report::{Report, Span};
use crate::rule::file::{EVENT_CLASSES, Rule};
use crate::rule::matcher::{Context, Filler, Miss};
use crate::rule::why::{Attempt, attempts};
use attribute::{Attribution, Attributor, Speaker};
use graph::Graph;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How a rule fared on a trigger, kept for `explain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The rule, as an index into the rules.
    pub rule: usize,
    /// The trigger token.
    pub trigger: usize,
    /// Where it stopped.
    pub miss: Miss,
}

/// What led to an account: for `explain`.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The linguistic reading.
    pub document: Document,
    /// The frames that rules found.
    pub frames: Vec<Frame>,
    /// The rules that began and stopped.
    pub near_misses: Vec<NearMiss>,
    /// For each frame whether something of it reached the account.
    pub kept: Vec<bool>,
}

/// Reads a report: everything it states, ready to be written.
pub fn account<'r>(report: &'r Report, knowledge: &Knowledge) -> Account<'r> {
    traced(report, knowledge).0
}

/// Reads a report and keeps what led to its account.
pub fn traced<'r>(report: &'r Report, knowledge: &Knowledge) -> (Account<'r>, Trace) {
    let document = annotate(&report.text, report.body(), knowledge.model());
    of_document(report, document, knowledge)
}

/// Reads a report, and says for each sentence how far the rules came, the nearest first.
///
/// With `only` it says so of that rule alone, by its number, even where it has nothing to do with the sentence.
pub fn attempted<'r>(
    report: &'r Report,
    knowledge: &Knowledge,
    only: Option<usize>,
) -> (Account<'r>, Trace, Vec<Vec<Attempt>>) {
    let document = annotate(&report.text, report.body(), knowledge.model());
    looked_at(report, document, knowledge, |context| {
        let rules = || {
            knowledge
                .rules()
                .rules()
                .iter()
                .enumerate()
                .filter(|(rule, _)| only.is_none_or(|only| only == *rule))
        };
        let sentences = context.graph.document.sentences().iter();
        sentences.map(|sentence| attempts(context, rules(), sentence, only.is_some())).collect()
    })
}

/// Reads a report whose linguistic reading is given.
pub fn of_document<'r>(
    report: &'r Report,
    document: Document,
    knowledge: &Knowledge,
) -> (Account<'r>, Trace) {
    let (account, trace, ()) = looked_at(report, document, knowledge, |_| ());
    (account, trace)
}

/// Reads a report; `look` may look at what the rules see.
fn looked_at<'r, T>(
    report: &'r Report,
    mut document: Document,
    knowledge: &Knowledge,
    look: impl FnOnce(&Context<'_>) -> T,
) -> (Account<'r>, Trace, T) {
    // Names are given their heads by the coordinations; phrases are attached to nouns by the names.
    repair::coordination::mend(&report.text, &mut document);
    repair::clauses::mend(&report.text, &mut document, knowledge.attachment());
    // Who speaks tells whose minister it is.
    repair::reporting::mend(&report.text, &mut document, knowledge.attachment());
    repair::clauses::mend_objects(&mut document);
    let recognition = recognise(report, &mut document, knowledge);
    repair::attachment::mend(&report.text, &mut document, knowledge.attachment());
    // Whom one met is known by the names.
    repair::parties::mend(&report.text, &mut document, &recognition, knowledge);
    let graph = Graph::new(&report.text, &document, knowledge);
    let index = Index::new(&graph, &recognition, knowledge);
    let (frames, near_misses) = index.frames(&graph, &recognition, knowledge);
    let seen = look(&index.context(&graph, &recognition));
    let mut extraction = Extraction {
        report,
        knowledge,
        graph: &graph,
        recognition: &recognition,
        attributor: Attributor::new(&graph, &recognition, knowledge),
        frames: &frames,
        kept: vec![false; frames.len()],
        time_at: &index.times,
        members: FxHashMap::default(),
        joint: Vec::new(),
        resolved: RefCell::default(),
    };
    extraction.members = extraction.listed_members();
    extraction.joint = extraction.joint_statement();
    let told = extraction.events();
    let positions = extraction.positions(&told);
    let supplies = extraction.supplies(&told);
    let contributions = extraction.contributions(&told);
    let offices = extraction.offices();
    let kept = extraction.kept;
    let resolved = extraction.resolved.into_inner();
    let sentences = document
        .sentences()
        .iter()
        .filter(|range| !range.is_empty())
        .map(|range| document.span(range.clone()))
        .collect();
    let mut account = Account {
        report,
        sentences,
        recognition: Recognition::default(),
        events: told.events,
        positions,
        supplies,
        contributions,
        offices,
        resolved,
    };
    account.recognition = recognition;
    events::drop_empty(&mut account);
    (account, Trace { document, frames, near_misses, kept }, seen)
}

/// For each token what it belongs to.
struct Index {
    times: Vec<Option<usize>>,
    measures: Vec<Option<usize>>,
    commodities: Vec<Option<String>>,
    events: Vec<bool>,
}

impl Index {
    fn new(graph: &Graph<'_>, recognition: &Recognition, knowledge: &Knowledge) -> Self {
        let count = graph.document.tokens().len();
        let mut time_at = vec![None; count];
        for (index, time) in recognition.times.iter().enumerate() {
            time_at[time.tokens.clone()].fill(Some(index));
        }
        let mut measure_at = vec![None; count];
        for (index, measure) in recognition.measures.iter().enumerate() {
            measure_at[measure.tokens.clone()].fill(Some(index));
        }
        let commodity_at = knowledge.commodities(graph);
        let mut index = Self {
            times: time_at,
            measures: measure_at,
            commodities: commodity_at,
            events: vec![false; count],
        };
        let mut event_at = vec![false; count];
        {
            let context = index.context(graph, recognition);
            for (token, found) in event_at.iter_mut().enumerate() {
                *found = knowledge.is_event_noun(graph, token)
                    || knowledge.rules().for_lemma(graph.lemma(token)).any(|(_, rule)| {
                        EVENT_CLASSES.contains(&rule.class.as_str()) && context.triggers(rule, token)
                    });
            }
        }
        index.events = event_at;
        index
    }

    fn context<'a>(&'a self, graph: &'a Graph<'a>, recognition: &'a Recognition) -> Context<'a> {
        Context {
            graph,
            recognition,
            time_at: &self.times,
            measure_at: &self.measures,
            commodity_at: &self.commodities,
            event_at: &self.events,
        }
    }

    fn frames(
        &self,
        graph: &Graph<'_>,
        recognition: &Recognition,
        knowledge: &Knowledge,
    ) -> (Vec<Frame>, Vec<NearMiss>) {
        let context = self.context(graph, recognition);
        let mut frames: Vec<Frame> = Vec::new();
        let mut near_misses = Vec::new();
        for token in 0..graph.document.tokens().len() {
            for (number, rule) in knowledge.rules().for_lemma(graph.lemma(token)) {
                if !context.triggers(rule, token) {
                    continue;
                }
                match context.roles(rule, token) {
                    Ok(roles) => frames.push(Frame {
                        class: rule.class.clone(),
                        rule: number,
                        trigger: token,
                        roles,
                        set: rule.set.clone(),
                    }),
                    Err(miss) => near_misses.push(NearMiss { rule: number, trigger: token, miss }),
                }
            }
        }
        (frames, near_misses)
    }
}

/// So many sentences may follow "N said:" without quotation marks and still be what N said.
const SPEECH: usize = 8;

/// Within how many sentences a joint statement names those who make it.
const JOINT_OPENING: usize = 8;

/// The words of a text in lower case, without what stands between them.
fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// How many words a line may have that is the heading of a list.
const HEADING: usize = 8;

/// How many bytes may stand before a name that a line begins with: "- The Honorable ".
const TITLES: usize = 24;

/// The work on one report, with everything it looks at.
struct Extraction<'a> {
    report: &'a Report,
    knowledge: &'a Knowledge,
    graph: &'a Graph<'a>,
    recognition: &'a Recognition,
    attributor: Attributor<'a>,
    frames: &'a [Frame],
    kept: Vec<bool>,
    time_at: &'a [Option<usize>],
    /// Who is in a group whose members the text lists beside it: "the ministers, A and B".
    members: FxHashMap<EntityId, Vec<EntityId>>,
    /// Who makes the report's statement together: those whose "we" it is.
    joint: Vec<EntityId>,
    /// Whom the words stand for that the recognition left open.
    resolved: RefCell<BTreeMap<usize, (Resolution, Vec<EntityId>)>>,
}

impl Extraction<'_> {
    fn rule(&self, frame: &Frame) -> &Rule {
        self.knowledge.rules().get(frame.rule)
    }

    /// The words from the first to the last token that a frame uses, within the trigger's sentence.
    fn evidence(&self, frame: &Frame) -> Evidence {
        let document = self.graph.document;
        let sentence = document.sentence_of(frame.trigger);
        let range = document.sentences()[sentence].clone();
        let mut first = frame.trigger;
        let mut last = frame.trigger;
        let mut take = |tokens: std::ops::Range<usize>| {
            if tokens.start >= range.start && tokens.end <= range.end && tokens.start < tokens.end {
                first = first.min(tokens.start);
                last = last.max(tokens.end - 1);
            }
        };
        for (_, fillers) in &frame.roles {
            for filler in fillers {
                match filler {
                    Filler::Mention(index) => take(self.recognition.mentions[*index].tokens.clone()),
                    Filler::Phrase(token) | Filler::Event(token) => take(phrase::tokens(self.graph, *token)),
                    Filler::Time(index) => take(self.recognition.times[*index].tokens.clone()),
                    Filler::Measure(index) => take(self.recognition.measures[*index].tokens.clone()),
                    Filler::Commodity(_, token) => take(*token..*token + 1),
                }
            }
        }
        // "plans to widen the market": what the noun announces is half of what it says.
        if document.token(frame.trigger).upos == Upos::Noun {
            for child in document.children(frame.trigger) {
                if document.token(child).deprel.as_str() == "acl"
                    && self.graph.case(child).is_some_and(|case| case.split(' ').any(|word| word == "to"))
                {
                    take(phrase::tokens(self.graph, child));
                }
            }
        }
        Evidence { span: document.span(first..last + 1), sentence: sentence + 1 }
    }

    fn source(&self, attribution: &Attribution) -> Vec<Source> {
        match attribution.speaker {
            Speaker::Nobody => vec![Source::Narration],
            Speaker::Unnamed => vec![Source::Unnamed],
            Speaker::Mention(mut index) => {
                if self.recognition.mentions[index].found_by == "first-person" {
                    let said = index;
                    let head = self.recognition.mentions[index].head;
                    let speaker = self.speaker(head);
                    if let Some(author) = self.author_at(head).filter(|_| speaker.is_none()) {
                        self.resolved.borrow_mut().insert(said, (Resolution::Statement, vec![author]));
                        return vec![Source::Speaker(author)];
                    }
                    index = speaker.unwrap_or(index);
                    let found = self.recognition.mentions[index].entities.clone();
                    if !found.is_empty() {
                        self.resolved.borrow_mut().insert(said, (Resolution::Speaker, found));
                    }
                }
                let entities = &self.recognition.mentions[index].entities;
                if entities.is_empty() {
                    vec![Source::Unnamed]
                } else {
                    entities.iter().copied().map(Source::Speaker).collect()
                }
            }
        }
    }

    fn statement(&self, frame: &Frame, attribution: &Attribution) -> Statement {
        let mut attribution = *attribution;
        if let Some(polarity) = frame.set.get("polarity") {
            attribution.polarity = match (polarity.as_str(), attribution.polarity) {
                ("negated", _) | ("contrary", crate::claim::Polarity::Affirmed) => {
                    crate::claim::Polarity::Negated
                }
                _ => crate::claim::Polarity::Affirmed,
            };
        }
        if let Some(modality) = frame.set.get("modality") {
            attribution.modality = match modality.as_str() {
                "planned" => crate::claim::Modality::Planned,
                "possible" => crate::claim::Modality::Possible,
                "requested" => crate::claim::Modality::Requested,
                _ => crate::claim::Modality::Asserted,
            };
        }
        Statement {
            evidence: vec![self.evidence(frame)],
            source: self.source(&attribution)[0],
            speech_mode: attribution.mode,
            modality: attribution.modality,
            polarity: attribution.polarity,
            rule: self.rule(frame).name.clone(),
        }
    }

    fn is_plural(&self, token: usize) -> bool {
        matches!(self.graph.lower(token), "we" | "our" | "us" | "ours")
    }

    /// Who says "I" or "we": the mention by its index, where it is sure that it is that person alone.
    fn speaker(&self, token: usize) -> Option<usize> {
        let plural = self.is_plural(token);
        let quoted = self.attributor.is_quoted(token);
        // The "we" of a statement is of those whose statement it is; "N announced the following:" in a fact sheet
        // begins no speech.
        let sheet =
            self.report.title.as_deref().is_some_and(|title| title.to_lowercase().starts_with("fact sheet"));
        if !quoted && (sheet || plural && self.states_itself()) {
            return None;
        }
        let index = self.attributor.speaking_at(token)?;
        let speaker = &self.recognition.mentions[index];
        let document = self.graph.document;
        let alone = !speaker.tokens.clone().any(|t| {
            document.children(t).any(|child| {
                document.token(child).deprel.base() == "conj" && !speaker.tokens.contains(&child)
            }) || document.token(t).deprel.base() == "conj"
                && !speaker.tokens.contains(&document.token(t).head)
        });
        // Who is named within the words is not who says them, and a heading's speaker does not speak for ever.
        let outside = !quoted || !self.attributor.is_quoted(speaker.head);
        let near = document.sentence_of(speaker.head) + SPEECH >= document.sentence_of(token);
        let persons =
            speaker.entities.iter().all(|id| self.recognition.entity(*id).kind == EntityKind::Person);
        let sure = alone && outside && (quoted || near && persons) && (plural || persons);
        sure.then_some(index)
    }

    /// Whose statement the report is, where a token is "I" outside of any quotation.
    fn author_at(&self, token: usize) -> Option<EntityId> {
        self.recognition.author.filter(|_| !self.is_plural(token) && !self.attributor.is_quoted(token))
    }

    /// The entities of a mention, "the sides" and "they" resolved to those who take part in the event they follow.
    fn entities(&self, index: usize, told: &events::Told) -> Vec<EntityId> {
        let (found, how) = self.referred(index, told);
        if let Some(how) = how.filter(|_| !found.is_empty()) {
            self.resolved.borrow_mut().insert(index, (how, found.clone()));
        }
        found
    }

    fn referred(&self, index: usize, told: &events::Told) -> (Vec<EntityId>, Option<Resolution>) {
        let mention = &self.recognition.mentions[index];
        if !mention.entities.is_empty() {
            let found = self.with_members(&mention.entities);
            // "The National Security Advisors", of whom one is called so: those who confer.
            if found == mention.entities
                && mention.kind == MentionKind::Group
                && self.holders_of_title(mention).is_some_and(|titled| !titled.is_empty())
            {
                let parties = told.parties(self, index);
                if parties.len() >= 2 && parties.iter().all(|id| self.has_a_name(*id)) {
                    return (parties, None);
                }
            }
            return (found, None);
        }
        if mention.found_by == "first-person" {
            // "we met": the one who says so, as far as the report tells who that is.
            let plural = self.is_plural(mention.head);
            let quoted = self.attributor.is_quoted(mention.head);
            if let Some(speaker) = self.speaker(mention.head) {
                return (self.recognition.mentions[speaker].entities.clone(), Some(Resolution::Speaker));
            }
            if let Some(author) = self.author_at(mention.head) {
                return (vec![author], Some(Resolution::Statement));
            }
            // "We welcome" in a government's own statement, outside of any quotation, is its state.
            if !plural || !self.states_itself() || quoted {
                return (Vec::new(), None);
            }
            return (self.stating(), Some(Resolution::Statement));
        }
        (self.with_members(&told.parties(self, index)), mention.resolution)
    }

    /// Whose own statement the report is: those who make it together, else its publisher; nobody if others state it as
    /// well, and who they are was not found.
    fn stating(&self) -> Vec<EntityId> {
        if !self.joint.is_empty() {
            self.joint.clone()
        } else if self.is_joint() {
            Vec::new()
        } else {
            self.recognition.publisher.into_iter().collect()
        }
    }

    /// Entities, with those in the place of a group who are known to be its members.
    fn with_members(&self, entities: &[EntityId]) -> Vec<EntityId> {
        let known = |id: &EntityId| self.members.get(id).cloned().unwrap_or_else(|| vec![*id]);
        entities.iter().flat_map(known).collect()
    }

    /// Whether the report calls itself a statement of its publisher: "Statement on …", "Joint statement with …", "Readout
    /// of …".
    fn states_itself(&self) -> bool {
        let title = self.report.title.as_deref().unwrap_or_default();
        let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // "Remarks on the statement": what the title speaks of later is not what it is.
        words
            .by_ref()
            .take_while(|word| {
                !matches!(word.to_lowercase().as_str(), "on" | "remarks" | "about" | "regarding")
            })
            .any(|word| self.knowledge.in_set("statement", &word.to_lowercase()))
    }

    /// Whether the title says that several make the statement.
    fn is_joint(&self) -> bool {
        let title = self.report.title.as_deref().unwrap_or_default().to_lowercase();
        title
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| self.knowledge.in_set("several-speaking", word) || word == "declaration")
    }

    /// Who makes a joint statement: the states, else the bodies or persons, that its title names before it says what
    /// about, or that its first sentences name as those who speak; nobody if there are not two.
    fn joint_statement(&self) -> Vec<EntityId> {
        if !self.states_itself() {
            return Vec::new();
        }
        let title: Vec<String> = words_of(self.report.title.as_deref().unwrap_or_default())
            .into_iter()
            .take_while(|word| {
                !matches!(word.as_str(), "on" | "about" | "regarding" | "following" | "marking")
            })
            .collect();
        if !title.iter().any(|word| self.knowledge.in_set("several-speaking", word)) {
            return self.joint_speakers();
        }
        let told = |id: EntityId| self.is_named_in(id, &title);
        let kinds = [EntityKind::State, EntityKind::Organization, EntityKind::Person];
        let of_kind = |kind: EntityKind| -> Vec<EntityId> {
            let entities = (0..self.recognition.entities.len()).map(EntityId);
            entities.filter(|id| self.recognition.entity(*id).kind == kind && told(*id)).collect()
        };
        let named = kinds.into_iter().map(of_kind).find(|named| named.len() >= 2).unwrap_or_else(|| {
            // "U.S.-EU joint statement": a state and a body to which states belong.
            let mut mixed = of_kind(EntityKind::State);
            let known = |id: &EntityId| self.recognition.entity(*id).known.is_some();
            mixed.extend(of_kind(EntityKind::Organization).into_iter().filter(known));
            if mixed.len() == 2 { mixed } else { Vec::new() }
        });
        // "Joint statement on …": the first sentence may name more of them.
        let speaking = self.joint_speakers();
        let several = if speaking.len() > named.len() { speaking } else { named };
        if several.len() < 2 { self.states_acting_together() } else { several }
    }

    /// Whether one of the names by which the report calls an entity stands among some words.
    fn is_named_in(&self, id: EntityId, among: &[String]) -> bool {
        let names = self
            .recognition
            .mentions
            .iter()
            .filter(|mention| mention.entities.as_slice() == [id] && mention.kind == MentionKind::Name);
        names
            .map(|mention| words_of(mention.span.of(&self.report.text)))
            .map(|name| name.into_iter().filter(|word| word != "the").collect::<Vec<_>>())
            .any(|name| !name.is_empty() && among.windows(name.len()).any(|window| window == name))
    }

    /// The two states between which the title says that something is: "Joint Statement on the Chile-Peru Working Group",
    /// or the one that it names and the state whose report it is; nobody if there are not two.
    fn pair_in_title(&self) -> Vec<EntityId> {
        let title = words_of(self.report.title.as_deref().unwrap_or_default());
        let state = |id: &EntityId| self.recognition.entity(*id).kind == EntityKind::State;
        let entities = (0..self.recognition.entities.len()).map(EntityId);
        let mut named: Vec<EntityId> =
            entities.filter(|id| state(id) && self.is_named_in(*id, &title)).collect();
        if let Some(publisher) = self.recognition.publisher.filter(state)
            && named.len() == 1
            && !named.contains(&publisher)
        {
            named.insert(0, publisher);
        }
        if named.len() == 2 { named } else { Vec::new() }
    }

    /// "We, the leaders of Chile and Peru, …", "The Governments of Chile and Peru issued the following statement".
    fn joint_speakers(&self) -> Vec<EntityId> {
        let document = self.graph.document;
        let Some(first) = document.sentences().iter().find(|sentence| !sentence.is_empty()) else {
            return Vec::new();
        };
        let heads =
            first.clone().filter(|token| self.knowledge.in_set("joint-speaker", self.graph.lemma(*token)));
        let over = self.mentions_over();
        for head in heads {
            if head + 2 >= first.end || self.graph.lower(head + 1) != "of" {
                continue;
            }
            let start = head + 2 + usize::from(self.graph.lower(head + 2) == "the");
            let party = |id: &EntityId| {
                matches!(self.recognition.entity(*id).kind, EntityKind::State | EntityKind::Organization)
            };
            let row = self.row(&over, start..first.end, head);
            let mut parties: Vec<EntityId> =
                row.into_iter().map(|(entity, _)| entity).filter(party).collect();
            // "the leaders of Chile, Peru, and Norway" may be known as a group, of whose name the states are parts.
            if let Some(group) = over[head].map(|index| self.recognition.mentions[index].tokens.clone()) {
                let within =
                    self.recognition.mentions.iter().filter(|mention| {
                        mention.tokens.start > group.start && mention.tokens.end <= group.end
                    });
                for id in within.filter_map(|mention| mention.entities.first().copied()).filter(party) {
                    if !parties.contains(&id) {
                        parties.push(id);
                    }
                }
            }
            if parties.len() >= 2 {
                return parties;
            }
        }
        Vec::new()
    }

    /// "The United States and France commit to": the first states that one clause of a joint statement has as its subject,
    /// if the one whose report it is is among them.
    fn states_acting_together(&self) -> Vec<EntityId> {
        let document = self.graph.document;
        let Some(publisher) = self.recognition.publisher else { return Vec::new() };
        let state = |token: usize| -> Option<EntityId> {
            let id = self.recognition.mention_of(token)?.entities.first().copied()?;
            (self.recognition.entity(id).kind == EntityKind::State).then_some(id)
        };
        let opening = document.sentences().get(JOINT_OPENING).map_or(document.tokens().len(), |s| s.start);
        (0..opening)
            .filter(|token| document.token(*token).deprel.as_str() == "nsubj")
            .map(|token| {
                let mut states: Vec<EntityId> =
                    self.graph.conjuncts(token).into_iter().filter_map(state).collect();
                states.dedup();
                states
            })
            .find(|states| states.len() >= 2 && states.contains(&publisher))
            .unwrap_or_default()
    }

    /// The groups whose members stand beside them, two or more persons, states or bodies: "the ministers, A and B".
    fn listed_members(&self) -> FxHashMap<EntityId, Vec<EntityId>> {
        let document = self.graph.document;
        let over = self.mentions_over();
        let mut found = FxHashMap::default();
        for mention in &self.recognition.mentions {
            let &[group] = mention.entities.as_slice() else { continue };
            if self.recognition.entity(group).kind != EntityKind::Group || found.contains_key(&group) {
                continue;
            }
            if let Some(holders) = self.holders_of_title(mention)
                && self.as_many(mention, holders.len())
            {
                found.insert(group, holders);
                continue;
            }
            let beside = document
                .children(mention.head)
                .find(|child| document.token(*child).deprel.as_str() == "appos" && *child > mention.head);
            // "the leaders – Kari Lund, Jan Kowal and Ana Ruiz – met"
            let dash = mention.tokens.end;
            let behind_dash = (dash + 1 < document.tokens().len()
                && matches!(self.graph.lower(dash), "–" | "—" | "-" | "--" | "("))
            .then_some(dash + 1);
            let Some(beside) = beside.or(behind_dash) else { continue };
            let Some(index) = over.get(beside).copied().flatten() else { continue };
            let end = document.sentences()[document.sentence_of(beside)].end;
            let row = self.row(&over, self.recognition.mentions[index].tokens.start..end, mention.head);
            let person = |id: &EntityId| self.recognition.entity(*id).kind == EntityKind::Person;
            let members: Vec<EntityId> = row.into_iter().map(|(entity, _)| entity).filter(person).collect();
            if members.len() >= 2 {
                found.insert(group, members);
            }
        }
        let delegation = self.recognition.mentions.iter().find_map(|mention| {
            let &[group] = mention.entities.as_slice() else { return None };
            let is_group = self.recognition.entity(group).kind == EntityKind::Group;
            (is_group && self.graph.lemma(mention.head) == "delegation").then_some(group)
        });
        if let Some(group) = delegation
            && let members = self.members_in_lines()
            && members.len() >= 2
        {
            found.entry(group).or_insert(members);
        }
        found
    }

    /// Whether an entity is a person whom the report names, and does not know by an office alone.
    fn has_a_name(&self, id: EntityId) -> bool {
        self.recognition.entity(id).kind == EntityKind::Person
            && self.recognition.mentions.iter().any(|m| m.kind == MentionKind::Name && m.entities == [id])
    }

    /// How many the words of a mention say that they are.
    fn number_in(&self, mention: &Mention) -> Option<usize> {
        mention.tokens.clone().find_map(|token| match self.graph.lower(token) {
            "two" | "2" | "both" => Some(2),
            "three" | "3" => Some(3),
            _ => None,
        })
    }

    /// Whether a mention may stand for so many: for as many as it says, for two or three if it does not say.
    fn as_many(&self, mention: &Mention, count: usize) -> bool {
        self.number_in(mention).map_or((2..=3).contains(&count), |number| count == number)
    }

    /// "The two Prime Ministers", "the National Security Advisors": the persons whom the report names with that office;
    /// nothing if the words are no such office in the plural.
    fn holders_of_title(&self, mention: &Mention) -> Option<Vec<EntityId>> {
        let tokens = mention.tokens.clone();
        let lower = |token: usize| self.graph.lower(token);
        let counts = |token: &usize| !matches!(lower(*token), "the" | "two" | "2" | "both" | "three" | "3");
        let definite = self.number_in(mention).is_some()
            || tokens.start > 0 && lower(tokens.start - 1) == "the"
            || lower(tokens.start) == "the"
            || tokens.clone().all(|token| self.graph.document.token(token).upos == Upos::Propn);
        let spelt = |word: &str| word.to_lowercase().replace("adviser", "advisor");
        // A name keeps its plural: "the Prime Ministers", "the Foreign Secretaries".
        let singular = |word: &str| match word.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => word.strip_suffix('s').unwrap_or(word).to_owned(),
        };
        // "The Prime Ministers' Meeting" is of more than the report names.
        let whose = tokens.end < self.graph.document.tokens().len()
            && matches!(lower(tokens.end), "'" | "’" | "'s" | "’s");
        let last = tokens.end - 1;
        let words: Vec<String> = tokens
            .filter(counts)
            .map(|token| spelt(&if token == last { singular(lower(token)) } else { lower(token).to_owned() }))
            .collect();
        if words.len() < 2 || !definite || whose {
            return None;
        }
        let mut found: Vec<EntityId> = Vec::new();
        for office in &self.recognition.offices {
            let title = spelt(&office.title);
            let same = title.split(' ').count() == words.len()
                && words.iter().all(|word| title.split(' ').any(|part| part == word));
            if same && self.has_a_name(office.person) && !found.contains(&office.person) {
                found.push(office.person);
            }
        }
        Some(found)
    }

    /// "Members of the delegation:", and a line for each: whom the lines begin with.
    fn members_in_lines(&self) -> Vec<EntityId> {
        let heading = |line: &str| {
            let line = line.to_lowercase();
            line.contains("delegation") && line.split(' ').count() <= HEADING
        };
        self.persons_in_lines(heading).into_iter().map(|(person, _)| person).collect()
    }

    /// The persons with whose names the lines begin that follow the first line that ends with a colon and is such a
    /// heading, each with its mention.
    fn persons_in_lines(&self, heading: impl Fn(&str) -> bool) -> Vec<(EntityId, usize)> {
        let text = &self.report.text;
        let mut lines = text.split_inclusive('\n').scan(0, |end, line| {
            let start = *end;
            *end += line.len();
            Some((start, line.trim_end()))
        });
        if !lines.by_ref().any(|(_, line)| line.ends_with(':') && heading(line)) {
            return Vec::new();
        }
        let mut found: Vec<(EntityId, usize)> = Vec::new();
        for (start, line) in lines.filter(|(_, line)| !line.is_empty()) {
            let first = self.recognition.mentions.iter().position(|mention| {
                mention.kind == MentionKind::Name && (start..start + line.len()).contains(&mention.span.start)
            });
            let person = first
                .filter(|index| self.recognition.mentions[*index].span.start <= start + TITLES)
                .and_then(|index| Some((*self.recognition.mentions[index].entities.first()?, index)))
                .filter(|(id, _)| self.recognition.entity(*id).kind == EntityKind::Person);
            let Some(person) = person else { break };
            if found.iter().all(|(id, _)| *id != person.0) {
                found.push(person);
            }
        }
        found
    }

    /// The words of a phrase, as a table would give them.
    fn words(&self, token: usize) -> (String, Span) {
        let span = self.graph.document.span(phrase::tokens(self.graph, token));
        (span.of(&self.report.text).split_whitespace().collect::<Vec<_>>().join(" "), span)
    }

    /// The issue of a phrase by its notation.
    fn issue_of(&self, token: usize) -> String {
        let lemmas: Vec<&str> =
            phrase::tokens(self.graph, token).filter_map(|token| self.word_of_issue(token)).collect();
        self.knowledge.issue_of(&lemmas)
    }

    /// A word that may tell an issue; nothing for one that tells who is meant ("the Peruvian Government").
    fn word_of_issue(&self, token: usize) -> Option<&str> {
        let lemma = self.graph.lemma(token);
        if self.knowledge.in_set("government", lemma) {
            let named = self.recognition.mentions.iter().any(|mention| {
                mention.tokens.contains(&token) && mention.kind == crate::mention::MentionKind::Name
            });
            return (!named).then_some(lemma);
        }
        // "developments in Peru" are what happens there.
        (!self.knowledge.in_set("plural-of-its-own", self.graph.lower(token))).then_some(lemma)
    }

    fn offices(&self) -> Vec<(crate::mention::OfficeHolding, Statement)> {
        let document = self.graph.document;
        self.recognition
            .offices
            .iter()
            .map(|office| {
                // That somebody is President is told by whoever names him so: the report, unless it quotes.
                let statement = Statement {
                    evidence: vec![Evidence {
                        span: office.span,
                        sentence: document.sentence_of(office.tokens.start) + 1,
                    }],
                    source: Source::Narration,
                    speech_mode: crate::claim::SpeechMode::Narration,
                    modality: crate::claim::Modality::Asserted,
                    polarity: crate::claim::Polarity::Affirmed,
                    rule: office.found_by.to_owned(),
                };
                (office.clone(), statement)
            })
            .collect()
    }
}
