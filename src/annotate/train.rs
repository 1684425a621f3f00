//! Training: one call makes the whole model from the treebanks and the names data.

use super::conllu::Sentence;
use super::lemma::Lemmatizer;
use super::linear::{Trainer, Weights, best};
use super::model::Model;
use super::names::{self, LABELS, NameTagger};
use super::oracle::Gold;
use super::parse::{self, Greedy, Leaf, Move, Parser, State, best_move, move_of};
use super::pipeline;
use super::segment::{self, Segmenter, SoFar};
use super::tag::{self, Tag, TagContext, Tagger};
use super::treebank::{self, DataError, NamedSentence, Random};
use super::word::Word;
use crate::document::Deprel;
use crate::report::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::path::Path;

/// The bytes that each part of the model may take.
const TAGGER_BYTES: usize = 1_500_000;
const PARSER_BYTES: usize = 2_900_000;
const NAMES_BYTES: usize = 500_000;
const SEGMENTER_BYTES: usize = 150_000;

/// How often each trainer goes over its data.
const TAGGER_ROUNDS: usize = 8;
const PARSER_ROUNDS: usize = 10;
const NAMES_ROUNDS: usize = 8;
const SEGMENTER_ROUNDS: usize = 6;

/// The parts into which the treebank is cut to tag each by a tagger that has not seen it.
const FOLDS: usize = 4;

/// Trains all parts of the model on the data in the folder `shared` and returns the model.
///
/// The same data give the same model on every run. `progress` is told what is being done.
///
/// # Errors
///
/// If a data file is absent or damaged.
pub fn train(shared: &Path, progress: &mut dyn FnMut(&str)) -> Result<Model, DataError> {
    let mut sentences = treebank::treebank(shared, "ewt-train")?;
    sentences.extend(treebank::treebank(shared, "gum-train")?);
    progress(&format!("{} sentences", sentences.len()));

    let segmenter = train_segmenter(&sentences);
    progress("segmenter done");

    let words: Vec<Vec<Word>> = sentences.iter().map(words_of).collect();
    let tags: Vec<Vec<Tag>> = sentences.iter().map(tags_of).collect();
    let labels = tag_labels(&tags);
    let tagger = train_tagger(&words, &tags, &labels, |_| true);
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
    let lemmatizer = Lemmatizer::train(&examples);
    progress("lemmatizer done");

    let relations = relations(&sentences);
    let trees: Vec<(Vec<Leaf>, Gold)> = sentences
        .iter()
        .zip(words.iter().zip(&guessed))
        .map(|(sentence, (words, tags))| {
            let lemmas: Vec<Box<str>> = sentence
                .rows
                .iter()
                .zip(tags)
                .map(|(row, tag)| lemmatizer.lemma(&row.form, tag.xpos))
                .collect();
            (pipeline::leaves(words, &lemmas, tags).collect(), gold_of(sentence, &relations))
        })
        .collect();
    let reversed: Vec<(Vec<Leaf>, Gold)> = trees
        .iter()
        .map(|(leaves, gold)| (leaves.iter().rev().copied().collect(), gold.reversed()))
        .collect();
    let (forward, backward) = std::thread::scope(|scope| {
        let other = scope.spawn(|| train_parser(&reversed, relations.len(), 2));
        let forward = train_parser(&trees, relations.len(), 1);
        (forward, other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let mut parser = Parser {
        relations,
        forward: Greedy { weights: forward },
        backward: Greedy { weights: backward },
        scales: [1024; 2],
    };
    let mut space = parse::Scratch::default();
    let mut tree = parse::Tree::default();
    let mut sums = [0_u64; 2];
    let mut count = 1;
    for (leaves, _) in trees.iter().step_by(20) {
        parser.parse(leaves, &mut space, &mut tree);
        count += leaves.len() as u64;
        for (sum, margins) in sums.iter_mut().zip(space.margins()) {
            *sum += margins
                .iter()
                .map(|margin| u64::from((*margin).clamp(0, 1 << 20).unsigned_abs()))
                .sum::<u64>();
        }
    }
    parser.scales = sums.map(|sum| u32::try_from(sum / count).unwrap_or(u32::MAX).max(1));
    progress("parser done");

    let named = treebank::names(shared, "gmb-train")?;
    let names = train_names(&named, &tagger);
    progress("names tagger done");
    Ok(Model { provenance: PROVENANCE.to_owned(), segmenter, tagger, lemmatizer, parser, names })
}

/// What the model file says of itself.
const PROVENANCE: &str = "\
Model of Rapporteur for English, made by `rapporteur train`.
Segmenter, tagger, lemmatizer and parser: trained on the train parts of Universal Dependencies English EWT
(https://universaldependencies.org/treebanks/en_ewt/, CC BY-SA 4.0, University of Stanford and others)
and of Universal Dependencies English GUM, genres news, interview, bio, voyage, speech, textbook, academic
(https://universaldependencies.org/treebanks/en_gum/, annotation by the GUM team).
Names tagger: trained on Voice of America news of the Groningen Meaning Bank
(https://gmb.let.rug.nl/, texts in the public domain).
Licence of this file: CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/.
";

pub(crate) fn words_of(sentence: &Sentence) -> Vec<Word> {
    sentence.rows.iter().map(|row| Word::of(&row.form)).collect()
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

fn train_segmenter(sentences: &[Sentence]) -> Segmenter {
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

    let texts: Vec<treebank::RawText> =
        [None, Some(1), Some(2)].into_iter().map(|lines| treebank::raw_text(sentences, lines)).collect();
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
        let words: Vec<Word> = raw.tokens.iter().map(|span| Word::of(span.of(&raw.text))).collect();
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
    Segmenter { splits: splits.finish(SEGMENTER_BYTES), ends: ends.finish(SEGMENTER_BYTES), joined }
}

/// Whether the word at `index` and the next one are letters that stand together.
fn glues(sentence: &Sentence, index: usize) -> bool {
    let alphabetic = |row: &super::conllu::Row| row.span.of(&sentence.text).chars().all(char::is_alphabetic);
    alphabetic(&sentence.rows[index]) && alphabetic(&sentence.rows[index + 1])
}

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
    Tagger { labels: labels.to_vec(), weights: trainer.finish(TAGGER_BYTES) }
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

fn train_parser(trees: &[(Vec<Leaf>, Gold)], relations: usize, seed: u64) -> Weights {
    let mut trainer = Trainer::new(2 * relations + 1, 3);
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let mut state = State::default();
    let mut features = Vec::new();
    let mut scores = vec![0; 2 * relations + 1];
    for round in 0..PARSER_ROUNDS {
        random.shuffle(&mut order);
        for &index in &order {
            let (leaves, gold) = &trees[index];
            state.begin(leaves.iter().copied());
            while !state.finished() {
                state.features(&mut features);
                trainer.tick();
                trainer.score(&features, &mut scores);
                let allowed = state.allowed();
                let (guess, _) = best_move(&scores, allowed, state.at_root(), relations);
                let right = best_right(&state, gold, &scores, allowed, relations, guess);
                if guess != right {
                    trainer.update(&features, right, guess);
                }
                let explores = round > 0 && random.below(10) != 0;
                state.apply(move_of(if explores { guess } else { right }, relations));
            }
        }
    }
    trainer.finish(PARSER_BYTES)
}

/// The best-scored of the moves that cost least; the guess itself if it is one of them.
fn best_right(
    state: &State,
    gold: &Gold,
    scores: &[i32],
    allowed: [bool; 3],
    relations: usize,
    guess: usize,
) -> usize {
    let costs = gold.costs(state);
    let least = (0..3).filter(|kind| allowed[*kind]).map(|kind| costs[kind]).min().unwrap_or(0);
    let may = |kind: usize| allowed[kind] && costs[kind] == least;
    let stack = state.stack();
    let top = stack.last().map(|top| *top as usize);
    let is_right = |step: Move| match step {
        Move::Shift => may(0),
        Move::Left(label) => {
            may(1) && top.is_some_and(|top| gold.heads[top] != state.next() || gold.labels[top] == label)
        }
        Move::Right(label) => {
            may(2)
                && top
                    .is_some_and(|top| gold.heads[top] != stack[stack.len() - 2] || gold.labels[top] == label)
        }
    };
    if is_right(move_of(guess, relations)) {
        return guess;
    }
    let numbers = 0..2 * relations + 1;
    let in_place = |number: &usize| match move_of(*number, relations) {
        Move::Shift => true,
        Move::Left(label) => (label == 0) == state.at_root(),
        Move::Right(label) => label != 0,
    };
    numbers
        .filter(|number| in_place(number) && is_right(move_of(*number, relations)))
        .max_by_key(|number| (scores[*number], std::cmp::Reverse(*number)))
        .unwrap_or(guess)
}

fn train_names(sentences: &[NamedSentence], tagger: &Tagger) -> NameTagger {
    let mut scratch = tag::Scratch::default();
    let data: Vec<(Vec<Word>, Vec<u32>, Vec<usize>)> = sentences
        .iter()
        .map(|sentence| {
            let words: Vec<Word> = sentence.iter().map(|(form, _)| Word::of(form)).collect();
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
