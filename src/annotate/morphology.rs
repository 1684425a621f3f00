//! Number, tense, mood and degree, as far as the tags give them.

use crate::document::Token;

/// The features of a token in the form of CoNLL-U, `_` where the tag gives none.
pub fn features(token: &Token) -> &'static str {
    match token.xpos.as_str() {
        "NN" | "NNP" => "Number=Sing",
        "NNS" | "NNPS" => "Number=Plur",
        "VBD" => "Mood=Ind|Tense=Past|VerbForm=Fin",
        "VBZ" => "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
        "VBP" => "Mood=Ind|Tense=Pres|VerbForm=Fin",
        "VBG" => "Tense=Pres|VerbForm=Part",
        "VBN" if token.deprel.as_str() == "aux:pass" => "Tense=Past|VerbForm=Part",
        "VBN" => "Tense=Past|VerbForm=Part",
        "VB" => "VerbForm=Inf",
        "MD" => "VerbForm=Fin",
        "JJ" => "Degree=Pos",
        "JJR" | "RBR" => "Degree=Cmp",
        "JJS" | "RBS" => "Degree=Sup",
        "CD" => "NumType=Card",
        _ => "_",
    }
}
