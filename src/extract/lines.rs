//! Facts as lines that a diplomat can read: what rule examples compare, and what `explain` prints.

use crate::claim::{Account, Event, EventId, Modality, Polarity, Source, Statement, Status};
use crate::mention::EntityId;

/// One fact in its one-line form, with the class of the frame it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The class by which rule files know it.
    pub class: String,
    /// `Meeting(participant: Li, participant: Rossi, place: Geneva)`
    pub text: String,
    /// The statement on which it rests.
    pub statement: Statement,
}

fn name(account: &Account<'_>, id: EntityId) -> String {
    account.recognition.entity(id).name.clone()
}

/// The notation of a role, in lower case.
pub fn role_name(role: crate::claim::Role) -> String {
    format!("{role:?}").to_lowercase()
}

fn tail(
    account: &Account<'_>,
    statement: &Statement,
    arguments: &mut Vec<String>,
    status_told: bool,
) -> String {
    if !status_told {
        match statement.modality {
            Modality::Asserted => {}
            Modality::Planned => arguments.push("modality: planned".to_owned()),
            Modality::Possible => arguments.push("modality: possible".to_owned()),
            Modality::Requested => arguments.push("modality: requested".to_owned()),
        }
        if statement.polarity == Polarity::Negated {
            arguments.push("negated".to_owned());
        }
    }
    match statement.source {
        Source::Narration => String::new(),
        Source::Unnamed => " said by an unnamed source".to_owned(),
        Source::Speaker(speaker) => format!(" said by {}", name(account, speaker)),
    }
}

/// The line of one event, with its participants, place, date and topics.
pub fn event(account: &Account<'_>, event: &Event) -> String {
    let mut arguments = Vec::new();
    for participant in &event.participants {
        arguments.push(format!("{}: {}", role_name(participant.role), name(account, participant.entity)));
    }
    if let Some(place) = event.place {
        arguments.push(format!("place: {}", name(account, place)));
    }
    if let Some(date) = event.date {
        arguments.push(format!("date: {date}"));
    }
    if let Some(date) = event.end_date {
        arguments.push(format!("end: {date}"));
    }
    for topic in &event.topics {
        arguments.push(format!("topic: {}", topic.text));
    }
    match event.status {
        Status::Occurred => {}
        Status::Planned => arguments.push("planned".to_owned()),
        Status::Possible => arguments.push("possible".to_owned()),
        Status::Denied => arguments.push("denied".to_owned()),
    }
    let said = tail(account, &event.occurrence, &mut arguments, true);
    format!("{}({}){said}", event.class, arguments.join(", "))
}

/// All facts of an account but its office holdings, in the order events, positions, supplies, contributions.
pub fn lines(account: &Account<'_>) -> Vec<Line> {
    let mut found = Vec::new();
    for each in &account.events {
        found.push(Line {
            class: each.class.clone(),
            text: event(account, each),
            statement: each.occurrence.clone(),
        });
    }
    for position in &account.positions {
        let mut arguments = Vec::new();
        if let Some(holder) = position.holder {
            arguments.push(format!("holder: {}", name(account, holder)));
        }
        arguments.push(format!("stance: {}", position.stance));
        arguments.push(format!("issue: {} \"{}\"", position.issue, position.issue_text));
        if let Some(regarding) = position.regarding {
            arguments.push(format!("regarding: {}", name(account, regarding)));
        }
        if position.reiterated {
            arguments.push("reiterated".to_owned());
        }
        let said = tail(account, &position.statement, &mut arguments, false);
        found.push(Line {
            class: "Position".to_owned(),
            text: format!("Position({}){said}", arguments.join(", ")),
            statement: position.statement.clone(),
        });
    }
    for supply in &account.supplies {
        let mut arguments = Vec::new();
        if let Some(supplier) = supply.supplier {
            arguments.push(format!("supplier: {}", name(account, supplier)));
        }
        if let Some(recipient) = supply.recipient {
            arguments.push(format!("recipient: {}", name(account, recipient)));
        }
        arguments.push(format!("commodity: {}", supply.commodity));
        arguments.push(format!("status: {}", supply.status));
        if let Some(quantity) = &supply.quantity {
            arguments.push(format!("quantity: {}", quantity.verbatim));
        }
        if let Some(route) = &supply.route {
            arguments.push(format!("route: {route}"));
        }
        let said = tail(account, &supply.statement, &mut arguments, true);
        found.push(Line {
            class: "EnergySupply".to_owned(),
            text: format!("EnergySupply({}){said}", arguments.join(", ")),
            statement: supply.statement.clone(),
        });
    }
    for contribution in &account.contributions {
        let mut arguments = vec![format!("contributor: {}", name(account, contribution.contributor))];
        let EventId(operation) = contribution.operation;
        arguments.push(format!("operation: {}", event_name(account, &account.events[operation])));
        if let Some(date) = contribution.date {
            arguments.push(format!("date: {date}"));
        }
        if let Some(date) = contribution.end_date {
            arguments.push(format!("end: {date}"));
        }
        if let Some(quantity) = &contribution.quantity {
            arguments.push(format!("quantity: {}", quantity.verbatim));
        }
        let said = tail(account, &contribution.statement, &mut arguments, false);
        found.push(Line {
            class: "Contribution".to_owned(),
            text: format!("Contribution({}){said}", arguments.join(", ")),
            statement: contribution.statement.clone(),
        });
    }
    found
}

fn event_name(account: &Account<'_>, event: &Event) -> String {
    event
        .topics
        .first()
        .map_or_else(|| event.trigger.of(&account.report.text).to_owned(), |topic| topic.text.clone())
}
