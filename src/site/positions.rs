//! The matrix of positions: who holds which stances on which issues, and how often.

use crate::page::markup::escape;
use crate::rdf::concepts::{Concepts, Scheme};
use crate::site::address::page as page_at;
use crate::site::entities::group_id;
use crate::site::gather::Gathered;
use crate::site::lines::{Page, Site, many, number};
use crate::site::{Out, SiteError};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// So many holders stand on one page.
const ON_A_PAGE: usize = 100;

/// The stances, with the letters that stand for them in the matrix.
const STANCES: [(&str, &str); 8] = [
    ("supports", "sup"),
    ("welcomes", "wel"),
    ("commits", "com"),
    ("calls-for", "call"),
    ("concerned", "conc"),
    ("opposes", "opp"),
    ("rejects", "rej"),
    ("condemns", "cond"),
];

/// Writes the pages of the matrix.
pub(super) fn write(site: &Site<'_>, gathered: &Gathered, out: &mut Out) -> Result<(), SiteError> {
    // Holders by how much they say, then by name.
    let total = |holder: &usize| -> usize { gathered.stances[holder].values().map(|(count, _)| count).sum() };
    let mut holders: Vec<usize> = gathered.stances.keys().copied().collect();
    holders.sort_by_cached_key(|holder| {
        let label = site.catalogue.entities.get(*holder).map(|entity| entity.label.clone());
        (std::cmp::Reverse(total(holder)), label, *holder)
    });
    let mut of_issue: BTreeMap<&str, usize> = BTreeMap::new();
    for ((issue, _), (count, _)) in gathered.stances.values().flatten() {
        *of_issue.entry(issue).or_default() += count;
    }
    let mut issues: Vec<(&str, usize)> = of_issue.into_iter().collect();
    // What is "other" stands last, however much there is of it.
    issues.sort_by_key(|(issue, count)| (*issue == "other", std::cmp::Reverse(*count), *issue));

    let chunks: Vec<&[usize]> =
        if holders.is_empty() { vec![&[]] } else { holders.chunks(ON_A_PAGE).collect() };
    let page_of = |number| page_at("positions/index", number);
    for (index, chunk) in chunks.iter().enumerate() {
        let page = Page::of(site, page_of(index + 1));
        let title = if index == 0 {
            "Positions".to_owned()
        } else {
            format!("Positions, page {} of {}", index + 1, chunks.len())
        };
        let page = page.whole(&title, None, &[], |page| {
            let unheld = match gathered.unheld {
                0 => String::new(),
                count => format!(", and {} that nobody is said to hold", number(count)),
            };
            let all: usize = issues.iter().map(|(_, count)| count).sum();
            let _ = writeln!(
                page.html,
                "<header>\n<h1>{title}</h1>\n<p>{} positions of {} on {}{unheld}. Each number leads to the claims, with their words.</p>\n\
                 </header>\n<main id=\"main\">",
                number(all),
                many(holders.len(), "holder"),
                many(issues.len(), "issue")
            );
            if holders.is_empty() {
                page.push("<p>The reports tell of no position.</p>\n");
            } else {
                legend(page);
                page.pager(page_of, index + 1, chunks.len(), "Pages of the matrix, above");
                matrix(page, site, gathered, chunk, &issues);
                page.pager(page_of, index + 1, chunks.len(), "Pages of the matrix");
            }
            page.push("</main>\n");
        });
        out.file(&page_of(index + 1), &page.html)?;
    }
    Ok(())
}

fn legend(page: &mut Page<'_, '_>) {
    page.push("<dl class=\"legend\">\n");
    for (stance, letters) in STANCES {
        // The ontology says what each means.
        let meaning = Concepts::embedded().find(Scheme::Stance, stance).map_or("", |_| stance);
        let _ = writeln!(
            page.html,
            "<div><dt class=\"stance {stance}\">{letters}</dt> <dd>{}</dd></div>",
            escape(&meaning.replace('-', " "))
        );
    }
    page.push("</dl>\n");
}

fn matrix(
    page: &mut Page<'_, '_>,
    site: &Site<'_>,
    gathered: &Gathered,
    holders: &[usize],
    issues: &[(&str, usize)],
) {
    page.push(
        "<div class=\"wide\" role=\"region\" aria-label=\"Positions by holder and issue\" tabindex=\"0\">\n\
         <table class=\"matrix\">\n<caption>Positions by holder and issue</caption>\n<thead><tr><th scope=\"col\">Holder</th>",
    );
    for (issue, count) in issues {
        let _ = write!(
            page.html,
            "<th scope=\"col\">{} <span class=\"count\">{}</span></th>",
            escape(&issue.replace('-', " ")),
            number(*count)
        );
    }
    page.push("</tr></thead>\n<tbody>\n");
    for holder in holders {
        let stances = &gathered.stances[holder];
        let total: usize = stances.values().map(|(count, _)| count).sum();
        let name = site.catalogue.entities.get(*holder).map_or("", |entity| entity.label.as_str());
        let _ = write!(
            page.html,
            "<tr><th scope=\"row\">{} <span class=\"count\">{}</span></th>",
            page.entity(*holder),
            number(total)
        );
        for (issue, _) in issues {
            page.push("<td>");
            for (stance, letters) in STANCES {
                let Some((count, on)) = stances.get(&((*issue).to_owned(), stance.to_owned())) else {
                    continue;
                };
                let at = format!(
                    "{}#positions-{}",
                    site.catalogue.entity_page(*holder, *on),
                    group_id(issue, stance)
                );
                let address = page.to(&at);
                let words = format!(
                    "{name}, {}: {} {}",
                    issue.replace('-', " "),
                    number(*count),
                    stance.replace('-', " ")
                );
                let _ = write!(
                    page.html,
                    "<a class=\"stance {stance}\" href=\"{address}\" aria-label=\"{}\">{letters} {}</a>",
                    escape(&words),
                    number(*count)
                );
            }
            page.push("</td>");
        }
        page.push("</tr>\n");
    }
    page.push("</tbody>\n</table>\n</div>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_stance_of_the_ontology_has_its_letters() {
        let ontology = crate::ontology::Ontology::embedded().unwrap();
        let known: BTreeSet<&str> = ontology
            .scheme("stances")
            .unwrap()
            .concepts
            .iter()
            .map(|concept| concept.notation.as_str())
            .collect();
        assert_eq!(known, STANCES.iter().map(|(stance, _)| *stance).collect());
        assert_eq!(STANCES.iter().map(|(_, letters)| *letters).collect::<BTreeSet<_>>().len(), STANCES.len());
    }
}
