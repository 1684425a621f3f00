//! The page itself.

use crate::page::content::{Claim, Content, Name, Sentence};
use crate::page::runs::{Mark, runs};
use crate::record::Run;
use crate::report::Span;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a mark marks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marked {
    Claim(usize),
    Name(usize),
}

impl Marked {
    /// Its name on the page: `c1`, `n1`.
    fn id(self) -> String {
        match self {
            Self::Claim(number) => format!("c{}", number + 1),
            Self::Name(number) => format!("n{}", number + 1),
        }
    }
}

/// Writes the page.
pub(super) fn html(content: &Content<'_>) -> String {
    let report = &content.report;
    let title = report.title.as_deref().unwrap_or(&report.id);
    let language = report.language.as_deref().unwrap_or("en");
    let mut page = String::new();
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{}: what it claims</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<a class=\"skip\" href=\"#claims\">Skip to the claims</a>\n",
        escape(title)
    );
    header(content, title, &mut page);
    let _ = write!(
        page,
        "<main>\n<section class=\"report\" aria-labelledby=\"report\">\n<h2 id=\"report\">Report</h2>\n{KEY}\
         <div class=\"text\" id=\"text\" lang=\"{}\">",
        escape(language)
    );
    text(content, &mut page);
    page.push_str("</div>\n</section>\n");
    page.push_str("<section class=\"claims\" aria-labelledby=\"claims\">\n<h2 id=\"claims\">Claims</h2>\n");
    if content.claims.is_empty() {
        page.push_str("<p>No sentence of this report gave a claim.</p>\n");
    }
    for (number, sentence) in content.sentences.iter().enumerate() {
        claims_of(content, number, sentence, &mut page);
    }
    page.push_str("</section>\n");
    if !content.names.is_empty() {
        page.push_str(
            "<section class=\"names\" aria-labelledby=\"names\">\n<h2 id=\"names\">Names and dates</h2>\n<ul>\n",
        );
        for (number, name) in content.names.iter().enumerate() {
            named(number, name, &mut page);
        }
        page.push_str("</ul>\n</section>\n");
    }
    let _ = write!(
        page,
        "</main>\n<p id=\"say\" class=\"unseen\" role=\"status\" aria-live=\"polite\"></p>\n<script>\n{SCRIPT}</script>\n\
         </body>\n</html>\n"
    );
    page
}

/// What the marks mean.
const KEY: &str = "<p class=\"key\">Marked: <span class=\"swatch words\">words of a claim</span>, \
    <span class=\"swatch name\">a name or date</span>. \
    <span class=\"live\">Point at marked words to see their claims, or at a claim to see its words; \
    choose one to keep it, Escape lets go.</span></p>\n";

/// Where the report comes from and what was found in it.
fn header(content: &Content<'_>, title: &str, page: &mut String) {
    let report = &content.report;
    let mut facts: Vec<(&str, String)> = Vec::new();
    if let Some(agency) = &report.agency {
        facts.push(("Agency", escape(agency)));
    }
    if let Some(place) = &report.place {
        facts.push(("Place", escape(place)));
    }
    if let Some(date) = &report.date {
        let day = escape(&crate::cite::long_date(date));
        facts.push(("Date", format!("<time datetime=\"{}\">{day}</time>", escape(date))));
    }
    if let Some(source) = &report.source {
        facts.push(("Source", link(source, &escape(source))));
    }
    facts.push(("Identifier", link(report.iri.as_str(), &escape(&report.id))));
    let silent = content.sentences.iter().filter(|sentence| sentence.silence.is_some()).count();
    facts.push((
        "Read",
        format!(
            "{} in {}, {silent} of them without a claim",
            counted(content.claims.len(), "claim"),
            counted(content.sentences.len(), "sentence")
        ),
    ));
    if let Some(Run { version, knowledge }) = &content.run {
        let hash: String = knowledge.chars().take(12).collect();
        facts.push(("By", format!("rapporteur {}, rules and data {}", escape(version), escape(&hash))));
    }
    let _ = write!(page, "<header>\n<h1>{}</h1>\n<dl class=\"facts\">\n", escape(title));
    for (what, is) in facts {
        let _ = writeln!(page, "<div><dt>{what}</dt> <dd>{is}</dd></div>");
    }
    page.push_str("</dl>\n</header>\n");
}

/// The text, letter for letter: whatever is shown beside it comes from the style sheet.
fn text(content: &Content<'_>, page: &mut String) {
    let of_claims = content
        .claims
        .iter()
        .enumerate()
        .flat_map(|(number, claim)| claim.words.iter().map(move |words| (*words, Marked::Claim(number))));
    let of_names = content
        .names
        .iter()
        .enumerate()
        .flat_map(|(number, name)| name.words.iter().map(move |words| (*words, Marked::Name(number))));
    let whats: Vec<(Span, Marked)> = of_claims.chain(of_names).collect();
    let marks: Vec<Mark> =
        whats.iter().enumerate().map(|(what, (span, _))| Mark { span: *span, what }).collect();
    let mut done = 0;
    for (number, sentence) in content.sentences.iter().enumerate() {
        stretch(content, Span::new(done, sentence.span.start), &whats, &marks, page);
        let own: Vec<String> = sentence.claims.iter().map(|claim| Marked::Claim(*claim).id()).collect();
        let ids = if own.is_empty() { String::new() } else { format!(" data-i=\"{}\"", own.join(" ")) };
        let (class, told) = match (&sentence.silence, own.len()) {
            (Some(_), _) => (" silent", "no claim, see why".to_owned()),
            (None, 0) => ("", "words of claims told elsewhere".to_owned()),
            (None, count) => ("", counted(count, "claim")),
        };
        let number = number + 1;
        let _ = write!(
            page,
            "<span class=\"sentence{class}\" id=\"s{number}\"><a class=\"number\" href=\"#k{number}\" data-n=\"{number}\"{ids} \
             aria-label=\"Sentence {number}: {told}\"></a>"
        );
        stretch(content, sentence.span, &whats, &marks, page);
        page.push_str("</span>");
        done = sentence.span.end;
    }
    stretch(content, Span::new(done, content.text.len()), &whats, &marks, page);
}

/// Writes a stretch of the text with its marks.
fn stretch(content: &Content<'_>, span: Span, whats: &[(Span, Marked)], marks: &[Mark], page: &mut String) {
    for run in runs(span, marks) {
        let words = escape(run.span.of(content.text));
        if run.what.is_empty() {
            page.push_str(&words);
            continue;
        }
        let mut ids: Vec<String> = Vec::new();
        let (mut kind, mut claim) = ("", false);
        let mut narrowest = usize::MAX;
        for (span, marked) in run.what.iter().map(|what| whats[*what]) {
            if !ids.contains(&marked.id()) {
                ids.push(marked.id());
            }
            match marked {
                Marked::Claim(_) => claim = true,
                // Of names within each other the innermost gives its colour.
                Marked::Name(name) if span.len() < narrowest => {
                    narrowest = span.len();
                    kind = content.names[name].kind;
                }
                Marked::Name(_) => {}
            }
        }
        let element = if claim { "mark" } else { "span" };
        let name = if kind.is_empty() { String::new() } else { format!(" name {kind}") };
        let _ = write!(
            page,
            "<{element} class=\"run{}{name}\" data-i=\"{}\">{words}</{element}>",
            if claim { " words" } else { "" },
            ids.join(" ")
        );
    }
}

/// The claims of a sentence, or why there are none.
fn claims_of(content: &Content<'_>, number: usize, sentence: &Sentence, page: &mut String) {
    let shown = number + 1;
    let _ = writeln!(
        page,
        "<section class=\"of-sentence\" aria-labelledby=\"k{shown}\">\n\
         <h3 id=\"k{shown}\"><a href=\"#s{shown}\">Sentence {shown}</a></h3>"
    );
    if let Some(silence) = &sentence.silence {
        let _ = writeln!(page, "<p class=\"silence\"><strong>No claim:</strong> {}.</p>", code(silence));
    }
    if !sentence.claims.is_empty() {
        page.push_str("<ol>\n");
        for claim in &sentence.claims {
            card(*claim, &content.claims[*claim], page);
        }
        page.push_str("</ol>\n");
    }
    if !sentence.supports.is_empty() {
        let links: Vec<String> = sentence
            .supports
            .iter()
            .map(|claim| {
                let id = Marked::Claim(*claim).id();
                format!("<a href=\"#{id}\" data-i=\"{id}\">claim {}</a>", claim + 1)
            })
            .collect();
        let _ = writeln!(page, "<p class=\"supports\">Words of it also bear {}.</p>", listed(&links));
    }
    page.push_str("</section>\n");
}

/// One claim.
fn card(number: usize, claim: &Claim, page: &mut String) {
    let record = &claim.record;
    let (id, shown) = (Marked::Claim(number).id(), number + 1);
    let _ = writeln!(
        page,
        "<li class=\"card\" id=\"{id}\" data-i=\"{id}\" data-claim=\"{}\">\n\
         <h4><button type=\"button\" aria-pressed=\"false\"><span class=\"count\">{shown}</span> {}</button></h4>",
        escape(record.iri.as_str()),
        escape(&capital(&record.in_words()))
    );
    for words in &record.evidence {
        let _ = writeln!(page, "<blockquote>{}</blockquote>", escape(&one_line(&words.quote)));
    }
    let _ = writeln!(page, "<p class=\"source\">{}.</p>", escape(&capital(&record.attribution())));
    page.push_str("<dl>\n");
    let mut row = |what: &str, is: &str| {
        let _ = writeln!(page, "<div><dt>{what}</dt> <dd>{is}</dd></div>");
    };
    row("kind", &escape(&spaced(&record.class)));
    for (label, values) in &claim.arguments {
        let values: Vec<String> = values
            .iter()
            .map(|value| {
                let shown = escape(&value.shown);
                value.iri.as_deref().map_or_else(|| shown.clone(), |iri| link(iri, &shown))
            })
            .collect();
        row(&escape(label), &listed(&values));
    }
    row("modality", &escape(&record.modality.replace('-', " ")));
    row("polarity", &escape(&record.polarity));
    row("rule", &format!("<code>{}</code>", escape(&record.rule)));
    let last = record.iri.as_str().rsplit(['/', '#']).next().unwrap_or_default();
    row("claim", &link(record.iri.as_str(), &format!("<code>claim:{}</code>", escape(last))));
    page.push_str("</dl>\n</li>\n");
}

/// One thing that is named, or one date.
fn named(number: usize, name: &Name, page: &mut String) {
    let id = Marked::Name(number).id();
    let times = match name.words.len() {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    };
    let note = name.note.map_or(String::new(), |note| format!(", {note}"));
    let _ = write!(
        page,
        "<li id=\"{id}\" data-i=\"{id}\"><button type=\"button\" aria-pressed=\"false\">\
         <span class=\"name {}\">{}</span></button> <span class=\"about\">{}, {times}{}</span>",
        name.kind,
        escape(&name.label),
        name.kind,
        escape(&note)
    );
    if let Some(iri) = &name.iri {
        let label = format!("IRI of {}", name.label);
        let _ = write!(page, " {}", link_labelled(iri, "IRI", &label));
    }
    page.push_str("</li>\n");
}

/// A link; no other scheme than the web's becomes one.
fn link(iri: &str, inner: &str) -> String {
    if is_address(iri) {
        format!("<a href=\"{}\" rel=\"noreferrer\">{inner}</a>", escape(iri))
    } else {
        inner.to_owned()
    }
}

fn link_labelled(iri: &str, inner: &str, label: &str) -> String {
    if is_address(iri) {
        let (iri, label) = (escape(iri), escape(label));
        format!("<a href=\"{iri}\" rel=\"noreferrer\" aria-label=\"{label}\">{inner}</a>")
    } else {
        String::new()
    }
}

fn is_address(iri: &str) -> bool {
    iri.starts_with("https://") || iri.starts_with("http://")
}

/// Text in which nothing is markup, for content and for attributes in double quotes.
///
/// A carriage return would be read as a line feed, so that offsets moved; a zero byte cannot be told in HTML.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\r' => escaped.push_str("&#13;"),
            '\0' => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Words with what stands in backticks set as code.
fn code(words: &str) -> String {
    let mut parts = words.split('`');
    let mut html = escape(parts.next().unwrap_or_default());
    while let Some(inner) = parts.next() {
        match parts.next() {
            Some(after) => {
                let _ = write!(html, "<code>{}</code>{}", escape(inner), escape(after));
            }
            None => {
                let _ = write!(html, "`{}", escape(inner));
            }
        }
    }
    html
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `EnergySupply` as `energy supply`.
fn spaced(class: &str) -> String {
    let mut words = String::new();
    for c in class.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_escaped_is_markup() {
        assert_eq!(
            escape("<script>\"a\" & 'b'</script>"),
            "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;"
        );
        assert_eq!(escape("a\r\nb\0"), "a&#13;\nb\u{fffd}");
        assert_eq!(escape("Ayşe – “€”"), "Ayşe – “€”");
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(link("javascript:alert(1)", "x"), "x");
        assert_eq!(
            link("https://a.org/?q=\"><b>", "x"),
            "<a href=\"https://a.org/?q=&quot;&gt;&lt;b&gt;\" rel=\"noreferrer\">x</a>"
        );
    }

    #[test]
    fn backticks_are_code_and_a_lone_one_stays() {
        assert_eq!(code("rule `a<b` at `c`, no"), "rule <code>a&lt;b</code> at <code>c</code>, no");
        assert_eq!(code("it’s ` alone"), "it’s ` alone");
    }

    #[test]
    fn words_are_told_as_people_tell_them() {
        assert_eq!(spaced("EnergySupply"), "energy supply");
        assert_eq!(capital("émile"), "Émile");
        assert_eq!(counted(1, "claim") + &counted(0, "claim"), "1 claim0 claims");
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(
            [listed(&items[..1]), listed(&items[..2]), listed(&items)],
            ["a", "a and b", "a, b and c"]
        );
    }
}
