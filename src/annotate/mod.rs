//! Text to `Document`: sentences, tokens, lemmas, parts of speech, dependencies.
