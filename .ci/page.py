"""Reads the pages of `explain --html` as a browser would, and holds them against the graph: page.py GRAPH PAGE…

Per page one line; the first thing that is wrong ends it.
"""

import re
import sys
from html.parser import HTMLParser

from pyoxigraph import RdfFormat, parse

RAP = "https://w3id.org/rapporteur/ns#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
DCTERMS = "http://purl.org/dc/terms/"
VOID = {"meta", "link", "br", "hr", "img", "input"}
# Attributes by which a page loads something, without being asked by its reader.
LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction"}


class Page(HTMLParser):
    """The elements of a page, its words by card, and the text of the report."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.targets, self.labels = [], [], [], []
        self.text, self.runs, self.cards, self.headings = "", {}, {}, []
        self.silent, self.counted_silent = 0, 0
        self.landmarks = set()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        assert len(values) == len(attributes), f"<{tag}> has an attribute twice"
        classes = (values.get("class") or "").split()
        if tag not in VOID:
            self.open.append((tag, values, classes))
        for name, value in values.items():
            assert name not in LOADING, f"<{tag} {name}={value}> loads something"
            assert not name.startswith("on"), f"<{tag} {name}> is a script"
        if tag == "link":
            assert values["href"].startswith("data:"), values
        assert tag not in {"img", "iframe", "object", "embed", "video", "audio", "base"}, tag
        if "id" in values:
            self.ids.append(values["id"])
        if (values.get("href") or "").startswith("#"):
            self.targets.append(values["href"][1:])
        self.labels += [values[name] for name in ("aria-labelledby",) if name in values]
        if tag in {"main", "header"}:
            self.landmarks.add(tag)
        if "data-claim" in values:
            assert values["data-claim"] not in self.cards, f"{values['data-claim']} has two cards"
            self.cards[values["data-claim"]] = values["id"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.silent += "silent" in classes
        self.counted_silent += "silence" in classes
        if tag == "a" and "number" in classes:
            assert values["aria-label"].startswith("Sentence "), values

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        inside = [values.get("id") for _, values, _ in self.open]
        if "text" in inside:
            begin = len(self.text)
            self.text += data
            for _, values, classes in self.open:
                if "run" in classes:
                    for one in values["data-i"].split():
                        self.runs.setdefault(one, set()).update(range(begin, begin + len(data)))
        if self.open and self.open[-1][0] in {"style", "script"}:
            assert not re.search(r"url\(|@import|https?:|fetch|XMLHttp", data), "style or script loads something"


def check(path, graph):
    page = Page()
    with open(path, encoding="utf-8", newline="") as file:
        page.feed(file.read())
    page.close()
    assert not page.open, page.open
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    missing = set(page.targets + page.labels) - set(page.ids)
    assert not missing, f"links lead nowhere: {missing}"
    assert page.landmarks == {"main", "header"}, page.landmarks
    assert page.headings[0] == 1 and page.headings.count(1) == 1, page.headings
    deeper = [b - a for a, b in zip(page.headings, page.headings[1:])]
    assert max(deeper) <= 1, f"a level of headings is left out: {page.headings}"
    report = graph["ids"][path.rsplit("/", 1)[-1].removesuffix(".html")]
    assert page.text == graph["texts"][report], "the text is not the report's"
    claims = graph["claims"].get(report, {})
    assert set(page.cards) == set(claims), set(page.cards) ^ set(claims)
    for claim, card in page.cards.items():
        words = {at for begin, end in claims[claim] for at in range(begin, end)}
        assert page.runs.get(card) == words, f"{claim}: its words are not those that are marked"
    assert page.silent == page.counted_silent
    print(f"{path}: {len(page.cards)} claims, {len(page.runs)} things marked, {page.silent} silences")
    return len(page.cards), page.silent


def read(path):
    """The texts of the reports and the words of the claims, by report."""
    values = {}
    for quad in parse(path=path, format=RdfFormat.N_QUADS):
        values.setdefault(quad.predicate.value, {}).setdefault(quad.subject.value, []).append(quad.object.value)
    spans = {
        span: (int(begin[0]), int(values[NIF + "endIndex"][span][0]))
        for span, begin in values[NIF + "beginIndex"].items()
    }
    graph = {"texts": {}, "ids": {}, "claims": {}}
    for report, texts in values[NIF + "isString"].items():
        graph["texts"][report] = texts[0]
        graph["ids"][values[DCTERMS + "identifier"][report][0]] = report
    for claim, reports in values[RAP + "report"].items():
        words = {spans[span] for span in values[RAP + "evidence"][claim]}
        graph["claims"].setdefault(reports[0], {})[claim] = words
    return graph


def main():
    graph = read(sys.argv[1])
    counts = [check(path, graph) for path in sys.argv[2:]]
    assert sum(claims for claims, _ in counts) and sum(silent for _, silent in counts)


main()
