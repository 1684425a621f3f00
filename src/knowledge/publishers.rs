//! Whose publication a source is: "the President" in a text of the White House is that of the United States.

use super::gazetteer::Gazetteer;
use crate::mention::EntityKind;

/// Words that say that a source is a government or an office of it.
const GOVERNMENT_WORDS: [&str; 48] = [
    "administration",
    "armed",
    "cabinet",
    "chancellery",
    "chancellor",
    "defence",
    "defense",
    "department",
    "dept",
    "embassy",
    "foreign",
    "gc",
    "gob",
    "gouv",
    "gov",
    "government",
    "govt",
    "mea",
    "mfa",
    "minister",
    "ministers",
    "ministries",
    "ministry",
    "mission",
    "mod",
    "moe",
    "mofa",
    "moi",
    "parliament",
    "pm",
    "pmd",
    "pmo",
    "pms",
    "potus",
    "premier",
    "presidency",
    "president",
    "presidential",
    "presidents",
    "prez",
    "prime",
    "royal",
    "sec",
    "secretary",
    "senate",
    "state",
    "treasury",
    "leader",
];

/// Words for a collection of texts, beside the name of the state in a source: `ukraine-en`.
const PUBLICATION_WORDS: [&str; 22] = [
    "briefing",
    "briefings",
    "com",
    "en",
    "eng",
    "english",
    "media",
    "news",
    "online",
    "org",
    "press",
    "public",
    "readouts",
    "release",
    "releases",
    "remarks",
    "speeches",
    "statement",
    "statements",
    "transcripts",
    "web",
    "www",
];

impl Gazetteer {
    /// The key of the state or organisation whose publication the source is, where its name makes that certain.
    ///
    /// `source` is a report's source, its collection or its agency: `wh-briefings`, `UK Government`, `kremlin-en`.
    /// Known patterns come first; then a state's name, adjective or ISO code beside a word for a government:
    /// `lk-mfa`, `Government of Japan`, `ukraine-president`. A news agency is no publisher of its state.
    pub fn publisher(&self, source: &str) -> Option<&str> {
        let folded = self.folder.fold(&words_of(source)).to_lowercase();
        if folded.is_empty() {
            return None;
        }
        let padded = format!(" {folded} ");
        for (pattern, key) in &self.publishers {
            if padded.contains(&format!(" {pattern} ")) {
                return Some(key);
            }
        }
        if self.agency(source).is_some() {
            return None;
        }
        let words: Vec<&str> = folded.split(' ').collect();
        if words.iter().any(|word| GOVERNMENT_WORDS.contains(word)) {
            return self.state_in(&words, true);
        }
        // A collection that bears only the name of a state: `sri-lanka`, `ukraine-en`, `lk-releases`.
        let named: Vec<&str> =
            words.iter().filter(|word| !PUBLICATION_WORDS.contains(word)).copied().collect();
        let key = self.state_in(&named, named.len() < words.len())?;
        let entry = &self.entries[*self.by_key.get(key)?];
        let whole = named.join(" ");
        let name = self.folder.fold(&entry.label).to_lowercase();
        (whole == name || whole.eq_ignore_ascii_case(&entry.iso2)).then_some(key)
    }

    /// The key of the state whose publication the source is: [`Self::publisher`] without organisations.
    pub fn state_of_publisher(&self, source: &str) -> Option<&str> {
        self.publisher(source).filter(|key| key.starts_with("state:"))
    }

    /// The key of the news agency that the words name: `TASS`, `Azerbaijan State News Agency`, `trend-az`.
    pub fn agency(&self, source: &str) -> Option<&str> {
        let spaced = words_of(source);
        let words: Vec<&str> = spaced.split_whitespace().collect();
        (0..words.len()).find_map(|start| {
            (start + 1..=words.len()).rev().find_map(|end| {
                let small = self.folder.fold(&words[start..end].join(" ")).to_lowercase();
                let forms = self.forms.get(&small)?;
                let entry = forms.iter().map(|form| &self.entries[form.entry]);
                entry.into_iter().find(|entry| entry.class == "news-agency").map(|entry| entry.key.as_str())
            })
        })
    }

    /// The state that some of the folded small words name; codes count only beside a word for a government.
    fn state_in(&self, words: &[&str], codes: bool) -> Option<&str> {
        for length in (1..=words.len().min(5)).rev() {
            for window in words.windows(length) {
                let Some(forms) = self.forms.get(&window.join(" ")) else { continue };
                let states: Vec<usize> = forms
                    .iter()
                    .map(|form| form.entry)
                    .filter(|entry| self.entries[*entry].kind == Some(EntityKind::State))
                    .collect();
                if let [first, rest @ ..] = states.as_slice()
                    && rest.iter().all(|other| other == first)
                {
                    return Some(&self.entries[*first].key);
                }
            }
        }
        if !codes {
            return None;
        }
        // The code stands at either end: `lk-mfa`, `mfa-lk`; inside it would be a word like "in" or "it".
        [words.first(), words.last()].into_iter().flatten().find_map(|word| {
            let entry = self.entries.iter().find(|entry| {
                entry.kind == Some(EntityKind::State)
                    && (entry.iso2.eq_ignore_ascii_case(word) || entry.iso3.eq_ignore_ascii_case(word))
            })?;
            Some(entry.key.as_str())
        })
    }
}

/// The words of a source's name: everything but letters and digits parts them.
fn words_of(source: &str) -> String {
    source.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_tells_whose_publication_it_is() {
        let gazetteer = Gazetteer::embedded();
        for (source, key) in [
            ("wh-briefings", Some("state:US")),
            ("kremlin-en", Some("state:RU")),
            ("au-pm-releases", Some("state:AU")),
            ("collection:UK Government", Some("state:GB")),
            ("collection:US State Department", Some("state:US")),
            ("lk-mfa", Some("state:LK")),
            ("Government of Japan", Some("state:JP")),
            ("ukraine-president", Some("state:UA")),
            ("ua-president-en", Some("state:UA")),
            ("president-ua", Some("state:UA")),
            ("ukraine-en", Some("state:UA")),
            ("sri-lanka", Some("state:LK")),
            ("Office of the Prime Minister of New Zealand", Some("state:NZ")),
            ("nato-news", Some("org:nato")),
            ("wikinews", None),
            ("reuters", None),
            ("news in brief", None),
        ] {
            assert_eq!(gazetteer.publisher(source), key, "{source}");
        }
    }
}
