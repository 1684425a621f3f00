"""Counts the claims of an N-Quads file that do not rest on the exact words of their report; fails if there is one.

It reads the file line by line and knows nothing of the program: a claim is grounded if it has evidence and each
span of its evidence quotes exactly what stands there in the report's text, in code points.
"""

import re
import sys
from collections import Counter, defaultdict

RAP = "https://w3id.org/rapporteur/ns#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
QUAD = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"\S*) (?:<[^>]*> )?\.$')
ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))')
PLAIN = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def unescape(text):
    """The string that an N-Quads literal stands for."""
    if "\\" not in text:
        return text
    return ESCAPE.sub(
        lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else PLAIN.get(m[3], m[3]), text
    )


report_of, evidence_of, text_of, spans = {}, defaultdict(list), {}, defaultdict(dict)
for number, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
    match = QUAD.match(line.rstrip("\n"))
    if not match:
        sys.exit(f"{sys.argv[1]}:{number}: not a quad without blank nodes: {line[:120]}")
    subject, predicate, iri, literal = match.groups()
    if predicate == RAP + "report":
        report_of[subject] = iri
    elif predicate == RAP + "evidence":
        evidence_of[subject].append(iri)
    elif predicate == NIF + "isString":
        text_of[subject] = unescape(literal)
    elif predicate in (NIF + "beginIndex", NIF + "endIndex", NIF + "anchorOf", NIF + "referenceContext"):
        spans[subject][predicate[len(NIF):]] = iri or unescape(literal)


def true_to_the_text(span):
    """Whether the quotation stands in its report at the place that the span gives."""
    parts = spans.get(span, {})
    text = text_of.get(parts.get("referenceContext"))
    if text is None or not parts.get("anchorOf"):
        return False
    return text[int(parts["beginIndex"]):int(parts["endIndex"])] == parts["anchorOf"]


false_spans = {span for span in spans if not true_to_the_text(span)}
ungrounded = [
    claim for claim in report_of
    if not evidence_of[claim]
    or any(span in false_spans or spans[span]["referenceContext"] != report_of[claim] for span in evidence_of[claim])
]
print(
    f"{sys.argv[1]}: {len(text_of)} reports, {len(report_of)} claims, {len(spans)} spans; "
    f"{len(ungrounded)} ungrounded claims, {len(false_spans)} spans that do not quote"
)
for claim in ungrounded[:5]:
    print("  ungrounded:", claim)
for name, count in Counter(map(str, false_spans)).most_common(5):
    print("  does not quote:", name)
sys.exit(bool(ungrounded or false_spans) or not report_of)
