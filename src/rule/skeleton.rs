//! The beginning of a rule file, to be filled in by a researcher: made from the class, or from a sentence.

use super::file::{EVENT_CLASSES, constants_of, roles_of};
use super::pattern::Kind;
use crate::document::Upos;
use crate::extract::graph::{Graph, Rel};
use crate::extract::{lines, traced};
use crate::knowledge::{Knowledge, RULE_FILES};
use crate::mention::{EntityKind, MentionKind, Recognition};
use crate::report::Report;
use std::fmt::Write as _;

/// The text of a rule file for frames of `class`, with one rule called `name`.
///
/// With a sentence its trigger and roles are what that sentence suggests, its tree stands above the rule, and its
/// first example has what the rule finds in it.
/// The loader accepts the file once the examples that it asks for are put in.
pub fn skeleton(name: &str, class: &str, sentence: Option<&str>, knowledge: &Knowledge) -> String {
    let draft =
        sentence.map_or_else(|| Draft::of_class(class), |sentence| Draft::of(sentence, class, knowledge));
    let finds = sentence.map(|sentence| found(name, class, sentence, &draft)).unwrap_or_default();
    write(name, class, sentence, &draft, &finds, knowledge)
}

/// A trigger, roles with their fillings, and the tree as comments.
struct Draft {
    trigger: String,
    roles: Vec<(String, Vec<String>)>,
    tree: String,
}

/// The roles of one who acts, of one who is acted upon, and of a third.
fn usual_roles(class: &str) -> [&'static str; 3] {
    match class {
        "Position" => ["holder", "issue", "regarding"],
        "EnergySupply" => ["supplier", "commodity", "recipient"],
        "Contribution" => ["contributor", "operation", "quantity"],
        "Discussion" => ["participant", "topic", "event"],
        "Participation" => ["participant", "event", "place"],
        "Visit" => ["visitor", "host", "participant"],
        "PhoneCall" => ["caller", "recipient", "participant"],
        "Message" | "Aid" => ["sender", "recipient", "topic"],
        "Appointment" => ["appointee", "participant", "topic"],
        "Sanction" | "Attack" => ["participant", "target", "topic"],
        "Signing" => ["signatory", "topic", "participant"],
        _ => ["participant", "participant", "topic"],
    }
}

/// What may stand for a role.
fn usual_kind(role: &str) -> &'static str {
    match role {
        "appointee" => "Person",
        "issue" | "topic" | "route" => "Text",
        "commodity" => "Commodity",
        "quantity" => "Measure",
        "event" | "operation" => "Event",
        "place" => "Place",
        "date" => "Time",
        _ => "Actor",
    }
}

impl Draft {
    fn of_class(class: &str) -> Self {
        let [actor, other, _] = usual_roles(class);
        let mut roles = vec![(actor.to_owned(), vec![format!(">subj: {}", usual_kind(actor))])];
        let filling = format!(">dobj: {}", usual_kind(other));
        if other == actor {
            roles[0].1.push(filling);
        } else {
            roles.push((other.to_owned(), vec![filling]));
        }
        Self { trigger: "VERB lemma=verb|another-verb".to_owned(), roles, tree: String::new() }
    }

    fn of(sentence: &str, class: &str, knowledge: &Knowledge) -> Self {
        let report = Report { id: "sentence".to_owned(), text: sentence.to_owned(), ..Report::default() };
        let (account, trace) = traced(&report, knowledge);
        let document = &trace.document;
        let graph = Graph::new(&report.text, document, knowledge);
        let recognition = &account.recognition;
        let tokens = 0..document.tokens().len();
        let root = tokens.clone().find(|token| document.head(*token).is_none());
        let verb = tokens.clone().find(|token| document.token(*token).upos == Upos::Verb);
        let is_verb = |token: &usize| document.token(*token).upos == Upos::Verb;
        let Some(trigger) = root.filter(is_verb).or(verb).or(root) else { return Self::of_class(class) };
        let is_named = |token: usize| {
            recognition.mention_of(token).is_some_and(|mention| mention.kind != MentionKind::Pronoun)
        };
        let mut test = format!("{} lemma={}", document.token(trigger).upos.as_str(), graph.lemma(trigger));
        let object = graph
            .all(trigger, Rel::DOBJ)
            .find(|token| document.token(*token).upos == Upos::Noun && !is_named(*token));
        if let Some(object) = object {
            let _ = write!(test, " +>dobj[lemma={}]", graph.lemma(object));
        }
        let [actor, other, third] = usual_roles(class);
        let mut roles: Vec<(String, Vec<String>)> = Vec::new();
        let mut fill = |role: &str, filling: String| match roles.iter_mut().find(|(known, _)| known == role) {
            Some((_, fillings)) if fillings.contains(&filling) => (),
            Some((_, fillings)) => fillings.push(filling),
            None => roles.push((role.to_owned(), vec![filling])),
        };
        for &(rel, token) in graph.down(trigger) {
            let Some(kind) = kind_of(recognition, token) else { continue };
            match (rel.as_str(), graph.case(token)) {
                ("subj", _) => fill(actor, format!(">subj: {}", kind_for(actor, kind))),
                ("dobj", _) => fill(other, format!(">dobj: {}", kind_for(other, kind))),
                ("obl", Some(case)) if kind != "Place" && other != "issue" => {
                    fill(other, format!(">obl({}): {}", case.replace(' ', "_"), kind_for(other, kind)));
                }
                ("obl", Some(case)) if !["in", "at"].contains(&case) => {
                    fill(third, format!(">obl({}): {}", case.replace(' ', "_"), usual_kind(third)));
                }
                _ => (),
            }
        }
        if roles.is_empty() {
            roles = Self::of_class(class).roles;
        }
        let mut tree = String::new();
        for token in tokens {
            let view = document.token(token);
            let head = document.head(token).map_or("-", |head| document.token(head).span.of(&report.text));
            let line = format!(
                "#   {:<18} {:<14} {:<6} {:<12} {head}",
                view.span.of(&report.text),
                view.lemma,
                view.upos.as_str(),
                view.deprel.as_str()
            );
            tree.push_str(line.trim_end());
            tree.push('\n');
        }
        Self { trigger: test, roles, tree }
    }
}

/// The kind of the mention whose head a token is.
fn kind_of(recognition: &Recognition, token: usize) -> Option<&'static str> {
    let mention = recognition.mention_of(token)?;
    let entity = mention.entities.first().map(|id| recognition.entity(*id).kind);
    Some(match entity {
        Some(EntityKind::Person) => "Person",
        Some(EntityKind::Place) => "Place",
        _ => "Actor",
    })
}

/// A role for persons takes persons; one for actors takes any of them, since the next sentence has another.
fn kind_for(role: &str, found: &'static str) -> &'static str {
    match usual_kind(role) {
        "Actor" if found == "Place" => "Place",
        usual => usual,
    }
}

/// What the drafted rule finds in the sentence, of its class.
fn found(name: &str, class: &str, sentence: &str, draft: &Draft) -> Vec<String> {
    let shown = if EVENT_CLASSES.contains(&class) || !["Participation", "Discussion"].contains(&class) {
        class
    } else {
        "Meeting"
    };
    let mut text = head(class, "Draft.");
    rule(name, draft, &mut text);
    let _ = write!(
        text,
        "\n[[example]]\ntext = \"A.\"\nfinds = [\"{shown}()\"]\n\n[[example]]\ntext = \"A.\"\nfinds = []\nwhy = \"Draft.\"\n"
    );
    let own = [("draft.toml", text.as_str())];
    // A name that is taken already, or a lemma that the pattern language cannot write: then there is no proposal.
    let Ok(knowledge) = Knowledge::with_rules(RULE_FILES.iter().copied().chain(own)) else {
        return Vec::new();
    };
    let report = Report { id: "sentence".to_owned(), text: sentence.to_owned(), ..Report::default() };
    let (account, _) = traced(&report, &knowledge);
    lines::lines(&account).into_iter().filter(|line| line.class == shown).map(|line| line.text).collect()
}

fn head(class: &str, gloss: &str) -> String {
    format!(
        "frame = \"{class}\"\ngloss = \"{gloss}\"\nsource = \"our own reading\"\nsince = \"{}\"\n",
        env!("CARGO_PKG_VERSION")
    )
}

fn rule(name: &str, draft: &Draft, text: &mut String) {
    let _ = write!(text, "\n[[rule]]\nname = \"{name}\"\ntrigger = \"{}\"\n", draft.trigger);
    for (role, fillings) in &draft.roles {
        let quoted: Vec<String> = fillings.iter().map(|filling| format!("\"{filling}\"")).collect();
        let value = if let [one] = &quoted[..] { one.clone() } else { format!("[{}]", quoted.join(", ")) };
        let _ = writeln!(text, "{role} = {value}");
    }
}

fn write(
    name: &str,
    class: &str,
    sentence: Option<&str>,
    draft: &Draft,
    finds: &[String],
    knowledge: &Knowledge,
) -> String {
    let gloss = knowledge.ontology().class(class).map_or("", |class| class.definition.as_str());
    let first = gloss.split(". ").next().unwrap_or_default().trim_end_matches('.').replace('"', "'");
    let mut text = String::from(
        "# A rule file. Change what does not fit, put in the examples, and run:\n\
         #   rapporteur rules test --rules FOLDER_OF_THIS_FILE\n\
         # The pattern language is explained in docs/CONTRIBUTING.md, the way of a rule in docs/tutorial.md.\n\n",
    );
    text.push_str("# The class of frames that the rules find, what they find in one sentence, and where the idea is from.\n");
    text.push_str(&head(class, &format!("{first}.")));
    if !draft.tree.is_empty() {
        text.push_str("\n# The sentence as the annotator reads it: word, dictionary form, part of speech, relation, head.\n");
        text.push_str(&draft.tree);
    }
    text.push_str("\n# A trigger, and for each role a path from it and what may stand there; \"?\" at the end: may be absent.\n");
    let _ = writeln!(text, "# Roles of {class}: {}.", roles_of(class).unwrap_or_default().join(", "));
    let _ = writeln!(text, "# What may stand there: {}.", Kind::ALL.map(|(name, _)| name).join(", "));
    text.push_str(
        "# Place, date, attribution, modality and polarity are read around the trigger without a rule.\n",
    );
    let mut of_rule = String::new();
    rule(name, draft, &mut of_rule);
    text.push_str(of_rule.trim_start());
    let constants = constants_of(class);
    let must = class == "Position";
    for (constant, values) in constants.iter().take(1) {
        let mark = if must { "" } else { "# " };
        let _ = writeln!(
            text,
            "{mark}set = {{ {constant} = \"{}\" }}  # one of {}",
            values[0],
            values.join(", ")
        );
    }
    text.push_str("\n# What must be found: at least one sentence of your own.\n");
    match sentence {
        Some(sentence) if !finds.is_empty() => {
            let _ = writeln!(text, "# This is what the rule above finds. Is it what the sentence says?");
            let facts: Vec<String> = finds.iter().map(|fact| quoted(fact)).collect();
            let _ =
                write!(text, "[[example]]\ntext = {}\nfinds = [{}]\n", quoted(sentence), facts.join(", "));
        }
        _ => {
            let text_of = sentence.map_or_else(|| "\"…\"".to_owned(), quoted);
            let _ = write!(text, "# [[example]]\n# text = {text_of}\n# finds = [\"{class}(…)\"]\n");
        }
    }
    text.push_str(
        "\n# What a careless rule would find too and must not: at least one, and why.\n\
         # [[example]]\n# text = \"…\"\n# finds = []\n# why = \"…\"\n",
    );
    text
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::file::{self, RuleFile};

    fn load(text: &str, knowledge: &Knowledge) -> Result<RuleFile, String> {
        file::read("own.toml", text, knowledge.lemma_sets()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_skeleton_of_every_class_is_accepted_once_examples_are_put_in() {
        let knowledge = Knowledge::embedded();
        for class in EVENT_CLASSES.into_iter().chain([
            "Participation",
            "Discussion",
            "Position",
            "EnergySupply",
            "Contribution",
        ]) {
            let text = skeleton("some-rule", class, None, &knowledge);
            let refusal = load(&text, &knowledge).unwrap_err();
            assert!(refusal.contains("no example that finds something"), "{class}: {refusal}");
            let shown = if ["Participation", "Discussion"].contains(&class) { "Meeting" } else { class };
            let filled = format!(
                "{text}\n[[example]]\ntext = \"A.\"\nfinds = [\"{shown}(x)\"]\n\n[[example]]\ntext = \"B.\"\nfinds = []\nwhy = \"C.\"\n"
            );
            assert_eq!(load(&filled, &knowledge).map(|file| file.class), Ok(class.to_owned()));
        }
    }

    #[test]
    fn a_sentence_suggests_its_rule() {
        let knowledge = Knowledge::embedded();
        let text = skeleton(
            "congratulate-on",
            "Message",
            Some("President Ana Rusu congratulated Kari Lund."),
            &knowledge,
        );
        for line in [
            "trigger = \"VERB lemma=congratulate\"",
            "sender = \">subj: Actor\"",
            "recipient = \">dobj: Actor\"",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
        assert!(text.contains("finds = [\"Message("), "{text}");
    }
}
