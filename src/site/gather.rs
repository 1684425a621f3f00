//! The pass over the reports: it writes their pages and puts aside what the other pages show.

use crate::extract::traced;
use crate::knowledge::Knowledge;
use crate::ontology::NAMESPACE;
use crate::page::content::{Claim, Content, Reading};
use crate::page::frame::{About, Frame, Within};
use crate::page::html::html;
use crate::page::markup::anchor;
use crate::parts::{Stated, subjects_of_class, term_iri, term_text};
use crate::rdf::concepts::Concepts;
use crate::rdf::quads::{self, Writer};
use crate::rdf::vocab::{class, dcterms, nif, property, prov, rdf, schema};
use crate::read::dateline;
use crate::record::Look as _;
use crate::report::Report;
use crate::site::address;
use crate::site::at_hand::{Answers, AtHand};
use crate::site::catalogue::Catalogue;
use crate::site::events;
use crate::site::side_by_side::side_by_side;
use crate::site::spool::{Event, Line, Place, Spool, Spooled, packed};
use crate::site::{Out, SiteError};
use crate::store::{GraphStore, StoreError};
use chrono::NaiveDate;
use oxigraph::model::{NamedNode, NamedNodeRef};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::Path;

/// The parts of an entity's page, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Offices,
    Events,
    Positions,
    Energy,
    Contributions,
    Regarding,
    Said,
    /// The offices of a body, with whoever holds them.
    Holders,
}

/// What the lists say of a report.
pub(super) struct Card {
    pub(super) title: String,
    /// `2021-12-14`; empty where there is none.
    pub(super) date: String,
    pub(super) agency: Option<String>,
    pub(super) claims: usize,
}

/// A flow of energy: supplier, recipient, goods, and whether they flow.
pub(super) type Flow = (Option<usize>, Option<usize>, String, String);

/// Issue and stance, how often the holder takes it, and on which of the holder's pages that stands.
pub(super) type Stances = BTreeMap<(String, String), (usize, usize)>;

/// An event: the month under which it stands, its date, whether it occurred, and itself for the file.
type LeftEvent = (String, String, bool, Vec<u8>);

/// What the reports left behind.
pub(super) struct Gathered {
    pub(super) spooled: Spooled,
    /// By the number of the report.
    pub(super) cards: Vec<Card>,
    /// By the number of the entity: on which part of its page which claims stand.
    pub(super) claims: Vec<Vec<(Part, Place)>>,
    /// By the number of the entity: which reports name it how many times.
    pub(super) named: Vec<Vec<(u32, u32)>>,
    /// By month, or whatever is known of the date: the events with their dates, and whether they occurred.
    pub(super) events: BTreeMap<String, Vec<(String, bool, Place)>>,
    /// How many positions have no holder.
    pub(super) unheld: usize,
    /// By the number of the holder.
    pub(super) stances: BTreeMap<usize, Stances>,
    pub(super) flows: BTreeMap<Flow, Vec<Place>>,
}

/// What one report leaves behind.
struct Left {
    page: String,
    card: Card,
    claims: Vec<LeftClaim>,
    events: Vec<LeftEvent>,
    named: Vec<(usize, u32)>,
    explained: bool,
}

struct LeftClaim {
    /// Whether it is a position that nobody is said to hold.
    unheld: bool,
    packed: Vec<u8>,
    on: BTreeMap<usize, Part>,
    stance: Option<(usize, String, String)>,
    flow: Option<Flow>,
}

impl Gathered {
    pub(super) fn of(
        graph: &GraphStore,
        catalogue: &Catalogue,
        knowledge: &Knowledge,
        threads: NonZeroUsize,
        out: &mut Out,
        step: &mut impl FnMut(),
    ) -> Result<Self, SiteError> {
        let options = quads::Options { base: catalogue.base.clone(), ..quads::Options::default() };
        let writer = Writer::new(knowledge, options);
        let reader = Reader {
            graph,
            catalogue,
            knowledge,
            run: writer.run().clone(),
            only_ours: only_run(graph, writer.run())?,
            answers: Answers::default(),
        };
        let mut spool = Spool::start(out.ready(Path::new("claims.part"))?)?;
        let count = catalogue.entities.len();
        let mut all = Self {
            // The file is known again when it is complete.
            spooled: Spooled::default(),
            cards: Vec::with_capacity(catalogue.reports.len()),
            claims: vec![Vec::new(); count],
            named: vec![Vec::new(); count],
            events: BTreeMap::new(),
            unheld: 0,
            stances: BTreeMap::new(),
            flows: BTreeMap::new(),
        };
        let numbers: Vec<usize> = (0..catalogue.reports.len()).collect();
        side_by_side(
            threads,
            &numbers,
            |number| reader.report(*number),
            |left| {
                out.file(&catalogue.report_page(all.cards.len()), &left.page)?;
                out.written.reports += 1;
                out.written.claims += left.claims.len();
                out.written.events += left.events.len();
                out.written.unexplained += usize::from(!left.explained);
                all.take(left, &mut spool)?;
                step();
                Ok(())
            },
        )?;
        all.spooled = spool.finish()?;
        Ok(all)
    }

    fn take(&mut self, left: Left, spool: &mut Spool) -> Result<(), SiteError> {
        let report = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
        self.cards.push(left.card);
        for (entity, times) in left.named {
            self.named[entity].push((report, times));
        }
        for claim in left.claims {
            let place = spool.add(&claim.packed)?;
            for (entity, part) in claim.on {
                self.claims[entity].push((part, place));
            }
            self.unheld += usize::from(claim.unheld);
            if let Some((holder, issue, stance)) = claim.stance {
                self.stances.entry(holder).or_default().entry((issue, stance)).or_insert((0, 1)).0 += 1;
            }
            if let Some(flow) = claim.flow {
                self.flows.entry(flow).or_default().push(place);
            }
        }
        for (month, date, occurred, packed) in left.events {
            let place = spool.add(&packed)?;
            self.events.entry(month).or_default().push((date, occurred, place));
        }
        Ok(())
    }
}

/// Whether our rules and data, and no others, made the claims of a graph.
fn only_run(graph: &GraphStore, ours: &NamedNode) -> Result<bool, StoreError> {
    let runs = subjects_of_class(graph, class::RUN)?;
    Ok(!runs.is_empty() && runs.iter().all(|run| run == ours))
}

/// What it takes to read a report.
struct Reader<'g> {
    graph: &'g GraphStore,
    catalogue: &'g Catalogue,
    knowledge: &'g Knowledge,
    run: NamedNode,
    only_ours: bool,
    answers: Answers,
}

impl Reader<'_> {
    fn report(&self, number: usize) -> Result<Left, SiteError> {
        let iri = &self.catalogue.reports[number];
        let stated = Stated::read(self.graph, iri)?;
        let again = self.read_again(&stated);
        let read = again.as_ref().map(|report| traced(report, self.knowledge));
        let reading =
            read.as_ref().map(|(account, trace)| Reading { account, trace, knowledge: self.knowledge });
        let at_hand = AtHand { graph: self.graph, stated: &stated, answers: &self.answers };
        let content = Content::stored(&at_hand, &stated, reading)?;
        let page = self.page(number, &stated, &content);
        let card = Card {
            title: content.report.title.clone().unwrap_or_else(|| content.report.id.clone()),
            date: content.report.date.clone().unwrap_or_default(),
            agency: content.report.agency.clone(),
            claims: content.claims.len(),
        };
        let mut claims = Vec::new();
        for claim in &content.claims {
            claims.push(self.claim(number, &at_hand, claim, &card.date)?);
        }
        Ok(Left {
            page,
            claims,
            events: self.events(number, &stated, &content.claims, &card.date)?,
            named: self.named(&stated),
            explained: content.whole,
            card,
        })
    }

    /// The report as it was before it was read, if the rules and data that read it are ours.
    ///
    /// The graph does not hold why a sentence gave nothing; the same rules find the same reasons again.
    fn read_again(&self, stated: &Stated) -> Option<Report> {
        let iri = stated.report().as_str();
        let text = stated.text(iri, nif::IS_STRING)?.to_owned();
        let runs: BTreeSet<&str> =
            stated.subjects().filter_map(|(claim, _)| stated.iri(claim, prov::WAS_GENERATED_BY)).collect();
        let ours =
            if runs.is_empty() { self.only_ours } else { runs.iter().all(|run| *run == self.run.as_str()) };
        if !ours {
            return None;
        }
        let date: Option<NaiveDate> =
            stated.text(iri, schema::DATE_PUBLISHED).and_then(|date| date.parse().ok());
        // The date of a text is its dateline's; where it is another, it was given beside the text.
        let by_itself = dateline::find(&text, None);
        let dateline = if by_itself.date == date { by_itself } else { dateline::find(&text, date) };
        let written = dateline.span.map(|span| span.of(&text).trim());
        if written != stated.text(iri, property::DATELINE_TEXT) {
            return None;
        }
        let agency = match dateline.agency {
            Some(_) => None,
            None => match stated.iri(iri, property::AGENCY) {
                Some(agency) => {
                    self.catalogue.entity(agency).map(|number| self.catalogue.entities[number].label.clone())
                }
                None => None,
            },
        };
        Some(Report {
            id: stated.text(iri, dcterms::IDENTIFIER)?.to_owned(),
            title: stated.text(iri, dcterms::TITLE).map(str::to_owned),
            date,
            dateline,
            agency,
            source: stated.text(iri, dcterms::SOURCE).map(str::to_owned),
            text,
        })
    }

    fn page(&self, number: usize, stated: &Stated, content: &Content<'_>) -> String {
        let report = &content.report;
        let own = self.catalogue.report_page(number);
        let top = address::top(&own);
        let published = report.date.clone().unwrap_or_default();
        let page_of = |iri: &str| {
            if let Some(entity) = self.catalogue.entity(iri) {
                return Some(format!("{top}{}", self.catalogue.entity_page(entity, 1)));
            }
            if event_class(stated, iri).is_some() {
                let month = events::month_of(stated.text(iri, property::DATE), &published);
                return Some(format!("{top}{}#{}", events::page_of(&month), anchor(iri)));
            }
            content
                .claims
                .iter()
                .any(|claim| claim.record.iri.as_str() == iri)
                .then(|| format!("#{}", anchor(iri)))
        };
        let within = Within { top: top.clone(), page_of: &page_of };
        let mut data = serde_json::json!({
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": report.iri.as_str(),
            "identifier": report.id,
            "headline": report.title.as_deref().unwrap_or(&report.id),
            "inLanguage": report.language.as_deref().unwrap_or("en"),
        });
        if let Some(date) = &report.date {
            data["datePublished"] = date.as_str().into();
        }
        if let Some(agency) = &report.agency {
            data["publisher"] = serde_json::json!({"@type": "Organization", "name": agency});
        }
        let about = About { iri: report.iri.as_str().to_owned(), data };
        html(content, Frame::Within(&within), Some(&about))
    }

    fn number_of(&self, stated: &Stated, subject: &str, predicate: NamedNodeRef<'_>) -> Option<usize> {
        self.catalogue.entity(stated.iri(subject, predicate)?)
    }

    /// The numbers of the entities that a property names.
    fn numbers_of(
        &self,
        stated: &Stated,
        subject: &str,
        predicate: NamedNodeRef<'_>,
    ) -> impl Iterator<Item = usize> {
        stated.iris(subject, predicate).into_iter().filter_map(|iri| self.catalogue.entity(iri))
    }

    fn claim(
        &self,
        report: usize,
        at_hand: &AtHand<'_>,
        claim: &Claim,
        published: &str,
    ) -> Result<LeftClaim, SiteError> {
        let stated = at_hand.stated;
        let record = &claim.record;
        let iri = record.iri.as_str();
        let event = stated.iri(iri, property::EVENT).or_else(|| stated.iri(iri, property::OPERATION));
        let mut names = BTreeSet::new();
        for predicate in [
            property::PERSON,
            property::PARTICIPANT,
            property::HOLDER,
            property::REGARDING,
            property::SUPPLIER,
            property::RECIPIENT,
            property::CONTRIBUTOR,
            property::SAID_BY,
        ] {
            names.extend(self.numbers_of(stated, iri, predicate));
        }
        for predicate in [property::PARTICIPANT, property::PLACE] {
            names.extend(event.into_iter().flat_map(|event| self.numbers_of(stated, event, predicate)));
        }
        let office = stated.iri(iri, property::OFFICE).or_else(|| stated.iri(iri, property::IN_CAPACITY_OF));
        let body = match office {
            Some(office) => at_hand
                .objects(NamedNodeRef::new_unchecked(office), property::OFFICE_OF)?
                .first()
                .and_then(term_iri)
                .and_then(|body| self.catalogue.entity(body)),
            None => None,
        };
        names.extend(body);

        let mut on: BTreeMap<usize, Part> = BTreeMap::new();
        let mut put = |entity: Option<usize>, part: Part| {
            if let Some(entity) = entity {
                let first = on.entry(entity).or_insert(part);
                *first = part.min(*first);
            }
        };
        let notation = |predicate| {
            stated
                .iri(iri, predicate)
                .and_then(|concept| Concepts::embedded().notation(concept))
                .map(str::to_owned)
        };
        let (mut topic, mut stance, mut flow) = (None, None, None);
        match record.class.as_str() {
            "OfficeHolding" => {
                put(self.number_of(stated, iri, property::PERSON), Part::Offices);
                put(body, Part::Holders);
            }
            "Occurrence" => {
                put(event.and_then(|event| self.number_of(stated, event, property::PLACE)), Part::Events);
            }
            "Participation" => put(self.number_of(stated, iri, property::PARTICIPANT), Part::Events),
            "Position" => {
                let issue = stated
                    .iri(iri, property::ISSUE)
                    .and_then(|concept| Concepts::embedded().widest_notation(concept))
                    .unwrap_or("other")
                    .to_owned();
                let stands = notation(property::STANCE).unwrap_or_else(|| "other".to_owned());
                for holder in self.numbers_of(stated, iri, property::HOLDER) {
                    put(Some(holder), Part::Positions);
                    stance = stance.or(Some((holder, issue.clone(), stands.clone())));
                }
                for regarding in self.numbers_of(stated, iri, property::REGARDING) {
                    put(Some(regarding), Part::Regarding);
                }
                topic = Some((issue, stands));
            }
            "EnergySupply" => {
                let supplier = self.number_of(stated, iri, property::SUPPLIER);
                let recipient = self.number_of(stated, iri, property::RECIPIENT);
                put(supplier, Part::Energy);
                put(recipient, Part::Energy);
                let goods = notation(property::COMMODITY).unwrap_or_else(|| "energy".to_owned());
                let status = notation(property::SUPPLY_STATUS).unwrap_or_default();
                flow = Some((supplier, recipient, goods.clone(), status.clone()));
                topic = Some((goods, status));
            }
            "Contribution" => {
                put(self.number_of(stated, iri, property::CONTRIBUTOR), Part::Contributions);
                for party in
                    event.into_iter().flat_map(|event| self.numbers_of(stated, event, property::PARTICIPANT))
                {
                    put(Some(party), Part::Contributions);
                }
            }
            _ => {}
        }
        put(self.number_of(stated, iri, property::SAID_BY), Part::Said);
        let date = event.and_then(|event| stated.text(event, property::DATE)).unwrap_or(published);
        let words = record.words();
        let line = Line {
            anchor: anchor(iri),
            class: record.class.clone(),
            told: record.in_words(),
            quote: words.map(|words| words.quote.clone()).unwrap_or_default(),
            said: record.attribution(),
            report,
            sentence: words.and_then(|words| words.sentence),
            begin: words.map_or(0, |words| words.begin),
            date: date.to_owned(),
            names: names.into_iter().collect(),
            topic,
        };
        let unheld = record.class == "Position" && stance.is_none();
        Ok(LeftClaim { unheld, packed: packed(&line)?, on, stance, flow })
    }

    /// The events of a report.
    fn events(
        &self,
        report: usize,
        stated: &Stated,
        claims: &[Claim],
        published: &str,
    ) -> Result<Vec<LeftEvent>, SiteError> {
        let mut events = Vec::new();
        for (iri, _) in stated.subjects() {
            let Some(class) = event_class(stated, iri) else { continue };
            let local =
                |predicate| stated.iri(iri, predicate).and_then(|concept| concept.strip_prefix(NAMESPACE));
            let occurrence = claims.iter().find(|claim| {
                claim.record.class == "Occurrence"
                    && stated.iri(claim.record.iri.as_str(), property::EVENT) == Some(iri)
            });
            let date = stated.text(iri, property::DATE);
            let status = local(property::STATUS).unwrap_or("Occurred").to_lowercase();
            let event = Event {
                anchor: anchor(iri),
                iri: iri.to_owned(),
                class: class.to_owned(),
                date: date.map(str::to_owned),
                end: stated.text(iri, property::END_DATE).map(str::to_owned),
                basis: local(property::DATE_BASIS).map(str::to_owned),
                place: self.number_of(stated, iri, property::PLACE),
                participants: self.numbers_of(stated, iri, property::PARTICIPANT).collect(),
                topics: stated
                    .values(iri, property::TOPIC)
                    .into_iter()
                    .filter_map(term_text)
                    .map(str::to_owned)
                    .collect(),
                report,
                claim: occurrence.map(|claim| {
                    let quote = claim.record.words().map(|words| words.quote.clone());
                    (anchor(claim.record.iri.as_str()), quote.unwrap_or_default())
                }),
                status,
            };
            let month = events::month_of(date, published);
            let occurred = event.status == "occurred";
            events.push((month, date.unwrap_or_default().to_owned(), occurred, packed(&event)?));
        }
        Ok(events)
    }

    /// How often the report names which entity.
    fn named(&self, stated: &Stated) -> Vec<(usize, u32)> {
        let mut named: BTreeMap<usize, u32> = BTreeMap::new();
        for (span, _) in stated.subjects() {
            for entity in self.numbers_of(stated, span, property::DENOTES) {
                *named.entry(entity).or_default() += 1;
            }
        }
        named.into_iter().collect()
    }
}

/// The class of an event by its local name; nothing for what is none.
fn event_class<'s>(stated: &'s Stated, iri: &str) -> Option<&'s str> {
    let classes = stated.iris(iri, rdf::TYPE).into_iter();
    classes
        .filter_map(|class| class.strip_prefix(NAMESPACE))
        .filter(|local| Concepts::embedded().event_class(local).is_some())
        // A store that reasons adds the class above.
        .max_by_key(|class| *class != "Event")
}
