//! Where and when an event is told to be: from its own clause first, then from what stands around it.

use super::{CONVERSATIONS, Told, is_after, is_before, partial};
use crate::claim::{Event, EventId, Modality, Status};
use crate::document::Upos;
use crate::extract::Extraction;
use crate::mention::{DateBasis, EntityId, EntityKind, MentionKind, PartialDate};
use crate::rule::file::EVENT_CLASSES;
use crate::rule::matcher::Filler;

/// How many words of a name may stand between a time and the event's noun.
const LONGEST_NAME: usize = 9;

impl Extraction<'_> {
    /// The place that a noun carries itself: "the talks in Vienna".
    pub(super) fn place_of_noun(&self, token: usize) -> Option<EntityId> {
        let document = self.graph.document;
        document
            .children(token)
            .filter(|child| self.graph.case(*child) == Some("in"))
            .find_map(|child| self.place_named(self.recognition.mention_at[child]?))
    }

    /// The place or state that a mention names.
    pub(super) fn place_named(&self, mention: usize) -> Option<EntityId> {
        let id = *self.recognition.mentions[mention].entities.first()?;
        matches!(self.recognition.entity(id).kind, EntityKind::Place | EntityKind::State).then_some(id)
    }

    /// Whether a place is known to lie in a state.
    pub(super) fn lies_in(&self, place: EntityId, state: EntityId) -> bool {
        let key = |id: EntityId| self.recognition.entity(id).known.as_deref();
        let known = key(place).and_then(|key| self.knowledge.gazetteer.known(key));
        key(state).is_some() && known.and_then(|known| known.located_in) == key(state)
    }

    /// Whether it is known in which state a place lies.
    fn lies_somewhere(&self, place: EntityId) -> bool {
        let key = self.recognition.entity(place).known.as_deref();
        key.and_then(|key| self.knowledge.gazetteer.known(key))
            .is_some_and(|known| known.located_in.is_some())
    }

    /// The place of whose clause a token is told: "Rome, where she will meet the minister".
    pub(super) fn place_of_clause(&self, token: usize) -> Option<EntityId> {
        let document = self.graph.document;
        let mut at = token;
        for _ in 0..5 {
            let head = document.head(at)?;
            if matches!(document.token(at).deprel.as_str(), "acl:relcl" | "advcl") {
                let place_at = |token: usize| self.place_named(self.recognition.mention_at[token]?);
                let start = document.children(at).find(|child| self.graph.lower(*child) == "where")?;
                // "travelled to Rome on Tuesday, where": the tree may take the day for the head of the clause.
                let sentence = document.sentences()[document.sentence_of(at)].start;
                return place_at(head)
                    .or_else(|| (sentence.max(start.saturating_sub(6))..start).rev().find_map(place_at));
            }
            at = head;
        }
        None
    }

    /// Whether a time is that of another thing than an event: of a law in whose name it stands ("the Tariff Act of 1930",
    /// "the 1951 treaty"), of what has gone on since, of what a clause tells of a noun.
    pub(super) fn is_of_another(&self, told: &Told, time: usize) -> bool {
        let document = self.graph.document;
        let head = self.time_head(time);
        if self.graph.case(head) == Some("since") || self.is_limit(head) {
            return true;
        }
        // "the 29 June NATO summit": it stands in front of the event's own noun, wherever the tree has it.
        let end = self.recognition.times[time].tokens.end;
        if (end..end + 3).any(|token| told.event_at(token).is_some() && self.same_sentence(token, head)) {
            return false;
        }
        let mut at = head;
        for step in 0..6 {
            let Some(up) = document.head(at) else { return false };
            if told.event_at(up).is_some() {
                return false;
            }
            let relation = document.token(at).deprel.as_str();
            if matches!(document.token(up).upos, Upos::Noun | Upos::Propn) && !self.graph.is_predicate(up) {
                // "today's announcement follows the talks": the day of the announcement.
                let of_event = document.head(up).is_some_and(|event| told.event_at(event).is_some())
                    && self.graph.case(up) == Some("of");
                if step == 0 && relation == "nmod:poss" && !of_event && !self.is_in_name_of_event(told, end) {
                    return true;
                }
                if step == 0 && at > up && self.is_stretch_of_matter(time, up) {
                    return true;
                }
                let is_document = self.knowledge.in_set("dated-by-name", self.graph.lemma(up));
                let inside = at < up
                    && matches!(relation, "compound" | "amod" | "nummod" | "nmod" | "nmod:unmarked")
                    && self.graph.case(at).is_none();
                if step == 0 && is_document && (inside || self.graph.case(at) == Some("of")) {
                    return true;
                }
            }
            // "the Queen, who visited Chile in 1988": no event is a "who", wherever the tree hangs the clause.
            if relation == "acl:relcl"
                && document.children(at).any(|child| matches!(self.graph.lower(child), "who" | "whom"))
            {
                return !told
                    .at
                    .iter()
                    .any(|(token, _)| self.same_sentence(*token, at) && self.is_below(*token, at));
            }
            // "the visit coincides with the opening on 1 July": the day of what it coincides with.
            if document.token(up).upos == Upos::Verb
                && matches!(document.token(at).deprel.base(), "obj" | "obl")
                && document.token(at).upos == Upos::Noun
                && self.time_at[at].is_none()
                && told.event_at(at).is_none()
                && self.knowledge.in_set("coinciding", self.graph.lemma(up))
            {
                return true;
            }
            if document.token(at).upos == Upos::Verb && matches!(relation, "acl" | "acl:relcl") && at > up {
                // "the dialogue, held in March", "the fund that the summit set up": the clause tells when the event was.
                let tells = self.knowledge.in_set("dating", self.graph.lemma(at))
                    || told
                        .at
                        .iter()
                        .any(|(token, _)| self.same_sentence(*token, at) && self.is_below(*token, at));
                return !tells;
            }
            at = up;
        }
        false
    }

    /// "this year's Arctic Council (AC) leaders' meeting": whether an event's noun ends the words that follow a time.
    fn is_in_name_of_event(&self, told: &Told, start: usize) -> bool {
        let document = self.graph.document;
        let sentence = document.sentences()[document.sentence_of(start.saturating_sub(1))].clone();
        (start..sentence.end.min(start + LONGEST_NAME))
            .take_while(|token| {
                let word = document.token(*token);
                told.event_at(*token).is_some()
                    || !matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Adp | Upos::Cconj)
                        && self.graph.lower(*token) != ","
            })
            .any(|token| told.event_at(token).is_some())
    }

    /// "until the end of 2011": how long something goes on.
    fn is_limit(&self, head: usize) -> bool {
        let until = |token: usize| matches!(self.graph.case(token), Some("until" | "till" | "by the"));
        let edge = self
            .graph
            .document
            .head(head)
            .filter(|up| self.knowledge.in_set("edge-of-time", self.graph.lemma(*up)));
        until(head) || edge.is_some_and(|edge| matches!(self.graph.case(edge), Some("until" | "till" | "by")))
    }

    /// "its candidacy for a seat in 2013", "discussed imports of steel in 1976": a year or month behind a noun within
    /// another noun is that of the matter, unless somebody is named or an event told there.
    fn is_stretch_of_matter(&self, time: usize, noun: usize) -> bool {
        let document = self.graph.document;
        let coarse = self.recognition.times[time].start.day.is_none();
        let inner = |token: usize| {
            document.token(token).deprel.as_str() == "nmod"
                && document.token(token).upos == Upos::Noun
                && self.recognition.mention_at[token].is_none()
                && !self.knowledge.in_set("stretch", self.graph.lemma(token))
        };
        coarse
            && inner(noun)
            && document.head(noun).is_some_and(|outer| {
                document.token(outer).upos == Upos::Noun && self.recognition.mention_at[outer].is_none()
            })
    }

    /// "accused of arming groups in Dravinia": where the groups are, which is not where anybody was accused.
    pub(super) fn is_place_of_noun(&self, told: &Told, place: usize) -> bool {
        let document = self.graph.document;
        let mut at = place;
        let mut through_noun = false;
        for _ in 0..8 {
            let Some(head) = document.head(at) else { return false };
            if told.event_at(head).is_some() {
                return false;
            }
            if self.graph.is_predicate(head) {
                let relation = document.token(head).deprel.as_str();
                // "The visit is a sign of our ties with the islands in the Pacific": of what the event is said to be.
                let said_of_event = through_noun
                    && document.token(head).upos == Upos::Noun
                    && self.graph.child(head, "cop").is_some()
                    && self
                        .graph
                        .child(head, "nsubj")
                        .is_some_and(|subject| told.event_at(subject).is_some());
                if said_of_event {
                    return true;
                }
                // "those who live in Dravinia": where they are.
                let relative = relation == "acl:relcl"
                    && document.head(head).is_some_and(|noun| told.event_at(noun).is_none());
                return relative || through_noun && matches!(relation, "advcl" | "acl");
            }
            // "met with Ann Lee at the White House": a person whose name is told stands nowhere but in the clause.
            through_noun |= !self.is_named_person(head);
            at = head;
        }
        false
    }

    /// Whether a token is the head of a person's name, with or without a title.
    fn is_named_person(&self, token: usize) -> bool {
        self.recognition.mention_at[token].is_some_and(|index| {
            let mention = &self.recognition.mentions[index];
            let person = mention.entities.first().map(|id| self.recognition.entity(*id));
            mention.kind == MentionKind::Name && person.is_some_and(|one| one.kind == EntityKind::Person)
        })
    }

    pub(super) fn places_of(&self, told: &Told) -> Vec<(usize, EntityId)> {
        let mut found = Vec::new();
        for mention in &self.recognition.mentions {
            if mention.kind != MentionKind::Name {
                continue;
            }
            let Some(id) = mention.entities.first() else { continue };
            let case = self.graph.case(mention.head);
            let fits = match self.recognition.entity(*id).kind {
                // "outside Lima" is near it; "outside Peru" is anywhere else.
                EntityKind::State => matches!(case, Some("in" | "at" | "inside" | "near" | "aboard")),
                EntityKind::Place => {
                    matches!(case, Some("in" | "at" | "inside" | "near" | "outside" | "aboard"))
                }
                EntityKind::Organization => matches!(case, Some("at" | "in")) && self.is_building(*id),
                _ => false,
            };
            if fits && self.tells_where(told, mention.head) {
                found.push((mention.head, *id));
            }
        }
        found
    }

    /// Whether an organisation's name is that of the house in which it sits: "the White House", "the Kremlin".
    pub(super) fn is_building(&self, id: EntityId) -> bool {
        let name = self.recognition.entity(id).name.to_lowercase();
        name.split(' ').next_back().is_some_and(|word| self.knowledge.in_set("building", word))
    }

    pub(super) fn nearest_place(&self, told: &Told, token: usize) -> Option<EntityId> {
        let event = told.event_at(token)?;
        // What the rule itself takes for the place goes first: "visit Chile", "a trip to Lima".
        let stated = self.frames.iter().filter(|frame| frame.trigger == token).find_map(|frame| {
            frame.fillers("place").iter().find_map(|filler| match filler {
                Filler::Mention(index) => self.recognition.mentions[*index].entities.first().copied(),
                _ => None,
            })
        });
        if stated.is_some() {
            return stated;
        }
        self.places_of(told)
            .into_iter()
            .find(|(head, _)| {
                self.event_above(told, *head) == Some(event) && self.same_sentence(*head, token)
            })
            .map(|(_, id)| id)
    }

    pub(in crate::extract) fn nearest_time(&self, told: &Told, token: usize) -> Option<usize> {
        let event = told.event_at(token)?;
        (0..self.recognition.times.len()).find(|index| {
            let head = self.time_head(*index);
            self.event_above(told, head) == Some(event) && self.same_sentence(head, token)
        })
    }

    /// Whether the clause in which a time stands is that of an event or one around it: "will meet her and support the
    /// candidacy for 2030" has the year in a clause beside that of the meeting.
    fn may_date(&self, time: usize, trigger: usize) -> bool {
        let Some(verb) = self.verb_above(self.time_head(time)) else { return true };
        let around = |verb: usize| verb == trigger || self.is_below(trigger, verb);
        // "talks that led to the forum, to be held in May": when things are held is said of events.
        let held = self.knowledge.in_set("dating-elsewhere", self.graph.lemma(verb));
        let document = self.graph.document;
        let purpose =
            document.head(verb).filter(|_| matches!(document.token(verb).deprel.as_str(), "advcl" | "xcomp"));
        let beside = self.recognition.times[time].start.month.is_some()
            && (around(self.graph.first_conjunct(verb)) || purpose.is_some_and(around));
        let end = self.recognition.times[time].tokens.end;
        let in_front = (end..trigger.min(end + 4)).all(|token| document.token(token).upos != Upos::Verb)
            && (end..=end + 4).contains(&trigger);
        around(verb) || held || beside || in_front || self.is_below(verb, trigger)
    }

    /// "announced today that the forum would be held": whether a time is that of the announcement, and not of what a
    /// clause behind it tells. "announced that on Friday he would visit" has the time in that clause.
    fn is_day_of_saying(&self, time: usize, trigger: usize) -> bool {
        let document = self.graph.document;
        let Some(verb) = self.verb_above(self.time_head(time)) else { return false };
        let start = self.recognition.times[time].tokens.start;
        if !self.attributor.is_reporting(verb) || (verb..start).any(|token| self.graph.lower(token) == "that")
        {
            return false;
        }
        let mut at = trigger;
        for _ in 0..10 {
            let Some(head) = document.head(at) else { return false };
            if head == verb {
                return matches!(document.token(at).deprel.as_str(), "ccomp" | "parataxis");
            }
            at = head;
        }
        false
    }

    /// The verb of the clause in which a token stands.
    fn verb_above(&self, token: usize) -> Option<usize> {
        let document = self.graph.document;
        let mut at = token;
        for _ in 0..8 {
            at = document.head(at)?;
            if document.token(at).upos == Upos::Verb {
                return Some(at);
            }
        }
        None
    }

    /// The token by which a time expression hangs in the tree.
    pub(super) fn time_head(&self, index: usize) -> usize {
        let tokens = &self.recognition.times[index].tokens;
        tokens
            .clone()
            .find(|token| self.graph.document.head(*token).is_none_or(|head| !tokens.contains(&head)))
            .unwrap_or(tokens.start)
    }

    pub(super) fn places_and_dates(&mut self, told: &mut Told) {
        // What a rule says of place and date goes before what stands near.
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            let event = if EVENT_CLASSES.contains(&frame.class.as_str()) {
                told.event_at(frame.trigger).filter(|event| told.events[event.0].class == frame.class)
            } else if frame.class == "Participation" && self.kept[number] {
                told.event_at(frame.trigger)
            } else {
                None
            };
            let Some(event) = event else { continue };
            for filler in frame.fillers("place") {
                if let Filler::Mention(index) = filler {
                    let entities = self.recognition.mentions[*index].entities.clone();
                    for entity in entities {
                        self.offer_place(told, event, entity);
                    }
                }
            }
            for filler in frame.fillers("date") {
                if let Filler::Time(index) = filler {
                    self.offer_time(told, event, *index);
                }
            }
        }
        let places = self.places_of(told);
        let mut unplaced = Vec::new();
        for &(head, entity) in &places {
            if let Some(event) = self.event_above(told, head).filter(|_| !self.is_place_of_noun(told, head)) {
                self.offer_place(told, event, entity);
            } else {
                unplaced.push((head, entity));
            }
        }
        for (token, event) in told.at.clone() {
            if told.events[event.0].place.is_none()
                && matches!(
                    told.events[event.0].class.as_str(),
                    "Meeting" | "Summit" | "Ceremony" | "Signing" | "OtherEvent"
                )
                && let Some(place) = self.place_of_clause(token)
            {
                told.events[event.0].place = Some(place);
            }
        }
        self.fronted_places(told, &places);
        let mut untimed = Vec::new();
        for index in 0..self.recognition.times.len() {
            if self.is_of_another(told, index) {
                continue;
            }
            if let Some(event) = self.event_above(told, self.time_head(index)) {
                self.offer_time(told, event, index);
            } else {
                untimed.push(index);
            }
        }
        // "The forum and the exhibition were held on Friday": what is said of the first holds for the others.
        for (first, event) in told.at.clone() {
            for (other, next) in told.at.clone() {
                let document = self.graph.document;
                let subjects = document.head(first) == document.head(other)
                    && [first, other]
                        .iter()
                        .all(|token| document.token(*token).deprel.as_str() == "nsubj:pass");
                let siblings = subjects || self.graph.first_conjunct(other) == first;
                if event != next
                    && siblings
                    && other > first
                    && self.graph.document.token(first).upos != Upos::Verb
                {
                    let known = told.events[event.0].clone();
                    let later = &mut told.events[next.0];
                    inherit_place(later, &known);
                    inherit_date(later, &known);
                    // "the summit in Lima and the forum in Quito in 2010": the year stands at the end for both.
                    let later = later.clone();
                    inherit_date(&mut told.events[event.0], &later);
                }
            }
        }
        for (first, event) in told.at.clone() {
            for (other, next) in told.at.clone() {
                if first == other && next > event {
                    let known = told.events[event.0].clone();
                    let event = &mut told.events[next.0];
                    inherit_place(event, &known);
                    inherit_date(event, &known);
                }
            }
        }
        // Where the tree leads nowhere, the only event of the sentence is the one that a place or time tells of.
        for (head, entity) in unplaced {
            if let Some(event) = self.only_event(told, head)
                && told.events[event.0].place.is_none()
                && !matches!(told.events[event.0].class.as_str(), "PhoneCall" | "Message" | "Sanction")
                && !self.is_place_of_noun(told, head)
            {
                self.offer_place(told, event, entity);
            }
        }
        for index in untimed {
            let start = self.recognition.times[index].tokens.start;
            let before = start.checked_sub(1).map(|token| self.graph.lower(token));
            let dated = !matches!(
                before,
                Some("since" | "of" | "by" | "until" | "till" | "after" | "before" | "between" | "to" | "'s")
            );
            // "a meeting on Friday": the word before, or the only event of the sentence.
            let beside = (1..=2)
                .filter_map(|back| start.checked_sub(back))
                .filter(|token| self.same_sentence(*token, start))
                .find_map(|token| told.event_at(token))
                .filter(|event| !told.events[event.0].participants.is_empty());
            // "On Friday, X met Y and …": what a sentence begins with dates what it tells first.
            let sentence = &self.graph.document.sentences()[self.graph.document.sentence_of(start)];
            let fronted = (start <= sentence.start + 1)
                .then(|| told.at.iter().find(|(at, _)| sentence.contains(at)).map(|(_, event)| *event))
                .flatten()
                .filter(|event| {
                    let first = told.first_token(*event);
                    sentence.contains(&first)
                        && self.is_main(first)
                        && !told.events[event.0].participants.is_empty()
                });
            let beside = beside.or(fronted);
            let announced = |event: &EventId| {
                CONVERSATIONS.contains(&told.events[event.0].class.as_str())
                    && self.is_day_of_saying(index, told.first_token(*event))
            };
            if dated
                && let Some(event) = beside.or_else(|| {
                    self.only_event(told, start)
                        .filter(|event| !announced(event) && self.may_date(index, told.first_token(*event)))
                })
                && told.events[event.0].date.is_none()
            {
                self.offer_time(told, event, index);
            }
        }
        self.towns_before_nouns(told);
        self.places_of_company(told);
    }

    /// "The minister visited Chile. She met the President": whoever goes somewhere meets there whom the same paragraph
    /// goes on to tell that they meet; so does whoever "also" meets somebody.
    fn places_of_company(&self, told: &mut Told) {
        let document = self.graph.document;
        for (token, event) in told.at.clone() {
            let meeting = &told.events[event.0];
            if meeting.class != "Meeting"
                || meeting.place.is_some()
                || told.first_token(event) != token
                || document.token(token).upos != Upos::Verb
                || !self.is_main(token)
            {
                continue;
            }
            let also = document.children(token).any(|child| self.graph.lower(child) == "also");
            let sentence = document.sentence_of(token);
            let goes_on = |at: usize| {
                let between = document.token(at).span.end..document.token(token).span.start;
                document.sentence_of(at) + 1 >= sentence && !self.report.text[between].contains('\n')
            };
            let before = told.at.iter().rev().find(|(at, other)| {
                let known = &told.events[other.0];
                *at < token
                    && *other != event
                    && (known.class == "Visit" || also && known.class == "Meeting")
                    && told.first_token(*other) == *at
                    && self.is_main(*at)
                    && goes_on(*at)
            });
            let Some(&(at, other)) = before else { continue };
            let known = &told.events[other.0];
            // "travelled to Chile and Peru": the text does not say in which of them.
            let alone = told.at.iter().filter(|(token, _)| *token == at).count() == 1;
            let same = known.status == meeting.status
                && (meeting.date.is_none() || known.date.is_none() || meeting.date == known.date)
                && meeting
                    .participants
                    .iter()
                    .any(|one| known.participants.iter().any(|p| p.entity == one.entity));
            if alone && same {
                told.events[event.0].place = known.place;
            }
        }
    }

    /// "On the third day of the visit they met": counted from the day on which the visit begins.
    pub(super) fn days_of_events(&self, told: &mut Told) {
        let document = self.graph.document;
        for day in 0..document.tokens().len() {
            if self.graph.lemma(day) != "day" || document.token(day).upos != Upos::Noun {
                continue;
            }
            let whole = document
                .children(day)
                .filter(|child| matches!(self.graph.case(*child), Some("of" | "in")))
                .find_map(|child| told.event_at(child));
            let part = self.event_above(told, day).or_else(|| self.only_event(told, day));
            let (Some(whole), Some(part)) = (whole, part.filter(|part| Some(*part) != whole)) else {
                continue;
            };
            let (begins, ends) = (told.events[whole.0].date, told.events[whole.0].end_date);
            let counted = document.children(day).find_map(|child| match self.graph.lower(child) {
                "last" | "final" | "closing" => ends.and_then(as_day),
                "opening" => begins.and_then(as_day),
                word => {
                    let number = crate::recognise::lexicon::ordinal(word)?.checked_sub(1)?;
                    begins.and_then(as_day)?.checked_add_days(chrono::Days::new(u64::from(number)))
                }
            });
            let event = &mut told.events[part.0];
            if let Some(date) = counted.filter(|date| ends.and_then(as_day).is_none_or(|end| *date <= end))
                && event.date.is_none()
            {
                event.date = Some(partial(date));
                event.date_basis = Some(DateBasis::Resolved);
            }
        }
    }

    /// "the Lima forum": a town in front of the noun is where it meets, if no other town is told. A state there takes
    /// part, and a river, sea or region is what they meet about; a prefecture bears its town's name.
    pub(super) fn towns_before_nouns(&self, told: &mut Told) {
        let document = self.graph.document;
        for (token, event) in told.at.clone() {
            if told.events[event.0].class != "Summit" {
                continue;
            }
            let town = document.children(token).find_map(|child| {
                let fits = document.token(child).deprel.as_str() == "compound";
                let place = self.place_named(self.recognition.mention_at[child].filter(|_| fits)?)?;
                let key = self.recognition.entity(place).known.as_deref()?;
                let class = self.knowledge.gazetteer.known(key)?.class;
                (self.kind(place) == EntityKind::Place && matches!(class, "city" | "capital" | "prefecture"))
                    .then_some(place)
            });
            let known = told.events[event.0].place;
            if let Some(town) = town.filter(|town| known.is_none_or(|state| self.lies_in(*town, state))) {
                told.events[event.0].place = Some(town);
            }
        }
    }

    /// "In Canada, the minister will attend the summit and meet the Premier": what a sentence begins with holds for all
    /// that it tells, and for the plans that the paragraph goes on to tell.
    pub(super) fn fronted_places(&self, told: &mut Told, places: &[(usize, EntityId)]) {
        let document = self.graph.document;
        let mut fronted: Option<EntityId> = None;
        let mut placed = vec![false; document.sentences().len()];
        for &(head, _) in places {
            placed[document.sentence_of(head)] = true;
        }
        for (number, range) in document.sentences().iter().enumerate() {
            if range.is_empty() {
                continue;
            }
            let first = document.token(range.start);
            let begins_paragraph = self.report.text[..first.span.start].trim_end_matches(' ').ends_with('\n');
            if begins_paragraph {
                fronted = None;
            }
            let own = (matches!(self.graph.lower(range.start), "in" | "at"))
                .then(|| {
                    (range.start + 1..(range.start + 3).min(range.end)).find_map(|token| {
                        let index = told.over.get(token).copied().flatten()?;
                        let mention = &self.recognition.mentions[index];
                        self.place_named(index)
                            .filter(|_| mention.kind == MentionKind::Name && mention.tokens.start == token)
                    })
                })
                .flatten();
            if own.is_some() {
                fronted = own;
            } else if placed[number] {
                fronted = None;
            }
            let Some(place) = fronted else { continue };
            let here: Vec<EventId> = told
                .at
                .iter()
                .filter(|(at, _)| document.sentence_of(*at) == number)
                .map(|(_, event)| *event)
                .collect();
            for event in here {
                let known = &told.events[event.0];
                let first_here = document.sentence_of(told.first_token(event)) == number;
                let fits = matches!(known.class.as_str(), "Meeting" | "Ceremony" | "Signing")
                    && (own.is_some() || known.status == Status::Planned);
                if fits && first_here && known.place.is_none() {
                    told.events[event.0].place = Some(place);
                }
            }
        }
    }

    /// Whether a token is the main verb of its sentence, or the noun that this verb carries.
    pub(in crate::extract) fn is_main(&self, token: usize) -> bool {
        let document = self.graph.document;
        let first = self.graph.first_conjunct(token);
        let Some(head) = document.head(first) else { return true };
        let carried = matches!(document.token(first).deprel.base(), "obj" | "nsubj");
        carried && document.head(self.graph.first_conjunct(head)).is_none()
    }

    /// The only event that is first told in the sentence of a token.
    pub(super) fn only_event(&self, told: &Told, token: usize) -> Option<EventId> {
        let sentence = self.graph.document.sentence_of(token);
        let mut here = told.at.iter().filter(|(at, event)| {
            self.graph.document.sentence_of(*at) == sentence && !told.events[event.0].participants.is_empty()
        });
        let (_, event) = *here.next()?;
        let first_told = told.at.iter().find(|(_, id)| *id == event).map(|(at, _)| *at)?;
        (here.all(|(_, other)| *other == event) && self.graph.document.sentence_of(first_told) == sentence)
            .then_some(event)
    }

    /// The most specific place counts: a city before its country, and the first one told otherwise.
    pub(super) fn offer_place(&self, told: &mut Told, event: EventId, entity: EntityId) {
        let kind = |id: EntityId| self.recognition.entity(id).kind;
        // "discussed the crisis in Chile by phone": where the matter is; those who telephone are in two places.
        if told.events[event.0].class == "PhoneCall" {
            return;
        }
        if !matches!(kind(entity), EntityKind::Place | EntityKind::State) && !self.is_building(entity) {
            return;
        }
        let place = &mut told.events[event.0].place;
        match *place {
            None => *place = Some(entity),
            // "Chile and Lima" are two places, not one told twice.
            Some(known)
                if kind(known) == EntityKind::State
                    && kind(entity) != EntityKind::State
                    && (self.lies_in(entity, known) || !self.lies_somewhere(entity)) =>
            {
                *place = Some(entity);
            }
            Some(_) => {}
        }
    }

    pub(super) fn offer_time(&self, told: &mut Told, event: EventId, index: usize) {
        let time = &self.recognition.times[index];
        let trigger = told.first_token(event);
        let event = &mut told.events[event.0];
        if event.date.is_some() {
            return;
        }
        event.date = Some(time.start);
        event.end_date = time.end;
        event.date_basis = Some(time.basis);
        // A day, month or year after the report's own lies in the future, whatever the tense of a headline.
        if let Some(reference) = self.report.reference_date()
            && event.status == Status::Occurred
            && is_after(time.start, partial(reference))
        {
            event.status = Status::Planned;
            event.occurrence.modality = Modality::Planned;
        }
        // What was on a day before the report's is over, unless the day itself is told as missed; so is what was in a month
        // or year before it, if that stands with its noun.
        let day = time.start.day.is_some() && time.end.is_none();
        if let Some(reference) = self.report.reference_date()
            && event.status == Status::Planned
            && is_before(time.start, partial(reference))
            && (day || self.is_dated_noun(trigger, index))
        {
            event.status = Status::Occurred;
            event.occurrence.modality = Modality::Asserted;
        }
    }
}

/// The day of the calendar; nothing for a month or a year.
fn as_day(date: PartialDate) -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::from_ymd_opt(date.year, date.month?, date.day?)
}

/// Gives an event without a place that of another one.
fn inherit_place(event: &mut Event, from: &Event) {
    event.place = event.place.or(from.place);
}

/// Gives an event without a day the day of another one, with its end and where it comes from.
fn inherit_date(event: &mut Event, from: &Event) {
    if event.date.is_none() {
        (event.date, event.end_date, event.date_basis) = (from.date, from.end_date, from.date_basis);
    }
}
