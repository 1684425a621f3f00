//! Measuring: how good the model is on test data it has never seen, and how fast.

use super::conllu::Sentence;
use super::model::Model;
use super::names;
use super::pipeline::{self, Workspace, annotate};
use super::train::words_as_written;
use super::treebank::{self, DataError, Lines};
use super::word::Word;
use crate::document::{Name, NameLabel};
use crate::report::Span;
use rustc_hash::FxHashSet;
use std::fmt;
use std::path::Path;
use std::time::Instant;

/// One measured number and the floor it must not fall below.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What was measured and on which data.
    pub name: String,
    /// The number, in per cent unless the name says otherwise.
    pub value: f64,
    /// The least it may be; nothing where no floor was set.
    pub floor: Option<f64>,
}

/// The measured numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The rows, in the order in which they were measured.
    pub rows: Vec<Measure>,
}

impl Table {
    /// Whether every number reaches its floor.
    pub fn passes(&self) -> bool {
        self.rows.iter().all(|row| row.floor.is_none_or(|floor| row.value >= floor))
    }

    fn add(&mut self, name: String, value: f64, floor: Option<f64>) {
        self.rows.push(Measure { name, value, floor });
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<44} {:>8} {:>8}", "measure", "value", "floor")?;
        for row in &self.rows {
            let floor = row.floor.map_or(String::from("-"), |floor| format!("{floor:.1}"));
            let below = if row.floor.is_some_and(|floor| row.value < floor) { "  BELOW" } else { "" };
            writeln!(f, "{:<44} {:>8.2} {:>8}{below}", row.name, row.value, floor)?;
        }
        Ok(())
    }
}

/// Measures the model on one of the parts `test` or `dev` of the data in the folder `shared`.
///
/// The floors hold for `test`.
///
/// # Errors
///
/// If a data file is absent or damaged.
pub fn evaluate(shared: &Path, model: &Model, part: &str) -> Result<Table, DataError> {
    let mut table = Table::default();
    let test = part == "test";
    for bank in ["ewt", "gum"] {
        let sentences = treebank::treebank(shared, &format!("{bank}-{part}"))?;
        let ewt = bank == "ewt";
        let floor = |ewt_floor: Option<f64>, gum_floor: Option<f64>| {
            if ewt { ewt_floor } else { gum_floor }.filter(|_| test)
        };
        let name = |what: &str| format!("{what}, {} {part}", bank.to_uppercase());
        let counts = with_gold_tokens(model, &sentences);
        table.add(name("UPOS, gold tokens"), counts.share(counts.upos), floor(Some(95.5), Some(96.3)));
        table.add(name("XPOS, gold tokens"), counts.share(counts.xpos), None);
        table.add(name("lemmas, gold tokens"), counts.share(counts.lemmas), floor(Some(97.0), None));
        table.add(name("UAS, gold tokens"), counts.share(counts.heads), floor(Some(87.0), None));
        table.add(name("LAS, gold tokens"), counts.share(counts.labelled), floor(Some(84.2), Some(83.5)));
        let joined = from_raw_text(model, &sentences, Lines::None);
        let lines = from_raw_text(model, &sentences, Lines::Unfinished);
        table.add(name("tokens F1, raw text, line ends"), lines.tokens, floor(Some(98.5), Some(99.0)));
        table.add(name("sentences F1, raw text, line ends"), lines.sentences, floor(Some(80.0), Some(90.0)));
        table.add(name("LAS F1, raw text, line ends"), lines.labelled, None);
        table.add(name("tokens F1, raw text, spaces only"), joined.tokens, floor(Some(98.5), Some(99.0)));
        table.add(
            name("sentences F1, raw text, spaces only"),
            joined.sentences,
            floor(Some(80.0), Some(87.5)),
        );
        table.add(name("LAS F1, raw text, spaces only"), joined.labelled, None);
    }
    if test {
        for (kind, value) in names_scores(shared, model)? {
            let floor = (kind == "all").then_some(80.0);
            table.add(format!("names F1, {kind}, GMB test"), value, floor);
        }
    }
    Ok(table)
}

/// Measures how many tokens the whole annotator reads in a second, on one thread, over the unannotated reports.
///
/// # Errors
///
/// If the file of reports is absent or damaged.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub fn speed(shared: &Path, model: &Model) -> Result<Measure, DataError> {
    let texts = treebank::reports(shared)?;
    let start = Instant::now();
    let tokens: usize =
        texts.iter().map(|text| annotate(text, Span::new(0, text.len()), model).tokens().len()).sum();
    let value = tokens as f64 / start.elapsed().as_secs_f64();
    Ok(Measure { name: "tokens a second, one thread, corpus".to_owned(), value, floor: Some(40_000.0) })
}

#[derive(Default)]
struct Counts {
    tokens: usize,
    upos: usize,
    xpos: usize,
    lemmas: usize,
    heads: usize,
    labelled: usize,
}

impl Counts {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    fn share(&self, right: usize) -> f64 {
        100.0 * right as f64 / self.tokens.max(1) as f64
    }
}

fn with_gold_tokens(model: &Model, sentences: &[Sentence]) -> Counts {
    let mut space = Workspace::default();
    let mut counts = Counts::default();
    for sentence in sentences {
        let words = words_as_written(sentence, &model.lexicon);
        let forms = sentence.rows.iter().map(|row| row.form.as_str());
        let lemmas = pipeline::read_sentence(model, forms, &words, &mut space);
        let root = sentence.rows.len();
        let relation = |label: u8| model.parser.relations[usize::from(label)];
        for (index, row) in sentence.rows.iter().enumerate() {
            let head = if row.head == 0 { root } else { row.head - 1 };
            let tag = space.tags[index];
            counts.tokens += 1;
            counts.upos += usize::from(tag.upos == row.upos);
            counts.xpos += usize::from(tag.xpos == row.xpos);
            counts.lemmas += usize::from(row.lemma == "_" || *lemmas[index] == *row.lemma);
            let attached = space.tree.heads[index] as usize == head;
            counts.heads += usize::from(attached);
            counts.labelled += usize::from(attached && relation(space.tree.labels[index]) == row.deprel);
        }
    }
    counts
}

struct RawScores {
    tokens: f64,
    sentences: f64,
    labelled: f64,
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(crate) fn f1(right: usize, found: usize, expected: usize) -> f64 {
    200.0 * right as f64 / (found + expected).max(1) as f64
}

/// Reads each document of a treebank as a text of its own.
fn from_raw_text(model: &Model, sentences: &[Sentence], lines: Lines) -> RawScores {
    let mut tokens = [0; 3];
    let mut whole = [0; 3];
    let mut right_arcs = 0;
    let mut rest = sentences;
    for raw in treebank::documents(sentences, lines) {
        let document = annotate(&raw.text, Span::new(0, raw.text.len()), model);
        let gold_tokens: FxHashSet<Span> = raw.tokens.iter().copied().collect();
        let right = document.tokens().iter().filter(|token| gold_tokens.contains(&token.span)).count();
        let ends = raw.starts.iter().skip(1).copied().chain([raw.tokens.len()]);
        let gold_sentences: FxHashSet<Span> = raw
            .starts
            .iter()
            .zip(ends)
            .map(|(start, end)| Span::new(raw.tokens[*start].start, raw.tokens[end - 1].end))
            .collect();
        let found = document.sentences();
        let right_sentences =
            found.iter().filter(|range| gold_sentences.contains(&document.span((*range).clone()))).count();
        let mut gold_arcs = FxHashSet::default();
        let mut first = 0;
        let these;
        (these, rest) = rest.split_at(raw.starts.len());
        for sentence in these {
            for (index, row) in sentence.rows.iter().enumerate() {
                let head = if row.head == 0 { first + index } else { first + row.head - 1 };
                gold_arcs.insert((raw.tokens[first + index], raw.tokens[head], row.deprel));
            }
            first += sentence.rows.len();
        }
        right_arcs += document
            .tokens()
            .iter()
            .filter(|token| gold_arcs.contains(&(token.span, document.token(token.head).span, token.deprel)))
            .count();
        let counts = [right, document.tokens().len(), raw.tokens.len()];
        tokens = std::array::from_fn(|at| tokens[at] + counts[at]);
        let counts = [right_sentences, found.len(), raw.starts.len()];
        whole = std::array::from_fn(|at| whole[at] + counts[at]);
    }
    RawScores {
        tokens: f1(tokens[0], tokens[1], tokens[2]),
        sentences: f1(whole[0], whole[1], whole[2]),
        labelled: f1(right_arcs, tokens[1], tokens[2]),
    }
}

fn names_scores(shared: &Path, model: &Model) -> Result<Vec<(&'static str, f64)>, DataError> {
    let mut space = Workspace::default();
    // Places and states are one class here: the data hold cities and states under `geo`.
    let classes = ["person", "organisation", "place", "all"];
    let mut counts = [[0_usize; 3]; 4];
    for sentence in treebank::names(shared, "gmb-test")? {
        let mut words: Vec<Word> = sentence.iter().map(|(form, _)| Word::of(form)).collect();
        model.lexicon.look_up(&mut words);
        pipeline::read_sentence(model, sentence.iter().map(|(form, _)| form.as_str()), &words, &mut space);
        let gold_labels: Vec<u32> = sentence.iter().map(|(_, label)| *label).collect();
        let spans = |labels: &[u32]| {
            let mut found: Vec<Name> = Vec::new();
            names::names_of(labels, 0, &mut found);
            let class = |label| match label {
                NameLabel::Person => Some(0),
                NameLabel::Organization => Some(1),
                NameLabel::Place | NameLabel::Nation => Some(2),
                _ => None,
            };
            found
                .into_iter()
                .filter_map(|name| Some((name.tokens, class(name.label)?)))
                .collect::<FxHashSet<_>>()
        };
        let (gold, found) = (spans(&gold_labels), spans(&space.names.labels));
        for class in 0..3 {
            let of = |set: &FxHashSet<(std::ops::Range<usize>, usize)>| {
                set.iter().filter(|(_, c)| *c == class).count()
            };
            let right = found.intersection(&gold).filter(|(_, c)| *c == class).count();
            for slot in [class, 3] {
                counts[slot][0] += right;
                counts[slot][1] += of(&found);
                counts[slot][2] += of(&gold);
            }
        }
    }
    Ok(classes
        .into_iter()
        .zip(counts)
        .map(|(class, [right, found, gold])| (class, f1(right, found, gold)))
        .collect())
}
