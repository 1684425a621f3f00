//! A user's own gazetteer, as CSV or Turtle, laid over the embedded one.
//!
//! What the query service of Wikidata returns can be fed in as it is: CSV with `item`, `itemLabel` and
//! `itemAltLabel`, or Turtle with `rdfs:label` and `skos:altLabel`.
//! A row that has the key, the Wikidata id, the GeoNames id or the ISO code of a known entity adds to that entity.

use super::gazetteer::{Entry, Gazetteer, NameForm};
use crate::mention::EntityKind;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use std::collections::BTreeMap;

/// Why a user's gazetteer could not be read.
#[derive(Debug, thiserror::Error)]
pub enum UserGazetteerError {
    /// The file is neither CSV nor Turtle by its name.
    #[error("`{file}` is neither `.csv` nor `.ttl`; name it by what it holds")]
    Format {
        /// The file's name as given.
        file: String,
    },
    /// The first line of the CSV names no column for the label.
    #[error(
        "`{file}` has the columns {found}, but none of `label`, `itemLabel` or `name`; \
         begin the file with a line such as `item,itemLabel,itemAltLabel,kind`"
    )]
    NoLabel {
        /// The file's name as given.
        file: String,
        /// The columns that it has.
        found: String,
    },
    /// A row has another number of cells than the first line.
    #[error(
        "`{file}`, row {row}: {found} cells where the first line has {expected}; \
         put cells with commas into double quotes"
    )]
    Cells {
        /// The file's name as given.
        file: String,
        /// The number of the row, the first line being 1.
        row: usize,
        /// How many cells it has.
        found: usize,
        /// How many the first line has.
        expected: usize,
    },
    /// The kind is not one of the known words.
    #[error(
        "`{file}`, row {row}: `{found}` is no kind; expected `state`, `organization`, `place` or `person`"
    )]
    Kind {
        /// The file's name as given.
        file: String,
        /// The number of the row, the first line being 1.
        row: usize,
        /// What stands there.
        found: String,
    },
    /// The Turtle cannot be read.
    #[error("`{file}` is not Turtle: {cause}")]
    Turtle {
        /// The file's name as given.
        file: String,
        /// What the reader says, with the line.
        cause: String,
    },
    /// There is no entity with a label in the file.
    #[error(
        "`{file}` has no entity with a label; expected `skos:prefLabel` or `rdfs:label` in English or without language"
    )]
    Empty {
        /// The file's name as given.
        file: String,
    },
}

/// One entity as the user's file describes it.
#[derive(Debug, Default)]
struct Described {
    key: String,
    kind: Option<EntityKind>,
    label: String,
    alternatives: Vec<String>,
    acronyms: Vec<String>,
    adjectives: Vec<String>,
    wikidata: String,
    geonames: String,
    iso2: String,
    iso3: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    located_in: String,
    parent: String,
}

impl Gazetteer {
    /// The gazetteer with a user's entities added; `file` is the name that tells the format and stands in errors.
    ///
    /// # Errors
    ///
    /// Where the file is neither `.csv` nor `.ttl`, cannot be read as such, or has no labels.
    pub fn with_user(mut self, file: &str, text: &str) -> Result<Self, UserGazetteerError> {
        let ending = file.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        let described = match ending.as_str() {
            "csv" => read_csv(file, text)?,
            "ttl" => read_turtle(file, text)?,
            _ => return Err(UserGazetteerError::Format { file: file.to_owned() }),
        };
        if described.is_empty() {
            return Err(UserGazetteerError::Empty { file: file.to_owned() });
        }
        for entity in described {
            self.lay_over(&entity);
        }
        Ok(self)
    }

    fn lay_over(&mut self, entity: &Described) {
        let known = self.entries.iter().position(|entry| {
            (!entity.key.is_empty() && entry.key == entity.key)
                || (!entity.wikidata.is_empty() && entry.wikidata == entity.wikidata)
                || (!entity.geonames.is_empty() && entry.geonames == entity.geonames)
                || (!entity.iso2.is_empty()
                    && entry.iso2 == entity.iso2
                    && entity.kind.is_none_or(|kind| kind == EntityKind::State))
        });
        let number = known.unwrap_or_else(|| self.add(self.new_entry(entity)));
        let entry = &mut self.entries[number];
        let before = entry.label.clone();
        if !entity.label.is_empty() && entity.label != before {
            entry.label.clone_from(&entity.label);
            if !before.is_empty() {
                entry.alternatives.push(before);
            }
        }
        for form in entity.acronyms.iter().chain(&entity.alternatives) {
            if !entry.alternatives.contains(form) && *form != entry.label {
                entry.alternatives.push(form.clone());
            }
        }
        for (cell, value) in [
            (&mut entry.wikidata, &entity.wikidata),
            (&mut entry.geonames, &entity.geonames),
            (&mut entry.iso2, &entity.iso2),
            (&mut entry.iso3, &entity.iso3),
            (&mut entry.located_in, &entity.located_in),
            (&mut entry.parent, &entity.parent),
        ] {
            if !value.is_empty() {
                cell.clone_from(value);
            }
        }
        entry.latitude = entity.latitude.or(entry.latitude);
        entry.longitude = entity.longitude.or(entry.longitude);
        self.add_form(&entity.label, number, NameForm::Name, false);
        for form in &entity.acronyms {
            self.add_form(form, number, NameForm::Acronym, false);
        }
        for form in &entity.alternatives {
            self.add_form(form, number, NameForm::Alternative, false);
        }
        for form in &entity.adjectives {
            self.add_form(form, number, NameForm::Adjective, false);
        }
    }

    /// The row for an entity that the tables do not have: its place among the cities, or an empty one.
    fn new_entry(&self, entity: &Described) -> Entry {
        let kind = entity.kind.unwrap_or(if !entity.iso2.is_empty() {
            EntityKind::State
        } else if entity.latitude.is_some() || !entity.geonames.is_empty() {
            EntityKind::Place
        } else {
            EntityKind::Organization
        });
        let prefix = match kind {
            EntityKind::State => "state",
            EntityKind::Place => "place",
            EntityKind::Person => "person",
            EntityKind::Organization | EntityKind::Group => "org",
        };
        let name = if !entity.iso2.is_empty() && kind == EntityKind::State {
            entity.iso2.clone()
        } else if !entity.geonames.is_empty() && kind == EntityKind::Place {
            entity.geonames.clone()
        } else if entity.wikidata.is_empty() {
            self.folder.fold(&entity.label).to_lowercase().replace(' ', "-")
        } else {
            entity.wikidata.clone()
        };
        let key = if entity.key.is_empty() { format!("{prefix}:{name}") } else { entity.key.clone() };
        // A city of the tables keeps what they say of it.
        let mut entry = self.known(&key).map_or_else(Entry::default, |known| Entry {
            class: known.class.to_owned(),
            label: known.label.to_owned(),
            alternatives: known.alt_labels.iter().map(|&label| label.to_owned()).collect(),
            geonames: known.geonames.unwrap_or_default().to_owned(),
            located_in: known.located_in.unwrap_or_default().to_owned(),
            latitude: known.latitude,
            longitude: known.longitude,
            population: known.population,
            ..Entry::default()
        });
        entry.key = key;
        entry.kind = Some(kind);
        entry
    }
}

/// The entities of a CSV file, rows of the same entity joined.
fn read_csv(file: &str, text: &str) -> Result<Vec<Described>, UserGazetteerError> {
    let mut rows = csv_rows(text).into_iter();
    let header: Vec<String> = rows.next().unwrap_or_default();
    let columns: Vec<String> =
        header.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_ascii_lowercase()).collect();
    let column = |names: &[&str]| columns.iter().position(|name| names.contains(&name.as_str()));
    // `SELECT ?country ?countryLabel` names its columns otherwise than `SELECT ?item ?itemLabel`, to the same end.
    let variable = columns
        .iter()
        .filter_map(|name| name.strip_suffix("label").filter(|base| !base.is_empty()))
        .find(|base| columns.iter().any(|name| name == base));
    let of_variable = |ending: &str| variable.map(|base| format!("{base}{ending}"));
    let (variable_label, variable_alt) = (of_variable("label"), of_variable("altlabel"));
    let Some(label) = column(&["label", "itemlabel", "name", "preflabel"])
        .or_else(|| column(&[variable_label.as_deref()?]))
    else {
        return Err(UserGazetteerError::NoLabel { file: file.to_owned(), found: header.join(", ") });
    };
    let item = column(&["item", "id", "wikidata", "entity", "iri", "uri"]).or_else(|| column(&[variable?]));
    let key = column(&["key"]);
    let kind = column(&["kind", "type"]);
    let alternatives = column(&["altlabel", "itemaltlabel", "altlabels", "alternatives", "aliases"])
        .or_else(|| column(&[variable_alt.as_deref()?]));
    let acronyms = column(&["acronym", "acronyms", "shortname"]);
    let adjectives = column(&["adjective", "adjectives", "demonym", "demonyms"]);
    let geonames = column(&["geonames", "geonamesid", "geonameid"]);
    let iso2 = column(&["iso2", "iso"]);
    let iso3 = column(&["iso3"]);
    let point = column(&["coord", "coords", "coordinates", "coordinate", "location"]);
    let latitude = column(&["lat", "latitude"]);
    let longitude = column(&["lon", "long", "longitude"]);
    let located_in = column(&["located_in", "state"]);
    let parent = column(&["parent"]);

    let mut order: Vec<String> = Vec::new();
    let mut found: BTreeMap<String, Described> = BTreeMap::new();
    for (number, cells) in rows.enumerate() {
        let row = number + 2;
        if cells.len() != columns.len() {
            return Err(UserGazetteerError::Cells {
                file: file.to_owned(),
                row,
                found: cells.len(),
                expected: columns.len(),
            });
        }
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
        let name = cell(Some(label));
        // The query service repeats the item where it has no label in the language asked for.
        if name.is_empty() || (name.starts_with('Q') && name[1..].bytes().all(|byte| byte.is_ascii_digit())) {
            continue;
        }
        let identity =
            [cell(key), cell(item), name].into_iter().find(|part| !part.is_empty()).unwrap_or(name);
        let entity = found.entry(identity.to_owned()).or_insert_with(|| {
            order.push(identity.to_owned());
            Described::default()
        });
        name.clone_into(&mut entity.label);
        cell(key).clone_into(&mut entity.key);
        take_identifier(cell(item), entity);
        if !cell(geonames).is_empty() {
            cell(geonames).clone_into(&mut entity.geonames);
        }
        cell(iso2).clone_into(&mut entity.iso2);
        cell(iso3).clone_into(&mut entity.iso3);
        cell(located_in).clone_into(&mut entity.located_in);
        cell(parent).clone_into(&mut entity.parent);
        entity.kind = match cell(kind) {
            "" => entity.kind,
            // `?type` of a query is an item of Wikidata, of which there are thousands; the words tell the kind as well.
            iri if iri.starts_with("http") => entity.kind,
            word => Some(kind_of(word).ok_or_else(|| UserGazetteerError::Kind {
                file: file.to_owned(),
                row,
                found: word.to_owned(),
            })?),
        };
        if let Some((longitude, latitude)) = point_of(cell(point)) {
            (entity.longitude, entity.latitude) = (Some(longitude), Some(latitude));
        }
        entity.latitude = cell(latitude).parse().ok().or(entity.latitude);
        entity.longitude = cell(longitude).parse().ok().or(entity.longitude);
        push_list(cell(alternatives), &mut entity.alternatives);
        push_list(cell(acronyms), &mut entity.acronyms);
        push_list(cell(adjectives), &mut entity.adjectives);
    }
    Ok(order.into_iter().filter_map(|identity| found.remove(&identity)).collect())
}

/// The entities of a Turtle file.
fn read_turtle(file: &str, text: &str) -> Result<Vec<Described>, UserGazetteerError> {
    const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
    let mut order: Vec<String> = Vec::new();
    let mut found: BTreeMap<String, Described> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
        let quad = quad.map_err(|error| UserGazetteerError::Turtle {
            file: file.to_owned(),
            cause: error.to_string(),
        })?;
        let subject = quad.subject.to_string();
        let entity = found.entry(subject.clone()).or_insert_with(|| {
            order.push(subject.clone());
            let mut entity = Described::default();
            take_identifier(subject.trim_matches(['<', '>']), &mut entity);
            entity
        });
        let predicate = quad.predicate.as_str();
        let name = predicate.rsplit(['#', '/']).next().unwrap_or("");
        match &quad.object {
            Term::Literal(literal) => {
                let value = literal.value().to_owned();
                // A label in another language than English is a name in other texts.
                if literal.language().is_some_and(|tag| !tag.starts_with("en")) {
                    continue;
                }
                match name {
                    "prefLabel" => entity.label = value,
                    "label" | "name" if entity.label.is_empty() => entity.label = value,
                    "altLabel" | "hiddenLabel" | "alternateName" | "label" | "name" => {
                        entity.alternatives.push(value);
                    }
                    // P1549 is Wikidata's property for the noun or adjective for a place's people.
                    "demonym" | "adjective" | "P1549" => entity.adjectives.push(value),
                    "notation" | "P297" | "iso2" if value.len() == 2 => entity.iso2 = value,
                    "P298" | "iso3" if value.len() == 3 => entity.iso3 = value,
                    "P1566" => entity.geonames = value,
                    "P1813" => entity.acronyms.push(value),
                    "P625" | "asWKT" => {
                        if let Some((longitude, latitude)) = point_of(&value) {
                            (entity.longitude, entity.latitude) = (Some(longitude), Some(latitude));
                        }
                    }
                    "lat" | "latitude" => entity.latitude = value.parse().ok(),
                    "long" | "longitude" => entity.longitude = value.parse().ok(),
                    _ => {}
                }
            }
            Term::NamedNode(node) => {
                let target = node.as_str();
                match name {
                    "type" => {
                        let class = target.rsplit(['#', '/']).next().unwrap_or("");
                        entity.kind = kind_of(class).or(entity.kind);
                    }
                    "sameAs" => take_identifier(target, entity),
                    _ if predicate.strip_prefix(SKOS).is_some_and(|rest| rest == "exactMatch") => {
                        take_identifier(target, entity);
                    }
                    _ => {}
                }
            }
            Term::BlankNode(_) => {}
        }
    }
    let entities = order.into_iter().filter_map(|subject| found.remove(&subject));
    Ok(entities.filter(|entity| !entity.label.is_empty()).collect())
}

/// Takes the Wikidata or GeoNames id out of an IRI, or a bare Wikidata id.
fn take_identifier(iri: &str, entity: &mut Described) {
    let last = iri.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if (iri.contains("wikidata.org/") || iri == last) && last.strip_prefix('Q').is_some_and(digits) {
        last.clone_into(&mut entity.wikidata);
    } else if let Some(at) = iri.find("geonames.org/") {
        let id: String = iri[at + 13..].chars().take_while(char::is_ascii_digit).collect();
        if !id.is_empty() {
            entity.geonames = id;
        }
    }
}

/// The kind that a word or the last part of a class's IRI means.
fn kind_of(word: &str) -> Option<EntityKind> {
    match word.to_ascii_lowercase().as_str() {
        "state" | "country" => Some(EntityKind::State),
        "organization"
        | "organisation"
        | "org"
        | "company"
        | "formalorganization"
        | "newsmediaorganization" => Some(EntityKind::Organization),
        "place" | "city" | "region" | "administrativearea" => Some(EntityKind::Place),
        "person" => Some(EntityKind::Person),
        _ => None,
    }
}

/// Longitude and latitude of `Point(49.88 40.39)`.
fn point_of(text: &str) -> Option<(f64, f64)> {
    let inner = text.trim().strip_prefix("Point(")?.strip_suffix(')')?;
    let (longitude, latitude) = inner.split_once(' ')?;
    Some((longitude.parse().ok()?, latitude.trim().parse().ok()?))
}

/// Adds the names of a cell, parted by `|`, or by a comma and a space as the query service parts them.
fn push_list(cell: &str, out: &mut Vec<String>) {
    let parts: Vec<&str> =
        if cell.contains('|') { cell.split('|').collect() } else { cell.split(", ").collect() };
    for part in parts {
        let part = part.trim();
        if !part.is_empty() && !out.iter().any(|known| known == part) {
            out.push(part.to_owned());
        }
    }
}

/// The rows of a CSV text by RFC 4180: cells in double quotes may hold commas, line ends and doubled quotes.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows.retain(|row| row.len() > 1 || row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_of_the_query_service_adds_names_and_entities() {
        let text = "item,itemLabel,itemAltLabel,kind\n\
            http://www.wikidata.org/entity/Q227,Azerbaijan,\"Odlar Yurdu, Land of Fire\",state\n\
            http://www.wikidata.org/entity/Q999999999,Lake Council,LC,organization\n\
            http://www.wikidata.org/entity/Q999999999,Lake Council,Council of the Lake,organization\n";
        let gazetteer = Gazetteer::embedded().with_user("mine.csv", text).unwrap();
        let fire = gazetteer.lookup(&["Land", "of", "Fire"]);
        assert_eq!((fire[0].key, fire[0].words), ("state:AZ", 3));
        let council = gazetteer.lookup(&["Council", "of", "the", "Lake", "met"]);
        assert_eq!((council[0].key, council[0].words), ("org:Q999999999", 4));
        let known = gazetteer.known("org:Q999999999").unwrap();
        assert_eq!(known.label, "Lake Council");
        assert_eq!(known.wikidata, Some("Q999999999"));
    }

    #[test]
    fn turtle_with_skos_labels_adds_names_and_entities() {
        let text = r#"
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix rap: <https://w3id.org/rapporteur/ns#> .
            @prefix ex: <https://example.org/> .
            ex:lake a rap:Place ;
                skos:prefLabel "Lake Mirror"@en, "Spiegelsee"@de ;
                skos:altLabel "Mirror Lake" ;
                skos:exactMatch <https://sws.geonames.org/999999999/> .
        "#;
        let gazetteer = Gazetteer::embedded().with_user("mine.ttl", text).unwrap();
        let found = gazetteer.lookup(&["Mirror", "Lake"]);
        assert_eq!(found[0].key, "place:999999999");
        assert_eq!(gazetteer.known("place:999999999").unwrap().label, "Lake Mirror");
        assert!(gazetteer.lookup(&["Spiegelsee"]).is_empty());
    }

    #[test]
    fn err_says_what_is_wrong_and_what_to_do() {
        for (file, text, message) in [
            ("mine.xls", "", "`mine.xls` is neither `.csv` nor `.ttl`; name it by what it holds"),
            (
                "mine.csv",
                "a,b\n",
                "`mine.csv` has the columns a, b, but none of `label`, `itemLabel` or `name`; \
                 begin the file with a line such as `item,itemLabel,itemAltLabel,kind`",
            ),
            (
                "mine.csv",
                "key,label\norg:x,Council, Lake\n",
                "`mine.csv`, row 2: 3 cells where the first line has 2; put cells with commas into double quotes",
            ),
            (
                "mine.csv",
                "label,kind\nLake Council,club\n",
                "`mine.csv`, row 2: `club` is no kind; expected `state`, `organization`, `place` or `person`",
            ),
        ] {
            let error = Gazetteer::embedded().with_user(file, text).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        let error = Gazetteer::embedded().with_user("mine.ttl", "ex:a ex:b .").unwrap_err();
        assert!(error.to_string().starts_with("`mine.ttl` is not Turtle: "), "{error}");
    }

    #[test]
    fn cells_in_quotes_may_hold_anything() {
        assert_eq!(
            csv_rows("a,\"b, \"\"c\"\"\"\r\n\"d\ne\",f"),
            [["a", "b, \"c\""], ["d\ne", "f"]].map(|row| row.map(str::to_owned).to_vec())
        );
    }
}
