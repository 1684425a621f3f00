//! Every class and concept of the ontology is what the program reads in the sentence that stands as its example.

use crate::files::knowledge;
use libtest_mimic::{Failed, Trial};
use oxigraph::model::{NamedNodeRef, Quad, Term};
use rapporteur::extract::{account, lines};
use rapporteur::ontology::Ontology;
use rapporteur::rdf::identity::DEFAULT_BASE;
use rapporteur::rdf::quads::{Options, Writer};
use rapporteur::read;
use rapporteur::record::Record;
use rapporteur::review::{Review, Verdict};
use rapporteur::store::GraphStore;
use std::fmt::Write as _;
use std::path::Path;

const RAP: &str = "https://w3id.org/rapporteur/ns#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// The classes above those that are written: one of the classes below must stand in the graph.
const ABOVE: [(&str, &[&str]); 5] = [
    ("Record", &["Report"]),
    ("Source", &["Person", "State", "Organization", "Group"]),
    ("Entity", &["Person", "State", "Organization", "Place", "Group"]),
    (
        "Event",
        &[
            "Meeting",
            "PhoneCall",
            "Visit",
            "Summit",
            "Signing",
            "Message",
            "Appointment",
            "Election",
            "Aid",
            "Sanction",
            "Attack",
            "Ceremony",
            "OtherEvent",
        ],
    ),
    (
        "Claim",
        &[
            "Occurrence",
            "Participation",
            "Discussion",
            "Position",
            "EnergySupply",
            "OfficeHolding",
            "Contribution",
        ],
    ),
];

/// The classes of values: a statement with this property must stand in the graph.
const VALUES: [(&str, &str); 13] = [
    ("Verdict", "verdict"),
    ("Run", "http://www.w3.org/ns/prov#wasGeneratedBy"),
    ("Rule", "foundBy"),
    ("Role", "role"),
    ("Stance", "stance"),
    ("Issue", "issue"),
    ("Commodity", "commodity"),
    ("SupplyStatus", "supplyStatus"),
    ("EventStatus", "status"),
    ("DateBasis", "dateBasis"),
    ("SpeechMode", "speechMode"),
    ("Modality", "modality"),
    ("Polarity", "polarity"),
];

/// One test for each class and concept that has an example.
pub(crate) fn trials() -> Vec<Trial> {
    let ontology = match Ontology::embedded() {
        Ok(ontology) => ontology,
        Err(error) => {
            let message = error.to_string();
            return vec![Trial::test("ontology/rapporteur.ttl: is an ontology", move || Err(message.into()))];
        }
    };
    ontology
        .examples()
        .map(|(iri, sentence)| {
            let (iri, sentence) = (iri.to_owned(), sentence.to_owned());
            let name = iri.trim_start_matches(RAP).to_owned();
            Trial::test(format!("ontology/{name}: {sentence}"), move || is_read(&iri, &sentence))
        })
        .collect()
}

fn is_read(iri: &str, sentence: &str) -> Result<(), Failed> {
    let report = read::text::read("example".to_owned(), Path::new("example"), sentence.as_bytes().to_vec());
    let mut report = report.map_err(|error| error.to_string())?;
    // A day, to which "on Friday" refers, unless the sentence brings its own.
    report.date = report.date.or_else(|| chrono::NaiveDate::from_ymd_opt(2023, 3, 3));
    let account = account(&report, knowledge());
    let writer = Writer::new(knowledge(), Options::default());
    let written = writer.report(&account);
    let mut quads = written.quads;
    // What is known of an entity stands in a graph of its own.
    quads.extend(writer.gazetteer_quads(written.known.iter().map(String::as_str)));
    let register = writer.register_graph();
    quads.extend(written.register.iter().flat_map(|entry| entry.quads(&register)));
    // A review is made by a person; here by one who has no doubt whichever verdict is to be shown.
    if let Some(verdict) =
        Verdict::ALL.into_iter().find(|verdict| verdict.concept().as_str() == iri).or(["Review", "Verdict"]
            .iter()
            .any(|class| iri == format!("{RAP}{class}"))
            .then_some(Verdict::Accepted))
    {
        let graph = GraphStore::in_memory()?;
        graph.extend(quads.clone())?;
        let claims = graph.claims(|_| true)?;
        let claim = claims.first().ok_or("no claim to review")?;
        let record = Record::read(&graph, claim.as_ref())?.ok_or("the claim cannot be read back")?;
        quads.extend(Review::of(&record, verdict, "A. Reader").quads(DEFAULT_BASE));
    }
    if stands(iri, &quads) {
        return Ok(());
    }
    let mut text = format!("{sentence:?} is not read as {iri}\nread was");
    for line in lines::lines(&account) {
        let _ = write!(text, "\n  {}", line.text);
    }
    text += "\nHint: a plainer sentence in ontology/rapporteur.ttl, or a better rule in data/rules.";
    Err(text.into())
}

/// Whether something of the report is of this class, or has this concept as a value.
fn stands(iri: &str, quads: &[Quad]) -> bool {
    let is_type =
        |class: &str| quads.iter().any(|quad| quad.predicate.as_str() == TYPE && is(&quad.object, class));
    let name = iri.strip_prefix(RAP).unwrap_or(iri);
    if let Some((_, below)) = ABOVE.iter().find(|(above, _)| *above == name) {
        return below.iter().any(|class| is_type(&format!("{RAP}{class}")));
    }
    if let Some((_, property)) = VALUES.iter().find(|(class, _)| *class == name) {
        let property =
            if property.starts_with("http") { (*property).to_owned() } else { format!("{RAP}{property}") };
        return quads.iter().any(|quad| quad.predicate.as_str() == property);
    }
    quads.iter().any(|quad| is(&quad.object, iri))
}

fn is(term: &Term, iri: &str) -> bool {
    matches!(term, Term::NamedNode(node) if node.as_ref() == NamedNodeRef::new_unchecked(iri))
}
