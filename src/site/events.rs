//! The timeline: a page of all months, and the events of each month.

use crate::page::markup::{anchor, capital, escape, spaced};
use crate::site::gather::Gathered;
use crate::site::lines::{Page, Site, many, number, shortened, time};
use crate::site::spool::Event;
use crate::site::{Out, SiteError};
use crate::words::listed;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The month under which an event stands when nothing at all is known of its date.
const UNDATED: &str = "undated";
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// The chart, in its own units.
const WIDTH: usize = 960;
const HEIGHT: usize = 160;
/// The chart shows so many months, or else years.
const LONGEST_CHART: usize = 72;

/// The month under which an event stands: of its date, else of the day on which its report was published.
///
/// Of an event of which only the year is known it is the year.
pub(super) fn month_of(date: Option<&str>, published: &str) -> String {
    let date = date.unwrap_or(published);
    let parts: Vec<&str> = date.split('-').take(2).collect();
    let number =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts[..] {
        [year, month] if number(year, 4) && number(month, 2) => format!("{year}-{month}"),
        [year] if number(year, 4) => year.to_owned(),
        _ => UNDATED.to_owned(),
    }
}

/// The page of a month.
pub(super) fn page_of(month: &str) -> String {
    format!("events/{month}.html")
}

/// How many events stand under a month, and how many of them occurred.
pub(super) type Timeline = BTreeMap<String, (usize, usize)>;

/// Writes the pages of the timeline.
pub(super) fn write(site: &Site<'_>, gathered: &Gathered, out: &mut Out) -> Result<Timeline, SiteError> {
    let timeline: Timeline = gathered
        .events
        .iter()
        .map(|(month, events)| (month.clone(), (events.len(), events.iter().filter(|event| event.1).count())))
        .collect();
    let months: Vec<&String> = gathered.events.keys().collect();
    for (index, month) in months.iter().enumerate() {
        let mut places = gathered.events[*month].clone();
        places.sort();
        let events: Vec<Event> = gathered.spooled.read(places.into_iter().map(|(_, _, place)| place))?;
        let near =
            |other: Option<usize>| other.and_then(|other| months.get(other)).map(|month| month.as_str());
        let page = month_page(site, month, &events, near(index.checked_sub(1)), near(Some(index + 1)));
        out.file(&page_of(month), &page)?;
    }
    out.file("events/index.html", &overview(site, &timeline))?;
    Ok(timeline)
}

/// A month, or a year, in words.
fn title_of(month: &str) -> String {
    if month == UNDATED { "no date".to_owned() } else { crate::cite::long_date(month) }
}

fn month_page(
    site: &Site<'_>,
    month: &str,
    events: &[Event],
    before: Option<&str>,
    after: Option<&str>,
) -> String {
    let title = format!("Events of {}", title_of(month));
    let page = Page::of(site, page_of(month));
    let page = page.whole(&title, None, &[], |page| {
        let _ = writeln!(
            page.html,
            "<header>\n<h1>{title}</h1>\n<p>{}, by what the reports say of their dates.</p>\n</header>\n<main id=\"main\">",
            many(events.len(), "event")
        );
        page.push("<nav class=\"pager\" aria-label=\"Months\">");
        let way = |page: &mut Page<'_, '_>, month: Option<&str>, words: &str| {
            if let Some(month) = month {
                let address = page.to(&page_of(month));
                let _ = write!(page.html, "<a href=\"{address}\">{words}: {}</a> ", title_of(month));
            }
        };
        way(page, before, "Before");
        let all = page.to("events/index.html");
        let _ = write!(page.html, "<a href=\"{all}\">All</a> ");
        way(page, after, "After");
        page.push("</nav>\n");
        let (dated, undated): (Vec<&Event>, Vec<&Event>) = events.iter().partition(|event| event.date.is_some());
        for (id, words, events) in [
            ("dated", "By date", dated),
            ("reported", "Without a date of their own, by the day of the report", undated),
        ] {
            if events.is_empty() {
                continue;
            }
            let _ = writeln!(
                page.html,
                "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{words}</h2>\n<ol class=\"lines timeline\">"
            );
            for event in events {
                one(page, site, event);
            }
            page.push("</ol>\n</section>\n");
        }
        page.push("</main>\n");
    });
    page.html
}

/// One event.
fn one(page: &mut Page<'_, '_>, site: &Site<'_>, event: &Event) {
    let who: Vec<String> = event.participants.iter().map(|entity| page.entity(*entity)).collect();
    let date = match (&event.date, &event.end) {
        (Some(date), Some(end)) => format!("{} to {}", time(date), time(end)),
        (Some(date), None) => time(date),
        (None, _) => {
            let date = site.cards.get(event.report).map_or(String::new(), |card| time(&card.date));
            if date.is_empty() { date } else { format!("reported {date}") }
        }
    };
    let basis = match event.basis.as_deref() {
        Some("Resolved") => " <span class=\"about\">(worked out)</span>",
        Some("FromDateline") => " <span class=\"about\">(the dateline’s)</span>",
        _ => "",
    };
    let place = event.place.map_or(String::new(), |place| format!(", {}", page.entity(place)));
    let status = if event.status == "occurred" {
        String::new()
    } else {
        format!(" <span class=\"status\">{}</span>", escape(&event.status))
    };
    let with = if who.is_empty() { String::new() } else { format!(": {}", listed(&who, "and")) };
    let _ = writeln!(
        page.html,
        "<li class=\"line\" id=\"{}\" data-iri=\"{}\"><p class=\"when\">{date}{basis}{status}</p>\n\
         <p class=\"told\"><strong>{}</strong>{with}{place}</p>",
        anchor(&event.iri),
        escape(&event.iri),
        escape(&capital(&spaced(&event.class)))
    );
    if !event.topics.is_empty() {
        let topics: Vec<String> = event.topics.iter().map(|topic| escape(&shortened(topic))).collect();
        let _ = writeln!(page.html, "<p class=\"topics\">About {}</p>", topics.join("; "));
    }
    if let Some((_, quote)) = &event.claim {
        let _ = writeln!(page.html, "<blockquote>{}</blockquote>", escape(&shortened(quote)));
    }
    let report = page.report(event.report, event.claim.as_ref().map(|(claim, _)| claim.as_str()));
    let _ = writeln!(page.html, "<p class=\"source\">{report}</p></li>");
}

/// The page of all months.
fn overview(site: &Site<'_>, timeline: &Timeline) -> String {
    let count: usize = timeline.values().map(|(count, _)| count).sum();
    let page = Page::of(site, "events/index.html".into());
    let page = page.whole("Events", None, &[], |page| {
        let _ = writeln!(
            page.html,
            "<header>\n<h1>Events</h1>\n<p>{} events, each under the month of its date; one without a date stands \
             under the month in which it was reported.</p>\n</header>\n<main id=\"main\">",
            number(count)
        );
        if timeline.is_empty() {
            page.push("<p>The reports tell of no event.</p>\n");
        }
        chart(page, site, timeline);
        table(page, timeline);
        page.push("</main>\n");
    });
    page.html
}

/// Bars for the time in which the reports were published; who cannot see them has the table.
pub(super) fn chart(page: &mut Page<'_, '_>, site: &Site<'_>, timeline: &Timeline) {
    let dates = || site.cards.iter().map(|card| card.date.as_str()).filter(|date| date.len() >= 7);
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else { return };
    let (first, last) = (month_number(first), month_number(last));
    let (Some(first), Some(last)) = (first, last) else { return };
    let months = last - first + 1;
    let by_year = months > LONGEST_CHART;
    // A bar: what it is called, where it leads, how many events, how many of them occurred.
    let mut bars: Vec<(String, String, usize, usize)> = Vec::new();
    for month in first..=last {
        let (year, key) = (format!("{:04}", month / 12), format!("{:04}-{:02}", month / 12, month % 12 + 1));
        let (count, occurred) = timeline.get(&key).copied().unwrap_or_default();
        match bars.last_mut() {
            Some(bar) if by_year && bar.0 == year => {
                bar.2 += count;
                bar.3 += occurred;
            }
            _ if by_year => {
                let (of_year, occurred_of_year) = timeline.get(&year).copied().unwrap_or_default();
                let has_row = timeline.keys().any(|month| month.starts_with(&year));
                let fragment = if has_row { format!("#y{year}") } else { String::new() };
                let address = page.to(&format!("events/index.html{fragment}"));
                bars.push((year, address, count + of_year, occurred + occurred_of_year));
            }
            _ => {
                let address = if count > 0 { page.to(&page_of(&key)) } else { page.to("events/index.html") };
                let name = MONTHS.get(month % 12).copied().unwrap_or_default();
                bars.push((format!("{name} {year}"), address, count, occurred));
            }
        }
    }
    let most = bars.iter().map(|bar| bar.2).max().unwrap_or_default();
    if most == 0 || bars.len() < 2 {
        return;
    }

    let step = WIDTH / bars.len();
    let width = step * bars.len();
    let _ = writeln!(
        page.html,
        "<figure class=\"wide\" tabindex=\"0\" aria-label=\"Chart of the events by month; the page Events has them as a table\">\n<svg class=\"chart\" viewBox=\"0 0 {width} {}\" aria-hidden=\"true\">",
        HEIGHT + 22
    );
    let each = bars.len().div_ceil(12);
    for (index, (words, address, count, occurred)) in bars.iter().enumerate() {
        let (tall, solid) = (count * HEIGHT / most, occurred * HEIGHT / most);
        let x = index * step;
        let thick = step.saturating_sub(2).max(1);
        let _ = writeln!(
            page.html,
            "<a href=\"{address}\" tabindex=\"-1\"><title>{words}: {}</title>\
             <rect class=\"room\" x=\"{x}\" y=\"0\" width=\"{step}\" height=\"{HEIGHT}\"/>\
             <rect class=\"other\" x=\"{x}\" y=\"{}\" width=\"{thick}\" height=\"{}\"/>\
             <rect class=\"bar\" x=\"{x}\" y=\"{}\" width=\"{thick}\" height=\"{solid}\"/></a>",
            many(*count, "event"),
            HEIGHT - tall,
            tall - solid,
            HEIGHT - solid
        );
        if index.is_multiple_of(each) {
            let _ = writeln!(page.html, "<text x=\"{x}\" y=\"{}\">{words}</text>", HEIGHT + 16);
        }
    }
    let _ = writeln!(
        page.html,
        "</svg>\n<figcaption>Events by {} of the reports’ time. <span class=\"swatch bar\"></span> occurred, \
         <span class=\"swatch other\"></span> planned, possible or denied.</figcaption>\n</figure>",
        if by_year { "the years" } else { "the months" }
    );
}

/// Months since the year 0.
fn month_number(date: &str) -> Option<usize> {
    let mut parts = date.split('-').map(|part| part.parse::<usize>().ok());
    let (year, month) = (parts.next()??, parts.next()??);
    Some(year * 12 + month.checked_sub(1)?)
}

/// A row for each year, a column for each month.
fn table(page: &mut Page<'_, '_>, timeline: &Timeline) {
    if timeline.is_empty() {
        return;
    }
    page.push(
        "<div class=\"wide\" role=\"region\" aria-label=\"Events by month\" tabindex=\"0\">\n<table class=\"months\">\n\
         <caption>Events by month</caption>\n<thead><tr><th scope=\"col\">Year</th>",
    );
    for month in MONTHS {
        let _ = write!(page.html, "<th scope=\"col\">{month}</th>");
    }
    page.push("<th scope=\"col\">Only the year</th></tr></thead>\n<tbody>\n");
    let mut years: Vec<&str> =
        timeline.keys().filter(|month| *month != UNDATED).map(|month| &month[..4]).collect();
    years.dedup();
    let cell = |page: &mut Page<'_, '_>, month: &str| match timeline.get(month) {
        Some((count, _)) => {
            let address = page.to(&page_of(month));
            let words = format!("{} in {}", many(*count, "event"), title_of(month));
            let shade = count.ilog2().min(9);
            let _ = write!(
                page.html,
                "<td class=\"heat{shade}\"><a href=\"{address}\" aria-label=\"{words}\">{}</a></td>",
                number(*count)
            );
        }
        None => page.push("<td></td>"),
    };
    for year in years.into_iter().rev() {
        let _ = write!(page.html, "<tr id=\"y{year}\"><th scope=\"row\">{year}</th>");
        for month in 1..=12 {
            cell(page, &format!("{year}-{month:02}"));
        }
        cell(page, year);
        page.push("</tr>\n");
    }
    page.push("</tbody>\n</table>\n</div>\n");
    if let Some((count, _)) = timeline.get(UNDATED) {
        let address = page.to(&page_of(UNDATED));
        let _ = writeln!(
            page.html,
            "<p><a href=\"{address}\">{} without any date</a></p>",
            many(*count, "event")
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_stands_under_its_month_else_under_that_of_its_report() {
        assert_eq!(month_of(Some("2021-12-14"), "2022-01-02"), "2021-12");
        assert_eq!(month_of(Some("2021-12"), ""), "2021-12");
        assert_eq!(month_of(Some("2021"), "2022-01-02"), "2021");
        assert_eq!(month_of(None, "2022-01-02"), "2022-01");
        assert_eq!(month_of(None, ""), "undated");
        assert_eq!(month_of(Some("../../x"), ""), "undated");
    }
}
