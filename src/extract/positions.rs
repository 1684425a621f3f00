//! Frames of stance to positions: one for each holder and each issue.

use super::Extraction;
use super::attribute::Speaker;
use super::events::Told;
use crate::claim::{Position, Source, SpeechMode};
use crate::frame::Frame;
use crate::mention::{EntityId, EntityKind};
use crate::rule::matcher::Filler;

impl Extraction<'_> {
    pub(super) fn positions(&mut self, told: &Told) -> Vec<Position> {
        let mut found: Vec<Position> = Vec::new();
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if frame.class != "Position" {
                continue;
            }
            let attribution = self.attributor.attribute(frame.trigger);
            let mut holders: Vec<Option<EntityId>> = Vec::new();
            for filler in frame.fillers("holder") {
                if let Filler::Mention(index) = filler {
                    holders.extend(self.entities(*index, told).into_iter().map(Some));
                }
            }
            let rule_has_holder =
                self.rule(frame).roles.iter().any(|role| role.role == "holder" && !role.optional);
            if holders.is_empty() {
                if rule_has_holder {
                    continue;
                }
                holders.push(None);
            }
            holders.dedup();
            let issues: Vec<usize> = frame
                .fillers("issue")
                .iter()
                .filter_map(|filler| match filler {
                    Filler::Phrase(token) | Filler::Event(token) => Some(*token),
                    Filler::Mention(index) => Some(self.recognition.mentions[*index].head),
                    _ => None,
                })
                .collect();
            let mut statement = self.statement(frame, &attribution);
            if holders == [None] && statement.source == Source::Narration {
                // "The importance of dialogue was noted": a stand without a holder is somebody's all the same.
                statement.source = Source::Unnamed;
                statement.speech_mode = SpeechMode::ImpersonalSpeech;
            }
            for holder in &holders {
                for issue in &issues {
                    let (issue_text, _) = self.words(*issue);
                    let regarding = self.regarding(frame, *issue, *holder);
                    let mut statement = statement.clone();
                    if let (Source::Speaker(speaker), Some(holder)) = (statement.source, *holder)
                        && speaker == holder
                        && statement.speech_mode == SpeechMode::IndirectSpeech
                    {
                        // "He said he supports": the stand is his own, and he is its source as well.
                        statement.source = Source::Speaker(holder);
                    }
                    if matches!(attribution.speaker, Speaker::Nobody) && holder.is_some() {
                        statement.source = Source::Narration;
                    }
                    let position = Position {
                        holder: *holder,
                        stance: frame.set.get("stance").cloned().unwrap_or_else(|| "supports".to_owned()),
                        issue: self.issue_of(*issue),
                        issue_text,
                        regarding,
                        reiterated: attribution.reiterated || frame.set.contains_key("reiterated"),
                        event: told.event_before(frame.trigger),
                        statement,
                    };
                    let same = found.iter().any(|other| {
                        other.holder == position.holder
                            && other.issue_text == position.issue_text
                            && other.statement.evidence[0].sentence == position.statement.evidence[0].sentence
                    });
                    if !same {
                        found.push(position);
                    }
                    self.kept[number] = true;
                }
            }
        }
        found
    }

    /// Whose issue it is: whose noun it is, else the first party named in its words, else in those coordinated
    /// with it ("the sovereignty and territorial integrity of Georgia").
    fn regarding(&self, frame: &Frame, issue: usize, holder: Option<EntityId>) -> Option<EntityId> {
        for filler in frame.fillers("regarding") {
            if let Filler::Mention(index) = filler {
                let entities = &self.recognition.mentions[*index].entities;
                if let [entity] = entities.as_slice()
                    && Some(*entity) != holder
                {
                    return Some(*entity);
                }
            }
        }
        let party = |token: usize| -> Option<EntityId> {
            let mention = self.recognition.mention_of(token)?;
            mention
                .entities
                .iter()
                .copied()
                .find(|id| Some(*id) != holder && self.recognition.entity(*id).kind != EntityKind::Place)
        };
        let owner = |token: usize| self.graph.owners(token).into_iter().find_map(party);
        let graph = self.graph;
        let conjuncts = graph.conjuncts(graph.first_conjunct(issue));
        party(issue)
            .or_else(|| owner(issue))
            .or_else(|| {
                let tokens = graph.document.subtree(issue);
                let mut states = tokens.iter().filter_map(|token| party(*token));
                let found: Vec<EntityId> = states.by_ref().collect();
                found
                    .iter()
                    .copied()
                    .find(|id| self.recognition.entity(*id).kind == EntityKind::State)
                    .or(found.first().copied())
            })
            .or_else(|| conjuncts.iter().find_map(|token| owner(*token)))
            .or_else(|| {
                conjuncts
                    .iter()
                    .flat_map(|token| graph.document.children(*token).collect::<Vec<_>>())
                    .filter(|child| graph.document.token(*child).deprel.as_str() == "nmod")
                    .find_map(|child| owner(child).or_else(|| party(child)))
            })
    }
}
