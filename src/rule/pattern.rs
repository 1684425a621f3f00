//! The pattern language of rules: tests on a token, paths through the graph, and what a role may be filled with.
//!
//! ```text
//! token    = test test …
//! test     = VERB|NOUN              part of speech
//!          | lemma=meet|@hold       dictionary form; @name is a set of `data/lexicon/lemma-sets.toml`
//!          | word=talks             the word itself, in lower case
//!          | tag=VBG|VBN            Penn tag
//!          | case=to|from           preposition or subordinator
//!          | rel=acl|root           relation to the head
//!          | is=Person|State        kind of the mention whose head it is
//!          | +PATH  | -PATH         such a token exists, does not exist
//! path     = step step …  |  .      "." is the token itself
//! step     = >rel|rel(of|for)[test test]     down, with that preposition, to such a token
//!          | <rel|rel[test]                  up
//! filling  = path: Kind             Actor, Person, State, Organization, Place, Group, Event, Time, Measure,
//!                                   Commodity, Text, Clause; several kinds with "|"
//! role     = filling / filling      the first that finds something; a "?" at the end: may be absent
//! ```

use crate::document::{Deprel, Upos};
use crate::extract::graph::Rel;
use std::fmt;

/// What stops a pattern from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// Where, in bytes of the pattern, from 0.
    pub at: usize,
    /// What was found and what was expected.
    pub what: String,
    /// What may stand there, with its name in the plural, where that is a list.
    pub known: Option<(&'static str, Vec<String>)>,
    /// The word that was found, where one of the list was meant.
    pub found: String,
}

impl PatternError {
    fn plain(at: usize, what: String) -> Self {
        Self { at, what, known: None, found: String::new() }
    }

    fn of_list<'n>(
        at: usize,
        found: &str,
        expected: &str,
        list: &'static str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        let known = known.into_iter().map(str::to_owned).collect();
        Self {
            at,
            what: format!("found `{found}`, expected {expected}"),
            known: Some((list, known)),
            found: found.to_owned(),
        }
    }
}

/// Reads a relation's name.
fn relation(name: &str, at: usize) -> Result<Rel, PatternError> {
    let known = ["subj", "dobj"].into_iter().chain(Deprel::NAMES);
    Rel::parse(name).ok_or_else(|| PatternError::of_list(at, name, "a relation", "relations", known))
}

/// Reads the name of a kind.
fn kind(name: &str, at: usize) -> Result<Kind, PatternError> {
    let known = Kind::ALL.iter().map(|(name, _)| *name);
    Kind::parse(name).ok_or_else(|| PatternError::of_list(at, name, "a kind", "kinds", known))
}

/// One test on a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `VERB|NOUN`
    Upos(Vec<Upos>),
    /// `lemma=meet|hold`, with sets spelt out.
    Lemma(Vec<String>),
    /// `word=talks`
    Word(Vec<String>),
    /// `tag=VBG`
    Tag(Vec<String>),
    /// `case=of|for`
    Case(Vec<String>),
    /// `rel=acl`
    Rel(Vec<Rel>),
    /// `is=Person|State`
    Is(Vec<Kind>),
    /// `+>obj[lemma=part]`
    Has(Path),
    /// `->obj`
    Lacks(Path),
}

/// A conjunction of tests on one token.
pub type TokenPattern = Vec<Test>;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whether the step goes to a dependent (`>`) or to a governor (`<`).
    pub down: bool,
    /// The relations allowed, as a set.
    pub rels: u64,
    /// The prepositions allowed; empty for any or none.
    pub case: Vec<String>,
    /// What the token reached must be.
    pub token: TokenPattern,
}

/// A way through the graph; empty for the token itself.
pub type Path = Vec<Step>;

/// What a role may be filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person, state, organisation or group.
    Actor,
    /// A person.
    Person,
    /// A state.
    State,
    /// An organisation.
    Organization,
    /// A place; a state counts, as the place where something happens.
    Place,
    /// A group.
    Group,
    /// A noun or verb that tells of an event.
    Event,
    /// A time expression.
    Time,
    /// A number with its unit.
    Measure,
    /// A kind of energy.
    Commodity,
    /// Any noun phrase, kept as words.
    Text,
    /// Any clause, kept as words.
    Clause,
}

impl Kind {
    /// All kinds with their names.
    pub const ALL: [(&'static str, Kind); 12] = [
        ("Actor", Kind::Actor),
        ("Person", Kind::Person),
        ("State", Kind::State),
        ("Organization", Kind::Organization),
        ("Place", Kind::Place),
        ("Group", Kind::Group),
        ("Event", Kind::Event),
        ("Time", Kind::Time),
        ("Measure", Kind::Measure),
        ("Commodity", Kind::Commodity),
        ("Text", Kind::Text),
        ("Clause", Kind::Clause),
    ];

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }
}

/// A path and the kinds of thing that may stand at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The way from the trigger.
    pub path: Path,
    /// What may stand there.
    pub kinds: Vec<Kind>,
    /// The pattern as written, for messages.
    pub written: String,
}

/// How a role is filled: of each list the first filling that finds something counts; the lists add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePattern {
    /// The role's name.
    pub role: String,
    /// Alternatives in order.
    pub choices: Vec<Vec<Filling>>,
    /// Whether the rule also holds without it.
    pub optional: bool,
}

/// Named sets of lemmas, for `@name`.
pub type LemmaSets = std::collections::BTreeMap<String, Vec<String>>;

struct Reader<'p> {
    text: &'p str,
    at: usize,
    sets: &'p LemmaSets,
}

/// Reads a token pattern.
///
/// # Errors
/// If a test, tag, relation or set is not known, with the place in the pattern.
pub fn token_pattern(text: &str, sets: &LemmaSets) -> Result<TokenPattern, PatternError> {
    let mut reader = Reader { text, at: 0, sets };
    let tests = reader.tests(|c| c.is_none())?;
    if tests.is_empty() {
        return Err(reader.error("expected a test such as `VERB lemma=meet`"));
    }
    Ok(tests)
}

/// Reads the fillings of one role, with a "?" at the end if it is optional.
///
/// # Errors
/// If a path, relation or kind is not known, with the place in the pattern.
pub fn fillings(text: &str, sets: &LemmaSets) -> Result<(Vec<Filling>, bool), PatternError> {
    let mut reader = Reader { text, at: 0, sets };
    let mut found = Vec::new();
    loop {
        reader.blanks();
        let start = reader.at;
        let path = reader.path()?;
        reader.blanks();
        reader.expect(':', "`:` and a kind such as `Actor`")?;
        reader.blanks();
        let mut kinds = Vec::new();
        loop {
            let at = reader.at;
            kinds.push(kind(reader.word(), at)?);
            if !reader.take('|') {
                break;
            }
        }
        found.push(Filling { path, kinds, written: text[start..reader.at].trim().to_owned() });
        reader.blanks();
        if !reader.take('/') {
            break;
        }
    }
    let optional = reader.take('?');
    reader.blanks();
    if reader.at < text.len() {
        return Err(reader.error("expected the end, `?` or `/` and another filling"));
    }
    Ok((found, optional))
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn expect(&mut self, c: char, expected: &str) -> Result<(), PatternError> {
        if self.take(c) { Ok(()) } else { Err(self.error(&format!("expected {expected}"))) }
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn error(&self, expected: &str) -> PatternError {
        let found =
            self.text[self.at..].split_whitespace().next().map_or("the end".to_owned(), |w| format!("`{w}`"));
        PatternError::plain(self.at, format!("found {found}, {expected}"))
    }

    fn word(&mut self) -> &str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| c.is_whitespace() || "|()[]<>/?=+".contains(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A colon at the end of a word begins the kinds of a role: the bracket around the word was not closed.
    fn closed(at: usize, word: &str) -> Result<(), PatternError> {
        match word.strip_suffix(':') {
            Some(rest) => {
                Err(PatternError::plain(at + rest.len(), "found `:`, expected `]` before it".to_owned()))
            }
            None => Ok(()),
        }
    }

    fn words(&mut self) -> Result<Vec<String>, PatternError> {
        let mut found = Vec::new();
        loop {
            let at = self.at;
            let word = self.word().replace('_', " ");
            Self::closed(at, &word)?;
            if let Some(set) = word.strip_prefix('@') {
                let Some(lemmas) = self.sets.get(set) else {
                    let known: Vec<String> = self.sets.keys().map(|name| format!("@{name}")).collect();
                    let known = known.iter().map(String::as_str);
                    return Err(PatternError::of_list(at, &word, "a set of lemmas", "sets", known));
                };
                found.extend(lemmas.iter().cloned());
            } else if word.is_empty() {
                return Err(self.error("expected a word"));
            } else {
                found.push(word.to_lowercase());
            }
            if !self.take('|') {
                return Ok(found);
            }
        }
    }

    fn tests(&mut self, ends: impl Fn(Option<char>) -> bool) -> Result<TokenPattern, PatternError> {
        let mut tests = Vec::new();
        loop {
            self.blanks();
            if ends(self.peek()) {
                return Ok(tests);
            }
            if self.peek().is_none() {
                return Err(self.error("expected `]`"));
            }
            if self.take('+') {
                tests.push(Test::Has(self.path()?));
                continue;
            }
            if self.take('-') {
                tests.push(Test::Lacks(self.path()?));
                continue;
            }
            let at = self.at;
            let name = self.word().to_owned();
            if self.take('=') {
                tests.push(match name.as_str() {
                    "lemma" => Test::Lemma(self.words()?),
                    "word" => Test::Word(self.words()?),
                    "tag" => Test::Tag(self.words()?.iter().map(|tag| tag.to_uppercase()).collect()),
                    "case" => Test::Case(self.words()?),
                    "rel" => {
                        let at = self.at;
                        let mut rels = Vec::new();
                        for word in self.words()? {
                            rels.push(relation(&word, at)?);
                        }
                        Test::Rel(rels)
                    }
                    "is" => {
                        let mut kinds = Vec::new();
                        loop {
                            let at = self.at;
                            let word = self.word();
                            Self::closed(at, word)?;
                            kinds.push(kind(word, at)?);
                            if !self.take('|') {
                                break;
                            }
                        }
                        Test::Is(kinds)
                    }
                    _ => {
                        let known = ["lemma=", "word=", "tag=", "case=", "rel=", "is="];
                        return Err(PatternError::of_list(at, &format!("{name}="), "a test", "tests", known));
                    }
                });
                continue;
            }
            let mut tags = Vec::new();
            let mut name = name;
            loop {
                let known = Upos::ALL.iter().map(|upos| upos.as_str());
                tags.push(Upos::parse(&name).ok_or_else(|| {
                    let expected = "a part of speech, or a test such as `lemma=meet`";
                    PatternError::of_list(at, &name, expected, "parts of speech", known)
                })?);
                if !self.take('|') {
                    break;
                }
                self.word().clone_into(&mut name);
            }
            tests.push(Test::Upos(tags));
        }
    }

    fn path(&mut self) -> Result<Path, PatternError> {
        if self.take('.') {
            return Ok(Vec::new());
        }
        let mut steps = Vec::new();
        loop {
            let down = match self.peek() {
                Some('>') => true,
                Some('<') => false,
                _ if steps.is_empty() => {
                    return Err(self.error("expected a path that begins with `>`, `<` or `.`"));
                }
                _ => return Ok(steps),
            };
            self.at += 1;
            let mut rels = 0;
            loop {
                let at = self.at;
                let name = self.word().to_owned();
                let name = name.strip_suffix(':').map_or(name.clone(), |name| {
                    self.at -= 1;
                    name.to_owned()
                });
                rels |= relation(&name, at)?.bit();
                if !self.take('|') {
                    break;
                }
            }
            let case = if self.take('(') {
                let words = self.words()?;
                self.expect(')', "`)`")?;
                words
            } else {
                Vec::new()
            };
            let token = if self.take('[') {
                let tests = self.tests(|c| c == Some(']'))?;
                self.expect(']', "`]`")?;
                tests
            } else {
                Vec::new()
            };
            steps.push(Step { down, rels, case, token });
            let before = self.at;
            self.blanks();
            if !matches!(self.peek(), Some('>' | '<')) {
                self.at = before;
                return Ok(steps);
            }
        }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets() -> LemmaSets {
        LemmaSets::from([("hold".to_owned(), vec!["hold".to_owned(), "have".to_owned()])])
    }

    #[test]
    fn a_role_has_a_path_and_kinds() {
        let (found, optional) =
            fillings("<dobj[VERB lemma=@hold] >obl(with|between): Actor / >subj: Person ?", &sets()).unwrap();
        assert!(optional);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].path.len(), 2);
        assert!(!found[0].path[0].down);
        assert_eq!(found[0].path[0].token[1], Test::Lemma(vec!["hold".to_owned(), "have".to_owned()]));
        assert_eq!(found[0].path[1].case, ["with", "between"]);
        assert_eq!(found[1].kinds, [Kind::Person]);
    }

    #[test]
    fn a_trigger_may_demand_and_forbid_paths() {
        let tests = token_pattern("VERB lemma=take +>obj[lemma=part] ->obl(according_to)", &sets()).unwrap();
        assert_eq!(tests.len(), 4);
        assert!(matches!(&tests[3], Test::Lacks(path) if path[0].case == ["according to"]));
    }

    #[test]
    fn err_unknown_relation_says_where() {
        let error = fillings(">nsubject: Actor", &sets()).unwrap_err();
        assert_eq!(error.at, 1);
        assert!(error.what.starts_with("found `nsubject`"), "{error}");
    }

    #[test]
    fn err_unknown_set_names_the_known_ones() {
        let error = token_pattern("VERB lemma=@hodl", &sets()).unwrap_err();
        assert_eq!(error.what, "found `@hodl`, expected a set of lemmas");
        assert_eq!(error.known, Some(("sets", vec!["@hold".to_owned()])));
    }

    #[test]
    fn err_kind_missing() {
        assert_eq!(fillings(">subj", &sets()).unwrap_err().at, 5);
        assert!(fillings(">subj: Actr", &sets()).unwrap_err().what.starts_with("found `Actr`"));
    }
}
