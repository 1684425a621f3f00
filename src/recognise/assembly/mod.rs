//! Brings names, offices, groups and what refers back to them together into one `Recognition`.

mod naming;

mod holding;

mod author;
mod belonging;

mod headline;

mod whose;

mod referring;

mod pronouns;

use super::names::{Candidate, overlap, within};
use super::offices::Phrase;
use super::reading::Reading;
use super::words::NameWord;
use super::{quantities, times};
use crate::document::Document;
use crate::knowledge::Knowledge;
use crate::knowledge::names::Folder;
use crate::knowledge::persons::Gender;
use crate::mention::{
    Entity, EntityId, EntityKind, Mention, MentionKind, OfficeHolding, Recognition, Resolution,
};
use crate::report::Report;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A holding before its title is final.
struct Holding {
    person: EntityId,
    /// The title, and its key: in small letters without "former".
    title: String,
    noun: &'static str,
    body: Option<EntityId>,
    /// Whether the text itself names the body with this title.
    stated: bool,
    /// Whether the text names the body in words that were not understood: nothing is to be guessed.
    opaque: bool,
    tokens: Range<usize>,
    found_by: &'static str,
}

/// The recognition in the making.
struct Assembly<'a> {
    reading: &'a Reading<'a>,
    knowledge: &'a Knowledge,
    folder: Folder,
    bodies: Vec<Candidate>,
    /// The entity of each of the bodies.
    body_entity: Vec<EntityId>,
    phrases: Vec<Phrase>,
    /// Where persons are named, and which entity each is.
    person_at: Vec<(Range<usize>, EntityId)>,
    genders: FxHashMap<EntityId, Gender>,
    entities: Vec<Entity>,
    by_key: FxHashMap<String, EntityId>,
    mentions: Vec<Mention>,
    holdings: Vec<Holding>,
    publisher: Option<EntityId>,
    /// Whose statement the report is.
    author: Option<EntityId>,
    publisher_key: Option<String>,
    /// The key of the state in which the report was written, by its dateline.
    dateline_state: Option<String>,
    headline: headline::Headline,
}

/// Reads all that the report names, counts and dates; heads of mentions are not yet set.
pub(super) fn assemble(report: &Report, document: &Document, knowledge: &Knowledge) -> Recognition {
    let reading = Reading::new(&report.text, document, &knowledge.persons);
    let time_list = times::times(&report.text, document, report.reference_date());
    let sources = [report.source.as_deref(), report.agency.as_deref(), Some(report.id.as_str())];
    let publisher_key =
        sources.iter().flatten().find_map(|source| knowledge.gazetteer.publisher(source)).map(str::to_owned);
    let home = publisher_key.as_deref().and_then(|key| key.strip_prefix("state:")).unwrap_or("");
    let measures = quantities::measures_at_home(&report.text, document, &time_list, home);
    let mut assembly = Assembly {
        reading: &reading,
        knowledge,
        folder: Folder::new(),
        bodies: Vec::new(),
        body_entity: Vec::new(),
        phrases: Vec::new(),
        person_at: Vec::new(),
        genders: FxHashMap::default(),
        entities: Vec::new(),
        by_key: FxHashMap::default(),
        mentions: Vec::new(),
        holdings: Vec::new(),
        publisher: None,
        author: None,
        publisher_key,
        dateline_state: report
            .dateline
            .place
            .and_then(|span| state_of_dateline(knowledge, span.of(&report.text))),
        headline: headline::Headline::new(report.title.as_deref().unwrap_or_default(), knowledge),
    };
    assembly.find_names();
    assembly.name_bodies();
    assembly.name_persons();
    assembly.hold_offices();
    assembly.refer_to_bodies();
    assembly.find_groups(&measures);
    assembly.refer_by_role();
    assembly.author = assembly.author(report);
    assembly.refer_by_pronoun();
    let dateline_place =
        report.dateline.place.and_then(|span| assembly.place_of_dateline(span.of(&report.text)));
    let agency_words =
        report.dateline.agency.map(|span| span.of(&report.text).to_owned()).or_else(|| report.agency.clone());
    let agency = agency_words.map(|words| assembly.agency(&words));
    let mut offices: Vec<OfficeHolding> = assembly
        .holdings
        .iter()
        .map(|holding| OfficeHolding {
            person: holding.person,
            title: holding.title.clone(),
            body: holding.body,
            span: document.span(holding.tokens.clone()),
            tokens: holding.tokens.clone(),
            found_by: holding.found_by,
        })
        .collect();
    offices.sort_by_key(|office| office.tokens.start);
    let mut mentions = std::mem::take(&mut assembly.mentions);
    nest(&mut mentions);
    Recognition {
        publisher: assembly.publisher,
        author: assembly.author,
        entities: assembly.entities,
        mentions,
        offices,
        times: time_list,
        measures,
        mention_at: Vec::new(),
        agency,
        dateline_place,
    }
}

/// How what a rule finds is resolved.
fn resolution_by(rule: &str) -> Option<Resolution> {
    Some(match rule {
        "acronym" => Resolution::Acronym,
        "coref:short-name" => Resolution::ShortName,
        "coref:nominal" => Resolution::CustomaryName,
        "coref:head-noun" => Resolution::BodyNoun,
        "coref:country" => Resolution::Country,
        "capital-as-actor" => Resolution::Capital,
        "state-side" => Resolution::Side,
        "coref:title" => Resolution::Title,
        "coref:role" => Resolution::RoleNoun,
        "coref:only-person" => Resolution::OnlyPerson,
        "counterpart" => Resolution::Counterpart,
        "office-apposition" => Resolution::Apposition,
        "coref:pronoun" => Resolution::Pronoun,
        "coref:possessive" => Resolution::Possessive,
        "coref:it" => Resolution::It,
        "coref:its" => Resolution::Its,
        "they" => Resolution::They,
        "plural-anaphor" => Resolution::Parties,
        "first-person" => Resolution::Speaker,
        _ => return None,
    })
}

/// The key of the state in which a dateline's place lies.
fn state_of_dateline(knowledge: &Knowledge, words: &str) -> Option<String> {
    let parts: Vec<&str> = words.split([',', ' ']).filter(|part| !part.is_empty()).collect();
    let matches = knowledge.gazetteer.lookup(&parts);
    let place = knowledge.gazetteer.known(matches.first()?.key)?;
    Some(if place.kind == EntityKind::State { place.key } else { place.located_in? }.to_owned())
}

/// Sorts mentions and drops those that repeat or cross another one; the longer one stays.
fn nest(mentions: &mut Vec<Mention>) {
    mentions.sort_by_key(|m| (std::cmp::Reverse(m.tokens.len()), m.tokens.start));
    let mut kept: Vec<Mention> = Vec::new();
    for mention in mentions.drain(..) {
        let clash = kept.iter().any(|other| {
            other.tokens == mention.tokens
                || (overlap(&other.tokens, &mention.tokens)
                    && !within(&mention.tokens, &other.tokens)
                    && !within(&other.tokens, &mention.tokens))
        });
        if !clash {
            kept.push(mention);
        }
    }
    kept.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    *mentions = kept;
}

impl Assembly<'_> {
    fn add(&mut self, kind: EntityKind, name: &str, known: Option<&str>) -> EntityId {
        self.entities.push(Entity {
            kind,
            name: name.to_owned(),
            also: Vec::new(),
            known: known.map(str::to_owned),
            group: None,
        });
        EntityId(self.entities.len() - 1)
    }

    /// The entity of a row of the gazetteer.
    fn known(&mut self, key: &str) -> Option<EntityId> {
        if let Some(&id) = self.by_key.get(key) {
            return Some(id);
        }
        let known = self.knowledge.gazetteer.known(key)?;
        let (kind, label) = (known.kind, known.label.to_owned());
        let id = self.add(kind, &label, Some(key));
        self.by_key.insert(key.to_owned(), id);
        Some(id)
    }

    /// The entity of a name that the gazetteer does not know; `key` makes it one with others.
    fn unknown(&mut self, kind: EntityKind, key: String, name: &str) -> EntityId {
        if let Some(&id) = self.by_key.get(&key) {
            return id;
        }
        let id = self.add(kind, name, None);
        self.by_key.insert(key, id);
        id
    }

    fn also(&mut self, id: EntityId, words: &str) {
        let entity = &mut self.entities[id.0];
        if entity.name != words && !entity.also.iter().any(|other| other == words) {
            entity.also.push(words.to_owned());
        }
    }

    fn mention(
        &mut self,
        tokens: Range<usize>,
        kind: MentionKind,
        entities: Vec<EntityId>,
        found_by: &'static str,
    ) {
        self.resolved(tokens, kind, entities, found_by, resolution_by(found_by));
    }

    fn resolved(
        &mut self,
        tokens: Range<usize>,
        kind: MentionKind,
        entities: Vec<EntityId>,
        found_by: &'static str,
        resolution: Option<Resolution>,
    ) {
        if matches!(kind, MentionKind::Name | MentionKind::Demonym | MentionKind::Nominal)
            && let [id] = entities[..]
        {
            let words = self.reading.words_of(tokens.clone());
            if !matches!(found_by, "coref:country") {
                self.also(id, &words);
            }
        }
        let span = self.reading.document.span(tokens.clone());
        // "his French counterpart N" names the person.
        let resolution =
            resolution.filter(|how| !matches!((how, kind), (Resolution::Counterpart, MentionKind::Name)));
        self.mentions.push(Mention {
            span,
            head: tokens.start,
            tokens,
            kind,
            entities,
            found_by,
            resolution,
        });
    }

    fn is_state(&self, id: Option<EntityId>) -> bool {
        id.is_some_and(|id| self.entities[id.0].kind == EntityKind::State)
    }

    /// Whether a title is that of a head of state or government, or next to it.
    fn is_chief(&self, title: &str) -> bool {
        NameWord::Sovereign.has(title) || self.knowledge.offices.is_chief(title)
    }

    /// The entity of the dateline's place.
    fn place_of_dateline(&mut self, words: &str) -> Option<EntityId> {
        let parts: Vec<&str> = words.split([',', ' ']).filter(|part| !part.is_empty()).collect();
        let key = self.knowledge.gazetteer.lookup(&parts).first().map(|found| found.key.to_owned());
        match key {
            Some(key) => self.known(&key),
            None => Some(self.unknown(EntityKind::Place, format!("Place:{}", words.to_lowercase()), words)),
        }
    }

    /// The entity of the agency that sends the report.
    fn agency(&mut self, words: &str) -> EntityId {
        let key = self.knowledge.gazetteer.agency(words).map(str::to_owned);
        let id = key.and_then(|key| self.known(&key)).unwrap_or_else(|| {
            self.unknown(EntityKind::Organization, format!("Organization:{}", words.to_lowercase()), words)
        });
        self.also(id, words);
        id
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::knowledge::Knowledge;
    use crate::mention::{MentionKind, Recognition};
    use crate::recognise::recognise;
    use crate::report::Report;
    use std::sync::LazyLock;

    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

    fn read(source: Option<&str>, text: &str) -> Recognition {
        let report = Report { text: text.to_owned(), source: source.map(str::to_owned), ..Report::default() };
        let mut document = annotate(text, report.body(), crate::annotate::Model::embedded());
        let recognition = recognise(&report, &mut document, &KNOWLEDGE);
        for mention in &recognition.mentions {
            let outward = mention
                .tokens
                .clone()
                .filter(|t| document.head(*t).is_none_or(|head| !mention.tokens.contains(&head)));
            assert_eq!(outward.collect::<Vec<_>>(), [mention.head], "{}", mention.span.of(text));
        }
        recognition
    }

    /// The offices as "person | title | body".
    fn offices(recognition: &Recognition) -> Vec<String> {
        recognition
            .offices
            .iter()
            .map(|office| {
                let body = office.body.map_or("-", |body| &recognition.entity(body).name);
                format!("{} | {} | {body}", recognition.entity(office.person).name, office.title)
            })
            .collect()
    }

    /// What the words refer to, by the names of the entities.
    fn refers(text: &str, recognition: &Recognition, words: &str) -> Vec<String> {
        let mention = recognition.mentions.iter().rev().find(|m| m.span.of(text) == words);
        let entities = mention.map_or(&[][..], |m| &m.entities);
        entities.iter().map(|id| recognition.entity(*id).name.clone()).collect()
    }

    #[test]
    fn titles_before_and_after_names_are_offices() {
        for (text, expected) in [
            ("President of the Republic of Finland Sauli Niemi spoke.", "Sauli Niemi | President | Finland"),
            ("Norway's Prime Minister Kari Lund arrived.", "Kari Lund | Prime Minister | Norway"),
            ("German Chancellor Karl Brandt left Berlin.", "Karl Brandt | Chancellor | Germany"),
            (
                "NATO Secretary General Peter Dahl agreed.",
                "Peter Dahl | Secretary General | North Atlantic Treaty Organization",
            ),
            (
                "U.S. Secretary of State Robert Hale called.",
                "Robert Hale | Secretary of State | United States",
            ),
            (
                "Peter Dahl, Secretary General of NATO, agreed.",
                "Peter Dahl | Secretary General | North Atlantic Treaty Organization",
            ),
            ("President Anna Kowalska of Poland met them.", "Anna Kowalska | President | Poland"),
            ("Former Italian Prime Minister Paolo Riva spoke.", "Paolo Riva | Former Prime Minister | Italy"),
            (
                "Spokesman for the Iranian Foreign Ministry Ali Karimi spoke.",
                "Ali Karimi | Spokesman | Ministry of Foreign Affairs of Iran",
            ),
        ] {
            assert_eq!(offices(&read(None, text)), [expected], "{text}");
        }
    }

    #[test]
    fn a_counterpart_holds_the_same_office_for_the_other_state() {
        let text = "Swedish Foreign Minister Anna Berg met her Danish counterpart Lars Holm.";
        assert_eq!(
            offices(&read(None, text)),
            ["Anna Berg | Foreign Minister | Sweden", "Lars Holm | Foreign Minister | Denmark"]
        );
    }

    #[test]
    fn the_publisher_tells_whose_prime_minister_it_is() {
        let text = "Prime Minister Mary Stone visited Tokyo. The Prime Minister thanked her hosts.";
        let recognition = read(Some("au-pm-releases"), text);
        assert_eq!(offices(&recognition), ["Mary Stone | Prime Minister | Australia"]);
        assert_eq!(refers(text, &recognition, "The Prime Minister"), ["Mary Stone"]);
    }

    #[test]
    fn roles_surnames_and_bodies_refer_back() {
        let text = "President of Finland Sauli Niemi met NATO Secretary General Peter Dahl. \
                    The head of state praised the Alliance. Dahl agreed.";
        let recognition = read(None, text);
        assert_eq!(refers(text, &recognition, "The head of state"), ["Sauli Niemi"]);
        assert_eq!(refers(text, &recognition, "the Alliance"), ["North Atlantic Treaty Organization"]);
        assert_eq!(refers(text, &recognition, "Dahl"), ["Peter Dahl"]);
    }

    #[test]
    fn the_sides_are_left_to_the_event() {
        let text = "The two sides discussed trade.";
        let recognition = read(None, text);
        let sides = recognition.mentions.iter().find(|m| m.kind == MentionKind::Nominal);
        assert_eq!(sides.map(|m| (m.found_by, m.entities.len())), Some(("plural-anaphor", 0)));
    }

    #[test]
    fn a_group_has_its_source_its_number_and_its_named_members() {
        let text = "NATO met. About 12 NATO countries, including Norway, buy oil.";
        let recognition = read(None, text);
        let group = recognition.entities.iter().find_map(|e| e.group.as_ref()).cloned().unwrap_or_default();
        let name = |id| recognition.entity(id).name.as_str();
        assert_eq!(group.member_of.map(name), Some("North Atlantic Treaty Organization"));
        assert_eq!(group.cardinality.and_then(|q| q.value).as_deref(), Some("12"));
        assert_eq!(group.members.into_iter().map(name).collect::<Vec<_>>(), ["Norway"]);
    }

    #[test]
    fn a_capital_that_acts_is_its_state() {
        let text = "Ties between Madrid and Lisbon are close. He was born in Madrid.";
        let recognition = read(None, text);
        let named: Vec<&str> = recognition
            .mentions
            .iter()
            .filter(|m| m.span.of(text) == "Madrid")
            .map(|m| recognition.entity(m.entities[0]).name.as_str())
            .collect();
        assert_eq!(named, ["Spain", "Madrid"]);
    }

    #[test]
    fn nothing_in_capitals_or_marks_breaks_the_reading() {
        for text in [
            "",
            "—",
            "PRESIDENT MEETS MINISTER IN PARIS",
            "of the of the",
            "Mr.",
            "The President,",
            "(NATO) ()",
            "President of",
        ] {
            read(Some("kremlin-en"), text);
        }
    }
}
