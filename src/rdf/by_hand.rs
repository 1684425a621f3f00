//! An account made by hand, with every kind of claim, for the tests of this room.

use crate::claim::{
    Account, Contribution, EnergySupply, Event, EventId, Evidence, Modality, Participant, Polarity, Position,
    Role, Source, SpeechMode, Statement, Status, Topic,
};
use crate::mention::{
    DateBasis, Entity, EntityId, EntityKind, Group, Mention, MentionKind, OfficeHolding, PartialDate,
    Quantity, Recognition,
};
use crate::report::{Dateline, Report, Span};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A report with letters of two bytes before most of its words, so that bytes and code points differ.
pub(crate) const TEXT: &str = "\
ØSTBY, March 3 (Nordpress) — Prime Minister Kari Lund met President Marek Novák in Bergen. \
They discussed energy security. \
It was noted that about 20 Alliance countries import oil from Norland. \
Novák once again supported the sovereignty of Norland. \
Norland took part in Operation Fjord from 2002 to 2021.";

/// The report.
pub(crate) fn report() -> Report {
    Report {
        id: "hand-2031-03-03".into(),
        title: Some("Lund meets Novák".into()),
        text: TEXT.into(),
        date: NaiveDate::from_ymd_opt(2031, 3, 3),
        dateline: Dateline {
            span: Some(span("ØSTBY, March 3 (Nordpress) — ")),
            place: Some(span("ØSTBY")),
            date: NaiveDate::from_ymd_opt(2031, 3, 3),
            agency: Some(span("Nordpress")),
        },
        agency: None,
        source: Some("wire.txt".into()),
    }
}

/// Where words first stand in the text.
pub(crate) fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("{words:?} is not in the text"));
    Span::new(start, start + words.len())
}

fn evidence(words: &str, sentence: usize) -> Vec<Evidence> {
    vec![Evidence { span: span(words), sentence }]
}

fn statement(words: &str, sentence: usize, rule: &str) -> Statement {
    Statement {
        evidence: evidence(words, sentence),
        source: Source::Narration,
        speech_mode: SpeechMode::Narration,
        modality: Modality::Asserted,
        polarity: Polarity::Affirmed,
        rule: rule.into(),
    }
}

fn entity(kind: EntityKind, name: &str, known: Option<&str>) -> Entity {
    Entity { kind, name: name.into(), also: Vec::new(), known: known.map(Into::into), group: None }
}

fn mention(words: &str, kind: MentionKind, entities: &[usize]) -> Mention {
    Mention {
        span: span(words),
        tokens: 0..1,
        head: 0,
        kind,
        entities: entities.iter().map(|id| EntityId(*id)).collect(),
        found_by: "by-hand",
        resolution: None,
    }
}

/// Everything that the report states.
pub(crate) fn account(report: &Report) -> Account<'_> {
    let quantity = Quantity {
        value: Some("20".into()),
        unit: Some("countries".into()),
        approximate: true,
        verbatim: "about 20".into(),
        ..Quantity::default()
    };
    let mut group = entity(EntityKind::Group, "about 20 Alliance countries", None);
    group.group =
        Some(Group { member_of: Some(EntityId(4)), cardinality: Some(quantity), members: Vec::new() });
    let mut novak = entity(EntityKind::Person, "Marek Novák", None);
    novak.also = vec!["President Marek Novák".into(), "Novák".into()];
    let entities = vec![
        entity(EntityKind::Person, "Kari Lund", None),
        novak,
        entity(EntityKind::Place, "Bergen", Some("place:3161732")),
        entity(EntityKind::State, "Norland", None),
        entity(EntityKind::Organization, "Alliance", None),
        group,
        entity(EntityKind::Organization, "Nordpress", None),
        entity(EntityKind::Group, "unused group", None),
    ];
    let mentions = vec![
        mention("Nordpress", MentionKind::Name, &[6]),
        mention("Prime Minister Kari Lund", MentionKind::Name, &[0]),
        mention("President Marek Novák", MentionKind::Name, &[1]),
        mention("Bergen", MentionKind::Name, &[2]),
        mention("They", MentionKind::Pronoun, &[0, 1]),
        mention("about 20 Alliance countries", MentionKind::Group, &[5]),
        mention("Alliance", MentionKind::Name, &[4]),
        mention("Norland", MentionKind::Name, &[3]),
    ];
    let holding = OfficeHolding {
        person: EntityId(0),
        title: "Prime Minister".into(),
        body: Some(EntityId(3)),
        span: span("Prime Minister Kari Lund"),
        tokens: 0..4,
        found_by: "office-pattern",
    };
    let met = "Prime Minister Kari Lund met President Marek Novák in Bergen";
    let participant = |id, office| Participant {
        entity: EntityId(id),
        role: Role::Participant,
        office,
        evidence: evidence(met, 1),
        rule: "meet-active".into(),
    };
    let meeting = Event {
        class: "Meeting".into(),
        status: Status::Occurred,
        date: Some(PartialDate { year: 2031, month: Some(3), day: Some(3) }),
        end_date: None,
        date_basis: Some(DateBasis::FromDateline),
        place: Some(EntityId(2)),
        participants: vec![participant(0, Some(0)), participant(1, None)],
        topics: vec![Topic {
            text: "energy security".into(),
            issue: Some("energy".into()),
            discussed: true,
            evidence: evidence("They discussed energy security.", 2),
            rule: "discuss".into(),
        }],
        trigger: span("met"),
        occurrence: statement(met, 1, "meet-active"),
    };
    let operation = Event {
        class: "OtherEvent".into(),
        status: Status::Occurred,
        date: None,
        end_date: None,
        date_basis: None,
        place: None,
        participants: Vec::new(),
        topics: Vec::new(),
        trigger: span("Operation"),
        occurrence: statement("Operation Fjord", 5, "operation"),
    };
    let year = |year| Some(PartialDate { year, month: None, day: None });
    Account {
        report,
        sentences: vec![
            span(&format!("{met}.")),
            span("They discussed energy security."),
            span("It was noted that about 20 Alliance countries import oil from Norland."),
            span("Novák once again supported the sovereignty of Norland."),
            span("Norland took part in Operation Fjord from 2002 to 2021."),
        ],
        recognition: Recognition {
            entities,
            mentions,
            offices: vec![holding.clone()],
            agency: Some(EntityId(6)),
            ..Recognition::default()
        },
        events: vec![meeting, operation],
        positions: vec![Position {
            holder: Some(EntityId(1)),
            stance: "supports".into(),
            issue: "sovereignty".into(),
            issue_text: "sovereignty".into(),
            regarding: Some(EntityId(3)),
            reiterated: true,
            event: Some(EventId(0)),
            statement: statement("Novák once again supported the sovereignty of Norland.", 4, "support-verb"),
        }],
        supplies: vec![EnergySupply {
            supplier: Some(EntityId(3)),
            recipient: Some(EntityId(5)),
            commodity: "oil".into(),
            status: "current".into(),
            quantity: None,
            route: None,
            statement: Statement {
                source: Source::Unnamed,
                speech_mode: SpeechMode::ImpersonalSpeech,
                ..statement("about 20 Alliance countries import oil from Norland", 3, "import-active")
            },
        }],
        contributions: vec![Contribution {
            contributor: EntityId(3),
            operation: EventId(1),
            date: year(2002),
            end_date: year(2021),
            quantity: None,
            statement: statement("Norland took part in Operation Fjord", 5, "take-part"),
        }],
        offices: vec![(holding, statement("Prime Minister Kari Lund", 1, "office-pattern"))],
        resolved: BTreeMap::new(),
    }
}
