//! Frames of supply to claims: every supplier with every recipient, and whether the energy flows.

use super::Extraction;
use super::attribute::Force;
use super::events::Told;
use crate::claim::{EnergySupply, Modality, Polarity, Statement};
use crate::document::Upos;
use crate::frame::Frame;
use crate::mention::{EntityId, EntityKind, Quantity};
use crate::rule::matcher::Filler;

/// What a governing word does to a supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// Halted for a time.
    Suspended,
    /// Ended for good.
    Ended,
    /// Refused or forbidden.
    Refused,
    /// Less than before: it flows.
    Reduced,
    /// Taken up again.
    Resumed,
    /// Agreed upon in a paper.
    Agreed,
}

/// What the words that govern a supply say of it, beside what its clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outlook {
    /// It is told as it is, whatever the clause around it plans: "because they are buying oil".
    Stated,
    /// It is to come: "to ensure deliveries".
    Planned,
    /// It may come: "negotiations for the supply", "a responsibility to provide".
    Possible,
    /// It is left open: "whether others import".
    Open,
}

impl Extraction<'_> {
    pub(super) fn parties(&self, frame: &Frame, role: &str, told: &Told) -> Vec<EntityId> {
        let mut found = Vec::new();
        for filler in frame.fillers(role) {
            if let Filler::Mention(index) = filler {
                for entity in self.entities(*index, told) {
                    if !found.contains(&entity) {
                        found.push(entity);
                    }
                }
            }
        }
        // The named members of a group are supplied too, each for itself: "four countries, including Turkey".
        let members: Vec<EntityId> = found
            .iter()
            .filter_map(|id| self.recognition.entity(*id).group.as_ref())
            .flat_map(|group| group.members.iter().copied())
            .filter(|member| !found.contains(member))
            .collect();
        found.extend(members);
        found
    }

    pub(super) fn quantity(&self, frame: &Frame) -> Option<Quantity> {
        frame.fillers("quantity").iter().find_map(|filler| match filler {
            Filler::Measure(index) => Some(self.recognition.measures[*index].quantity.clone()),
            _ => None,
        })
    }

    /// Whether the energy flows, will, may, has stopped or is refused, from the words that govern the frame.
    ///
    /// Nothing if the supply is only said not to be ("does not import"): that is neither a refusal nor an end.
    /// What the status itself says is taken out of the statement's polarity, so that "refused to buy" does not
    /// deny the refusal.
    fn supply_status(&self, frame: &Frame, statement: &mut Statement) -> Option<String> {
        let found = self.supply_change(frame.trigger);
        let change = found.map(|(change, _)| change);
        let outlook = self.outlook(frame.trigger);
        if outlook == Some(Outlook::Open) {
            return None;
        }
        if outlook == Some(Outlook::Stated) || self.is_achieved(frame.trigger) {
            statement.modality = Modality::Asserted;
        }
        // "efforts to end": an end that is only aimed at has not come.
        let aimed_at = !self.is_achieved(frame.trigger)
            && found.is_some_and(|(_, at)| {
                self.graph.case(at).is_some_and(|case| case.split(' ').any(|word| word == "to"))
            });
        let negated = statement.polarity == Polarity::Negated;
        let set = frame.set.get("status").map(String::as_str);
        let broken_off = match (set, change) {
            (Some(status @ ("suspended" | "ended" | "refused")), _) => Some(status),
            (None, Some(Change::Suspended)) => Some("suspended"),
            (None, Some(Change::Ended)) => Some("ended"),
            (None, Some(Change::Refused)) => Some("refused"),
            _ => None,
        };
        let status = if let Some(status) = broken_off {
            // A refusal is read as a denial of what is refused; any other negation undoes the break.
            let undone = negated && status != "refused";
            statement.polarity = Polarity::Affirmed;
            match statement.modality {
                _ if undone => "current",
                Modality::Asserted if aimed_at => "current",
                // One calls for the end of what still flows.
                Modality::Requested | Modality::Possible => {
                    statement.modality = Modality::Asserted;
                    "current"
                }
                Modality::Asserted | Modality::Planned => status,
            }
        } else if negated && change == Some(Change::Reduced) {
            statement.polarity = Polarity::Affirmed;
            "current"
        } else if negated {
            if statement.modality != Modality::Planned {
                return None;
            }
            statement.polarity = Polarity::Affirmed;
            "refused"
        } else if let Some(status) = set {
            status
        } else {
            match (change, statement.modality) {
                // To reduce a supply, even as a plan, supposes that it flows.
                (Some(Change::Reduced), _) => {
                    statement.modality = Modality::Asserted;
                    "current"
                }
                (_, Modality::Possible | Modality::Requested) => "possible",
                (_, Modality::Planned) => "planned",
                (Some(Change::Agreed), Modality::Asserted) => {
                    statement.modality = Modality::Planned;
                    "planned"
                }
                (None | Some(Change::Resumed), Modality::Asserted) if outlook == Some(Outlook::Planned) => {
                    statement.modality = Modality::Planned;
                    "planned"
                }
                (None | Some(Change::Resumed), Modality::Asserted) if outlook == Some(Outlook::Possible) => {
                    statement.modality = Modality::Possible;
                    "possible"
                }
                _ => "current",
            }
        };
        Some(status.to_owned())
    }

    /// Whether a verb is told as a fact of now or then: "imports", "are importing", "has imported".
    fn is_indicative(&self, verb: usize) -> bool {
        let document = self.graph.document;
        let helper = |lemmas: &[&str]| {
            document.children(verb).any(|child| {
                document.token(child).deprel.base() == "aux" && lemmas.contains(&self.graph.lemma(child))
            })
        };
        if helper(&["will", "would", "shall", "should", "may", "might", "can", "could", "must"]) {
            return false;
        }
        match document.token(verb).xpos.as_str() {
            "VBZ" | "VBP" | "VBD" => true,
            "VBG" | "VBN" => helper(&["be", "have"]),
            _ => false,
        }
    }

    /// "has been able to ban": what somebody was able to do is done.
    fn is_achieved(&self, trigger: usize) -> bool {
        let document = self.graph.document;
        let mut at = trigger;
        for _ in 0..4 {
            let Some(head) = document.head(at) else { return false };
            if self.graph.lemma(head) == "able" {
                return document
                    .children(head)
                    .any(|child| matches!(self.graph.lower(child), "been" | "was" | "were"));
            }
            at = head;
        }
        false
    }

    /// What the verb or noun that governs a supply says of it; the nearest one decides.
    fn outlook(&self, trigger: usize) -> Option<Outlook> {
        let graph = self.graph;
        let document = graph.document;
        let in_set = |name: &str, token: usize| self.knowledge.in_set(name, graph.lemma(token));
        // "the purchases that India is making"
        let made = document.token(trigger).upos == Upos::Noun
            && document.children(trigger).any(|child| {
                document.token(child).deprel.as_str() == "acl:relcl"
                    && self.knowledge.in_set("trading", graph.lemma(child))
                    && self.is_indicative(child)
            });
        if made {
            return Some(Outlook::Stated);
        }
        let mut at = trigger;
        for _ in 0..5 {
            let case = graph.case(at).unwrap_or_default();
            let to = case.split(' ').any(|word| word == "to");
            let relation = document.token(at).deprel.as_str();
            if document.token(at).upos == Upos::Verb && case == "whether" {
                return Some(Outlook::Open);
            }
            let head = document.head(at)?;
            let lemma = graph.lemma(head);
            if relation == "advcl" && document.token(at).upos == Upos::Verb && !to {
                match case {
                    "because" | "as" | "since" | "while" | "although" | "though" | "whereas"
                        if self.is_indicative(at) =>
                    {
                        return Some(Outlook::Stated);
                    }
                    // "will lapse once a country stops importing": nobody has stopped.
                    "after" | "once" | "until" | "when" | "if" | "unless"
                        if self.attributor.attribute(head).modality != Modality::Asserted =>
                    {
                        return Some(Outlook::Open);
                    }
                    _ => {}
                }
            }
            let infinitive = to
                && document.token(at).upos == Upos::Verb
                && document.token(at).xpos.as_str() == "VB"
                && matches!(relation, "xcomp" | "acl" | "advcl" | "ccomp");
            // "allowing Iran to export" tells what came of it; an agreement that allows the sale sells nothing.
            let letting = self.knowledge.in_set("letting", lemma)
                && matches!(relation, "xcomp" | "ccomp" | "obj" | "advcl" | "obl");
            if letting && case != "by" {
                let done = match document.token(head).xpos.as_str() {
                    "VBD" => true,
                    "VBG" => matches!(document.token(head).deprel.as_str(), "advcl" | "acl"),
                    _ => false,
                };
                let done = done
                    && matches!(relation, "xcomp" | "ccomp")
                    && self.attributor.attribute(head).modality == Modality::Asserted;
                return Some(if done { Outlook::Stated } else { Outlook::Possible });
            }
            if infinitive {
                // "continues to import", "uses tankers to export": these tell of what is done.
                if self.knowledge.in_set("goes-on", lemma) {
                    return None;
                }
                let agreed = document.children(head).any(|child| {
                    document.token(child).deprel.as_str() == "obj" && in_set("supply-plan", child)
                });
                let planned = agreed || self.attributor.force(lemma) == Some(Force::Planning);
                return Some(if planned { Outlook::Planned } else { Outlook::Possible });
            }
            if relation == "obj" && self.knowledge.in_set("ensuring", lemma) {
                let aim = match document.token(head).xpos.as_str() {
                    "VB" => true,
                    "VBG" => document.token(head).deprel.as_str() != "advcl" && !self.is_indicative(head),
                    _ => false,
                };
                return aim.then_some(Outlook::Planned);
            }
            // "is interested in buying": nothing is bought yet.
            if matches!(relation, "advcl" | "xcomp" | "acl")
                && case == "in"
                && matches!(lemma, "interested" | "interest")
            {
                return Some(Outlook::Possible);
            }
            let talked_of = relation == "nmod"
                && matches!(case, "for" | "on" | "of" | "about")
                && self.knowledge.in_set("spoken-of", lemma);
            let provided_for =
                relation == "obl" && case == "for" && self.knowledge.in_set("providing-for", lemma);
            if talked_of || provided_for {
                return Some(Outlook::Possible);
            }
            let climbs = matches!(relation, "compound" | "conj")
                || (relation == "xcomp" && document.token(at).xpos.as_str() == "VBG")
                || (relation == "acl" && !to)
                || (relation == "nmod" && matches!(case, "of" | "for"));
            if !climbs {
                return None;
            }
            at = head;
        }
        None
    }

    /// What the words above a supply do to it, with the word that does so; the nearest one decides.
    fn supply_change(&self, trigger: usize) -> Option<(Change, usize)> {
        let graph = self.graph;
        let document = graph.document;
        let in_set = |name: &str, token: usize| self.knowledge.in_set(name, graph.lemma(token));
        let has = |token: usize, words: &[&str]| {
            document.children(token).any(|child| words.contains(&graph.lower(child)))
        };
        let is_sale = in_set("sale", trigger);
        let is_flow = in_set("flow", trigger);
        let is_cut_by_measure = |token: usize| {
            document.children(token).any(|child| {
                graph.case(child) == Some("by")
                    || (graph.case(child) == Some("to") && in_set("measure-of-cut", child))
            })
        };
        let mut at = trigger;
        for _ in 0..4 {
            // "no longer imports": the negation hangs below "longer".
            let no_longer = document.children(at).any(|child| {
                matches!(graph.lower(child), "longer" | "more" | "anymore")
                    && document.token(child).deprel.base() == "advmod"
                    && (has(child, &["no", "not"]) || has(at, &["not", "n't", "no"]))
            });
            if no_longer {
                return Some((Change::Ended, at));
            }
            let head = document.head(at)?;
            let relation = document.token(at).deprel.as_str();
            let governs = matches!(relation, "obj" | "nsubj:pass" | "nsubj" | "xcomp" | "acl" | "compound" | "ccomp")
                    || (relation == "nmod"
                        && matches!(graph.case(at), Some("of" | "to" | "on" | "in" | "for" | "from")))
                    || (relation == "obl" && matches!(graph.case(at), Some("from" | "on" | "off" | "to")))
                    || (relation == "advcl" && at == trigger && document.token(at).xpos.as_str() == "VBG")
                    // "commits to raising": what the verb takes is no circumstance of it.
                    || (relation == "advcl" && graph.case(at) == Some("to"));
            if !governs {
                return None;
            }
            let found = match graph.lemma(head) {
                "cut" if has(head, &["off"]) => Some(Change::Suspended),
                _ if in_set("bringing-down", head) && (has(head, &["zero"]) || has(at, &["zero"])) => {
                    Some(Change::Ended)
                }
                // "has cut supplies" halts them, "has cut supplies by half" does not.
                "cut"
                    if relation == "obj"
                        && is_flow
                        && !is_cut_by_measure(head)
                        && !is_cut_by_measure(trigger) =>
                {
                    Some(Change::Suspended)
                }
                _ if in_set("switching-off", head) && has(head, &["off", "down"]) => Some(Change::Suspended),
                "stop" | "stoppage" if is_sale => Some(Change::Suspended),
                "stop" | "stoppage" => Some(Change::Ended),
                "use" if relation == "xcomp" => Some(Change::Ended),
                _ if in_set("supply-resume", head) => Some(Change::Resumed),
                _ if in_set("supply-suspend", head) => Some(Change::Suspended),
                // "phase in" begins.
                "phase" if has(head, &["in"]) => Some(Change::Resumed),
                // "imports declined" and "imports ended": what falls still flows, what ends does not.
                "decline" if relation == "nsubj" || document.token(head).upos == Upos::Noun => {
                    Some(Change::Reduced)
                }
                _ if in_set("supply-end", head) => Some(Change::Ended),
                _ if in_set("supply-refuse", head) => Some(Change::Refused),
                _ if in_set("supply-change", head) => Some(Change::Reduced),
                // "no new contracts for the sale"
                _ if in_set("supply-plan", head)
                    && matches!(relation, "nmod" | "acl")
                    && has(head, &["no"]) =>
                {
                    Some(Change::Refused)
                }
                _ if in_set("supply-plan", head) && matches!(relation, "nmod" | "acl") => {
                    Some(Change::Agreed)
                }
                _ if in_set("planning", head) && relation == "advcl" => Some(Change::Agreed),
                _ => None,
            };
            if let Some(found) = found {
                return Some((found, head));
            }
            at = head;
        }
        None
    }

    pub(super) fn supplies(&mut self, told: &Told) -> Vec<EnergySupply> {
        let mut found: Vec<EnergySupply> = Vec::new();
        for number in 0..self.frames.len() {
            let frame = &self.frames[number];
            if frame.class != "EnergySupply" {
                continue;
            }
            let attribution = self.attributor.attribute(frame.trigger);
            let statement = self.statement(frame, &attribution);
            let mut statement = statement;
            let Some(status) = self.supply_status(frame, &mut statement) else { continue };
            let or_none = |list: Vec<EntityId>| {
                let list: Vec<EntityId> = list.into_iter().filter(|id| !self.is_about_persons(*id)).collect();
                if list.is_empty() { vec![None] } else { list.into_iter().map(Some).collect() }
            };
            let suppliers = or_none(self.parties(frame, "supplier", told));
            let recipients = or_none(self.parties(frame, "recipient", told));
            // "gas supplies to Europe" is a matter to speak of; it becomes a fact with a seller, a plan or a halt.
            let resumed =
                self.supply_change(frame.trigger).is_some_and(|(change, _)| change == Change::Resumed);
            if suppliers == [None]
                && status == "current"
                && !resumed
                && self.is_noun_of_selling(frame.trigger)
            {
                continue;
            }
            let mut commodities: Vec<String> = frame
                .fillers("commodity")
                .iter()
                .filter_map(|filler| match filler {
                    Filler::Commodity(notation, _) => Some(notation.clone()),
                    _ => None,
                })
                .collect();
            commodities.dedup();
            let route = frame.fillers("route").iter().find_map(|filler| match filler {
                Filler::Phrase(token) => Some(self.words(*token).0),
                Filler::Mention(index) => {
                    Some(self.recognition.mentions[*index].span.of(&self.report.text).to_owned())
                }
                _ => None,
            });
            for supplier in &suppliers {
                for recipient in &recipients {
                    // Nobody supplies themself, and a supply says nothing without a party that one can tell apart:
                    // "to buyers" alone names nobody.
                    let told_apart =
                        [supplier, recipient].into_iter().flatten().any(|id| !self.is_anybody(*id));
                    if supplier == recipient || !told_apart {
                        continue;
                    }
                    for commodity in &commodities {
                        let same = found.iter().any(|other| {
                            (other.supplier, other.recipient) == (*supplier, *recipient)
                                && other.commodity == *commodity
                                && other.status == status
                        });
                        self.kept[number] = true;
                        if !same {
                            found.push(EnergySupply {
                                supplier: *supplier,
                                recipient: *recipient,
                                commodity: commodity.clone(),
                                status: status.clone(),
                                quantity: self.quantity(frame),
                                route: route.clone(),
                                statement: statement.clone(),
                            });
                        }
                    }
                }
            }
        }
        drop_poorer(&mut found);
        found
    }

    /// Whether a token is a noun that tells of selling: "supplies", "exports".
    fn is_noun_of_selling(&self, token: usize) -> bool {
        self.graph.document.token(token).upos == Upos::Noun
            && self.knowledge.in_set("noun-of-selling", self.graph.lemma(token))
    }

    /// Whether an entity is a collective of persons who speak for others: "the leaders", "both ministers".
    fn is_about_persons(&self, id: EntityId) -> bool {
        let entity = self.recognition.entity(id);
        entity.kind == EntityKind::Person
            || entity.group.as_ref().is_some_and(|_| {
                let last = entity.name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
                self.knowledge
                    .lemma_sets()
                    .get("persons")
                    .is_some_and(|set| set.iter().any(|noun| last.strip_suffix('s') == Some(noun)))
            })
    }

    /// Whether an entity is a collective of nobody in particular: "countries", "buyers".
    fn is_anybody(&self, id: EntityId) -> bool {
        let entity = self.recognition.entity(id);
        entity.group.as_ref().is_some_and(|group| {
            group.member_of.is_none()
                && group.cardinality.is_none()
                && group.members.is_empty()
                && entity.name.split_whitespace().count() == 1
        })
    }
}

/// Of two supplies of one commodity and status, the one that leaves a party open that the other names is left out.
fn drop_poorer(found: &mut Vec<EnergySupply>) {
    let richer = |one: &EnergySupply, other: &EnergySupply| {
        let covers = |mine: Option<EntityId>, theirs: Option<EntityId>| theirs.is_none() || mine == theirs;
        one.commodity == other.commodity
            && one.status == other.status
            && (one.supplier, one.recipient) != (other.supplier, other.recipient)
            && covers(one.supplier, other.supplier)
            && covers(one.recipient, other.recipient)
    };
    let all = found.clone();
    found.retain(|supply| !all.iter().any(|other| richer(other, supply)));
}
