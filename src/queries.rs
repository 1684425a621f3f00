//! The questions of `queries/` and the promises of `queries/checks/`, as they are embedded in the program.
//!
//! A question begins with itself in English and declares its parameters:
//!
//! ```sparql
//! # Who holds which office?
//! # param p_person (entity rap:person) person's name, or its IRI
//! SELECT … WHERE {
//!   VALUES ?p_person { UNDEF }
//!   #if p_person ?claim rap:person ?p_person .
//!   …
//! }
//! ```
//!
//! As it stands it gives all rows, in any SPARQL engine.
//! [`Query::bind`] puts values in the place of `UNDEF`, and makes the lines count that begin with `#if p_person`;
//! `#if p_person=word` counts where the value is that word, `#if p_person!word` where it is another, and a line that
//! ends in `#unless p_person` where there is none.
//! A date or a text takes the place of its variable in such lines.
//! What was not given for goes: Oxigraph takes the patterns roughly in the order of their cost, and a variable that may
//! be unbound keeps it from looking anything up.
//!
//! What is given for a parameter is a text; its kind, between parentheses, says which terms it stands for, and
//! [`crate::ask`] finds them.

#[cfg(test)]
use crate::store::GraphStore;
#[cfg(test)]
use oxigraph::io::{RdfFormat, RdfParser};
#[cfg(test)]
use oxigraph::model::NamedNodeRef;
use oxigraph::model::Term;

/// A parameter of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name without the leading `p_`: `holder`.
    pub name: String,
    /// What is given for it.
    pub kind: Kind,
    /// What to give for it, in words.
    pub gloss: String,
}

/// What a parameter takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An entity by its name, which is the value of one of these properties: `(entity rap:holder)`.
    Entity(Vec<String>),
    /// A place or state by its name, with all that lies in it: `(place)`.
    Place,
    /// Whoever says something: an entity, `unnamed` or `narration`: `(speaker)`.
    Speaker,
    /// A concept of this scheme by its notation, with the narrower ones: `(concept issues)`.
    Concept(String),
    /// A class below this one by its name: `(class Event)`.
    Class(String),
    /// A day, month or year: `(date)`.
    Date,
    /// A report by its identifier: `(report)`.
    Report,
    /// A claim by its IRI or the beginning of its hash: `(claim)`.
    Claim,
    /// Any words: `(text)`.
    Text,
}

/// The kinds as they are written.
const KINDS: [&str; 9] = [
    "entity PROPERTY …",
    "place",
    "speaker",
    "concept SCHEME",
    "class CLASS",
    "date",
    "report",
    "claim",
    "text",
];

/// What stands between the parentheses behind a parameter is no kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`({kind})` is no kind of a parameter, and `{query}` gives it to `{parameter}`")]
pub struct UnknownKind {
    /// The name of the query, or its file.
    pub query: String,
    /// The parameter.
    pub parameter: String,
    /// What stands between the parentheses.
    pub kind: String,
}

impl UnknownKind {
    /// What to do about it.
    pub fn hint(&self) -> String {
        let kinds: Vec<String> = KINDS.iter().map(|kind| format!("({kind})")).collect();
        format!("the kinds are {}; without parentheses a parameter takes any words", kinds.join(", "))
    }
}

impl Kind {
    /// Reads what stands between the parentheses; nothing if it is no kind.
    fn read(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let kind = words.next()?;
        let rest: Vec<String> = words.map(str::to_owned).collect();
        Some(match (kind, &rest[..]) {
            ("entity", [_, ..]) => {
                Self::Entity(rest.iter().map(|name| name.trim_start_matches("rap:").to_owned()).collect())
            }
            ("place", []) => Self::Place,
            ("speaker", []) => Self::Speaker,
            ("concept", [scheme]) => Self::Concept(scheme.clone()),
            ("class", [class]) => Self::Class(class.clone()),
            ("date", []) => Self::Date,
            ("report", []) => Self::Report,
            ("claim", []) => Self::Claim,
            ("text", []) => Self::Text,
            _ => return None,
        })
    }

    /// How the kind is shown in a list of parameters: `NAME`, `DATE`.
    pub fn placeholder(&self) -> &'static str {
        match self {
            Self::Entity(_) | Self::Place | Self::Speaker => "NAME",
            Self::Concept(_) => "WORD",
            Self::Class(_) => "CLASS",
            Self::Date => "DATE",
            Self::Report => "REPORT",
            Self::Claim => "CLAIM",
            Self::Text => "WORDS",
        }
    }
}

/// A question to the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The name of its file without ending: `positions-regarding`.
    pub name: String,
    /// The question in English.
    pub question: String,
    /// What else its head says, a sentence a line.
    pub notes: Vec<String>,
    /// Its parameters, in the order of the file; all may be left out.
    pub parameters: Vec<Parameter>,
    /// The SPARQL, as it stands in the file.
    pub text: String,
}

/// A promise that the graph must keep: a SELECT whose rows are the places that break it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// The name of its file without ending: `no_blank_nodes`.
    pub name: &'static str,
    /// The promise in English.
    pub promise: &'static str,
    /// The SPARQL.
    pub text: &'static str,
}

/// A value was given for a parameter that the question does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the query `{query}` has no parameter `{parameter}`; it has {}", known_parameters(.known))]
pub struct UnknownParameter {
    /// The name of the query.
    pub query: String,
    /// The parameter that was given.
    pub parameter: String,
    /// The parameters that it has.
    pub known: Vec<String>,
}

fn known_parameters(known: &[String]) -> String {
    if known.is_empty() {
        return "none".to_owned();
    }
    known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

impl Query {
    /// Reads the head of a query file: its question, notes and parameters.
    ///
    /// A parameter without a kind takes any words.
    ///
    /// # Errors
    /// If a parameter has parentheses in which no kind stands.
    pub fn read(name: &str, text: &str) -> Result<Self, UnknownKind> {
        let file = name;
        let mut parameters = Vec::new();
        let mut notes = Vec::new();
        let head = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
        for line in head {
            match line.strip_prefix("param ").map(str::trim) {
                Some(parameter) => {
                    let (name, gloss) = parameter.split_once(' ').unwrap_or((parameter, ""));
                    let gloss = gloss.trim();
                    let name = name.strip_prefix("p_").unwrap_or(name);
                    let (kind, gloss) = match gloss.strip_prefix('(') {
                        None => (Kind::Text, gloss),
                        Some(rest) => {
                            let (kind, gloss) = rest.split_once(')').unwrap_or((rest, ""));
                            let known = Kind::read(kind).ok_or_else(|| UnknownKind {
                                query: file.to_owned(),
                                parameter: name.to_owned(),
                                kind: kind.to_owned(),
                            })?;
                            (known, gloss)
                        }
                    };
                    parameters.push(Parameter {
                        name: name.to_owned(),
                        kind,
                        gloss: gloss.trim().to_owned(),
                    });
                }
                None => notes.push(line.to_owned()),
            }
        }
        let question = if notes.is_empty() { String::new() } else { notes.remove(0) };
        Ok(Self { name: name.to_owned(), question, notes, parameters, text: text.to_owned() })
    }

    /// The parameter of this name; it may be given as `holder` or `p_holder`.
    ///
    /// # Errors
    /// If the question has no such parameter.
    pub fn parameter(&self, name: &str) -> Result<&Parameter, UnknownParameter> {
        let name = name.strip_prefix("p_").unwrap_or(name);
        self.parameters.iter().find(|parameter| parameter.name == name).ok_or_else(|| UnknownParameter {
            query: self.name.clone(),
            parameter: name.to_owned(),
            known: self.parameters.iter().map(|parameter| parameter.name.clone()).collect(),
        })
    }

    /// The SPARQL with these values in place: any of the terms of a parameter will do.
    ///
    /// The terms are written as SPARQL has them, so that nothing in them can be read as anything else.
    ///
    /// # Errors
    /// If the question has no such parameter.
    pub fn bind(&self, values: &[(&str, &[Term])]) -> Result<String, UnknownParameter> {
        for (name, _) in values {
            self.parameter(name)?;
        }
        let given = |name: &str| -> Vec<&Term> {
            let same = |given: &str| given.strip_prefix("p_").unwrap_or(given) == name;
            values.iter().filter(|(given, _)| same(given)).flat_map(|(_, terms)| *terms).collect()
        };
        let mut bound = String::with_capacity(self.text.len());
        for line in self.text.lines() {
            let mut code = line.trim_start();
            let indent = &line[..line.len() - code.len()];
            let conditional = code.starts_with("#if ");
            // What is sent has no parameters any more.
            if code.starts_with("# param ") {
                continue;
            }
            if let Some((condition, rest)) = code.strip_prefix("#if p_").and_then(|code| code.split_once(' '))
            {
                let (name, word) = condition.split_once(['=', '!']).unwrap_or((condition, ""));
                let terms = given(name);
                let is_word = terms.iter().any(|term| is_word(term, word));
                if terms.is_empty() || !word.is_empty() && is_word != condition.contains('=') {
                    continue;
                }
                code = rest;
            }
            if let Some((kept, names)) = code.split_once(" #unless ") {
                if names.split(' ').any(|name| !given(name.trim_start_matches("p_")).is_empty()) {
                    continue;
                }
                code = kept;
            }
            let place = code.strip_prefix("VALUES ?p_").and_then(|rest| rest.strip_suffix(" { UNDEF }"));
            if let Some(name) = place.filter(|name| self.parameter(name).is_ok()) {
                let terms: Vec<String> = given(name).iter().map(ToString::to_string).collect();
                if !terms.is_empty() {
                    bound.extend([indent, "VALUES ?p_", name, " { ", &terms.join(" "), " }\n"]);
                }
                continue;
            }
            // A date or a text is put where it is asked of, so that the rows are narrowed as soon as it can be told.
            let mut code = code.to_owned();
            for (name, terms) in values {
                let name = name.strip_prefix("p_").unwrap_or(name);
                if let [Term::Literal(literal)] = terms
                    && conditional
                {
                    code = code.replace(&format!("?p_{name}"), &literal.to_string());
                }
            }
            bound.extend([indent, &code, "\n"]);
        }
        Ok(bound)
    }
}

/// Whether a term is this word.
fn is_word(term: &Term, word: &str) -> bool {
    matches!(term, Term::Literal(literal) if literal.value() == word)
}

/// The files of a folder by name, sorted; a test says that none is forgotten.
macro_rules! files {
    ($folder:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../", $folder, "/", $name, ".rq")))),*]
    };
}

const QUERIES: &[(&str, &str)] = files!("queries":
    "attendance" "contributions" "entity" "events" "evidence" "offices" "positions" "positions-regarding" "precision"
    "reports" "said-by" "supplies" "topics" "unlinked" "who-met-whom"
);

const CHECKS: &[(&str, &str)] = files!("queries/checks":
    "argument_is_in_the_words" "claim_has_its_arguments" "claim_is_complete" "claim_says_one_thing" "class_is_defined"
    "concept_is_defined" "concept_is_in_its_scheme" "date_has_a_basis" "date_is_well_formed" "entity_has_name_and_kind"
    "event_is_complete" "evidence_is_of_the_report" "graph_holds_its_report" "group_is_as_stated" "label_is_not_shared"
    "no_blank_nodes" "participants_are_stated" "phrase_speaks_of_one_issue" "property_is_defined"
    "quantity_is_as_stated" "report_is_identified" "review_is_complete" "source_fits_the_speech" "span_is_in_its_report" "term_is_defined"
);

/// The questions of the house, sorted by name; a test says that all can be read.
pub fn queries() -> Vec<Query> {
    QUERIES.iter().filter_map(|(name, text)| Query::read(name, text).ok()).collect()
}

/// The question of the house with this name; hyphens and underscores are alike.
pub fn query(name: &str) -> Option<Query> {
    let name = name.replace('_', "-");
    QUERIES.iter().find(|(known, _)| *known == name).and_then(|(known, text)| Query::read(known, text).ok())
}

/// The promises of the house, sorted by name.
pub fn checks() -> Vec<Check> {
    CHECKS
        .iter()
        .map(|&(name, text)| Check {
            name,
            promise: text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']),
            text,
        })
        .collect()
}

/// A graph in the shape of the contract, written by hand, with the ontology beside it.
#[cfg(test)]
pub(crate) fn contract() -> GraphStore {
    graph_of(include_str!("../tests/fixtures/contract.trig"), crate::ontology::TURTLE)
}

/// The graph by hand with some things changed, which must be there to be changed.
#[cfg(test)]
pub(crate) fn contract_with(changes: &[(&str, &str)]) -> GraphStore {
    let mut trig = include_str!("../tests/fixtures/contract.trig").to_owned();
    for (from, to) in changes {
        assert!(trig.contains(from), "the fixture has no {from:?}");
        trig = trig.replacen(from, to, 1);
    }
    graph_of(&trig, crate::ontology::TURTLE)
}

#[cfg(test)]
fn graph_of(trig: &str, ontology: &str) -> GraphStore {
    let graph = GraphStore::in_memory().unwrap();
    let name = NamedNodeRef::new("https://w3id.org/rapporteur/id/graph/ontology").unwrap();
    let read =
        |parser: RdfParser, text: &str| parser.for_slice(text.as_bytes()).map(Result::unwrap).collect();
    graph.extend(read(RdfParser::from_format(RdfFormat::TriG), trig)).unwrap();
    let turtle = RdfParser::from_format(RdfFormat::Turtle).with_default_graph(name);
    graph.extend(read(turtle, ontology)).unwrap();
    graph
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Answer, Asked, ask};
    use oxigraph::model::{Literal, Term};
    use oxigraph::sparql::SparqlEvaluator;

    /// The rows of a query over the union of all graphs, a line each; IRIs by their last part.
    fn rows(graph: &GraphStore, query: &str) -> Vec<String> {
        sorted(graph, &Asked::plain(query))
    }

    fn sorted(graph: &GraphStore, asked: &Asked) -> Vec<String> {
        let Answer::Rows(rows) = asked.answer(graph, &crate::store::Leave::default()).unwrap() else {
            panic!("a question is a SELECT");
        };
        let short = |term: &Term| match term {
            Term::NamedNode(node) => node.as_str().rsplit(['/', '#']).next().unwrap_or_default().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(node) => node.to_string(),
        };
        let cell = |term: &Option<Term>| term.as_ref().map_or("-".to_owned(), short);
        rows.map(|row| row.unwrap().iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
    }

    #[track_caller]
    fn asked(name: &str, values: &[(&str, &str)]) -> String {
        let graph = contract();
        let asked = ask(&graph, &query(name).unwrap(), values).unwrap();
        sorted(&graph, &asked).join("\n")
    }

    fn folder(path: &str) -> Vec<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".rq")?.to_owned()))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn no_file_is_forgotten() {
        assert_eq!(folder("queries"), queries().into_iter().map(|query| query.name).collect::<Vec<_>>());
        assert_eq!(
            folder("queries/checks"),
            checks().into_iter().map(|check| check.name).collect::<Vec<_>>()
        );
    }

    #[test]
    fn every_kind_of_the_house_is_one_and_names_what_there_is() {
        let ontology = crate::ontology::Ontology::embedded().unwrap();
        let mut kinds = 0;
        for (name, text) in QUERIES {
            let query = Query::read(name, text).unwrap();
            for Parameter { name: parameter, kind, .. } in &query.parameters {
                kinds += 1;
                let known = match kind {
                    Kind::Concept(scheme) => ontology.scheme(scheme).is_some(),
                    Kind::Class(above) => ontology.below(above).next().is_some(),
                    Kind::Entity(properties) => properties
                        .iter()
                        .all(|property| crate::ontology::TURTLE.contains(&format!("\nrap:{property} a "))),
                    _ => true,
                };
                assert!(known, "{parameter} of {name}: {kind:?}");
            }
        }
        assert!(kinds > 50, "{kinds}");
    }

    #[test]
    fn a_misspelt_kind_is_told_with_those_that_there_are() {
        let read = |gloss: &str| Query::read("my.rq", &format!("# Who?\n# param p_holder {gloss}\n"));
        for wrong in ["(entiy rap:holder) name", "(entity) name", "(date name", "(concept a b)", "()"] {
            let error = read(wrong).unwrap_err();
            assert_eq!(error.parameter, "holder");
            assert!(error.hint().starts_with("the kinds are (entity PROPERTY …), (place), "), "{wrong}");
        }
        assert_eq!(
            read("(entiy rap:holder) name").unwrap_err().to_string(),
            "`(entiy rap:holder)` is no kind of a parameter, and `my.rq` gives it to `holder`"
        );
        assert_eq!(read("any (or no) words").unwrap().parameters[0].kind, Kind::Text);
        for kind in KINDS {
            let written = kind.replace("PROPERTY …", "rap:holder").replace("SCHEME", "issues");
            assert!(Kind::read(&written.replace("CLASS", "Event")).is_some(), "{kind}");
        }
    }

    #[track_caller]
    fn parses(query: &str) {
        let parsed = SparqlEvaluator::new().parse_query(query);
        assert!(parsed.is_ok(), "{}: {query}", parsed.err().unwrap());
    }

    #[test]
    fn every_question_parses_and_is_documented() {
        for query in queries() {
            assert!(query.question.ends_with('?'), "{} does not begin with a question", query.name);
            parses(&query.text);
            assert!(query.text.contains("\nORDER BY "), "{} has no order", query.name);
            for parameter in &query.parameters {
                assert!(!parameter.gloss.is_empty(), "{} of {}", parameter.name, query.name);
                let value = [Literal::from("a \"quoted\" \\ value").into()];
                parses(&query.bind(&[(&parameter.name, &value)]).unwrap());
            }
            // A parameter may have several places; none may stand in the text undeclared.
            let value = [Literal::from("a value").into()];
            let all: Vec<(&str, &[Term])> =
                query.parameters.iter().map(|parameter| (parameter.name.as_str(), &value[..])).collect();
            let bound = query.bind(&all).unwrap();
            parses(&query.bind(&[]).unwrap());
            assert!(!bound.contains("UNDEF") && !bound.contains("#if"), "parameters of {}", query.name);
            parses(&bound);
        }
    }

    #[test]
    fn every_check_parses_and_is_a_promise() {
        for check in checks() {
            assert!(check.promise.ends_with('.'), "{} does not begin with a promise", check.name);
            parses(check.text);
        }
    }

    #[test]
    fn the_ontology_and_the_graph_by_hand_keep_every_promise() {
        let graph = contract();
        for check in checks() {
            assert_eq!(rows(&graph, check.text), Vec::<String>::new(), "{}", check.promise);
        }
    }

    #[test]
    fn an_unknown_parameter_is_refused_with_those_that_are_known() {
        let error = query("offices").unwrap().bind(&[("holder", &[])]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the query `offices` has no parameter `holder`; it has `person`, `of`, `since`, `until`, `reviewed`"
        );
    }

    #[test]
    fn attendance_tells_who_took_part_in_which_capacity() {
        assert_eq!(
            asked("attendance", &[("who", "novak"), ("place", "norway")]),
            "Marek Novak | participant | President | Slovenia | Meeting | Oslo | 2023-03-03 | occurred | talks | \
             Prime Minister Kari Lund met President of Slovenia Marek Novak in Oslo on Friday | p2"
        );
        assert_eq!(asked("attendance", &[]).lines().count(), 3);
        assert_eq!(asked("attendance", &[("type", "visit")]).lines().count(), 1);
    }

    #[test]
    fn events_are_found_by_place_and_by_any_precision_of_date() {
        let visit = "2023-04 | - | Visit | planned | Georgia | Marek Novak | visit | \
                     Marek Novak will visit Georgia in April 2023 | v1";
        assert_eq!(asked("events", &[("place", "georgia")]), visit);
        assert_eq!(asked("events", &[("since", "2023-04-15")]), visit);
        assert_eq!(asked("events", &[("since", "2023-04")]), visit);
        assert_eq!(asked("events", &[("status", "planned"), ("until", "2023")]), visit);
        assert_eq!(asked("events", &[("since", "2023-05")]), "");
        assert_eq!(asked("events", &[("since", "2020"), ("until", "2022-12-31")]).lines().count(), 1);
        assert_eq!(asked("events", &[("place", "norway")]).lines().count(), 1);
    }

    #[test]
    fn positions_are_found_by_holder_issue_and_whom_they_regard() {
        let norway = "Norway | supports | territorial-integrity | territorial integrity of Georgia | Georgia | Kari Lund | \
                      asserted | affirmed | false | 2023-03-03 | talks | \
                      Norway supports the territorial integrity of Georgia | s1";
        assert_eq!(asked("positions", &[("issue", "territorial-integrity")]), norway);
        assert_eq!(asked("positions", &[("holder", "Norw"), ("stance", "supports")]), norway);
        assert_eq!(asked("positions", &[("holder", "Norway"), ("stance", "opposes")]), "");
        assert_eq!(asked("positions-regarding", &[("regarding", "Georgia")]).lines().count(), 2);
        assert_eq!(
            asked("positions-regarding", &[("regarding", "Georgia"), ("issue", "territorial-integrity")]),
            norway
        );
        assert_eq!(asked("positions-regarding", &[("regarding", "Norway")]), "");
    }

    #[test]
    fn supplies_are_found_by_supplier_recipient_commodity_and_status() {
        let germany = "Norway | Germany | gas | current | - | - | unnamed | asserted | affirmed | 2023-03-03 | talks | \
                       about 10 European countries, including Germany, import gas from Norway | e2";
        assert_eq!(asked("supplies", &[("recipient", "Germany")]), germany);
        assert_eq!(asked("supplies", &[("supplier", "Norway"), ("status", "current")]).lines().count(), 2);
        // Liquefied gas is gas.
        assert_eq!(asked("supplies", &[("commodity", "gas")]).lines().count(), 3);
        assert_eq!(asked("supplies", &[("commodity", "lng")]).lines().count(), 1);
        assert_eq!(asked("supplies", &[("status", "ended"), ("supplier", "Norway")]), "");
    }

    #[test]
    fn said_by_keeps_speakers_unnamed_sources_and_narration_apart() {
        assert_eq!(
            asked("said-by", &[("speaker", "Lund")]),
            "Kari Lund | direct-speech | Position | asserted | affirmed | Nordpress | talks | \
             Norway supports the territorial integrity of Georgia | s1"
        );
        assert_eq!(asked("said-by", &[("speaker", "unnamed")]).lines().count(), 2);
        assert_eq!(asked("said-by", &[("speaker", "narration"), ("type", "position")]).lines().count(), 1);
    }

    #[test]
    fn an_entity_shows_its_facts_its_claims_and_its_mentions() {
        assert_eq!(
            asked("entity", &[("entity", "oslo")]),
            "Oslo | 1 fact | exactMatch | https://example.org/oslo | - | 1\n\
             Oslo | 1 fact | locatedIn | Norway | - | 1\n\
             Oslo | 1 fact | type | Place | - | 1\n\
             Oslo | 2 claim | Occurrence place | Prime Minister Kari Lund met President of Slovenia Marek Novak in Oslo \
             on Friday | talks | m1\n\
             Oslo | 3 mention | denotes | OSLO | talks | char=0,4\n\
             Oslo | 3 mention | denotes | Oslo | talks | char=94,98"
        );
        let by_other_name = asked("entity", &[("entity", "Ms. Lund")]);
        assert_eq!(
            by_other_name,
            asked("entity", &[("entity", "https://w3id.org/rapporteur/id/person/kari-lund")])
        );
        assert!(by_other_name.contains("Position saidBy"));
    }

    #[test]
    fn evidence_gives_all_words_of_a_claim_with_place_and_rule() {
        assert_eq!(
            asked("evidence", &[("claim", "s1")]),
            "Position | talks | 3 | 147 | 199 | Norway supports the territorial integrity of Georgia | support-active | \
             0.1.0 | reports/talks.txt | s1\n\
             Position | talks | 3 | 202 | 215 | Ms. Lund said | support-active | 0.1.0 | reports/talks.txt | s1"
        );
        assert_eq!(asked("evidence", &[("report", "visit")]).lines().count(), 4);
    }

    #[test]
    fn a_pair_that_met_is_told_once_and_from_the_side_one_asks_for() {
        let met = "Kari Lund | Marek Novak | Meeting | 2023-03-03 | Oslo | occurred | talks | m1";
        assert_eq!(asked("who-met-whom", &[]), met);
        assert_eq!(asked("who-met-whom", &[("who", "lund")]), met);
        assert!(
            asked("who-met-whom", &[("who", "novak"), ("with", "lund")])
                .starts_with("Marek Novak | Kari Lund")
        );
        assert_eq!(asked("who-met-whom", &[("status", "planned")]), "");
    }

    #[test]
    fn offices_topics_contributions_reports_and_unlinked_names_are_listed() {
        assert_eq!(
            asked("offices", &[("of", "Slovenia")]),
            "Marek Novak | President | Slovenia | narration | 2023-03-03 | talks | President of Slovenia Marek Novak | h1"
        );
        assert_eq!(asked("offices", &[]).lines().count(), 2);
        assert_eq!(
            asked("topics", &[("issue", "energy")]),
            "gas supplies | energy | Meeting | 2023-03-03 | Oslo | Kari Lund, Marek Novak | talks | \
             The leaders discussed gas supplies | d1"
        );
        assert_eq!(
            asked("contributions", &[("contributor", "Norway")]),
            "Norway | Resolute Support Mission | 2015 | 2021-08 | 50 troops | narration | talks | \
             Norway contributed 50 troops to the Resolute Support Mission from 2015 to August 2021 | c1"
        );
        assert_eq!(
            asked("reports", &[]),
            "talks | 2023-03-03 | Oslo | Nordpress | - | 2 | 11 | reports/talks.txt\n\
             visit | 2023-03-20 | - | Nordpress | - | 1 | 4 | reports/visit.txt"
        );
        assert_eq!(
            asked("unlinked", &[("type", "Person")]),
            "Marek Novak | Person | 2 | 4 | marek-novak\nKari Lund | Person | 1 | 3 | kari-lund"
        );
        // Groups have no names of their own, so they are listed only where they are asked for.
        assert!(
            asked("unlinked", &[("type", "Group")]).starts_with("about 10 European countries | Group | 1 |")
        );
        assert!(!asked("unlinked", &[]).contains("| Group |"));
    }

    /// A store of the graph by hand with one thing changed, which must be there to be changed.
    fn broken(from: &str, to: &str) -> GraphStore {
        let trig = include_str!("../tests/fixtures/contract.trig");
        let ontology = crate::ontology::TURTLE;
        assert!(trig.contains(from) || ontology.contains(from), "the fixture has no {from:?}");
        graph_of(&trig.replacen(from, to, 1), &ontology.replacen(from, to, 1))
    }

    #[test]
    fn every_promise_notices_when_it_is_broken() {
        let changes = [
            (
                "argument_is_in_the_words",
                " ; rap:denotes <https://w3id.org/rapporteur/id/report/talks/group/about-10-european-countries>",
                "",
            ),
            ("claim_has_its_arguments", " rap:issueText \"occupation of Georgia\" ;", ""),
            ("claim_is_complete", " rap:modality rap:Planned ;", ""),
            (
                "claim_says_one_thing",
                "rap:polarity rap:Affirmed ;",
                "rap:polarity rap:Affirmed, rap:Negated ;",
            ),
            (
                "class_is_defined",
                "    skos:definition \"Two or more parties speak by telephone.\"@en ;\n",
                "",
            ),
            ("concept_is_defined", "skos:notation \"host\" ;", ""),
            ("concept_is_in_its_scheme", "rap:stance rap:stance-condemns", "rap:stance rap:stance-dislikes"),
            ("date_has_a_basis", " ; rap:dateBasis rap:Resolved", ""),
            (
                "date_is_well_formed",
                "2023-03-03\"^^xsd:date ; rap:dateBasis",
                "2023-02-30\"^^xsd:date ; rap:dateBasis",
            ),
            ("date_is_well_formed", "\"2021-08\"^^xsd:gYearMonth", "\"2014\"^^xsd:gYear"),
            (
                "entity_has_name_and_kind",
                "rap:holder <https://w3id.org/rapporteur/id/entity/state/NO>",
                "rap:holder <https://w3id.org/rapporteur/id/entity/state/XX>",
            ),
            ("event_is_complete", "rap:status rap:Planned ; ", ""),
            (
                "evidence_is_of_the_report",
                "rap:evidence <https://w3id.org/rapporteur/id/report/visit#char=0,44>",
                "rap:evidence <https://w3id.org/rapporteur/id/report/talks#char=28,52>",
            ),
            (
                "graph_holds_its_report",
                "<https://w3id.org/rapporteur/id/report/visit> {",
                "<https://w3id.org/rapporteur/id/report/other> {",
            ),
            (
                "group_is_as_stated",
                "rap:member <https://w3id.org/rapporteur/id/entity/state/DE>",
                "rap:member <https://w3id.org/rapporteur/id/report/talks/group/about-10-european-countries>",
            ),
            ("label_is_not_shared", "skos:prefLabel \"host\"@en", "skos:prefLabel \"chair\"@en"),
            ("no_blank_nodes", "rap:place <https://w3id.org/rapporteur/id/entity/state/GE>", "rap:place [ ]"),
            (
                "participants_are_stated",
                "rap:topic \"gas supplies\" ; rap:issue",
                "rap:participant <https://w3id.org/rapporteur/id/entity/state/NO> ; rap:issue",
            ),
            (
                "phrase_speaks_of_one_issue",
                "skos:altLabel \"territorial integrity\"@en",
                "skos:altLabel \"energy security\"@en",
            ),
            (
                "property_is_defined",
                "rdfs:domain rap:EnergySupply ; rdfs:range xsd:string ;",
                "rdfs:domain rap:EnergySupply ;",
            ),
            ("quantity_is_as_stated", " ; rap:verbatim \"50 troops\"", ""),
            ("entity_has_name_and_kind", "a rap:Group ;", "a rap:Gang ;"),
            ("event_is_complete", "rap:status rap:Planned ;", "rap:status rap:Planned, rap:Denied ;"),
            ("event_is_complete", "a rap:Occurrence ;", "a rap:Happening ;"),
            ("event_is_complete", "a rap:Visit ;", "a <https://example.org/Visit> ;"),
            ("quantity_is_as_stated", "schema:value 50.0", "schema:minValue 50.0 ; schema:maxValue 5.0"),
            (
                "source_fits_the_speech",
                "rap:saidBy rap:UnnamedSource ;",
                "rap:saidBy rap:UnnamedSource, rap:Me ;",
            ),
            ("review_is_complete", " rap:reviewer \"A. Reader\" ;", ""),
            (
                "concept_is_in_its_scheme",
                "rap:verdict rap:verdict-rejected",
                "rap:verdict rap:verdict-doubtful",
            ),
            ("report_is_identified", " rap:textSha256 ", " rap:textMd5 "),
            ("report_is_identified", "dcterms:identifier \"visit\"", "dcterms:identifier \"talks\""),
            ("source_fits_the_speech", "rap:saidBy rap:UnnamedSource ; ", ""),
            ("span_is_in_its_report", "nif:beginIndex 46 ;", "nif:beginIndex 48 ;"),
            (
                "span_is_in_its_report",
                "nif:anchorOf \"Slovenia’s president\"",
                "nif:anchorOf \"Slovenia's president\"",
            ),
            ("term_is_defined", "rap:reiterated true", "rap:repeated true"),
        ];
        for check in checks() {
            assert!(changes.iter().any(|(name, ..)| *name == check.name), "nothing breaks {}", check.name);
        }
        for (name, from, to) in changes {
            let check = checks().into_iter().find(|check| check.name == name).unwrap();
            assert_ne!(
                rows(&broken(from, to), check.text),
                Vec::<String>::new(),
                "{name} does not notice {to:?}"
            );
        }
    }
}
