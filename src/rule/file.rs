//! Rule files: the reader that refuses what it does not understand, and says where.

use super::pattern::{self, LemmaSets, PatternError, RolePattern, TokenPattern};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The classes of events, by their local names in the ontology.
pub const EVENT_CLASSES: [&str; 13] = [
    "Meeting",
    "PhoneCall",
    "Visit",
    "Summit",
    "Signing",
    "Message",
    "Appointment",
    "Election",
    "Aid",
    "Sanction",
    "Attack",
    "Ceremony",
    "OtherEvent",
];

/// The roles of participants, by their notations in the ontology's role scheme.
pub const PARTICIPANT_ROLES: [&str; 12] = [
    "participant",
    "host",
    "chair",
    "convener",
    "visitor",
    "caller",
    "signatory",
    "sender",
    "recipient",
    "appointee",
    "target",
    "delegate",
];

const EVENT_ROLES: [&str; 3] = ["place", "date", "topic"];

/// The classes of frames beside the events.
const OTHER_CLASSES: [&str; 5] = ["Participation", "Discussion", "Position", "EnergySupply", "Contribution"];

/// All classes of frames, by their local names in the ontology.
pub fn classes() -> impl Iterator<Item = &'static str> {
    EVENT_CLASSES.into_iter().chain(OTHER_CLASSES)
}

/// Whether a fact of class `class` answers to a rule file for `frame`.
///
/// Participations and discussions show in the lines of their events.
pub(super) fn shows_in(frame: &str, class: &str) -> bool {
    match frame {
        "Participation" | "Discussion" => EVENT_CLASSES.contains(&class),
        frame => frame == class,
    }
}

/// The roles that a rule for a class may fill; nothing if the ontology has no such class of frames.
pub fn roles_of(class: &str) -> Option<Vec<&'static str>> {
    let participants = PARTICIPANT_ROLES.iter().copied();
    match class {
        _ if EVENT_CLASSES.contains(&class) => Some(participants.chain(EVENT_ROLES).collect()),
        "Participation" => {
            Some(std::iter::once("event").chain(participants).chain(["place", "date"]).collect())
        }
        "Discussion" => Some(vec!["event", "participant", "topic"]),
        "Position" => Some(vec!["holder", "issue", "regarding", "event"]),
        "EnergySupply" => Some(vec!["supplier", "recipient", "commodity", "quantity", "route"]),
        "Contribution" => Some(vec!["contributor", "operation", "quantity", "date"]),
        _ => None,
    }
}

/// The constants that a rule of a class may set, each with the values it may have.
pub fn constants_of(class: &str) -> &'static [(&'static str, &'static [&'static str])] {
    const MODALITY: (&str, &[&str]) = ("modality", &["asserted", "planned", "possible", "requested"]);
    // `contrary`: the rule reads a negation itself, and any other turns what it says.
    const POLARITY: (&str, &[&str]) = ("polarity", &["affirmed", "negated", "contrary"]);
    match class {
        "Position" => {
            const POSITION: &[(&str, &[&str])] = &[
                (
                    "stance",
                    &[
                        "supports",
                        "opposes",
                        "condemns",
                        "welcomes",
                        "concerned",
                        "calls-for",
                        "commits",
                        "rejects",
                        // Not a concept: whatever stance the stand has that the text told before.
                        "as-before",
                    ],
                ),
                MODALITY,
                POLARITY,
                ("reiterated", &["true"]),
                // The stand is that of whoever says so; without a speaker there is none.
                ("holder", &["speaker"]),
            ];
            POSITION
        }
        "EnergySupply" => {
            const SUPPLY: &[(&str, &[&str])] = &[
                ("status", &["current", "planned", "possible", "suspended", "ended", "refused"]),
                MODALITY,
                POLARITY,
            ];
            SUPPLY
        }
        "Participation" | "Discussion" | "Contribution" => {
            const OTHER: &[(&str, &[&str])] = &[MODALITY, POLARITY];
            OTHER
        }
        _ => {
            const EVENT: &[(&str, &[&str])] =
                &[("status", &["occurred", "planned", "possible", "denied"]), MODALITY, POLARITY];
            EVENT
        }
    }
}

/// One rule: a trigger and the paths from it to the roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, unique among all rules, in kebab-case.
    pub name: String,
    /// The class of frames it finds.
    pub class: String,
    /// What the trigger must be; one of these.
    pub triggers: Vec<TokenPattern>,
    /// How the roles are filled.
    pub roles: Vec<RolePattern>,
    /// Values that the rule itself sets: `stance`, `status`.
    pub set: BTreeMap<String, String>,
    /// The file it stands in.
    pub path: String,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// A sentence and what must be found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The report's date, to which "on Monday" refers.
    pub date: Option<String>,
    /// A reading of the sentence by hand, in CoNLL-U, where the annotator is not to be asked.
    pub conllu: Option<String>,
    /// The facts of the file's class that must be found, all of them, each in its one-line form.
    pub finds: Vec<String>,
    /// Facts that a reader would find and the rules do not yet.
    pub misses: Vec<String>,
    /// Why nothing must be found, or why it is missed.
    pub why: Option<String>,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// One family of rules with its examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// The file's path, as the reader of messages knows it.
    pub path: String,
    /// The class of frames that its rules find.
    pub class: String,
    /// What the class means, in one sentence.
    pub gloss: String,
    /// Where the idea of the family comes from.
    pub source: String,
    /// The version of the program in which it first stood.
    pub since: String,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The examples.
    pub examples: Vec<Example>,
}

/// Why a rule file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// What is wrong, in one clause.
    pub message: String,
    /// The file.
    pub path: String,
    /// Line and column, from 1, with the text of the line and the width of what is marked.
    pub place: Option<Box<(usize, usize, String, usize)>>,
    /// What would have been right.
    pub note: Option<String>,
    /// What to do next.
    pub hint: Option<String>,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.message)?;
        match &self.place {
            None => write!(f, "  --> {}", self.path)?,
            Some(place) => {
                let (line, column, text, width) = &**place;
                let margin = " ".repeat(line.to_string().len());
                writeln!(f, "  --> {}:{line}:{column}", self.path)?;
                writeln!(f, "{margin} |")?;
                writeln!(f, "{line} | {text}")?;
                // A tab stays a tab, so that the carets stand below the words whatever its width.
                let before: String =
                    text.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
                write!(f, "{margin} | {before}{}", "^".repeat((*width).max(1)))?;
                if let Some(note) = &self.note {
                    write!(f, "\n{margin} = {note}")?;
                }
            }
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nHint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for RuleError {}

struct Loader<'t> {
    path: &'t str,
    text: &'t str,
    sets: &'t LemmaSets,
}

type Table<'t> = DeTable<'t>;

/// Reads one rule file.
///
/// # Errors
/// If the file is not TOML, has an unknown key, class, role, constant or pattern, a rule name used twice in it,
/// or lacks an example that finds something or one that must find nothing.
pub fn read(path: &str, text: &str, sets: &LemmaSets) -> Result<RuleFile, RuleError> {
    Loader { path, text, sets }.file()
}

impl Loader<'_> {
    fn error(&self, span: Option<Range<usize>>, message: String) -> RuleError {
        let place = span.map(|span| {
            let start = span.start.min(self.text.len());
            let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
            let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
            let line = self.text[..start].matches('\n').count() + 1;
            let column = self.text[line_start..start].chars().count() + 1;
            let marked = &self.text[start..span.end.clamp(start, line_end)];
            Box::new((line, column, self.text[line_start..line_end].to_owned(), marked.chars().count()))
        });
        RuleError { message, path: self.path.to_owned(), place, note: None, hint: None }
    }

    fn line(&self, at: usize) -> usize {
        self.text[..at].matches('\n').count() + 1
    }

    fn file(&self) -> Result<RuleFile, RuleError> {
        let table = DeTable::parse(self.text).map_err(|error| {
            let what = error.message();
            let mut refusal = self.error(error.span(), format!("the file is not TOML: {what}"));
            refusal.hint = Some(
                if what.starts_with("duplicate key") {
                    "a key stands once; several paths to one role are a list: `participant = [\"…\", \"…\"]`"
                } else {
                    "compare it with `data/rules/_template.toml`"
                }
                .to_owned(),
            );
            refusal
        })?;
        let table = table.get_ref();
        self.only(table, &["frame", "gloss", "source", "since", "rule", "example"], "a rule file")?;
        let class_value = self.required(table, "frame")?;
        let class = self.string("frame", class_value)?.to_owned();
        let Some(roles) = roles_of(&class) else {
            let mut error = self.error(
                Some(class_value.span()),
                format!("`{class}` is not a class of frames of the ontology"),
            );
            let known: Vec<&str> = classes().collect();
            error.hint = did_you_mean(&class, &known)
                .or_else(|| Some("an event of none of these classes is an `OtherEvent`".to_owned()));
            error.note = Some(format!("classes: {}", known.join(", ")));
            return Err(error);
        };
        let gloss = self.words("gloss", self.required(table, "gloss")?)?.to_owned();
        let source = self.words("source", self.required(table, "source")?)?.to_owned();
        let since = self.words("since", self.required(table, "since")?)?.to_owned();
        let mut rules: Vec<Rule> = Vec::new();
        for (table, span) in self.tables(table, "rule")? {
            let rule = self.rule(table, span.clone(), &class, &roles)?;
            if let Some(other) = rules.iter().find(|other| other.name == rule.name) {
                let mut error =
                    self.error(Some(span), format!("the rule name `{}` is used twice", rule.name));
                error.hint = Some(format!(
                    "the other one is on line {}; give each rule a name of its own",
                    other.line
                ));
                return Err(error);
            }
            rules.push(rule);
        }
        let mut examples = Vec::new();
        for (table, span) in self.tables(table, "example")? {
            examples.push(self.example(table, span, &class)?);
        }
        if rules.is_empty() {
            let mut error = self.error(None, "the file has no rule".to_owned());
            error.hint = Some("add a [[rule]] with a name, a trigger and a role".to_owned());
            return Err(error);
        }
        if examples.iter().all(|example| example.finds.is_empty()) {
            let mut error = self.error(None, "the file has no example that finds something".to_owned());
            error.hint = Some("add an [[example]] with a text and what it `finds`".to_owned());
            return Err(error);
        }
        if !examples.iter().any(|example| example.finds.is_empty() && example.misses.is_empty()) {
            let mut error = self.error(None, "the file has no example that must find nothing".to_owned());
            error.hint = Some(
                "add an [[example]] with `finds = []` that a careless rule would match, and say `why`"
                    .to_owned(),
            );
            return Err(error);
        }
        Ok(RuleFile { path: self.path.to_owned(), class, gloss, source, since, rules, examples })
    }

    fn rule(
        &self,
        table: &Table<'_>,
        span: Range<usize>,
        class: &str,
        roles: &[&'static str],
    ) -> Result<Rule, RuleError> {
        let name_value = self.required_in(table, "name", &span)?;
        let name = self.string("name", name_value)?.to_owned();
        if !is_rule_name(&name) {
            let mut error =
                self.error(Some(name_value.span()), format!("`{name}` is not a name in kebab-case"));
            error.hint = Some(match kebab_case(&name) {
                name if name.is_empty() => "name what it matches, such as `meet-somebody`".to_owned(),
                name => format!("write `{name}`; the name says what the rule matches"),
            });
            return Err(error);
        }
        let mut triggers = Vec::new();
        for value in self.strings("trigger", self.required_in(table, "trigger", &span)?)? {
            let text = self.string("trigger", value)?;
            triggers
                .push(pattern::token_pattern(text, self.sets).map_err(|e| self.pattern_error(value, &e))?);
        }
        let mut found = Vec::new();
        let mut set = BTreeMap::new();
        for (key, value) in table {
            let key_text: &str = key.get_ref();
            match key_text {
                "name" | "trigger" => {}
                "set" => set = self.constants(value, class)?,
                role if roles.contains(&role) => {
                    let mut choices = Vec::new();
                    let mut optional = false;
                    for value in self.strings(role, value)? {
                        let (fillings, may_lack) = pattern::fillings(self.string(role, value)?, self.sets)
                            .map_err(|e| self.pattern_error(value, &e))?;
                        optional |= may_lack;
                        choices.push(fillings);
                    }
                    found.push(RolePattern { role: role.to_owned(), choices, optional });
                }
                other => {
                    let mut error = self.error(
                        Some(key.span()),
                        format!("rule `{name}` fills a role that `{class}` does not have"),
                    );
                    error.note = Some(format!("roles of {class}: {}", roles.join(", ")));
                    let mut known = roles.to_vec();
                    known.extend(["name", "trigger", "set"]);
                    error.hint = did_you_mean(other, &known).or_else(|| {
                        let owners: Vec<&str> = classes()
                            .filter(|class| roles_of(class).is_some_and(|roles| roles.contains(&other)))
                            .collect();
                        Some(match &owners[..] {
                            [] => "a new role goes into `ontology/rapporteur.ttl` first".to_owned(),
                            owners => format!("`{other}` is a role of {}", owners.join(", ")),
                        })
                    });
                    return Err(error);
                }
            }
        }
        // Required roles are tried first: most triggers fail there, and soonest.
        found.sort_by_key(|role| role.optional);
        Ok(Rule {
            name,
            class: class.to_owned(),
            triggers,
            roles: found,
            set,
            path: self.path.to_owned(),
            line: self.line(span.start),
        })
    }

    fn constants(
        &self,
        value: &Spanned<DeValue<'_>>,
        class: &str,
    ) -> Result<BTreeMap<String, String>, RuleError> {
        let known = constants_of(class);
        let DeValue::Table(table) = value.get_ref() else {
            let found = value.get_ref().type_str();
            let mut error = self
                .error(Some(value.span()), format!("`set` is {} {found}, expected a table", article(found)));
            error.hint =
                known.first().map(|(name, values)| format!("write `set = {{ {name} = \"{}\" }}`", values[0]));
            return Err(error);
        };
        let mut set = BTreeMap::new();
        for (key, value) in table {
            let name: &str = key.get_ref();
            let Some((_, values)) = known.iter().find(|(known, _)| *known == name) else {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                let mut error =
                    self.error(Some(key.span()), format!("`{name}` cannot be set by a rule for {class}"));
                error.note = Some(format!("what can be set: {}", names.join(", ")));
                error.hint = did_you_mean(name, &names).or_else(|| {
                    let has = |class: &&str| constants_of(class).iter().any(|(known, _)| *known == name);
                    let owners: Vec<&str> = classes().filter(has).collect();
                    (!owners.is_empty()).then(|| format!("a rule for {} may set it", owners.join(", ")))
                });
                return Err(error);
            };
            let text = self.string(name, value)?;
            if !values.contains(&text) {
                let mut error =
                    self.error(Some(value.span()), format!("`{text}` is not a value of `{name}`"));
                error.note = Some(format!("values: {}", values.join(", ")));
                error.hint = did_you_mean(text, values);
                return Err(error);
            }
            set.insert(name.to_owned(), text.to_owned());
        }
        Ok(set)
    }

    fn example(&self, table: &Table<'_>, span: Range<usize>, class: &str) -> Result<Example, RuleError> {
        self.only(table, &["text", "date", "conllu", "finds", "misses", "why"], "an example")?;
        let list = |key: &str| -> Result<Vec<String>, RuleError> {
            let mut facts = Vec::new();
            for value in table.get(key).map_or(Ok(Vec::new()), |value| self.strings(key, value))? {
                facts.push(self.fact(key, value, class)?.to_owned());
            }
            Ok(facts)
        };
        self.required_in(table, "finds", &span)?;
        let example = Example {
            text: self.string("text", self.required_in(table, "text", &span)?)?.to_owned(),
            date: table.get("date").map(|value| self.day(value)).transpose()?,
            conllu: table.get("conllu").map(|value| self.tree(value)).transpose()?,
            finds: list("finds")?,
            misses: list("misses")?,
            why: table.get("why").map(|value| Ok(self.words("why", value)?.to_owned())).transpose()?,
            line: self.line(span.start),
        };
        if (example.finds.is_empty() || !example.misses.is_empty()) && example.why.is_none() {
            let mut error = self.error(
                Some(span),
                "an example that finds nothing or misses something does not say why".into(),
            );
            error.hint = Some("add `why = \"…\"`: the next reader will want to know".to_owned());
            return Err(error);
        }
        Ok(example)
    }

    /// A fact in its one-line form; one of another class than the file's could never be found.
    fn fact<'a>(
        &self,
        key: &str,
        value: &'a Spanned<DeValue<'_>>,
        class: &str,
    ) -> Result<&'a str, RuleError> {
        let fact = self.string(key, value)?;
        match fact.split_once('(') {
            Some((of, _)) if shows_in(class, of) => Ok(fact),
            _ => {
                let mut error = self
                    .error(Some(value.span()), format!("this is no fact that a file for {class} can find"));
                let shown = if shows_in(class, class) { class } else { "Meeting" };
                error.note = Some(format!("a fact of {class} begins with `{shown}(`"));
                error.hint = Some(format!(
                    "an example compares only what the rules of its file find: here {}",
                    if shown == class {
                        "frames of that class"
                    } else {
                        "events, with who took part and the topics"
                    }
                ));
                Err(error)
            }
        }
    }

    fn day(&self, value: &Spanned<DeValue<'_>>) -> Result<String, RuleError> {
        let text = self.string("date", value)?;
        if text.parse::<chrono::NaiveDate>().is_ok() {
            return Ok(text.to_owned());
        }
        let mut error = self.error(Some(value.span()), format!("`{text}` is not a day of the calendar"));
        error.hint = Some("write year, month and day: `date = \"2031-05-02\"`".to_owned());
        Err(error)
    }

    fn tree(&self, value: &Spanned<DeValue<'_>>) -> Result<String, RuleError> {
        let text = self.string("conllu", value)?;
        let Err(wrong) = crate::annotate::conllu::read(text) else { return Ok(text.to_owned()) };
        let raw = &self.text[value.span()];
        // TOML drops a line break that follows the opening quotation marks.
        let skipped = usize::from(raw.starts_with("\"\"\"\n") || raw.starts_with("'''\n"));
        let number = self.line(value.span().start) + wrong.line - 1 + skipped;
        let line = self.text.lines().nth(number - 1).unwrap_or_default();
        let mut error = self.error(None, format!("the tree is not CoNLL-U: {}", wrong.problem));
        error.place = Some(Box::new((number, 1, line.to_owned(), line.chars().count())));
        error.hint = Some("write ten columns separated by tabs, a word a line, as treebanks do".to_owned());
        Err(error)
    }

    fn pattern_error(&self, value: &Spanned<DeValue<'_>>, error: &PatternError) -> RuleError {
        let raw = &self.text[value.span()];
        let quote = ["\"\"\"\r\n", "\"\"\"\n", "\"\"\"", "'''\r\n", "'''\n", "'''", "\"", "'"];
        let quote = quote.into_iter().find(|quote| raw.starts_with(quote)).map_or(0, str::len);
        let start = value.span().start + quote + error.at;
        let span = match self.text.get(start..) {
            // With an escape in the string its places are no longer those of the file.
            Some(rest) if !raw.contains('\\') => {
                let width = rest.find(|c: char| c.is_whitespace() || "\"'()[]:|".contains(c)).unwrap_or(1);
                start..start + width.max(1)
            }
            _ => value.span(),
        };
        let mut refusal = self.error(Some(span), format!("the pattern cannot be read: {}", error.what));
        refusal.hint = Some("docs/CONTRIBUTING.md explains the pattern language with examples".to_owned());
        if let Some((list, known)) = &error.known {
            refusal.note = Some(format!("{list}: {}", known.join(", ")));
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            refusal.hint = did_you_mean(&error.found, &known).or(refusal.hint);
        }
        refusal
    }

    fn only(&self, table: &Table<'_>, known: &[&str], what: &str) -> Result<(), RuleError> {
        for (key, _) in table {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let mut error = self.error(Some(key.span()), format!("`{name}` is not a key of {what}"));
                error.note = Some(format!("keys of {what}: {}", known.join(", ")));
                error.hint = did_you_mean(name, known);
                return Err(error);
            }
        }
        Ok(())
    }

    fn required<'a, 'b>(
        &self,
        table: &'a Table<'b>,
        key: &str,
    ) -> Result<&'a Spanned<DeValue<'b>>, RuleError> {
        table.get(key).ok_or_else(|| {
            let mut error = self.error(None, format!("the file does not say its `{key}`"));
            error.hint =
                Some(format!("add `{key} = \"…\"` at the top; `data/rules/_template.toml` shows it"));
            error
        })
    }

    fn required_in<'a, 'b>(
        &self,
        table: &'a Table<'b>,
        key: &str,
        span: &Range<usize>,
    ) -> Result<&'a Spanned<DeValue<'b>>, RuleError> {
        table.get(key).ok_or_else(|| {
            let mut error = self.error(Some(span.clone()), format!("`{key}` is missing here"));
            error.hint = Some(match key {
                "finds" => "add `finds = [\"…\"]`, or `finds = []` where nothing must be found".to_owned(),
                key => format!("add `{key} = \"…\"`; `data/rules/_template.toml` shows it"),
            });
            error
        })
    }

    fn wrong_type(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) -> RuleError {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` is {} {found}, expected {expected}", article(found));
        let mut error = self.error(Some(value.span()), message);
        if !matches!(value.get_ref(), DeValue::Array(_) | DeValue::Table(_)) {
            error.hint = Some(format!("put it in quotation marks: `\"{}\"`", &self.text[value.span()]));
        }
        error
    }

    fn string<'a>(&self, key: &str, value: &'a Spanned<DeValue<'_>>) -> Result<&'a str, RuleError> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text),
            _ => Err(self.wrong_type(key, value, "a string")),
        }
    }

    /// A string that says something.
    fn words<'a>(&self, key: &str, value: &'a Spanned<DeValue<'_>>) -> Result<&'a str, RuleError> {
        let text = self.string(key, value)?;
        if text.trim().is_empty() {
            let mut error = self.error(Some(value.span()), format!("`{key}` says nothing"));
            error.hint = Some("write one sentence for the next reader".to_owned());
            return Err(error);
        }
        Ok(text)
    }

    fn strings<'a, 'b>(
        &self,
        key: &str,
        value: &'a Spanned<DeValue<'b>>,
    ) -> Result<Vec<&'a Spanned<DeValue<'b>>>, RuleError> {
        match value.get_ref() {
            DeValue::Array(values) => Ok(values.iter().collect()),
            DeValue::String(_) => Ok(vec![value]),
            _ => Err(self.wrong_type(key, value, "a string or a list of strings")),
        }
    }

    fn tables<'a, 'b>(
        &self,
        table: &'a Table<'b>,
        key: &str,
    ) -> Result<Vec<(&'a Table<'b>, Range<usize>)>, RuleError> {
        let Some(value) = table.get(key) else { return Ok(Vec::new()) };
        let refused = |value: &Spanned<DeValue<'_>>| {
            let found = value.get_ref().type_str();
            let mut error = self.error(
                Some(value.span()),
                format!("`{key}` is {} {found} here, expected `[[{key}]]`", article(found)),
            );
            error.hint =
                Some(format!("write `[[{key}]]`, with two brackets, before each: a file may have several"));
            error
        };
        let DeValue::Array(values) = value.get_ref() else { return Err(refused(value)) };
        let tables = values.iter().map(|value| match value.get_ref() {
            DeValue::Table(table) => Ok((table, value.span())),
            _ => Err(refused(value)),
        });
        tables.collect()
    }
}

/// "a" or "an" before the name of a type.
fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Whether a rule may have this name: it is in kebab-case.
pub fn is_rule_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A name as it would be in kebab-case.
fn kebab_case(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    words.join("-")
}

/// "did you mean …?" if something known is spelt much like what was found.
pub fn did_you_mean(found: &str, known: &[&str]) -> Option<String> {
    known
        .iter()
        .map(|word| (strsim::jaro_winkler(found, word), *word))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| format!("did you mean `{word}`?"))
}
