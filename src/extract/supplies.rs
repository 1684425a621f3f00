//! Frames of supply and of contribution to claims.

use super::Extraction;
use super::events::Told;
use crate::claim::{Contribution, EnergySupply, Modality, Polarity};
use crate::frame::Frame;
use crate::mention::{EntityId, Quantity};
use crate::rule::matcher::Filler;

impl Extraction<'_> {
    fn parties(&self, frame: &Frame, role: &str, told: &Told) -> Vec<EntityId> {
        let mut found = Vec::new();
        for filler in frame.fillers(role) {
            if let Filler::Mention(index) = filler {
                for entity in self.entities(*index, told) {
                    if !found.contains(&entity) {
                        found.push(entity);
                    }
                }
            }
        }
        // The named members of a group are supplied too, each for itself: "four countries, including Turkey".
        let members: Vec<EntityId> = found
            .iter()
            .filter_map(|id| self.recognition.entity(*id).group.as_ref())
            .flat_map(|group| group.members.iter().copied())
            .filter(|member| !found.contains(member))
            .collect();
        found.extend(members);
        found
    }

    fn quantity(&self, frame: &Frame) -> Option<Quantity> {
        frame.fillers("quantity").iter().find_map(|filler| match filler {
            Filler::Measure(index) => Some(self.recognition.measures[*index].quantity.clone()),
            _ => None,
        })
    }

    pub(super) fn supplies(&mut self, told: &Told) -> Vec<EnergySupply> {
        let mut found: Vec<EnergySupply> = Vec::new();
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if frame.class != "EnergySupply" {
                continue;
            }
            let attribution = self.attributor.attribute(frame.trigger);
            let statement = self.statement(frame, &attribution);
            let status = frame.set.get("status").cloned().unwrap_or_else(|| {
                match (statement.polarity, statement.modality) {
                    (Polarity::Negated, Modality::Planned | Modality::Asserted) => "refused",
                    (_, Modality::Planned) => "planned",
                    (_, Modality::Possible | Modality::Requested) => "possible",
                    _ => "current",
                }
                .to_owned()
            });
            let or_none = |list: Vec<EntityId>| {
                if list.is_empty() { vec![None] } else { list.into_iter().map(Some).collect() }
            };
            let suppliers = or_none(self.parties(frame, "supplier", told));
            let recipients = or_none(self.parties(frame, "recipient", told));
            let mut commodities: Vec<String> = frame
                .fillers("commodity")
                .iter()
                .filter_map(|filler| match filler {
                    Filler::Commodity(notation, _) => Some(notation.clone()),
                    _ => None,
                })
                .collect();
            commodities.dedup();
            let route = frame.fillers("route").iter().find_map(|filler| match filler {
                Filler::Phrase(token) => Some(self.words(*token).0),
                Filler::Mention(index) => {
                    Some(self.recognition.mentions[*index].span.of(&self.report.text).to_owned())
                }
                _ => None,
            });
            for supplier in &suppliers {
                for recipient in &recipients {
                    // Nobody supplies themself, and a supply without a party on either side says nothing.
                    if supplier == recipient {
                        continue;
                    }
                    for commodity in &commodities {
                        let same = found.iter().any(|other| {
                            (other.supplier, other.recipient) == (*supplier, *recipient)
                                && other.commodity == *commodity
                                && other.status == status
                        });
                        self.kept[number] = true;
                        if !same {
                            found.push(EnergySupply {
                                supplier: *supplier,
                                recipient: *recipient,
                                commodity: commodity.clone(),
                                status: status.clone(),
                                quantity: self.quantity(frame),
                                route: route.clone(),
                                statement: statement.clone(),
                            });
                        }
                    }
                }
            }
        }
        found
    }

    pub(super) fn contributions(&mut self, told: &Told) -> Vec<Contribution> {
        let mut found: Vec<Contribution> = Vec::new();
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if frame.class != "Contribution" {
                continue;
            }
            let attribution = self.attributor.attribute(frame.trigger);
            let statement = self.statement(frame, &attribution);
            let operation = frame.fillers("operation").iter().find_map(|filler| match filler {
                Filler::Event(token) => told.event_at(*token),
                Filler::Mention(index) => {
                    told.operation(self.recognition.mentions[*index].entities.first().copied())
                }
                _ => None,
            });
            let Some(operation) = operation.or_else(|| told.event_at(frame.trigger)) else { continue };
            let time = frame.fillers("date").iter().find_map(|filler| match filler {
                Filler::Time(index) => Some(&self.recognition.times[*index]),
                _ => None,
            });
            for contributor in self.parties(frame, "contributor", told) {
                self.kept[number] = true;
                found.push(Contribution {
                    contributor,
                    operation,
                    date: time.map(|time| time.start),
                    end_date: time.and_then(|time| time.end),
                    quantity: self.quantity(frame),
                    statement: statement.clone(),
                });
            }
        }
        found
    }
}
