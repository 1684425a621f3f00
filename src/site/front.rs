//! The first page: what is there, and a search.

use crate::page::markup::escape;
use crate::record::Run;
use crate::site::catalogue::KINDS;
use crate::site::entities::Shown;
use crate::site::events::{Timeline, chart};
use crate::site::gather::Gathered;
use crate::site::lines::{Page, Site, number, time};
use crate::site::lists::{most_named, report_line};
use crate::site::{Out, SiteError};
use crate::store::GraphStore;
use std::cmp::Reverse;
use std::fmt::Write as _;

/// So many of the newest reports stand on the first page.
const NEWEST: usize = 10;
/// And so many of the entities that are named most, of each kind.
const MOST_NAMED: usize = 8;

/// The search box; without a script it would do nothing and is not shown.
const SEARCH: &str = "<search id=\"search\" hidden>\n<label for=\"query\">Search persons, states, organisations, places, groups and reports</label>\n\
    <input type=\"search\" id=\"query\" autocomplete=\"off\" spellcheck=\"false\" placeholder=\"two letters or more\">\n\
    <p id=\"found\" role=\"status\"></p>\n<ol id=\"results\" class=\"results\"></ol>\n</search>\n\
    <noscript><p>The search needs a script; the lists of reports and entities do not.</p></noscript>\n";

/// Writes the first page.
pub(super) fn write(
    site: &Site<'_>,
    graph: &GraphStore,
    title: &str,
    timeline: &Timeline,
    gathered: &Gathered,
    shown: &[Shown],
    out: &mut Out,
) -> Result<(), SiteError> {
    let mut runs = Vec::new();
    for run in crate::parts::subjects_of_class(graph, crate::rdf::vocab::class::RUN)? {
        runs.extend(Run::read(graph, run.as_ref())?);
    }
    let written = out.written;
    let positions: usize =
        gathered.stances.values().flat_map(|issues| issues.values()).map(|(count, _)| count).sum();
    let positions = positions + gathered.unheld;
    let supplies: usize = gathered.flows.values().map(Vec::len).sum();
    let dates = || site.cards.iter().map(|card| card.date.as_str()).filter(|date| !date.is_empty());
    let page = Page::of(site, "index.html".into());
    let page = page.whole(title, None, &["search.js"], |page| {
        let _ = writeln!(page.html, "<header>\n<h1>{}</h1>", escape(title));
        if let (Some(first), Some(last)) = (dates().min(), dates().max()) {
            let _ = writeln!(page.html, "<p>Reports from {} to {}.</p>", time(first), time(last));
        }
        page.push(
            "<p>Every statement here is a claim that a report makes, in words that stand beside it; whether it is so, the report must answer for.</p>\n</header>\n<main id=\"main\">\n",
        );
        page.push(SEARCH);
        page.push("<ul class=\"counts\">\n");
        for (count, words, address) in [
            (written.reports, "reports", "reports/index.html"),
            (written.claims, "claims", "reports/index.html"),
            (written.entities, "entities", "entities/index.html"),
            (written.events, "events", "events/index.html"),
            (positions, "positions", "positions/index.html"),
            (supplies, "energy supplies", "energy/index.html"),
        ] {
            let _ = writeln!(
                page.html,
                "<li><a href=\"{address}\"><strong>{}</strong> {words}</a></li>",
                number(count)
            );
        }
        page.push("</ul>\n<section aria-labelledby=\"timeline\">\n<h2 id=\"timeline\">Timeline</h2>\n");
        chart(page, site, timeline);
        page.push("<p><a href=\"events/index.html\">All months</a></p>\n</section>\n");
        page.push("<section aria-labelledby=\"most\">\n<h2 id=\"most\">Named most</h2>\n<div class=\"columns\">\n");
        for (kind, words) in KINDS.into_iter().filter(|(kind, _)| *kind != "group") {
            let _ = writeln!(page.html, "<div>\n<h3>{words}</h3>");
            most_named(page, site, shown, kind, MOST_NAMED);
            page.push("</div>\n");
        }
        page.push("</div>\n</section>\n<section aria-labelledby=\"newest\">\n<h2 id=\"newest\">Newest reports</h2>\n<ol class=\"reports\">\n");
        let mut newest: Vec<usize> = (0..site.cards.len()).collect();
        newest.sort_by_key(|report| (Reverse(site.cards[*report].date.as_str()), *report));
        for report in newest.into_iter().take(NEWEST) {
            report_line(page, site, report);
        }
        page.push("</ol>\n<p><a href=\"reports/index.html\">All reports</a></p>\n</section>\n</main>\n<footer>\n");
        for Run { version, knowledge } in &runs {
            let hash: String = knowledge.chars().take(12).collect();
            let _ = writeln!(
                page.html,
                "<p>Read by rapporteur {}, rules and data <code>{}</code>.</p>",
                escape(version),
                escape(&hash)
            );
        }
        let _ = writeln!(page.html, "<p>IRIs begin with <code>{}</code>.</p>\n</footer>", escape(&site.catalogue.base));
    });
    out.file("index.html", &page.html)
}
