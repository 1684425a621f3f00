//! What two readings of the same reports claim differently: which claims came, went or changed.
//!
//! A claim's IRI is a hash of its report, class, trigger and arguments, so a claim with another argument is another
//! claim; here such two are put together again, if they are of one report and class and were found by the same words.

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

/// Compares two graphs report by report, in the order of the reports' identifiers, and gives each difference to `tell`.
///
/// # Errors
/// If a store fails, or `tell` does.
pub fn diff<E: From<StoreError>>(
    before: &GraphStore,
    after: &GraphStore,
    mut tell: impl FnMut(Difference) -> Result<(), E>,
) -> Result<Sum, E> {
    let (old, new) = (reports(before)?, reports(after)?);
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut sum = Sum::default();
    for id in ids {
        let standing = match (old.contains_key(id), new.contains_key(id)) {
            (true, true) => Standing::Both,
            (false, _) => Standing::New,
            (_, false) => Standing::Gone,
        };
        let (old, new) = (claims(before, old.get(id))?, claims(after, new.get(id))?);
        let (difference, same) = compare((before, &old), (after, &new), id, standing)?;
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
                    let facts = facts(&before, &after);
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

/// Puts together what went and what came of one class and by the same words, those first that differ least.
///
/// Gives back how many say the same: in a report that changed elsewhere all claims have new IRIs.
fn pair(difference: &mut Difference) -> usize {
    let mut same = 0;
    let key = |record: &Record| (record.class.clone(), record.words().map(|words| (words.begin, words.end)));
    loop {
        let mut best: Option<(usize, usize, usize)> = None;
        for (i, before) in difference.went.iter().enumerate() {
            for (j, after) in difference.came.iter().enumerate() {
                if key(before) == key(after) {
                    let differing = facts(before, after).len();
                    if best.is_none_or(|(least, ..)| differing < least) {
                        best = Some((differing, i, j));
                    }
                }
            }
        }
        let Some((_, i, j)) = best else { return same };
        let (before, after) = (difference.went.remove(i), difference.came.remove(j));
        let facts = facts(&before, &after);
        if facts.is_empty() {
            same += 1;
        } else {
            difference.changed.push(Change { before, after, facts });
        }
    }
}

fn facts(before: &Record, after: &Record) -> Vec<(String, Option<String>, Option<String>)> {
    let (old, new) = (before.facts(), after.facts());
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    names
        .into_iter()
        .filter(|name| old.get(*name) != new.get(*name))
        .map(|name| (name.clone(), old.get(name).cloned(), new.get(name).cloned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::{contract, contract_with};

    fn differences(after: &GraphStore) -> (Vec<Difference>, Sum) {
        let mut found = Vec::new();
        let sum = diff(&contract(), after, |difference| {
            found.push(difference);
            Ok::<_, StoreError>(())
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
}
