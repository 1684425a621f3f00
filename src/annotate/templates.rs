//! Training sentences made from templates: kinds of sentences that the treebanks hardly hold.

use super::conllu::{Row, Sentence};
use super::treebank::Random;
use crate::document::{Deprel, Upos, Xpos};
use crate::report::Span;
use rustc_hash::FxHashMap;

/// The short names of tags in the template file.
const TAGS: [(&str, Upos, &str); 28] = [
    ("P", Upos::Propn, "NNP"),
    ("Ps", Upos::Propn, "NNPS"),
    ("N", Upos::Noun, "NN"),
    ("Ns", Upos::Noun, "NNS"),
    ("I", Upos::Adp, "IN"),
    ("S", Upos::Sconj, "IN"),
    ("D", Upos::Det, "DT"),
    ("J", Upos::Adj, "JJ"),
    ("JP", Upos::Adj, "NNP"),
    ("Vd", Upos::Verb, "VBD"),
    ("Vb", Upos::Verb, "VB"),
    ("Vg", Upos::Verb, "VBG"),
    ("Vn", Upos::Verb, "VBN"),
    ("Vz", Upos::Verb, "VBZ"),
    ("Vp", Upos::Verb, "VBP"),
    ("Xd", Upos::Aux, "VBD"),
    ("Xz", Upos::Aux, "VBZ"),
    ("Xp", Upos::Aux, "VBP"),
    ("Md", Upos::Aux, "MD"),
    ("To", Upos::Part, "TO"),
    ("Pos", Upos::Part, "POS"),
    ("C", Upos::Cconj, "CC"),
    ("R", Upos::Adv, "RB"),
    ("Pr", Upos::Pron, "PRP$"),
    ("Pp", Upos::Pron, "PRP"),
    ("Num", Upos::Num, "CD"),
    (",", Upos::Punct, ","),
    (".", Upos::Punct, "."),
];

/// Makes `copies` sentences of each template of a template file; the same file gives the same sentences.
pub(crate) fn sentences(file: &str, copies: usize) -> Vec<Sentence> {
    let mut lists: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    let mut made = Vec::new();
    let mut random = Random::new(17);
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(list) = line.strip_prefix('@') {
            let mut words = list.split(' ');
            if let Some(name) = words.next() {
                lists.insert(name, words.collect());
            }
            continue;
        }
        for _ in 0..copies {
            made.extend(fill(line, &lists, &mut random));
        }
    }
    made
}

/// One sentence of a template; nothing if the template is not well-formed.
fn fill(line: &str, lists: &FxHashMap<&str, Vec<&str>>, random: &mut Random) -> Option<Sentence> {
    let mut sentence = Sentence { id: "template".to_owned(), space_after: true, ..Sentence::default() };
    for token in line.split(' ') {
        let mut parts = token.splitn(4, ':');
        let (form, tag, head, relation) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let form = match form.strip_prefix('{').and_then(|form| form.strip_suffix('}')) {
            Some(slot) => {
                let words = lists.get(slot)?;
                words[random.below(words.len())]
            }
            None => form,
        };
        let (upos, xpos) = match tag {
            "(" => (Upos::Punct, "-LRB-"),
            ")" => (Upos::Punct, "-RRB-"),
            _ => TAGS.iter().find(|(short, ..)| *short == tag).map(|(_, upos, xpos)| (*upos, *xpos))?,
        };
        let glued = matches!(form, "," | "." | ")" | "'s") || sentence.text.ends_with('(');
        if !sentence.text.is_empty() && !glued {
            sentence.text.push(' ');
        }
        let start = sentence.text.len();
        sentence.text.push_str(form);
        sentence.rows.push(Row {
            form: form.to_owned(),
            lemma: "_".to_owned(),
            upos,
            xpos: Xpos::parse(xpos),
            head: head.parse().ok()?,
            deprel: Deprel::parse(relation),
            span: Span::new(start, sentence.text.len()),
        });
    }
    Some(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_of_the_file_makes_sentences() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/model/templates.txt");
        let file = std::fs::read_to_string(path).unwrap();
        let templates = file.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '@'])).count();
        let made = sentences(&file, 2);
        assert_eq!(made.len(), 2 * templates);
        for sentence in &made {
            assert_eq!(sentence.rows.iter().filter(|row| row.head == 0).count(), 1, "{}", sentence.text);
        }
    }

    #[test]
    fn slots_are_filled_and_punctuation_is_glued() {
        let file = "@city Oslo\nTalks:Ns:2:nsubj began:Vd:0:root in:I:4:case {city}:P:2:obl .:.:2:punct\n";
        assert_eq!(sentences(file, 1)[0].text, "Talks began in Oslo.");
    }
}
