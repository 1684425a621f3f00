//! Facts as lines that a diplomat can read: what rule examples compare, and what `explain` prints.

use crate::claim::{Account, Event, EventId, Modality, Polarity, Source, Statement, Status};
use crate::mention::EntityId;
use crate::rule::file::PARTICIPANT_ROLES;
use std::borrow::Cow;

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

/// Whether two lines tell the same fact: alike but for the order of participants, which has no meaning in the graph.
///
/// Participants count as often as they stand: one too many, too few or twice makes another fact.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || participants_sorted(one) == participants_sorted(other)
}

/// A line with its participants in the order of the alphabet.
fn participants_sorted(line: &str) -> Cow<'_, str> {
    let Some((class, rest)) = line.split_once('(') else { return Cow::Borrowed(line) };
    // The bracket that closes the arguments; names may have brackets of their own.
    let Some(end) = rest.rfind(") said by ").or_else(|| rest.strip_suffix(')').map(str::len)) else {
        return Cow::Borrowed(line);
    };
    let (arguments, tail) = rest.split_at(end);
    let mut found: Vec<String> = Vec::new();
    for part in arguments.split(", ") {
        match found.last_mut() {
            // "participant: Ministry of Trade, Industry and Energy": a comma of the name.
            Some(last) if !begins_argument(part) => {
                last.push_str(", ");
                last.push_str(part);
            }
            _ => found.push(part.to_owned()),
        }
    }
    let participants = found.iter().take_while(|argument| is_participant(argument)).count();
    found[..participants].sort_unstable();
    Cow::Owned(format!("{class}({}{tail}", found.join(", ")))
}

fn is_participant(argument: &str) -> bool {
    argument.split_once(": ").is_some_and(|(role, _)| PARTICIPANT_ROLES.contains(&role))
}

/// Whether an argument of an event begins with these words.
fn begins_argument(words: &str) -> bool {
    const TOLD: [&str; 3] = ["planned", "possible", "denied"];
    is_participant(words)
        || TOLD.contains(&words)
        || ["end: ", "place: ", "date: ", "topic: "].iter().any(|argument| words.starts_with(argument))
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

#[cfg(test)]
mod tests {
    use super::*;

    const MEETING: &str = "Meeting(host: Norway, participant: Brenna, participant: Rinaldi, place: Oslo)";

    #[test]
    fn the_order_of_participants_has_no_meaning() {
        assert!(is_same(MEETING, MEETING));
        assert!(is_same(
            MEETING,
            "Meeting(participant: Rinaldi, host: Norway, participant: Brenna, place: Oslo)"
        ));
        assert!(is_same(
            "Visit(visitor: Chad, host: Peru, planned) said by Chad (of the north)",
            "Visit(host: Peru, visitor: Chad, planned) said by Chad (of the north)"
        ));
        assert!(is_same(
            "Meeting(participant: Ministry of Trade, Industry and Energy, participant: Chad)",
            "Meeting(participant: Chad, participant: Ministry of Trade, Industry and Energy)"
        ));
    }

    #[test]
    fn a_missing_added_or_doubled_participant_is_another_fact() {
        for other in [
            "Meeting(host: Norway, participant: Brenna, place: Oslo)",
            "Meeting(host: Norway, participant: Brenna, participant: Chad, participant: Rinaldi, place: Oslo)",
            "Meeting(host: Norway, participant: Brenna, participant: Brenna, participant: Rinaldi, place: Oslo)",
            "Meeting(host: Norway, participant: Brenna, participant: Brenna, place: Oslo)",
        ] {
            assert!(!is_same(MEETING, other) && !is_same(other, MEETING), "{other}");
        }
    }

    #[test]
    fn a_role_a_topic_or_a_speaker_of_another_is_another_fact() {
        for (one, other) in [
            ("Visit(host: Peru, visitor: Chad)", "Visit(host: Chad, visitor: Peru)"),
            ("Meeting(topic: gas, topic: oil)", "Meeting(topic: oil, topic: gas)"),
            ("Meeting(participant: Chad) said by Chad", "Meeting(participant: Chad) said by Peru"),
            ("Meeting(participant: Chad, planned)", "Meeting(participant: Chad)"),
            ("Position(holder: Chad)", "Position(holder: Peru)"),
        ] {
            assert!(!is_same(one, other), "{one}\n{other}");
        }
    }
}
