//! A claim as a footnote: what is cited, in which words, who says so, and how it was read.

use crate::record::{Record, Run};
use crate::words::{is_address, one_line};
use std::fmt::Write as _;

/// The forms of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// BibTeX, for BibTeX itself as for biber.
    BibTex,
    /// CSL-JSON 1.0, for Zotero, pandoc and citeproc.
    CslJson,
}

/// The claims as citations, one after the other, in the order in which they are given.
pub fn cite(claims: &[Record], style: Style) -> String {
    let each = |one: fn(&Record) -> String| claims.iter().map(one).collect::<Vec<_>>().join("\n");
    match style {
        Style::Text => each(text),
        Style::Markdown => each(markdown),
        Style::BibTex => each(bibtex),
        Style::CslJson => {
            let items: Vec<serde_json::Value> = claims.iter().map(csl).collect();
            let mut json = serde_json::to_string_pretty(&items).unwrap_or_default();
            json.push('\n');
            json
        }
    }
}

fn text(claim: &Record) -> String {
    let mut text = head(claim, |title| format!("“{title}”"));
    if let Some(words) = claim.words() {
        let _ = write!(text, "{}: “{}”", place_of(claim), one_line(&words.quote));
    }
    let _ = writeln!(text, " [{}; {}].", claim.in_words(), claim.attribution());
    if let Some(source) = &claim.report.source {
        let _ = writeln!(text, "Report: {source}");
    }
    let _ = writeln!(text, "Claim: {}\nRead by: {}", claim.iri.as_str(), reader(claim));
    text
}

fn markdown(claim: &Record) -> String {
    let mut text = head(claim, |title| format!("*{}*", mark(title)));
    if let Some(words) = claim.words() {
        let _ = write!(text, "{}: “{}”", place_of(claim), mark(&one_line(&words.quote)));
    }
    let _ = write!(text, " [{}; {}]. ", mark(&claim.in_words()), mark(&claim.attribution()));
    if let Some(source) = &claim.report.source {
        match address(source) {
            Some(url) => {
                let _ = write!(text, "Report: <{url}>. ");
            }
            None => {
                let _ = write!(text, "Report: {}. ", mark(source));
            }
        }
    }
    let _ = writeln!(text, "Claim: <{}>, read by {}.", claim.iri.as_str(), mark(&reader(claim)));
    text
}

/// Publisher, title, place and date, each where it is known, with a comma behind.
fn head(claim: &Record, title: impl Fn(&str) -> String) -> String {
    let report = &claim.report;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(report.agency.clone());
    // A report without a title is known by its identifier.
    let word = if parts.is_empty() { "Report" } else { "report" };
    let untitled = || format!("{word} {}", report.id);
    parts.push(report.title.as_ref().map_or_else(untitled, |text| title(&one_line(text))));
    parts.extend(report.place.clone());
    parts.extend(report.date.as_deref().map(long_date));
    parts.join(", ") + ", "
}

fn place_of(claim: &Record) -> String {
    match claim.words().and_then(|words| words.sentence) {
        Some(sentence) => format!("sentence {sentence}"),
        None => "the words".to_owned(),
    }
}

/// Program and rule: `rapporteur 0.1.0 (rules and data 12ab34cd), rule import-from`.
fn reader(claim: &Record) -> String {
    let run = claim.run.as_ref().map_or_else(
        || "rapporteur".to_owned(),
        |Run { version, knowledge }| match knowledge
            .get(..12)
            .or(Some(knowledge))
            .filter(|hash| !hash.is_empty())
        {
            Some(hash) => format!("rapporteur {version} (rules and data {hash})"),
            None => format!("rapporteur {version}"),
        },
    );
    format!("{run}, rule {}", claim.rule)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The parts of a date that are there: year, month, day.
fn date_parts(date: &str) -> Vec<u32> {
    date.split('-').map_while(|part| part.parse().ok()).collect()
}

/// `2021-12-14` as `14 December 2021`.
pub(crate) fn long_date(date: &str) -> String {
    let month = |month: u32| MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or_default();
    match date_parts(date)[..] {
        [year, number, day] => format!("{day} {} {year}", month(number)),
        [year, number] => format!("{} {year}", month(number)),
        _ => date.to_owned(),
    }
}

fn address(source: &str) -> Option<&str> {
    Some(source).filter(|source| is_address(source))
}

/// Text in which Markdown marks nothing.
fn mark(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|') {
            marked.push('\\');
        }
        marked.push(c);
    }
    marked
}

/// The key by which a claim is cited: `rapporteur-12ab…`; letters, digits and a hyphen, as all readers of BibTeX take.
fn key(claim: &Record) -> String {
    let last = claim.iri.as_str().rsplit(['/', '#']).next().unwrap_or_default();
    let safe: String = last.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("rapporteur-{safe}")
}

fn note(claim: &Record) -> String {
    let mut note = String::new();
    if let Some(words) = claim.words() {
        let mut place = place_of(claim);
        if let Some(first) = place.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let _ = write!(note, "{place}: “{}”. ", one_line(&words.quote));
    }
    let _ = write!(note, "Claim: {}; {}. Read by {}", claim.in_words(), claim.attribution(), reader(claim));
    note
}

fn bibtex(claim: &Record) -> String {
    let report = &claim.report;
    let mut fields: Vec<(&str, String)> = Vec::new();
    // Double braces keep a body's name from being taken apart as a person's.
    fields.extend(report.agency.as_ref().map(|agency| ("author", format!("{{{}}}", tex(agency)))));
    let title = report.title.as_deref().map_or_else(|| format!("Report {}", report.id), one_line);
    fields.push(("title", format!("{{{}}}", tex(&title))));
    if let Some(date) = &report.date {
        let parts = date_parts(date);
        fields.extend(parts.first().map(|year| ("year", year.to_string())));
        let month = parts.get(1).and_then(|month| MONTHS.get((*month as usize).wrapping_sub(1)));
        fields.extend(month.map(|month| ("month", month.get(..3).unwrap_or_default().to_lowercase())));
        fields.push(("date", date.clone()));
    }
    fields.extend(report.place.as_ref().map(|place| ("address", tex(place))));
    // Readers of BibTeX take `url` as it stands; what is no address is told instead.
    match report.source.as_deref().map(|source| (address(source), source)) {
        Some((Some(url), _)) => fields.push(("howpublished", format!("\\url{{{}}}", in_url(url)))),
        Some((None, path)) => fields.push(("howpublished", tex(path))),
        None => {}
    }
    fields.push(("url", in_url(claim.iri.as_str())));
    fields.push(("note", tex(&note(claim))));
    let mut text = format!("@misc{{{},\n", key(claim));
    for (name, value) in fields {
        // The months are words of BibTeX's own.
        let value = if name == "month" { value } else { format!("{{{value}}}") };
        let _ = writeln!(text, "  {name} = {value},");
    }
    text.push_str("}\n");
    text
}

/// Text with the signs escaped that TeX reads as its own, and with braces that match.
fn tex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', c]),
            // A brace, even with a backslash, counts when BibTeX looks for the end of a field.
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '“' => escaped.push_str("``"),
            '”' => escaped.push_str("''"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// An address in which nothing ends a field of BibTeX.
fn in_url(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}

/// An item of CSL-JSON; its fields are those of `csl-data.json` 1.0.
fn csl(claim: &Record) -> serde_json::Value {
    let report = &claim.report;
    let mut item = serde_json::Map::new();
    let mut set = |name: &str, value: serde_json::Value| {
        item.insert(name.to_owned(), value);
    };
    set("id", key(claim).into());
    set("type", "article-newspaper".into());
    set("title", report.title.as_deref().map_or_else(|| format!("Report {}", report.id), one_line).into());
    if let Some(agency) = &report.agency {
        set("author", serde_json::json!([{ "literal": agency }]));
        set("publisher", agency.as_str().into());
    }
    if let Some(place) = &report.place {
        set("publisher-place", place.as_str().into());
    }
    if let Some(date) = &report.date {
        set("issued", serde_json::json!({ "date-parts": [date_parts(date)] }));
    }
    if let Some(language) = &report.language {
        set("language", language.as_str().into());
    }
    if let Some(source) = &report.source {
        set(if address(source).is_some() { "URL" } else { "source" }, source.as_str().into());
    }
    if let Some(words) = claim.words() {
        set("abstract", one_line(&words.quote).into());
    }
    set("note", format!("{}. {}", note(claim), claim.iri.as_str()).into());
    let mut custom = serde_json::json!({
        "claim": claim.iri.as_str(),
        "words": claim.in_words(),
        "attribution": claim.attribution(),
        "rule": claim.rule,
    });
    if let Some(sentence) = claim.words().and_then(|words| words.sentence) {
        custom["sentence"] = sentence.into();
    }
    if let Some(run) = &claim.run {
        custom["program"] = format!("rapporteur {}", run.version).into();
        custom["knowledge"] = run.knowledge.as_str().into();
    }
    set("custom", custom);
    item.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::tests::record;

    #[test]
    fn a_footnote_has_all_that_is_needed_to_find_the_words_again() {
        assert_eq!(
            cite(&[record("s1")], Style::Text),
            "Nordpress, report talks, Oslo, 3 March 2023, sentence 3: “Norway supports the territorial integrity of \
             Georgia” [Norway supports “territorial integrity of Georgia” (issue: territorial-integrity; regarding \
             Georgia); said by Kari Lund (direct speech)].\n\
             Report: reports/talks.txt\n\
             Claim: https://w3id.org/rapporteur/id/claim/s1\n\
             Read by: rapporteur 0.1.0 (rules and data 1), rule support-active\n"
        );
    }

    #[test]
    fn markdown_marks_only_the_title_and_the_addresses() {
        let mut record = record("s1");
        record.report.title = Some("Talks on *oil* & gas_prices".to_owned());
        record.report.source = Some("https://example.org/talks".to_owned());
        let text = cite(&[record], Style::Markdown);
        assert!(
            text.starts_with(
                "Nordpress, *Talks on \\*oil\\* & gas\\_prices*, Oslo, 3 March 2023, sentence 3: “"
            ),
            "{text}"
        );
        assert!(text.contains("Report: <https://example.org/talks>. Claim: <https://w3id.org/rapporteur/id/claim/s1>, read by"), "{text}");
    }

    #[test]
    fn bibtex_is_escaped_and_its_braces_match() {
        let mut record = record("s1");
        record.report.title = Some("50% of {oil} & gas_prices \\ ~ ^ #1 $2".to_owned());
        let text = cite(&[record], Style::BibTex);
        assert!(text.starts_with("@misc{rapporteur-s1,\n  author = {{Nordpress}},\n"), "{text}");
        assert!(
            text.contains(
                "  title = {{50\\% of \\textbraceleft{}oil\\textbraceright{} \\& gas\\_prices \\textbackslash{} \
                 \\textasciitilde{} \\textasciicircum{} \\#1 \\$2}},\n"
            ),
            "{text}"
        );
        assert!(text.contains("  year = {2023},\n  month = mar,\n  date = {2023-03-03},\n"), "{text}");
        assert!(text.contains("  url = {https://w3id.org/rapporteur/id/claim/s1},\n"), "{text}");
        let mut depth = 0;
        for c in text.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            assert!(depth >= 0, "{text}");
        }
        assert_eq!(depth, 0, "{text}");
    }

    #[test]
    fn csl_json_has_only_fields_of_its_schema() {
        // Those that we use, each looked up in schemas/input/csl-data.json of citation-style-language/schema at
        // 00412663cee29f630e8a112abf751fce6c9c1748; it allows no others.
        const FIELDS: [&str; 13] = [
            "URL",
            "abstract",
            "author",
            "custom",
            "id",
            "issued",
            "language",
            "note",
            "publisher",
            "publisher-place",
            "source",
            "title",
            "type",
        ];
        let items: Vec<serde_json::Value> =
            serde_json::from_str(&cite(&[record("s1"), record("e3")], Style::CslJson)).unwrap();
        assert_eq!(items.len(), 2);
        for item in &items {
            for name in item.as_object().unwrap().keys() {
                assert!(FIELDS.contains(&name.as_str()), "{name}");
            }
        }
        assert_eq!(items[0]["issued"]["date-parts"], serde_json::json!([[2023, 3, 3]]));
        assert_eq!(items[0]["author"], serde_json::json!([{ "literal": "Nordpress" }]));
        assert_eq!(items[0]["source"], "reports/talks.txt");
    }

    #[test]
    fn dates_are_as_long_as_they_are_known() {
        assert_eq!(long_date("2021-12-14"), "14 December 2021");
        assert_eq!(long_date("2021-12"), "December 2021");
        assert_eq!(long_date("2021"), "2021");
    }
}
