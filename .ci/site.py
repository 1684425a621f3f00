"""Reads a site as a browser would, without one, and holds it against its graph: site.py GRAPH FOLDER

Every link leads to a file and every fragment to an id; every page's address is its thing's IRI; every report, entity,
event, claim and position of the graph stands where it should.
"""

import json
import sys
from collections import Counter, defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import RdfFormat, parse

RAP = "https://w3id.org/rapporteur/ns#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
KINDS = ("Person", "State", "Organization", "Place", "Group")
VOID = {"meta", "link", "br", "hr", "img", "input"}
# What a page may load: style and scripts of the site, and nothing else.
LOADING = {"srcset", "poster", "data", "background", "action", "formaction"}


class Page(HTMLParser):
    """What a page links, names and shows."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.own = [], [], [], []
        self.canonical, self.data, self.text, self.claims, self.events = None, None, "", {}, []
        self.headings, self.chips, self.lines = [], [], Counter()
        self.group = None
        with path.open(encoding="utf-8", newline="") as file:
            self.feed(file.read())
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        classes = (values.get("class") or "").split()
        assert len(values) == len(attributes), f"<{tag}> has an attribute twice"
        if tag not in VOID:
            self.open.append((tag, values))
        for name in values:
            assert name not in LOADING and not name.startswith(("on", "style")), f"<{tag} {name}>"
        assert tag not in {"img", "iframe", "object", "embed", "video", "audio", "base", "style"}, tag
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "link" and values["rel"] == "canonical":
            self.canonical = values["href"]
        elif tag == "link" and values["rel"] == "icon":
            assert values["href"] == "data:,"
        elif tag == "link" or "src" in values:
            self.own.append(values.get("href") or values["src"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if "data-claim" in values:
            self.claims[values["data-claim"]] = None
        if "data-iri" in values:
            self.events.append((values["data-iri"], values["id"]))
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1]))
            self.group = values.get("id")
        if tag == "li" and "line" in classes:
            self.lines[self.group] += 1
        if "stance" in classes and tag == "a":
            self.chips.append((classes[1], values["href"], values["aria-label"]))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        if any(values.get("id") == "text" for _, values in self.open):
            self.text += data
        if self.open and self.open[-1][0] == "script" and data.strip():
            assert self.open[-1][1].get("type") == "application/ld+json", "a script stands in the page"
            self.data = json.loads(data)


def resolve(page, href):
    """The file and the fragment to which a link of a page leads."""
    path, _, fragment = href.partition("#")
    target = (page.parent / unquote(path)).resolve() if path else page.resolve()
    return target, fragment


def values_of(path):
    values = defaultdict(lambda: defaultdict(set))
    for quad in parse(path=path, format=RdfFormat.N_QUADS):
        values[quad.predicate.value][quad.subject.value].add(quad.object.value)
    return values


def main():
    values = values_of(sys.argv[1])
    folder = Path(sys.argv[2]).resolve()
    mark = json.loads((folder / "site.json").read_text())
    pages = {path: Page(path) for path in sorted(folder.rglob("*.html"))}
    abroad = 0
    for path, page in pages.items():
        name = path.relative_to(folder)
        assert len(page.ids) == len(set(page.ids)), f"{name}: an id stands twice"
        assert page.headings[0] == 1 and page.headings.count(1) == 1, f"{name}: {page.headings}"
        assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:])), f"{name}: {page.headings}"
        for href in page.links:
            if href.startswith(("https://", "http://")):
                abroad += 1
                continue
            target, fragment = resolve(path, href)
            assert target in pages, f"{name}: {href} leads nowhere"
            assert not fragment or fragment in pages[target].ids, f"{name}: {href} leads to no id"
        for own in page.own:
            assert resolve(path, own)[0].is_file(), f"{name}: {own} is missing"
    # The address of a page is its thing's IRI.
    of_iri = {}
    for path, page in pages.items():
        if page.canonical is None:
            continue
        assert page.canonical not in of_iri, f"{page.canonical} has two pages"
        of_iri[page.canonical] = page
        assert page.data["@id"] == page.canonical
        name = path.relative_to(folder).as_posix().removesuffix(".html")
        assert name.startswith("other/") or mark["base"] + name == unquote(page.canonical), (name, page.canonical)
    reports = {report for report, types in values[TYPE].items() if RAP + "Report" in types}
    entities = {thing for thing, types in values[TYPE].items() if types & {RAP + kind for kind in KINDS}}
    assert set(of_iri) == reports | entities, list(set(of_iri) ^ (reports | entities))[:5]
    claims = defaultdict(set)
    for claim, of in values[RAP + "report"].items():
        claims[next(iter(of))].add(claim)
    for report in reports:
        page = of_iri[report]
        assert page.text == next(iter(values[NIF + "isString"][report]), ""), f"{report}: not its text"
        assert set(page.claims) == claims[report], f"{report}: {set(page.claims) ^ claims[report]}"
    for entity in entities:
        label = of_iri[entity].data["name"]
        assert label in values["http://www.w3.org/2000/01/rdf-schema#label"][entity] | {entity}, entity
    events = Counter(iri for page in pages.values() for iri, _ in page.events)
    stated = set(values[RAP + "status"])
    assert set(events) == stated and set(events.values()) <= {1}, set(events) ^ stated
    # The matrix counts what the graph holds, and each number leads to so many claims.
    held = Counter()
    for claim, holders in values[RAP + "holder"].items():
        stance = next(iter(values[RAP + "stance"][claim])).rsplit("stance-", 1)[1]
        held[stance] += bool(holders & entities)
    shown = Counter()
    for path, page in pages.items():
        for stance, href, label in page.chips:
            count = int(label.rsplit(": ", 1)[1].split(" ")[0].replace(",", ""))
            shown[stance] += count
            target, group = resolve(path, href)
            assert pages[target].lines[group] == count, f"{label}: {pages[target].lines[group]} at {href}"
    assert shown == held, (shown, held)
    print(
        f"{len(pages)} pages, {sum(len(page.links) for page in pages.values()) - abroad} links within and {abroad} "
        f"abroad, {len(reports)} reports, {len(entities)} entities, {len(events)} events, {sum(shown.values())} positions"
    )


main()
