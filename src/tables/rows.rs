//! From what a report states to rows.

use crate::parts::{Stated, Thing, Things, day, entity_kind, term_iri, term_text};
use crate::rdf::classes;
use crate::rdf::concepts::Concepts;
use crate::rdf::identity::{GEONAMES, WIKIDATA};
use crate::rdf::vocab::{
    NAMESPACE, concept, dcterms, geo, nif, property, prov, rdf, rdfs, schema, skos, xsd,
};
use crate::tables::TableError;
use crate::tables::row::Row;
use crate::tables::schema::Table;
use chrono::{Months, NaiveDate};
use oxigraph::model::{NamedNodeRef, Term};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What rows are made with.
pub(super) struct Maker<'g, 'r> {
    pub(super) stated: &'r Stated,
    pub(super) things: &'r mut Things<'g>,
    /// Whether the text of the report is wanted.
    pub(super) text: bool,
    pub(super) rows: Vec<Row>,
}

/// A claim with what it takes to put it in its place.
struct Claim<'r> {
    iri: &'r str,
    class: &'static str,
    span: &'r str,
    begin: i64,
    end: i64,
}

impl Maker<'_, '_> {
    /// The rows of all tables, each table's in its order.
    pub(super) fn report(&mut self) -> Result<(), TableError> {
        let stated = self.stated;
        let claims = claims(stated);
        let events = events(stated, &claims);
        self.report_row(claims.len(), events.len())?;
        for (event, class, occurrence) in &events {
            self.event_row(event, class, occurrence.map(|claim| claim.iri))?;
        }
        for claim in &claims {
            self.claim_row(claim)?;
            match claim.class {
                "Participation" => self.participation_row(claim.iri)?,
                "Discussion" => self.discussion_row(claim.iri)?,
                "Position" => self.position_row(claim.iri)?,
                "EnergySupply" => self.supply_row(claim.iri)?,
                "OfficeHolding" => self.office_row(claim.iri)?,
                "Contribution" => self.contribution_row(claim.iri)?,
                _ => {}
            }
        }
        self.mention_rows()?;
        for (iri, quads) in stated.subjects() {
            let is_entity = quads.iter().any(|quad| {
                quad.predicate == rdf::TYPE && term_iri(&quad.object).and_then(entity_kind).is_some()
            });
            if is_entity && stated.owns(iri) {
                self.entity_row(iri)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, row: Row) -> Result<(), TableError> {
        self.rows.push(row.whole()?);
        Ok(())
    }

    fn row(table: &'static str) -> Result<Row, TableError> {
        let table = Table::named(table).ok_or(TableError::Undeclared { table, column: "" })?;
        Ok(Row::of(table))
    }

    fn thing(&mut self, iri: Option<&str>) -> Result<Rc<Thing>, TableError> {
        match iri {
            Some(iri) => Ok(self.things.get(iri)?),
            None => Ok(Rc::default()),
        }
    }

    fn label(&mut self, iri: Option<&str>) -> Result<Option<String>, TableError> {
        Ok(self.thing(iri)?.label.clone())
    }

    fn labels(&mut self, iris: &[&str]) -> Result<Vec<String>, TableError> {
        iris.iter().map(|iri| Ok(self.label(Some(iri))?.unwrap_or_else(|| (*iri).to_owned()))).collect()
    }

    fn report_row(&mut self, claims: usize, events: usize) -> Result<(), TableError> {
        let (stated, iri) = (self.stated, self.stated.report().as_str());
        let (agency, place) = (stated.iri(iri, property::AGENCY), stated.iri(iri, property::DATELINE_PLACE));
        let (agency_label, place_label) = (self.label(agency)?, self.label(place)?);
        let date = stated.value(iri, schema::DATE_PUBLISHED).and_then(day);
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let row = Self::row("reports")?
            .put("report", iri)
            .put("report_id", stated.text(iri, dcterms::IDENTIFIER))
            .put("title", stated.text(iri, dcterms::TITLE))
            .put("published", date)
            .put("agency", agency)
            .put("agency_label", agency_label)
            .put("dateline_place", place)
            .put("dateline_place_label", place_label)
            .put("dateline_text", stated.text(iri, property::DATELINE_TEXT))
            .put("language", stated.text(iri, dcterms::LANGUAGE))
            .put("source", source(stated, iri))
            .put("text_sha256", stated.text(iri, property::TEXT_SHA256))
            .put("claim_count", count(claims))
            .put("event_count", count(events))
            .put("text", stated.text(iri, nif::IS_STRING).filter(|_| self.text));
        self.add(row)
    }

    fn event_row(&mut self, iri: &str, class: &str, occurrence: Option<&str>) -> Result<(), TableError> {
        let stated = self.stated;
        let place = stated.iri(iri, property::PLACE);
        let state = match place {
            Some(place) => self.things.state(place)?,
            None => None,
        };
        let participants = stated.iris(iri, property::PARTICIPANT);
        let mut issues: Vec<&str> =
            stated.iris(iri, property::ISSUE).into_iter().filter_map(notation_of).collect();
        issues.sort_unstable();
        let row = Self::row("events")?
            .put("event", iri)
            .put("report", stated.report().as_str())
            .put("claim", occurrence)
            .put("class", class)
            .put("label", stated.text(iri, rdfs::LABEL))
            .put("status", notation(stated, iri, property::STATUS));
        let row = dates(row, stated, iri)
            .put("date_basis", notation(stated, iri, property::DATE_BASIS))
            .put("place", place)
            .put("place_label", self.label(place)?)
            .put("place_state", state.as_deref())
            .put("place_state_label", self.label(state.as_deref())?)
            .put("participants", participants.clone())
            .put("participant_labels", self.labels(&participants)?)
            .put("topics", stated.texts(iri, property::TOPIC))
            .put("issues", issues);
        self.add(row)
    }

    fn claim_row(&mut self, claim: &Claim<'_>) -> Result<(), TableError> {
        let (stated, iri) = (self.stated, claim.iri);
        let says = stated.iri(iri, property::SAID_BY);
        let unnamed = says == Some(concept::UNNAMED_SOURCE.as_str());
        let speaker = says.filter(|_| !unnamed);
        let source_kind = match says {
            None => "narration",
            Some(_) if unnamed => "unnamed",
            Some(_) => "named",
        };
        let agency = stated.iri(iri, property::REPORTED_BY);
        let event = stated.iri(iri, property::EVENT).or_else(|| stated.iri(iri, property::OPERATION));
        let mut further: Vec<(i64, &str)> = stated
            .iris(iri, property::EVIDENCE)
            .into_iter()
            .filter(|span| *span != claim.span)
            .filter_map(|span| {
                Some((stated.number(span, nif::BEGIN_INDEX)?, stated.text(span, nif::ANCHOR_OF)?))
            })
            .collect();
        further.sort_unstable();
        let rule = stated.iri(iri, property::FOUND_BY);
        let row = Self::row("claims")?
            .put("claim", iri)
            .put("report", stated.report().as_str())
            .put("class", claim.class)
            .put("event", event)
            .put("source_kind", source_kind)
            .put("said_by", speaker)
            .put("said_by_label", self.label(speaker)?)
            .put("reported_by", agency)
            .put("reported_by_label", self.label(agency)?)
            .put("speech_mode", notation(stated, iri, property::SPEECH_MODE))
            .put("modality", notation(stated, iri, property::MODALITY))
            .put("polarity", notation(stated, iri, property::POLARITY))
            .put("rule", rule.map(|rule| rule.rsplit_once("/rule/").map_or(rule, |(_, name)| name)))
            .put("run", stated.iri(iri, prov::WAS_GENERATED_BY))
            .put("confidence", stated.number::<f64>(iri, property::CONFIDENCE))
            .put("sentence", stated.number::<i64>(claim.span, property::SENTENCE))
            .put("begin", claim.begin)
            .put("end", claim.end)
            .put("quote", stated.text(claim.span, nif::ANCHOR_OF))
            .put("further_quotes", further.into_iter().map(|(_, quote)| quote).collect::<Vec<_>>());
        self.add(row)
    }

    fn participation_row(&mut self, iri: &str) -> Result<(), TableError> {
        let stated = self.stated;
        let participant = stated.iri(iri, property::PARTICIPANT);
        let who = self.thing(participant)?;
        let row = Self::row("participations")?
            .put("claim", iri)
            .put("report", stated.report().as_str())
            .put("event", stated.iri(iri, property::EVENT))
            .put("participant", participant)
            .put("participant_label", who.label.as_deref())
            .put("participant_kind", who.kind)
            .put("role", notation(stated, iri, property::ROLE));
        let row = self.office(row, stated.iri(iri, property::IN_CAPACITY_OF))?;
        self.add(row)
    }

    /// Fills the columns of an office.
    fn office(&mut self, row: Row, office: Option<&str>) -> Result<Row, TableError> {
        let thing = self.thing(office)?;
        let body = thing.office_of.as_deref();
        Ok(row
            .put("office", office)
            .put("office_title", thing.label.as_deref())
            .put("office_of", body)
            .put("office_of_label", self.label(body)?))
    }

    fn discussion_row(&mut self, iri: &str) -> Result<(), TableError> {
        let stated = self.stated;
        let row = Self::row("discussions")?
            .put("claim", iri)
            .put("report", stated.report().as_str())
            .put("event", stated.iri(iri, property::EVENT))
            .put("topic", stated.text(iri, property::TOPIC))
            .put("issue", notation(stated, iri, property::ISSUE));
        self.add(row)
    }

    fn position_row(&mut self, iri: &str) -> Result<(), TableError> {
        let stated = self.stated;
        let (holder, regarding) = (stated.iri(iri, property::HOLDER), stated.iri(iri, property::REGARDING));
        let who = self.thing(holder)?;
        let row = Self::row("positions")?
            .put("claim", iri)
            .put("report", stated.report().as_str())
            .put("event", stated.iri(iri, property::EVENT))
            .put("holder", holder)
            .put("holder_label", who.label.as_deref())
            .put("holder_kind", who.kind)
            .put("stance", notation(stated, iri, property::STANCE))
            .put("issue", notation(stated, iri, property::ISSUE))
            .put("issue_text", stated.text(iri, property::ISSUE_TEXT))
            .put("regarding", regarding)
            .put("regarding_label", self.label(regarding)?)
            .put("reiterated", boolean(stated, iri, property::REITERATED));
        self.add(row)
    }

    fn supply_row(&mut self, iri: &str) -> Result<(), TableError> {
        let stated = self.stated;
        let (supplier, recipient) =
            (stated.iri(iri, property::SUPPLIER), stated.iri(iri, property::RECIPIENT));
        let commodity = stated.iri(iri, property::COMMODITY);
        let row = Self::row("supplies")?
            .put("claim", iri)
            .put("report", stated.report().as_str())
            .put("supplier", supplier)
            .put("supplier_label", self.label(supplier)?)
            .put("recipient", recipient)
            .put("recipient_label", self.label(recipient)?)
            .put("commodity", commodity.and_then(notation_of))
            .put("commodity_group", commodity.and_then(|iri| Concepts::embedded().widest_notation(iri)))
            .put("supply_status", notation(stated, iri, property::SUPPLY_STATUS));
        let row = quantity(row, stated, iri).put("route", stated.text(iri, property::ROUTE));
        self.add(row)
    }

    fn office_row(&mut self, iri: &str) -> Result<(), TableError> {
        let stated = self.stated;
        let person = stated.iri(iri, property::PERSON);
        let row = Self::row("offices")?
            .put("claim", iri)
            .put("report", stated.report().as_str())
            .put("person", person)
            .put("person_label", self.label(person)?);
        let row = self.office(row, stated.iri(iri, property::OFFICE))?;
        self.add(dates(row, stated, iri))
    }

    fn contribution_row(&mut self, iri: &str) -> Result<(), TableError> {
        let stated = self.stated;
        let contributor = stated.iri(iri, property::CONTRIBUTOR);
        let operation = stated.iri(iri, property::OPERATION);
        let row = Self::row("contributions")?
            .put("claim", iri)
            .put("report", stated.report().as_str())
            .put("contributor", contributor)
            .put("contributor_label", self.label(contributor)?)
            .put("operation", operation)
            .put("operation_label", operation.and_then(|event| stated.text(event, rdfs::LABEL)));
        let row = quantity(dates(row, stated, iri), stated, iri);
        self.add(row)
    }

    fn mention_rows(&mut self) -> Result<(), TableError> {
        let stated = self.stated;
        let mut mentions = Vec::new();
        for (span, _) in stated.subjects() {
            let begin = stated.number::<i64>(span, nif::BEGIN_INDEX);
            let end = stated.number::<i64>(span, nif::END_INDEX);
            for entity in stated.iris(span, property::DENOTES) {
                mentions.push((begin, end, entity, span));
            }
        }
        mentions.sort_unstable();
        for (begin, end, entity, span) in mentions {
            let thing = self.thing(Some(entity))?;
            let row = Self::row("mentions")?
                .put("span", span)
                .put("report", stated.report().as_str())
                .put("entity", entity)
                .put("entity_label", thing.label.as_deref())
                .put("entity_kind", thing.kind)
                .put("sentence", stated.number::<i64>(span, property::SENTENCE))
                .put("begin", begin)
                .put("end", end)
                .put("quote", stated.text(span, nif::ANCHOR_OF));
            self.add(row)?;
        }
        Ok(())
    }

    /// The row of an entity, of which `stated` holds what is said.
    pub(super) fn entity_row(&mut self, iri: &str) -> Result<(), TableError> {
        let stated = self.stated;
        let thing = self.thing(Some(iri))?;
        let same_as = stated.iris(iri, skos::EXACT_MATCH);
        let found = |before: &str| same_as.iter().find_map(|same| same.strip_prefix(before));
        let names = stated.texts(iri, skos::ALT_LABEL);
        let names: Vec<&str> =
            names.into_iter().filter(|name| Some(*name) != thing.label.as_deref()).collect();
        let size = stated.iri(iri, property::CARDINALITY).unwrap_or_default();
        let row = Self::row("entities")?
            .put("entity", iri)
            .put("kind", thing.kind)
            .put("label", thing.label.as_deref())
            .put("alt_labels", names)
            .put("in_report", stated.owns(iri).then(|| stated.report().as_str()))
            .put("wikidata", found(WIKIDATA))
            .put("geonames", found(GEONAMES).map(|id| id.trim_end_matches('/')))
            .put("same_as", same_as.clone())
            .put("iso_alpha2", stated.text(iri, property::ISO_ALPHA2))
            .put("iso_alpha3", stated.text(iri, property::ISO_ALPHA3))
            .put("latitude", stated.number::<f64>(iri, geo::LAT))
            .put("longitude", stated.number::<f64>(iri, geo::LONG))
            .put("located_in", thing.located_in.as_deref())
            .put("state", self.things.state(iri)?)
            .put("member_of", stated.iri(iri, property::MEMBER_OF))
            .put("members", stated.iris(iri, property::MEMBER))
            .put("size", stated.number::<f64>(size, schema::VALUE))
            .put("size_min", stated.number::<f64>(size, schema::MIN_VALUE))
            .put("size_max", stated.number::<f64>(size, schema::MAX_VALUE))
            .put("size_approximate", boolean(stated, size, property::APPROXIMATE))
            .put("verbatim", stated.text(iri, property::VERBATIM));
        self.add(row)
    }
}

/// The claims of a report, in the order of their words.
fn claims(stated: &Stated) -> Vec<Claim<'_>> {
    let mut claims: Vec<Claim<'_>> = stated
        .subjects()
        .filter_map(|(iri, _)| {
            let class =
                classes::CLAIMS.into_iter().find(|class| stated.is_a(iri, *class)).map(classes::local)?;
            let first = stated.iri(iri, property::FIRST_EVIDENCE);
            let span = first.or_else(|| stated.iri(iri, property::EVIDENCE)).unwrap_or_default();
            Some(Claim {
                iri,
                class,
                span,
                begin: stated.number(span, nif::BEGIN_INDEX).unwrap_or(0),
                end: stated.number(span, nif::END_INDEX).unwrap_or(0),
            })
        })
        .collect();
    claims.sort_by(|one, two| (one.begin, one.end, one.iri).cmp(&(two.begin, two.end, two.iri)));
    claims
}

/// The events of a report with their class and the claim that they happen, in the order of its words.
fn events<'r, 'c>(
    stated: &'r Stated,
    claims: &'c [Claim<'r>],
) -> Vec<(&'r str, String, Option<&'c Claim<'r>>)> {
    let concepts = Concepts::embedded();
    let mut occurrences: BTreeMap<&str, &Claim<'_>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.class == "Occurrence") {
        if let Some(event) = stated.iri(claim.iri, property::EVENT) {
            occurrences.entry(event).or_insert(claim);
        }
    }
    let mut events: Vec<_> = stated
        .subjects()
        .filter_map(|(iri, _)| {
            let classes = stated.iris(iri, rdf::TYPE).into_iter().filter_map(|class| {
                class.strip_prefix(NAMESPACE).filter(|local| concepts.event_class(local).is_some())
            });
            // A store that reasons adds the class above.
            let class = classes.max_by_key(|class| *class != "Event")?;
            Some((iri, class.to_owned(), occurrences.get(iri).copied()))
        })
        .collect();
    let place = |claim: Option<&Claim<'_>>| claim.map_or((i64::MAX, 0), |claim| (claim.begin, claim.end));
    events.sort_by(|one, two| (place(one.2), one.0).cmp(&(place(two.2), two.0)));
    events
}

/// Where a report comes from: a path or an address.
fn source<'s>(stated: &'s Stated, iri: &str) -> Option<&'s str> {
    let source = stated.value(iri, dcterms::SOURCE)?;
    term_text(source).or_else(|| term_iri(source))
}

/// The notation of a concept; of one that the ontology does not have, its name.
fn notation_of(iri: &str) -> Option<&str> {
    Concepts::embedded().notation(iri).or_else(|| iri.rsplit(['#', '/']).next())
}

fn notation<'s>(stated: &'s Stated, iri: &str, predicate: NamedNodeRef<'_>) -> Option<&'s str> {
    stated.iri(iri, predicate).and_then(notation_of)
}

fn boolean(stated: &Stated, iri: &str, predicate: NamedNodeRef<'_>) -> Option<bool> {
    stated.text(iri, predicate).map(|value| value == "true" || value == "1")
}

/// The days that a date may mean, the first and the last, and how precise it is.
fn days(date: &Term) -> Option<(NaiveDate, NaiveDate, &'static str)> {
    let Term::Literal(literal) = date else { return None };
    let (text, datatype) = (literal.value(), literal.datatype());
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let until = |first: NaiveDate, months: u32| first.checked_add_months(Months::new(months))?.pred_opt();
    if datatype == xsd::DATE {
        let date = day(text)?;
        Some((date, date, "day"))
    } else if datatype == xsd::G_YEAR_MONTH {
        let first = day(&format!("{text}-01"))?;
        Some((first, until(first, 1)?, "month"))
    } else if datatype == xsd::G_YEAR {
        let first = day(&format!("{text}-01-01"))?;
        Some((first, until(first, 12)?, "year"))
    } else {
        None
    }
}

/// Fills the columns of beginning and end.
fn dates(row: Row, stated: &Stated, iri: &str) -> Row {
    let begin = stated.value(iri, property::DATE).and_then(days);
    let end = stated.value(iri, property::END_DATE).and_then(days);
    row.put("date", begin.map(|(first, _, _)| first))
        .put("date_precision", begin.map(|(_, _, precision)| precision))
        .put("end_date", end.map(|(_, last, _)| last))
        .put("end_date_precision", end.map(|(_, _, precision)| precision))
}

/// Fills the columns of a quantity.
fn quantity(row: Row, stated: &Stated, iri: &str) -> Row {
    let quantity = stated.iri(iri, property::QUANTITY).unwrap_or_default();
    row.put("quantity", stated.number::<f64>(quantity, schema::VALUE))
        .put("quantity_min", stated.number::<f64>(quantity, schema::MIN_VALUE))
        .put("quantity_max", stated.number::<f64>(quantity, schema::MAX_VALUE))
        .put("quantity_unit", stated.text(quantity, schema::UNIT_TEXT))
        .put("quantity_unit_code", stated.text(quantity, schema::UNIT_CODE))
        .put("quantity_approximate", boolean(stated, quantity, property::APPROXIMATE))
        .put("quantity_words", stated.text(quantity, property::VERBATIM))
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;

    #[test]
    fn a_date_means_all_the_days_that_its_words_allow() {
        let of = |text: &str, datatype| {
            days(&Literal::new_typed_literal(text, datatype).into())
                .map(|(first, last, precision)| format!("{first} {last} {precision}"))
        };
        assert_eq!(of("2021-12-14", xsd::DATE).as_deref(), Some("2021-12-14 2021-12-14 day"));
        assert_eq!(of("2024-02", xsd::G_YEAR_MONTH).as_deref(), Some("2024-02-01 2024-02-29 month"));
        assert_eq!(of("2021", xsd::G_YEAR).as_deref(), Some("2021-01-01 2021-12-31 year"));
        assert_eq!(of("2021-02-30", xsd::DATE), None);
        assert_eq!(of("May", xsd::STRING), None);
    }
}
