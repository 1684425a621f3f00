//! A look at SPARQL that somebody wrote, for messages that help: where it goes wrong, and words that we do not know.
//!
//! Whether it is SPARQL is for Oxigraph to say; this only reads its words, with line and column.

use crate::ask::nearest;
use crate::ontology::{NAMESPACE, NAMESPACES};
use crate::rdf::concepts::Concepts;
use crate::store::padded;
use oxigraph::model::NamedOrBlankNode;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Where something stands: both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// What is wrong with a query that is not SPARQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where; nothing where the parser could not say.
    pub place: Option<Place>,
    /// What is wrong there.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The line where it stands, with a mark below.
    pub excerpt: String,
}

/// A word of our namespace that the ontology does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTerm {
    /// Where it stands.
    pub place: Place,
    /// The word as it was written: `rap:holdr`.
    pub written: String,
    /// Its IRI.
    pub iri: String,
    /// The word that is written most nearly so: `rap:holder`.
    pub nearest: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A keyword or the name of a function.
    Word,
    /// `rap:holder`
    Name,
    /// `<…>`
    Iri,
    /// `?x`
    Variable,
    Literal,
    /// A literal that does not end.
    Open,
    Sign,
}

#[derive(Clone, Copy, Debug)]
struct Token<'t> {
    kind: Kind,
    text: &'t str,
    /// In bytes.
    at: usize,
}

/// The words of a query, without comments and white space.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '#' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '<' => match rest.find(|c: char| c == '>' || c.is_whitespace() || "\"{}|^`".contains(c)) {
                Some(end) if rest[end..].starts_with('>') => (Kind::Iri, end + 1),
                _ => (Kind::Sign, 1),
            },
            '"' | '\'' => string(rest, c),
            '?' | '$' => {
                let length = 1 + rest[1..].find(|c: char| !is_letter(c)).unwrap_or(rest.len() - 1);
                (if length > 1 { Kind::Variable } else { Kind::Sign }, length)
            }
            c if is_letter(c) || c == ':' => name(rest),
            c => (Kind::Sign, c.len_utf8()),
        };
        tokens.push(Token { kind, text: &rest[..length], at });
        at += length;
    }
    tokens
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn string(rest: &str, quote: char) -> (Kind, usize) {
    let long = quote.to_string().repeat(3);
    let (end, begin) = if rest.starts_with(&long) { (long, 3) } else { (quote.to_string(), 1) };
    let mut escaped = false;
    for (index, c) in rest.char_indices().skip(begin) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if begin == 1 && c == '\n' {
            return (Kind::Open, index);
        } else if rest[index..].starts_with(&end) {
            return (Kind::Literal, index + end.len());
        }
    }
    (Kind::Open, rest.len())
}

/// A word, a number, or a name with a prefix; a full stop at its end is not of it.
fn name(rest: &str) -> (Kind, usize) {
    let within = |c: char| is_letter(c) || matches!(c, '-' | '.' | ':' | '%' | '\\');
    let mut length = rest.find(|c: char| !within(c)).unwrap_or(rest.len());
    while length > 1 && rest[..length].ends_with('.') {
        length -= 1;
    }
    if rest[..length].contains(':') {
        return (Kind::Name, length);
    }
    // Keywords and numbers have no hyphens: `?a -1`.
    let length = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len()).max(1);
    (if rest.starts_with(|c: char| c.is_ascii_digit()) { Kind::Literal } else { Kind::Word }, length)
}

fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    Place { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
}

fn is_word(token: &Token<'_>, word: &str) -> bool {
    token.kind == Kind::Word && token.text.eq_ignore_ascii_case(word)
}

/// The prefixes that a query may use: those of the house, and those that it declares.
fn prefixes<'t>(tokens: &[Token<'t>]) -> BTreeMap<&'t str, &'t str> {
    let mut known: BTreeMap<&str, &str> = NAMESPACES.into_iter().collect();
    for window in tokens.windows(3) {
        if is_word(&window[0], "PREFIX") && window[1].kind == Kind::Name && window[2].kind == Kind::Iri {
            known.insert(window[1].text.trim_end_matches(':'), window[2].text.trim_matches(['<', '>']));
        }
    }
    known
}

/// Where a query asks another endpoint, if it does.
pub fn service(text: &str) -> Option<Place> {
    tokens(text).iter().find(|token| is_word(token, "SERVICE")).map(|token| place(text, token.at))
}

/// The words of our namespace that neither the ontology nor `also` knows, each once.
pub fn unknown_terms(text: &str, also: impl Fn(&str) -> bool) -> Vec<UnknownTerm> {
    let tokens = tokens(text);
    let prefixes = prefixes(&tokens);
    let known: BTreeSet<&str> = Concepts::embedded()
        .triples()
        .iter()
        .filter_map(|triple| match &triple.subject {
            NamedOrBlankNode::NamedNode(subject) => subject.as_str().strip_prefix(NAMESPACE),
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .filter(|local| !local.is_empty())
        .collect();
    let mut found: Vec<UnknownTerm> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let declared = index > 1 && is_word(&tokens[index - 2], "PREFIX");
        let iri = match token.kind {
            Kind::Name => token.text.split_once(':').and_then(|(prefix, local)| {
                prefixes.get(prefix).map(|namespace| format!("{namespace}{local}"))
            }),
            Kind::Iri if !declared => Some(token.text.trim_matches(['<', '>']).to_owned()),
            _ => None,
        };
        let Some(iri) = iri else { continue };
        let Some(local) = iri.strip_prefix(NAMESPACE).filter(|local| !local.is_empty()) else { continue };
        // `PREFIX rap:` itself is no word.
        if known.contains(local) || found.iter().any(|known| known.iri == iri) || also(&iri) {
            continue;
        }
        // Of two words that are equally near, the one of the same kind: classes begin with capitals.
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let alike = known.iter().copied().filter(|word| capital(word) == capital(local));
        let near = nearest(local, alike).or_else(|| nearest(local, known.iter().copied()));
        found.push(UnknownTerm {
            place: place(text, token.at),
            written: token.text.to_owned(),
            nearest: near.map(|local| format!("rap:{local}")),
            iri: iri.clone(),
        });
    }
    found
}

/// What is wrong with a query that Oxigraph does not take; `told` is what it says.
pub fn fault(text: &str, told: &str) -> Fault {
    let tokens = tokens(text);
    let prefixes = prefixes(&tokens);
    let at = told_at(text, told).unwrap_or(text.len());
    let sentence = SENTENCES.iter().find(|(sentence, _)| told.contains(sentence));
    let (at, message, hint) = undeclared(&tokens, &prefixes)
        .or_else(|| unclosed(&tokens))
        .or_else(|| unread(&tokens))
        .or_else(|| bare(&tokens))
        .or_else(|| sentence.map(|(sentence, hint)| (at, (*sentence).to_owned(), (*hint).to_owned())))
        .unwrap_or_else(|| unexpected(&tokens, text, at));
    let place = place(text, at);
    Fault { place: Some(place), message, hint, excerpt: excerpt(text, place) }
}

type Found = (usize, String, String);

/// A prefix that neither the house nor the query declares.
fn undeclared(tokens: &[Token<'_>], prefixes: &BTreeMap<&str, &str>) -> Option<Found> {
    for (index, token) in tokens.iter().enumerate() {
        let Some((prefix, local)) = token.text.split_once(':').filter(|_| token.kind == Kind::Name) else {
            continue;
        };
        let declares = index > 0 && is_word(&tokens[index - 1], "PREFIX");
        if declares || prefix == "_" || prefixes.contains_key(prefix) {
            continue;
        }
        // Prefixes are too short for `nearest`.
        let near = prefixes.keys().copied().find(|known| strsim::damerau_levenshtein(prefix, known) == 1);
        let mean = near.map_or_else(String::new, |near| format!("did you mean `{near}:{local}`? "));
        return Some((
            token.at,
            format!("the prefix `{prefix}:` is not declared"),
            format!(
                "{mean}declare it before SELECT with `PREFIX {prefix}: <…>`; known without that are {}",
                NAMESPACES.map(|(prefix, _)| prefix).join(", ")
            ),
        ));
    }
    None
}

/// A text or a bracket that does not end, or one that ends and did not begin.
fn unclosed(tokens: &[Token<'_>]) -> Option<Found> {
    let mut open: Vec<&Token<'_>> = Vec::new();
    for token in tokens {
        if token.kind == Kind::Open {
            let quote = &token.text[..1];
            return Some((
                token.at,
                format!("the text that begins here with {quote} does not end"),
                format!("end it with {quote} on the same line; a {quote} within it is written \\{quote}"),
            ));
        }
        let opens = match token.text {
            "{" | "(" | "[" => {
                open.push(token);
                continue;
            }
            "}" => "{",
            ")" => "(",
            "]" => "[",
            _ => continue,
        };
        match open.pop() {
            Some(opening) if opening.text == opens => {}
            Some(opening) => {
                return Some((
                    opening.at,
                    format!("`{}` is not closed before `{}`", opening.text, token.text),
                    "each bracket needs its partner".to_owned(),
                ));
            }
            None => {
                return Some((
                    token.at,
                    format!("`{}` closes nothing", token.text),
                    "each bracket needs its partner".to_owned(),
                ));
            }
        }
    }
    let opening = open.pop()?;
    let closing = match opening.text {
        "{" => "}",
        "(" => ")",
        _ => "]",
    };
    Some((opening.at, format!("`{}` is not closed", opening.text), format!("add `{closing}` where it ends")))
}

/// A request to change the graph, or no form of query at all.
fn unread(tokens: &[Token<'_>]) -> Option<Found> {
    const CHANGES: [&str; 9] = ["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"];
    const FORMS: [&str; 4] = ["SELECT", "CONSTRUCT", "DESCRIBE", "ASK"];
    let Some(first) = tokens.first() else {
        return Some((
            0,
            "the query is empty".to_owned(),
            "it begins with SELECT, CONSTRUCT, DESCRIBE or ASK".to_owned(),
        ));
    };
    if let Some(change) = tokens.iter().find(|token| CHANGES.iter().any(|word| is_word(token, word)))
        && tokens.iter().all(|token| FORMS.iter().all(|word| !is_word(token, word)))
    {
        return Some((
            change.at,
            format!("{} would change the graph, and queries only read it", change.text.to_uppercase()),
            "`rapporteur build` writes what reports state, `rapporteur review` what you think of it"
                .to_owned(),
        ));
    }
    if tokens.iter().all(|token| FORMS.iter().all(|word| !is_word(token, word))) {
        return Some((
            first.at,
            "this is no query".to_owned(),
            "it begins with SELECT, CONSTRUCT, DESCRIBE or ASK; `rapporteur query --list` shows the named ones".to_owned(),
        ));
    }
    None
}

/// What Oxigraph's parser says in sentences, and what to do about it.
const SENTENCES: [(&str, &str); 10] = [
    (
        "The SELECT overrides an existing variable using an expression",
        "give the variable after AS a new name",
    ),
    (
        "The SELECT contains an expression with a variable that is unbound",
        "each variable of an expression must stand in the WHERE, or in GROUP BY",
    ),
    (
        "The SELECT contains a variable that is unbound",
        "each variable after SELECT must stand in the WHERE, or be made by AS",
    ),
    ("Duplicated variable name in SELECT", "name each variable once after SELECT"),
    (
        "SELECT * is not authorized with GROUP BY",
        "name the variables after SELECT: those of GROUP BY, and aggregates such as (COUNT(?x) AS ?n)",
    ),
    ("BIND is overriding an existing variable", "give the variable after AS a new name"),
    ("Repeated variables are not allowed in VALUES clauses", "name each variable of VALUES once"),
    (
        "The VALUES clause rows should have exactly the same number of values",
        "each row of VALUES needs as many values as there are variables; UNDEF stands for none",
    ),
    ("The VERSION declaration is only supported in SPARQL 1.2", "leave VERSION out"),
    ("Already used blank node id", "use a variable instead of the blank node"),
];

/// The words of SPARQL 1.1: keywords, and the functions that need no prefix.
const WORDS: &str = "a abs add all as asc ask avg base bind bnode bound by ceil clear coalesce concat construct contains \
    copy count create data datatype day default delete desc describe distinct drop encode_for_uri exists false filter \
    floor from graph group group_concat having hours if in insert into iri isblank isiri isliteral isnumeric isuri lang \
    langmatches lateral lcase limit load max md5 min minus minutes month move named not now offset optional order prefix \
    rand reduced regex replace round sameterm sample seconds select separator service sha1 sha256 sha384 sha512 silent \
    str strafter strbefore strdt strends strlang strlen strstarts struuid substr sum timezone to true tz ucase undef \
    union uri using uuid values version where with year adjust";

/// A word that is neither SPARQL's nor a name or variable.
fn bare(tokens: &[Token<'_>]) -> Option<Found> {
    for (index, token) in tokens.iter().enumerate() {
        let known = |word: &str| word.eq_ignore_ascii_case(token.text);
        // `"Norway"@en`
        let is_language = index > 0 && tokens[index - 1].text == "@";
        if token.kind != Kind::Word || is_language || WORDS.split_whitespace().any(known) {
            continue;
        }
        let ours = Concepts::embedded().triples().iter().filter_map(|triple| match &triple.subject {
            NamedOrBlankNode::NamedNode(subject) => subject.as_str().strip_prefix(NAMESPACE),
            NamedOrBlankNode::BlankNode(_) => None,
        });
        let keyword = nearest(token.text, WORDS.split_whitespace().filter(|word| word.len() > 3));
        // Keywords are written in capitals, words of the ontology never.
        let shouted = token.text.chars().all(char::is_uppercase);
        let ours = nearest(token.text, ours).filter(|_| !(shouted && keyword.is_some()));
        let hint = match (ours, keyword) {
            (Some(near), _) => {
                format!(
                    "names have a prefix and variables a ?: did you mean `rap:{near}` or `?{}`?",
                    token.text
                )
            }
            (None, Some(word)) => format!("did you mean {}?", word.to_uppercase()),
            (None, None) => {
                format!(
                    "names have a prefix, as in rap:holder; variables begin with ?, as in ?{}",
                    token.text
                )
            }
        };
        return Some((token.at, format!("`{}` is no word of SPARQL", token.text), hint));
    }
    None
}

/// A word that cannot stand where it stands.
fn unexpected(tokens: &[Token<'_>], text: &str, at: usize) -> Found {
    let token = tokens.iter().find(|token| at < token.at + token.text.len());
    let Some(token) = token else {
        return (
            text.trim_end().len(),
            "the query ends too early".to_owned(),
            "the files in queries/ are examples that work".to_owned(),
        );
    };
    let hint = match token.kind {
        Kind::Variable | Kind::Name | Kind::Iri | Kind::Literal => {
            "one triple is subject, predicate and object; triples part with `.`, and `;` keeps the subject"
        }
        _ => "the files in queries/ are examples that work",
    };
    (token.at, format!("`{}` cannot stand here", token.text), hint.to_owned())
}

/// The byte where Oxigraph stopped in the padded query: `error at 3:14: expected one of …`.
///
/// Where it wanted a keyword, it tells the place behind the letters that it compared with it.
fn told_at(text: &str, told: &str) -> Option<usize> {
    let mut parts = told.split_once("error at ")?.1.splitn(3, ':');
    let line = parts.next()?.trim().parse().ok()?;
    let column = parts.next()?.trim().parse().ok()?;
    let expected =
        parts.next().unwrap_or_default().trim().trim_start_matches("expected ").trim_start_matches("one of ");
    let at = offset(&padded(text), Place { line, column });
    let is_keyword =
        |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
    let words: Vec<&str> = expected.split(", ").collect();
    if !words.iter().all(|word| is_keyword(word)) {
        return Some(at.min(text.len()));
    }
    let compared = words.iter().map(|word| word.len()).min().unwrap_or(0);
    Some(at.saturating_sub(compared).min(text.len()))
}

/// The byte at a place.
fn offset(text: &str, place: Place) -> usize {
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index + 1 == place.line {
            let within = line.char_indices().nth(place.column.saturating_sub(1));
            return at + within.map_or(line.len(), |(byte, _)| byte);
        }
        at += line.len();
    }
    text.len()
}

/// The line of a place with a mark below it; of a long line the part around the mark.
fn excerpt(text: &str, place: Place) -> String {
    const BEFORE: usize = 60;
    const SHOWN: usize = 100;
    let line = text.lines().nth(place.line - 1).unwrap_or_default().replace('\t', " ");
    let skipped = place.column.saturating_sub(BEFORE + 1);
    let shown: String = line.chars().skip(skipped).take(SHOWN).collect();
    let number = place.line.to_string();
    let gutter = " ".repeat(number.len());
    let mark = " ".repeat(place.column - 1 - skipped);
    format!("{gutter} |\n{number} | {}\n{gutter} | {mark}^", shown.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::sparql::SparqlEvaluator;

    /// The fault of a query that Oxigraph refuses, as it is told.
    #[track_caller]
    fn told(text: &str) -> String {
        let mut evaluator = SparqlEvaluator::new();
        for (prefix, namespace) in NAMESPACES {
            evaluator = evaluator.with_prefix(prefix, namespace).unwrap();
        }
        let Err(error) = evaluator.parse_query(&padded(text)) else { panic!("Oxigraph takes {text}") };
        let fault = fault(text, &error.to_string());
        let place = fault.place.map_or_else(String::new, |place| format!("{place}: "));
        format!("{place}{}\n{}\nHint: {}", fault.message, fault.excerpt, fault.hint)
    }

    #[test]
    fn an_undeclared_prefix_is_told_where_it_stands() {
        let text = told("SELECT * {\n  ?claim rpa:holder ?holder .\n}");
        assert!(text.starts_with(
            "line 2, column 10: the prefix `rpa:` is not declared\n  |\n2 |   ?claim rpa:holder ?holder .\n  |          ^\n\
             Hint: did you mean `rap:holder`? declare it before SELECT with `PREFIX rpa: <…>`"
        ), "{text}");
    }

    #[test]
    fn a_bracket_or_a_text_that_does_not_end_is_told_where_it_begins() {
        assert!(told("SELECT * { ?s ?p ?o").starts_with("line 1, column 10: `{` is not closed\n"));
        assert!(told("SELECT * { ?s ?p ?o } }").starts_with("line 1, column 23: `}` closes nothing\n"));
        assert!(
            told("SELECT * { FILTER(?a = 1 }")
                .starts_with("line 1, column 18: `(` is not closed before `}`\n")
        );
        assert!(
            told("SELECT * { ?s ?p \"o }\n")
                .starts_with("line 1, column 18: the text that begins here with \" does not end\n")
        );
    }

    #[test]
    fn what_would_change_the_graph_is_refused_in_words() {
        assert!(told("DELETE WHERE { ?s ?p ?o }").contains("DELETE would change the graph"));
        assert!(told("hello").contains("this is no query"));
        assert!(told("  ").contains("the query is empty"));
    }

    #[test]
    fn a_word_without_prefix_is_guessed() {
        let text = told("SELECT * { ?claim holder ?h }");
        assert!(text.starts_with("line 1, column 19: `holder` is no word of SPARQL\n"), "{text}");
        assert!(text.contains("did you mean `rap:holder` or `?holder`?"), "{text}");
        assert!(told("SELECT * { ?s ?p ?o } ODER BY ?s").contains("did you mean ORDER?"));
        for (text, column, word) in [
            ("SELECT * { ?s ?p ?o ?q }", 21, "?q"),
            ("SELECT * { ?s rap:holder ?o ?q . }", 29, "?q"),
            ("SELECT ?x WHERE ?s { ?x ?p ?o }", 17, "?s"),
            ("SELECT * { ?s ?p ?o . FILTER }", 30, "}"),
            ("SELECT * { ?s ?p ?o } ORDER ?s", 29, "?s"),
        ] {
            let text = told(text);
            assert!(
                text.starts_with(&format!("line 1, column {column}: `{word}` cannot stand here\n")),
                "{text}"
            );
        }
    }

    #[test]
    fn sentences_of_the_parser_are_kept() {
        let text = told("SELECT ?x (COUNT(?s) AS ?n) { ?s ?p ?x } GROUP BY ?p");
        assert!(text.contains("Hint: each variable after SELECT"), "{text}");
        let text = told("SELECT ?o ?o { ?s ?p ?o }");
        assert!(text.contains("Duplicated variable name in SELECT"), "{text}");
    }

    #[test]
    fn unknown_words_of_ours_are_told_with_the_nearest() {
        let text = "# rap:nothing\nPREFIX r: <https://w3id.org/rapporteur/ns#>\n\
                    SELECT * { ?c a rap:Positon ; r:holdr ?h ; rap:stance <https://w3id.org/rapporteur/ns#stance-suports> \
                    ; rdfs:label \"rap:text\" ; rap:holdr ?again }";
        let found = unknown_terms(text, |_| false);
        let told: Vec<String> = found
            .iter()
            .map(|term| {
                format!(
                    "{}:{} {} {}",
                    term.place.line,
                    term.place.column,
                    term.written,
                    term.nearest.as_deref().unwrap_or("-")
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "3:17 rap:Positon rap:Position",
                "3:31 r:holdr rap:holder",
                "3:55 <https://w3id.org/rapporteur/ns#stance-suports> rap:stance-supports",
            ]
        );
        assert!(unknown_terms(text, |iri| iri.ends_with("holdr")).len() == 2);
        for query in crate::queries::queries() {
            assert_eq!(unknown_terms(&query.text, |_| false), [], "{}", query.name);
        }
    }

    #[test]
    fn a_service_is_seen_where_it_is_one() {
        let place = service("SELECT * {\n  SERVICE <https://example.org/> { ?s ?p ?o } }");
        assert_eq!(place, Some(Place { line: 2, column: 3 }));
        assert_eq!(service("# SERVICE\nSELECT * { ?service rap:SERVICE \"SERVICE\" }"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in ".*") {
            let tokens = tokens(&text);
            proptest::prop_assert!(tokens.iter().all(|token| text[token.at..].starts_with(token.text)));
            fault(&text, "error at 1:3: expected x");
            unknown_terms(&text, |_| false);
        }
    }
}
