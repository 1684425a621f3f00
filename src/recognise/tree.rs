//! Hangs the tokens of each mention together under one head.

use crate::document::{Deprel, Document};
use crate::mention::{MentionKind, Recognition};

/// Mends the tree so that each mention is one subtree, and sets the mentions' heads.
pub(super) fn attach(document: &mut Document, recognition: &mut Recognition) {
    let mut order: Vec<usize> = (0..recognition.mentions.len()).collect();
    order.sort_by_key(|index| {
        let mention = &recognition.mentions[*index];
        (mention.tokens.len(), mention.tokens.start)
    });
    for &index in &order {
        let mention = &recognition.mentions[index];
        let tokens = mention.tokens.clone();
        if tokens.len() < 2 {
            recognition.mentions[index].head = tokens.start;
            continue;
        }
        let outward: Vec<usize> = tokens
            .clone()
            .filter(|token| document.head(*token).is_none_or(|head| !tokens.contains(&head)))
            .collect();
        // The highest one: what hangs on it can then never hold it.
        let by_depth = |token: &usize| (depth(document, *token), *token);
        let Some(top) = outward.iter().copied().min_by_key(by_depth) else { continue };
        let mut head = top;
        let mut changes = Vec::new();
        if small(document, top) {
            // A preposition or comma on top gives its place to the first word that names.
            let better = outward.iter().copied().filter(|t| !small(document, *t)).min_by_key(by_depth);
            if let Some(better) = better.or_else(|| tokens.clone().find(|t| !small(document, *t))) {
                head = better;
                let above = document.head(top).unwrap_or(head);
                changes.push((head, above, document.token(top).deprel));
                if !outward.contains(&head) {
                    // What stood between it and the top now hangs on it.
                    let mut at = document.head(better);
                    while let Some(t) = at.filter(|t| tokens.contains(t) && *t != top) {
                        changes.push((t, head, Deprel::parse("flat")));
                        at = document.head(t);
                    }
                }
                changes.push((top, head, Deprel::parse("case")));
            }
        }
        for &token in outward.iter().filter(|token| **token != head && (**token != top)) {
            let relation = match document.token(token).deprel.as_str() {
                kept @ ("case" | "det" | "punct" | "compound" | "amod" | "nummod" | "cc" | "flat"
                | "appos" | "nmod") => kept,
                _ if mention.kind == MentionKind::Group => "nmod",
                _ => "flat",
            };
            changes.push((token, head, Deprel::parse(relation)));
        }
        document.reattach(&changes);
        changes.clear();
        // What hangs on an inner token from outside the name belongs to the whole name.
        for token in tokens.clone().filter(|token| *token != head) {
            for child in document.children(token).filter(|child| !tokens.contains(child)) {
                changes.push((child, head, document.token(child).deprel));
            }
        }
        document.reattach(&changes);
        recognition.mentions[index].head = head;
    }
    index_heads(document.tokens().len(), recognition);
}

/// How far a token is from the root of its sentence.
fn depth(document: &Document, token: usize) -> usize {
    let mut depth = 0;
    let mut at = token;
    while let Some(head) = document.head(at) {
        at = head;
        depth += 1;
        // Trees have no cycles; the bound keeps a faulty one from holding up the run.
        if depth > document.tokens().len() {
            break;
        }
    }
    depth
}

/// Whether the token is a small word or a mark, never the head of a name.
fn small(document: &Document, token: usize) -> bool {
    use crate::document::Upos::{Adp, Cconj, Det, Part, Punct};
    matches!(document.token(token).upos, Adp | Cconj | Det | Part | Punct)
}

/// Notes for each token the outermost mention whose head it is.
fn index_heads(tokens: usize, recognition: &mut Recognition) {
    recognition.mention_at = vec![None; tokens];
    for (index, mention) in recognition.mentions.iter().enumerate() {
        let slot = &mut recognition.mention_at[mention.head];
        let longer =
            slot.is_none_or(|other: usize| recognition.mentions[other].tokens.len() < mention.tokens.len());
        if longer {
            *slot = Some(index);
        }
    }
}
