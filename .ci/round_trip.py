"""Reads exports of one graph with rdflib and pyoxigraph: round_trip.py FOLDER.

The folder holds `graph.ENDING` in every format, some packed. Fails unless every reader finds the statements of
`graph.nt` in each of them, and in the formats with graphs those of `graph.nq` in the same graphs; then writes what
rdflib and pyoxigraph read as N-Triples, for the program to read in turn.
"""

import gzip
import sys
from pathlib import Path

import pyoxigraph
import rdflib

folder = Path(sys.argv[1])
OXIGRAPH = {
    "ttl": pyoxigraph.RdfFormat.TURTLE, "trig": pyoxigraph.RdfFormat.TRIG, "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "nq": pyoxigraph.RdfFormat.N_QUADS, "rdf": pyoxigraph.RdfFormat.RDF_XML, "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
RDFLIB = {"ttl": "turtle", "trig": "trig", "nt": "nt11", "nq": "nquads", "rdf": "xml", "jsonld": "json-ld"}
WITH_GRAPHS = ("trig", "nq", "jsonld")


def data(ending):
    """The bytes of a file, unpacked."""
    path = folder / f"graph.{ending}"
    return gzip.decompress(path.with_suffix(path.suffix + ".gz").read_bytes()) if not path.exists() else path.read_bytes()


def by_pyoxigraph(ending):
    """The statements as (subject, predicate, object, graph), by pyoxigraph."""
    quads = pyoxigraph.parse(data(ending), format=OXIGRAPH[ending])
    return {tuple(map(str, quad)) for quad in quads}


def n3(term):
    """A term of rdflib as pyoxigraph writes it."""
    if isinstance(term, rdflib.URIRef):
        return str(pyoxigraph.NamedNode(term))
    assert isinstance(term, rdflib.Literal), f"{term!r} is neither IRI nor literal"
    if term.language:
        return str(pyoxigraph.Literal(str(term), language=term.language))
    return str(pyoxigraph.Literal(str(term), datatype=pyoxigraph.NamedNode(term.datatype)) if term.datatype else pyoxigraph.Literal(str(term)))


def by_rdflib(ending):
    """The same by rdflib."""
    # Literals stay as they are written; else rdflib would write `50.0` for `50`.
    rdflib.NORMALIZE_LITERALS = False
    dataset = rdflib.Dataset(default_union=False)
    if ending in WITH_GRAPHS:
        dataset.parse(data=data(ending), format=RDFLIB[ending])
        default = {None, rdflib.graph.DATASET_DEFAULT_GRAPH_ID}
        return {
            (n3(s), n3(p), n3(o), "DEFAULT" if g in default else n3(g)) for s, p, o, g in dataset.quads()
        }
    graph = rdflib.Graph().parse(data=data(ending), format=RDFLIB[ending])
    return {(n3(s), n3(p), n3(o), "DEFAULT") for s, p, o in graph}


quads = by_pyoxigraph("nq")
triples = {quad[:3] for quad in quads}
faults = []
for name, read in (("pyoxigraph", by_pyoxigraph), ("rdflib", by_rdflib)):
    for ending in OXIGRAPH:
        found = read(ending)
        same = found == quads if ending in WITH_GRAPHS else {quad[:3] for quad in found} == triples
        print(f"{name:10} {ending:7} {len(found):6} statements{'' if same else ', not the same'}")
        if not same:
            wrong = sorted((found if ending in WITH_GRAPHS else {q[:3] for q in found}) ^ (quads if ending in WITH_GRAPHS else triples))
            faults.append(f"{name} reads {ending} otherwise: {wrong[:3]}")
graph = rdflib.Graph().parse(data=data("ttl"), format="turtle")
graph.serialize(folder / "by-rdflib.ttl", format="turtle")
graph.serialize(folder / "by-rdflib.nt", format="nt11", encoding="utf-8")
store = pyoxigraph.Store()
store.load(data("ttl"), format=pyoxigraph.RdfFormat.TURTLE)
store.dump(str(folder / "by-pyoxigraph.ttl"), format=pyoxigraph.RdfFormat.TURTLE, from_graph=pyoxigraph.DefaultGraph())
sys.exit("\n".join(faults) if faults else 0)
