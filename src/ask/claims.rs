//! Which claim a person means: by its IRI, a shortened IRI, or the beginning of its hash.

use crate::ask::{is_claim, spelled_out};
use crate::rdf::identity;
use crate::store::{GraphStore, QueryError, StoreError};
use oxigraph::model::{NamedNode, Term};
use std::fmt::Write as _;

/// So many claims are told of.
const TOLD: usize = 6;
/// Fewer digits begin too many hashes to be looked for.
const FEWEST: usize = 4;

/// Why a claim was not found.
#[derive(Debug, thiserror::Error)]
pub enum NoClaim {
    /// Nothing is called so.
    #[error("there is no claim `{value}` in the graph")]
    Unknown {
        /// What was given.
        value: String,
    },
    /// It is something else.
    #[error("<{}> is no claim", .iri.as_str())]
    Other {
        /// What it is.
        iri: NamedNode,
    },
    /// So few digits begin too many hashes.
    #[error("`{value}` is too short to be the beginning of one claim's hash")]
    Short {
        /// What was given.
        value: String,
    },
    /// The hashes of several claims begin so.
    #[error("the hashes of {} claims begin with `{value}`:{}", .found.len(), lines(.found))]
    Several {
        /// What was given.
        value: String,
        /// The claims.
        found: Vec<NamedNode>,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The claims could not be read.
    #[error(transparent)]
    Query(#[from] QueryError),
}

fn lines(found: &[NamedNode]) -> String {
    let mut lines = String::new();
    for claim in found.iter().take(TOLD) {
        let _ = write!(lines, "\n  {}", claim.as_str());
    }
    if found.len() > TOLD {
        let _ = write!(lines, "\n  and {} more", found.len() - TOLD);
    }
    lines
}

impl NoClaim {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unknown { .. } => {
                "the column `claim` of `rapporteur query evidence` has the claims; rules that changed may have read it anew"
                    .to_owned()
            }
            Self::Other { .. } => "the column `claim` of `rapporteur query evidence` has the claims".to_owned(),
            Self::Short { .. } => format!("give at least {FEWEST} digits, or the whole IRI"),
            Self::Several { .. } => "give more digits".to_owned(),
            Self::Store(error) => error.hint(),
            Self::Query(error) => error.hint(),
        }
    }
}

/// The claim that is meant.
///
/// # Errors
/// If there is none, there are several, it is something else, or the store fails.
pub fn find(graph: &GraphStore, value: &str) -> Result<NamedNode, NoClaim> {
    let value = value.trim();
    let base = graph.base()?;
    for iri in spelled_out(value, &base).into_iter().chain(NamedNode::new(identity::claims(&base) + value)) {
        if is_claim(graph, iri.as_ref())? {
            return Ok(iri);
        }
        if graph.knows(iri.as_ref())? {
            return Err(NoClaim::Other { iri });
        }
    }
    let unknown = || NoClaim::Unknown { value: value.to_owned() };
    let begun = begun(value, &base).ok_or_else(unknown)?;
    if begun.len() < FEWEST {
        return Err(NoClaim::Short { value: value.to_owned() });
    }
    let whole = identity::claims(&base) + &begun;
    let mut found = graph.claims(move |claim| claim.starts_with(&whole))?;
    match found.len() {
        0 => Err(unknown()),
        1 => Ok(found.remove(0)),
        _ => Err(NoClaim::Several { value: value.to_owned(), found }),
    }
}

/// The beginning of a hash, in small letters; nothing if it is none.
fn begun(value: &str, base: &str) -> Option<String> {
    let whole = identity::claims(base);
    let begun = ["claim:", "claim/", whole.as_str()].iter().find_map(|before| value.strip_prefix(before));
    let begun = begun.unwrap_or(value).to_lowercase();
    (!begun.is_empty() && begun.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(begun)
}

/// Those of some claims that may be meant, whether or not a graph holds them: the one with this IRI, short or whole, or
/// those whose hashes begin so.
pub fn among(claims: &[NamedNode], value: &str, base: &str) -> Vec<NamedNode> {
    let value = value.trim();
    let whole: Vec<NamedNode> =
        spelled_out(value, base).into_iter().chain(NamedNode::new(identity::claims(base) + value)).collect();
    if let Some(claim) = claims.iter().find(|claim| whole.contains(claim)) {
        return vec![claim.clone()];
    }
    let Some(begun) = begun(value, base).filter(|begun| begun.len() >= FEWEST) else { return Vec::new() };
    let begun = identity::claims(base) + &begun;
    claims.iter().filter(|claim| claim.as_str().starts_with(&begun)).cloned().collect()
}

/// The words by which a claim's IRI is told: `claim:12ab…`.
pub fn short(claim: &NamedNode, base: &str) -> String {
    let local = claim.as_str().strip_prefix(base).and_then(|path| path.strip_prefix("claim/"));
    local.map_or_else(|| claim.as_str().to_owned(), |local| format!("claim:{local}"))
}

/// The last part of a claim's IRI: its hash.
pub fn hash(claim: &NamedNode) -> &str {
    claim.as_str().rsplit(['/', '#']).next().unwrap_or_default()
}

/// A term as a claim's IRI.
pub(crate) fn node(term: &Term) -> Option<&NamedNode> {
    match term {
        Term::NamedNode(node) => Some(node),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph() -> GraphStore {
        let turtle = "@prefix rap: <https://w3id.org/rapporteur/ns#> .
            @prefix claim: <https://w3id.org/rapporteur/id/claim/> .
            claim:abcd1234abcd1234 a rap:Position ; rap:report <https://w3id.org/rapporteur/id/report/r> .
            claim:abcd9999abcd9999 a rap:Position ; rap:report <https://w3id.org/rapporteur/id/report/r> .
            <https://w3id.org/rapporteur/id/report/r> a rap:Report .";
        let graph = GraphStore::in_memory().unwrap();
        let quads = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::Turtle)
            .for_slice(turtle.as_bytes());
        graph.extend(quads.map(Result::unwrap).collect()).unwrap();
        graph
    }

    #[test]
    fn a_claim_is_found_among_others_without_a_graph() {
        let base = crate::rdf::identity::DEFAULT_BASE;
        let claims = ["abcd1234abcd1234", "abcd9999abcd9999"]
            .map(|hash| NamedNode::new_unchecked(format!("{base}claim/{hash}")));
        let among = |value: &str| among(&claims, value, base).len();
        for value in ["abcd1", "claim:abcd9999abcd9999", claims[0].as_str(), "claim/ABCD9"] {
            assert_eq!(among(value), 1, "{value}");
        }
        assert_eq!([among("abcd"), among("abc"), among("ffff"), among("")], [2, 0, 0, 0]);
    }

    #[track_caller]
    fn found(value: &str) -> String {
        match find(&graph(), value) {
            Ok(claim) => hash(&claim).to_owned(),
            Err(error) => error.to_string().replace("https://w3id.org/rapporteur/id/", ""),
        }
    }

    #[test]
    fn a_claim_is_known_by_its_iri_short_or_whole_and_by_the_beginning_of_its_hash() {
        for value in [
            "https://w3id.org/rapporteur/id/claim/abcd1234abcd1234",
            "<https://w3id.org/rapporteur/id/claim/abcd1234abcd1234>",
            "claim:abcd1234abcd1234",
            "claim/abcd1234abcd1234",
            "abcd1234abcd1234",
            "abcd1",
            "ABCD1",
            "claim:abcd12",
            "claim/abcd12",
            "https://w3id.org/rapporteur/id/claim/abcd12",
        ] {
            assert_eq!(found(value), "abcd1234abcd1234", "{value}");
        }
    }

    #[test]
    fn what_is_no_claim_or_several_is_told() {
        assert_eq!(
            found("abcd"),
            "the hashes of 2 claims begin with `abcd`:\n  claim/abcd1234abcd1234\n  claim/abcd9999abcd9999"
        );
        assert_eq!(found("abc"), "`abc` is too short to be the beginning of one claim's hash");
        assert_eq!(found("ffff"), "there is no claim `ffff` in the graph");
        assert_eq!(found("report/r"), "<report/r> is no claim");
        assert_eq!(found("what"), "there is no claim `what` in the graph");
    }
}
