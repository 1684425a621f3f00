//! Reads the embedded tables of `data` into the gazetteer.

use super::gazetteer::{Entry, Gazetteer, NameForm, list};
use super::names::rows;
use crate::mention::EntityKind;

pub(super) const STATES: &str = include_str!("../../data/states.tsv");
pub(super) const STATE_NAMES: &str = include_str!("../../data/state-names.tsv");
pub(super) const REGIONS: &str = include_str!("../../data/regions.tsv");
pub(super) const SUBDIVISIONS: &str = include_str!("../../data/subdivisions.tsv");
pub(super) const ORGANISATIONS: &str = include_str!("../../data/organisations.tsv");
pub(super) const MEMBERS: &str = include_str!("../../data/members.tsv");
pub(super) const AGENCIES: &str = include_str!("../../data/news-agencies.tsv");
pub(super) const PUBLISHERS: &str = include_str!("../../data/publishers.tsv");

impl Gazetteer {
    pub(super) fn read_states(&mut self) {
        for row in rows(STATES) {
            let mut cells = row.split('\t').map(str::to_owned);
            let mut next = || cells.next().unwrap_or_default();
            let (key, label, official) = (next(), next(), next());
            let (iso2, iso3, numeric) = (next(), next(), next());
            let (_, capital, wikidata, geonames) = (next(), next(), next(), next());
            let (population, located_in) = (next(), next());
            let mut entry = Entry {
                key,
                kind: Some(EntityKind::State),
                class: "state".to_owned(),
                label,
                wikidata,
                geonames,
                iso2,
                iso3,
                numeric,
                capital,
                population: population.parse().ok(),
                located_in,
                ..Entry::default()
            };
            if official != entry.label {
                entry.alternatives.push(official);
            }
            self.add(entry);
        }
        for row in rows(STATE_NAMES) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [name, state, kind, ambiguous, ..] = cells[..] else { continue };
            let Some(form) = state_form(kind) else { continue };
            let Some(&entry) = self.by_key.get(state) else { continue };
            if matches!(form, NameForm::Alternative | NameForm::Former | NameForm::Acronym) {
                self.entries[entry].alternatives.push(name.to_owned());
            }
            self.add_form(name, entry, form, !ambiguous.is_empty());
        }
    }

    pub(super) fn read_regions(&mut self) {
        for row in rows(REGIONS) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [key, name, class, alternatives, adjectives, located_in, wikidata, geonames, ambiguous, ..] =
                cells[..]
            else {
                continue;
            };
            let entry = self.add(Entry {
                key: key.to_owned(),
                kind: Some(EntityKind::Place),
                class: class.to_owned(),
                label: name.to_owned(),
                alternatives: list(alternatives).map(str::to_owned).collect(),
                wikidata: wikidata.to_owned(),
                geonames: geonames.to_owned(),
                located_in: located_in.to_owned(),
                ..Entry::default()
            });
            let doubtful: Vec<&str> = list(ambiguous).collect();
            self.add_form(name, entry, NameForm::Name, doubtful.contains(&name));
            for form in list(alternatives) {
                self.add_form(form, entry, NameForm::Alternative, doubtful.contains(&form));
            }
            for form in list(adjectives) {
                self.add_form(form, entry, NameForm::Adjective, doubtful.contains(&form));
                // "European", and "Europeans" for the people.
                if form.ends_with("an") {
                    self.add_form(&format!("{form}s"), entry, NameForm::People, doubtful.contains(&form));
                }
            }
        }
    }

    pub(super) fn read_subdivisions(&mut self) {
        for row in rows(SUBDIVISIONS) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [key, name, class, alternative, located_in, latitude, longitude, person] = cells[..] else {
                continue;
            };
            let entry = self.add(Entry {
                key: key.to_owned(),
                kind: Some(EntityKind::Place),
                class: class.to_owned(),
                label: name.to_owned(),
                alternatives: list(alternative).map(str::to_owned).collect(),
                latitude: latitude.parse().ok(),
                longitude: longitude.parse().ok(),
                located_in: located_in.to_owned(),
                subdivision: true,
                ..Entry::default()
            });
            let also_person = !person.is_empty();
            self.add_form(name, entry, NameForm::Name, also_person);
            for form in list(alternative) {
                self.add_form(form, entry, NameForm::Alternative, also_person);
            }
            if also_person {
                let small = self.folder.fold(name).to_lowercase();
                for form in self.forms.get_mut(&small).into_iter().flatten() {
                    form.also_person |= form.entry == entry;
                }
            }
        }
    }

    pub(super) fn read_organisations(&mut self) {
        for row in rows(ORGANISATIONS) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [
                key,
                label,
                acronyms,
                alternatives,
                nominals,
                adjectives,
                class,
                parent,
                seat,
                state,
                wikidata,
                ambiguous,
                ..,
            ] = cells[..]
            else {
                continue;
            };
            let entry = self.add(Entry {
                key: key.to_owned(),
                kind: Some(EntityKind::Organization),
                class: class.to_owned(),
                label: label.to_owned(),
                short: list(acronyms).next().unwrap_or_default().to_owned(),
                alternatives: list(acronyms).chain(list(alternatives)).map(str::to_owned).collect(),
                wikidata: wikidata.to_owned(),
                parent: parent.to_owned(),
                seat: seat.to_owned(),
                located_in: state.to_owned(),
                ..Entry::default()
            });
            let doubtful: Vec<&str> = list(ambiguous).collect();
            let unsure = |form: &str| doubtful.contains(&form);
            self.add_form(label, entry, NameForm::Name, unsure(label));
            for form in list(acronyms) {
                self.add_form(form, entry, NameForm::Acronym, unsure(form));
            }
            for form in list(alternatives) {
                self.add_form(form, entry, NameForm::Alternative, unsure(form));
            }
            for form in list(nominals) {
                self.add_form(form, entry, NameForm::Nominal, true);
            }
            for form in list(adjectives) {
                self.add_form(form, entry, NameForm::Adjective, unsure(form));
            }
        }
    }

    pub(super) fn read_agencies(&mut self) {
        for row in rows(AGENCIES) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [key, label, alternatives, state, wikidata, ambiguous, ..] = cells[..] else { continue };
            let entry = self.add(Entry {
                key: key.to_owned(),
                kind: Some(EntityKind::Organization),
                class: "news-agency".to_owned(),
                label: label.to_owned(),
                alternatives: list(alternatives).map(str::to_owned).collect(),
                wikidata: wikidata.to_owned(),
                located_in: state.to_owned(),
                ..Entry::default()
            });
            let doubtful: Vec<&str> = list(ambiguous).collect();
            self.add_form(label, entry, NameForm::Name, doubtful.contains(&label));
            for form in list(alternatives) {
                self.add_form(form, entry, NameForm::Alternative, doubtful.contains(&form));
            }
        }
    }
}

/// What a word of the column `kind` in `data/state-names.tsv` means.
pub(super) fn state_form(kind: &str) -> Option<NameForm> {
    Some(match kind {
        "short" => NameForm::Name,
        "official" => NameForm::Official,
        "alternative" => NameForm::Alternative,
        "former" => NameForm::Former,
        "abbreviation" => NameForm::Acronym,
        "adjective" => NameForm::Adjective,
        "people" => NameForm::People,
        _ => return None,
    })
}
