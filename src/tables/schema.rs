//! The one declaration of the tables: the writers, the page `docs/tables.md` and the tests all come from it.

use Kind::{Boolean, Date, Integer, List, Number, Text};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Unicode text.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// A floating-point number of 64 bits.
    Number,
    /// True or false.
    Boolean,
    /// A day of the Gregorian calendar.
    Date,
    /// A list of texts; an empty list where there are none.
    List,
}

impl Kind {
    /// Its name on the page of the tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Text => "text",
            Integer => "integer",
            Number => "number",
            Boolean => "boolean",
            Date => "date",
            List => "list of text",
        }
    }
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the files.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether each row has a value; a list may be empty and yet is there.
    pub required: bool,
    /// The table whose key its values are.
    pub joins: Option<&'static str>,
    /// What it means.
    pub what: &'static str,
}

impl Column {
    const fn new(name: &'static str, kind: Kind, what: &'static str) -> Self {
        Self { name, kind, required: matches!(kind, List), joins: None, what }
    }

    const fn text(name: &'static str, what: &'static str) -> Self {
        Self::new(name, Text, what)
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn joins(mut self, table: &'static str) -> Self {
        self.joins = Some(table);
        self
    }
}

/// One table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, which is also that of its file.
    pub name: &'static str,
    /// What a row is.
    pub what: &'static str,
    /// The columns that together tell one row from all others.
    pub key: &'static [&'static str],
    /// The order of its rows.
    pub order: &'static str,
    /// Its columns, in the order of the files.
    pub columns: &'static [Column],
}

impl Table {
    /// The table with this name.
    pub fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// The column with this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// What parts the items of a list in a cell of a CSV file; a `|` or `\` within an item has a `\` before it.
pub const LIST_SEPARATOR: char = '|';

const IN_ORDER: &str = "by report, then as the words stand in it, then by IRI";

const CLAIM: Column = Column::text("claim", "the claim, by its IRI").required().joins("claims");
const REPORT: Column = Column::text("report", "the report that states it").required().joins("reports");
const DATE: Column =
    Column::new("date", Date, "when it happens or begins: the first day that the words allow");
const DATE_PRECISION: Column =
    Column::text("date_precision", "how precise the words are: `day`, `month` or `year`");
const END_DATE: Column = Column::new("end_date", Date, "when it ends: the last day that the words allow");
const END_DATE_PRECISION: Column =
    Column::text("end_date_precision", "how precise the words are: `day`, `month` or `year`");
const QUANTITY: Column = Column::new("quantity", Number, "how much, where one number is stated");
const QUANTITY_MIN: Column =
    Column::new("quantity_min", Number, "at least how much, as in \"more than 120,000\"");
const QUANTITY_MAX: Column = Column::new("quantity_max", Number, "at most how much");
const QUANTITY_UNIT: Column = Column::text("quantity_unit", "the unit, in words");
const QUANTITY_UNIT_CODE: Column =
    Column::text("quantity_unit_code", "the unit's UCUM code or the currency's ISO 4217 code");
const QUANTITY_APPROXIMATE: Column =
    Column::new("quantity_approximate", Boolean, "whether the words say \"about\"");
const QUANTITY_WORDS: Column = Column::text("quantity_words", "the quantity as the report words it");

/// The tables, in the order in which they are listed.
pub static TABLES: [Table; 11] = [
    Table {
        name: "reports",
        what: "One row per report.",
        key: &["report"],
        order: "by IRI",
        columns: &[
            Column::text("report", "the report, by its IRI").required(),
            Column::text("report_id", "the id under which it was read").required(),
            Column::text("title", "its headline"),
            Column::new("published", Date, "the day on which it was published"),
            Column::text("agency", "the agency that reports").joins("entities"),
            Column::text("agency_label", "the agency's name"),
            Column::text("dateline_place", "the place of the dateline").joins("entities"),
            Column::text("dateline_place_label", "the name of that place"),
            Column::text("dateline_text", "the dateline as it stands there"),
            Column::text("language", "its language, by the code of BCP 47"),
            Column::text("source", "the file or address from which it was read"),
            Column::text("text_sha256", "the SHA-256 of its text, in hexadecimal digits").required(),
            Column::new("claim_count", Integer, "how many claims it states").required(),
            Column::new("event_count", Integer, "how many events it tells of").required(),
            Column::text("text", "its text; absent after `--no-text`"),
        ],
    },
    Table {
        name: "entities",
        what: "One row per person, state, organisation, place or group.",
        key: &["entity"],
        order: "those that reports share by IRI, then those that belong to one report, by report and IRI",
        columns: &[
            Column::text("entity", "the entity, by its IRI").required(),
            Column::text("kind", "`person`, `state`, `organization`, `place` or `group`").required(),
            Column::text("label", "its fullest name").required(),
            Column::new("alt_labels", List, "other names by which reports call it, sorted"),
            Column::text(
                "in_report",
                "the report to which it belongs, where it is not known to be the same in others",
            )
            .joins("reports"),
            Column::text("wikidata", "its item in Wikidata: `Q668`"),
            Column::text("geonames", "its number in GeoNames: `3143244`"),
            Column::new("same_as", List, "the IRIs of the same thing elsewhere, sorted"),
            Column::text("iso_alpha2", "a state's code of two letters (ISO 3166-1)"),
            Column::text("iso_alpha3", "a state's code of three letters (ISO 3166-1)"),
            Column::new("latitude", Number, "degrees north of the equator (WGS 84)"),
            Column::new("longitude", Number, "degrees east of Greenwich (WGS 84)"),
            Column::text("located_in", "the entity directly around it").joins("entities"),
            Column::text("state", "the state in which it lies; a state's own IRI").joins("entities"),
            Column::text("member_of", "of a group: whose members are meant").joins("entities"),
            Column::new("members", List, "of a group: the members that are named, sorted").joins("entities"),
            Column::new("size", Number, "of a group: how many, where one number is stated"),
            Column::new("size_min", Number, "of a group: at least how many"),
            Column::new("size_max", Number, "of a group: at most how many"),
            Column::new("size_approximate", Boolean, "of a group: whether the words say \"about\""),
            Column::text("verbatim", "of a group: the words that describe it"),
        ],
    },
    Table {
        name: "events",
        what: "One row per event that a report tells of; two reports of one meeting make two events.",
        key: &["event"],
        order: IN_ORDER,
        columns: &[
            Column::text("event", "the event, by its IRI").required(),
            REPORT,
            Column::text("claim", "the claim that states that it happens").joins("claims"),
            Column::text("class", "its class in the ontology: `Meeting`, `PhoneCall`, `OtherEvent`").required(),
            Column::text("label", "one line by which people know it"),
            Column::text("status", "`occurred`, `planned`, `possible` or `denied`").required(),
            DATE,
            DATE_PRECISION,
            END_DATE,
            END_DATE_PRECISION,
            Column::text("date_basis", "where the date comes from: `stated`, `resolved` or `from-dateline`"),
            Column::text("place", "where it happens").joins("entities"),
            Column::text("place_label", "the name of that place"),
            Column::text("place_state", "the state in which that place lies").joins("entities"),
            Column::text("place_state_label", "the name of that state"),
            Column::new("participants", List, "who takes part, sorted").joins("entities"),
            Column::new("participant_labels", List, "their names, in the same order"),
            Column::new("topics", List, "what was spoken about, in the words of the report, sorted"),
            Column::new("issues", List, "the issues under which the topics fall, by notation, sorted"),
        ],
    },
    Table {
        name: "participations",
        what: "One row per claim that somebody takes part in an event.",
        key: &["claim"],
        order: IN_ORDER,
        columns: &[
            CLAIM,
            REPORT,
            Column::text("event", "the event").required().joins("events"),
            Column::text("participant", "who takes part").required().joins("entities"),
            Column::text("participant_label", "the participant's name"),
            Column::text("participant_kind", "the participant's kind, as in `entities`"),
            Column::text("role", "the part that is played: `participant`, `host`, `chair`, `visitor`, …").required(),
            Column::text("office", "the office in whose capacity, by its IRI"),
            Column::text("office_title", "that office's title"),
            Column::text("office_of", "the state or organisation to which the office belongs").joins("entities"),
            Column::text("office_of_label", "the name of that state or organisation"),
        ],
    },
    Table {
        name: "discussions",
        what: "One row per claim that something was discussed at an event.",
        key: &["claim"],
        order: IN_ORDER,
        columns: &[
            CLAIM,
            REPORT,
            Column::text("event", "the event").required().joins("events"),
            Column::text("topic", "what was discussed, in the words of the report").required(),
            Column::text("issue", "the issue under which it falls, by notation"),
        ],
    },
    Table {
        name: "positions",
        what: "One row per claim that a party takes a stand.",
        key: &["claim"],
        order: IN_ORDER,
        columns: &[
            CLAIM,
            REPORT,
            Column::text("event", "the event at which it was taken").joins("events"),
            Column::text("holder", "who takes it; absent where the report names nobody").joins("entities"),
            Column::text("holder_label", "the holder's name"),
            Column::text("holder_kind", "the holder's kind, as in `entities`"),
            Column::text("stance", "`supports`, `opposes`, `condemns`, `welcomes`, `calls-for`, …").required(),
            Column::text("issue", "what it is about, by notation: `territorial-integrity`").required(),
            Column::text("issue_text", "what it is about, in the words of the report").required(),
            Column::text("regarding", "whose issue it is").joins("entities"),
            Column::text("regarding_label", "the name of that entity"),
            Column::new("reiterated", Boolean, "whether the words say that it was taken before"),
        ],
    },
    Table {
        name: "supplies",
        what: "One row per claim that somebody supplies energy to somebody.",
        key: &["claim"],
        order: IN_ORDER,
        columns: &[
            CLAIM,
            REPORT,
            Column::text("supplier", "who delivers").joins("entities"),
            Column::text("supplier_label", "the supplier's name"),
            Column::text("recipient", "who receives").joins("entities"),
            Column::text("recipient_label", "the recipient's name"),
            Column::text("commodity", "`gas`, `lng`, `oil`, `oil-products`, `electricity`, `coal`, …").required(),
            Column::text("commodity_group", "the widest commodity above it: `gas` for `lng`; itself where there is none").required(),
            Column::text(
                "supply_status",
                "`current`, `planned`, `possible`, `suspended`, `ended` or `refused`",
            )
            .required(),
            QUANTITY,
            QUANTITY_MIN,
            QUANTITY_MAX,
            QUANTITY_UNIT,
            QUANTITY_UNIT_CODE,
            QUANTITY_APPROXIMATE,
            QUANTITY_WORDS,
            Column::text("route", "through what, in the words of the report"),
        ],
    },
    Table {
        name: "offices",
        what: "One row per claim that a person holds an office.",
        key: &["claim"],
        order: IN_ORDER,
        columns: &[
            CLAIM,
            REPORT,
            Column::text("person", "who holds it").required().joins("entities"),
            Column::text("person_label", "the person's name"),
            Column::text("office", "the office, by its IRI").required(),
            Column::text("office_title", "the office's title"),
            Column::text("office_of", "the state or organisation to which it belongs").joins("entities"),
            Column::text("office_of_label", "the name of that state or organisation"),
            DATE,
            DATE_PRECISION,
            END_DATE,
            END_DATE_PRECISION,
        ],
    },
    Table {
        name: "contributions",
        what: "One row per claim that somebody has a part in a mission or operation.",
        key: &["claim"],
        order: IN_ORDER,
        columns: &[
            CLAIM,
            REPORT,
            Column::text("contributor", "who contributes").required().joins("entities"),
            Column::text("contributor_label", "the contributor's name"),
            Column::text("operation", "the operation, which is an event").required().joins("events"),
            Column::text("operation_label", "the operation's label"),
            DATE,
            DATE_PRECISION,
            END_DATE,
            END_DATE_PRECISION,
            QUANTITY,
            QUANTITY_MIN,
            QUANTITY_MAX,
            QUANTITY_UNIT,
            QUANTITY_UNIT_CODE,
            QUANTITY_APPROXIMATE,
            QUANTITY_WORDS,
        ],
    },
    Table {
        name: "claims",
        what: "One row per claim of any class: who says so, how, and in which words.",
        key: &["claim"],
        order: IN_ORDER,
        columns: &[
            Column::text("claim", "the claim, by its IRI").required(),
            REPORT,
            Column::text("class", "its class: `Occurrence`, `Participation`, `Discussion`, `Position`, `EnergySupply`, `OfficeHolding` or `Contribution`").required(),
            Column::text("event", "the event or operation that it is about").joins("events"),
            Column::text(
                "source_kind",
                "`narration` (the report itself), `named` (an entity) or `unnamed` (\"it was noted that …\")",
            )
            .required(),
            Column::text("said_by", "the entity that says so").joins("entities"),
            Column::text("said_by_label", "that entity's name"),
            Column::text("reported_by", "the agency that reports").joins("entities"),
            Column::text("reported_by_label", "the agency's name"),
            Column::text("speech_mode", "`narration`, `direct-speech`, `indirect-speech` or `impersonal-speech`").required(),
            Column::text("modality", "`asserted`, `planned`, `possible` or `requested`").required(),
            Column::text("polarity", "`affirmed` or `negated`").required(),
            Column::text("rule", "the rule that found it").required(),
            Column::text("run", "the version of program, rules and data that made it, by its IRI").required(),
            Column::new("confidence", Number, "how sure the program is, from 0 to 1; absent where it does not say"),
            Column::new("sentence", Integer, "the sentence that holds the first quotation, counted from 1"),
            Column::new("begin", Integer, "where the first quotation begins in the report's text, in code points from 0").required(),
            Column::new("end", Integer, "where it ends, exclusive").required(),
            Column::text("quote", "the first quotation: the words on which the claim rests").required(),
            Column::new("further_quotes", List, "further words on which it rests, as they stand in the text"),
        ],
    },
    Table {
        name: "mentions",
        what: "One row per stretch of a report and entity that it refers to.",
        key: &["span", "entity"],
        order: "by report, then as the words stand in it, then by the entity's IRI",
        columns: &[
            Column::text("span", "the stretch of text, by its IRI").required(),
            REPORT,
            Column::text("entity", "what it refers to").required().joins("entities"),
            Column::text("entity_label", "the entity's name"),
            Column::text("entity_kind", "the entity's kind, as in `entities`"),
            Column::new("sentence", Integer, "the sentence, counted from 1; absent in the dateline"),
            Column::new("begin", Integer, "where it begins in the report's text, in code points from 0").required(),
            Column::new("end", Integer, "where it ends, exclusive").required(),
            Column::text("quote", "its words").required(),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_joins_lead_to_a_key() {
        for (index, table) in TABLES.iter().enumerate() {
            assert!(TABLES[..index].iter().all(|other| other.name != table.name));
            for (index, column) in table.columns.iter().enumerate() {
                let name = column.name;
                assert!(table.columns[..index].iter().all(|other| other.name != name), "{name} twice");
                if let Some(target) = column.joins {
                    let target = Table::named(target).unwrap();
                    let key = target.column(target.key[0]).unwrap();
                    assert!(target.key.len() == 1 && key.kind == Kind::Text && key.required);
                }
            }
            for key in table.key {
                assert!(table.column(key).unwrap().required, "{}.{key}", table.name);
            }
        }
    }
}
