//! What two readings of the same reports claim differently: which claims came, went or changed.
//!
//! A claim's IRI is a hash of its report, class, trigger and arguments, so a claim with another argument is another
//! claim; here such two are put together again, if they are of one report and class and were found by the same words.
//! Where in the report the words stand is no part of what is claimed: a sentence put in front changes no claim.

use crate::rdf::vocab::{class, dcterms, property, prov, rdf};
use crate::record::Record;
use crate::store::{GraphStore, StoreError};
use oxigraph::model::{NamedNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};

/// What differs in one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The report's identifier.
    pub report: String,
    /// Which of the two readings have it.
    pub standing: Standing,
    /// The claims that only the second reading has.
    pub came: Vec<Record>,
    /// The claims that only the first reading has.
    pub went: Vec<Record>,
    /// The claims that both have and that say something else.
    pub changed: Vec<Change>,
}

/// Which of two readings have a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both.
    Both,
    /// The second only: it is new.
    New,
    /// The first only: it is gone.
    Gone,
}

/// A claim that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As the first reading has it.
    pub before: Record,
    /// As the second reading has it.
    pub after: Record,
    /// What differs: its name, what it was and what it is; nothing where it was or is absent.
    pub facts: Vec<(String, Option<String>, Option<String>)>,
}

/// How much differs in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Reports in which something differs.
    pub reports: usize,
    /// Claims that came.
    pub came: usize,
    /// Claims that went.
    pub went: usize,
    /// Claims that changed.
    pub changed: usize,
    /// Claims that are the same in both.
    pub same: usize,
}

/// Why two graphs could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum DiffError {
    /// Neither has the report that was asked for.
    #[error("neither side has a report `{id}`")]
    NoReport {
        /// The identifier that was given.
        id: String,
        /// The one that is written most nearly so.
        nearest: Option<String>,
    },
    /// A store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DiffError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::NoReport { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::NoReport { .. } => "`rapporteur query reports` lists the reports of a store".to_owned(),
            Self::Store(error) => error.hint(),
        }
    }
}

/// Compares two graphs report by report, in the order of the reports' identifiers, and gives each difference to `tell`;
/// only the report with the identifier `only`, if one is given.
///
/// # Errors
/// If neither graph has that report, a store fails, or `tell` does.
pub fn diff<E: From<DiffError>>(
    before: &GraphStore,
    after: &GraphStore,
    only: Option<&str>,
    mut tell: impl FnMut(Difference) -> Result<(), E>,
) -> Result<Sum, E> {
    let (old, new) = (reports(before).map_err(DiffError::from)?, reports(after).map_err(DiffError::from)?);
    let mut ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    if let Some(id) = only {
        let nearest = crate::ask::nearest(id, ids.iter().map(|known| known.as_str())).map(str::to_owned);
        ids.retain(|known| *known == id);
        if ids.is_empty() {
            return Err(DiffError::NoReport { id: id.to_owned(), nearest }.into());
        }
    }
    let mut sum = Sum::default();
    for id in ids {
        let standing = match (old.contains_key(id), new.contains_key(id)) {
            (true, true) => Standing::Both,
            (false, _) => Standing::New,
            (_, false) => Standing::Gone,
        };
        let (difference, same) = claims(before, old.get(id))
            .and_then(|old| Ok((old, claims(after, new.get(id))?)))
            .and_then(|(old, new)| compare((before, &old), (after, &new), id, standing))
            .map_err(DiffError::from)?;
        sum.same += same;
        sum.came += difference.came.len();
        sum.went += difference.went.len();
        sum.changed += difference.changed.len();
        let nothing =
            difference.came.is_empty() && difference.went.is_empty() && difference.changed.is_empty();
        if !nothing || standing != Standing::Both {
            sum.reports += 1;
            tell(difference)?;
        }
    }
    Ok(sum)
}

fn reports(graph: &GraphStore) -> Result<BTreeMap<String, NamedNode>, StoreError> {
    let mut reports = BTreeMap::new();
    for report in graph.subjects(rdf::TYPE, class::REPORT, usize::MAX)? {
        let id = graph.objects(report.as_ref(), dcterms::IDENTIFIER)?.into_iter().find_map(|id| match id {
            Term::Literal(id) => Some(id.value().to_owned()),
            _ => None,
        });
        reports.insert(id.unwrap_or_else(|| report.as_str().to_owned()), report);
    }
    Ok(reports)
}

/// The claims of a report by the last part of their IRIs, which is the same under any base.
fn claims(graph: &GraphStore, report: Option<&NamedNode>) -> Result<BTreeMap<String, NamedNode>, StoreError> {
    let Some(report) = report else { return Ok(BTreeMap::new()) };
    let found = graph.subjects(property::REPORT, report, usize::MAX)?;
    Ok(found.into_iter().map(|claim| (crate::ask::claims::hash(&claim).to_owned(), claim)).collect())
}

type Side<'s> = (&'s GraphStore, &'s BTreeMap<String, NamedNode>);

fn compare(
    old: Side<'_>,
    new: Side<'_>,
    id: &str,
    standing: Standing,
) -> Result<(Difference, usize), StoreError> {
    let mut difference = Difference {
        report: id.to_owned(),
        standing,
        came: Vec::new(),
        went: Vec::new(),
        changed: Vec::new(),
    };
    let mut same = 0;
    for (hash, claim) in old.1 {
        match new.1.get(hash) {
            Some(other) if statements(old.0, claim)? == statements(new.0, other)? => same += 1,
            Some(other) => {
                let both = (Record::read(old.0, claim.as_ref())?, Record::read(new.0, other.as_ref())?);
                if let (Some(before), Some(after)) = both {
                    let facts = told(&before.facts(), &after.facts());
                    if facts.is_empty() {
                        same += 1;
                    } else {
                        difference.changed.push(Change { before, after, facts });
                    }
                }
            }
            None => difference.went.extend(Record::read(old.0, claim.as_ref())?),
        }
    }
    for (hash, claim) in new.1 {
        if !old.1.contains_key(hash) {
            difference.came.extend(Record::read(new.0, claim.as_ref())?);
        }
    }
    same += pair(&mut difference);
    let place =
        |record: &Record| (record.words().map(|words| (words.begin, words.end)), record.class.clone());
    difference.came.sort_by_key(place);
    difference.went.sort_by_key(place);
    difference.changed.sort_by_key(|change| place(&change.after));
    Ok((difference, same))
}

/// What is said of a claim and of the event that it names, in no graph; most claims have not changed, and this is
/// sooner read than all that people read.
fn statements(graph: &GraphStore, claim: &NamedNode) -> Result<Vec<Triple>, StoreError> {
    let mut quads = graph.about(claim.as_ref())?;
    let events: Vec<NamedNode> = quads
        .iter()
        .filter(|quad| quad.predicate == property::EVENT || quad.predicate == property::OPERATION)
        .filter_map(|quad| crate::ask::claims::node(&quad.object).cloned())
        .collect();
    for event in events {
        quads.extend(graph.about(event.as_ref())?);
    }
    let same_run = |quad: &oxigraph::model::Quad| quad.predicate != prov::WAS_GENERATED_BY;
    Ok(quads.into_iter().filter(same_run).map(Triple::from).collect())
}

/// Puts together what went and what came of one class and by the same words: first those that say the same, then those
/// that stand nearest to each other, and of these those that differ least.
///
/// Gives back how many say the same: in a report that changed elsewhere all claims have new IRIs.
fn pair(difference: &mut Difference) -> usize {
    let went: Vec<Placed> = difference.went.drain(..).map(Placed::of).collect();
    let came: Vec<Placed> = difference.came.drain(..).map(Placed::of).collect();
    let mut by_words: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (j, placed) in came.iter().enumerate() {
        by_words.entry(placed.key()).or_default().push(j);
    }
    let mut pairs = Vec::new();
    for (i, before) in went.iter().enumerate() {
        for &j in by_words.get(&before.key()).into_iter().flatten() {
            let differing = differing(&before.facts, &came[j].facts).count();
            pairs.push((differing > 0, before.begin.abs_diff(came[j].begin), differing, i, j));
        }
    }
    pairs.sort_unstable();
    let mut partner_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (.., i, j) in pairs {
        if !partner_of.contains_key(&i) && taken.insert(j) {
            partner_of.insert(i, j);
        }
    }
    let mut same = 0;
    let mut came: Vec<Option<Placed>> = came.into_iter().map(Some).collect();
    for (i, before) in went.into_iter().enumerate() {
        let Some(after) = partner_of.get(&i).and_then(|j| came[*j].take()) else {
            difference.went.push(before.record);
            continue;
        };
        let facts = told(&before.facts, &after.facts);
        if facts.is_empty() {
            same += 1;
        } else {
            difference.changed.push(Change { before: before.record, after: after.record, facts });
        }
    }
    difference.came.extend(came.into_iter().flatten().map(|placed| placed.record));
    same
}

/// A claim with what is compared of it.
struct Placed {
    record: Record,
    facts: BTreeMap<String, String>,
    /// Where its first words begin, in code points.
    begin: usize,
}

impl Placed {
    fn of(record: Record) -> Self {
        let begin = record.words().map_or(0, |words| words.begin);
        Self { facts: record.facts(), begin, record }
    }

    /// Its class and first words.
    fn key(&self) -> (&str, &str) {
        (&self.record.class, self.record.words().map_or("", |words| &words.quote))
    }
}

/// The names of what differs.
fn differing<'f>(
    old: &'f BTreeMap<String, String>,
    new: &'f BTreeMap<String, String>,
) -> impl Iterator<Item = &'f String> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    names.into_iter().filter(|name| old.get(*name) != new.get(*name))
}

/// What differs, with what it was and what it is.
fn told(
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> Vec<(String, Option<String>, Option<String>)> {
    differing(old, new).map(|name| (name.clone(), old.get(name).cloned(), new.get(name).cloned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::{contract, contract_with};

    fn differences(after: &GraphStore) -> (Vec<Difference>, Sum) {
        let mut found = Vec::new();
        let sum = diff(&contract(), after, None, |difference| {
            found.push(difference);
            Ok::<_, DiffError>(())
        });
        (found, sum.unwrap())
    }

    #[test]
    fn a_graph_does_not_differ_from_itself() {
        let (found, sum) = differences(&contract());
        assert_eq!((found, sum), (Vec::new(), Sum { same: 15, ..Sum::default() }));
    }

    #[test]
    fn another_argument_by_the_same_words_is_a_change() {
        // The hash of a claim is made from its arguments.
        let after = contract_with(&[
            ("claim/s1> a", "claim/s9> a"),
            ("rap:stance rap:stance-supports", "rap:stance rap:stance-welcomes"),
        ]);
        let (found, sum) = differences(&after);
        assert_eq!(sum, Sum { reports: 1, changed: 1, same: 14, ..Sum::default() });
        let change = &found[0].changed[0];
        assert_eq!(found[0].report, "talks");
        assert_eq!(
            change.facts,
            [("stance".to_owned(), Some("supports".to_owned()), Some("welcomes".to_owned()))]
        );
    }

    #[test]
    fn a_claim_that_only_has_another_iri_is_the_same() {
        let (found, sum) = differences(&contract_with(&[("claim/s1> a", "claim/s9> a")]));
        assert_eq!((found, sum), (Vec::new(), Sum { same: 15, ..Sum::default() }));
    }

    #[test]
    fn a_claim_by_other_words_went_or_came() {
        let after = contract_with(&[
            ("claim/e3> a", "claim/e9> a"),
            (
                "rap:firstEvidence <https://w3id.org/rapporteur/id/report/visit#char=115,157> ; rap:evidence <https://w3id.org/rapporteur/id/report/visit#char=115,157>",
                "rap:firstEvidence <https://w3id.org/rapporteur/id/report/visit#char=46,113> ; rap:evidence <https://w3id.org/rapporteur/id/report/visit#char=46,113>",
            ),
        ]);
        let (found, sum) = differences(&after);
        assert_eq!((sum.came, sum.went, sum.changed), (1, 1, 0), "{found:?}");
    }

    #[test]
    fn what_is_told_of_an_event_belongs_to_its_occurrence() {
        let date = "\"2023-04\"^^xsd:gYearMonth ; rap:dateBasis";
        let after = contract_with(&[(date, &date.replace("-04", "-05"))]);
        let (found, sum) = differences(&after);
        // The occurrence, and the participation that names the event.
        assert_eq!((sum.changed, sum.came, sum.went), (2, 0, 0), "{found:?}");
        let date = ("event date".to_owned(), Some("2023-04".to_owned()), Some("2023-05".to_owned()));
        assert!(found[0].changed.iter().all(|change| change.facts == [date.clone()]), "{found:?}");
    }

    #[test]
    fn a_report_that_only_one_has_is_told() {
        let after = contract_with(&[(
            "<https://w3id.org/rapporteur/id/report/visit> a rap:Report ;",
            "<https://w3id.org/rapporteur/id/report/visit> a rap:Other ;",
        )]);
        let (found, sum) = differences(&after);
        assert_eq!((found[0].report.as_str(), found[0].standing, sum.went), ("visit", Standing::Gone, 4));
    }

    #[test]
    fn only_one_report_is_compared_if_it_is_asked_for() {
        let after = contract_with(&[
            ("rap:stance rap:stance-supports", "rap:stance rap:stance-welcomes"),
            ("claim/e3> a rap:EnergySupply ; rap:report", "claim/e3> a rap:EnergySupply ; rap:reported"),
        ]);
        let of = |report| diff(&contract(), &after, Some(report), |_| Ok::<_, DiffError>(()));
        assert_eq!(of("visit").unwrap(), Sum { reports: 1, went: 1, same: 3, ..Sum::default() });
        assert_eq!(of("talks").unwrap(), Sum { reports: 1, changed: 1, same: 10, ..Sum::default() });
        let error = of("vist").unwrap_err();
        assert_eq!(error.to_string(), "neither side has a report `vist`");
        assert_eq!(error.hint(), "did you mean `visit`?");
    }

    #[test]
    fn what_says_the_same_belongs_together_wherever_it_stands() {
        let graph = contract();
        let iri = NamedNode::new_unchecked("https://w3id.org/rapporteur/id/claim/s1");
        let record = |begin: usize, stance: &str| {
            let mut record = Record::read(&graph, iri.as_ref()).unwrap().unwrap();
            record.evidence[0].begin = begin;
            record.arguments.insert("stance".to_owned(), stance.to_owned());
            record
        };
        let paired = |went: &[(usize, &str)], came: &[(usize, &str)]| {
            let records =
                |all: &[(usize, &str)]| all.iter().map(|(begin, stance)| record(*begin, stance)).collect();
            let mut difference = Difference {
                report: "talks".to_owned(),
                standing: Standing::Both,
                came: records(came),
                went: records(went),
                changed: Vec::new(),
            };
            let same = pair(&mut difference);
            let begins: Vec<(usize, usize)> = difference
                .changed
                .iter()
                .map(|change| (change.before.evidence[0].begin, change.after.evidence[0].begin))
                .collect();
            (same, begins, difference.went.len(), difference.came.len())
        };
        // A sentence of ninety letters in front: the first is now where the second was.
        assert_eq!(
            paired(&[(0, "supports"), (100, "opposes")], &[(90, "supports"), (190, "opposes")]),
            (2, Vec::new(), 0, 0)
        );
        // Of those that say something else the nearest belong together.
        assert_eq!(
            paired(
                &[(0, "supports"), (100, "supports")],
                &[(104, "opposes"), (2, "welcomes"), (300, "welcomes")]
            ),
            (0, vec![(0, 2), (100, 104)], 0, 1)
        );
    }
}
