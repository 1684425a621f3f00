//! From what a person gives to what is asked: names to entities, words to concepts and classes, days to dates.
//!
//! A question's parameters have kinds ([`crate::queries::Kind`]); here the text that is given for one becomes the
//! terms of the graph for which it stands, before the question is asked, so that the question begins from them.
//!
//! A name is first looked for as it is written, then among all names without regard to case, accents and punctuation,
//! then as whole words of a name, then as a part of one; the first of these that finds somebody counts.
//! Where it finds things of different names or kinds, it is told which, and nothing is asked.

use crate::ontology::{NAMESPACE, NAMESPACES, Ontology};
use crate::queries::{Kind, Parameter, Query, UnknownParameter};
use crate::rdf::identity::normal_name;
use crate::rdf::vocab::{class, dcterms, property, rdf};
use crate::store::{GraphStore, Leave, QueryError, StoreError};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term, Variable};
use oxigraph::sparql::{QueryResults, QueryTripleIter};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

pub mod claims;
pub mod plan;
pub mod sparql;

/// So many candidates are told of.
const TOLD: usize = 8;
/// Uses of a candidate are not counted further.
const COUNTED: usize = 1_000;

/// One of several things of which a name may speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its IRI, or that of the first where several have the same name.
    pub iri: NamedNode,
    /// Its name.
    pub label: String,
    /// Its class by local name: `State`.
    pub class: &'static str,
    /// How many things of this name and class there are; they belong to reports that nothing joins.
    pub count: usize,
    /// How often they stand in the asked place, at most 1,000.
    pub uses: usize,
}

/// Why a question could not be put.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The question has no such parameter.
    #[error(transparent)]
    Parameter(#[from] UnknownParameter),
    /// Nothing is called so.
    #[error("nothing in the graph is called `{value}`, which was given for --{parameter}")]
    NoName {
        /// The parameter.
        parameter: String,
        /// What was given for it.
        value: String,
        /// Names that are written nearly so.
        nearest: Vec<String>,
    },
    /// Several things are called so.
    #[error("`{value}`, given for --{parameter}, may be any of {}", candidates(.found, *.more))]
    Ambiguous {
        /// The parameter.
        parameter: String,
        /// What was given for it.
        value: String,
        /// The things, those that are used most first.
        found: Vec<Candidate>,
        /// How many more there are.
        more: usize,
    },
    /// A word is not in the list from which it must come.
    #[error("`{value}` is no word for --{parameter}; it takes {}", list(.known))]
    NoWord {
        /// The parameter.
        parameter: String,
        /// What was given for it.
        value: String,
        /// The words that it takes.
        known: Vec<String>,
    },
    /// A date is not one.
    #[error("`{value}`, given for --{parameter}, is no date")]
    NoDate {
        /// The parameter.
        parameter: String,
        /// What was given for it.
        value: String,
    },
    /// There is no such report.
    #[error("there is no report `{value}` in the graph")]
    NoReport {
        /// What was given.
        value: String,
    },
    /// The claim was not found, or is not one.
    #[error(transparent)]
    Claim(#[from] claims::NoClaim),
    /// Nothing was given for a parameter.
    #[error("--{parameter} is empty")]
    Empty {
        /// The parameter.
        parameter: String,
    },
    /// The first day comes after the last.
    #[error("--since {since} is later than --until {until}")]
    Backwards {
        /// The first day, month or year.
        since: String,
        /// The last.
        until: String,
    },
    /// A date or text was given twice.
    #[error("--{parameter} is given twice")]
    Twice {
        /// The parameter.
        parameter: String,
    },
    /// The narration speaks for nobody, so it cannot be asked for beside a speaker.
    #[error("--{parameter} narration cannot stand beside speakers")]
    Narration {
        /// The parameter.
        parameter: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The names could not be read.
    #[error(transparent)]
    Query(#[from] QueryError),
}

fn candidates(found: &[Candidate], more: usize) -> String {
    let mut text = (found.len() + more).to_string();
    text.push(':');
    let width = found.iter().map(|candidate| candidate.label.chars().count()).max().unwrap_or(0);
    for candidate in found {
        let Candidate { iri, label, class, count, uses } = candidate;
        let who = if *count == 1 {
            format!("{class}, <{}>", iri.as_str())
        } else {
            format!("{class}, {count} of this name in as many reports")
        };
        let uses = match uses {
            0 => "nowhere asked for".to_owned(),
            1 => "once".to_owned(),
            uses if *uses >= COUNTED => format!("{COUNTED} times or more"),
            uses => format!("{uses} times"),
        };
        let padding = " ".repeat(width.saturating_sub(label.chars().count()));
        let _ = write!(text, "\n  {label}{padding}  {who}, {uses}");
    }
    if more > 0 {
        let _ = write!(text, "\n  and {more} more");
    }
    text
}

fn list(known: &[String]) -> String {
    known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

impl AskError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Parameter(error) => {
                let mean = nearest(&error.parameter, error.known.iter().map(String::as_str))
                    .map_or_else(String::new, |near| format!("did you mean --{near}? "));
                format!("{mean}`rapporteur query --list` shows what `{}` takes", error.query)
            }
            Self::NoName { nearest, .. } if !nearest.is_empty() => {
                format!(
                    "did you mean {}?",
                    nearest.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
                )
            }
            Self::NoName { .. } => {
                "names are those that reports and the gazetteer use; a part of one will do, and an IRI too"
                    .to_owned()
            }
            Self::Ambiguous { value, parameter, found, .. } => {
                let full = found.iter().find(|candidate| normal_name(&candidate.label) != normal_name(value));
                let full = full.map_or_else(
                    || "give an IRI".to_owned(),
                    |candidate| {
                        format!("give one in full, as in --{parameter} '{}', or its IRI", candidate.label)
                    },
                );
                format!("{full}; --{parameter} '*{value}*' asks for all whose name has these letters")
            }
            Self::NoWord { value, known, .. } => match nearest(value, known.iter().map(String::as_str)) {
                Some(word) => format!("did you mean `{word}`?"),
                None => "docs/ontology.md says what each of them means".to_owned(),
            },
            Self::NoDate { .. } => "write a day, a month or a year: 2021-12-14, 2021-12 or 2021".to_owned(),
            Self::NoReport { .. } => "`rapporteur query reports` lists all reports".to_owned(),
            Self::Claim(error) => error.hint(),
            Self::Empty { parameter } => format!("give a value, or leave --{parameter} out"),
            Self::Backwards { .. } => "give the earlier one to --since".to_owned(),
            Self::Twice { .. } => "give it once".to_owned(),
            Self::Narration { .. } => "ask twice, or leave one of them out".to_owned(),
            Self::Store(error) => error.hint(),
            Self::Query(error) => error.hint(),
        }
    }
}

/// The word of a list that is written most nearly like this one, if any is near.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let word = word.to_lowercase();
    let scored = known.into_iter().map(|known| (strsim::jaro_winkler(&word, &known.to_lowercase()), known));
    let best = scored.max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(one.1)))?;
    (best.0 >= 0.82).then_some(best.1)
}

/// A question as it will be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The SPARQL.
    pub text: String,
    /// How the rows are sorted when all have come; nothing where the SPARQL does it.
    pub order: Option<plan::Order>,
    /// How what was given was understood, where that is not plain.
    pub notices: Vec<String>,
}

impl Asked {
    /// SPARQL that is asked as it stands.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), order: None, notices: Vec::new() }
    }

    /// The SPARQL with its order, so that it has the same answer wherever it is asked.
    pub fn explained(&self) -> String {
        let mut text = self.text.clone();
        if let Some(order) = &self.order {
            let _ = writeln!(text, "{order}");
        }
        text
    }

    /// Asks the graph, with what the question is allowed to do; the rows come in the order of the question.
    ///
    /// Rows that the SPARQL sorts, or that need no order, come one by one; others when all are there.
    ///
    /// # Errors
    /// If the query is not SPARQL or cannot be evaluated.
    pub fn answer(&self, graph: &GraphStore, leave: &Leave) -> Result<Answer, QueryError> {
        Ok(match graph.query_until(&self.text, leave)? {
            QueryResults::Solutions(rows) => {
                let variables = rows.variables().to_vec();
                let rows = rows.map(|row| row.map(|row| row.values().to_vec()).map_err(QueryError::from));
                let rows: Box<dyn Iterator<Item = Result<Row, QueryError>>> = match &self.order {
                    None => Box::new(rows),
                    Some(order) => {
                        let mut all: Vec<Row> = rows.collect::<Result<_, _>>()?;
                        order.sort(&variables, &mut all);
                        Box::new(all.into_iter().map(Ok))
                    }
                };
                Answer::Rows(Rows { variables, rows })
            }
            QueryResults::Boolean(answer) => Answer::Boolean(answer),
            QueryResults::Graph(triples) => Answer::Graph(triples),
        })
    }
}

/// The values of a row, one for each variable; nothing where it is unbound.
pub type Row = Vec<Option<Term>>;

/// What a question is answered with.
pub enum Answer {
    /// The rows of a SELECT.
    Rows(Rows),
    /// The answer of an ASK.
    Boolean(bool),
    /// The triples of a CONSTRUCT or DESCRIBE.
    Graph(QueryTripleIter<'static>),
}

/// The rows of an answer, in its order.
pub struct Rows {
    variables: Vec<Variable>,
    rows: Box<dyn Iterator<Item = Result<Row, QueryError>>>,
}

impl Rows {
    /// The names of the columns.
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }
}

impl Iterator for Rows {
    type Item = Result<Row, QueryError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()
    }
}

/// Puts the values of parameters into a question of the house.
///
/// An entity, a concept or a class may be given several times: any of them will do.
///
/// # Errors
/// If the question has no such parameter, a value is empty, a name is unknown or ambiguous, a word or date is none, a
/// date or text is given twice, the first day comes after the last, or the store fails.
pub fn ask(graph: &GraphStore, query: &Query, values: &[(&str, &str)]) -> Result<Asked, AskError> {
    let mut found: BTreeMap<&str, Vec<Term>> = BTreeMap::new();
    let mut asker = Asker { graph, ontology: None, notices: Vec::new() };
    for (name, value) in values {
        let parameter = query.parameter(name)?;
        if value.trim().is_empty() {
            return Err(AskError::Empty { parameter: parameter.name.clone() });
        }
        let terms = asker.terms(parameter, value)?;
        let before = found.entry(parameter.name.as_str()).or_default();
        if !before.is_empty() && matches!(parameter.kind, Kind::Date | Kind::Text) {
            return Err(AskError::Twice { parameter: parameter.name.clone() });
        }
        before.extend(terms);
    }
    for (name, terms) in &found {
        if terms.len() > 1 && terms.iter().any(|term| *term == narration()) {
            return Err(AskError::Narration { parameter: (*name).to_owned() });
        }
    }
    if let (Some(since), Some(until)) = (date(&found, "since"), date(&found, "until"))
        // As in the questions: whatever lies in a month or a year is before its end.
        && since > format!("{until}-99").as_str()
    {
        return Err(AskError::Backwards { since: since.to_owned(), until: until.to_owned() });
    }
    let bound: Vec<(&str, &[Term])> = found.iter().map(|(name, terms)| (*name, terms.as_slice())).collect();
    let mut text = query.bind(&bound)?;
    if values.is_empty() {
        text = plan::spread(&text);
    }
    let order = plan::Order::take(&mut text);
    Ok(Asked { text, order, notices: asker.notices })
}

/// The date that was given for a parameter.
fn date<'f>(found: &'f BTreeMap<&str, Vec<Term>>, parameter: &str) -> Option<&'f str> {
    match &found.get(parameter)?[..] {
        [Term::Literal(date)] => Some(date.value()),
        _ => None,
    }
}

/// The entities that are meant by a name or an IRI, given for an option, with what should be told of how it was read.
///
/// # Errors
/// If nothing is called so, several things are, or the store fails.
pub fn entities_meant(
    graph: &GraphStore,
    option: &str,
    value: &str,
) -> Result<(Vec<NamedNode>, Vec<String>), AskError> {
    let value = value.trim();
    if value.is_empty() {
        return Err(AskError::Empty { parameter: option.to_owned() });
    }
    let mut asker = Asker { graph, ontology: None, notices: Vec::new() };
    // Whoever is an entity of the graph stands in the words of some report, or lies around one who does.
    let terms = asker.entities(option, &[property::DENOTES.into_owned()], false, value)?;
    let mut entities = Vec::new();
    for node in terms.iter().filter_map(claims::node) {
        if graph.entity_class(node.as_ref())?.is_some() {
            entities.push(node.clone());
        }
    }
    if entities.is_empty() {
        return Err(AskError::NoName {
            parameter: option.to_owned(),
            value: value.to_owned(),
            nearest: Vec::new(),
        });
    }
    Ok((entities, asker.notices))
}

fn narration() -> Term {
    Literal::from("narration").into()
}

/// Entities by name and class, with those that share both.
type Groups = BTreeMap<(String, &'static str), (Candidate, Vec<NamedNode>)>;

struct Asker<'g> {
    graph: &'g GraphStore,
    ontology: Option<Ontology>,
    notices: Vec<String>,
}

impl Asker<'_> {
    fn terms(&mut self, parameter: &Parameter, value: &str) -> Result<Vec<Term>, AskError> {
        let value = value.trim();
        match &parameter.kind {
            Kind::Text => Ok(vec![Literal::from(value).into()]),
            Kind::Date if is_date(value) => Ok(vec![Literal::from(value).into()]),
            Kind::Date => {
                Err(AskError::NoDate { parameter: parameter.name.clone(), value: value.to_owned() })
            }
            Kind::Concept(scheme) => self.concepts(parameter, scheme, value),
            Kind::Class(above) => self.classes(parameter, above, value),
            Kind::Report => self.report(value),
            Kind::Claim => Ok(vec![claims::find(self.graph, value)?.into()]),
            Kind::Speaker if normal_name(value) == "unnamed" => {
                Ok(vec![crate::rdf::vocab::concept::UNNAMED_SOURCE.into_owned().into()])
            }
            Kind::Speaker if normal_name(value) == "narration" => Ok(vec![narration()]),
            Kind::Speaker => self.entities(&parameter.name, &[property::SAID_BY.into_owned()], false, value),
            Kind::Place => {
                let places = self.entities(&parameter.name, &[property::PLACE.into_owned()], true, value)?;
                self.with_parts(places)
            }
            Kind::Entity(properties) => {
                let properties: Vec<NamedNode> = properties
                    .iter()
                    .map(|name| NamedNode::new_unchecked(format!("{NAMESPACE}{name}")))
                    .collect();
                self.entities(&parameter.name, &properties, false, value)
            }
        }
    }

    fn ontology(&mut self) -> Option<&Ontology> {
        if self.ontology.is_none() {
            self.ontology = Ontology::embedded().ok();
        }
        self.ontology.as_ref()
    }

    /// A concept by its notation, and those below it.
    fn concepts(&mut self, parameter: &Parameter, scheme: &str, value: &str) -> Result<Vec<Term>, AskError> {
        let concepts = match self.ontology().and_then(|ontology| ontology.scheme(scheme)) {
            Some(scheme) => &scheme.concepts[..],
            None => &[],
        };
        let wanted = plain(value);
        let mut found: Vec<&str> = concepts
            .iter()
            .filter(|concept| {
                plain(&concept.notation) == wanted || concept.iri == value || plain(&concept.label) == wanted
            })
            .map(|concept| concept.name.as_str())
            .collect();
        if found.is_empty() {
            return Err(AskError::NoWord {
                parameter: parameter.name.clone(),
                value: value.to_owned(),
                known: concepts.iter().map(|concept| concept.notation.clone()).collect(),
            });
        }
        let mut at = 0;
        while at < found.len() {
            for concept in concepts {
                if concept.broader.as_deref() == Some(found[at]) && !found.contains(&concept.name.as_str()) {
                    found.push(&concept.name);
                }
            }
            at += 1;
        }
        Ok(found.iter().map(|name| NamedNode::new_unchecked(format!("{NAMESPACE}{name}")).into()).collect())
    }

    /// A class by its name, whether written `PhoneCall`, `phone-call` or `phone call`, and those below it.
    fn classes(&mut self, parameter: &Parameter, above: &str, value: &str) -> Result<Vec<Term>, AskError> {
        let wanted = plain(value.trim_start_matches("rap:").trim_start_matches(NAMESPACE)).replace('-', "");
        let Some(ontology) = self.ontology() else { return Ok(Vec::new()) };
        let is = |name: &str| plain(name).replace('-', "") == wanted;
        let known: Vec<String> = ontology.below(above).map(|class| class.name.clone()).collect();
        let found = known.iter().find(|name| is(name));
        match found {
            Some(class) => {
                let all = std::iter::once(class.clone())
                    .chain(ontology.below(class).map(|class| class.name.clone()));
                Ok(all.map(|name| NamedNode::new_unchecked(format!("{NAMESPACE}{name}")).into()).collect())
            }
            None => {
                Err(AskError::NoWord { parameter: parameter.name.clone(), value: value.to_owned(), known })
            }
        }
    }

    fn report(&self, value: &str) -> Result<Vec<Term>, AskError> {
        let by_id = self.graph.subjects(dcterms::IDENTIFIER, &Literal::from(value), usize::MAX)?;
        let found = if by_id.is_empty() { self.node(value)?.into_iter().collect() } else { by_id };
        match found[..] {
            [] => Err(AskError::NoReport { value: value.to_owned() }),
            _ => Ok(found.into_iter().map(Term::from).collect()),
        }
    }

    /// The node of an IRI, whole or shortened, if the graph says something of it.
    fn node(&self, value: &str) -> Result<Option<NamedNode>, StoreError> {
        for iri in spelled_out(value, &self.graph.base()?) {
            if self.graph.knows(iri.as_ref())? {
                return Ok(Some(iri));
            }
        }
        Ok(None)
    }

    fn entities(
        &mut self,
        parameter: &str,
        properties: &[NamedNode],
        with_parts: bool,
        value: &str,
    ) -> Result<Vec<Term>, AskError> {
        if let Some(node) = self.node(value)? {
            return Ok(vec![node.into()]);
        }
        let all = value.len() > 1 && (value.starts_with('*') || value.ends_with('*'));
        let wanted = value.trim_matches('*');
        let mut groups = Groups::new();
        let mut silent: Vec<NamedNode> = Vec::new();
        let exact = if all { Vec::new() } else { self.graph.exactly_called(wanted)? };
        self.group(exact, properties, with_parts, &mut groups, &mut silent)?;
        if groups.is_empty() {
            let by_rank = self.named(wanted, all)?;
            // Whoever is called exactly so is meant, and no other whose name holds this one.
            let [same, rest @ ..] = by_rank;
            self.group(same, properties, with_parts, &mut groups, &mut silent)?;
            let meant = !silent.is_empty();
            for things in rest {
                if groups.is_empty() {
                    self.group(things, properties, with_parts, &mut groups, &mut silent)?;
                }
            }
            if meant
                && !all
                && !groups.is_empty()
                && !groups.keys().any(|(name, _)| *name == normal_name(wanted))
            {
                let others: Vec<String> =
                    groups.values().take(3).map(|(other, _)| other.label.clone()).collect();
                self.notices
                    .push(format!("nothing of this kind is said of `{value}`, but of {}", others.join(", ")));
                return Ok(silent.into_iter().map(Term::from).collect());
            }
        }
        if groups.is_empty() && silent.is_empty() {
            return Err(AskError::NoName {
                parameter: parameter.to_owned(),
                value: value.to_owned(),
                nearest: self.nearest_names(value)?,
            });
        }
        if groups.is_empty() {
            // They are known, and nothing that was asked for is said of them: that is the answer.
            self.notices.push(format!("nothing of this kind is said of `{value}`"));
            return Ok(silent.into_iter().map(Term::from).collect());
        }
        if groups.len() > 1 && !all {
            let mut found: Vec<Candidate> = groups.into_values().map(|(candidate, _)| candidate).collect();
            found.sort_by(|one, other| other.uses.cmp(&one.uses).then_with(|| one.label.cmp(&other.label)));
            let more = found.len().saturating_sub(TOLD);
            found.truncate(TOLD);
            return Err(AskError::Ambiguous {
                parameter: parameter.to_owned(),
                value: value.to_owned(),
                found,
                more,
            });
        }
        if !all && let Some((candidate, _)) = groups.values().next() {
            let Candidate { label, class, count, .. } = candidate;
            if *count > 1 {
                self.notices.push(format!(
                    "{count} reports name a {class} `{label}`, whom nothing joins; all are asked for"
                ));
            } else if normal_name(label) != normal_name(value) {
                self.notices.push(format!("`{value}` is read as {label} ({class})"));
            }
        }
        Ok(groups.into_values().flat_map(|(_, iris)| iris).map(Term::from).collect())
    }

    /// Adds those of these things that are entities to the groups of those that have the same name and class; those of
    /// whom nothing is said that was asked for go into `silent`.
    fn group(
        &self,
        things: impl IntoIterator<Item = NamedNode>,
        properties: &[NamedNode],
        with_parts: bool,
        groups: &mut Groups,
        silent: &mut Vec<NamedNode>,
    ) -> Result<(), StoreError> {
        for iri in things {
            let Some(class) = self.graph.entity_class(iri.as_ref())? else { continue };
            let class = class.as_str().strip_prefix(NAMESPACE).unwrap_or(class.as_str());
            let uses = self.uses(&iri, properties, with_parts)?;
            if uses == 0 {
                silent.push(iri);
                continue;
            }
            let label = self.graph.label(iri.as_ref())?.unwrap_or_else(|| iri.as_str().to_owned());
            let (candidate, iris) = groups.entry((normal_name(&label), class)).or_insert_with(|| {
                (Candidate { iri: iri.clone(), label, class, count: 0, uses: 0 }, Vec::new())
            });
            candidate.count += 1;
            candidate.uses = (candidate.uses + uses).min(COUNTED);
            iris.push(iri);
        }
        Ok(())
    }

    /// The things that are called so: by the same name but for case and accents, by a name that has these as whole
    /// words, by a name that has these letters; all in the first where `all` are wanted.
    fn named(&self, value: &str, all: bool) -> Result<[BTreeSet<NamedNode>; 3], AskError> {
        let mut by_rank: [BTreeSet<NamedNode>; 3] = Default::default();
        let wanted = normal_name(value);
        if wanted.is_empty() {
            return Ok(by_rank);
        }
        let part = wanted.clone();
        for (thing, name) in self.graph.called(move |name| normal_name(name).contains(&part))? {
            let name = normal_name(&name);
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let is_whole = name.match_indices(&wanted).any(|(at, _)| {
                let (before, after) = (&name[..at], &name[at + wanted.len()..]);
                !letter(before.chars().next_back()) && !letter(after.chars().next())
            });
            let rank = if all || name == wanted { 0 } else { 2 - usize::from(is_whole) };
            by_rank[rank].insert(thing);
        }
        Ok(by_rank)
    }

    /// How often an entity stands as a value of one of these properties; with what lies in it, if asked.
    fn uses(
        &self,
        entity: &NamedNode,
        properties: &[NamedNode],
        with_parts: bool,
    ) -> Result<usize, StoreError> {
        let mut things = vec![entity.clone()];
        let mut seen: BTreeSet<NamedNode> = things.iter().cloned().collect();
        let (mut at, mut uses) = (0, 0);
        while let Some(thing) = things.get(at).cloned() {
            for property in properties {
                uses += self.graph.subjects(property.as_ref(), &thing, COUNTED)?.len();
            }
            if uses >= COUNTED {
                return Ok(COUNTED);
            }
            if with_parts {
                let parts = self.graph.subjects(property::LOCATED_IN, &thing, usize::MAX)?;
                things.extend(parts.into_iter().filter(|part| seen.insert(part.clone())));
            }
            at += 1;
        }
        Ok(uses)
    }

    /// Places with all that lies in them and is the place of something; the places themselves where nothing is.
    fn with_parts(&self, places: Vec<Term>) -> Result<Vec<Term>, AskError> {
        let mut all: Vec<NamedNode> = places.iter().filter_map(claims::node).cloned().collect();
        let mut seen: BTreeSet<NamedNode> = all.iter().cloned().collect();
        let mut at = 0;
        while let Some(place) = all.get(at).cloned() {
            let parts = self.graph.subjects(property::LOCATED_IN, &place, usize::MAX)?;
            all.extend(parts.into_iter().filter(|part| seen.insert(part.clone())));
            at += 1;
        }
        let mut used = Vec::new();
        for place in all {
            if !self.graph.subjects(property::PLACE, &place, 1)?.is_empty() {
                used.push(place.into());
            }
        }
        Ok(if used.is_empty() { places } else { used })
    }

    /// The names that are written most nearly like one.
    fn nearest_names(&self, value: &str) -> Result<Vec<String>, AskError> {
        let wanted = normal_name(value);
        let near = move |name: &str| strsim::jaro_winkler(&normal_name(name), &wanted) >= 0.88;
        let mut found: Vec<(NamedNode, String)> = self.graph.called(near)?;
        let wanted = normal_name(value);
        let score = |name: &str| strsim::jaro_winkler(&normal_name(name), &wanted);
        found.sort_by(|one, other| {
            score(&other.1).total_cmp(&score(&one.1)).then_with(|| one.1.cmp(&other.1))
        });
        let mut names = Vec::new();
        for (thing, name) in found {
            if !names.contains(&name) && self.graph.entity_class(thing.as_ref())?.is_some() {
                names.push(name);
            }
            if names.len() == 3 {
                break;
            }
        }
        Ok(names)
    }
}

/// A word without case, with hyphens between its parts.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '_'], "-")
}

/// Whether a text is a day, a month or a year that exists.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits =
        |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts[..] {
        [year] => digits(year, 4),
        [year, month] => {
            digits(year, 4)
                && digits(month, 2)
                && chrono::NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").is_ok()
        }
        [year, month, day] => {
            digits(year, 4)
                && digits(month, 2)
                && digits(day, 2)
                && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
        }
        _ => false,
    }
}

/// The IRIs that a text may be short for: itself, one with a prefix, one below the base.
///
/// `claim:12ab`, `claim/12ab` and `https://…/claim/12ab` are the same.
pub fn spelled_out(text: &str, base: &str) -> Vec<NamedNode> {
    let text = text.trim().trim_start_matches('<').trim_end_matches('>');
    let mut spelled: Vec<String> = Vec::new();
    if text.is_empty() || text.contains(char::is_whitespace) {
        return Vec::new();
    }
    if text.contains("://") {
        spelled.push(text.to_owned());
    } else if let Some((prefix, local)) = text.split_once(':') {
        let house = NAMESPACES.iter().find(|(known, _)| *known == prefix);
        spelled.extend(house.map(|(_, namespace)| format!("{namespace}{local}")));
        spelled.extend(
            crate::rdf::identity::data_prefixes(base)
                .into_iter()
                .find(|(known, _)| *known == prefix)
                .map(|(_, namespace)| format!("{namespace}{local}")),
        );
    } else if text.contains('/') {
        spelled.push(format!("{base}{text}"));
    }
    spelled.into_iter().filter_map(|iri| NamedNode::new(iri).ok()).collect()
}

/// Whether a thing is a claim: whether a report states it.
pub(crate) fn is_claim(graph: &GraphStore, iri: NamedNodeRef<'_>) -> Result<bool, StoreError> {
    Ok(!graph.objects(iri, property::REPORT)?.is_empty()
        && graph.objects(iri, rdf::TYPE)?.iter().all(|class| *class != class::REPORT.into_owned().into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::query;

    fn graph() -> GraphStore {
        crate::queries::contract()
    }

    #[track_caller]
    fn terms(question: &str, name: &str, value: &str) -> String {
        let graph = graph();
        let asked = ask(&graph, &query(question).unwrap(), &[(name, value)]);
        match asked {
            Ok(asked) => {
                let line = asked.text.lines().find(|line| {
                    line.contains(&format!("VALUES ?p_{name} ")) || line.contains(&format!("\"{value}\""))
                });
                line.unwrap().trim().replace("https://w3id.org/rapporteur/", "")
            }
            Err(error) => format!("{error}\n{}", error.hint()).replace("https://w3id.org/rapporteur/", ""),
        }
    }

    #[test]
    fn a_name_is_found_in_full_by_another_name_and_by_a_part() {
        let norway = "VALUES ?p_holder { <id/entity/state/NO> }";
        for name in [
            "Norway",
            "norway",
            "NORWAY",
            "Norw",
            "<https://w3id.org/rapporteur/id/entity/state/NO>",
            "state:NO",
            "entity/state/NO",
        ] {
            assert_eq!(terms("positions", "holder", name), norway, "{name}");
        }
        assert_eq!(terms("said-by", "speaker", "Ms. Lund"), "VALUES ?p_speaker { <id/person/kari-lund> }");
    }

    #[test]
    fn a_name_of_several_things_is_told_with_those_things() {
        assert_eq!(
            terms("attendance", "who", "ar"),
            "`ar`, given for --who, may be any of 2:\n\
             \x20 Marek Novak  Person, <id/person/marek-novak>, 4 times\n\
             \x20 Kari Lund    Person, <id/person/kari-lund>, 2 times\n\
             give one in full, as in --who 'Marek Novak', or its IRI; --who '*ar*' asks for all whose name has these letters"
        );
        assert_eq!(
            terms("attendance", "who", "*ar*"),
            "VALUES ?p_who { <id/person/kari-lund> <id/person/marek-novak> }"
        );
    }

    #[test]
    fn an_unknown_name_is_told_with_those_that_are_near() {
        assert_eq!(
            terms("positions", "holder", "Norvay"),
            "nothing in the graph is called `Norvay`, which was given for --holder\ndid you mean `Norway`?"
        );
    }

    #[test]
    fn who_is_known_and_never_asked_for_gives_an_empty_answer() {
        let graph = graph();
        let asked = ask(&graph, &query("positions").unwrap(), &[("holder", "Germany")]).unwrap();
        assert_eq!(asked.notices, ["nothing of this kind is said of `Germany`"]);
        assert!(asked.text.contains("state/DE>"), "{}", asked.text);
    }

    #[test]
    fn who_is_meant_is_not_taken_for_another_whose_name_holds_that_one() {
        let graph = crate::queries::contract_with(&[(
            "rdfs:label \"Germany\"",
            "rdfs:label \"Germany\" . <https://w3id.org/rapporteur/id/g> a rap:Group ; rdfs:label \"leaders of Germany\" . \
             <https://w3id.org/rapporteur/id/c> rap:holder <https://w3id.org/rapporteur/id/g>",
        )]);
        let asked = ask(&graph, &query("positions").unwrap(), &[("holder", "Germany")]).unwrap();
        assert_eq!(asked.notices, ["nothing of this kind is said of `Germany`, but of leaders of Germany"]);
        let asked = ask(&graph, &query("positions").unwrap(), &[("holder", "leaders")]).unwrap();
        assert_eq!(asked.notices, ["`leaders` is read as leaders of Germany (Group)"]);
    }

    #[test]
    fn words_are_concepts_with_those_below_them() {
        assert_eq!(
            terms("supplies", "commodity", "Gas"),
            "VALUES ?p_commodity { <ns#commodity-gas> <ns#commodity-lng> }"
        );
        assert_eq!(terms("events", "type", "phone call"), "VALUES ?p_type { <ns#PhoneCall> }");
        assert_eq!(terms("events", "status", "planned"), "VALUES ?p_status { <ns#Planned> }");
        let error = terms("positions", "stance", "suports");
        assert!(
            error.contains("it takes `supports`, `opposes`") && error.ends_with("did you mean `supports`?"),
            "{error}"
        );
    }

    #[test]
    fn a_date_may_be_a_day_a_month_or_a_year() {
        for date in ["2021", "2021-12", "2021-12-14", "2024-02-29"] {
            let filter = terms("events", "until", date);
            assert_eq!(filter, format!("FILTER (STR(?begin) <= CONCAT(\"{date}\", \"-99\"))"));
        }
        for date in ["21", "2021-13", "2021-02-29", "14.12.2021", "2021-1-1", "2021-12-14-1"] {
            assert!(terms("events", "until", date).ends_with("2021-12-14, 2021-12 or 2021"), "{date}");
        }
    }

    #[test]
    fn nothing_is_no_value_and_no_time_ends_before_it_begins() {
        for (name, value) in [("holder", ""), ("holder", " "), ("since", ""), ("stance", "")] {
            let told = format!("--{name} is empty\ngive a value, or leave --{name} out");
            assert_eq!(terms("positions", name, value), told);
        }
        let graph = graph();
        let between = |since: &str, until: &str| {
            let values = [("since", since), ("until", until)];
            ask(&graph, &query("events").unwrap(), &values).map(|_| ()).map_err(|error| error.to_string())
        };
        for (since, until) in
            [("2021", "2021"), ("2021-12-14", "2021"), ("2021", "2021-01"), ("2021-12-14", "2021-12-14")]
        {
            assert_eq!(between(since, until), Ok(()), "{since} {until}");
        }
        for (since, until) in [("2022", "2021"), ("2021-02", "2021-01-31"), ("2021-12-15", "2021-12-14")] {
            assert_eq!(between(since, until), Err(format!("--since {since} is later than --until {until}")));
        }
    }

    #[test]
    fn two_values_of_a_parameter_are_either_and_narration_stands_alone() {
        let graph = graph();
        let said_by = query("said-by").unwrap();
        let asked = ask(&graph, &said_by, &[("speaker", "Kari Lund"), ("speaker", "unnamed")]).unwrap();
        assert!(asked.text.contains("{ <https://w3id.org/rapporteur/id/person/kari-lund> <https://w3id.org/rapporteur/ns#UnnamedSource> }"));
        let error = ask(&graph, &said_by, &[("speaker", "narration"), ("speaker", "unnamed")]).unwrap_err();
        assert_eq!(error.to_string(), "--speaker narration cannot stand beside speakers");
    }
}
