//! The model: all that was learned, in one file that is part of the program.

use super::lemma::Lemmatizer;
use super::lexicon::Lexicon;
use super::linear::Weights;
use super::names::NameTagger;
use super::parse::Parser;
use super::pipeline::Workspace;
use super::segment::Segmenter;
use super::tag::Tagger;
use crate::document::Xpos;
use std::borrow::Cow;
use std::sync::{Mutex, OnceLock};

/// The first bytes of a model file.
const MAGIC: &[u8] = b"rapporteur model 1\n";

/// The model that is part of the program.
static EMBEDDED: &[u8] = include_bytes!("../../data/model/english.model");

/// Why a model file cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The file is not a model file at all.
    #[error("the file does not begin with `rapporteur model 1`; is it a model file?")]
    NotAModel,
    /// The file was made by a program that computes other features.
    #[error(
        "the model was trained for feature set {found:016x}, this program computes {expected:016x}; \
         run `rapporteur train` to make a new one"
    )]
    OtherFeatures {
        /// The fingerprint in the file.
        found: u64,
        /// The fingerprint of this program's features.
        expected: u64,
    },
    /// The file ends too early or holds numbers that cannot be right.
    #[error("the model file is damaged in part `{part}`")]
    Damaged {
        /// The part that could not be read.
        part: &'static str,
    },
}

/// Reads the parts of a model file one after the other.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    /// The same bytes, if they live as long as the program: then blobs are borrowed, not copied.
    whole: Option<&'static [u8]>,
    at: usize,
}

impl Reader<'_> {
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    pub(crate) fn number(&mut self) -> Option<usize> {
        let bytes = self.bytes.get(self.at..self.at + 4)?;
        self.at += 4;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<Cow<'static, [u8]>> {
        let range = self.at..self.at.checked_add(length)?;
        let bytes = self.bytes.get(range.clone())?;
        self.at = range.end;
        Some(self.whole.map_or_else(|| Cow::Owned(bytes.to_vec()), |whole| Cow::Borrowed(&whole[range])))
    }

    pub(crate) fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        String::from_utf8(self.take(length)?.into_owned()).ok()
    }
}

pub(crate) fn put_number(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// Everything that was learned from the treebanks: segmenter, tagger, lemmatizer, parser and names tagger.
pub struct Model {
    pub(crate) provenance: String,
    pub(crate) segmenter: Segmenter,
    pub(crate) lexicon: Lexicon,
    pub(crate) tagger: Tagger,
    pub(crate) lemmatizer: Lemmatizer,
    pub(crate) parser: Parser,
    pub(crate) names: NameTagger,
    /// Memory of finished readings, which remembers what words gave, for the next ones.
    pub(crate) spare: Mutex<Vec<Workspace>>,
}

impl Model {
    /// The model that is part of the program; read at the first call.
    ///
    /// # Panics
    ///
    /// If the program was built with a model file that does not belong to it; a test holds that it does.
    pub fn embedded() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| match Self::read(EMBEDDED, Some(EMBEDDED)) {
            Ok(model) => model,
            Err(error) => panic!("data/model/english.model: {error}"),
        })
    }

    /// Reads a model file.
    ///
    /// # Errors
    ///
    /// If the bytes are no model file, belong to another feature set, or are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Self::read(bytes, None)
    }

    /// Where the model comes from and under which licence it stands, as its file says.
    pub fn provenance(&self) -> &str {
        &self.provenance
    }

    /// The dictionary form of a word that the dictionary knows only as a form of another: "held" is one of "hold".
    ///
    /// It is known by one of the tags `inflected`, and by none of the tags `base`, all Penn tags.
    pub fn form_of(&self, word: &str, base: &[&str], inflected: &[&str]) -> Option<String> {
        if base.iter().any(|tag| self.lexicon.has(word, tag)) {
            return None;
        }
        let tag = inflected.iter().find(|tag| self.lexicon.has(word, tag))?;
        let lemma = self.lemmatizer.lemma(word, Xpos::parse(tag));
        (*lemma != *word).then(|| lemma.into())
    }

    fn read(bytes: &[u8], whole: Option<&'static [u8]>) -> Result<Self, ModelError> {
        if !bytes.starts_with(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let mut reader = Reader { bytes, whole, at: MAGIC.len() };
        let part = |part| ModelError::Damaged { part };
        let provenance = reader.text().ok_or(part("provenance"))?;
        let found = reader.number().ok_or(part("fingerprint"))? as u64
            | (reader.number().ok_or(part("fingerprint"))? as u64) << 32;
        let expected = super::fingerprint::of_features();
        if found != expected {
            return Err(ModelError::OtherFeatures { found, expected });
        }
        Ok(Self {
            provenance,
            segmenter: Segmenter::read(&mut reader).ok_or(part("segmenter"))?,
            lexicon: Lexicon::read(&mut reader).ok_or(part("lexicon"))?,
            tagger: Tagger::read(&mut reader).ok_or(part("tagger"))?,
            lemmatizer: Lemmatizer::read(&mut reader).ok_or(part("lemmatizer"))?,
            parser: Parser::read(&mut reader).ok_or(part("parser"))?,
            names: NameTagger::read(&mut reader).ok_or(part("names"))?,
            spare: Mutex::default(),
        })
    }

    /// The model as the bytes of a model file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        put_text(&mut out, &self.provenance);
        let fingerprint = super::fingerprint::of_features();
        out.extend_from_slice(&fingerprint.to_le_bytes());
        self.segmenter.write(&mut out);
        self.lexicon.write(&mut out);
        self.tagger.write(&mut out);
        self.lemmatizer.write(&mut out);
        self.parser.write(&mut out);
        self.names.write(&mut out);
        out
    }
}

/// Reads weights that must have a certain number of labels.
pub(crate) fn read_weights(reader: &mut Reader<'_>, labels: usize) -> Option<Weights> {
    Weights::read(reader).filter(|weights| weights.labels() == labels)
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The weights are millions of numbers that nobody wants to see.
        f.debug_struct("Model").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_belongs_to_this_program() {
        let model = Model::read(EMBEDDED, Some(EMBEDDED)).map(|_| ());
        assert_eq!(model, Ok(()), "the features changed: run `rapporteur train` and commit the new model");
    }

    #[test]
    fn the_model_says_where_it_comes_from() {
        let provenance = Model::embedded().provenance();
        for source in ["English EWT", "English GUM", "Groningen Meaning Bank", "CC BY-SA 4.0"] {
            assert!(provenance.contains(source), "{source} is not named");
        }
        // The text stands at the beginning of the file, where anybody can read it.
        assert!(EMBEDDED[..4096].windows(12).any(|bytes| bytes == b"CC BY-SA 4.0"));
    }

    #[test]
    fn the_model_is_small() {
        assert!(EMBEDDED.len() <= 9_000_000);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bytes = Model::embedded().to_bytes();
        assert!(Model::from_bytes(&bytes).is_ok());
    }

    #[test]
    fn err_another_file_is_no_model() {
        assert_eq!(Model::from_bytes(b"PK").map(|_| ()), Err(ModelError::NotAModel));
    }

    #[test]
    fn err_a_model_for_other_features_is_refused() {
        let mut bytes = EMBEDDED.to_vec();
        let at = MAGIC.len() + 4 + Model::embedded().provenance().len();
        bytes[at] ^= 1;
        let error = Model::from_bytes(&bytes).map(|_| ()).unwrap_err();
        assert!(error.to_string().starts_with("the model was trained for feature set "), "{error}");
    }

    #[test]
    fn err_a_model_cut_short_is_damaged() {
        let error = Model::from_bytes(&EMBEDDED[..EMBEDDED.len() - 1]).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), "the model file is damaged in part `names`");
    }
}
