"""Opens pages in Chromium, as a reader does: browser.py CHROMIUM SITE EXPLAINED.html [PICTURES]

Looks for breaches of accessibility (axe-core) in light and in dark mode, for requests, for sideways scrolling on a
narrow screen and for what is missing on paper; points, chooses, types and follows. With a folder for PICTURES it
takes one of each page. A browser answers when it can: whatever follows an action is waited for, never read at once.
"""

import re
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

# One page of each kind.
KINDS = {
    "index": "index.html",
    "reports": "reports/index.html",
    "report": "report/01-north-atlantic-council.html",
    "entities": "entities/index.html",
    "persons": "entities/person.html",
    "entity": "entity/state/AZ.html",
    "events": "events/index.html",
    "month": "events/2021-12.html",
    "positions": "positions/index.html",
    "energy": "energy/index.html",
}
NARROW, WIDE = 360, 1280
# In milliseconds.
PATIENCE = 120_000
ON = re.compile(r"\bon\b")


class Reader:
    """A browser without a network, and what its pages asked for."""

    def __init__(self, browser, scheme, width):
        self.context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
        self.context.set_offline(True)
        # A machine that does much else may be slow.
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.asked, self.said = [], []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, path):
        self.page.goto(path.resolve().as_uri())
        return self.page

    def close(self):
        outside = [url for url in self.asked if not url.startswith(("file:", "data:"))]
        assert not outside, f"a page asks the network for {outside}"
        assert not self.said, f"the browser complains: {self.said}"
        self.context.close()


def has_no_breach(page, name):
    # It would fetch the style sheets once more, which the pages forbid to all scripts.
    results = Axe().run(page, options={"resultTypes": ["violations"], "preload": False}).response
    told = [
        f"{breach['id']} ({breach['impact']}): {breach['help']}\n    {node['html'][:200]}\n    {node['failureSummary']}"
        for breach in results["violations"]
        for node in breach["nodes"][:3]
    ]
    assert not told, f"{name}:\n" + "\n".join(told)


def fits(page, name):
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window, f"{name} is {wide} pixels wide on a screen of {window}"


def words_and_claims_are_tied(page):
    """Pointing at words lights their claim, pointing at a claim lights its words; choosing keeps it."""
    words = page.locator("#text .run.words").first
    first = words.get_attribute("data-i").split(" ")[0]
    card = page.locator(f"#{first}")
    button = card.locator("button")
    lit = page.locator(f".run[data-i~='{first}'].on")
    words.hover()
    expect(card, "pointing at words lights their claim").to_have_class(ON)
    page.locator("h1").hover()
    expect(lit, "what was lit goes out").to_have_count(0)
    button.hover()
    expect(lit.first, "pointing at a claim lights its words").to_be_attached()
    button.focus()
    page.keyboard.press("Enter")
    page.locator("h1").hover()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(lit.first, "a chosen claim keeps its words").to_be_attached()
    expect(page.locator("#say")).to_contain_text("Marked in the report: ")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(lit).to_have_count(0)
    words.click()
    expect(page.locator("#say")).to_contain_text("These words bear claim ")
    page.keyboard.press("Escape")


def the_keyboard_begins_at_the_content(page):
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["width"] > 20, "the link to the content is not seen"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(skip.get_attribute("href")) + "$"))


def paper_shows_the_text(page, name):
    page.emulate_media(media="print")
    for selector in ("h1", "main"):
        assert page.locator(selector).first.inner_text().strip(), f"{name}: no {selector} on paper"
    for gone in (".skip", ".parts", "#search"):
        for one in page.locator(gone).all():
            box = one.bounding_box()
            assert box is None or box["width"] <= 1, f"{name}: {gone} stands on paper"
    ink, paper = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert sum(map(int, ink.removeprefix("rgb(").removesuffix(")").split(", "))) < 200, f"{name}: pale ink, {ink}"
    page.emulate_media(media="screen")


def the_search_finds(reader, site):
    for typed, name, ending in [
        ("azerb", "Azerbaijan", "entity/state/AZ.html"),
        ("ALIYEV ilh", "Ilham Aliyev", "person/ilham-aliyev.html"),
        ("border sanctions", None, "report/07-sanctions.html"),
    ]:
        page = reader.open(site / "index.html")
        page.get_by_role("searchbox").fill(typed)
        expect(page.locator("#found")).to_contain_text("found")
        link = page.locator("#results a").first if name is None else page.locator("#results").get_by_role("link", name=name, exact=True)
        link.click()
        page.wait_for_url(f"**/{ending}")
        assert name is None or page.locator("h1").inner_text() == name
        assert page.locator("link[rel=canonical]").get_attribute("href").endswith(ending.removesuffix(".html"))
    page = reader.open(site / "index.html")
    page.get_by_role("searchbox").fill("qqqq")
    expect(page.locator("#found")).to_have_text("Nothing is called so.")


def a_number_leads_to_its_claims(reader, site):
    page = reader.open(site / "positions/index.html")
    chip = page.locator("td a.stance").first
    count = int(chip.inner_text().split(" ")[-1])
    chip.click()
    expect(page).to_have_url(re.compile("#"))
    group = page.url.split("#")[1]
    lines = page.locator(f"h3[id='{group}'] + ol > li")
    assert lines.count() == count, f"{group} has {lines.count()} claims, not {count}"
    # And from there to the words in the report.
    line = lines.first
    quote = line.locator("blockquote").inner_text()
    line.locator(".source a").click()
    card = page.locator(".card:has(:target)")
    assert quote.removesuffix("…") in card.inner_text(), f"“{quote}” is not on the card"


def main():
    chromium, site, explained = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    pictures = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    pages = {"explain": explained} | {name: site / path for name, path in KINDS.items()}
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        # Whoever is root in a container has no sandbox to offer; the pages are our own.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for width in (WIDE, NARROW):
                reader = Reader(browser, scheme, width)
                for name, path in pages.items():
                    page = reader.open(path)
                    fits(page, name)
                    has_no_breach(page, f"{name}, {scheme}, {width}")
                    if pictures:
                        page.screenshot(path=pictures / f"{name}-{scheme}-{width}.png", full_page=width == NARROW)
                reader.close()
        reader = Reader(browser, "dark", WIDE)
        for name, path in pages.items():
            page = reader.open(path)
            paper_shows_the_text(page, name)
            the_keyboard_begins_at_the_content(page)
        for name in ("explain", "report"):
            words_and_claims_are_tied(reader.open(pages[name]))
        the_search_finds(reader, site)
        a_number_leads_to_its_claims(reader, site)
        reader.close()
        print(f"{len(pages)} pages in {browser.browser_type.name} {browser.version}: no breach, no request")
        browser.close()


main()
