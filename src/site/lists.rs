//! The lists of all reports and all entities.

use crate::page::markup::escape;
use crate::rdf::identity::normal_name;
use crate::site::address::page as page_at;
use crate::site::catalogue::KINDS;
use crate::site::entities::Shown;
use crate::site::lines::{Page, Site, many, number, time};
use crate::site::{Out, SiteError};
use std::cmp::Reverse;
use std::fmt::Write as _;

/// So many things stand on one page of a list.
const ON_A_PAGE: usize = 400;
/// So many of each kind stand on the page of all kinds.
const MOST_NAMED: usize = 15;

/// Writes the lists.
pub(super) fn write(site: &Site<'_>, shown: &[Shown], out: &mut Out) -> Result<(), SiteError> {
    reports(site, out)?;
    for (kind, words) in KINDS {
        entities(site, shown, kind, words, out)?;
    }
    let page = Page::of(site, "entities/index.html".into());
    let page = page.whole("Entities", None, &[], |page| {
        let _ = writeln!(
            page.html,
            "<header>\n<h1>Entities</h1>\n<p>{} persons, states, organisations, places and groups that the reports name.</p>\n\
             </header>\n<main id=\"main\">",
            number(shown.len())
        );
        page.push("<div class=\"columns\">\n");
        for (kind, words) in KINDS {
            let count = of_kind(site, shown, kind).len();
            let address = page.to(&page_at(&format!("entities/{kind}"), 1));
            let _ = writeln!(
                page.html,
                "<section aria-labelledby=\"{kind}\">\n<h2 id=\"{kind}\">{words}</h2>\n\
                 <p><a href=\"{address}\">All {} of them</a>; named most:</p>",
                number(count)
            );
            most_named(page, site, shown, kind, MOST_NAMED);
            page.push("</section>\n");
        }
        page.push("</div>\n</main>\n");
    });
    out.file("entities/index.html", &page.html)
}

fn of_kind<'s>(site: &Site<'_>, shown: &'s [Shown], kind: &str) -> Vec<&'s Shown> {
    shown.iter().filter(|one| site.catalogue.entities[one.entity].kind == kind).collect()
}

/// The entities of a kind that most reports name.
pub(super) fn most_named(
    page: &mut Page<'_, '_>,
    site: &Site<'_>,
    shown: &[Shown],
    kind: &str,
    count: usize,
) {
    let mut most = of_kind(site, shown, kind);
    most.sort_by_key(|one| (Reverse(one.reports), one.entity));
    page.push("<ol class=\"names\">\n");
    for one in most.into_iter().take(count) {
        name(page, one);
    }
    page.push("</ol>\n");
}

/// An entity in a list of names, with the number of reports that name it.
fn name(page: &mut Page<'_, '_>, one: &Shown) {
    let _ = writeln!(
        page.html,
        "<li>{} <span class=\"about\">{}</span></li>",
        page.entity(one.entity),
        many(one.reports, "report")
    );
}

fn reports(site: &Site<'_>, out: &mut Out) -> Result<(), SiteError> {
    let mut numbers: Vec<usize> = (0..site.cards.len()).collect();
    numbers.sort_by_key(|number| (Reverse(site.cards[*number].date.as_str()), *number));
    let page_of = |number| page_at("reports/index", number);
    let chunks: Vec<&[usize]> = numbers.chunks(ON_A_PAGE).collect();
    for (index, chunk) in chunks.iter().enumerate() {
        let page = Page::of(site, page_of(index + 1));
        let title = if index == 0 {
            "Reports".to_owned()
        } else {
            format!("Reports, page {} of {}", index + 1, chunks.len())
        };
        let page = page.whole(&title, None, &[], |page| {
            let _ = writeln!(
                page.html,
                "<header>\n<h1>{title}</h1>\n<p>{}, the newest first.</p>\n</header>\n<main id=\"main\">",
                many(numbers.len(), "report")
            );
            page.pager(page_of, index + 1, chunks.len(), "Pages of the list, above");
            page.push("<ol class=\"reports\">\n");
            for report in *chunk {
                report_line(page, site, *report);
            }
            page.push("</ol>\n");
            page.pager(page_of, index + 1, chunks.len(), "Pages of the list");
            page.push("</main>\n");
        });
        out.file(&page_of(index + 1), &page.html)?;
    }
    Ok(())
}

/// One report in a list.
pub(super) fn report_line(page: &mut Page<'_, '_>, site: &Site<'_>, report: usize) {
    let card = &site.cards[report];
    let about: Vec<String> = [
        Some(time(&card.date)).filter(|date| !date.is_empty()),
        card.agency.as_deref().map(escape),
        Some(many(card.claims, "claim")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let link = page.report(report, None);
    let _ = writeln!(page.html, "<li>{link} <span class=\"about\">{}</span></li>", about.join(" · "));
}

fn entities(
    site: &Site<'_>,
    shown: &[Shown],
    kind: &str,
    words: &str,
    out: &mut Out,
) -> Result<(), SiteError> {
    let label = |one: &Shown| site.catalogue.entities[one.entity].label.as_str();
    let mut ones = of_kind(site, shown, kind);
    ones.sort_by_cached_key(|one| (normal_name(label(one)), label(one).to_owned(), one.entity));
    let initial = |one: &Shown| {
        let first = normal_name(label(one)).chars().next();
        first
            .filter(char::is_ascii_alphabetic)
            .map_or_else(|| "#".to_owned(), |c| c.to_ascii_uppercase().to_string())
    };
    let chunks: Vec<&[&Shown]> = if ones.is_empty() { vec![&[]] } else { ones.chunks(ON_A_PAGE).collect() };
    let page_of = |number| page_at(&format!("entities/{kind}"), number);
    for (index, chunk) in chunks.iter().enumerate() {
        let page = Page::of(site, page_of(index + 1));
        let title = if index == 0 {
            words.to_owned()
        } else {
            format!("{words}, page {} of {}", index + 1, chunks.len())
        };
        let page = page.whole(&title, None, &[], |page| {
            let _ = writeln!(
                page.html,
                "<header>\n<h1>{title}</h1>\n<p>{} by name.</p>\n</header>\n<main id=\"main\">",
                number(ones.len())
            );
            page.pager(page_of, index + 1, chunks.len(), "Pages of the list, above");
            for letter in chunk.chunk_by(|one, two| initial(one) == initial(two)) {
                if let Some(first) = letter.first() {
                    let _ = writeln!(page.html, "<h2>{}</h2>", escape(&initial(first)));
                }
                page.push("<ol class=\"names many\">\n");
                for one in letter {
                    name(page, one);
                }
                page.push("</ol>\n");
            }
            page.pager(page_of, index + 1, chunks.len(), "Pages of the list");
            page.push("</main>\n");
        });
        out.file(&page_of(index + 1), &page.html)?;
    }
    Ok(())
}
