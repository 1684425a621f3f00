//! Who says it, how, and whether it is asserted, planned, possible, requested or denied.

use super::graph::{Graph, Rel};
use crate::claim::{Modality, Polarity, SpeechMode};
use crate::document::Upos;
use crate::knowledge::Knowledge;
use crate::mention::Recognition;
use crate::report::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// The words that report, plan, allow, ask and deny.
#[derive(Clone, Debug, Default)]
pub struct AttributionLexicon {
    /// Verbs that report speech or thought.
    pub reporting: FxHashSet<String>,
    /// What planning, possibility, request and denial words do to what stands below them.
    pub force: FxHashMap<String, Force>,
    /// What adjectives say of an event that has not happened.
    pub not_yet: FxHashMap<String, Modality>,
}

impl AttributionLexicon {
    /// What an adjective says of an event that has not happened: "the upcoming summit", "a possible visit".
    pub fn not_yet(&self, lemma: &str) -> Option<Modality> {
        self.not_yet.get(lemma).copied()
    }
}

/// What a governing word does to what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Force {
    /// "agreed to sign"
    Planning,
    /// "is ready to sign"
    Possibility,
    /// "urged them to sign"
    Request,
    /// "refused to sign"
    Denial,
}

/// How many tokens may stand from the verb that opens a speech to the colon at the end of its line.
const OPENING: usize = 12;

/// Who is speaking, as far as the sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Speaker {
    /// The report itself.
    Nobody,
    /// A mention, as an index into the recognition's mentions.
    Mention(usize),
    /// Somebody who is not named.
    Unnamed,
}

/// The attribution of one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who says it.
    pub speaker: Speaker,
    /// How it is said.
    pub mode: SpeechMode,
    /// Whether it is asserted, planned, possible or requested.
    pub modality: Modality,
    /// Whether it is affirmed or negated.
    pub polarity: Polarity,
    /// Whether the text says that it was said before.
    pub reiterated: bool,
    /// The token of the verb that reports it.
    pub reporting_verb: Option<usize>,
}

/// The stretches of a report within quotation marks, in bytes, from 0, end-exclusive, without the marks.
///
/// A paragraph that ends within a quotation continues it in the next one only if that begins with a mark, as
/// newspapers do; an unclosed mark ends with its paragraph.
pub fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut paragraph = 0;
    for part in text.split_inclusive('\n') {
        let mut open: Option<(usize, char)> = None;
        let mut previous = ' ';
        for (at, c) in part.char_indices() {
            match (open, c) {
                (None, '"' | '“' | '«' | '„') => open = Some((paragraph + at + c.len_utf8(), c)),
                (Some((start, '"')), '"')
                | (Some((start, '“' | '„')), '”' | '“')
                | (Some((start, '«')), '»') => {
                    found.push(Span::new(start, paragraph + at));
                    open = None;
                }
                _ => {}
            }
            previous = c;
        }
        if let Some((start, _)) = open {
            let end = paragraph + part.trim_end().len();
            // A single mark after a number is inches, not speech.
            if end > start && !previous.is_ascii_digit() {
                found.push(Span::new(start, end));
            }
        }
        paragraph += part.len();
    }
    found
}

/// Reads attributions off the graph of one report.
#[derive(Debug)]
pub struct Attributor<'a> {
    graph: &'a Graph<'a>,
    recognition: &'a Recognition,
    knowledge: &'a Knowledge,
    lexicon: &'a AttributionLexicon,
    quotations: Vec<Span>,
}

impl<'a> Attributor<'a> {
    /// Prepares to read attributions.
    pub fn new(graph: &'a Graph<'a>, recognition: &'a Recognition, knowledge: &'a Knowledge) -> Self {
        let lexicon = knowledge.attribution();
        Self { graph, recognition, knowledge, lexicon, quotations: quotations(graph.text) }
    }

    /// Who says what this token tells, and how.
    pub fn attribute(&self, trigger: usize) -> Attribution {
        let (modality, polarity) = self.modality(trigger);
        let mut attribution = Attribution {
            speaker: Speaker::Nobody,
            mode: SpeechMode::Narration,
            modality,
            polarity,
            reiterated: self.reiterated(trigger),
            reporting_verb: None,
        };
        let quoted = self.quotation(trigger);
        if let Some((speaker, verb)) = self.governing_speaker(trigger) {
            attribution.reporting_verb = verb;
            attribution.speaker = speaker;
            attribution.mode = match speaker {
                _ if quoted.is_some() => SpeechMode::DirectSpeech,
                Speaker::Unnamed => SpeechMode::ImpersonalSpeech,
                _ => SpeechMode::IndirectSpeech,
            };
        } else if let Some(quotation) = quoted
            && let Some((speaker, verb)) = self.quotation_speaker(quotation)
        {
            attribution.speaker = speaker;
            attribution.reporting_verb = verb;
            attribution.mode = SpeechMode::DirectSpeech;
        } else if quoted.is_none()
            && let Some((speaker, verb)) = self.statement_speaker(trigger)
        {
            attribution.speaker = speaker;
            attribution.reporting_verb = verb;
            attribution.mode = SpeechMode::DirectSpeech;
        }
        attribution
    }

    /// Whether a token stands within quotation marks.
    pub fn is_quoted(&self, token: usize) -> bool {
        let span = self.graph.document.token(token).span;
        self.quotations.iter().any(|quotation| quotation.contains(span))
    }

    /// The quotation in which a token stands, if it holds a clause and not just a word or a name.
    fn quotation(&self, token: usize) -> Option<Span> {
        let span = self.graph.document.token(token).span;
        let quotation = self.quotations.iter().copied().find(|quotation| quotation.contains(span))?;
        (quotation.of(self.graph.text).split_whitespace().count() > 3).then_some(quotation)
    }

    /// Whether a token is a verb that reports speech or thought.
    pub fn is_reporting(&self, token: usize) -> bool {
        matches!(self.graph.document.token(token).upos, Upos::Verb | Upos::Aux)
            && self.lexicon.reporting.contains(self.graph.lemma(token))
    }

    /// What a word does to what stands below it.
    pub fn force(&self, lemma: &str) -> Option<Force> {
        self.lexicon.force.get(lemma).copied()
    }

    /// Whoever speaks where a token stands, though no verb of its own sentence says so: in a quotation, or in a
    /// statement that a line such as "the minister said:" opens.
    pub fn speaking_at(&self, token: usize) -> Option<usize> {
        let found = match self.quotation(token) {
            Some(quotation) => self.quotation_speaker(quotation),
            None => None,
        }
        .or_else(|| self.statement_speaker(token));
        match found {
            Some((Speaker::Mention(index), _)) => Some(index),
            _ => None,
        }
    }

    /// The speaker whom a line that ends with a colon names, for all that follows it without quotation marks.
    fn statement_speaker(&self, token: usize) -> Option<(Speaker, Option<usize>)> {
        let document = self.graph.document;
        let at = document.token(token).span.start;
        let text = self.graph.text;
        let mut end = at;
        loop {
            let line_end = text[..end].rfind('\n')?;
            let line = text[..line_end].trim_end();
            let start = line.rfind('\n').map_or(0, |found| found + 1);
            if line.ends_with(':') {
                let tokens = document.tokens();
                let first = tokens.partition_point(|t| t.span.start < start);
                let last = tokens.partition_point(|t| t.span.start < line.len());
                return (first..last)
                    .rev()
                    .find(|t| matches!(self.graph.document.token(*t).upos, Upos::Verb | Upos::Aux))
                    .filter(|t| last - t <= OPENING && self.opens_speech(*t))
                    .and_then(|t| self.speaker_of(t).map(|speaker| (speaker, Some(t))))
                    .filter(|(speaker, _)| *speaker != Speaker::Unnamed);
            }
            end = line_end;
        }
    }

    /// Whether a verb before a colon says that words follow, and not things: "the minister said:", "the President made
    /// the following statement:"; "the leaders announced the following steps:" begins a list.
    fn opens_speech(&self, verb: usize) -> bool {
        let graph = self.graph;
        match graph.all(verb, Rel::DOBJ).find(|object| *object > verb) {
            Some(object) => self.knowledge.in_set("own-words", graph.lemma(object)),
            None => self.knowledge.in_set("opening", graph.lemma(verb)),
        }
    }

    /// The speaker of a reporting verb: its subject, the agent of its passive, or somebody unnamed.
    ///
    /// "The message reads" and "the letter says" are the words of whoever sends it: its owner, or else the last
    /// person before who does something.
    fn speaker_of(&self, verb: usize) -> Option<Speaker> {
        let speaker = self.subject_speaking(verb)?;
        if speaker != Speaker::Unnamed {
            return Some(speaker);
        }
        let graph = self.graph;
        let Some(writing) = graph
            .first(verb, Rel::SUBJ)
            .filter(|subject| self.knowledge.in_set("letter-or-statement", graph.lemma(*subject)))
        else {
            return Some(speaker);
        };
        let mention = |token: usize| self.recognition.mention_at.get(token).copied().flatten();
        let owner = graph.owners(writing).into_iter().find_map(mention);
        Some(owner.or_else(|| self.last_acting_person(verb)).map_or(speaker, Speaker::Mention))
    }

    /// The last person before a token who is the subject of a verb.
    fn last_acting_person(&self, before: usize) -> Option<usize> {
        let document = self.graph.document;
        (0..before).rev().filter(|token| document.token(*token).deprel.base() == "nsubj").find_map(|token| {
            self.recognition.mention_at.get(token).copied().flatten().filter(|index| {
                self.recognition.mentions[*index]
                    .entities
                    .iter()
                    .any(|id| self.recognition.entity(*id).kind == crate::mention::EntityKind::Person)
            })
        })
    }

    fn subject_speaking(&self, verb: usize) -> Option<Speaker> {
        let graph = self.graph;
        let passive = graph.is_passive(verb);
        for subject in graph.all(verb, Rel::SUBJ) {
            if let Some(index) = self.recognition.mention_at.get(subject).copied().flatten() {
                return Some(Speaker::Mention(index));
            }
        }
        if passive {
            return Some(Speaker::Unnamed);
        }
        // "sources said": there is a speaker, but the report does not say who; "the visit underscores" has none.
        let subject = graph.first(verb, Rel::SUBJ)?;
        (!self.knowledge.in_set("wordless", graph.lemma(subject))).then_some(Speaker::Unnamed)
    }

    fn governing_speaker(&self, trigger: usize) -> Option<(Speaker, Option<usize>)> {
        let graph = self.graph;
        let document = graph.document;
        let mut at = trigger;
        let mut from = trigger;
        for _ in 0..40 {
            for child in document.children(at) {
                // "…, he said after a meeting": what stands below the reporting verb is not what it reports.
                if child == from {
                    continue;
                }
                let relation = document.token(child).deprel.as_str();
                if relation == "parataxis" && self.is_reporting(child) {
                    // "…, the minister said": the words come first, the verb hangs below them.
                    if let Some(speaker) = self.speaker_of(child) {
                        return Some((speaker, Some(child)));
                    }
                }
                if relation == "advcl" && graph.case(child) == Some("as") && self.is_reporting(child) {
                    // "as the minister noted", "as confirmed by the leaders"
                    if let Some(speaker) = self.speaker_of(child) {
                        return Some((speaker, Some(child)));
                    }
                }
                if relation == "obl" && graph.case(child) == Some("according to") {
                    let speaker = self
                        .recognition
                        .mention_at
                        .get(child)
                        .copied()
                        .flatten()
                        .map_or(Speaker::Unnamed, Speaker::Mention);
                    return Some((speaker, None));
                }
            }
            let head = document.head(at)?;
            let relation = document.token(at).deprel.as_str();
            let reported = match relation {
                "ccomp" | "csubj" | "csubj:pass" | "obj" | "nsubj:pass" => true,
                // "called on them to sign" and "promised to sign" are stands of their own, not speech.
                "parataxis" => self.quotation(trigger).is_some(),
                _ => false,
            };
            if matches!(relation, "advcl" | "obl")
                && graph.case(at) == Some("for")
                && self.knowledge.in_set("thanking", graph.lemma(head))
                && let Some(index) =
                    graph.all(head, Rel::SUBJ).find_map(|subject| self.recognition.mention_at[subject])
            {
                // "thanked Chile for supporting the ceasefire": it is the one who thanks who says that Chile supports it.
                return Some((Speaker::Mention(index), Some(head)));
            }
            if relation == "ccomp"
                && let Some(verb) = self.made_clear(head)
                && let Some(speaker) = self.speaker_of(verb)
            {
                return Some((speaker, Some(verb)));
            }
            if reported && self.is_reporting(head) {
                // The gap between "emphasized" and its noun object belongs to the speaker only for clauses
                // and nominalised stands, not for a plain thing: rules ask for them by their trigger.
                if let Some(speaker) = self.speaker_of(head) {
                    return Some((speaker, Some(head)));
                }
            }
            from = at;
            at = head;
        }
        None
    }

    /// The verb of "made clear that", whose clause the parser hangs below the verb or below the adjective.
    fn made_clear(&self, head: usize) -> Option<usize> {
        let graph = self.graph;
        let clear = |token: usize| matches!(graph.lower(token), "clear" | "plain");
        let makes = |token: usize| graph.lemma(token) == "make";
        if clear(head) {
            return graph.document.head(head).filter(|verb| makes(*verb));
        }
        (makes(head) && graph.document.children(head).any(clear)).then_some(head)
    }

    /// The speaker of a quotation that its own sentence does not name: the one of the sentence around, before or
    /// after it in the same paragraph.
    fn quotation_speaker(&self, quotation: Span) -> Option<(Speaker, Option<usize>)> {
        let document = self.graph.document;
        let text = self.graph.text;
        let start = text[..quotation.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[quotation.end..].find('\n').map_or(text.len(), |at| quotation.end + at);
        let find = |span: Span, from_end: bool| {
            let tokens = document.tokens();
            let first = tokens.partition_point(|token| token.span.start < span.start);
            let last = tokens.partition_point(|token| token.span.start < span.end);
            let pick = |token: usize| {
                (self.is_reporting(token) && self.quotation(token).is_none())
                    .then(|| self.speaker_of(token).map(|speaker| (speaker, Some(token))))
                    .flatten()
            };
            if from_end { (first..last).rev().find_map(pick) } else { (first..last).find_map(pick) }
        };
        let after = Span::new(quotation.end, end);
        let before = Span::new(start, quotation.start);
        // "The message reads, in part: …": who sent it has been told before.
        let line = &text[start..quotation.start];
        let mark = line.trim_end_matches(['"', '“', '«', '„', ' ']).ends_with(':');
        let writing = || {
            let tokens = document.tokens();
            let first = tokens.partition_point(|token| token.span.start < start);
            let last = tokens.partition_point(|token| token.span.start < quotation.start);
            (first..last)
                .find(|token| self.knowledge.in_set("letter", self.graph.lemma(*token)))
                .and_then(|token| self.last_acting_person(token))
                .map(|index| (Speaker::Mention(index), None))
        };
        if mark && let Some(found) = find(before, true).or_else(writing) {
            return Some(found);
        }
        // "…," he said: the nearest verb after the words wins, then the nearest before them.
        find(Span::new(after.start, (after.start + 120).min(end)), false)
            .or_else(|| find(before, true))
            .or_else(|| find(after, false))
            .or_else(|| {
                // The paragraph before, whose last speaker goes on.
                let previous_end = start.checked_sub(1)?;
                let previous = text[..previous_end].trim_end();
                let begin = previous.rfind('\n').map_or(0, |at| at + 1);
                find(Span::new(begin, previous.len()), true)
            })
    }

    fn reiterated(&self, trigger: usize) -> bool {
        let graph = self.graph;
        let check = |token: usize| {
            self.knowledge.in_set("again", graph.lemma(token))
                || graph.document.children(token).any(|child| {
                    let lemma = graph.lemma(child);
                    self.knowledge.in_set("again-adverb", lemma)
                        || (lemma == "once"
                            && graph.document.children(child).any(|c| graph.lemma(c) == "again"))
                        || (graph.document.token(child).deprel.as_str() == "amod"
                            && self.knowledge.in_set("again-adjective", lemma))
                })
        };
        let mut at = trigger;
        for _ in 0..3 {
            if check(at) {
                return true;
            }
            let relation = graph.document.token(at).deprel.as_str();
            if !matches!(relation, "obj" | "xcomp" | "ccomp" | "nsubj:pass" | "conj") {
                break;
            }
            match graph.document.head(at) {
                Some(head) => at = head,
                None => break,
            }
        }
        false
    }

    /// The first word above that plans, allows, asks or denies decides; negation may stand anywhere on the way.
    fn modality(&self, trigger: usize) -> (Modality, Polarity) {
        let graph = self.graph;
        let document = graph.document;
        let mut modality = Modality::Asserted;
        let mut negated = self.is_negated(trigger);
        let mut at = trigger;
        let mut steps = 0;
        if document.token(trigger).upos == Upos::Noun || document.token(trigger).upos == Upos::Propn {
            for child in document.children(trigger) {
                modality = self.lexicon.not_yet(graph.lemma(child)).unwrap_or(modality);
            }
            if graph.case(trigger).is_some_and(|case| case.contains("ahead of")) {
                modality = Modality::Planned;
            }
        }
        loop {
            if modality == Modality::Asserted {
                modality = self.own_modality(at);
            }
            let Some(head) = document.head(at) else { break };
            let relation = document.token(at).deprel.as_str();
            let nominal = matches!(relation, "obj" | "nsubj:pass" | "nsubj" | "obl" | "nmod");
            let clausal = matches!(relation, "xcomp" | "ccomp" | "acl" | "conj" | "advcl" | "csubj" | "aux");
            if steps > 6
                || !(clausal || (nominal && (steps == 0 || relation == "obj" || relation == "nsubj:pass")))
            {
                break;
            }
            let ruled_out = graph.lemma(head) == "rule"
                && document.children(head).any(|child| graph.lower(child) == "out")
                && matches!(relation, "obj" | "nsubj:pass" | "ccomp");
            if ruled_out {
                // "did not rule out a visit": it may be.
                if self.is_negated(head) {
                    modality = Modality::Possible;
                    break;
                }
                negated = !negated;
            }
            // "the visit is planned as part of a tour"
            let scheduled =
                relation == "nsubj:pass" && self.knowledge.in_set("scheduling", graph.lemma(head));
            if scheduled && modality == Modality::Asserted {
                modality =
                    if graph.lemma(head) == "propose" { Modality::Possible } else { Modality::Planned };
            }
            if clausal && relation != "advcl" && relation != "conj" || relation == "obj" || relation == "nmod"
            {
                let infinitive = graph.case(at).is_some_and(|case| case.split(' ').any(|word| word == "to"));
                if let Some(force) = self.lexicon.force.get(graph.lemma(head))
                    && !self.came_about(head)
                {
                    // "said that" and "agreed that" report; it is the infinitive, the gerund or the noun that plans.
                    let bound = relation == "xcomp"
                        || relation == "acl"
                        || relation == "obj"
                        || infinitive
                        // "the plan for a visit" plans it; "the pledge at the summit" was made there.
                        || (relation == "nmod"
                            && document.token(head).upos == Upos::Noun
                            && !(graph.case(at).is_some_and(is_of_occasion) && self.is_definite(head)));
                    match force {
                        Force::Denial if bound || relation == "ccomp" => negated = !negated,
                        Force::Planning
                            if bound && modality == Modality::Asserted && self.allows_plan(at, relation) =>
                        {
                            modality = Modality::Planned;
                        }
                        Force::Possibility if bound && modality == Modality::Asserted => {
                            modality = Modality::Possible;
                        }
                        Force::Request if bound && modality == Modality::Asserted && relation != "obj" => {
                            modality = Modality::Requested;
                        }
                        _ => {}
                    }
                }
            }
            if relation == "ccomp" && self.is_reporting(head) {
                if self.is_negated(head) {
                    negated = !negated;
                }
                break;
            }
            if relation == "conj" && graph.is_predicate(at) && graph.is_predicate(head) {
                // The second clause is planned if the first one is: "will visit Baku and meet the President".
                let own_auxiliary =
                    document.children(at).any(|child| document.token(child).deprel.base() == "aux");
                if own_auxiliary {
                    break;
                }
            } else if self.is_negated(head) && !matches!(relation, "advcl" | "nmod" | "obl" | "conj") {
                negated = !negated;
            }
            at = head;
            steps += 1;
        }
        let polarity = if negated { Polarity::Negated } else { Polarity::Affirmed };
        (modality, polarity)
    }

    /// "announced the signing": the noun is told as a fact; "planned the signing": it is not.
    fn allows_plan(&self, at: usize, relation: &str) -> bool {
        relation != "obj"
            || self
                .graph
                .document
                .head(at)
                .is_some_and(|head| !self.knowledge.in_set("telling-as-fact", self.graph.lemma(head)))
    }

    fn own_modality(&self, token: usize) -> Modality {
        let graph = self.graph;
        for child in graph.document.children(token) {
            if graph.document.token(child).deprel.base() != "aux" {
                continue;
            }
            match graph.lemma(child) {
                "will" | "shall" | "would" | "'ll" | "wo" => return Modality::Planned,
                "may" | "might" | "could" | "can" => return Modality::Possible,
                "should" | "must" | "ought" => return Modality::Requested,
                _ => {}
            }
        }
        if graph.case(token) == Some("if") {
            return Modality::Possible;
        }
        let Some(head) = graph.document.head(token) else { return Modality::Asserted };
        let infinitive = graph.case(token).is_some_and(|case| case.split(' ').any(|word| word == "to"));
        if graph.document.token(token).deprel.as_str() == "xcomp"
            && infinitive
            && matches!(graph.lemma(head), "be" | "go")
        {
            return Modality::Planned;
        }
        Modality::Asserted
    }

    /// "the pledge", "his pledge", "those plans": not "an agreement".
    fn is_definite(&self, noun: usize) -> bool {
        self.graph.document.children(noun).any(|child| {
            self.graph.document.token(child).deprel.as_str() == "nmod:poss"
                || matches!(self.graph.lower(child), "the" | "this" | "that" | "these" | "those")
        })
    }

    /// "was able to visit", "had the opportunity to meet", "took the opportunity to thank": said of the past, it was
    /// done.
    fn came_about(&self, head: usize) -> bool {
        let graph = self.graph;
        let document = graph.document;
        match graph.lemma(head) {
            "able" => {
                let was = |child: usize| {
                    document.token(child).deprel.as_str() == "cop"
                        && matches!(graph.lower(child), "was" | "were")
                };
                // "was no longer able"
                let no_longer = |child: usize| graph.lower(child) == "longer";
                document.children(head).any(was)
                    && !document.children(head).any(no_longer)
                    && !self.is_negated(head)
            }
            chance if chance == "occasion" || self.knowledge.in_set("chance", chance) => {
                let object = matches!(document.token(head).deprel.as_str(), "obj");
                document.head(head).filter(|_| object).is_some_and(|verb| {
                    document.token(verb).xpos.as_str() == "VBD"
                        && self.knowledge.in_set("taking-a-chance", graph.lemma(verb))
                        && !self.is_negated(verb)
                })
            }
            _ => false,
        }
    }

    fn is_negated(&self, token: usize) -> bool {
        let graph = self.graph;
        graph.document.children(token).any(|child| {
            let relation = graph.document.token(child).deprel.base();
            matches!(relation, "advmod" | "det" | "cc" | "case" | "aux")
                && matches!(graph.lower(child), "not" | "n't" | "never" | "no" | "neither" | "without")
        })
    }
}

/// Whether a preposition says on what occasion something was said or done, and not what was meant by it.
fn is_of_occasion(case: &str) -> bool {
    matches!(case, "at" | "during" | "from" | "since" | "after" | "following" | "by")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_end_with_their_mark_or_their_paragraph() {
        let text = "He said, \"We are ready.\" It rained.\n“Peace is possible, he added.\n";
        let found: Vec<&str> = quotations(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["We are ready.", "Peace is possible, he added."]);
    }
}
