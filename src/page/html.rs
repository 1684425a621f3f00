//! The page itself.

use crate::page::content::{Claim, Content, Name, Sentence, Silence};
use crate::page::frame::{About, Frame, Head, link};
use crate::page::markup::{anchor, capital, code, escape, spaced};
use crate::page::runs::{Mark, runs};
use crate::record::Run;
use crate::report::Span;
use crate::words::{counted, is_address, listed, one_line};
use std::fmt::Write as _;

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

/// Writes the page; `about` is what machines are told of the report.
pub(crate) fn html(content: &Content<'_>, frame: Frame<'_>, about: Option<&About>) -> String {
    let report = &content.report;
    let title = report.title.as_deref().unwrap_or(&report.id);
    let language = report.language.as_deref().unwrap_or("en");
    let head = Head {
        title: &format!("{title}: what it claims"),
        about,
        skip: ("claims", "Skip to the claims"),
        scripts: &["page.js"],
    };
    let mut page = String::new();
    frame.begin(&head, &mut page);
    header(content, title, frame, &mut page);
    let _ = write!(
        page,
        "<main class=\"read\">\n<section class=\"report\" aria-labelledby=\"report\">\n<h2 id=\"report\">Report</h2>\n"
    );
    if content.text.is_empty() {
        page.push_str(
            "<p>The graph does not hold the text of this report; beside each claim stand its words.</p>\n",
        );
    } else {
        page.push_str(KEY);
    }
    let _ = write!(page, "<div class=\"text\" id=\"text\" lang=\"{}\">", escape(language));
    text(content, &mut page);
    page.push_str("</div>\n</section>\n");
    page.push_str("<section class=\"claims\" aria-labelledby=\"claims\">\n<h2 id=\"claims\">Claims</h2>\n");
    if content.claims.is_empty() {
        page.push_str("<p>No sentence of this report gave a claim.</p>\n");
    }
    for sentence in &content.sentences {
        claims_of(content, sentence, frame, &mut page);
    }
    page.push_str("</section>\n");
    if !content.names.is_empty() {
        page.push_str(
            "<section class=\"names\" aria-labelledby=\"names\">\n<h2 id=\"names\">Names and dates</h2>\n<ul>\n",
        );
        for (number, name) in content.names.iter().enumerate() {
            named(number, name, frame, &mut page);
        }
        page.push_str("</ul>\n</section>\n");
    }
    page.push_str("</main>\n");
    frame.end(&head, &mut page);
    page
}

/// What the marks mean.
const KEY: &str = "<p class=\"key\">Marked: <span class=\"swatch words\">words of a claim</span>, \
    <span class=\"swatch name\">a name or date</span>. \
    <span class=\"live\">Point at marked words to see their claims, or at a claim to see its words; \
    choose one to keep it, Escape lets go.</span></p>\n";

/// Where the report comes from and what was found in it.
fn header(content: &Content<'_>, title: &str, frame: Frame<'_>, page: &mut String) {
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
    facts.push(match frame {
        Frame::Alone => ("Identifier", link(report.iri.as_str(), &escape(&report.id))),
        Frame::Within(_) => ("IRI", format!("<code>{}</code>", escape(report.iri.as_str()))),
    });
    let silent = content.sentences.iter().filter(|sentence| sentence.silence.is_some()).count();
    let claims = counted(content.claims.len(), "claim");
    let sentences = counted(content.sentences.len(), "sentence");
    facts.push((
        "Read",
        if content.whole {
            format!("{claims} in {sentences}, {silent} of them without a claim")
        } else {
            claims
        },
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
    for sentence in &content.sentences {
        if content.text.is_empty() {
            break;
        }
        stretch(content, Span::new(done, sentence.span.start), &whats, &marks, page);
        let own: Vec<String> = sentence.claims.iter().map(|claim| Marked::Claim(*claim).id()).collect();
        let ids = if own.is_empty() { String::new() } else { format!(" data-i=\"{}\"", own.join(" ")) };
        let (class, told) = match (&sentence.silence, own.len()) {
            (Some(_), _) => (" silent", "no claim, see why".to_owned()),
            (None, 0) => ("", "words of claims told elsewhere".to_owned()),
            (None, count) => ("", counted(count, "claim")),
        };
        let number = sentence.number;
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
fn claims_of(content: &Content<'_>, sentence: &Sentence, frame: Frame<'_>, page: &mut String) {
    let shown = sentence.number;
    // Without the text there is nothing to lead back to.
    let back = if content.text.is_empty() {
        format!("Sentence {shown}")
    } else {
        format!("<a href=\"#s{shown}\">Sentence {shown}</a>")
    };
    let _ = writeln!(
        page,
        "<section class=\"of-sentence\" aria-labelledby=\"k{shown}\">\n\
         <h3 id=\"k{shown}\">{back}</h3>"
    );
    match &sentence.silence {
        Some(Silence::Why(why)) => {
            let _ = writeln!(page, "<p class=\"silence\"><strong>No claim:</strong> {}.</p>", code(why));
        }
        Some(Silence::Unexplained) => page.push_str("<p class=\"silence\">No claim.</p>\n"),
        None => {}
    }
    if !sentence.claims.is_empty() {
        page.push_str("<ol>\n");
        for claim in &sentence.claims {
            card(*claim, &content.claims[*claim], frame, page);
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
        let _ = writeln!(page, "<p class=\"supports\">Words of it also bear {}.</p>", listed(&links, "and"));
    }
    page.push_str("</section>\n");
}

/// One claim.
fn card(number: usize, claim: &Claim, frame: Frame<'_>, page: &mut String) {
    let record = &claim.record;
    let (id, shown) = (Marked::Claim(number).id(), number + 1);
    let last = record.iri.as_str().rsplit(['/', '#']).next().unwrap_or_default();
    // By its hash other pages lead to it.
    let own_id = match frame {
        Frame::Alone => String::new(),
        Frame::Within(_) => format!(" id=\"{}\"", anchor(record.iri.as_str())),
    };
    let _ = writeln!(
        page,
        "<li class=\"card\" id=\"{id}\" data-i=\"{id}\" data-claim=\"{}\">\n\
         <h4{own_id}><button type=\"button\" aria-pressed=\"false\"><span class=\"count\">{shown}</span> {}</button></h4>",
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
                value.iri.as_deref().map_or_else(|| shown.clone(), |iri| frame.link(iri, &shown))
            })
            .collect();
        row(&escape(label), &listed(&values, "and"));
    }
    row("modality", &escape(&record.modality.replace('-', " ")));
    row("polarity", &escape(&record.polarity));
    row("rule", &format!("<code>{}</code>", escape(&record.rule)));
    row("claim", &frame.link(record.iri.as_str(), &format!("<code>claim:{}</code>", escape(last))));
    page.push_str("</dl>\n</li>\n");
}

/// One thing that is named, or one date.
fn named(number: usize, name: &Name, frame: Frame<'_>, page: &mut String) {
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
        let (address, words, attributes) = match frame {
            Frame::Alone => (Some(iri.clone()).filter(|iri| is_address(iri)), "IRI", " rel=\"noreferrer\""),
            Frame::Within(within) => ((within.page_of)(iri), "page", ""),
        };
        if let Some(address) = address {
            let _ = write!(
                page,
                " <a href=\"{}\"{attributes} aria-label=\"{words} of {}\">{words}</a>",
                escape(&address),
                escape(&name.label)
            );
        }
    }
    if !name.resolved.is_empty() {
        page.push_str("\n<ul class=\"resolved\">");
        for (words, how) in &name.resolved {
            let words: Vec<String> = words.iter().map(|words| format!("“{}”", escape(words))).collect();
            let _ =
                write!(page, "<li>{} <span class=\"about\">({})</span></li>", words.join(", "), escape(how));
        }
        page.push_str("</ul>");
    }
    page.push_str("</li>\n");
}
