"""Validates exports against the shapes with pySHACL: shapes.py SHAPES ONTOLOGY GRAPH SMALL.

GRAPH, which holds the ontology, and SMALL, which does not, must conform; both hold verdicts of people. SMALL is then
damaged in many ways, one at a time, and each must be found: shapes that let a damaged graph pass promise nothing.
"""

import sys

import pyshacl
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDFS, XSD

shapes_path, ontology_path, graph_path, small_path = sys.argv[1:]
RAP = Namespace("https://w3id.org/rapporteur/ns#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
shapes = Graph().parse(shapes_path, format="turtle")
ontology = Graph().parse(ontology_path, format="turtle")
# The shapes ask the ontology for classes, not for words; the rest of it would only cost time.
# It stands among the data, because pySHACL takes no individuals such as `rap:Asserted` from a graph beside them.
classes = Graph()
for predicate in (RDF.type, RDFS.subClassOf):
    for triple in ontology.triples((None, predicate, None)):
        classes.add(triple)


def validate(graph):
    """Whether a graph conforms, and the words of pySHACL."""
    conforms, _, words = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    return conforms, words


def without(predicate):
    """Takes away one statement with this predicate."""
    return lambda g: g.remove(next(iter(sorted(g.triples((None, predicate, None))))))


def instead(predicate, value, of=None):
    """Changes the value of one statement with this predicate, of a subject of this class if one is given."""
    def change(g):
        subjects = sorted(s for s in set(g.subjects(predicate)) if of is None or (s, RDF.type, of) in g)
        g.set((subjects[0], predicate, value))
    return change


def beside(predicate, value):
    """Adds a second value to a subject that has one."""
    return lambda g: g.add((sorted(set(g.subjects(predicate)))[0], predicate, value))


def another_report(g):
    """Lets a claim rest on words of another report."""
    claim = sorted(g.subjects(RAP.evidence))[0]
    other = next(s for s in sorted(g.subjects(RDF.type, RAP.Span)) if (s, NIF.referenceContext, g.value(claim, RAP.report)) not in g)
    g.add((claim, RAP.evidence, other))


def nobody(g):
    """Takes both parties from a supply."""
    supply = sorted(g.subjects(RDF.type, RAP.EnergySupply))[0]
    g.remove((supply, RAP.supplier, None))
    g.remove((supply, RAP.recipient, None))


def narrator(g):
    """Gives narration a speaker."""
    claim = sorted(g.subjects(RAP.speechMode, RAP.Narration))[0]
    g.add((claim, RAP.saidBy, RAP.UnnamedSource))


def unsaid(g):
    """Takes the speaker from speech."""
    claim = sorted(g.subjects(RAP.speechMode, RAP.DirectSpeech))[0]
    g.remove((claim, RAP.saidBy, None))


def guest(g):
    """Gives an event a participant whom no claim states."""
    meeting = sorted(g.subjects(RDF.type, RAP.Meeting))[0]
    stated = set(g.objects(meeting, RAP.participant))
    g.add((meeting, RAP.participant, next(s for s in sorted(g.subjects(RDF.type, RAP.State)) if s not in stated)))


def shifted(g):
    """Moves a quotation by one letter."""
    span = sorted(g.subjects(RDF.type, RAP.Span))[0]
    for predicate in (NIF.beginIndex, NIF.endIndex):
        g.set((span, predicate, Literal(int(g.value(span, predicate)) + 1)))


NOWHERE = URIRef("https://example.org/nowhere")
DAMAGES = {
    "a claim without report": without(RAP.report),
    "a claim without evidence": without(RAP.evidence),
    "a claim without first evidence": without(RAP.firstEvidence),
    "a claim without rule": without(RAP.foundBy),
    "a claim without run": without(PROV.wasGeneratedBy),
    "a claim without modality": without(RAP.modality),
    "two polarities": beside(RAP.polarity, RAP.Negated),
    "a modality that is a polarity": instead(RAP.modality, RAP.Negated),
    "a stance that is an issue": instead(RAP.stance, RAP["issue-energy"]),
    "an issue that is none": instead(RAP.issue, NOWHERE, RAP.Position),
    "a commodity that is none": instead(RAP.commodity, Literal("gas")),
    "a holder that is nobody": instead(RAP.holder, NOWHERE),
    "a holder that is an event": lambda g: instead(RAP.holder, sorted(g.subjects(RDF.type, RAP.Meeting))[0])(g),
    "a participation without role": without(RAP.role),
    "an office that is a person": lambda g: instead(RAP.office, sorted(g.subjects(RDF.type, RAP.Person))[0])(g),
    "a supply without parties": nobody,
    "an event without status": without(RAP.status),
    "an event without occurrence": lambda g: g.remove((sorted(g.subjects(RDF.type, RAP.Occurrence))[0], RDF.type, None)),
    "an event with a date in words": instead(RAP.date, Literal("last Friday"), RAP.Meeting),
    "a date without basis": without(RAP.dateBasis),
    "a participant that no claim states": guest,
    "a quotation that is another": instead(NIF.anchorOf, Literal("Norway opposes")),
    "a quotation at another place": shifted,
    "an offset below zero": instead(NIF.beginIndex, Literal(-1)),
    "an end before the beginning": instead(NIF.endIndex, Literal(0)),
    "words of another report": another_report,
    "narration with a speaker": narrator,
    "speech without a speaker": unsaid,
    "a report without identifier": without(DCTERMS.identifier),
    "a report with a short hash": instead(RAP.textSha256, Literal("e905da97")),
    "a report published some time in May": instead(SCHEMA.datePublished, Literal("2023-05", datatype=XSD.gYearMonth)),
    "an entity without name": lambda g: g.remove((sorted(g.subjects(RDF.type, RAP.Person))[0], RDFS.label, None)),
    "a group without words": lambda g: g.remove((sorted(g.subjects(RDF.type, RAP.Group))[0], RAP.verbatim, None)),
    "an office without title": without(RAP.officeTitle),
    "a quantity in words": instead(SCHEMA.value, Literal("about ten")),
    "a property that the ontology has not": lambda g: g.add((sorted(g.subjects(RAP.stance))[0], RAP.repeated, Literal(True))),
    "a review of nothing": without(RAP.reviews),
    "a review of two claims": lambda g: g.add((sorted(g.subjects(RDF.type, RAP.Review))[0], RAP.reviews, sorted(g.subjects(RDF.type, RAP.Meeting))[0])),
    "a review without verdict": without(RAP.verdict),
    "two verdicts in a review": lambda g: beside(RAP.verdict, next(v for v in (RAP["verdict-accepted"], RAP["verdict-rejected"]) if (sorted(set(g.subjects(RAP.verdict)))[0], RAP.verdict, v) not in g))(g),
    "a verdict that is a stance": instead(RAP.verdict, RAP["stance-supports"]),
    "a review without reviewer": without(RAP.reviewer),
    "a reviewer without name": instead(RAP.reviewer, Literal("")),
    "a review on some day in March": instead(RAP.reviewedOn, Literal("2024-03", datatype=XSD.gYearMonth)),
    "a review without the claim's words": without(RAP.reviewedAs),
    "two notes in a review": beside(RAP.note, Literal("Another.")),
    "a confidence above one": lambda g: g.add((sorted(g.subjects(RAP.stance))[0], RAP.confidence, Literal("1.5", datatype=XSD.decimal))),
}

faults = []
graph, whole = (Graph().parse(path, format="turtle") for path in (graph_path, small_path))
for triple in classes:
    whole.add(triple)
for name, of in (("the whole export", graph), ("the small graph", whole)):
    conforms, words = validate(of)
    reviews = len(set(of.subjects(RDF.type, RAP.Review)))
    print(f"{name} with {reviews} reviews {'conforms' if conforms else 'does not conform'}")
    if not conforms:
        faults.append(words[:3000])
if faults:
    sys.exit("\n".join(faults))
for name, damage in DAMAGES.items():
    damaged = Graph()
    for triple in whole:
        damaged.add(triple)
    damage(damaged)
    if set(damaged) == set(whole):
        faults.append(f"{name}: nothing was damaged")
    elif validate(damaged)[0]:
        faults.append(f"{name}: the shapes let it pass")
    else:
        print(f"found: {name}")
sys.exit("\n".join(faults) if faults else 0)
