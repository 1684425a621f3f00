//! The pages of persons, states, organisations, places and groups.

use crate::page::frame::{About, link};
use crate::page::markup::{capital, escape, fragment, spaced};
use crate::parts::{term_iri, term_text};
use crate::rdf::identity::{normal_name, short_hash};
use crate::rdf::vocab::{geo, property, rdfs, skos};
use crate::record::shown;
use crate::site::gather::{Gathered, Part};
use crate::site::lines::{Page, Site, many, number, time};
use crate::site::side_by_side::side_by_side;
use crate::site::spool::Line;
use crate::site::{Out, SiteError};
use crate::store::{GraphStore, StoreError};
use crate::words::{counted, listed};
use oxigraph::model::{NamedNodeRef, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::num::NonZeroUsize;

/// So many claims stand on one page.
const ON_A_PAGE: usize = 200;

/// What the lists and the search say of an entity.
pub(super) struct Shown {
    /// Its number.
    pub(super) entity: usize,
    pub(super) also: Vec<String>,
    /// In how many reports it is named.
    pub(super) reports: usize,
    /// How many claims stand on its pages.
    pub(super) claims: usize,
}

/// The pages of one entity.
struct Made {
    shown: Shown,
    pages: Vec<String>,
    /// On which page a group of positions begins, where that is not the first.
    later: BTreeMap<(String, String), usize>,
}

/// Writes the pages of all entities.
pub(super) fn write(
    site: &Site<'_>,
    graph: &GraphStore,
    gathered: &mut Gathered,
    threads: NonZeroUsize,
    out: &mut Out,
    step: &mut impl FnMut(),
) -> Result<Vec<Shown>, SiteError> {
    let numbers: Vec<usize> = (0..site.catalogue.entities.len()).collect();
    let mut all = Vec::with_capacity(numbers.len());
    let mut later = Vec::new();
    let read: &Gathered = gathered;
    side_by_side(
        threads,
        &numbers,
        |entity| make(site, graph, read, *entity),
        |made| {
            let entity = made.shown.entity;
            for (index, page) in made.pages.iter().enumerate() {
                out.file(&site.catalogue.entity_page(entity, index + 1), page)?;
            }
            out.written.entities += 1;
            later.extend(made.later.into_iter().map(|(group, page)| (entity, group, page)));
            all.push(made.shown);
            step();
            Ok(())
        },
    )?;
    for (entity, group, page) in later {
        if let Some(stands) = gathered.stances.get_mut(&entity).and_then(|issues| issues.get_mut(&group)) {
            stands.1 = page;
        }
    }
    Ok(all)
}

/// Something that stands on an entity's page.
enum Item {
    Claim(Part, Box<Line>),
    /// A report, and how often it names the entity.
    Named(usize, u32),
}

impl Item {
    /// The id and the title of its part.
    fn part(&self) -> (&'static str, &'static str) {
        match self {
            Item::Claim(Part::Offices, _) => ("offices", "Offices"),
            Item::Claim(Part::Events, _) => ("events", "Events"),
            Item::Claim(Part::Positions, _) => ("positions", "Positions held"),
            Item::Claim(Part::Energy, _) => ("energy", "Energy supplies"),
            Item::Claim(Part::Contributions, _) => ("contributions", "Parts in missions"),
            Item::Claim(Part::Regarding, _) => ("regarding", "Positions of others"),
            Item::Claim(Part::Said, _) => ("said", "Quoted for further claims"),
            Item::Claim(Part::Holders, _) => ("holders", "Offices and who holds them"),
            Item::Named(..) => ("named", "Named in"),
        }
    }

    /// The id and the title of the group within the part.
    fn group(&self, site: &Site<'_>) -> Option<(String, String)> {
        let year = |date: &str| {
            let year = date.split('-').next().filter(|year| !year.is_empty());
            year.map_or_else(
                || ("undated".to_owned(), "Undated".to_owned()),
                |year| (year.to_owned(), year.to_owned()),
            )
        };
        match self {
            Item::Claim(Part::Positions | Part::Regarding, line) => {
                let (issue, stance) = line.topic.as_ref()?;
                Some((
                    group_id(issue, stance),
                    format!("{}: {}", issue.replace('-', " "), stance.replace('-', " ")),
                ))
            }
            // The same is told of one person in report after report.
            Item::Claim(Part::Offices | Part::Holders, line) => {
                Some((short_hash([line.told.as_str()]), line.told.clone()))
            }
            Item::Claim(Part::Events, line) => Some(year(&line.date)),
            Item::Named(report, _) => {
                Some(year(site.cards.get(*report).map_or("", |card| card.date.as_str())))
            }
            Item::Claim(..) => None,
        }
    }
}

/// The end of the id of a group of positions.
pub(super) fn group_id(issue: &str, stance: &str) -> String {
    format!("{}-{}", fragment(issue), fragment(stance))
}

fn make(site: &Site<'_>, graph: &GraphStore, gathered: &Gathered, entity: usize) -> Result<Made, SiteError> {
    let places = &gathered.claims[entity];
    let lines: Vec<Line> = gathered.spooled.read(places.iter().map(|(_, place)| *place))?;
    let mut claims: Vec<(Part, Line)> = places.iter().map(|(part, _)| *part).zip(lines).collect();
    let count = claims.len();
    claims.sort_by(|(one, a), (two, b)| {
        let topic = |part: Part, line: &Line| match part {
            Part::Positions | Part::Regarding | Part::Energy => line.topic.clone(),
            Part::Offices | Part::Holders => Some((line.told.clone(), String::new())),
            _ => None,
        };
        // The newest first, and within a report as it tells them.
        one.cmp(two)
            .then_with(|| topic(*one, a).cmp(&topic(*two, b)))
            .then_with(|| b.date.cmp(&a.date))
            .then_with(|| (a.report, a.begin, &a.anchor).cmp(&(b.report, b.begin, &b.anchor)))
    });
    let mut named: Vec<(u32, u32)> = gathered.named[entity].clone();
    let date = |report: u32| site.cards.get(report as usize).map_or("", |card| card.date.as_str());
    named.sort_by(|(one, _), (two, _)| date(*two).cmp(date(*one)).then(one.cmp(two)));
    let mentions: u32 = named.iter().map(|(_, times)| times).sum();
    let reports = named.len();

    let mut items: Vec<Item> =
        claims.into_iter().map(|(part, line)| Item::Claim(part, Box::new(line))).collect();
    items.extend(named.into_iter().map(|(report, times)| Item::Named(report as usize, times)));
    let facts = Facts::read(graph, site, entity)?;
    let shown = Shown { entity, also: facts.also.clone(), reports, claims: count };

    let mut later = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        if let Item::Claim(Part::Positions, line) = item
            && let Some(topic) = &line.topic
        {
            let page = later.entry(topic.clone()).or_insert(index / ON_A_PAGE + 1);
            *page = (*page).min(index / ON_A_PAGE + 1);
        }
    }
    later.retain(|_, page| *page > 1);

    let chunks: Vec<&[Item]> = if items.is_empty() { vec![&[]] } else { items.chunks(ON_A_PAGE).collect() };
    let contents = contents(&items);
    let mut pages = Vec::with_capacity(chunks.len());
    for (index, chunk) in chunks.iter().enumerate() {
        let number = index + 1;
        let page = Page::of(site, site.catalogue.entity_page(entity, number));
        let about = (number == 1).then(|| facts.about(site, entity));
        let label = &site.catalogue.entities[entity].label;
        let title =
            if number == 1 { label.clone() } else { format!("{label}, page {number} of {}", chunks.len()) };
        let page = page.whole(&title, about.as_ref(), &[], |page| {
            header(page, site, entity, &facts, (mentions, reports), &title);
            page.push("<main id=\"main\" class=\"entity\">\n");
            if chunks.len() > 1 || contents.len() > 1 {
                way(page, site, entity, &contents, number, chunks.len());
            }
            parts(page, site, chunk);
            page.pager(
                |other| site.catalogue.entity_page(entity, other),
                number,
                chunks.len(),
                "Pages of this entity",
            );
            page.push("</main>\n");
        });
        pages.push(page.html);
    }
    Ok(Made { shown, pages, later })
}

/// The parts of all pages: id, title, how many items, on which page each begins.
fn contents(items: &[Item]) -> Vec<(&'static str, &'static str, usize, usize)> {
    let mut contents: Vec<(&str, &str, usize, usize)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let (id, title) = item.part();
        match contents.last_mut() {
            Some((last, _, count, _)) if *last == id => *count += 1,
            _ => contents.push((id, title, 1, index / ON_A_PAGE + 1)),
        }
    }
    contents
}

fn way(
    page: &mut Page<'_, '_>,
    site: &Site<'_>,
    entity: usize,
    contents: &[(&str, &str, usize, usize)],
    shown: usize,
    pages: usize,
) {
    page.push("<nav class=\"contents\" aria-label=\"Contents\"><ul>\n");
    for (id, title, count, on) in contents {
        let address = page.to(&format!("{}#{id}", site.catalogue.entity_page(entity, *on)));
        let _ = writeln!(
            page.html,
            "<li><a href=\"{address}\">{title}</a> <span class=\"count\">{}</span></li>",
            number(*count)
        );
    }
    page.push("</ul></nav>\n");
    page.pager(
        |other| site.catalogue.entity_page(entity, other),
        shown,
        pages,
        "Pages of this entity, above",
    );
}

/// The sections of a page.
fn parts(page: &mut Page<'_, '_>, site: &Site<'_>, items: &[Item]) {
    for part in items.chunk_by(|one, two| one.part() == two.part()) {
        let Some((id, title)) = part.first().map(Item::part) else { continue };
        let _ = writeln!(page.html, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>");
        for group in part.chunk_by(|one, two| one.group(site) == two.group(site)) {
            if let Some((end, title)) = group.first().and_then(|item| item.group(site)) {
                let title = match group.first() {
                    Some(Item::Claim(Part::Offices | Part::Holders, line)) => {
                        page.linked(&title, &line.names)
                    }
                    _ => escape(&capital(&title)),
                };
                let _ = writeln!(page.html, "<h3 id=\"{id}-{end}\">{title}</h3>");
            }
            let class = if ["named", "offices", "holders"].contains(&id) { "reports" } else { "lines" };
            let _ = writeln!(page.html, "<ol class=\"{class}\">");
            for item in group {
                match item {
                    Item::Claim(Part::Offices | Part::Holders, line) => page.words(line),
                    Item::Claim(_, line) => page.line(line),
                    Item::Named(report, times) => {
                        let date = site.cards.get(*report).map_or(String::new(), |card| time(&card.date));
                        let link = page.report(*report, None);
                        let times = counted(*times as usize, "time");
                        let _ = writeln!(
                            page.html,
                            "<li>{link} <span class=\"about\">{date} · {times}</span></li>"
                        );
                    }
                }
            }
            page.push("</ol>\n");
        }
        page.push("</section>\n");
    }
}

/// What the graph says of an entity itself.
struct Facts {
    also: Vec<String>,
    same: Vec<String>,
    codes: Vec<String>,
    place: Option<(String, String)>,
    located_in: Vec<usize>,
    member_of: Vec<usize>,
    members: Vec<usize>,
    size: Option<String>,
    words: Option<String>,
    /// The report to which it belongs alone.
    report: Option<usize>,
}

impl Facts {
    fn read(graph: &GraphStore, site: &Site<'_>, entity: usize) -> Result<Self, StoreError> {
        let catalogue = site.catalogue;
        let own = &catalogue.entities[entity];
        let iri = own.iri.as_ref();
        let mut values: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for quad in graph.about(iri)? {
            let values = values.entry(quad.predicate.into_string()).or_default();
            if !values.contains(&quad.object) {
                values.push(quad.object);
            }
        }
        let all = |predicate: NamedNodeRef<'_>| values.get(predicate.as_str()).into_iter().flatten();
        let texts = |predicate| all(predicate).filter_map(term_text).map(str::to_owned);
        let entities =
            |predicate| all(predicate).filter_map(term_iri).filter_map(|iri| catalogue.entity(iri)).collect();
        let mut also: Vec<String> =
            texts(skos::ALT_LABEL).chain(texts(rdfs::LABEL)).filter(|name| *name != own.label).collect();
        // Of names that differ in capitals and points only, one is told; those in capitals come last.
        let shouted = |name: &str| !name.chars().any(char::is_lowercase);
        also.sort_by(|one, two| (shouted(one), one).cmp(&(shouted(two), two)));
        let mut told = BTreeSet::from([normal_name(&own.label)]);
        also.retain(|name| told.insert(normal_name(name)));
        let size = match all(property::CARDINALITY).next() {
            Some(size) => Some(shown(graph, size)?),
            None => None,
        };
        // What belongs to a report stands below its IRI.
        let report = own
            .iri
            .as_str()
            .match_indices('/')
            .find_map(|(at, _)| catalogue.report(own.iri.as_str().get(..at).unwrap_or_default()));
        Ok(Self {
            also,
            same: all(skos::EXACT_MATCH).filter_map(term_iri).map(str::to_owned).collect(),
            codes: texts(property::ISO_ALPHA2).chain(texts(property::ISO_ALPHA3)).collect(),
            place: texts(geo::LAT).next().zip(texts(geo::LONG).next()),
            located_in: entities(property::LOCATED_IN),
            member_of: entities(property::MEMBER_OF),
            members: entities(property::MEMBER),
            size,
            words: texts(property::VERBATIM).next(),
            report,
        })
    }

    /// The same for machines.
    fn about(&self, site: &Site<'_>, entity: usize) -> About {
        let own = &site.catalogue.entities[entity];
        let class = match own.kind {
            "person" => "Person",
            "state" => "Country",
            "organisation" => "Organization",
            "place" => "Place",
            _ => "Thing",
        };
        let mut data = serde_json::json!({
            "@context": "https://schema.org",
            "@type": class,
            "@id": own.iri.as_str(),
            "name": own.label,
        });
        if !self.also.is_empty() {
            data["alternateName"] = self.also.clone().into();
        }
        if !self.same.is_empty() {
            data["sameAs"] = self.same.clone().into();
        }
        if let Some((latitude, longitude)) = &self.place {
            data["geo"] = serde_json::json!({
                "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude,
            });
        }
        About { iri: own.iri.as_str().to_owned(), data }
    }
}

/// The links of what is the same elsewhere, by the names of the places.
fn elsewhere(same: &[String]) -> Vec<String> {
    same.iter()
        .map(|iri| {
            let last = iri.trim_end_matches('/').rsplit('/').next().unwrap_or(iri);
            let name = if iri.contains("wikidata.org/") {
                format!("Wikidata {last}")
            } else if iri.contains("geonames.org/") {
                format!("GeoNames {last}")
            } else {
                iri.clone()
            };
            link(iri, &escape(&name))
        })
        .collect()
}

fn header(
    page: &mut Page<'_, '_>,
    site: &Site<'_>,
    entity: usize,
    facts: &Facts,
    (mentions, reports): (u32, usize),
    title: &str,
) {
    let own = &site.catalogue.entities[entity];
    let links = |entities: &[usize]| {
        let links: Vec<String> = entities.iter().map(|entity| page.entity(*entity)).collect();
        listed(&links, "and")
    };
    let mut rows: Vec<(&str, String)> = vec![("Kind", spaced(own.kind))];
    if !facts.also.is_empty() {
        let also: Vec<String> = facts.also.iter().map(|name| escape(name)).collect();
        rows.push(("Also called", also.join(", ")));
    }
    if let Some(words) = &facts.words {
        rows.push(("In the words of the report", format!("“{}”", escape(words))));
    }
    if let Some(size) = &facts.size {
        rows.push(("How many", escape(size)));
    }
    if !facts.member_of.is_empty() {
        rows.push(("Members of", links(&facts.member_of)));
    }
    if !facts.members.is_empty() {
        rows.push(("Among them", links(&facts.members)));
    }
    if !facts.located_in.is_empty() {
        rows.push(("In", links(&facts.located_in)));
    }
    if !facts.codes.is_empty() {
        rows.push(("ISO 3166", escape(&facts.codes.join(", "))));
    }
    if let Some((latitude, longitude)) = &facts.place {
        rows.push(("Coordinates", format!("{}, {}", escape(latitude), escape(longitude))));
    }
    if !facts.same.is_empty() {
        rows.push(("Elsewhere", listed(&elsewhere(&facts.same), "and")));
    }
    rows.push(("Named", format!("{} in {}", many(mentions as usize, "time"), many(reports, "report"))));
    if let Some(report) = facts.report {
        rows.push(("Known only from", page.report(report, None)));
    }
    rows.push(("IRI", format!("<code>{}</code>", escape(own.iri.as_str()))));
    let _ = write!(
        page.html,
        "<header>\n<h1><span class=\"name {}\">{}</span></h1>\n<dl class=\"facts\">\n",
        own.kind,
        escape(title)
    );
    for (what, is) in rows {
        let _ = writeln!(page.html, "<div><dt>{what}</dt> <dd>{is}</dd></div>");
    }
    page.push("</dl>\n</header>\n");
}
