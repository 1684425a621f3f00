//! A piece of text that means something: `Mention`, and the entities, times and quantities it stands for.

use crate::report::Span;
use std::ops::Range;

/// The kinds of things that act, are acted upon, or are where something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A human being: "Jens Stoltenberg".
    Person,
    /// A country, as an actor or as a place: "Azerbaijan".
    State,
    /// An organisation, ministry, company, agency or armed force: "NATO".
    Organization,
    /// A city, region, building or sea: "Brussels".
    Place,
    /// An unnamed collective as the text states it: "about 20 NATO countries".
    Group,
}

/// The number of an entity in its [`Recognition`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub usize);

/// What an unnamed collective consists of, as far as the text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The set from which the members come: NATO in "about 20 NATO countries".
    pub member_of: Option<EntityId>,
    /// How many members, as stated.
    pub cardinality: Option<Quantity>,
    /// The members that the text names: Turkey in "four countries, including Turkey".
    pub members: Vec<EntityId>,
}

/// One thing in the world that a report speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its kind.
    pub kind: EntityKind,
    /// The fullest name in the text without title; for known states, organisations and places their short name.
    pub name: String,
    /// Other ways in which the report refers to it, pronouns left out, in the order of the text.
    pub also: Vec<String>,
    /// The key of its row in the gazetteer (`state:AZ`, `org:nato`, `place:2800866`), where it is known.
    pub known: Option<String>,
    /// What is known of a collective.
    pub group: Option<Group>,
}

/// How a stretch of text refers to an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// By name: "Ilham Aliyev", "NATO", with its title "President Ilham Aliyev".
    Name,
    /// By an adjective or a demonym: "Azerbaijani", "U.S.".
    Demonym,
    /// By a noun phrase whose antecedent was found: "the head of state", "the Alliance".
    Nominal,
    /// By a pronoun: "he", "they".
    Pronoun,
    /// By the words that describe a collective: "about 20 NATO countries".
    Group,
}

/// How words were resolved that do not name in full what they refer to.
///
/// How often a reader found each kind right stands in `data/resolutions.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// "Stoltenberg" after "Jens Stoltenberg".
    PartOfName,
    /// "SCG" after "Strategic Consultative Group (SCG)".
    Acronym,
    /// "the Task Force" after "U.S.-EU Task Force on Energy Security".
    ShortName,
    /// "the Alliance", which the gazetteer knows for a name of NATO, after "NATO".
    CustomaryName,
    /// "the Security Council" in what the Kremlin publishes.
    BodyOfPublisher,
    /// "the ministry", "the bloc": the body named last whose name or kind has the noun.
    BodyNoun,
    /// "the country": the state that the sentences before speak of.
    Country,
    /// "Ankara" for Turkey, where it acts.
    Capital,
    /// "the Turkish side" for Turkey.
    Side,
    /// "the Prime Minister": who is elsewhere called by this title.
    Title,
    /// "the head of state" for a president, "the minister" for a foreign minister.
    RoleNoun,
    /// "the President of Russia" in what Russia publishes, for the only person of whom the report states no office.
    OnlyPerson,
    /// "the Prime Minister" in what a government publishes and nobody holds the office by name.
    OfficeOfPublisher,
    /// "his French counterpart" for who holds the same office for France.
    Counterpart,
    /// "Jens Stoltenberg, Secretary General of NATO": the title beside the name.
    Apposition,
    /// "he", "she", "him".
    Pronoun,
    /// "his", "her".
    Possessive,
    /// "it".
    It,
    /// "its".
    Its,
    /// "they": the participants of the event told before.
    They,
    /// "the sides", "both leaders": the participants of the event told before.
    Parties,
    /// "I" and "we" of who speaks.
    Speaker,
    /// "we" of the government or governments whose statement the report is.
    Statement,
}

impl Resolution {
    /// All kinds, in the order of their declaration.
    pub const ALL: [Self; 23] = [
        Self::PartOfName,
        Self::Acronym,
        Self::ShortName,
        Self::CustomaryName,
        Self::BodyOfPublisher,
        Self::BodyNoun,
        Self::Country,
        Self::Capital,
        Self::Side,
        Self::Title,
        Self::RoleNoun,
        Self::OnlyPerson,
        Self::OfficeOfPublisher,
        Self::Counterpart,
        Self::Apposition,
        Self::Pronoun,
        Self::Possessive,
        Self::It,
        Self::Its,
        Self::They,
        Self::Parties,
        Self::Speaker,
        Self::Statement,
    ];

    /// Its name in tables and JSON: `role-noun`.
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// What it is, in the words of a reader: "role noun phrase".
    pub fn gloss(self) -> &'static str {
        self.words().1
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::PartOfName => ("part-of-name", "part of a full name"),
            Self::Acronym => ("acronym", "acronym that the report explains"),
            Self::ShortName => ("short-name", "end of a full name"),
            Self::CustomaryName => ("customary-name", "customary short name"),
            Self::BodyOfPublisher => ("body-of-publisher", "body of the publisher's state"),
            Self::BodyNoun => ("body-noun", "noun for a body named before"),
            Self::Country => ("country", "the state spoken of"),
            Self::Capital => ("capital", "capital that acts for its state"),
            Self::Side => ("side", "side of a state"),
            Self::Title => ("title", "title held elsewhere in the report"),
            Self::RoleNoun => ("role-noun", "role noun phrase"),
            Self::OnlyPerson => ("only-person", "the only person without an office"),
            Self::OfficeOfPublisher => ("office-of-publisher", "office of the publisher's state"),
            Self::Counterpart => ("counterpart", "counterpart of an office holder"),
            Self::Apposition => ("apposition", "title beside the name"),
            Self::Pronoun => ("pronoun", "personal pronoun"),
            Self::Possessive => ("possessive", "possessive pronoun"),
            Self::It => ("it", "pronoun for a state or organisation"),
            Self::Its => ("its", "possessive pronoun for a state or organisation"),
            Self::They => ("they", "pronoun for those who take part"),
            Self::Parties => ("parties", "noun for those who take part"),
            Self::Speaker => ("speaker", "first person of who speaks"),
            Self::Statement => ("statement", "first person of whose statement it is"),
        }
    }
}

/// A span of the report that refers to one or more entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes of the report's text, from 0, end-exclusive.
    pub span: Span,
    /// Its tokens, as numbers in the document, end-exclusive; title and determiner included.
    pub tokens: Range<usize>,
    /// The token by which the phrase hangs in the dependency tree.
    pub head: usize,
    /// How it refers.
    pub kind: MentionKind,
    /// What it refers to; several for "the sides" or "both leaders".
    pub entities: Vec<EntityId>,
    /// The lexicon or rule that found it, and for a resolved one what it was resolved by:
    /// `gazetteer`, `names-tagger`, `office-pattern`, `coref:role`, `coref:event-participants`.
    pub found_by: &'static str,
    /// How it was resolved, where it does not name its entity in full. Of words that are left to the event or to who
    /// speaks, it says how they will be.
    pub resolution: Option<Resolution>,
}

/// That a person holds an office, as the report states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeHolding {
    /// Who holds it.
    pub person: EntityId,
    /// The title without state and honorifics: "President", "Foreign Minister".
    pub title: String,
    /// The state or organisation whose office it is.
    pub body: Option<EntityId>,
    /// The words that state it: "President of the Republic of Azerbaijan Ilham Aliyev".
    pub span: Span,
    /// The tokens of those words.
    pub tokens: Range<usize>,
    /// The pattern that found it.
    pub found_by: &'static str,
}

/// A date as precise as the text: a year, a month of a year, or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: Option<u32>,
    /// The day of the month, 1 to 31.
    pub day: Option<u32>,
}

impl std::fmt::Display for PartialDate {
    /// Writes it as `xsd:gYear`, `xsd:gYearMonth` or `xsd:date` would.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// Where a date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateBasis {
    /// The text gives it in full: "27 August 2021".
    Stated,
    /// It was worked out from the report's date: "on Monday", "December 14".
    Resolved,
    /// It is the dateline's date.
    FromDateline,
}

/// A time expression and the day, month, year or interval it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where it stands, in bytes of the report's text, from 0, end-exclusive.
    pub span: Span,
    /// Its tokens, as numbers in the document, end-exclusive.
    pub tokens: Range<usize>,
    /// The day, month or year, or the first of an interval.
    pub start: PartialDate,
    /// The last day, month or year of an interval.
    pub end: Option<PartialDate>,
    /// Whether it was stated in full or worked out.
    pub basis: DateBasis,
}

/// A number with its unit and how exactly the text gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quantity {
    /// The value as a decimal, where the text gives one: "20", "0.25".
    pub value: Option<String>,
    /// The lower bound: 120000 in "more than 120,000".
    pub min: Option<String>,
    /// The upper bound.
    pub max: Option<String>,
    /// The unit in plain words: "civilians", "cubic metres a year"; scale words are in the value.
    pub unit: Option<String>,
    /// The unit's code in UCUM (`m3/a`), or the currency's in ISO 4217 (`EUR`), where one exists.
    pub unit_code: Option<String>,
    /// Whether the text says "about".
    pub approximate: bool,
    /// The words themselves.
    pub verbatim: String,
}

/// A quantity where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Where it stands, in bytes of the report's text, from 0, end-exclusive.
    pub span: Span,
    /// Its tokens, as numbers in the document, end-exclusive; the counted noun is not part of it, a unit is.
    pub tokens: Range<usize>,
    /// What it says.
    pub quantity: Quantity,
}

/// Everything that the report names, counts and dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognition {
    /// The entities; an [`EntityId`] is an index into this list.
    pub entities: Vec<Entity>,
    /// The mentions, in the order of the text; they nest but do not cross.
    pub mentions: Vec<Mention>,
    /// Who holds which office.
    pub offices: Vec<OfficeHolding>,
    /// The time expressions, in the order of the text.
    pub times: Vec<Time>,
    /// The quantities, in the order of the text.
    pub measures: Vec<Measure>,
    /// For each token the outermost mention whose head it is, as an index into `mentions`.
    pub mention_at: Vec<Option<usize>>,
    /// The publisher's state or organisation, where the source or agency makes it certain ("the President").
    pub publisher: Option<EntityId>,
    /// The person whose statement the report is and who says "I" in it, as its title or its source tells.
    pub author: Option<EntityId>,
    /// The agency that sends the report.
    pub agency: Option<EntityId>,
    /// The place of the dateline.
    pub dateline_place: Option<EntityId>,
}

impl Recognition {
    /// The entity with this number.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// Whether words of the report refer to an entity: a mention, or its dateline or source.
    ///
    /// Only such an entity may be an argument of a claim.
    pub fn is_referred(&self, id: EntityId) -> bool {
        [self.publisher, self.author, self.agency, self.dateline_place].contains(&Some(id))
            || self.mentions.iter().any(|mention| mention.entities.contains(&id))
    }

    /// The outermost mention whose head is this token.
    pub fn mention_of(&self, token: usize) -> Option<&Mention> {
        self.mention_at.get(token).copied().flatten().map(|index| &self.mentions[index])
    }
}
