//! The dependency tree with what it leaves unsaid: who is the subject of an infinitive, a participle, a second verb.
//!
//! The tree of Universal Dependencies is kept, and two relations stand beside it, so that a rule is written once for
//! the active, the passive, the participle and the relative clause:
//! `subj` leads from a predicate to the one who acts, `dobj` to the one acted upon.
//! The constructions are those of UD's enhanced dependencies (propagation of conjuncts, controlled and raised
//! subjects, relative clauses), <https://universaldependencies.org/u/overview/enhanced-syntax.html>.

use crate::document::{Deprel, Document, Upos};
use crate::knowledge::Knowledge;
use std::fmt;

/// A relation of the graph: one of Universal Dependencies, or `subj` or `dobj`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rel(u8);

impl Rel {
    /// From a predicate to the one who acts, whatever the construction.
    pub const SUBJ: Self = Self(60);
    /// From a predicate to the one acted upon, whatever the construction.
    pub const DOBJ: Self = Self(61);

    /// Reads a relation's name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "subj" => Some(Self::SUBJ),
            "dobj" => Some(Self::DOBJ),
            _ => {
                let index = Deprel::NAMES.iter().position(|known| *known == name)?;
                u8::try_from(index).ok().map(Self)
            }
        }
    }

    /// The relation's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SUBJ => "subj",
            Self::DOBJ => "dobj",
            Self(index) => Deprel::NAMES[index as usize],
        }
    }

    /// The relation as a set of one.
    pub const fn bit(self) -> u64 {
        1 << self.0
    }
}

impl fmt::Debug for Rel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Deprel> for Rel {
    fn from(deprel: Deprel) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 60 relations")]
        Self(deprel.index() as u8)
    }
}

/// The tree of a document with the added relations.
#[derive(Debug)]
pub struct Graph<'d> {
    /// The document whose tree it is.
    pub document: &'d Document,
    /// The report's text.
    pub text: &'d str,
    knowledge: &'d Knowledge,
    lower: Vec<Box<str>>,
    lemma: Vec<Box<str>>,
    case: Vec<Option<Box<str>>>,
    down: Vec<Vec<(Rel, usize)>>,
    up: Vec<Vec<(Rel, usize)>>,
}

const RELATIVE: [&str; 4] = ["who", "which", "that", "whom"];

impl<'d> Graph<'d> {
    /// Adds the relations that the tree leaves unsaid.
    pub fn new(text: &'d str, document: &'d Document, knowledge: &'d Knowledge) -> Self {
        let count = document.tokens().len();
        let lower = document.tokens().iter().map(|token| token.span.of(text).to_lowercase().into()).collect();
        let lemma = document.tokens().iter().map(|token| token.lemma.to_lowercase().into()).collect();
        let mut graph = Self {
            document,
            text,
            knowledge,
            lower,
            lemma,
            case: vec![None; count],
            down: vec![Vec::new(); count],
            up: vec![Vec::new(); count],
        };
        for index in 0..count {
            if let Some(head) = document.head(index) {
                graph.link(head, document.token(index).deprel.into(), index);
            }
        }
        for index in 0..count {
            graph.case[index] = graph.read_case(index);
        }
        for token in graph.top_down() {
            graph.complete(token);
        }
        graph
    }

    fn link(&mut self, from: usize, rel: Rel, to: usize) {
        if from != to && !self.down[from].contains(&(rel, to)) {
            self.down[from].push((rel, to));
            self.up[to].push((rel, from));
        }
    }

    /// The tokens with each head before its dependents.
    fn top_down(&self) -> Vec<usize> {
        let mut order: Vec<usize> =
            (0..self.down.len()).filter(|index| self.document.head(*index).is_none()).collect();
        let mut next = 0;
        while next < order.len() {
            let at = order[next];
            order.extend(self.document.children(at));
            next += 1;
        }
        order
    }

    /// The words that mark a phrase or clause: its preposition, "according to" whole, or its "to" or "that"; with a noun
    /// that makes a preposition the noun as well, since "on behalf of" is no "on".
    fn read_case(&self, index: usize) -> Option<Box<str>> {
        let mut words = String::new();
        for child in self.document.children(index) {
            let relation = self.document.token(child).deprel.base();
            if (relation == "case" || relation == "mark") && &*self.lower[child] != "'s" {
                for part in std::iter::once(child).chain(self.document.children(child)) {
                    if part == child || self.document.token(part).deprel.as_str() == "fixed" {
                        if !words.is_empty() {
                            words.push(' ');
                        }
                        words.push_str(&self.lower[part]);
                    }
                }
            }
        }
        if !words.is_empty() && self.knowledge.in_set("noun-of-preposition", &self.lemma[index]) {
            words.push(' ');
            words.push_str(&self.lower[index]);
        }
        (!words.is_empty()).then(|| words.into())
    }

    /// The token's words in lower case.
    pub fn lower(&self, token: usize) -> &str {
        &self.lower[token]
    }

    /// The token's lemma in lower case.
    pub fn lemma(&self, token: usize) -> &str {
        &self.lemma[token]
    }

    /// The preposition or subordinator that marks the phrase of this token, several joined by a blank.
    pub fn case(&self, token: usize) -> Option<&str> {
        self.case[token].as_deref()
    }

    /// The relations that lead from this token, with where they lead.
    pub fn down(&self, token: usize) -> &[(Rel, usize)] {
        &self.down[token]
    }

    /// The relations that lead to this token, with where they come from.
    pub fn up(&self, token: usize) -> &[(Rel, usize)] {
        &self.up[token]
    }

    /// The first token to which the relation leads.
    pub fn first(&self, token: usize, rel: Rel) -> Option<usize> {
        self.down[token].iter().find(|(found, _)| *found == rel).map(|(_, to)| *to)
    }

    /// All tokens to which the relation leads.
    pub fn all(&self, token: usize, rel: Rel) -> impl Iterator<Item = usize> + '_ {
        self.down[token].iter().filter(move |(found, _)| *found == rel).map(|(_, to)| *to)
    }

    /// The first child with this relation of Universal Dependencies.
    pub fn child(&self, token: usize, relation: &str) -> Option<usize> {
        self.document.children(token).find(|child| self.document.token(*child).deprel.as_str() == relation)
    }

    /// Whether the token heads a clause: a verb, or a noun or adjective with a copula.
    pub fn is_predicate(&self, token: usize) -> bool {
        matches!(self.document.token(token).upos, Upos::Verb)
            || self.document.children(token).any(|child| {
                matches!(self.document.token(child).deprel.as_str(), "cop" | "nsubj" | "nsubj:pass" | "aux")
            })
    }

    /// Whether a verb is in the passive, finite or as a participle.
    pub fn is_passive(&self, token: usize) -> bool {
        self.document.children(token).any(|child| {
            matches!(self.document.token(child).deprel.as_str(), "aux:pass" | "nsubj:pass" | "csubj:pass")
        }) || (self.document.token(token).xpos.as_str() == "VBN"
            && self.document.token(token).deprel.as_str() == "acl"
            && self.child(token, "aux").is_none())
            || self.shares_passive(token)
    }

    /// "was hosted by A and chaired by B": the second participle shares the auxiliary of the first.
    fn shares_passive(&self, token: usize) -> bool {
        let view = self.document.token(token);
        let agent = self.document.children(token).any(|child| {
            let relation = self.document.token(child).deprel.as_str();
            relation == "obl:agent" || relation == "obl" && self.case(child) == Some("by")
        });
        let own = |child: usize| {
            matches!(self.document.token(child).deprel.as_str(), "obj" | "aux" | "nsubj" | "cop" | "mark")
        };
        view.deprel.as_str() == "conj"
            && (view.xpos.as_str() == "VBN" || view.xpos.as_str() == "VBD" && agent)
            && !self.document.children(token).any(own)
            && self.document.head(token).is_some_and(|first| {
                self.document.token(first).xpos.as_str() == "VBN" && self.is_passive(first)
            })
    }

    /// A token and those coordinated with it, in the order of the text.
    pub fn conjuncts(&self, token: usize) -> Vec<usize> {
        let mut found = vec![token];
        let mut next = 0;
        while next < found.len() {
            let at = found[next];
            found.extend(
                self.document
                    .children(at)
                    .filter(|child| self.document.token(*child).deprel.as_str() == "conj"),
            );
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The first of the coordination in which a token stands.
    pub fn first_conjunct(&self, mut token: usize) -> usize {
        while self.document.token(token).deprel.as_str() == "conj" {
            match self.document.head(token) {
                Some(head) => token = head,
                None => break,
            }
        }
        token
    }

    fn complete(&mut self, verb: usize) {
        if !self.is_predicate(verb) {
            return;
        }
        let passive = self.is_passive(verb);
        let token = self.document.token(verb);
        let relation = token.deprel.as_str();
        let head = self.document.head(verb);
        let mut own_subject = false;
        let mut own_object = false;
        let children: Vec<usize> = self.document.children(verb).collect();
        for child in children {
            let is_relative = relation.starts_with("acl") && RELATIVE.contains(&self.lower(child));
            // The pronoun of a relative clause stands for the noun that the clause describes.
            let target = if is_relative { head.unwrap_or(child) } else { child };
            match self.document.token(child).deprel.as_str() {
                "nsubj" | "csubj" | "nsubj:outer" => {
                    own_subject = true;
                    self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, target);
                }
                "nsubj:pass" | "csubj:pass" => {
                    own_subject = true;
                    self.link(verb, Rel::DOBJ, target);
                }
                "obj" => {
                    own_object = true;
                    self.link(verb, Rel::DOBJ, target);
                }
                "obl:agent" => self.link(verb, Rel::SUBJ, child),
                "obl" if passive && self.case(child) == Some("by") => self.link(verb, Rel::SUBJ, child),
                _ => {}
            }
        }
        let Some(head) = head else { return };
        if own_subject {
            if relation == "acl:relcl" && !own_object && !passive && token.upos == Upos::Verb {
                let relative_elsewhere = self
                    .document
                    .children(verb)
                    .any(|child| RELATIVE.contains(&self.lower(child)) && self.lower(child) != "that");
                if !relative_elsewhere {
                    // "the gas Azerbaijan supplies": the noun is the object that the clause lacks.
                    self.link(verb, Rel::DOBJ, head);
                }
            }
            return;
        }
        match relation {
            "conj" if self.is_predicate(head) => self.inherit(verb, head, passive),
            "xcomp" => {
                // "urged the sides to agree": the object acts; "decided to agree": the subject does.
                // "called on the sides to agree": those called on act.
                let called_on = || {
                    self.document
                        .children(head)
                        .find(|child| matches!(self.case(*child), Some("on" | "upon" | "to")))
                        .filter(|_| self.knowledge.in_set("calling-on", self.lemma(head)))
                };
                let object = self.child(head, "obj").or_else(|| self.child(head, "iobj")).or_else(called_on);
                // "has plans to visit", "announced their intent to sign": whose plans they are.
                if let Some(plan) =
                    object.filter(|object| self.knowledge.in_set("owned-plan", self.lemma(*object)))
                {
                    for owner in self.owners(plan) {
                        self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, owner);
                    }
                    return;
                }
                let controller = object.map_or_else(
                    || {
                        let rel = if self.is_passive(head) { Rel::DOBJ } else { Rel::SUBJ };
                        let found: Vec<usize> = self.all(head, rel).collect();
                        if found.is_empty() { self.all(head, Rel::SUBJ).collect() } else { found }
                    },
                    |object| vec![object],
                );
                for subject in controller {
                    self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, subject);
                }
            }
            "acl" => {
                if passive {
                    self.link(verb, Rel::DOBJ, head);
                } else if token.xpos.as_str() == "VBG" {
                    self.link(verb, Rel::SUBJ, head);
                } else if self.is_first_of_office(head) {
                    // "the first president of Chile to visit Peru": the one who is the first to.
                    self.link(verb, Rel::SUBJ, head);
                } else if !self.knowledge.in_set("nobodys-need", self.lemma(head))
                    || self.child(head, "nmod:poss").is_some()
                {
                    // "the urgency to provide aid" says of nobody that they provide it.
                    for owner in self.owners(head) {
                        self.link(verb, Rel::SUBJ, owner);
                    }
                }
            }
            "parataxis"
                if self.is_predicate(head)
                    && token.xpos.as_str() == "VB"
                    && self.child(verb, "aux").is_none()
                    && self.child(verb, "mark").is_none()
                    && self.child(head, "aux").is_some() =>
            {
                // "will meet the President, attend the forum and …": the bare verb goes on with the list.
                self.inherit(verb, head, passive);
            }
            "parataxis" if !self.is_predicate(head) && verb > head => {
                // "the leaders – Kari Lund and Jan Kowal – met to discuss": the verb goes on after the names.
                let first = self.first_conjunct(head);
                self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, first);
            }
            "advcl" if self.case(verb) == Some("including") => {
                // "praised Brazil's leadership, including hosting the summit": it is Brazil that hosted.
                let owners: Vec<usize> = self
                    .all(head, Rel::DOBJ)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .flat_map(|object| self.owners(object))
                    .collect();
                for owner in owners {
                    self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, owner);
                }
            }
            "advcl" if self.case(verb) == Some("to") && self.directed(head, verb).is_some() => {
                // "directed her adviser to travel", "condemned Chile's decision to withdraw", "announced the designation
                // of a delegation to attend": the infinitive is that of the object, or of whose noun it is.
                for subject in self.directed(head, verb).unwrap_or_default() {
                    self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, subject);
                }
            }
            "advcl"
                if match self.case(verb) {
                    Some("for" | "in") => self.knowledge.in_set("praising-deeds", self.lemma(head)),
                    Some("on") => self.lemma(head) == "congratulate",
                    _ => false,
                } && self.child(head, "obj").is_some() =>
            {
                // "thanked the King for providing aid", "welcomed Chile's leadership in providing aid": it is the King, it
                // is Chile that provides it.
                for subject in self.child(head, "obj").map(|object| self.whose(object)).unwrap_or_default() {
                    self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, subject);
                }
            }
            "advcl" if self.is_demonstrated(head) => {
                // "This will be the President's first visit since taking office": it is the President who took it.
                for owner in self.owners(head) {
                    self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, owner);
                }
            }
            "advcl" => {
                let rel = if self.is_passive(head) { Rel::DOBJ } else { Rel::SUBJ };
                let subjects: Vec<usize> = self.all(head, rel).collect();
                for subject in subjects {
                    self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, subject);
                }
            }
            _ => {}
        }
    }

    /// Who is to do what an infinitive of purpose says, if it is not the subject of the verb above.
    fn directed(&self, verb: usize, infinitive: usize) -> Option<Vec<usize>> {
        if self.knowledge.in_set("calling-on", self.lemma(verb)) {
            let called_on = self
                .document
                .children(verb)
                .find(|child| matches!(self.case(*child), Some("on" | "upon" | "for")));
            if called_on.is_some() {
                return called_on.map(|party| vec![party]);
            }
        }
        let object = self.child(verb, "obj").or_else(|| self.child(verb, "iobj"))?;
        if self.knowledge.in_set("owned-plan", self.lemma(object)) {
            return Some(self.owners(object)).filter(|owners| !owners.is_empty());
        }
        if self.knowledge.in_set("designation", self.lemma(object)) {
            let named: Vec<usize> =
                self.document.children(object).filter(|child| self.case(*child) == Some("of")).collect();
            return Some(named).filter(|named| !named.is_empty());
        }
        // "welcomed Chile's voice in the Council to impose a ban": Chile's voice is to impose it.
        if self.knowledge.in_set("speaking-of-deeds", self.lemma(verb))
            && self.document.token(object).upos == Upos::Noun
        {
            return match self.whose(object) {
                own if own != [object] => Some(own),
                _ => (self.lemma(verb) == "discuss").then(Vec::new),
            };
        }
        // "hosted the two ministers to sign the accord": it is theirs.
        if self.lemma(verb) == "host" && self.knowledge.in_set("guest-act", self.lemma(infinitive)) {
            return Some(vec![object]);
        }
        self.knowledge.in_set("directing", self.lemma(verb)).then(|| vec![object])
    }

    /// Those to whom a noun belongs by its own phrase, else the noun itself.
    fn whose(&self, noun: usize) -> Vec<usize> {
        let own: Vec<usize> = self
            .document
            .children(noun)
            .filter(|child| self.document.token(*child).deprel.as_str() == "nmod:poss")
            .collect();
        if own.is_empty() { vec![noun] } else { own }
    }

    /// Whether a noun names the first or last holder of an office to do what its infinitive says.
    fn is_first_of_office(&self, noun: usize) -> bool {
        let ranked = self.document.children(noun).any(|child| {
            self.document.token(child).deprel.base() == "amod"
                && self.knowledge.in_set("ranked", self.lemma(child))
        });
        ranked && self.knowledge.in_set("officeholder", self.lemma(noun))
    }

    /// Whether a noun is what "this" or "it" is said to be, and somebody's: "this is his second visit".
    fn is_demonstrated(&self, noun: usize) -> bool {
        self.child(noun, "cop").is_some()
            && self.child(noun, "nsubj").is_some_and(|subject| {
                matches!(self.lower(subject), "this" | "that" | "it") && !self.owners(noun).is_empty()
            })
    }

    /// A second verb shares the subject of the first: "met and discussed".
    fn inherit(&mut self, verb: usize, from: usize, passive: bool) {
        let from_passive = self.is_passive(from);
        let rel = if from_passive { Rel::DOBJ } else { Rel::SUBJ };
        // Only what stands before the first verb is shared; its object is its own.
        let shared: Vec<usize> = self
            .all(from, rel)
            .filter(|subject| !from_passive || self.document.token(*subject).deprel.base().ends_with("subj"))
            .collect();
        for subject in shared {
            self.link(verb, if passive { Rel::DOBJ } else { Rel::SUBJ }, subject);
        }
    }

    /// Whose noun it is: "Azerbaijan's readiness", "the readiness of Azerbaijan", "Azerbaijan has plans".
    pub fn owners(&self, noun: usize) -> Vec<usize> {
        let own: Vec<usize> = self
            .document
            .children(noun)
            .filter(|child| {
                let relation = self.document.token(*child).deprel.as_str();
                relation == "nmod:poss"
                    || (relation == "nmod" && matches!(self.case(*child), Some("of" | "by")))
                    // "the first visit for the President"
                    || (relation == "nmod"
                        && self.case(*child) == Some("for")
                        && self.knowledge.in_set("turn", self.lemma(noun)))
            })
            .collect();
        if !own.is_empty() {
            return own;
        }
        let mut found = Vec::new();
        for &(rel, governor) in self.up(self.first_conjunct(noun)) {
            // "welcomed the opportunity to meet": whoever has it.
            let own = self.knowledge.in_set("chance", self.lemma(noun));
            if rel == Rel::DOBJ && (own || !self.knowledge.in_set("speaking-of-deeds", self.lemma(governor)))
            {
                found.extend(self.all(governor, Rel::SUBJ));
            }
        }
        found
    }
}
