//! What the title of a report tells of whose an office is: "Call with President N of Brazil".

use crate::knowledge::Knowledge;
use crate::mention::EntityKind;
use std::ops::Range;

/// The title of a report.
#[derive(Debug, Default)]
pub(super) struct Headline {
    /// The words without marks around them; possessive and comma are words of their own, as in the text.
    words: Vec<String>,
    /// Where states are named, and their keys.
    states: Vec<(Range<usize>, String)>,
}

impl Headline {
    /// Reads a title; one in capitals throughout is read as if each word had one.
    pub(super) fn new(title: &str, knowledge: &Knowledge) -> Self {
        let shouted = !title.chars().any(char::is_lowercase);
        let mut words: Vec<String> = Vec::new();
        for word in title.split_whitespace() {
            let comma = word.ends_with(',');
            let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
            let bare = ["'s", "’s", "'S", "’S"].iter().find_map(|end| word.strip_suffix(end));
            let plain = bare.unwrap_or(word).trim_matches(['\'', '’']);
            let small = plain.to_lowercase();
            if knowledge.in_set("small-in-titles", &small) {
                words.push(small);
            } else if shouted {
                words.push(capitalised(&small));
            } else {
                words.push(plain.to_owned());
            }
            if bare.is_some() {
                words.push("'s".to_owned());
            }
            if comma {
                words.push(",".to_owned());
            }
        }
        let mut states = Vec::new();
        let mut at = 0;
        let all: Vec<&str> = words.iter().map(String::as_str).collect();
        while at < all.len() {
            let found = knowledge.gazetteer.lookup(&all[at..]);
            let state = found.iter().filter(|m| m.kind == EntityKind::State).max_by_key(|m| m.words);
            match state.filter(|_| is_capital(all[at])) {
                Some(state) => {
                    states.push((at..at + state.words, state.key.to_owned()));
                    at += state.words;
                }
                None => at += 1,
            }
        }
        Self { words, states }
    }

    /// The keys of the states that it names, one of them left out, and those in which something only takes place.
    pub(super) fn states(&self, home: &str) -> Vec<&str> {
        let placed = |range: &Range<usize>| {
            (range.start.saturating_sub(3)..range.start).any(|at| self.is(at, "in") || self.is(at, "at"))
        };
        let mut keys: Vec<&str> = self
            .states
            .iter()
            .filter(|(range, key)| key != home && !placed(range))
            .map(|(_, key)| key.as_str())
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether it tells of a journey, which may lead to more states than it names.
    pub(super) fn tells_journey(&self, knowledge: &Knowledge) -> bool {
        self.words.iter().any(|word| knowledge.in_set("journey-in-titles", &word.to_lowercase()))
    }

    /// The state that it joins to an officer's family name: "President N of Brazil", "Brazilian President N".
    pub(super) fn state_of(&self, surname: &str, knowledge: &Knowledge) -> Option<&str> {
        let named = |at: usize| self.states.iter().find(|(range, _)| range.start == at);
        for at in 0..self.words.len() {
            if !self.words[at].eq_ignore_ascii_case(surname) {
                continue;
            }
            if self.is(at + 1, "of")
                && let Some((_, key)) = named(at + 2 + usize::from(self.is(at + 2, "the")))
            {
                return Some(key);
            }
            // Back over given names to the title, and to the state right before it.
            for title in (at.saturating_sub(6)..at).rev() {
                if !(title..at).all(|i| is_capital(&self.words[i])) {
                    break;
                }
                let before = self.states.iter().find(|(range, _)| range.end == title);
                let titled = (title + 1..=at)
                    .any(|end| knowledge.offices.office(&self.words[title..end].join(" ")).is_some());
                if titled && let Some((_, key)) = before {
                    return Some(key);
                }
            }
        }
        None
    }

    /// The name of whoever it first gives an office of this title without another state, and not as a guest or as the
    /// one who is met: "Statement by President N on the call with President M".
    pub(super) fn holder(&self, title: &str, home: &str, knowledge: &Knowledge) -> Option<&[String]> {
        let wanted: Vec<String> = title.split(' ').map(str::to_lowercase).collect();
        (0..self.words.len()).find_map(|at| {
            let mut from = at + wanted.len();
            let these = self.words.get(at..from)?;
            if !these.iter().zip(&wanted).all(|(word, wanted)| word.to_lowercase() == *wanted) {
                return None;
            }
            let before = at - usize::from(at > 0 && self.is(at - 1, "the"));
            let foreign = self.states.iter().any(|(range, key)| range.end == before && key != home);
            let last = before.checked_sub(1).map(|i| self.words[i].to_lowercase()).unwrap_or_default();
            let second = before.checked_sub(2).map(|i| self.words[i].to_lowercase()).unwrap_or_default();
            let ranked = knowledge.in_set("ranked-in-titles", &last);
            let guest = knowledge.in_set("guest-in-titles", &last)
                || knowledge.in_set("guest-noun-in-titles", &second);
            if foreign || ranked || guest {
                return None;
            }
            from += usize::from(self.is(from, ","));
            while self
                .words
                .get(from)
                .is_some_and(|word| knowledge.in_set("address-in-titles", &word.to_lowercase()))
            {
                from += 1;
            }
            let end = (from..self.words.len().min(from + 5))
                .take_while(|i| is_capital(&self.words[*i]))
                .last()
                .map_or(from, |last| last + 1);
            (end > from && !self.is(end, "of")).then(|| &self.words[from..end])
        })
    }

    /// The words that name who speaks: "Statement by President N on the call", "Remarks by Minister N at the forum".
    pub(super) fn speaker(&self, knowledge: &Knowledge) -> Option<&[String]> {
        let small = |at: usize| self.words[at].to_lowercase();
        let by = (1..self.words.len()).find(|at| {
            matches!(small(*at).as_str(), "by" | "from") && knowledge.in_set("statement-by", &small(at - 1))
        })?;
        let start = by + 1 + usize::from(self.is(by + 1, "the"));
        let end = (start..self.words.len()).take_while(|at| is_capital(&self.words[*at])).last()? + 1;
        // "Statement by President N and Minister M": which of them says "I" it does not tell.
        (!self.is(end, "and")).then(|| &self.words[start..end])
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.words.get(at).is_some_and(|other| other == word)
    }
}

/// Whether a word begins with a capital.
fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A word with a capital at its beginning.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

    #[test]
    fn a_title_tells_the_state_of_an_officer() {
        for (title, surname, state) in [
            ("Call with President Tomas Silva of Brazil", "Silva", Some("state:BR")),
            ("Meeting with Brazilian President Silva", "silva", Some("state:BR")),
            ("VISIT BY PRESIDENT SILVA OF THE PHILIPPINES", "Silva", Some("state:PH")),
            ("Statement by President Silva on Brazil", "Silva", None),
            ("Brazil: statement by President Silva", "Silva", None),
        ] {
            let headline = Headline::new(title, &KNOWLEDGE);
            assert_eq!(headline.state_of(surname, &KNOWLEDGE), state, "{title}");
        }
    }

    #[test]
    fn a_title_tells_who_speaks_for_the_publisher() {
        for (title, office, holder) in [
            (
                "Statement by President Ann Hill on the Call with President Silva",
                "president",
                Some("Ann Hill"),
            ),
            ("Readout of President Hill’s Call with President Silva of Brazil", "President", Some("Hill")),
            (
                "STATEMENT BY THE PRIME MINISTER, THE RT HON SIR ROBERT HILL",
                "prime minister",
                Some("Robert Hill"),
            ),
            ("Remarks by President Ann Hill, President Silva of Brazil", "president", Some("Ann Hill")),
            ("Meeting with President Silva", "president", None),
            ("Visit by President Silva", "president", None),
            ("Call of Brazilian President Silva", "president", None),
            ("Vice President Hill visits Brazil", "president", None),
        ] {
            let headline = Headline::new(title, &KNOWLEDGE);
            let found = headline.holder(office, "state:US", &KNOWLEDGE).map(|words| words.join(" "));
            assert_eq!(found.as_deref(), holder, "{title}");
        }
    }

    #[test]
    fn a_title_names_states() {
        let headline = Headline::new("U.S.-French talks on Ukraine and France", &KNOWLEDGE);
        assert!(headline.states("state:US").contains(&"state:UA"), "{headline:?}");
        assert!(headline.states("state:US").contains(&"state:FR"), "{headline:?}");
        let headline = Headline::new("Presidents to meet at Oslo, Norway", &KNOWLEDGE);
        assert!(headline.states("state:US").is_empty(), "{headline:?}");
    }
}
