//! Numbers that count or measure: `measures` finds them with their bounds, units and currencies.
//!
//! A quantity is as exact as its words: "more than 120,000" is a lower bound, "about 20" is approximate,
//! "40 to 45" is a range. Scale words and prefixes go into the value: "1.5 bcm" is 1500000000 cubic metres.

mod decimal;
mod names;
mod numbers;
mod units;

use crate::document::{Document, Upos};
use crate::mention::{Measure, Quantity, Time};
use crate::recognise::lexicon::{Context, Effect, Lexicon, NumberWord, Unit, lexicon};
use crate::recognise::pieces::{Look, Pieces, Shape};
use crate::report::Span;
use decimal::Decimal;
use std::cmp::Ordering;

/// The quantities of a report, in the order of the text, none overlapping another or one of `times`.
///
/// `times` are the report's time expressions, in the order of the text: their numbers measure nothing.
/// A span holds the modifier, the number and a unit, but not the noun that a plain number counts.
///
/// "$" means US dollars here, and "dollars" those of no known country; see [`measures_at_home`].
pub fn measures(text: &str, document: &Document, times: &[Time]) -> Vec<Measure> {
    read_all(text, document, times, None)
}

/// The quantities of a report whose publisher sits in a state, given by its ISO 3166 code of two letters.
///
/// In a report from "AU", "$5 million" are Australian dollars.
/// A state without dollars of its own changes nothing.
pub fn measures_at_home(text: &str, document: &Document, times: &[Time], state: &str) -> Vec<Measure> {
    read_all(text, document, times, lexicon().dollars.get(state).copied())
}

fn read_all(text: &str, document: &Document, times: &[Time], dollar: Option<Unit>) -> Vec<Measure> {
    let pieces = Pieces::new(text, document);
    let mut found = Vec::new();
    let mut times = times.iter().peekable();
    for sentence in pieces.sentences() {
        let mut at = sentence.start;
        let mut floor = sentence.start;
        while at < sentence.end {
            // The stretch up to the next time expression.
            let start = pieces.get(at).span.start;
            while times.next_if(|time| time.span.end <= start).is_some() {}
            let time = times.peek().map_or(Span::new(usize::MAX, usize::MAX), |time| time.span);
            let limit = (at..sentence.end)
                .find(|piece| pieces.get(*piece).span.end > time.start)
                .unwrap_or(sentence.end);
            let mut grammar = Grammar {
                pieces: &pieces,
                lexicon: lexicon(),
                document,
                dollar,
                start: sentence.start,
                floor,
                limit,
            };
            while at < limit {
                at = grammar.read(text, at, &mut found).unwrap_or(at + 1).max(at + 1);
            }
            while at < sentence.end && pieces.get(at).span.start < time.end && limit < sentence.end {
                at += 1;
            }
            floor = at;
        }
    }
    found
}

/// A number as read.
#[derive(Clone, Copy, Debug)]
struct Number {
    value: Decimal,
    /// Whether a scale word stands with it: "1.5 billion".
    scaled: bool,
    /// Whether it is only a lower bound by its nature: "hundreds".
    vague: bool,
    /// Whether it is the word "one", "a" or a small word that needs more to count.
    weak: bool,
    /// The piece after it.
    end: usize,
}

/// A unit with its rate.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Measured {
    name: String,
    factor: u128,
    code: Option<String>,
}

/// A number with what it measures.
struct Amount {
    number: Number,
    unit: Option<Measured>,
    end: usize,
}

struct Grammar<'a> {
    pieces: &'a Pieces<'a>,
    lexicon: &'static Lexicon,
    document: &'a Document,
    /// The dollars of the publisher's state.
    dollar: Option<Unit>,
    /// The first piece of the sentence.
    start: usize,
    /// The first piece that may belong to a modifier: after the last measure or time.
    floor: usize,
    /// The piece where the sentence or the next time expression begins.
    limit: usize,
}

impl Look for Grammar<'_> {
    fn pieces(&self) -> &Pieces<'_> {
        self.pieces
    }

    fn bounds(&self) -> std::ops::Range<usize> {
        self.start..self.limit
    }
}

impl Grammar<'_> {
    /// The piece after a hyphen that ties two words: "five" in "twenty-five".
    fn after_hyphen(&self, at: usize) -> usize {
        let tied = self.is_dash(at) && self.is_glued(at) && self.is_glued(at + 1);
        at + usize::from(tied)
    }

    fn number_word(&self, at: usize) -> Option<NumberWord> {
        if !self.is_shape(at, Shape::Word) {
            return None;
        }
        self.lexicon.numbers.get(self.pieces.lower(at)).copied()
    }

    /// The longest entry of a table that starts here, within so many pieces, and the piece after it.
    fn longest<T: Copy>(
        &self,
        at: usize,
        most: usize,
        find: impl Fn(&str) -> Option<T>,
    ) -> Option<(T, usize)> {
        (1..=most)
            .rev()
            .filter(|length| at >= self.start && at + length <= self.limit)
            .find_map(|length| Some((find(self.pieces.lower_of(at..at + length))?, at + length)))
    }

    /// A number with its unit or currency.
    fn amount(&self, at: usize) -> Option<Amount> {
        if let Some((unit, after)) = self.currency_sign(at)
            && let Some(number) = self.number(after, true)
            && (number.scaled || self.context(at) != Some(Context::Label))
        {
            // "$5 million US dollars" names its currency twice.
            let end = self.currency_name(number.end).map_or(number.end, |(_, end)| end);
            let (unit, end) = self.with_rate(unit, end, true);
            return Some(Amount { number, unit: Some(unit), end });
        }
        let number = self.number(at, false)?;
        // "tens of millions of dollars".
        let of = usize::from(number.vague && self.lower(number.end) == "of");
        match self.unit(number.end + of) {
            Some((unit, end)) => Some(Amount { number, unit: Some(unit), end }),
            None => Some(Amount { number, unit: None, end: number.end }),
        }
    }

    /// Reads a measure whose number starts here, adds it, and says where to go on.
    fn read(&mut self, text: &str, at: usize, found: &mut Vec<Measure>) -> Option<usize> {
        let mut first = self.amount(at)?;
        let number_at = at;
        if self.is_part_of_name(number_at, &first) {
            return Some(first.number.end);
        }
        let mut measures = None;
        if let Some((mut second, joint)) = self.second(&first, at) {
            let changed = self.before(at) == "from" && self.is_changed(at);
            let shares = !first.number.scaled && second.number.scaled;
            let scaled = shares.then(|| self.share_scale(&first, &second, joint)).flatten();
            let low = scaled.unwrap_or(first.number.value);
            if first.unit.is_none() {
                first.unit.clone_from(&second.unit);
            } else if second.unit.is_none() {
                second.unit.clone_from(&first.unit);
            }
            if first.unit == second.unit {
                if changed {
                    first.number.value = low;
                } else if low.order(second.number.value) == Some(Ordering::Less) {
                    measures = Some((low, second.number.value, second.end));
                }
            }
        }
        if measures.is_none() && self.is_dash(first.end) && self.is_glued(first.end) && first.unit.is_none() {
            // "2-1", "24-7", "two-state" are no quantities.
            let next = first.end + 1;
            if self.is_glued(next) && (self.is_shape(next, Shape::Number) || self.is_shape(next, Shape::Word))
            {
                let number = self.number(next, false).map_or(next, |number| number.end);
                return Some(number);
            }
        }
        let end = measures.map_or(first.end, |(_, _, end)| end);
        let (begin, effect, approximate) = self.modifier(at);
        let (after_effect, end) = self.modifier_after(end);
        let effect = effect.or(after_effect);
        if first.number.weak
            && effect.is_none()
            && first.unit.is_none()
            && measures.is_none()
            && !self.counts(at)
        {
            return Some(first.number.end);
        }
        if effect.is_none() && measures.is_none() && self.is_year(at, &first) {
            return Some(first.number.end);
        }
        let mut quantity = Quantity {
            approximate: approximate
                || first.number.vague
                || matches!(effect, Some(Effect::About | Effect::AboutMin | Effect::AboutMax)),
            ..Quantity::default()
        };
        let factor = first.unit.as_ref().map_or(1, |unit| unit.factor);
        let text_of = |value: Decimal| value.times(factor).map(|value| value.to_string());
        match (measures, effect) {
            (Some((low, high, _)), _) => (quantity.min, quantity.max) = (text_of(low), text_of(high)),
            (None, _) if first.number.vague => quantity.min = text_of(first.number.value),
            (None, Some(Effect::Min | Effect::AboutMin)) => quantity.min = text_of(first.number.value),
            (None, Some(Effect::Max | Effect::AboutMax)) => quantity.max = text_of(first.number.value),
            (None, Some(Effect::About) | None) => quantity.value = text_of(first.number.value),
        }
        if quantity.value.is_none() && quantity.min.is_none() && quantity.max.is_none() {
            return Some(end);
        }
        match first.unit {
            Some(unit) => (quantity.unit, quantity.unit_code) = (Some(unit.name), unit.code),
            // Half of the members are not 0.5 members.
            None if first.number.value.order(Decimal::whole(1)) == Some(Ordering::Less) => {}
            None => quantity.unit = self.counted(text, at, end),
        }
        let range = begin..end;
        let span = self.pieces.span(range.clone());
        span.of(text).clone_into(&mut quantity.verbatim);
        found.push(Measure { span, tokens: self.pieces.tokens(range), quantity });
        self.floor = end;
        Some(end)
    }

    /// The second number of a range and the piece that joins it: "to 45 bcm".
    fn second(&self, first: &Amount, at: usize) -> Option<(Amount, usize)> {
        let joint = first.end;
        let between = self.before(at) == "between"
            || (at >= self.start + 2
                && self.context(at - 1).is_none()
                && self.lower(at - 2) == "between"
                && matches!(self.before(at), "about" | "around"));
        let joined = match self.lower(joint) {
            "to" => true,
            "and" => between,
            "or" => first.unit.is_none() && !first.number.scaled,
            _ => self.is_dash(joint),
        };
        if !joined || first.number.vague {
            return None;
        }
        let second = self.amount(joint + 1)?;
        (!self.is_part_of_name(joint + 1, &second) || self.is_dash(joint)).then_some((second, joint))
    }

    /// The first number in the scale of the second: "40" in "40 to 45 million".
    fn share_scale(&self, first: &Amount, second: &Amount, joint: usize) -> Option<Decimal> {
        if first.number.value.order(Decimal::whole(1000)) != Some(Ordering::Less) || first.number.scaled {
            return None;
        }
        // The scale is what the second number has beyond its own digits.
        let start = self.currency_sign(joint + 1).map_or(joint + 1, |(_, end)| end);
        let own = if self.is_shape(start, Shape::Number) {
            Decimal::parse(self.pieces.lower(start))?
        } else {
            match self.number_word(start)? {
                NumberWord::Unit(number) | NumberWord::Teen(number) | NumberWord::Ten(number) => {
                    Decimal::whole(number)
                }
                _ => return None,
            }
        };
        let places = own.places.max(second.number.value.places);
        let (whole, own) = (second.number.value.at(places)?, own.at(places)?);
        if own == 0 || whole % own != 0 {
            return None;
        }
        first.number.value.times(whole / own)
    }

    fn is_changed(&self, at: usize) -> bool {
        (at.saturating_sub(10).max(self.start)..at).any(|at| self.context(at) == Some(Context::Change))
    }

    /// The words before a number that bound it: where they begin, what they do, whether one says "about".
    fn modifier(&self, at: usize) -> (usize, Option<Effect>, bool) {
        let (mut begin, mut effect, mut approximate) = (at, None, false);
        for _ in 0..2 {
            let phrase =
                (1..=4_usize).rev().filter(|length| begin >= self.floor + length).find_map(|length| {
                    let found = self.lexicon.before.get(self.pieces.lower_of(begin - length..begin))?;
                    Some((*found, begin - length))
                });
            let Some((found, start)) = phrase else { break };
            approximate |= matches!(found, Effect::About | Effect::AboutMin | Effect::AboutMax);
            if effect.is_none() || found != Effect::About {
                effect = Some(found);
            }
            begin = start;
        }
        (begin, effect, approximate)
    }

    fn modifier_after(&self, end: usize) -> (Option<Effect>, usize) {
        match self.longest(end, 2, |form| self.lexicon.after.get(form).copied()) {
            Some((_, after)) if self.lower(end) == "+" && !self.is_glued(after - 1) => (None, end),
            Some((effect, after)) => (Some(effect), after),
            None => (None, end),
        }
    }

    /// The words that a plain number counts: "NATO countries" in "20 NATO countries".
    fn counted(&self, text: &str, at: usize, end: usize) -> Option<String> {
        let document = self.document;
        let number = self.pieces.get(end - 1).token;
        let first = self.pieces.get(at).token;
        let (mut from, to) = if self.lower(end) == "of" {
            // "hundreds of people": the number is a noun itself.
            let is_counted =
                |child: &usize| *child > number && document.token(*child).deprel.base() == "nmod";
            // The text may break off behind "of"; then the tree knows of no noun either.
            let counted = document.children(number).find(is_counted)?;
            if end + 1 >= self.limit {
                return None;
            }
            (self.pieces.get(end + 1).token, counted)
        } else {
            let head = document.token(number).head.max(document.token(first).head);
            let is_noun = |token: usize| matches!(document.token(token).upos, Upos::Noun | Upos::Propn);
            // Where the tree does not hang the number on a noun, the nouns that follow it are counted.
            let sentence = document.sentences()[document.sentence_of(number)].end;
            let following = (number + 1..sentence).take_while(|token| is_noun(*token)).last();
            let to = if head > number && is_noun(head) { head } else { following? };
            (number + 1, to)
        };
        if to >= from + 5 {
            return None;
        }
        if (from..to).contains(&from) && document.token(from).upos == Upos::Det {
            from += 1;
        }
        let fits = |token: usize| {
            matches!(document.token(token).upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adv | Upos::Num)
                || document.token(token).xpos.as_str() == "HYPH"
        };
        let noun = from <= to && matches!(document.token(to).upos, Upos::Noun | Upos::Propn);
        (noun && (from..to).all(fits)).then(|| document.span(from..to + 1).of(text).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Model, annotate};
    use crate::recognise::pieces::tests::flat_document;
    use crate::recognise::times::times;
    use chrono::NaiveDate;
    use proptest::strategy::{Just, Strategy};

    /// What was found, as the vocabulary writes it: the words, `~` if approximate, the value or `min..max`,
    /// the unit and in brackets its code.
    fn read(reference: &str, text: &str) -> String {
        let document = annotate(text, Span::new(0, text.len()), Model::embedded());
        let reference = NaiveDate::parse_from_str(reference, "%Y-%m-%d").ok();
        let times = times(text, &document, reference);
        let found: Vec<String> = measures(text, &document, &times)
            .iter()
            .map(|measure| {
                let quantity = &measure.quantity;
                assert_eq!(quantity.verbatim, measure.span.of(text));
                let sign = if quantity.approximate { "~" } else { "" };
                let bound = |bound: &Option<String>| bound.clone().unwrap_or_default();
                let value = match &quantity.value {
                    Some(value) => value.clone(),
                    None => format!("{}..{}", bound(&quantity.min), bound(&quantity.max)),
                };
                let unit = quantity.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
                let code = quantity.unit_code.as_ref().map(|code| format!(" [{code}]")).unwrap_or_default();
                format!("{} = {sign}{value}{unit}{code}", quantity.verbatim)
            })
            .collect();
        if found.is_empty() { "none".to_owned() } else { found.join("; ") }
    }

    #[test]
    fn the_vocabulary_of_quantities_is_read_as_expected() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vocabulary/quantities.tsv");
        let table = std::fs::read_to_string(path).unwrap();
        let mut wrong = Vec::new();
        let mut count = 0;
        for line in table.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [reference, text, expected] = fields[..] else { panic!("not three columns: {line}") };
            count += 1;
            let found = read(reference, text);
            if found != expected {
                wrong.push(format!("{reference}\t{text}\n  expected {expected}\n  found    {found}"));
            }
        }
        assert!(count >= 150, "only {count} rows");
        assert!(wrong.is_empty(), "{} of {count} are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn a_dollar_is_that_of_the_publisher() {
        let text = "They pledged $5 million, 3 million dollars and US$2 million.";
        let document = annotate(text, Span::new(0, text.len()), Model::embedded());
        let codes = |measures: Vec<Measure>| -> Vec<Option<String>> {
            measures.into_iter().map(|measure| measure.quantity.unit_code).collect()
        };
        let some = |code: &str| Some(code.to_owned());
        assert_eq!(codes(measures(text, &document, &[])), [some("USD"), None, some("USD")]);
        let at_home = |state| codes(measures_at_home(text, &document, &[], state));
        assert_eq!(at_home("AU"), [some("AUD"), some("AUD"), some("USD")]);
        assert_eq!(at_home("FR"), [some("USD"), None, some("USD")]);
    }

    /// Text of words that the grammars know, digits, marks and anything else.
    fn tangled_text() -> impl Strategy<Value = String> {
        let lexicon = lexicon();
        let mut words: Vec<&str> = lexicon.times.keys().chain(lexicon.numbers.keys()).copied().collect();
        words.extend(lexicon.before.keys().chain(lexicon.after.keys()).chain(lexicon.context.keys()));
        words.extend([
            "the", "a", "and", "to", "from", "ago", "of", "half", "$", "bcm", "EUR", "a year", "January",
            "May",
        ]);
        // Hash order would make a failure hard to repeat.
        words.sort_unstable();
        let word = proptest::sample::select(words).prop_map(str::to_owned);
        let capital = word.clone().prop_map(|word| word[..1].to_ascii_uppercase() + &word[1..]);
        let piece = proptest::prop_oneof![word, capital, "[0-9]{1,4}", "[-–,./:$€%() ]", "\\PC"];
        let gap = proptest::prop_oneof![3 => Just(" "), 1 => Just("")];
        proptest::collection::vec((piece, gap), 0..14)
            .prop_map(|parts| parts.into_iter().map(|(piece, gap)| piece + gap).collect())
    }

    #[test]
    fn a_text_may_break_off_behind_a_number() {
        for text in ["1 Of ", "20 of", "about 20 of"] {
            let document = flat_document(text);
            measures(text, &document, &times(text, &document, None));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in tangled_text()) {
            let document = flat_document(&text);
            let reference = NaiveDate::from_ymd_opt(2024, 2, 29);
            let times = times(&text, &document, reference);
            let measures = measures(&text, &document, &times);
            let mut spans: Vec<_> = times.iter().map(|time| time.span).collect();
            spans.extend(measures.iter().map(|measure| measure.span));
            spans.sort();
            proptest::prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
            for span in spans {
                proptest::prop_assert!(!span.of(&text).trim().is_empty());
            }
        }
    }
}
