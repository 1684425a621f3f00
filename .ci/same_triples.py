"""Loads a Turtle file with rdflib and with pyoxigraph; fails unless both read the same number of triples."""

import sys

import pyoxigraph
import rdflib

path = sys.argv[1]
by_rdflib = len(rdflib.Graph().parse(path, format="turtle"))
by_pyoxigraph = len({quad.triple for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)})
print(f"{path}: {by_rdflib} triples by rdflib, {by_pyoxigraph} by pyoxigraph")
sys.exit(by_rdflib != by_pyoxigraph or by_rdflib == 0)
