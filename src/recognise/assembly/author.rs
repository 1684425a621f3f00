//! Whose "I" a statement has: the office that publishes it, or whom its title names as the one who speaks.

use super::Assembly;
use crate::mention::{EntityId, EntityKind};
use crate::report::Report;

/// Words of a source for the office whose publication it is, and the title that goes with it.
const OFFICES: [(&str, &str); 12] = [
    ("pm", "Prime Minister"),
    ("pms", "Prime Minister"),
    ("pmo", "Prime Minister"),
    ("prime", "Prime Minister"),
    ("premier", "Prime Minister"),
    ("president", "President"),
    ("presidents", "President"),
    ("presidency", "President"),
    ("presidential", "President"),
    ("potus", "President"),
    ("chancellor", "Chancellor"),
    ("chancellery", "Chancellor"),
];

/// How long a label before a colon may be that says who speaks: "PRIME MINISTER:".
const LABEL: usize = 24;

/// By the number of which sentence, from 0, a report has presented who speaks.
const SENTENCES_OF_OPENING: usize = 1;

impl Assembly<'_> {
    /// The person whose statement the report is, where it says "I": the one whom its title names behind "Statement by",
    /// else the holder of the office whose publication it is, whom the text may leave without a name.
    pub(super) fn author(&mut self, report: &Report) -> Option<EntityId> {
        let says = (0..self.reading.len()).any(|token| self.reading.word(token) == "I");
        if !says || is_conversation(&report.text) {
            return None;
        }
        let words = self.headline.speaker(self.knowledge).unwrap_or_default().to_vec();
        // Behind the title stands the name; "Statement by the Prime Minister" has none, and the publisher tells who it is.
        let titled = (1..=words.len())
            .rev()
            .find(|end| self.knowledge.offices.office(&words[..*end].join(" ")).is_some())
            .unwrap_or(0);
        let name: Vec<String> = words[titled..]
            .iter()
            .filter(|word| {
                !self.knowledge.in_set("address-in-titles", word.to_lowercase().trim_end_matches('.'))
            })
            .cloned()
            .collect();
        if let Some(surname) = name.last().map(|word| word.to_lowercase()) {
            let mut persons = (0..self.entities.len()).map(EntityId).filter(|id| {
                let entity = &self.entities[id.0];
                entity.kind == EntityKind::Person
                    && entity.name.to_lowercase().split(' ').next_back() == Some(surname.as_str())
            });
            return match (persons.next(), persons.next()) {
                (Some(person), None) => Some(person),
                // Only the title has the name.
                (None, _) if titled > 0 => {
                    let name = name.join(" ");
                    Some(self.unknown(EntityKind::Person, format!("Person:{}", name.to_lowercase()), &name))
                }
                _ => None,
            };
        }
        let source = report.source.as_deref()?.to_lowercase();
        let mut words = source.split(|c: char| !c.is_alphanumeric());
        let title =
            words.find_map(|word| OFFICES.iter().find(|(name, _)| *name == word)).map(|(_, title)| *title)?;
        let state = self.publisher.filter(|id| self.entities[id.0].kind == EntityKind::State)?;
        let mut holders: Vec<EntityId> = self
            .holdings
            .iter()
            .filter(|holding| holding.title == title && holding.body == Some(state))
            .filter(|holding| holding.stated || self.presents(holding.tokens.start))
            .map(|holding| holding.person)
            .collect();
        holders.sort_unstable();
        holders.dedup();
        match holders[..] {
            [one] => Some(one),
            _ => Some(self.office_alone(title, state)),
        }
    }

    /// Whether words present who speaks: "STATEMENT BY THE PRIME MINISTER, MR N", and at the beginning "The Prime Minister,
    /// Mr N, announced". Another's title has no article, or says of what state: "Prime Minister N", "the Peruvian Prime
    /// Minister, Mr N".
    fn presents(&self, title: usize) -> bool {
        let reading = self.reading;
        let article = usize::from(reading.lower(title) != "the");
        let Some(before) = title.checked_sub(article) else { return false };
        if reading.lower(before) != "the" {
            return false;
        }
        let by = before >= 2
            && matches!(reading.lower(before - 1), "by" | "from")
            && self.knowledge.in_set("statement-by", reading.lower(before - 2));
        by || reading.document.sentence_of(title) <= SENTENCES_OF_OPENING
    }
}

/// Whether lines begin with who speaks, so that "I" is one of several: "JOURNALIST:", "PRIME MINISTER:".
fn is_conversation(text: &str) -> bool {
    let label = |line: &str| {
        let Some((label, _)) = line.split_once(':') else { return false };
        (1..=LABEL).contains(&label.len())
            && label.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.'))
    };
    text.lines().filter(|line| label(line.trim())).count() >= 2
}

#[cfg(test)]
mod tests {
    use crate::annotate::{Model, annotate};
    use crate::knowledge::Knowledge;
    use crate::recognise::recognise;
    use crate::report::Report;
    use std::sync::LazyLock;

    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

    fn author(source: &str, title: &str, text: &str) -> Option<String> {
        let report = Report {
            text: text.to_owned(),
            title: Some(title.to_owned()),
            source: Some(source.to_owned()),
            ..Report::default()
        };
        let mut document = annotate(text, report.body(), Model::embedded());
        let recognition = recognise(&report, &mut document, &KNOWLEDGE);
        recognition.author.map(|id| recognition.entity(id).name.clone())
    }

    #[test]
    fn the_source_or_the_title_tells_who_says_i() {
        for (source, title, text, expected) in [
            (
                "au-pm-releases",
                "Visit to Chile",
                "I will visit Chile in May.",
                Some("Prime Minister of Australia"),
            ),
            (
                "au-pm-releases",
                "Visit to Chile",
                "I will meet Prime Minister Olav Brenna in Oslo.",
                Some("Prime Minister of Australia"),
            ),
            (
                "au-pm-releases",
                "Visit to Chile",
                "Statement by the Prime Minister, Mr Paul Stone\n\nI will visit Chile in May.",
                Some("Paul Stone"),
            ),
            ("wh-briefings", "Statement by President Ana Ruiz on Chile", "I have spoken.", Some("Ana Ruiz")),
            ("wh-briefings", "Readout of a call", "I have spoken.", None),
            ("au-pm-releases", "Interview", "JOURNALIST: Why?\nPRIME MINISTER: I do not know.", None),
            ("au-pm-releases", "Visit to Chile", "The Prime Minister will visit Chile.", None),
        ] {
            let found = author(source, title, text);
            assert_eq!(
                found.map(|name| name.to_lowercase()),
                expected.map(str::to_lowercase),
                "{title}: {text}"
            );
        }
    }
}
