//! Training: one call makes the whole model from the treebanks and the names data.

use super::conllu::Sentence;
use super::embed::{self, Vectors};
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
use super::segment::{self, Segmenter, SoFar};
use super::tag::{self, Tag, TagContext, Tagger};
use super::tag_network::TagNetwork;
use super::tag_network_train;
use super::templates;
use super::treebank::{self, DataError, Lines, NamedSentence, Random};
use super::word::{CAPITAL, Word};
use crate::document::Deprel;
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
const TAGGER_BYTES: usize = 2_600_000;
const NAMES_BYTES: usize = 500_000;
const SEGMENTER_BYTES: usize = 150_000;

/// How often each trainer goes over its data.
const TAGGER_ROUNDS: usize = 8;
const NETWORK_ROUNDS: usize = 10;
const TAG_NETWORK_ROUNDS: usize = 8;
const ENDS_ROUNDS: usize = 6;
const NAMES_ROUNDS: usize = 8;
const SEGMENTER_ROUNDS: usize = 18;

/// The number of sentences made of each template.
const COPIES: usize = 16;

/// The number of networks whose scores the parser adds.
const NETWORKS: u64 = 3;

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

    // A first segmenter cuts the plain texts into words for the vectors, which the second one uses.
    let segmenter = train_segmenter(&sentences, &lexicon);
    progress("first segmenter done");

    let named = treebank::names(shared, "gmb-train")?;
    lexicon.learn_names(&small_in_names(&named));
    let (vectors, cases) = train_vectors(shared, &segmenter, &lexicon, &sentences)?;
    lexicon.cluster(&embed::clusters(&vectors, CLUSTERS, 12));
    lexicon.learn_case(&cases);
    let mut segmenter = train_segmenter(&sentences, &lexicon);
    segmenter.network = Some(train_ends(&sentences, &lexicon, &vectors));
    choose_share(&mut segmenter, &lexicon, &[&unseen_ewt, &unseen_gum], progress);
    progress("second segmenter done");
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
    let guessed = jackknife(&words, &tags, &labels);
    let right: usize =
        guessed.iter().zip(&tags).map(|(a, b)| a.iter().zip(b).filter(|(a, b)| a == b).count()).sum();
    progress(&format!("tags of the treebank guessed: {right} right"));

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
        segmenter.sentences(&text, &spans, &seen, &mut scratch, &mut found);
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

    let texts: Vec<treebank::RawText> = [Lines::None, Lines::Some(1), Lines::Some(2)]
        .into_iter()
        .map(|lines| treebank::raw_text(sentences, lines))
        .collect();
    let mut splits = Trainer::new(2, 2);
    let mut ends = Trainer::new(2, 2);
    let mut scratch = segment::Scratch::default();
    let mut scores = [0; 2];
    for round in 0..SEGMENTER_ROUNDS {
        let raw = &texts[round % texts.len()];
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
        let mut words: Vec<Word> = raw.tokens.iter().map(|span| Word::of(span.of(&raw.text))).collect();
        lexicon.look_up(&mut words);
        let gaps = segment::gaps(&raw.text, &raw.tokens);
        let starts: FxHashSet<usize> = raw.starts.iter().copied().collect();
        let mut so_far = SoFar::default();
        let mut features = Vec::new();
        for index in 0..raw.tokens.len().saturating_sub(1) {
            let form = raw.tokens[index].of(&raw.text);
            so_far.take(form);
            let right = starts.contains(&(index + 1));
            if gaps[index] < 3
                && segment::may_end(&words, index, form, raw.tokens[index + 1].of(&raw.text), gaps[index])
            {
                segment::end_features(&words, &gaps, index, so_far, &mut features);
                ends.tick();
                ends.score(&features, &mut scores);
                let guess = best(&scores);
                if guess != usize::from(right) {
                    ends.update(&features, usize::from(right), guess);
                }
            }
            if right {
                so_far = SoFar::default();
            }
        }
    }
    Segmenter {
        splits: splits.finish(SEGMENTER_BYTES),
        ends: ends.finish(SEGMENTER_BYTES),
        network: None,
        share: 0.0,
        joined,
    }
}

/// Trains the network that helps to find the ends of sentences.
fn train_ends(sentences: &[Sentence], lexicon: &Lexicon, vectors: &Vectors) -> TagNetwork {
    let raw = treebank::raw_text(sentences, Lines::None);
    let mut words: Vec<Word> = raw.tokens.iter().map(|span| Word::of(span.of(&raw.text))).collect();
    lexicon.look_up(&mut words);
    let gaps = segment::gaps(&raw.text, &raw.tokens);
    let starts: FxHashSet<usize> = raw.starts.iter().copied().collect();
    let mut parts: Vec<(&[Word], Vec<Option<usize>>)> = Vec::new();
    let mut start = 0;
    for index in 0..words.len() {
        // Long documents are cut, so that a batch is not much longer than another.
        let cut = index - start >= 100 && starts.contains(&(index + 1));
        if gaps[index] == 3 || cut {
            let labels = (start..=index)
                .map(|at| {
                    let seen = at + 1 < words.len()
                        && gaps[at] < 3
                        && segment::may_end(
                            &words,
                            at,
                            raw.tokens[at].of(&raw.text),
                            raw.tokens[at + 1].of(&raw.text),
                            gaps[at],
                        );
                    seen.then(|| usize::from(starts.contains(&(at + 1))))
                })
                .collect();
            parts.push((&words[start..=index], labels));
            start = index + 1;
        }
    }
    tag_network_train::train(&parts, &[segment::NO_END, segment::END], vectors, ENDS_ROUNDS)
}

/// Gives the network of the segmenter the say with which it finds most sentences of unseen texts.
fn choose_share(
    segmenter: &mut Segmenter,
    lexicon: &Lexicon,
    unseen: &[&[Sentence]],
    progress: &mut dyn FnMut(&str),
) {
    let texts: Vec<treebank::RawText> = unseen
        .iter()
        .flat_map(|sentences| {
            [Lines::None, Lines::Unfinished].map(|lines| treebank::raw_text(sentences, lines))
        })
        .collect();
    let mut scratch = segment::Scratch::default();
    let mut found = Vec::new();
    let mut best = (0.0, 0.0);
    for share in [0.0, 1500.0, 2500.0, 3500.0, 4500.0, 6000.0, 8000.0, 11_000.0, 15_000.0, 25_000.0, 1e6] {
        segmenter.share = share;
        let mut sum = 0.0;
        for raw in &texts {
            let mut words: Vec<Word> = raw.tokens.iter().map(|span| Word::of(span.of(&raw.text))).collect();
            lexicon.look_up(&mut words);
            segmenter.sentences(&raw.text, &raw.tokens, &words, &mut scratch, &mut found);
            let end = |index: usize| raw.starts.get(index + 1).copied().unwrap_or(raw.tokens.len());
            let gold: FxHashSet<(usize, usize)> =
                raw.starts.iter().enumerate().map(|(index, start)| (*start, end(index))).collect();
            let right = found.iter().filter(|range| gold.contains(&(range.start, range.end))).count();
            sum += evaluate::f1(right, found.len(), gold.len());
        }
        progress(&format!("share {share} of the network of ends: {sum:.2}"));
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
    let data: Vec<(&[Word], Vec<Option<usize>>)> = words
        .iter()
        .zip(tags)
        .map(|(words, tags)| (words.as_slice(), tags.iter().map(number).collect()))
        .collect();
    let numbers: Vec<u32> = tagger.labels.iter().map(|label| label.number()).collect();
    tagger.network = Some(tag_network_train::train(&data, &numbers, vectors, TAG_NETWORK_ROUNDS));
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
fn jackknife(words: &[Vec<Word>], tags: &[Vec<Tag>], labels: &[Tag]) -> Vec<Vec<Tag>> {
    // Neighbours share words and names; folds are runs of a hundred sentences.
    let fold = |index: usize| index / 100 % FOLDS;
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
        }
    }
    all
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
