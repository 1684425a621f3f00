//! The data that the model is trained and measured on, read from a folder that is not part of the project.

use super::conllu::{self, ConlluError, Sentence};
use crate::report::Span;
use std::path::{Path, PathBuf};

/// Why training or test data cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// A file cannot be read.
    #[error("cannot read {path}: {cause}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// A file is not what its name says.
    #[error("{path}: {cause}", path = path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong in it.
        cause: String,
    },
    /// A treebank is not CoNLL-U.
    #[error("{path}: {cause}", path = path.display())]
    Conllu {
        /// The file.
        path: PathBuf,
        /// Where and what.
        cause: ConlluError,
    },
}

/// Reads an xz-compressed text.
pub(crate) fn unpack(path: &Path) -> Result<String, DataError> {
    let io = |cause| DataError::Io { path: path.to_owned(), cause };
    let packed = std::fs::read(path).map_err(io)?;
    let mut bytes = Vec::new();
    let format = |cause: String| DataError::Format { path: path.to_owned(), cause };
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut bytes)
        .map_err(|error| format(format!("{error:?}")))?;
    String::from_utf8(bytes).map_err(|error| format(error.to_string()))
}

/// Reads one part of a treebank, such as `ewt-train`.
pub(crate) fn treebank(shared: &Path, name: &str) -> Result<Vec<Sentence>, DataError> {
    let path = shared.join("treebank").join(format!("{name}.conllu.xz"));
    conllu::sentences(&unpack(&path)?).map_err(|cause| DataError::Conllu { path, cause })
}

/// A sentence of the names data: words and the numbers of their labels.
pub(crate) type NamedSentence = Vec<(String, u32)>;

/// Reads one part of the names data, such as `gmb-train`.
pub(crate) fn names(shared: &Path, name: &str) -> Result<Vec<NamedSentence>, DataError> {
    let path = shared.join("ner").join(format!("{name}.tsv.xz"));
    let mut all = Vec::new();
    let mut sentence = NamedSentence::new();
    for (index, line) in unpack(&path)?.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !sentence.is_empty() {
                all.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let label = columns.get(2).and_then(|label| label_of(label));
        let (Some(word), Some(label)) = (columns.first(), label) else {
            let cause = format!("line {}: expected word, tag and label, found {line:?}", index + 1);
            return Err(DataError::Format { path, cause });
        };
        sentence.push(((*word).to_owned(), label));
    }
    Ok(all)
}

#[expect(clippy::cast_possible_truncation, reason = "there are eight kinds")]
fn label_of(label: &str) -> Option<u32> {
    if label == "O" {
        return Some(0);
    }
    let (side, kind) = label.split_once('-')?;
    let kinds = super::names::KINDS;
    let kind = kinds.iter().position(|known| *known == kind)? as u32 + 1;
    Some(if side == "B" { kind } else { kind + kinds.len() as u32 })
}

/// The texts of the unannotated reports.
pub(crate) fn reports(shared: &Path) -> Result<Vec<String>, DataError> {
    let path = shared.join("corpus").join("reports.jsonl.xz");
    let mut texts = Vec::new();
    for (index, line) in unpack(&path)?.lines().enumerate() {
        let text = serde_json::from_str::<serde_json::Value>(line)
            .ok()
            .and_then(|report| Some(report.get("text")?.as_str()?.to_owned()));
        let Some(text) = text else {
            let cause = format!("line {}: expected a JSON object with a `text`", index + 1);
            return Err(DataError::Format { path, cause });
        };
        texts.push(text);
    }
    Ok(texts)
}

/// The text of a treebank with the places of its tokens and the numbers of the first tokens of sentences.
pub(crate) struct RawText {
    pub(crate) text: String,
    pub(crate) tokens: Vec<Span>,
    pub(crate) starts: Vec<usize>,
}

/// Where a text made of a treebank has line ends; the treebanks do not say where theirs had them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// Nowhere: one space between sentences, the hardest case.
    None,
    /// After sentences without a final mark (headings, list items, signatures), which must have ended a line.
    Unfinished,
    /// Here and there between sentences, and some documents wrapped, as the seed has it; for training.
    Some(u64),
}

/// Puts the sentences of each document side by side, as they stood in the text.
///
/// Documents are parted by an empty line.
pub(crate) fn raw_text(sentences: &[Sentence], lines: Lines) -> RawText {
    let mut raw = RawText { text: String::new(), tokens: Vec::new(), starts: Vec::new() };
    let mut random = Random::new(if let Lines::Some(seed) = lines { seed } else { 0 });
    let mut document = None;
    let (mut broken, mut wrapped) = (false, false);
    let mut spaced = true;
    let mut line_start = 0;
    for sentence in sentences {
        let id = sentence.id.rsplit_once('-').map_or("", |(id, _)| id);
        if document != Some(id) {
            if document.is_some() {
                raw.text.push_str("\n\n");
            }
            document = Some(id);
            if let Lines::Some(_) = lines {
                broken = random.below(3) == 0;
                wrapped = !broken && random.below(4) == 0;
            }
        } else if broken && random.below(2) == 0 {
            raw.text.push_str(if random.below(3) == 0 { "\n\n" } else { "\n" });
        } else if lines != Lines::None && !wrapped && !ends_with_mark(&raw.text) {
            raw.text.push('\n');
        } else if spaced {
            raw.text.push(' ');
        }
        spaced = sentence.space_after;
        let offset = raw.text.len();
        raw.starts.push(raw.tokens.len());
        raw.text.push_str(&sentence.text);
        let places =
            sentence.rows.iter().map(|row| Span::new(offset + row.span.start, offset + row.span.end));
        raw.tokens.extend(places);
        if wrapped {
            // Every space behind the seventieth letter of a line becomes a line end.
            let mut bytes = std::mem::take(&mut raw.text).into_bytes();
            line_start = line_start.max(offset);
            for (at, byte) in bytes.iter_mut().enumerate().skip(offset) {
                if *byte == b' ' && at - line_start > 70 {
                    *byte = b'\n';
                    line_start = at + 1;
                }
            }
            raw.text = String::from_utf8(bytes).unwrap_or_default();
        }
    }
    raw
}

/// Each document as a text of its own.
pub(crate) fn documents(sentences: &[Sentence], lines: Lines) -> Vec<RawText> {
    let id =
        |sentence: &Sentence| sentence.id.rsplit_once('-').map_or(String::new(), |(id, _)| id.to_owned());
    (1..)
        .zip(sentences.chunk_by(|one, next| id(one) == id(next)))
        .map(|(number, document)| match lines {
            Lines::Some(seed) => raw_text(document, Lines::Some(seed * 100_000 + number)),
            lines => raw_text(document, lines),
        })
        .collect()
}

fn ends_with_mark(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';', ',', '…', '-'])
}

/// Numbers that look random and are always the same (xorshift64*).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let value = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(value).unwrap_or(0) % limit
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}
