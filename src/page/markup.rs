//! Text as HTML, and words as people tell them.

use std::fmt::Write as _;

/// Text in which nothing is markup, for content and for attributes in double quotes.
///
/// A carriage return would be read as a line feed, so that offsets moved; a zero byte cannot be told in HTML.
pub(crate) fn escape(text: &str) -> String {
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
pub(crate) fn code(words: &str) -> String {
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

/// `EnergySupply` as `energy supply`.
pub(crate) fn spaced(class: &str) -> String {
    let mut words = String::new();
    for c in class.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A part of an id that any text may become: letters and digits stay.
pub(crate) fn fragment(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut fragment, c| {
        if c.is_ascii_alphanumeric() || c == '-' {
            fragment.push(c);
        } else {
            let _ = write!(fragment, "_{:x}", u32::from(c));
        }
        fragment
    })
}

/// The id by which pages lead to a claim or an event: the last part of its IRI, a hash.
pub(crate) fn anchor(iri: &str) -> String {
    fragment(iri.rsplit(['/', '#']).next().unwrap_or_default())
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
    fn backticks_are_code_and_a_lone_one_stays() {
        assert_eq!(code("rule `a<b` at `c`, no"), "rule <code>a&lt;b</code> at <code>c</code>, no");
        assert_eq!(code("it’s ` alone"), "it’s ` alone");
    }

    #[test]
    fn words_are_told_as_people_tell_them() {
        assert_eq!(spaced("EnergySupply"), "energy supply");
        assert_eq!(capital("émile"), "Émile");
    }

    #[test]
    fn fragments_keep_apart_what_differs() {
        assert_eq!(fragment("calls-for"), "calls-for");
        assert_ne!(fragment("a b"), fragment("a_b"));
    }
}
