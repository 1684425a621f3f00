//! Who takes part in an event, and as what: the fillers of its frame, those told beside them, lists, pairs, offices.

use super::{CONVERSATIONS, Told, role_of};
use crate::claim::{EventId, Evidence, Modality, Participant, Role, Status};
use crate::document::Upos;
use crate::extract::Extraction;
use crate::extract::graph::Rel;
use crate::frame::Frame;
use crate::mention::{EntityId, EntityKind, Mention, MentionKind};
use crate::rule::matcher::Filler;

/// Within how many words of a sentence's beginning an invitation is named: "At the kind invitation of".
const REACH_OF_INVITATION: usize = 6;

/// How many words a line may have that is the heading of a list of those who took part.
const WORDS_OF_HEADING: usize = 14;

impl Extraction<'_> {
    /// The first verb of a list in which a bare verb without an auxiliary of its own stands, at or above a token.
    pub(super) fn listed_verb(&self, token: usize) -> Option<usize> {
        let document = self.graph.document;
        let mut at = token;
        for _ in 0..3 {
            let view = document.token(at);
            if view.upos == Upos::Verb {
                let bare = view.xpos.as_str() == "VB"
                    && self.graph.child(at, "aux").is_none()
                    && self.graph.child(at, "mark").is_none();
                if !bare {
                    return None;
                }
                let head = document.head(at)?;
                match view.deprel.as_str() {
                    "parataxis" => return Some(head),
                    "conj" => {
                        at = head;
                        continue;
                    }
                    _ => return None,
                }
            }
            at = document.head(at)?;
        }
        None
    }

    /// The entities that a frame names as participants.
    pub(super) fn those_told(&self, frame: &Frame, told: &Told) -> Vec<EntityId> {
        let mut found = Vec::new();
        for (_, fillers) in frame.roles.iter().filter(|(role, _)| role_of(role).is_some()) {
            for filler in fillers {
                if let Filler::Mention(index) = filler {
                    found.extend(self.entities(*index, told));
                }
            }
        }
        found
    }

    pub(super) fn add_participants(&mut self, told: &mut Told, event: EventId, number: usize) {
        let frame = &self.frames[number];
        let evidence = self.evidence(frame);
        let rule = self.rule(frame).name.clone();
        let mut found = Vec::new();
        for (role, fillers) in &frame.roles {
            let Some(mut role) = role_of(role) else { continue };
            if frame.class == "Participation" && self.journey_of_delegation(told, frame) == Some(event) {
                role = Role::Visitor;
            }
            let one_target = role == Role::Target && self.has_one_target(frame);
            for filler in fillers {
                if let Filler::Mention(index) = filler {
                    if self.is_owner_in_list(*index)
                        || one_target && self.is_after_comma(*index)
                        || role == Role::Convener && self.is_event_itself(frame, *index)
                        || role == Role::Participant && self.is_outside_pair(frame.trigger, *index)
                    {
                        continue;
                    }
                    if frame.class == "Visit" && role == Role::Visitor && self.is_own_country(frame, *index) {
                        found.extend(self.guest_before(frame, *index).map(|(id, at)| (id, role, at)));
                        continue;
                    }
                    let role = match self.invitation_before(frame.trigger) {
                        Some(inviting)
                            if frame.class == "Visit" && matches!(role, Role::Host | Role::Visitor) =>
                        {
                            let start = self.recognition.mentions[*index].tokens.start;
                            match role {
                                _ if inviting.contains(&start) => Role::Host,
                                Role::Host if start >= inviting.end && start < frame.trigger => Role::Visitor,
                                role => role,
                            }
                        }
                        _ => role,
                    };
                    for entity in self.entities(*index, told) {
                        found.push((entity, role, *index));
                    }
                }
            }
            let mut named: Vec<usize> = fillers
                .iter()
                .filter_map(|filler| match filler {
                    Filler::Mention(index) => Some(*index),
                    _ => None,
                })
                .collect();
            named.sort_unstable_by_key(|index| self.recognition.mentions[*index].tokens.start);
            let (Some(&first), Some(&last)) = (named.first(), named.last()) else { continue };
            let inviting = role == Role::Host && self.invitation_before(frame.trigger).is_some();
            if one_target || inviting {
                continue;
            }
            // Of a long list the tree may know the first and the last, and lose those between.
            let whole = self.rest_of_list(told, frame.trigger, first);
            let reaches = whole.iter().any(|(_, index)| *index == last);
            let rest = if reaches { whole } else { self.rest_of_list(told, frame.trigger, last) };
            found.extend(rest.into_iter().map(|(entity, index)| (entity, role, index)));
        }
        if frame.class == "Visit" && found.iter().all(|(_, role, _)| *role != Role::Host) {
            found.extend(self.inviting_behind(told, frame.trigger).map(|(id, at)| (id, Role::Host, at)));
        }
        for (_, role, index) in found.clone() {
            found.extend(self.companions(index).into_iter().map(|(id, at)| (id, role, at)));
        }
        // "At the invitation of the Governor, the Queen and the Prince will pay a visit": those behind the comma.
        if frame.class == "Visit"
            && found.iter().all(|(_, role, _)| *role != Role::Visitor)
            && let Some(inviting) = self.invitation_before(frame.trigger)
        {
            let row = self.row(&told.over, inviting.end..frame.trigger, frame.trigger);
            let person = |id: &EntityId| matches!(self.kind(*id), EntityKind::Person | EntityKind::Group);
            found.extend(
                row.into_iter().filter(|(id, _)| person(id)).map(|(id, index)| (id, Role::Visitor, index)),
            );
        }
        for (entity, role, mention) in found {
            self.add_participant(told, event, entity, role, mention, evidence, &rule);
        }
    }

    /// "Minister N, along with Ambassador M, met the President": who does it with those of a mention.
    fn companions(&self, mention: usize) -> Vec<(EntityId, usize)> {
        let document = self.graph.document;
        document
            .children(self.recognition.mentions[mention].head)
            .filter(|child| {
                matches!(
                    self.graph.case(*child),
                    Some("along with" | "together with" | "alongside" | "as well as")
                )
            })
            .flat_map(|child| self.graph.conjuncts(child))
            .filter_map(|token| self.recognition.mention_at[token])
            .filter_map(|index| Some((*self.recognition.mentions[index].entities.first()?, index)))
            .filter(|(id, _)| matches!(self.kind(*id), EntityKind::Person | EntityKind::Group))
            .collect()
    }

    /// "went to Lima to follow up on the call between A and B": whether somebody is told outside of the pair whose
    /// conversation is the circumstance of what somebody else does.
    fn is_outside_pair(&self, trigger: usize, mention: usize) -> bool {
        let document = self.graph.document;
        let circumstance = document.token(trigger).upos == Upos::Noun
            && matches!(document.token(trigger).deprel.base(), "obl" | "nmod")
            && matches!(
                self.graph.case(trigger),
                Some("on" | "to" | "from" | "after" | "following" | "upon")
            );
        let pair = || {
            document.children(trigger).any(|child| {
                self.graph.case(child) == Some("between") && self.recognition.mention_at[child].is_some()
            })
        };
        circumstance && !self.is_below(self.recognition.mentions[mention].head, trigger) && pair()
    }

    /// "At the invitation of the President, the Prime Minister paid a visit": the tokens of whoever invites, from the
    /// preposition to the comma behind the name; nothing if the sentence does not begin so.
    fn invitation_before(&self, trigger: usize) -> Option<std::ops::Range<usize>> {
        let document = self.graph.document;
        let sentence = document.sentences()[document.sentence_of(trigger)].clone();
        let noun = (sentence.start..trigger.min(sentence.start + REACH_OF_INVITATION)).find(|token| {
            self.graph.lemma(*token) == "invitation"
                && *token + 1 < trigger
                && self.graph.lower(token + 1) == "of"
        })?;
        let begins = noun >= 2 && matches!(self.graph.lower(noun - 2), "at" | "on" | "upon");
        let end = (noun + 2..trigger).find(|token| self.graph.lower(*token) == ",")?;
        // "of the President, Ana Ruiz, the Prime Minister": the name behind the comma is still the President's.
        let inside = |token: usize| {
            self.recognition.mentions.iter().find(|mention| {
                mention.tokens.start > noun
                    && mention.tokens.contains(&token)
                    && mention.tokens.end > token + 1
            })
        };
        let end = inside(end).map_or(end, |mention| mention.tokens.end);
        (begins && end < trigger).then_some(noun + 1..end)
    }

    /// "arrived in Chile on a visit at the invitation of President N": who invites, by the words, where the tree has the
    /// phrase elsewhere. Of several verbs the last one before the invitation is meant.
    fn inviting_behind(&self, told: &Told, trigger: usize) -> Option<(EntityId, usize)> {
        let document = self.graph.document;
        let sentence = document.sentences()[document.sentence_of(trigger)].clone();
        let noun = (trigger + 1..sentence.end.saturating_sub(2)).find(|token| {
            self.graph.lemma(*token) == "invitation"
                && self.graph.lower(token + 1) == "of"
                && token.checked_sub(2).is_some_and(|at| matches!(self.graph.lower(at), "at" | "on" | "upon"))
        })?;
        let other = (trigger + 1..noun)
            .any(|token| document.token(token).upos == Upos::Verb && document.token(token).xpos.is_finite());
        if other {
            return None;
        }
        let start = noun + 2 + usize::from(self.graph.lower(noun + 2) == "the");
        let index = told.over.get(start).copied().flatten()?;
        let &[id] = self.recognition.mentions[index].entities.as_slice() else { return None };
        (self.recognition.mentions[index].tokens.start + 1 >= start && self.kind(id) == EntityKind::Person)
            .then_some((id, index))
    }

    /// "welcomed the Sultan on his visit to Australia": whether the visitor that a pronoun was taken for holds an office of
    /// the very state that is visited.
    fn is_own_country(&self, frame: &Frame, mention: usize) -> bool {
        let mention = &self.recognition.mentions[mention];
        let &[person] = mention.entities.as_slice() else { return false };
        mention.kind == MentionKind::Pronoun
            && self.graph.lemma(frame.trigger) != "return"
            && self.state_visited(frame).is_some_and(|state| self.holds_office_of(person, state))
    }

    /// The state that a frame of a visit names as its place.
    fn state_visited(&self, frame: &Frame) -> Option<EntityId> {
        frame.fillers("place").iter().find_map(|filler| match filler {
            Filler::Mention(index) => {
                let id = *self.recognition.mentions[*index].entities.first()?;
                (self.kind(id) == EntityKind::State).then_some(id)
            }
            _ => None,
        })
    }

    fn holds_office_of(&self, person: EntityId, state: EntityId) -> bool {
        self.recognition.offices.iter().any(|office| office.person == person && office.body == Some(state))
    }

    /// The last person named before a pronoun, in its sentence or the one before, who is none of the state visited.
    fn guest_before(&self, frame: &Frame, pronoun: usize) -> Option<(EntityId, usize)> {
        let document = self.graph.document;
        let state = self.state_visited(frame)?;
        let pronoun = &self.recognition.mentions[pronoun];
        let sentence = document.sentence_of(pronoun.head);
        let named = self.recognition.mentions.iter().enumerate().filter(|(_, mention)| {
            mention.tokens.end <= pronoun.tokens.start
                && document.sentence_of(mention.head) + 1 >= sentence
                && matches!(mention.kind, MentionKind::Name | MentionKind::Nominal)
        });
        named
            .filter_map(|(index, mention)| match mention.entities.as_slice() {
                &[id] if self.kind(id) == EntityKind::Person && !self.holds_office_of(id, state) => {
                    Some((id, index))
                }
                _ => None,
            })
            .last()
    }

    /// "the war on Ukraine, as well as his support", "Ukraine and Turkey's efforts": whose noun comes next in the list is
    /// no member of it.
    pub(super) fn is_owner_in_list(&self, mention: usize) -> bool {
        let document = self.graph.document;
        let mention = &self.recognition.mentions[mention];
        let view = document.token(mention.head);
        if view.deprel.as_str() != "conj" {
            return false;
        }
        let clitic =
            (mention.tokens.end < document.tokens().len()).then(|| self.graph.lower(mention.tokens.end));
        view.xpos.as_str() == "PRP$" || matches!(clitic, Some("'s" | "’s" | "'" | "’"))
    }

    /// Whether an attack is one on somebody: after "the war on Ukraine, …" comes the next matter or the next clause.
    pub(super) fn has_one_target(&self, frame: &Frame) -> bool {
        let view = self.graph.document.token(frame.trigger);
        frame.class == "Attack" && view.upos == Upos::Noun && view.xpos.as_str() == "NN"
    }

    /// Whether a mention goes on a list after a comma.
    pub(super) fn is_after_comma(&self, mention: usize) -> bool {
        let document = self.graph.document;
        let head = self.recognition.mentions[mention].head;
        let first = self.graph.first_conjunct(head);
        first < head && (first..head).any(|token| document.token(token).upos == Upos::Punct)
    }

    /// Whether a mention is the name of the summit, which does not convene itself.
    pub(super) fn is_event_itself(&self, frame: &Frame, mention: usize) -> bool {
        let mention = &self.recognition.mentions[mention];
        let name = mention.span.of(&self.report.text).to_lowercase();
        let named = |word: &str| name.split([' ', '-']).any(|part| part == word);
        let talks = name.rsplit(' ').next().is_some_and(|last| self.knowledge.in_set("talks-in-names", last));
        mention.tokens.contains(&frame.trigger) || named("summit") || talks
    }

    /// The names that follow one in a list, where the tree lost them.
    pub(super) fn rest_of_list(&self, told: &Told, trigger: usize, mention: usize) -> Vec<(EntityId, usize)> {
        let mention = &self.recognition.mentions[mention];
        if mention.entities.is_empty() {
            return Vec::new();
        }
        let document = self.graph.document;
        let start = told
            .over
            .get(mention.head)
            .copied()
            .flatten()
            .map_or(mention.tokens.start, |outer| self.recognition.mentions[outer].tokens.start);
        let end = document.sentences()[document.sentence_of(mention.head)].end;
        let mut row = self.row(&told.over, start..end, trigger);
        if row.first().is_none_or(|(entity, _)| !mention.entities.contains(entity)) {
            return Vec::new();
        }
        row.remove(0);
        row
    }

    /// "the Chile-Peru summit", "the third Norway–Japan forum": a hyphen joins the two who meet.
    pub(super) fn joined_by_hyphen(&self, told: &mut Told) {
        let mentions = &self.recognition.mentions;
        for (trigger, event) in told.at.clone() {
            // "the Chile-Peru Defence Dialogue" is the name of a body, which meets now and then.
            let named = self.graph.document.token(trigger).upos == Upos::Propn;
            let class = told.events[event.0].class.as_str();
            if !(class == "Summit" || class == "Meeting" && !named) {
                continue;
            }
            let sentence = self.graph.document.sentence_of(trigger);
            let below = |mention: &Mention| {
                let mut at = mention.head;
                self.graph.document.sentence_of(at) == sentence
                    && (0..4).any(|_| {
                        let up = self.graph.document.head(at).filter(|_| {
                            matches!(
                                self.graph.document.token(at).deprel.base(),
                                "compound" | "amod" | "nmod" | "flat" | "conj" | "punct"
                            ) && self.graph.case(at).is_none()
                        });
                        up.is_some_and(|up| {
                            at = up;
                            up == trigger
                        })
                    })
            };
            let pairs: Vec<(usize, usize)> = (0..mentions.len())
                .filter(|one| mentions[*one].tokens.end <= trigger)
                .filter_map(|one| {
                    let rest = self.report.text[mentions[one].span.end..].strip_prefix(['-', '–'])?;
                    let at = self.report.text.len() - rest.len();
                    let other = mentions.iter().position(|other| other.span.start == at)?;
                    (mentions[other].tokens.end <= trigger
                        && (below(&mentions[one]) || below(&mentions[other])))
                    .then_some((one, other))
                })
                .collect();
            let rule = told.events[event.0].occurrence.rule.clone();
            for mention in pairs.into_iter().flat_map(|(one, other)| [one, other]) {
                let Some(&entity) = mentions[mention].entities.first() else { continue };
                if !matches!(self.kind(entity), EntityKind::State | EntityKind::Organization) {
                    continue;
                }
                let span = self.graph.document.token(trigger).span.join(mentions[mention].span);
                let evidence = Evidence { span, sentence: sentence + 1 };
                self.add_participant(told, event, entity, Role::Participant, mention, evidence, &rule);
            }
        }
    }

    pub(super) fn kind(&self, id: EntityId) -> EntityKind {
        self.recognition.entity(id).kind
    }

    /// Participants by the order of words, for conversations whose tree names fewer than two.
    pub(super) fn by_order(&self, told: &mut Told) {
        for (trigger, event) in told.at.clone() {
            let class = told.events[event.0].class.as_str();
            let alone = class == "OtherEvent"
                && told.events[event.0].participants.is_empty()
                && self.graph.document.token(trigger).upos == Upos::Verb;
            if !(alone || matches!(class, "Meeting" | "PhoneCall" | "Summit")) {
                continue;
            }
            let headless = self.graph.document.token(trigger).upos == Upos::Verb
                && self
                    .graph
                    .all(trigger, Rel::SUBJ)
                    .all(|token| self.recognition.mention_of(token).is_none())
                && self.graph.document.token(trigger).deprel.base() != "xcomp";
            if told.events[event.0].participants.len() > 1 && !headless {
                continue;
            }
            let first = told.at.iter().find(|(_, id)| *id == event).map(|(at, _)| *at);
            if first != Some(trigger) {
                continue;
            }
            let mut found = if alone { Vec::new() } else { self.counterparts(&told.over, trigger) };
            let document = self.graph.document;
            if document.token(trigger).upos == Upos::Verb
                && (!self.graph.is_passive(trigger)
                    || self.knowledge.in_set("coming-together", self.graph.lemma(trigger))
                        && document.token(trigger).deprel.base() == "acl")
            {
                let mut actors = self.actors_before(&told.over, trigger);
                actors.append(&mut found);
                found = actors;
            }
            if document.token(trigger).upos == Upos::Noun {
                found.extend(self.actor_above(trigger));
            }
            let rule = told.events[event.0].occurrence.rule.clone();
            let sentence = document.sentence_of(trigger);
            for (entity, mention) in found {
                let tokens = self.recognition.mentions[mention].tokens.clone();
                let span = document.token(trigger).span.join(document.span(tokens));
                let evidence = Evidence { span, sentence: sentence + 1 };
                self.add_participant(told, event, entity, Role::Participant, mention, evidence, &rule);
            }
        }
    }

    /// "meetings with A and B": the plural tells of one with each.
    pub(super) fn one_each(&self, told: &mut Told) {
        let document = self.graph.document;
        for (trigger, event) in told.at.clone() {
            let view = document.token(trigger);
            if view.xpos.as_str() != "NNS" || !self.knowledge.in_set("one-each", self.graph.lemma(trigger)) {
                continue;
            }
            let others = self.counterparts(&told.over, trigger);
            let known = told.events[event.0].clone();
            let is_other = |id: EntityId| others.iter().any(|(other, _)| *other == id);
            let own = known.participants.iter().filter(|p| !is_other(p.entity)).count();
            let with: Vec<EntityId> =
                known.participants.iter().map(|p| p.entity).filter(|id| is_other(*id)).collect();
            let among = document.children(trigger).any(|child| self.graph.case(child) == Some("between"));
            if with.len() < 2 || own == 0 || among {
                continue;
            }
            let first = with[0];
            told.events[event.0].participants.retain(|p| !is_other(p.entity) || p.entity == first);
            for one in &with[1..] {
                let mut copy = known.clone();
                copy.participants.retain(|p| !is_other(p.entity) || p.entity == *one);
                let id = EventId(told.events.len());
                told.events.push(copy);
                told.at.push((trigger, id));
                if let Some((_, whole)) = told.within.iter().find(|(part, _)| *part == event).copied() {
                    told.within.push((id, whole));
                }
            }
        }
        told.at.sort_unstable();
    }

    /// "Both sides will convene the next session": two who convene a meeting are those who meet.
    pub(super) fn hosts_of_one_another(&self, told: &mut Told) {
        for event in told.events.iter_mut().filter(|event| event.class == "Meeting") {
            let meets = |id: EntityId| {
                matches!(self.recognition.entity(id).kind, EntityKind::State | EntityKind::Person)
            };
            let alone = event.participants.len() >= 2
                && event.participants.iter().all(|party| party.role == Role::Convener && meets(party.entity));
            if alone {
                event.participants.iter_mut().for_each(|party| party.role = Role::Participant);
            }
        }
    }

    /// Who acts in the clause in which a meeting stands as its purpose or occasion: "travelled to Lima for talks with".
    pub(super) fn actor_above(&self, trigger: usize) -> Vec<(EntityId, usize)> {
        let document = self.graph.document;
        let mut at = trigger;
        for _ in 0..6 {
            let relation = document.token(at).deprel.base();
            let Some(head) = document.head(at) else { break };
            if !matches!(relation, "obl" | "nmod" | "obj" | "xcomp" | "conj") {
                break;
            }
            // "referring to the talks, he stressed": whoever speaks of talks is not at them.
            if self.graph.case(at) == Some("to") && self.knowledge.in_set("referring", self.graph.lemma(head))
            {
                break;
            }
            if self.is_matter_of(at, head) {
                break;
            }
            let ready = self.knowledge.in_set("ready", self.graph.lemma(head));
            // "arrived at the head of a delegation to hold talks": who holds them is told above.
            let infinitive = document.token(head).xpos.as_str() == "VB"
                && document.token(head).deprel.as_str() == "acl"
                && self.graph.first(head, Rel::SUBJ).is_none()
                && self.graph.first(trigger, Rel::SUBJ).is_none();
            if infinitive && let Some(noun) = document.head(head) {
                at = noun;
                continue;
            }
            if document.token(head).upos == Upos::Verb || ready {
                let subjects = self
                    .graph
                    .first(head, Rel::SUBJ)
                    .map(|subject| self.graph.conjuncts(subject))
                    .unwrap_or_default();
                return subjects
                    .into_iter()
                    .filter_map(|token| self.recognition.mention_at.get(token).copied().flatten())
                    .filter(|index| !self.is_owner_in_list(*index))
                    .flat_map(|index| {
                        let persons = self.recognition.mentions[index].entities.iter().filter(move |id| {
                            let kind = self.recognition.entity(**id).kind;
                            kind == EntityKind::Person || (ready && kind != EntityKind::Place)
                        });
                        persons.map(move |id| (*id, index)).collect::<Vec<_>>()
                    })
                    .collect();
            }
            at = head;
        }
        Vec::new()
    }

    /// "reviewed developments in the dialogue", "cheered for his negotiations": whoever speaks of talks is not at them.
    fn is_matter_of(&self, noun: usize, head: usize) -> bool {
        let document = self.graph.document;
        let named = self.recognition.mention_at[noun].is_some();
        match document.token(noun).deprel.base() {
            "nmod" => {
                // "closer cooperation during talks in Lima": the occasion, wherever the tree hangs it.
                let of = self.graph.case(noun).is_some_and(|case| {
                    matches!(
                        case,
                        "of" | "in" | "on" | "for" | "to" | "from" | "with" | "into" | "about" | "over"
                    )
                });
                of && !named
                    && document.token(head).upos == Upos::Noun
                    && self.recognition.mention_at[head].is_none()
                    && self.time_at[head].is_none()
                    && !self.knowledge.is_event_noun(self.graph, head)
                    && !self.knowledge.in_set("part-of-talks", self.graph.lemma(head))
            }
            "obj" => {
                !named
                    && !self.knowledge.in_set("chance", self.graph.lemma(noun))
                    && self.knowledge.in_set("speaking-of", self.graph.lemma(head))
            }
            _ => false,
        }
    }

    /// Whether the talks that a noun names are only spoken of where it stands: nobody of that sentence is told to be at
    /// them, and "they" are not those who were.
    pub(super) fn is_spoken_of(&self, noun: usize) -> bool {
        let document = self.graph.document;
        let mut at = noun;
        for _ in 0..4 {
            if document.token(at).upos == Upos::Verb {
                return false;
            }
            let Some(head) = document.head(at) else { return false };
            if self.is_matter_of(at, head) {
                return true;
            }
            at = head;
        }
        false
    }

    /// The verb of attending that carries a noun, if it says what a journey is for: "arrived to attend the summit".
    pub(super) fn attended_on(&self, noun: usize) -> Option<usize> {
        let document = self.graph.document;
        let verb = document.head(noun)?;
        let attends = self.knowledge.in_set("attending", self.graph.lemma(verb));
        let purpose = matches!(document.token(verb).deprel.as_str(), "advcl" | "xcomp");
        if attends && purpose {
            return Some(verb);
        }
        // "flew to Rome for the summit"
        (self.graph.case(noun) == Some("for")).then_some(noun)
    }

    /// Congratulations that are spoken at a meeting are a stand taken there, not a message of its own.
    pub(super) fn courtesies(&self, told: &mut Told) {
        for (trigger, event) in told.at.clone() {
            let verb = self.graph.lemma(trigger);
            if told.events[event.0].class == "Message"
                && self.knowledge.in_set("well-wishing", verb)
                && told.event_before(trigger).is_some()
            {
                told.events[event.0].participants.clear();
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a participation has this many parts")]
    pub(super) fn add_participant(
        &self,
        told: &mut Told,
        event: EventId,
        entity: EntityId,
        role: Role,
        mention: usize,
        evidence: Evidence,
        rule: &str,
    ) {
        let participants = &mut told.events[event.0].participants;
        if let Some(known) = participants.iter_mut().find(|p| p.entity == entity) {
            if known.role == Role::Participant && role != Role::Participant {
                known.role = role;
            }
            return;
        }
        let office = if role == Role::Appointee {
            self.named_to(told.first_token(event), entity, mention)
        } else {
            self.capacity(entity, mention)
        };
        let participants = &mut told.events[event.0].participants;
        participants.push(Participant {
            entity,
            role,
            office,
            evidence: vec![evidence],
            rule: rule.to_owned(),
        });
    }

    /// The office in whose capacity somebody takes part: the one stated with this mention, else the first stated.
    pub(super) fn capacity(&self, entity: EntityId, mention: usize) -> Option<usize> {
        let mention = &self.recognition.mentions[mention];
        let mut own = self
            .recognition
            .offices
            .iter()
            .enumerate()
            .filter(|(_, office)| office.person == entity)
            .map(|(index, office)| (index, mention.span.overlaps(office.span)));
        let first = own.next()?;
        if first.1 {
            return Some(first.0);
        }
        own.find(|(_, here)| *here).map(|(index, _)| index).or(Some(first.0))
    }

    /// The office to which somebody is named: the one that the sentence tells after the naming, else the title beside
    /// the name there. What other sentences of a life tell is not what this one gives.
    pub(super) fn named_to(&self, trigger: usize, entity: EntityId, mention: usize) -> Option<usize> {
        let own = || {
            self.recognition.offices.iter().enumerate().filter(|(_, office)| {
                office.person == entity && self.same_sentence(office.tokens.start, trigger)
            })
        };
        let mention = &self.recognition.mentions[mention];
        own()
            .find(|(_, office)| office.tokens.start > trigger)
            .or_else(|| own().find(|(_, office)| office.span.overlaps(mention.span)))
            .map(|(index, _)| index)
    }

    /// Those who are told to take part elsewhere: "President Ilham Aliyev attended the meeting."
    pub(super) fn joined_participants(&mut self, told: &mut Told) {
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if frame.class != "Participation" {
                continue;
            }
            let event = frame.fillers("event").iter().find_map(|filler| match filler {
                Filler::Event(token) => told.event_at(*token),
                _ => None,
            });
            let event = event.or_else(|| self.journey_of_delegation(told, frame));
            let Some(event) = event.or_else(|| told.event_before(frame.trigger)) else { continue };
            self.kept[number] = true;
            if !told.at.iter().any(|(at, _)| *at == frame.trigger) {
                told.at.push((frame.trigger, event));
                told.at.sort_unstable();
            }
            self.add_participants(told, event, number);
            // "will attend the summit": the plan to attend makes the event a planned one where nothing says more.
            let attribution = self.attributor.attribute(frame.trigger);
            if attribution.modality == Modality::Planned
                && told.events[event.0].status == Status::Occurred
                && told.events[event.0].participants.len() <= 1
            {
                told.events[event.0].status = Status::Planned;
            }
        }
    }

    /// "Participants in the meeting included:", and a line for each: those with whose names the lines begin took part in
    /// the conversation that the report is about.
    pub(super) fn participants_in_lines(&self, told: &mut Told) {
        let heading = |line: &str| {
            let line = line.to_lowercase();
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            line.split(' ').count() <= WORDS_OF_HEADING
                && words.any(|word| self.knowledge.in_set("heading-of-participants", word))
        };
        let listed = self.persons_in_lines(heading);
        let Some(&(_, first)) = listed.first().filter(|_| listed.len() >= 2) else { return };
        let document = self.graph.document;
        let start = self.recognition.mentions[first].tokens.start;
        // What the report is about stands first; other meetings are told on the way.
        let talk = told.at.iter().filter(|(at, _)| *at < start).map(|(_, event)| *event).find(|event| {
            let event = &told.events[event.0];
            event.status == Status::Occurred
                && CONVERSATIONS.contains(&event.class.as_str())
                && event.class != "Visit"
        });
        let Some(event) = talk else { return };
        let rule = told.events[event.0].occurrence.rule.clone();
        for (entity, mention) in listed {
            let tokens = self.recognition.mentions[mention].tokens.clone();
            let sentence = document.sentence_of(tokens.start) + 1;
            let evidence = Evidence { span: document.span(tokens), sentence };
            self.add_participant(told, event, entity, Role::Participant, mention, evidence, &rule);
        }
    }

    /// "The Secretary will lead the delegation": the journey of the delegation that was told before.
    pub(super) fn journey_of_delegation(&self, told: &Told, frame: &Frame) -> Option<EventId> {
        let object = self.graph.all(frame.trigger, Rel::DOBJ).next()?;
        if self.graph.lemma(object) != "delegation" {
            return None;
        }
        let event = told.events.iter().position(|event| {
            event.class == "Visit"
                && event.participants.iter().any(|party| {
                    let entity = self.recognition.entity(party.entity);
                    entity.kind == EntityKind::Group && entity.name.to_lowercase().contains("delegation")
                })
        });
        event.map(EventId)
    }
}
