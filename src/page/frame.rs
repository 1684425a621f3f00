//! What is around the content of a page: its head, the way to other pages, where its links lead.

use crate::page::markup::escape;
use crate::words::is_address;
use std::fmt::Write as _;

/// The style of a report's page.
pub(crate) const STYLE: &str = include_str!("page.css");
/// The script that ties words to claims.
pub(crate) const SCRIPT: &str = include_str!("page.js");

/// Whether a page stands by itself or in a site.
#[derive(Clone, Copy)]
pub(crate) enum Frame<'s> {
    /// All that the page needs stands in it.
    Alone,
    /// Style, script and the pages of things are other files of a site.
    Within(&'s Within<'s>),
}

/// How a page of a site reaches the others.
pub(crate) struct Within<'s> {
    /// The way up to the folder of the site: `../../`, empty for pages that stand there.
    pub(crate) top: String,
    /// Where the page of a thing is, as seen from this page; nothing for a thing that has none.
    pub(crate) page_of: &'s (dyn Fn(&str) -> Option<String> + 's),
}

/// The head of a page.
pub(crate) struct Head<'a> {
    /// What stands in the title of the window.
    pub(crate) title: &'a str,
    /// The thing that the page is about.
    pub(crate) about: Option<&'a About>,
    /// Where a reader with a keyboard may jump to, and what that is called.
    pub(crate) skip: (&'a str, &'a str),
    /// The scripts of the page, by the names of their files in a site.
    pub(crate) scripts: &'a [&'a str],
}

/// The thing that a page is about, for machines.
pub(crate) struct About {
    /// Its IRI.
    pub(crate) iri: String,
    /// Its description by schema.org, as JSON-LD.
    pub(crate) data: serde_json::Value,
}

/// The parts of a site, by their files.
const PARTS: [(&str, &str); 6] = [
    ("index.html", "Search"),
    ("reports/index.html", "Reports"),
    ("entities/index.html", "Entities"),
    ("events/index.html", "Events"),
    ("positions/index.html", "Positions"),
    ("energy/index.html", "Energy"),
];

impl Frame<'_> {
    /// Writes everything before the content.
    pub(crate) fn begin(self, head: &Head<'_>, page: &mut String) {
        let title = escape(head.title);
        // A page by itself holds its style and its script; the pages of a site share theirs.
        let own = match self {
            Frame::Alone => "'unsafe-inline'",
            Frame::Within(_) => "'self'",
        };
        let _ = write!(
            page,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {own}; \
             script-src {own}; img-src data:; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n"
        );
        match self {
            Frame::Alone => {
                let _ = writeln!(page, "<style>\n{STYLE}</style>");
            }
            Frame::Within(within) => {
                let _ = writeln!(page, "<link rel=\"stylesheet\" href=\"{}site.css\">", within.top);
                for script in head.scripts {
                    let _ = writeln!(page, "<script src=\"{}{script}\" defer></script>", within.top);
                }
                if let Some(about) = head.about {
                    // `<` would end the script in the middle of a name.
                    let data = about.data.to_string().replace('<', "\\u003c");
                    let _ = write!(
                        page,
                        "<link rel=\"canonical\" href=\"{}\">\n<script type=\"application/ld+json\">{data}</script>\n",
                        escape(&about.iri)
                    );
                }
            }
        }
        let (target, words) = head.skip;
        let _ = write!(page, "</head>\n<body>\n<a class=\"skip\" href=\"#{target}\">{words}</a>\n");
        if let Frame::Within(within) = self {
            page.push_str("<nav class=\"parts\" aria-label=\"Parts of this site\">\n");
            for (file, words) in PARTS {
                let _ = writeln!(page, "<a href=\"{}{file}\">{words}</a>", within.top);
            }
            page.push_str("</nav>\n");
        }
    }

    /// Writes everything after the content.
    pub(crate) fn end(self, head: &Head<'_>, page: &mut String) {
        if !head.scripts.is_empty() {
            page.push_str("<p id=\"say\" class=\"unseen\" role=\"status\" aria-live=\"polite\"></p>\n");
        }
        if let Frame::Alone = self {
            let _ = writeln!(page, "<script>\n{SCRIPT}</script>");
        }
        page.push_str("</body>\n</html>\n");
    }

    /// A link to the page of a thing, or to the address that is its IRI.
    ///
    /// In a site the IRIs of the graph lead to pages of the site or nowhere: they are names first, and whether
    /// they can be opened on the web is for whoever publishes them to say.
    pub(crate) fn link(self, iri: &str, inner: &str) -> String {
        match self {
            Frame::Alone => link(iri, inner),
            Frame::Within(within) => match (within.page_of)(iri) {
                Some(page) => format!("<a href=\"{}\">{inner}</a>", escape(&page)),
                None => inner.to_owned(),
            },
        }
    }
}

/// A link to an address of the web; no other scheme becomes one.
pub(crate) fn link(iri: &str, inner: &str) -> String {
    if is_address(iri) {
        format!("<a href=\"{}\" rel=\"noreferrer\">{inner}</a>", escape(iri))
    } else {
        inner.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert_eq!(link("javascript:alert(1)", "x"), "x");
        assert_eq!(
            link("https://a.org/?q=\"><b>", "x"),
            "<a href=\"https://a.org/?q=&quot;&gt;&lt;b&gt;\" rel=\"noreferrer\">x</a>"
        );
    }

    #[test]
    fn the_data_of_a_page_cannot_end_their_script() {
        let about = About {
            iri: "https://a.org/\"x".into(),
            data: serde_json::json!({"name": "</script><script>alert(1)"}),
        };
        let within = Within { top: "../".into(), page_of: &|_| None };
        let head = Head { title: "<x>", about: Some(&about), skip: ("main", "Skip"), scripts: &[] };
        let mut page = String::new();
        Frame::Within(&within).begin(&head, &mut page);
        assert!(!page.contains("</script><script>") && page.contains("<title>&lt;x&gt;</title>"), "{page}");
        assert!(page.contains("href=\"https://a.org/&quot;x\""), "{page}");
    }
}
