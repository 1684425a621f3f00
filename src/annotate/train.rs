//! Training: one call makes the whole model from the treebanks and the names data.

use super::conllu::Sentence;
use super::embed::{self, Vectors};
use super::ends::{self, SoFar, Text};
use super::evaluate;
use super::lemma::Lemmatizer;
use super::lexicon::{self, Cases, Lexicon};
use super::linear::{Trainer, best};
use super::model::Model;
use super::names::{self, LABELS, NameTagger};
use super::network::WORD;
use super::network_train;
use super::oracle::Gold;
use super::parse::{Leaf, Parser};
use super::pipeline;
use super::segment::{self, Segmenter};
use super::tag::{self, Tag, TagContext, Tagger};
use super::tag_network;
use super::tag_network_train::{self, Course, Example};
use super::templates;
use super::treebank::{self, DataError, Lines, NamedSentence, Random, RawText};
use super::word::{CAPITAL, Word};
use crate::document::{Deprel, Upos};
use crate::report::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

/// The dictionary, from the project's folder, in which the program is run for training.
const LEXICON: &str = "data/model/lexicon.tsv";

/// The templates of further sentences.
const TEMPLATES: &str = "data/model/templates.txt";

fn read(path: &Path) -> Result<String, DataError> {
    std::fs::read_to_string(path).map_err(|cause| DataError::Io { path: path.to_owned(), cause })
}

/// The bytes that each part of the model may take.
const TAGGER_BYTES: usize = 2_420_000;
const NAMES_BYTES: usize = 500_000;
const SEGMENTER_BYTES: usize = 150_000;

/// How often each trainer goes over its data.
const TAGGER_ROUNDS: usize = 8;
const NETWORK_ROUNDS: usize = 10;
const TAG_NETWORK_ROUNDS: usize = 8;
const ENDS_ROUNDS: usize = 6;
const ENDS_LINEAR_ROUNDS: usize = 12;
const NAMES_ROUNDS: usize = 8;
const SEGMENTER_ROUNDS: usize = 18;

/// The number of sentences made of each template.
const COPIES: usize = 16;

/// The number of networks whose scores the parser adds.
const NETWORKS: u64 = 2;

/// The number of clusters of words.
const CLUSTERS: usize = 256;

/// The parts into which the treebank is cut to tag each by a tagger that has not seen it.
const FOLDS: usize = 4;

/// Trains all parts of the model on the data in the folder `shared` and returns the model.
///
/// The same data give the same model on every run. `progress` is told what is being done.
///
/// # Errors
///
/// If a data file is absent or damaged.
pub fn train(shared: &Path, progress: &mut (dyn FnMut(&str) + Send)) -> Result<Model, DataError> {
    let mut sentences = treebank::treebank(shared, "ewt-train")?;
    sentences.extend(treebank::treebank(shared, "gum-train")?);
    let unseen_ewt = treebank::treebank(shared, "ewt-dev")?;
    let unseen_gum = treebank::treebank(shared, "gum-dev")?;
    let templates = read(Path::new(TEMPLATES))?;
    progress(&format!("{} sentences", sentences.len()));

    let dictionary = read(Path::new(LEXICON))?;
    let entries = lexicon::entries(&dictionary);
    let mut lexicon = Lexicon::new(&entries);

    // The plain texts are cut into words for the vectors by a segmenter that does not know vectors and tags yet.
    let mut segmenter = train_segmenter(&sentences, &lexicon);
    progress("first segmenter done");

    let named = treebank::names(shared, "gmb-train")?;
    lexicon.learn_names(&small_in_names(&named));
    let (vectors, cases) = train_vectors(shared, &segmenter, &lexicon, &sentences)?;
    lexicon.cluster(&embed::clusters(&vectors, CLUSTERS, 12));
    lexicon.learn_case(&cases);
    let annotated = sentences.len();
    sentences.extend(templates::sentences(&templates, COPIES));
    progress(&format!("{} word vectors done", vectors.rows.len()));

    let words: Vec<Vec<Word>> = sentences.iter().map(|sentence| words_of(sentence, &lexicon)).collect();
    let tags: Vec<Vec<Tag>> = sentences.iter().map(tags_of).collect();
    let labels = tag_labels(&tags);
    let unseen_data: Vec<(Vec<Word>, Vec<Tag>)> = unseen_ewt
        .iter()
        .chain(&unseen_gum)
        .map(|sentence| (words_of(sentence, &lexicon), tags_of(sentence)))
        .collect();
    let mut tagger = train_tagger(&words, &tags, &labels, |_| true);
    add_network(&mut tagger, &words, &tags, &vectors, &unseen_data, progress);
    progress("tagger done");
    let (guessed, taggers) = jackknife(&words, &tags, &labels);
    let right: usize =
        guessed.iter().zip(&tags).map(|(a, b)| a.iter().zip(b).filter(|(a, b)| a == b).count()).sum();
    progress(&format!("tags of the treebank guessed: {right} right"));

    let reports = treebank::reports(shared)?;
    train_ends(&mut segmenter, &sentences[..annotated], &reports, &lexicon, &taggers, &vectors);
    choose_share(&mut segmenter, &lexicon, &tagger, &[&unseen_ewt, &unseen_gum], progress);
    progress("ends of sentences done");

    let examples: Vec<(&str, crate::document::Xpos, &str)> = sentences
        .iter()
        .flat_map(|sentence| &sentence.rows)
        .filter(|row| row.lemma != "_")
        .map(|row| (row.form.as_str(), row.xpos, row.lemma.as_str()))
        .collect();
    let lemmatizer = Lemmatizer::train(&examples, &entries);
    progress("lemmatizer done");

    let relations = relations(&sentences);
    let trees = trees_of(&sentences, &words, &guessed, &relations);
    let parser = train_parser(relations, &vectors, &trees, progress);
    progress("parser done");

    let names = train_names(&named, &tagger, &lexicon);
    progress("names tagger done");
    Ok(Model {
        provenance: PROVENANCE.to_owned(),
        segmenter,
        lexicon,
        tagger,
        lemmatizer,
        parser,
        names,
        spare: Mutex::default(),
    })
}

/// Learns word vectors from the texts of reports, treebank and names data, and how those write their words.
fn train_vectors(
    shared: &Path,
    segmenter: &Segmenter,
    lexicon: &Lexicon,
    sentences: &[Sentence],
) -> Result<(Vectors, BTreeMap<u32, Cases>), DataError> {
    let mut words: Vec<u32> = Vec::new();
    let mut cases = BTreeMap::new();
    let mut scratch = segment::Scratch::default();
    let (mut spans, mut found, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    for text in treebank::reports(shared)? {
        segmenter.tokens(&text, Span::new(0, text.len()), &mut scratch, &mut spans);
        seen.clear();
        seen.extend(spans.iter().map(|span| Word::of(span.of(&text))));
        lexicon.look_up(&mut seen);
        segmenter.sentences(&text, &spans, &seen, &[], &mut scratch, &mut found);
        for sentence in &found {
            words.extend(seen[sentence.clone()].iter().map(|word| word.lower));
            words.push(0);
            Cases::count(&seen[sentence.clone()], &mut cases);
        }
    }
    for sentence in treebank::names(shared, "gmb-train")? {
        let seen: Vec<Word> = sentence.iter().map(|(form, _)| Word::of(form)).collect();
        words.extend(seen.iter().map(|word| word.lower));
        words.push(0);
        Cases::count(&seen, &mut cases);
    }
    for sentence in sentences {
        let seen: Vec<Word> = sentence.rows.iter().map(|row| Word::of(&row.form)).collect();
        words.extend(seen.iter().map(|word| word.lower));
        words.push(0);
        Cases::count(&seen, &mut cases);
    }
    Ok((embed::learn(&words, WORD, 5, 4), cases))
}

/// What the model file says of itself.
const PROVENANCE: &str = "\
Model of Rapporteur for English, made by `rapporteur train`.
Segmenter, tagger, lemmatizer and parser: trained on the train parts of Universal Dependencies English EWT
(https://universaldependencies.org/treebanks/en_ewt/, CC BY-SA 4.0, University of Stanford and others)
and of Universal Dependencies English GUM, genres news, interview, bio, voyage, speech, textbook, academic
(https://universaldependencies.org/treebanks/en_gum/, annotation by the GUM team), and on the project's own
sentences of data/model/templates.txt.
Dictionary: data/model/lexicon.tsv, from LemmInflect 0.2.3 (https://github.com/bjascob/LemmInflect,
MIT, Copyright (C) 2019 Brad Jascob), derived from the SPECIALIST Lexicon of the National Library of Medicine.
Ends of sentences: also from the paragraphs of some of the releases named next, which nobody has annotated.
Word vectors and clusters: learned from the texts of the treebanks, of the names data and of White House and
State Department releases (public domain), Australian Prime Ministers' releases (CC BY 3.0 AU) and UK Government
texts (Open Government Licence v3.0).
Names tagger: trained on Voice of America news of the Groningen Meaning Bank
(https://gmb.let.rug.nl/, texts in the public domain).
Licence of this file: CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/.
";

/// What the words of a sentence show, those of a headline in capitals as running text would write them.
fn words_of(sentence: &Sentence, lexicon: &Lexicon) -> Vec<Word> {
    let words = words_as_written(sentence, lexicon);
    let forms = sentence.rows.iter().map(|row| row.form.as_str());
    lexicon.calmed(forms, &words).map_or(words, |(_, words)| words)
}

pub(crate) fn words_as_written(sentence: &Sentence, lexicon: &Lexicon) -> Vec<Word> {
    let mut words: Vec<Word> = sentence.rows.iter().map(|row| Word::of(&row.form)).collect();
    lexicon.look_up(&mut words);
    words
}

fn tags_of(sentence: &Sentence) -> Vec<Tag> {
    sentence.rows.iter().map(|row| Tag { upos: row.upos, xpos: row.xpos }).collect()
}

/// The tags that the tagger knows: all that occur more than once.
fn tag_labels(tags: &[Vec<Tag>]) -> Vec<Tag> {
    let mut counts: BTreeMap<Tag, usize> = BTreeMap::new();
    for tag in tags.iter().flatten() {
        *counts.entry(*tag).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count > 2).map(|(tag, _)| tag).collect()
}

/// What the parser sees of the sentences when they have these tags, and their right trees.
fn trees_of(
    sentences: &[Sentence],
    words: &[Vec<Word>],
    tags: &[Vec<Tag>],
    relations: &[Deprel],
) -> Vec<(Vec<Leaf>, Gold)> {
    sentences
        .iter()
        .zip(words.iter().zip(tags))
        .map(|(sentence, (words, tags))| {
            (pipeline::leaves(words, tags).collect(), gold_of(sentence, relations))
        })
        .collect()
}

/// The relations of the treebank, that of the root first; those that occur hardly ever are left out.
fn relations(sentences: &[Sentence]) -> Vec<Deprel> {
    let mut counts: BTreeMap<Deprel, usize> = BTreeMap::new();
    for row in sentences.iter().flat_map(|sentence| &sentence.rows) {
        *counts.entry(row.deprel).or_default() += 1;
    }
    let others = counts.into_iter().filter(|(relation, count)| *relation != Deprel::ROOT && *count > 4);
    std::iter::once(Deprel::ROOT).chain(others.map(|(relation, _)| relation)).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "sentences and lists of relations are short")]
pub(crate) fn gold_of(sentence: &Sentence, relations: &[Deprel]) -> Gold {
    let count = sentence.rows.len();
    let heads = sentence
        .rows
        .iter()
        .map(|row| if row.head == 0 { count as u32 } else { row.head as u32 - 1 })
        .collect();
    let dep = relations.iter().position(|relation| relation.as_str() == "dep").unwrap_or(0);
    let label = |row: &super::conllu::Row| {
        if row.head == 0 {
            return 0;
        }
        relations.iter().position(|relation| *relation == row.deprel).unwrap_or(dep) as u8
    };
    Gold::new(heads, sentence.rows.iter().map(label).collect())
}

fn train_segmenter(sentences: &[Sentence], lexicon: &Lexicon) -> Segmenter {
    // Words of letters only that are mostly two tokens.
    let mut joined: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
    for sentence in sentences {
        let mut index = 0;
        while index < sentence.rows.len() {
            let start = index;
            while index + 1 < sentence.rows.len()
                && sentence.rows[index].span.end == sentence.rows[index + 1].span.start
                && glues(sentence, index)
            {
                index += 1;
            }
            let span = Span::new(sentence.rows[start].span.start, sentence.rows[index].span.end);
            let word = span.of(&sentence.text);
            if word.chars().all(char::is_alphabetic) && index - start <= 1 {
                let first = if index > start {
                    sentence.rows[start].span.of(&sentence.text).chars().count()
                } else {
                    0
                };
                let first = u8::try_from(first).unwrap_or(0);
                *joined.entry(segment::joined_key(word)).or_default().entry(first).or_default() += 1;
            }
            index += 1;
        }
    }
    let joined: FxHashMap<u32, u8> = joined
        .into_iter()
        .filter_map(|(key, counts)| {
            let (first, _) = counts.iter().max_by_key(|(_, count)| **count)?;
            (*first > 0).then_some((key, *first))
        })
        .collect();

    let looked: Vec<Looked> = [Lines::None, Lines::Some(1), Lines::Some(2)]
        .into_iter()
        .map(|lines| Looked::new(treebank::raw_text(sentences, lines), lexicon, None))
        .collect();
    let mut splits = Trainer::new(2, 2);
    let mut ends = Trainer::new(2, 2);
    let mut scratch = segment::Scratch::default();
    let mut scores = [0; 2];
    for round in 0..SEGMENTER_ROUNDS {
        let raw = &looked[round % looked.len()].raw;
        let token_starts: FxHashSet<usize> = raw.tokens.iter().map(|span| span.start).collect();
        segment::walk_text(&raw.text, &joined, &mut scratch, |features, at| {
            let right = token_starts.contains(&at);
            if !features.is_empty() {
                splits.tick();
                splits.score(features, &mut scores);
                let guess = best(&scores);
                if guess != usize::from(right) {
                    splits.update(features, usize::from(right), guess);
                }
            }
            right
        });
        learn_ends(&mut ends, &looked[round % looked.len()], false);
    }
    Segmenter {
        splits: splits.finish(SEGMENTER_BYTES),
        ends: ends.finish(SEGMENTER_BYTES),
        network: None,
        share: 0.0,
        joined,
    }
}

/// A text with its words looked up and tagged, and what is known of its sentences.
struct Looked {
    raw: RawText,
    words: Vec<Word>,
    tags: Vec<Tag>,
    /// Whether a sentence ends after each token, where that is known.
    ends: Vec<Option<bool>>,
}

impl Looked {
    fn new(raw: RawText, lexicon: &Lexicon, tagger: Option<&Tagger>) -> Self {
        let mut words: Vec<Word> = raw.tokens.iter().map(|span| Word::of(span.of(&raw.text))).collect();
        lexicon.look_up(&mut words);
        let mut ends = vec![Some(false); words.len()];
        for start in raw.starts.iter().copied().chain([words.len()]).filter(|start| *start > 0) {
            ends[start - 1] = Some(true);
        }
        let mut tags = Vec::new();
        if let Some(tagger) = tagger {
            let mut scratch = tag::Scratch::default();
            segment::tag_text(&raw.text, &raw.tokens, &words, tagger, &mut scratch, &mut tags);
        }
        Self { raw, words, tags, ends }
    }

    fn text(&self) -> Text<'_> {
        Text::new(&self.raw.text, &self.raw.tokens, &self.words, &self.tags)
    }

    /// Goes over the places where a sentence may end and it is known whether it does.
    fn walk(&self, mut see: impl FnMut(&Text<'_>, usize, &SoFar, bool)) {
        let text = self.text();
        let mut so_far = SoFar::default();
        for index in 0..self.words.len().saturating_sub(1) {
            so_far.take(&text, index);
            let end = self.ends[index];
            if let Some(end) = end
                && text.gaps[index] < 3
                && text.may_end(index)
            {
                see(&text, index, &so_far, end);
            }
            if end.unwrap_or_else(|| text.gaps[index] == 3 || ends::plainly_ends(&text, index)) {
                so_far.end(&text, index);
            }
        }
    }
}

/// Corrects the linear classifier of ends where it is wrong about a text.
fn learn_ends(ends: &mut Trainer, looked: &Looked, wide: bool) {
    let mut features = Vec::new();
    let mut scores = [0; 2];
    looked.walk(|text, index, so_far, right| {
        ends::features(text, index, so_far, wide, &mut features);
        ends.tick();
        ends.score(&features, &mut scores);
        let guess = best(&scores);
        if guess != usize::from(right) {
            ends.update(&features, usize::from(right), guess);
        }
    });
}

/// The kinds of raw text from which the ends of sentences are learned, one after the other.
const KINDS: [Lines; 6] =
    [Lines::None, Lines::Some(1), Lines::Unfinished, Lines::None, Lines::Some(2), Lines::Unfinished];

/// One report of so many is read for each kind of raw text, see [`report`].
const REPORTS: usize = 32;

/// Trains the linear classifier and the network that find the ends of sentences.
///
/// The `taggers` are those of the folds of the treebank, which have not seen it.
fn train_ends(
    segmenter: &mut Segmenter,
    sentences: &[Sentence],
    reports: &[String],
    lexicon: &Lexicon,
    taggers: &[Tagger],
    vectors: &Vectors,
) {
    let mut kinds: Vec<Vec<Looked>> = Vec::new();
    for (number, lines) in KINDS.into_iter().enumerate() {
        let mut first = 0;
        let mut kind: Vec<Looked> = treebank::documents(sentences, lines)
            .into_iter()
            .map(|raw| {
                let fold = fold(first);
                first += raw.starts.len();
                Looked::new(raw, lexicon, taggers.get(fold))
            })
            .collect();
        for text in reports.iter().skip(2 * number).step_by(REPORTS) {
            kind.push(report(text, lines == Lines::None, segmenter, lexicon, taggers.first()));
        }
        kinds.push(kind);
    }
    let mut random = Random::new(41);
    let mut ends = Trainer::new(2, 2);
    for round in 0..ENDS_LINEAR_ROUNDS {
        let kind = &kinds[round % kinds.len()];
        let mut order: Vec<usize> = (0..kind.len()).collect();
        random.shuffle(&mut order);
        for document in order {
            learn_ends(&mut ends, &kind[document], true);
        }
    }
    segmenter.ends = ends.finish(SEGMENTER_BYTES);

    let mut examples: Vec<Example<'_>> = Vec::new();
    for looked in kinds.iter().take(NETWORK_KINDS).flatten() {
        stretches(looked, &mut examples);
    }
    let course = Course { rounds: ENDS_ROUNDS, drop: 0.25, seed: 31, least: 4 * NETWORK_KINDS };
    let labels = [segment::NO_END, segment::END];
    segmenter.network = Some(tag_network_train::train(&examples, ends::SIGHT, &labels, vectors, course));
}

/// The network learns from the first kinds only: one of each.
const NETWORK_KINDS: usize = 3;

/// Cuts a text into stretches of some hundred tokens, each with a little of what stands around it.
fn stretches<'l>(looked: &'l Looked, examples: &mut Vec<Example<'l>>) {
    const AROUND: usize = 8;
    const LENGTH: usize = 120;
    let count = looked.words.len();
    let mut facts: Vec<Vec<u16>> = vec![Vec::new(); count];
    let mut right: Vec<Option<usize>> = vec![None; count];
    looked.walk(|text, index, so_far, end| {
        facts[index] = ends::facts(text, index, so_far).to_vec();
        right[index] = Some(usize::from(end));
    });
    for start in (0..count).step_by(LENGTH) {
        let end = (start + LENGTH).min(count);
        let (from, to) = (start.saturating_sub(AROUND), (end + AROUND).min(count));
        let inside = |at: usize| (start..end).contains(&at);
        examples.push(Example {
            words: &looked.words[from..to],
            facts: (from..to)
                .map(|at| if inside(at) { std::mem::take(&mut facts[at]) } else { Vec::new() })
                .collect(),
            right: (from..to).map(|at| right[at].filter(|_| inside(at))).collect(),
        });
    }
}

/// A report that nobody has annotated: its paragraphs say where some sentences end, and where others do not.
///
/// A finished paragraph ends a sentence, and so does a short line between paragraphs; inside of a finished paragraph
/// no sentence ends without a mark before a name, a number or a small letter. All other places are left open. `joined` hides the line ends.
fn report(
    text: &str,
    joined: bool,
    segmenter: &Segmenter,
    lexicon: &Lexicon,
    tagger: Option<&Tagger>,
) -> Looked {
    /// A line of at most so many tokens may be a heading.
    const SHORT: usize = 12;
    let mut tokens = Vec::new();
    segmenter.tokens(text, Span::new(0, text.len()), &mut segment::Scratch::default(), &mut tokens);
    let gaps = segment::gaps(text, &tokens);
    let shown = if joined { text.replace('\n', " ") } else { text.to_owned() };
    let raw = RawText { text: shown, tokens, starts: Vec::new() };
    let mut looked = Looked::new(raw, lexicon, tagger);
    let mut known = vec![None; looked.words.len()];
    let read = looked.text();
    let mut start = 0;
    for index in (0..gaps.len()).filter(|index| gaps[*index] == 3) {
        let finished = read.finished(index);
        let length = index + 1 - start;
        let next = looked.words.get(index + 1).is_none_or(|next| next.flags & CAPITAL != 0);
        if next && (finished || length <= SHORT && read.goes_on(index)) {
            known[index] = Some(true);
        }
        if finished && length > SHORT {
            // A word that is no name, but begins with a capital, may follow a heading that has lost its line end.
            let begins = |at: usize| {
                looked.words[at].flags & CAPITAL != 0
                    && looked.tags.get(at).is_none_or(|tag| tag.upos != Upos::Propn)
            };
            for at in (start..index).filter(|at| gaps[*at] < 2 && read.goes_on(*at) && !begins(at + 1)) {
                known[at] = Some(false);
            }
        }
        start = index + 1;
    }
    looked.ends = known;
    looked
}

/// The F1 of the sentences of texts whose tokens are known.
fn ends_f1(segmenter: &Segmenter, texts: &[Looked]) -> f64 {
    let mut scratch = segment::Scratch::default();
    let mut found = Vec::new();
    let (mut right, mut all, mut expected) = (0, 0, 0);
    for looked in texts {
        let raw = &looked.raw;
        segmenter.sentences(&raw.text, &raw.tokens, &looked.words, &looked.tags, &mut scratch, &mut found);
        let end = |index: usize| raw.starts.get(index + 1).copied().unwrap_or(raw.tokens.len());
        let gold: FxHashSet<(usize, usize)> =
            raw.starts.iter().enumerate().map(|(index, start)| (*start, end(index))).collect();
        right += found.iter().filter(|range| gold.contains(&(range.start, range.end))).count();
        all += found.len();
        expected += gold.len();
    }
    evaluate::f1(right, all, expected)
}

/// Gives the network of the segmenter the say with which it finds most sentences of unseen texts.
fn choose_share(
    segmenter: &mut Segmenter,
    lexicon: &Lexicon,
    tagger: &Tagger,
    unseen: &[&[Sentence]],
    progress: &mut dyn FnMut(&str),
) {
    let texts: Vec<Vec<Looked>> = unseen
        .iter()
        .flat_map(|sentences| {
            [Lines::None, Lines::Unfinished].map(|lines| {
                treebank::documents(sentences, lines)
                    .into_iter()
                    .map(|raw| Looked::new(raw, lexicon, Some(tagger)))
                    .collect()
            })
        })
        .collect();
    let mut best = (0.0, 0.0);
    for share in
        [0.0, 750.0, 1500.0, 2500.0, 3500.0, 4500.0, 6000.0, 8000.0, 11_000.0, 15_000.0, 25_000.0, 1e6]
    {
        segmenter.share = share;
        let scores: Vec<f64> = texts.iter().map(|texts| ends_f1(segmenter, texts)).collect();
        // Texts without line ends are the harder ones.
        let sum: f64 = scores.iter().zip([2.0, 1.0, 2.0, 1.0]).map(|(score, weight)| score * weight).sum();
        progress(&format!("share {share} of the network of ends: {sum:.2} {scores:.1?}"));
        if sum > best.0 {
            best = (sum, share);
        }
    }
    segmenter.share = best.1;
}

/// Whether the word at `index` and the next one are letters that stand together.
fn glues(sentence: &Sentence, index: usize) -> bool {
    let alphabetic = |row: &super::conllu::Row| row.span.of(&sentence.text).chars().all(char::is_alphabetic);
    alphabetic(&sentence.rows[index]) && alphabetic(&sentence.rows[index + 1])
}

/// Trains the networks of the parser side by side.
fn train_parser(
    relations: Vec<Deprel>,
    vectors: &Vectors,
    trees: &[(Vec<Leaf>, Gold)],
    progress: &mut (dyn FnMut(&str) + Send),
) -> Parser {
    let count = relations.len();
    let progress = std::sync::Mutex::new(progress);
    let network = |seed: u64| {
        network_train::train(trees, vectors, count, seed, NETWORK_ROUNDS, &mut |round| {
            if let Ok(mut progress) = progress.lock() {
                progress(&format!("parser network {seed}, round {round} done"));
            }
        })
    };
    let network = &network;
    let networks = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..NETWORKS).map(|number| scope.spawn(move || network(11 + number))).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().map(join).collect()
    });
    Parser { relations, networks }
}

/// Trains the linear part of a tagger on the sentences that it `takes`.
#[expect(clippy::needless_range_loop, reason = "several lists are walked in step")]
fn train_tagger(
    words: &[Vec<Word>],
    tags: &[Vec<Tag>],
    labels: &[Tag],
    takes: impl Fn(usize) -> bool,
) -> Tagger {
    let numbers: FxHashMap<Tag, usize> =
        labels.iter().enumerate().map(|(number, tag)| (*tag, number)).collect();
    let mut trainer = Trainer::new(labels.len(), 2);
    let mut random = Random::new(7);
    let mut order: Vec<usize> = (0..words.len()).filter(|index| takes(*index)).collect();
    let mut features = Vec::new();
    let mut scores = vec![0; labels.len()];
    for _ in 0..TAGGER_ROUNDS {
        random.shuffle(&mut order);
        for &sentence in &order {
            let mut so_far: Vec<u32> = Vec::new();
            for index in 0..words[sentence].len() {
                tag::features(&TagContext { words: &words[sentence], tags: &so_far }, index, &mut features);
                trainer.tick();
                trainer.score(&features, &mut scores);
                let guess = best(&scores);
                if let Some(&right) = numbers.get(&tags[sentence][index])
                    && right != guess
                {
                    trainer.update(&features, right, guess);
                }
                so_far.push(labels[guess].number());
            }
        }
    }
    let weights = trainer.finish(TAGGER_BYTES);
    Tagger { labels: labels.to_vec(), weights, network: None, share: 0.0 }
}

/// Gives the tagger its network, and the network the say that serves best on unseen sentences.
fn add_network(
    tagger: &mut Tagger,
    words: &[Vec<Word>],
    tags: &[Vec<Tag>],
    vectors: &Vectors,
    unseen: &[(Vec<Word>, Vec<Tag>)],
    progress: &mut dyn FnMut(&str),
) {
    let number = |tag: &Tag| tagger.labels.iter().position(|label| label == tag);
    let data: Vec<Example<'_>> = words
        .iter()
        .zip(tags)
        .map(|(words, tags)| Example {
            words,
            facts: (0..words.len()).map(|index| tag_network::facts(words, index).to_vec()).collect(),
            right: tags.iter().map(number).collect(),
        })
        .collect();
    let numbers: Vec<u32> = tagger.labels.iter().map(|label| label.number()).collect();
    tagger.network = Some(tag_network_train::train(
        &data,
        tag_network::SIGHT,
        &numbers,
        vectors,
        Course { rounds: TAG_NETWORK_ROUNDS, drop: 0.25, seed: 31, least: 3 },
    ));
    let mut scratch = tag::Scratch::default();
    let mut out = Vec::new();
    let mut best = (0, 0.0);
    for share in [0.0, 500.0, 1000.0, 2000.0, 3000.0, 4500.0, 7000.0, 10_000.0, 1e6] {
        tagger.share = share;
        let mut right = 0;
        for (words, tags) in unseen {
            tagger.tag(words, &mut scratch, &mut out);
            right += out.iter().zip(tags).filter(|(found, tag)| found.upos == tag.upos).count();
        }
        progress(&format!("share {share}: {right} right"));
        if right > best.0 {
            best = (right, share);
        }
    }
    tagger.share = best.1;
}

/// Tags each sentence with a tagger that was not trained on it, so the parser meets the errors it will meet.
///
/// Returns the tags, and the tagger of each fold, which has not seen it.
fn jackknife(words: &[Vec<Word>], tags: &[Vec<Tag>], labels: &[Tag]) -> (Vec<Vec<Tag>>, Vec<Tagger>) {
    let mut of_folds = Vec::new();
    let mut all: Vec<Vec<Tag>> = vec![Vec::new(); words.len()];
    for pair in (0..FOLDS).collect::<Vec<_>>().chunks(2) {
        let taggers: Vec<(usize, Tagger)> = std::thread::scope(|scope| {
            let threads: Vec<_> = pair
                .iter()
                .map(|&left_out| {
                    scope.spawn(move || {
                        (left_out, train_tagger(words, tags, labels, |index| fold(index) != left_out))
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        let mut scratch = tag::Scratch::default();
        for (left_out, tagger) in taggers {
            for index in (0..words.len()).filter(|index| fold(*index) == left_out) {
                tagger.tag(&words[index], &mut scratch, &mut all[index]);
            }
            of_folds.push(tagger);
        }
    }
    (all, of_folds)
}

/// The fold of a sentence. Neighbours share words and names; folds are runs of a hundred sentences.
const fn fold(index: usize) -> usize {
    index / 100 % FOLDS
}

/// The words that stand in names though they are written small, as "of" does.
fn small_in_names(sentences: &[NamedSentence]) -> BTreeSet<u32> {
    let in_names = sentences.iter().flatten().filter(|(_, label)| *label != 0);
    in_names
        .map(|(form, _)| Word::of(form))
        .filter(|word| word.flags & CAPITAL == 0)
        .map(|word| word.lower)
        .collect()
}

fn train_names(sentences: &[NamedSentence], tagger: &Tagger, lexicon: &Lexicon) -> NameTagger {
    let mut scratch = tag::Scratch::default();
    let data: Vec<(Vec<Word>, Vec<u32>, Vec<usize>)> = sentences
        .iter()
        .map(|sentence| {
            let mut words: Vec<Word> = sentence.iter().map(|(form, _)| Word::of(form)).collect();
            lexicon.look_up(&mut words);
            let mut tags = Vec::new();
            tagger.tag(&words, &mut scratch, &mut tags);
            let labels = sentence.iter().map(|(_, label)| *label as usize).collect();
            (words, tags.iter().map(|tag| tag.number()).collect(), labels)
        })
        .collect();
    let mut trainer = Trainer::new(LABELS, 2);
    let mut random = Random::new(5);
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut features = Vec::new();
    let mut scores = vec![0; LABELS];
    for _ in 0..NAMES_ROUNDS {
        random.shuffle(&mut order);
        for &sentence in &order {
            let (words, tags, right) = &data[sentence];
            let mut labels: Vec<u32> = Vec::new();
            for index in 0..words.len() {
                if names::is_plain(&words[index], &labels) {
                    labels.push(0);
                    continue;
                }
                names::features(&names::NameContext { words, tags, labels: &labels }, index, &mut features);
                trainer.tick();
                trainer.score(&features, &mut scores);
                let before = labels.last().copied().unwrap_or(0);
                for (label, score) in scores.iter_mut().enumerate() {
                    if !names::may_follow(label, before) && label != right[index] {
                        *score = i32::MIN;
                    }
                }
                let guess = best(&scores);
                if guess != right[index] {
                    trainer.update(&features, right[index], guess);
                }
                labels.push(u32::try_from(guess).unwrap_or(0));
            }
        }
    }
    NameTagger { weights: trainer.finish(NAMES_BYTES) }
}
