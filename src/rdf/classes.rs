//! The classes of claims and of entities: the one list of each.

use crate::rdf::vocab::{NAMESPACE, class};
use oxigraph::model::NamedNodeRef;

/// The classes of claims.
pub const CLAIMS: [NamedNodeRef<'static>; 7] = [
    class::OCCURRENCE,
    class::PARTICIPATION,
    class::DISCUSSION,
    class::POSITION,
    class::ENERGY_SUPPLY,
    class::OFFICE_HOLDING,
    class::CONTRIBUTION,
];

/// The classes of entities, in the order in which they are told of.
pub const ENTITIES: [NamedNodeRef<'static>; 5] =
    [class::PERSON, class::STATE, class::ORGANIZATION, class::PLACE, class::GROUP];

/// The name of a term of the ontology within it: `EnergySupply`.
pub fn local(term: NamedNodeRef<'static>) -> &'static str {
    let iri = term.as_str();
    iri.strip_prefix(NAMESPACE).unwrap_or(iri)
}

/// The class of claims with this IRI.
pub fn claim(iri: &str) -> Option<NamedNodeRef<'static>> {
    CLAIMS.into_iter().find(|class| class.as_str() == iri)
}

/// The class of entities with this IRI.
pub fn entity(iri: &str) -> Option<NamedNodeRef<'static>> {
    ENTITIES.into_iter().find(|class| class.as_str() == iri)
}

/// The word for a class of entities: `state`.
pub fn kind(class: NamedNodeRef<'_>) -> Option<&'static str> {
    const KINDS: [&str; ENTITIES.len()] = ["person", "state", "organization", "place", "group"];
    ENTITIES.into_iter().zip(KINDS).find(|(known, _)| *known == class).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;
    use std::collections::BTreeSet;

    #[test]
    fn the_lists_are_those_of_the_ontology() {
        let ontology = Ontology::embedded().unwrap();
        for (above, list) in [("Claim", &CLAIMS[..]), ("Entity", &ENTITIES)] {
            let below: BTreeSet<&str> = ontology.below(above).map(|class| class.name.as_str()).collect();
            let listed: BTreeSet<&str> = list.iter().map(|class| local(*class)).collect();
            assert_eq!(listed, below, "{above}");
        }
        for class in ENTITIES {
            assert_eq!(kind(class), Some(local(class).to_lowercase().as_str()));
        }
        assert_eq!((kind(class::EVENT), entity(class::EVENT.as_str())), (None, None));
    }
}
