//! How claims stand on the pages of those whom they name, and what all pages of a site share.

use crate::cite::long_date;
use crate::page::frame::{About, Frame, Head, Within};
use crate::page::markup::{capital, escape};
use crate::site::address;
use crate::site::catalogue::Catalogue;
use crate::site::gather::Card;
use crate::site::spool::Line;
use crate::words::one_line;
use std::fmt::Write as _;

/// What pages are made with.
pub(super) struct Site<'c> {
    pub(super) catalogue: &'c Catalogue,
    /// By the number of the report.
    pub(super) cards: Vec<Card>,
}

/// A page that is being written.
pub(super) struct Page<'s, 'c> {
    site: &'s Site<'c>,
    /// Its address in the site.
    pub(super) own: String,
    /// The way up to the folder of the site.
    pub(super) top: String,
    pub(super) html: String,
}

/// So many words of a quotation are shown in a list.
const LONGEST_QUOTE: usize = 400;

impl<'s, 'c> Page<'s, 'c> {
    pub(super) fn of(site: &'s Site<'c>, own: String) -> Self {
        Self { site, top: address::top(&own), own, html: String::new() }
    }

    /// Writes a page: the head, what `content` writes, the end.
    pub(super) fn whole(
        mut self,
        title: &str,
        about: Option<&About>,
        scripts: &[&str],
        content: impl FnOnce(&mut Self),
    ) -> Self {
        let top = self.top.clone();
        let within = Within { top, page_of: &|_| None };
        let frame = Frame::Within(&within);
        let head = Head { title, about, skip: ("main", "Skip to the content"), scripts };
        frame.begin(&head, &mut self.html);
        content(&mut self);
        frame.end(&head, &mut self.html);
        self
    }

    /// Adds HTML.
    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// The address of another page, as seen from this one.
    pub(super) fn to(&self, page: &str) -> String {
        let (file, fragment) = page.split_once('#').map_or((page, None), |(file, id)| (file, Some(id)));
        match fragment {
            Some(fragment) if file == self.own => format!("#{fragment}"),
            _ => escape(&format!("{}{page}", self.top)),
        }
    }

    /// A link to the page of an entity, by its name.
    pub(super) fn entity(&self, entity: usize) -> String {
        let label = self.site.catalogue.entities.get(entity).map_or("", |entity| entity.label.as_str());
        let page = self.site.catalogue.entity_page(entity, 1);
        format!("<a href=\"{}\">{}</a>", self.to(&page), escape(label))
    }

    /// A link to a report, or to a claim on its page, by the report's title.
    pub(super) fn report(&self, report: usize, claim: Option<&str>) -> String {
        let title = self.site.cards.get(report).map_or("", |card| card.title.as_str());
        let page = self.site.catalogue.report_page(report);
        let page = claim.map_or_else(|| page.clone(), |claim| format!("{page}#{claim}"));
        format!("<a href=\"{}\">{}</a>", self.to(&page), escape(title))
    }

    /// One claim.
    pub(super) fn line(&mut self, line: &Line) {
        let told = self.linked(&line.told, &line.names);
        let sentence = line.sentence.map_or(String::new(), |number| format!(", sentence {number}"));
        let date = self.site.cards.get(line.report).map_or(String::new(), |card| time(&card.date));
        let comma = if date.is_empty() { "" } else { ", " };
        let report = self.report(line.report, Some(&line.anchor));
        let _ = writeln!(
            self.html,
            "<li class=\"line\"><p class=\"told\">{told}</p>\n<blockquote>{}</blockquote>\n\
             <p class=\"source\">{}: {report}{comma}{date}{sentence}</p></li>",
            escape(&shortened(&line.quote)),
            escape(&capital(&line.said))
        );
    }

    /// One claim whose sentence stands above it: its words, and where they stand.
    pub(super) fn words(&mut self, line: &Line) {
        let date = self.site.cards.get(line.report).map_or(String::new(), |card| time(&card.date));
        let report = self.report(line.report, Some(&line.anchor));
        let dot = if date.is_empty() { "" } else { " · " };
        let _ = writeln!(
            self.html,
            "<li class=\"words-of\">“{}” <span class=\"about\">{report}{dot}{date}</span></li>",
            escape(&shortened(&line.quote))
        );
    }

    /// Words in which the names of entities are links.
    pub(super) fn linked(&self, words: &str, entities: &[usize]) -> String {
        let mut names: Vec<(&str, usize)> = entities
            .iter()
            .filter_map(|number| Some((self.site.catalogue.entities.get(*number)?.label.as_str(), *number)))
            .filter(|(label, _)| !label.is_empty())
            .collect();
        // Of two names that begin at one place the longer is meant.
        names.sort_by_key(|(label, number)| (std::cmp::Reverse(label.len()), *number));
        let (mut html, mut plain) = (String::new(), String::new());
        let mut rest = words;
        let mut before = ' ';
        while let Some(c) = rest.chars().next() {
            let name = names.iter().find(|(label, _)| {
                !before.is_alphanumeric()
                    && rest.strip_prefix(label).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
            });
            let taken = if let Some((label, number)) = name {
                html.push_str(&escape(&std::mem::take(&mut plain)));
                html.push_str(&self.entity(*number));
                before = 'x';
                label.len()
            } else {
                plain.push(c);
                before = c;
                c.len_utf8()
            };
            rest = &rest[taken..];
        }
        html.push_str(&escape(&plain));
        capital_html(&html)
    }

    /// The way to the other pages of a list that has several.
    pub(super) fn pager(
        &mut self,
        page_of: impl Fn(usize) -> String,
        number: usize,
        count: usize,
        what: &str,
    ) {
        if count < 2 {
            return;
        }
        let _ = write!(self.html, "<nav class=\"pager\" aria-label=\"{}\">", escape(what));
        for other in 1..=count {
            let near = other == 1 || other == count || other.abs_diff(number) <= 3;
            if other == number {
                let _ = write!(self.html, "<strong aria-current=\"page\">{other}</strong> ");
            } else if near {
                let address = self.to(&page_of(other));
                let _ = write!(self.html, "<a href=\"{address}\" aria-label=\"Page {other}\">{other}</a> ");
            } else if other.abs_diff(number) == 4 {
                self.html.push_str("<span>…</span> ");
            }
        }
        self.html.push_str("</nav>\n");
    }
}

/// The first letter of some HTML as a capital, unless it begins with an element.
fn capital_html(html: &str) -> String {
    if html.starts_with(['<', '&']) { html.to_owned() } else { capital(html) }
}

/// A date for people and machines.
pub(super) fn time(date: &str) -> String {
    if date.is_empty() {
        return String::new();
    }
    format!("<time datetime=\"{}\">{}</time>", escape(date), escape(&long_date(date)))
}

/// A quotation on one line, cut where it is long.
pub(super) fn shortened(quote: &str) -> String {
    let quote = one_line(quote);
    match quote.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", quote[..end].trim_end()),
        None => quote,
    }
}

/// A number with what is counted: `1 report`, `2,257 reports`.
pub(super) fn many(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", number(count))
}

/// A number with its thousands apart.
pub(super) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::address::Addresses;
    use crate::site::catalogue::Entity;
    use oxigraph::model::NamedNode;

    fn catalogue(labels: &[&str]) -> Catalogue {
        let entities = labels.iter().enumerate().map(|(number, label)| Entity {
            iri: NamedNode::new_unchecked(format!("https://e.org/person/p{number}")),
            kind: "person",
            label: (*label).to_owned(),
        });
        Catalogue {
            base: "https://e.org/".into(),
            addresses: Addresses::new("https://e.org/".into()),
            reports: Vec::new(),
            entities: entities.collect(),
        }
    }

    #[test]
    fn names_are_links_the_longest_first_and_whole_words_only() {
        let catalogue = catalogue(&["Niger", "Nigeria", "A & B"]);
        let site = Site { catalogue: &catalogue, cards: Vec::new() };
        let page = Page::of(&site, "positions/index.html".into());
        assert_eq!(
            page.linked("Nigeria met Niger and A & B, not Nigerians", &[0, 1, 2]),
            "<a href=\"../person/p1.html\">Nigeria</a> met <a href=\"../person/p0.html\">Niger</a> and \
             <a href=\"../person/p2.html\">A &amp; B</a>, not Nigerians"
        );
        assert_eq!(page.linked("talks <b>", &[]), "Talks &lt;b&gt;");
    }

    #[test]
    fn a_page_leads_to_itself_by_the_fragment_alone() {
        let catalogue = catalogue(&[]);
        let site = Site { catalogue: &catalogue, cards: Vec::new() };
        let page = Page::of(&site, "events/2021-12.html".into());
        assert_eq!(page.to("events/2021-12.html#a1"), "#a1");
        assert_eq!(page.to("events/2022-01.html#a1"), "../events/2022-01.html#a1");
    }

    #[test]
    fn numbers_and_quotations_are_for_people() {
        assert_eq!([0, 999, 1000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(shortened("a \n b"), "a b");
        assert!(shortened(&"é ".repeat(500)).ends_with('…'));
    }
}
