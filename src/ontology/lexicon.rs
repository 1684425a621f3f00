//! Which issue a phrase speaks of: the phrases of the issue concepts, found by their first word.

use crate::ontology::Concept;
use rustc_hash::FxHashMap;

/// The issue of which a phrase speaks, and by which words it was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueMatch<'l> {
    /// The notation of the issue: `energy`; `other` if the vocabulary knows no word of the phrase.
    pub notation: &'l str,
    /// The phrase of the vocabulary that stands in it, as the ontology writes it.
    pub phrase: Option<&'l str>,
    /// Whether that phrase speaks of the issue by itself (`skos:altLabel`).
    pub strong: bool,
}

/// One phrase of the vocabulary.
#[derive(Clone, Debug)]
struct Entry {
    /// The stems of its words; the first is the key under which it is kept.
    stems: Vec<String>,
    /// The phrase as the ontology writes it.
    phrase: String,
    /// How many words it has; "Asia-Pacific" is one, though it has two stems.
    words: usize,
    /// The notation of its issue.
    notation: String,
    strong: bool,
}

/// The phrases of all issues.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    by_first: FxHashMap<String, Vec<Entry>>,
}

impl Lexicon {
    pub(super) fn new(issues: &[Concept]) -> Self {
        let mut by_first: FxHashMap<String, Vec<Entry>> = FxHashMap::default();
        for issue in issues {
            let phrases = issue.strong.iter().map(|phrase| (phrase, true));
            for (phrase, strong) in phrases.chain(issue.weak.iter().map(|phrase| (phrase, false))) {
                let stems: Vec<String> = phrase.split(' ').flat_map(stems).collect();
                let Some(first) = stems.first() else { continue };
                let entry = Entry {
                    phrase: phrase.clone(),
                    words: phrase.split(' ').count(),
                    notation: issue.notation.clone(),
                    strong,
                    stems: stems.clone(),
                };
                by_first.entry(first.clone()).or_default().push(entry);
            }
        }
        Self { by_first }
    }

    pub(super) fn classify(&self, words: &[&str]) -> IssueMatch<'_> {
        let stems: Vec<String> = words.iter().flat_map(|word| stems(word)).collect();
        let head = head(&stems);
        let mut best: Option<(Rank, &Entry)> = None;
        for start in 0..stems.len() {
            // "the development of cooperation" speaks of cooperation.
            if is_change_of(&stems, start) {
                continue;
            }
            for entry in self.by_first.get(&stems[start]).into_iter().flatten() {
                if !stems[start..].starts_with(&entry.stems) {
                    continue;
                }
                let end = start + entry.stems.len();
                // "customs officers", "energy ministers": whose office it is, not of what the words speak.
                if entry.words == 1 && stems.get(end).is_some_and(|next| PERSONS.contains(&next.as_str())) {
                    continue;
                }
                let rank = Rank {
                    strong: entry.strong,
                    words: entry.words,
                    holds_head: (start..end).contains(&head),
                    before: std::cmp::Reverse(start),
                };
                if best.as_ref().is_none_or(|(so_far, _)| rank > *so_far) {
                    best = Some((rank, entry));
                }
            }
        }
        match best {
            Some((_, entry)) => {
                IssueMatch { notation: &entry.notation, phrase: Some(&entry.phrase), strong: entry.strong }
            }
            None => IssueMatch { notation: "other", phrase: None, strong: false },
        }
    }
}

/// What makes one match better than another, the weightiest first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    strong: bool,
    words: usize,
    holds_head: bool,
    before: std::cmp::Reverse<usize>,
}

/// Nouns for persons by their office, as stems.
const PERSONS: [&str; 8] =
    ["officer", "official", "minister", "secretary", "spokesperson", "spokesman", "commissioner", "adviser"];

/// Whether a word says only what becomes of the matter that "of" adds to it.
fn is_change_of(stems: &[String], at: usize) -> bool {
    matches!(
        stems[at].as_str(),
        "development" | "expansion" | "growth" | "increas" | "strengthening" | "promotion"
    ) && stems.get(at + 1).is_some_and(|next| next == "of")
}

/// The place of the head of an English noun phrase: the last word before its first preposition or clause; of a noun of
/// change with "of", the head of what changes.
fn head(stems: &[String]) -> usize {
    const OPENERS: [&str; 20] = [
        "of", "in", "on", "for", "with", "to", "between", "by", "from", "at", "through", "against", "under",
        "within", "about", "toward", "among", "that", "which", "who",
    ];
    let end = stems.iter().skip(1).position(|stem| OPENERS.contains(&stem.as_str()));
    match end {
        Some(at) if is_change_of(stems, at) && at + 2 < stems.len() => at + 2 + head(&stems[at + 2..]),
        Some(at) => at,
        None => stems.len().saturating_sub(1),
    }
}

/// The stems of a token: hyphens part words, capitals, plurals, past forms and British spelling are levelled.
///
/// It need not be right about English, only the same for the vocabulary and for the text: the lemmatiser keeps
/// "recognized" as an adjective and makes "recognize" of the verb, and agencies write both "defence" and "defense".
fn stems(token: &str) -> impl Iterator<Item = String> {
    // "co-operation" and "counter-terrorism" are one word with a seam, "Russia-Azerbaijan" is two.
    let seam = PREFIXES.iter().find_map(|prefix| {
        let (head, tail) = token.split_at_checked(prefix.len())?;
        (head.eq_ignore_ascii_case(prefix))
            .then(|| tail.strip_prefix('-').map(|tail| format!("{head}{tail}")))?
    });
    let token = seam.as_deref().unwrap_or(token);
    let parts: Vec<String> = token
        .split(['-', '–', '/'])
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric() && c != '+').to_lowercase())
        .filter(|part| !part.is_empty() && part != "s")
        .map(|part| stem(&part))
        .collect();
    parts.into_iter()
}

/// Prefixes that some agencies write with a hyphen and others without.
const PREFIXES: [&str; 10] = ["anti", "co", "counter", "cross", "cyber", "de", "inter", "multi", "non", "re"];

fn stem(word: &str) -> String {
    let mut word = word
        .replace('’', "'")
        .replace("programme", "program")
        .replace("defence", "defense")
        .replace("offence", "offense")
        .replace("bour", "bor")
        .replace("viour", "vior")
        .replace("isation", "ization")
        .replace("ise", "ize");
    if let Some(owner) = word.strip_suffix("'s") {
        word = owner.to_owned();
    }
    if word == "crizes" {
        return "crisis".to_owned();
    }
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
    {
        word.truncate(word.len() - 1);
    }
    if word.len() > 5 && word.ends_with("ed") && !word.ends_with("eed") {
        word.truncate(word.len() - 2);
    } else if word.len() > 3 && word.ends_with('e') {
        word.truncate(word.len() - 1);
    }
    word
}

#[cfg(test)]
mod tests {
    use crate::ontology::Ontology;

    fn issue_of(phrase: &str) -> String {
        let ontology = Ontology::embedded().unwrap();
        let words: Vec<&str> = phrase.split(' ').collect();
        let found = ontology.classify(&words);
        format!("{} by {}", found.notation, found.phrase.unwrap_or("nothing"))
    }

    #[test]
    fn a_phrase_is_found_in_any_number_and_spelling() {
        assert_eq!(
            issue_of("internationally recognised borders"),
            "borders by internationally recognized border"
        );
        assert_eq!(issue_of("Defense Cooperation"), "security-cooperation by defence cooperation");
        assert_eq!(issue_of("humanitarian crises"), "humanitarian by humanitarian crisis");
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(issue_of("trade relation"), "trade-economy by trade relation");
        assert_eq!(issue_of("energy security"), "energy by energy security");
    }

    #[test]
    fn a_strong_word_wins_over_a_weak_one_wherever_it_stands() {
        assert_eq!(issue_of("cooperation in the field of energy"), "energy by energy");
        assert_eq!(issue_of("cooperation in various fields"), "bilateral-relations by cooperation");
    }

    #[test]
    fn on_a_tie_the_head_of_the_phrase_decides() {
        assert_eq!(issue_of("the health and migration in the border"), "migration by migration");
        assert_eq!(issue_of("the membership of the alliance"), "membership by membership");
    }

    #[test]
    fn a_phrase_without_a_known_word_is_other() {
        assert_eq!(issue_of("the exhibition"), "other by nothing");
        assert_eq!(issue_of(""), "other by nothing");
    }
}
