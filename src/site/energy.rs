//! Energy flows: who supplies whom with what, as a picture and as a table that leads to the claims.

use crate::page::markup::escape;
use crate::site::gather::{Flow, Gathered};
use crate::site::lines::{Page, Site, many, time};
use crate::site::spool::{Line, Place};
use crate::site::{Out, SiteError};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The picture shows so many pairs of supplier and recipient, those with the most claims.
const IN_THE_PICTURE: usize = 30;
/// A row shows so many of its claims; the others stand on the supplier's page.
const CLAIMS_IN_A_ROW: usize = 8;

/// Writes the page of the flows.
pub(super) fn write(site: &Site<'_>, gathered: &Gathered, out: &mut Out) -> Result<(), SiteError> {
    let label = |entity: Option<usize>| {
        entity
            .and_then(|entity| site.catalogue.entities.get(entity))
            .map_or("", |entity| entity.label.as_str())
    };
    let mut flows: Vec<(&Flow, &Vec<Place>)> = gathered.flows.iter().collect();
    flows.sort_by_key(|((supplier, recipient, goods, status), _)| {
        (label(*supplier), *supplier, label(*recipient), *recipient, goods, status)
    });
    let mut rows: Vec<(&Flow, usize, Vec<Line>)> = Vec::new();
    for (flow, places) in flows {
        let some = places.iter().copied().take(CLAIMS_IN_A_ROW);
        rows.push((flow, places.len(), gathered.spooled.read(some)?));
    }
    let page = Page::of(site, "energy/index.html".into());
    let page = page.whole("Energy flows", None, &[], |page| {
        let claims = rows.iter().map(|(_, count, _)| count).sum();
        let _ = writeln!(
            page.html,
            "<header>\n<h1>Energy flows</h1>\n<p>{} of supplies, as the reports state them: what flows, what is planned, \
             and what has ended.</p>\n</header>\n<main id=\"main\">",
            many(claims, "claim")
        );
        if rows.is_empty() {
            page.push("<p>The reports tell of no supply of energy.</p>\n");
        } else {
            picture(page, site, &rows);
            table(page, site, &rows);
        }
        page.push("</main>\n");
    });
    out.file("energy/index.html", &page.html)
}

/// Curves from suppliers to recipients, as thick as there are claims; who cannot see them has the table.
fn picture(page: &mut Page<'_, '_>, site: &Site<'_>, rows: &[(&Flow, usize, Vec<Line>)]) {
    const WIDTH: usize = 720;
    const LEFT: usize = 230;
    const RIGHT: usize = 490;
    const ROW: usize = 26;
    const THICKEST: usize = 22;
    let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for ((supplier, recipient, _, status), count, _) in rows {
        // What does not flow is no flow; the table has it.
        if let (Some(supplier), Some(recipient)) = (supplier, recipient)
            && !["refused", "ended", "suspended"].contains(&status.as_str())
        {
            *pairs.entry((*supplier, *recipient)).or_default() += count;
        }
    }
    let mut pairs: Vec<((usize, usize), usize)> = pairs.into_iter().collect();
    pairs.sort_by_key(|(pair, count)| (Reverse(*count), *pair));
    let all = pairs.len();
    pairs.truncate(IN_THE_PICTURE);
    let Some(most) = pairs.iter().map(|(_, count)| *count).max() else { return };
    let side = |end: fn(&(usize, usize)) -> usize| {
        let mut totals: BTreeMap<usize, usize> = BTreeMap::new();
        for (pair, count) in &pairs {
            *totals.entry(end(pair)).or_default() += count;
        }
        let mut nodes: Vec<(usize, usize)> = totals.into_iter().collect();
        nodes.sort_by_key(|(entity, count)| (Reverse(*count), *entity));
        nodes
    };
    let (suppliers, recipients) = (side(|pair| pair.0), side(|pair| pair.1));
    let tall = suppliers.len().max(recipients.len()) * ROW + 40;
    let y = |nodes: &[(usize, usize)], entity: usize| {
        let place = nodes.iter().position(|(other, _)| *other == entity).unwrap_or_default();
        // The shorter side stands in the middle.
        let above = (tall - 40 - nodes.len() * ROW) / 2;
        40 + above + place * ROW + ROW / 2
    };
    let label = |entity: usize| {
        let label = site.catalogue.entities.get(entity).map_or("", |entity| entity.label.as_str());
        match label.char_indices().nth(30) {
            Some((end, _)) => format!("{}…", escape(label[..end].trim_end())),
            None => escape(label),
        }
    };
    let _ = write!(
        page.html,
        "<figure class=\"wide\" tabindex=\"0\" aria-label=\"Picture of the flows; the table below says the same\">\n<svg class=\"flows\" viewBox=\"0 0 {WIDTH} {tall}\" aria-hidden=\"true\">\n\
         <text class=\"side\" x=\"{}\" y=\"18\" text-anchor=\"end\">suppliers</text>\
         <text class=\"side\" x=\"{}\" y=\"18\">recipients</text>\n",
        LEFT - 10,
        RIGHT + 10
    );
    for ((supplier, recipient), count) in &pairs {
        let (from, to) = (y(&suppliers, *supplier), y(&recipients, *recipient));
        let middle = usize::midpoint(LEFT, RIGHT);
        let thick = (count * THICKEST / most).max(2);
        let _ = writeln!(
            page.html,
            "<path d=\"M{LEFT} {from}C{middle} {from} {middle} {to} {RIGHT} {to}\" stroke-width=\"{thick}\">\
             <title>{} → {}: {}</title></path>",
            label(*supplier),
            label(*recipient),
            many(*count, "claim")
        );
    }
    for (nodes, x, anchor) in [(&suppliers, LEFT - 10, "end"), (&recipients, RIGHT + 10, "start")] {
        for (entity, _) in nodes {
            let at = y(nodes, *entity) + 4;
            let address = page.to(&site.catalogue.entity_page(*entity, 1));
            let _ = writeln!(
                page.html,
                "<a href=\"{address}\" tabindex=\"-1\"><text x=\"{x}\" y=\"{at}\" text-anchor=\"{anchor}\">{}</text></a>",
                label(*entity)
            );
        }
    }
    let shown = if all > pairs.len() {
        format!("the {} pairs with the most claims of {all}", pairs.len())
    } else {
        "all pairs".to_owned()
    };
    let _ = writeln!(
        page.html,
        "</svg>\n<figcaption>Supplies that flow, are planned or possible ({shown}); a curve is as thick as it has claims.</figcaption>\n</figure>"
    );
}

fn table(page: &mut Page<'_, '_>, site: &Site<'_>, rows: &[(&Flow, usize, Vec<Line>)]) {
    page.push(
        "<div class=\"wide\" role=\"region\" aria-label=\"Supplies\" tabindex=\"0\">\n<table class=\"supplies\">\n\
         <caption>Supplies</caption>\n<thead><tr><th scope=\"col\">Supplier</th><th scope=\"col\">Recipient</th>\
         <th scope=\"col\">Energy</th><th scope=\"col\">Status</th><th scope=\"col\">Claims</th></tr></thead>\n<tbody>\n",
    );
    for ((supplier, recipient, goods, status), count, lines) in rows {
        let party = |entity: &Option<usize>| {
            entity.map_or_else(
                || "<span class=\"about\">not said</span>".to_owned(),
                |entity| page.entity(entity),
            )
        };
        let (from, to) = (party(supplier), party(recipient));
        let _ = write!(
            page.html,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td><span class=\"status\">{}</span></td><td><ul>",
            from,
            to,
            escape(&goods.replace('-', " ")),
            escape(status)
        );
        for line in lines {
            let date = site.cards.get(line.report).map_or(String::new(), |card| time(&card.date));
            let date = if date.is_empty() { date } else { format!(", {date}") };
            let link = page.report(line.report, Some(&line.anchor));
            let _ = write!(
                page.html,
                "<li>“{}” <span class=\"about\">{link}{date}</span></li>",
                escape(&crate::site::lines::shortened(&line.quote))
            );
        }
        if let Some(party) = supplier.or(*recipient).filter(|_| *count > lines.len()) {
            let address = page.to(&format!("{}#energy", site.catalogue.entity_page(party, 1)));
            let _ = write!(page.html, "<li><a href=\"{address}\">and {} more</a></li>", count - lines.len());
        }
        page.push("</ul></td></tr>\n");
    }
    page.push("</tbody>\n</table>\n</div>\n");
}
