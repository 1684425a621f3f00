//! Which IRI a thing has, and when two reports speak of the same thing.
//!
//! IRIs are made from content, so that the same report gives the same IRIs on every run.
//! The rule of identity over reports is short and can be looked up for any IRI:
//!
//! - What the gazetteer knows has one IRI: `…/entity/` and its key, `state:AZ` as `…/entity/state/AZ`.
//! - An unknown person, organisation or state is the same in two reports exactly if its **full name** is
//!   the same, case, accents and punctuation apart: `…/person/ilham-aliyev`.
//!   A person's full name has two words or more; an organisation's has a word that is not one of the
//!   common words for bodies ([`COMMON_BODY_WORDS`]), since every state has a Foreign Ministry.
//! - Everything else belongs to its report and stands below its IRI: a person known by one word or only by
//!   a role, a place that the gazetteer does not know, a group.

use crate::mention::{Entity, EntityKind};
use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Where the IRIs of data begin, unless the user says otherwise.
pub const DEFAULT_BASE: &str = "https://w3id.org/rapporteur/id/";

/// Where the IRIs of Wikidata's things begin.
pub const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// Where the IRIs of GeoNames' places begin; a slash ends them.
pub const GEONAMES: &str = "https://sws.geonames.org/";

/// The kinds of data IRIs with the prefixes by which they are shortened: `claim:12ab` is `…/claim/12ab`.
pub fn data_prefixes(base: &str) -> Vec<(&'static str, String)> {
    const KINDS: [(&str, &str); 14] = [
        ("body", "entity/org/"),
        ("claim", "claim/"),
        ("event", "event/"),
        ("office", "office/"),
        ("organization", "organization/"),
        ("person", "person/"),
        ("place", "entity/place/"),
        ("quantity", "quantity/"),
        ("region", "entity/region/"),
        ("report", "report/"),
        ("review", "review/"),
        ("rule", "rule/"),
        ("run", "run/"),
        ("state", "entity/state/"),
    ];
    KINDS.iter().map(|(prefix, path)| (*prefix, format!("{base}{path}"))).collect()
}

/// The named graphs beside those of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Graph {
    /// The gazetteer's entities.
    Gazetteer,
    /// Unknown entities and offices that have one IRI over all reports.
    Register,
    /// The ontology and its schemes.
    Ontology,
    /// Which version of the program read the reports, with which rules and data.
    Runs,
    /// The verdicts of people.
    Reviews,
}

impl Graph {
    const ALL: [Self; 5] = [Self::Gazetteer, Self::Register, Self::Ontology, Self::Runs, Self::Reviews];

    const fn path(self) -> &'static str {
        match self {
            Self::Gazetteer => "graph/gazetteer",
            Self::Register => "graph/register",
            Self::Ontology => "graph/ontology",
            Self::Runs => "graph/runs",
            Self::Reviews => "graph/reviews",
        }
    }

    /// Its name.
    pub fn name(self, base: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{base}{}", self.path()))
    }

    /// The graph of this name, if it is one of these.
    pub fn named(name: &str, base: &str) -> Option<Self> {
        let path = name.strip_prefix(base)?;
        Self::ALL.into_iter().find(|graph| graph.path() == path)
    }
}

/// Where the IRIs of reports begin.
pub fn reports(base: &str) -> String {
    format!("{base}report/")
}

/// Where the IRIs of claims begin.
pub fn claims(base: &str) -> String {
    format!("{base}claim/")
}

/// The IRI of one reviewer's review of a claim; the base is left out of its hash, as in the IRIs of claims.
pub fn review(base: &str, claim: &str, reviewer: &str) -> NamedNode {
    let claim = claim.strip_prefix(base).unwrap_or(claim);
    NamedNode::new_unchecked(format!("{base}review/{}", short_hash([claim, reviewer])))
}

/// Words that name a kind of body in any state; a name made of nothing else is no full name.
pub const COMMON_BODY_WORDS: [&str; 48] = [
    "a",
    "administration",
    "affairs",
    "agency",
    "air",
    "and",
    "armed",
    "army",
    "assembly",
    "board",
    "cabinet",
    "central",
    "commission",
    "committee",
    "congress",
    "council",
    "court",
    "defence",
    "defense",
    "delegation",
    "department",
    "embassy",
    "external",
    "federal",
    "finance",
    "force",
    "forces",
    "foreign",
    "general",
    "government",
    "house",
    "interior",
    "military",
    "ministers",
    "ministry",
    "national",
    "navy",
    "of",
    "office",
    "parliament",
    "police",
    "presidential",
    "security",
    "senate",
    "staff",
    "state",
    "supreme",
    "the",
];

/// The SHA-256 of some bytes, in 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A short hash of several parts, in 16 hexadecimal digits.
///
/// Each part is preceded by its length, so that no two different lists of parts run together into one.
pub fn short_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    hex(&digest.finalize()[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The part of an IRI that stands for a report's id.
///
/// Letters, digits, `.`, `_` and `-` stay; where anything else had to go, a hash keeps two ids apart.
pub fn report_slug(id: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if !id.is_empty() && id.chars().all(safe) && !id.starts_with('.') {
        return id.to_owned();
    }
    let mut slug: String = id.chars().map(|c| if safe(c) { c } else { '-' }).collect();
    while slug.contains("--") {
        slug = slug.replace("--", "-");
    }
    let slug = slug.trim_matches(['-', '.']);
    let hash = short_hash([id]);
    if slug.is_empty() { hash } else { format!("{slug}-{}", &hash[..8]) }
}

/// A name without case, accents and punctuation: the form in which full names are compared.
pub fn normal_name(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for c in name.chars() {
        if matches!(c, '\u{300}'..='\u{36f}' | '.' | '\'' | '’' | '\u{2060}') {
            continue;
        }
        if c.is_alphanumeric() {
            normal.push_str(unaccented(c));
            if unaccented(c).is_empty() {
                normal.extend(c.to_lowercase());
            }
        } else if !normal.is_empty() && !normal.ends_with(' ') {
            normal.push(' ');
        }
    }
    normal.trim_end().to_owned()
}

/// The letters of a name as an IRI can show them, with a hash where some could not be shown.
fn slug(name: &str) -> String {
    const LONGEST: usize = 60;
    let normal = normal_name(name);
    let mut shown: String = normal
        .chars()
        .map(|c| if c == ' ' { '-' } else { c })
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let whole = normal.is_ascii() && shown.len() <= LONGEST && !shown.is_empty();
    if whole {
        return shown;
    }
    shown.truncate(LONGEST);
    let hash = short_hash([normal.as_str()]);
    let shown = shown.trim_matches('-');
    if shown.is_empty() { hash[..8].to_owned() } else { format!("{shown}-{}", &hash[..8]) }
}

/// The Latin base letters of an accented letter, in lower case; nothing for other letters.
fn unaccented(c: char) -> &'static str {
    match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ǎ' | 'ə' | 'Ə' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' | 'ć' | 'Ć' | 'ĉ' | 'ċ' | 'č' | 'Č' => "c",
        'ď' | 'Ď' | 'đ' | 'Đ' => "d",
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ĕ' | 'ė' | 'Ė' | 'ę' | 'Ę' | 'ě' | 'Ě' => "e",
        'ĝ' | 'ğ' | 'Ğ' | 'ġ' | 'ģ' | 'Ģ' => "g",
        'ĥ' | 'ħ' | 'Ħ' => "h",
        'ì'..='ï' | 'Ì'..='Ï' | 'ĩ' | 'ī' | 'Ī' | 'ĭ' | 'į' | 'İ' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' | 'Ķ' => "k",
        'ĺ' | 'ļ' | 'Ļ' | 'ľ' | 'Ľ' | 'ł' | 'Ł' => "l",
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ņ' | 'Ņ' | 'ň' | 'Ň' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ŏ' | 'ő' | 'Ő' => "o",
        'œ' | 'Œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' | 'Ř' => "r",
        'ś' | 'Ś' | 'ŝ' | 'ş' | 'Ş' | 'š' | 'Š' | 'ș' | 'Ș' => "s",
        'ß' => "ss",
        'ţ' | 'Ţ' | 'ť' | 'Ť' | 'ț' | 'Ț' => "t",
        'ù'..='ü' | 'Ù'..='Ü' | 'ũ' | 'ū' | 'Ū' | 'ŭ' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' | 'Ų' => {
            "u"
        }
        'ý' | 'Ý' | 'ÿ' => "y",
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => "z",
        _ => "",
    }
}

/// The word for a kind of entity in its IRI.
const fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::State => "state",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
    }
}

/// Where an entity's IRI stands: below the base for one known over all reports, below its report's IRI otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Below the base, and the same in every report.
    Shared(String),
    /// Below the report, and its own.
    InReport(String),
}

/// Where the IRI of an entity stands; `named` says whether a mention of the report names it.
pub fn entity_place(entity: &Entity, named: bool) -> Place {
    if let Some(key) = &entity.known {
        return Place::Shared(format!("entity/{}", iri_path(key)));
    }
    let normal = normal_name(&entity.name);
    let full_name = named
        && match entity.kind {
            EntityKind::Person => normal.contains(' '),
            EntityKind::Organization => {
                normal.split(' ').any(|word| !word.is_empty() && !COMMON_BODY_WORDS.contains(&word))
            }
            EntityKind::State => !normal.is_empty(),
            EntityKind::Place | EntityKind::Group => false,
        };
    let path = format!("{}/{}", kind_word(entity.kind), slug(&entity.name));
    if full_name { Place::Shared(path) } else { Place::InReport(path) }
}

/// A key, rule or title as a part of an IRI: colons become slashes, what an IRI cannot hold is escaped.
pub fn iri_path(key: &str) -> String {
    key.bytes().fold(String::with_capacity(key.len()), |mut path, byte| {
        match byte {
            b':' => path.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                path.push(char::from(byte));
            }
            _ => {
                let _ = write!(path, "%{byte:02X}");
            }
        }
        path
    })
}

/// The key of which [`iri_path`] made a path, for keys with one colon.
pub fn key_of_path(path: &str) -> Option<String> {
    let (kind, rest) = path.split_once('/')?;
    let mut bytes = Vec::with_capacity(rest.len());
    let mut rest = rest.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    Some(format!("{kind}:{}", String::from_utf8(bytes).ok()?))
}

/// A title as a part of an IRI: "Foreign Minister" as `foreign-minister`.
pub fn title_slug(title: &str) -> String {
    slug(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(kind: EntityKind, name: &str) -> Entity {
        Entity { kind, name: name.into(), also: Vec::new(), known: None, group: None }
    }

    #[test]
    fn what_the_gazetteer_knows_has_its_key_as_iri() {
        let mut state = entity(EntityKind::State, "Azerbaijan");
        state.known = Some("state:AZ".into());
        assert_eq!(entity_place(&state, true), Place::Shared("entity/state/AZ".into()));
    }

    #[test]
    fn a_full_name_links_reports_and_a_surname_does_not() {
        let full = entity(EntityKind::Person, "Recep Tayyıp Erdoğan");
        assert_eq!(entity_place(&full, true), Place::Shared("person/recep-tayyip-erdogan".into()));
        let surname = entity(EntityKind::Person, "Erdoğan");
        assert_eq!(entity_place(&surname, true), Place::InReport("person/erdogan".into()));
    }

    #[test]
    fn a_person_known_only_by_a_role_stays_in_its_report() {
        let role = entity(EntityKind::Person, "Prime Minister of Norland");
        assert_eq!(entity_place(&role, false), Place::InReport("person/prime-minister-of-norland".into()));
    }

    #[test]
    fn a_ministry_that_every_state_has_stays_in_its_report() {
        let place = |name| entity_place(&entity(EntityKind::Organization, name), true);
        assert_eq!(
            place("Ministry of Foreign Affairs"),
            Place::InReport("organization/ministry-of-foreign-affairs".into())
        );
        assert_eq!(place("Norland Gas Company"), Place::Shared("organization/norland-gas-company".into()));
    }

    #[test]
    fn the_common_body_words_are_sorted() {
        assert!(COMMON_BODY_WORDS.is_sorted());
    }

    #[test]
    fn two_names_that_cannot_be_shown_in_latin_letters_keep_apart() {
        let (one, two) = (slug("習近平"), slug("李強"));
        assert_ne!(one, two);
        assert!(one.is_ascii() && one.len() == 8, "{one}");
    }

    #[test]
    fn a_report_id_keeps_its_letters_and_an_unsafe_one_gets_a_hash() {
        assert_eq!(report_slug("wire-2031-05-02_a.b"), "wire-2031-05-02_a.b");
        let (one, two) = (report_slug("a/b"), report_slug("a b"));
        assert!(one.starts_with("a-b-") && two.starts_with("a-b-") && one != two, "{one} {two}");
        assert_ne!(report_slug(""), "");
    }

    #[test]
    fn a_key_is_found_again_in_its_path() {
        for key in ["state:AZ", "org:nato", "place:3161732", "region:côte d’x"] {
            assert_eq!(key_of_path(&iri_path(key)).as_deref(), Some(key));
        }
    }

    #[test]
    fn parts_of_a_hash_do_not_run_together() {
        assert_ne!(short_hash(["ab", "c"]), short_hash(["a", "bc"]));
    }
}
