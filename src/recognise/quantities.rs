//! Numbers that count or measure: `measures` finds them with their bounds, units and currencies.
//!
//! A quantity is as exact as its words: "more than 120,000" is a lower bound, "about 20" is approximate,
//! "40 to 45" is a range. Scale words and prefixes go into the value: "1.5 bcm" is 1500000000 cubic metres.

use crate::document::{Document, Upos};
use crate::mention::{Measure, Quantity, Time};
use crate::recognise::lexicon::{Context, Effect, Lexicon, NumberWord, TimeWord, Unit, lexicon};
use crate::recognise::pieces::{Pieces, Shape};
use crate::report::Span;
use std::cmp::Ordering;

/// The quantities of a report, in the order of the text, none overlapping another or one of `times`.
///
/// `times` are the report's time expressions, in the order of the text: their numbers measure nothing.
/// A span holds the modifier, the number and a unit, but not the noun that a plain number counts.
pub fn measures(text: &str, document: &Document, times: &[Time]) -> Vec<Measure> {
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

/// A decimal number: `digits` divided by ten to the power of `places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    digits: u128,
    places: u32,
}

impl Decimal {
    const fn whole(digits: u128) -> Self {
        Self { digits, places: 0 }
    }

    /// Reads "1,234.5".
    fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if part.contains(['.', ',']) {
            return None;
        }
        let mut digits = 0_u128;
        for byte in whole.bytes().chain(part.bytes()).filter(|byte| *byte != b',') {
            digits = digits.checked_mul(10)?.checked_add(u128::from(byte.checked_sub(b'0')?))?;
        }
        Some(Self { digits, places: u32::try_from(part.len()).ok()? })
    }

    fn times(self, factor: u128) -> Option<Self> {
        Some(Self { digits: self.digits.checked_mul(factor)?, places: self.places })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        Some(Self { digits: self.at(places)?.checked_add(other.at(places)?)?, places })
    }

    /// The digits for so many places.
    fn at(self, places: u32) -> Option<u128> {
        self.digits.checked_mul(10_u128.checked_pow(places.checked_sub(self.places)?)?)
    }

    fn order(self, other: Self) -> Option<Ordering> {
        let places = self.places.max(other.places);
        Some(self.at(places)?.cmp(&other.at(places)?))
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (mut digits, mut places) = (self.digits, self.places);
        while places > 0 && digits.is_multiple_of(10) {
            (digits, places) = (digits / 10, places - 1);
        }
        if places == 0 {
            return write!(f, "{digits}");
        }
        let text = format!("{digits:0width$}", width = places as usize + 1);
        let (whole, part) = text.split_at(text.len() - places as usize);
        write!(f, "{whole}.{part}")
    }
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
    /// The first piece of the sentence.
    start: usize,
    /// The first piece that may belong to a modifier: after the last measure or time.
    floor: usize,
    /// The piece where the sentence or the next time expression begins.
    limit: usize,
}

impl Grammar<'_> {
    // ---- looking at pieces -------------------------------------------------------------------------

    fn within(&self, at: usize) -> bool {
        self.start <= at && at < self.limit
    }

    fn lower(&self, at: usize) -> &str {
        if self.within(at) { self.pieces.lower(at) } else { "" }
    }

    fn before(&self, at: usize) -> &str {
        if at > self.start { self.lower(at - 1) } else { "" }
    }

    fn is_shape(&self, at: usize, shape: Shape) -> bool {
        self.within(at) && self.pieces.get(at).shape == shape
    }

    fn is_glued(&self, at: usize) -> bool {
        self.within(at) && self.pieces.get(at).glued
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.within(at) && self.pieces.raw(at).starts_with(char::is_uppercase)
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.lower(at), "-" | "–" | "—" | "‑")
    }

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

    fn context(&self, at: usize) -> Option<Context> {
        if !self.is_shape(at, Shape::Word) {
            return None;
        }
        self.lexicon.context.get(self.pieces.lower(at)).copied()
    }

    fn time_word(&self, at: usize) -> Option<TimeWord> {
        if !self.is_shape(at, Shape::Word) {
            return None;
        }
        self.lexicon.times.get(self.pieces.lower(at)).copied()
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

    // ---- numbers -----------------------------------------------------------------------------------

    fn number(&self, at: usize, money: bool) -> Option<Number> {
        let number = if self.is_shape(at, Shape::Number) { self.digits(at, money)? } else { self.words(at)? };
        // "two and a half": the half belongs to the number before its scale.
        Some(number)
    }

    fn digits(&self, at: usize, money: bool) -> Option<Number> {
        let mut value = Decimal::parse(self.pieces.lower(at))?;
        let mut end = at + 1;
        // "120 000": groups of three digits after a single space.
        let length = self.pieces.lower(at).len();
        if value.places == 0 && length <= 3 && !self.pieces.lower(at).starts_with('0') {
            while self.is_shape(end, Shape::Number)
                && !self.is_glued(end)
                && self.pieces.lower(end).len() == 3
                && self.pieces.lower(end).bytes().all(|byte| byte.is_ascii_digit())
                && self.pieces.get(end).span.start - self.pieces.get(end - 1).span.end <= 2
            {
                value = value.times(1000)?.plus(Decimal::parse(self.pieces.lower(end))?)?;
                end += 1;
            }
        }
        let mut number = Number { value, scaled: false, vague: false, weak: false, end };
        let word = self.number_word(end);
        let money_after = |at: usize| self.currency_name(at).is_some();
        if let Some(NumberWord::MoneyScale(scale)) = word
            && (money || (self.is_glued(end) && money_after(end + 1)))
        {
            number.value = number.value.times(scale)?;
            (number.scaled, number.end) = (true, end + 1);
            return Some(number);
        }
        self.scales(number)
    }

    /// Multiplies a number by the scale words that follow: "1.5 billion", "two dozen", "5-million".
    fn scales(&self, mut number: Number) -> Option<Number> {
        loop {
            let at = self.after_hyphen(number.end);
            match self.number_word(at) {
                Some(NumberWord::Scale(scale) | NumberWord::Hundred(scale)) => {
                    number.value = number.value.times(scale)?;
                    (number.scaled, number.weak, number.end) = (true, false, at + 1);
                }
                _ => return Some(number),
            }
        }
    }

    fn words(&self, at: usize) -> Option<Number> {
        let plain =
            |value: Decimal, end: usize| Number { value, scaled: false, vague: false, weak: false, end };
        match self.lower(at) {
            "a" | "an" => {
                return match self.number_word(at + 1)? {
                    NumberWord::Hundred(_) | NumberWord::Scale(_) => {
                        self.words(at + 1).map(|number| Number { weak: false, ..number })
                    }
                    NumberWord::Fraction(part) if self.lower(at + 2) == "of" => {
                        Some(plain(Decimal { digits: part, places: 2 }, at + 2))
                    }
                    _ => None,
                };
            }
            "several" | "few" | "many" => return self.several(at),
            _ => {}
        }
        match self.number_word(at)? {
            NumberWord::Fraction(50) if self.lower(at) == "half" => {
                // "half a million", "half of", "half the".
                if matches!(self.lower(at + 1), "a")
                    && let Some(NumberWord::Hundred(scale) | NumberWord::Scale(scale)) =
                        self.number_word(at + 2)
                {
                    let value = Decimal { digits: 5, places: 1 }.times(scale)?;
                    return Some(Number { scaled: true, ..plain(value, at + 3) });
                }
                matches!(self.lower(at + 1), "of" | "the")
                    .then(|| plain(Decimal { digits: 5, places: 1 }, at + 1))
            }
            NumberWord::Vague(least) => self.vague(at, least),
            NumberWord::Fraction(_) | NumberWord::InexactFraction | NumberWord::MoneyScale(_) => None,
            _ => self.cardinal(at),
        }
    }

    /// "hundreds of", "tens of thousands of".
    fn vague(&self, at: usize, least: u128) -> Option<Number> {
        let mut value = Decimal::whole(least);
        let mut end = at + 1;
        if self.lower(end) == "of"
            && let Some(NumberWord::Vague(scale)) = self.number_word(end + 1)
        {
            value = value.times(scale)?;
            end += 2;
        } else if least <= 20 && self.lower(end) != "of" {
            return None;
        }
        Some(Number { value, scaled: true, vague: true, weak: false, end })
    }

    /// "several hundred", "a few thousand".
    fn several(&self, at: usize) -> Option<Number> {
        match self.number_word(at + 1)? {
            NumberWord::Hundred(least) | NumberWord::Scale(least) => {
                let number = Number {
                    value: Decimal::whole(least),
                    scaled: true,
                    vague: true,
                    weak: false,
                    end: at + 2,
                };
                self.scales(number)
            }
            NumberWord::Vague(least) => self.vague(at + 1, least),
            _ => None,
        }
    }

    /// "one hundred and twenty thousand", "two and a half million", "three quarters of".
    fn cardinal(&self, at: usize) -> Option<Number> {
        #[derive(PartialEq)]
        enum Last {
            Nothing,
            Small,
            Ten,
            Hundred,
            Scale,
        }
        let mut total = Decimal::whole(0);
        let mut current: Option<Decimal> = None;
        let mut last = Last::Nothing;
        let (mut scaled, mut end, mut least_scale) = (false, at, u128::MAX);
        loop {
            let mut next = end;
            if last != Last::Nothing {
                next = self.after_hyphen(end);
                let joins = matches!(last, Last::Hundred | Last::Scale) && self.lower(next) == "and";
                let small = |at: usize| {
                    matches!(
                        self.number_word(at),
                        Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Ten(_))
                    )
                };
                if joins && least_scale > 1 && small(next + 1) {
                    next += 1;
                }
                if current.is_some()
                    && self.lower(end) == "and"
                    && self.lower(end + 1) == "a"
                    && self.lower(end + 2) == "half"
                {
                    current = current?.plus(Decimal { digits: 5, places: 1 });
                    (last, end) = (Last::Small, end + 3);
                    continue;
                }
            }
            match self.number_word(next) {
                Some(NumberWord::Unit(unit))
                    if matches!(last, Last::Nothing | Last::Ten | Last::Hundred | Last::Scale) =>
                {
                    current = Some(current.unwrap_or(Decimal::whole(0)).plus(Decimal::whole(unit))?);
                    last = Last::Small;
                }
                Some(NumberWord::Teen(number) | NumberWord::Ten(number))
                    if matches!(last, Last::Nothing | Last::Hundred | Last::Scale) =>
                {
                    let teen = number < 20;
                    current = Some(current.unwrap_or(Decimal::whole(0)).plus(Decimal::whole(number))?);
                    last = if teen { Last::Small } else { Last::Ten };
                }
                Some(NumberWord::Hundred(_))
                    if last == Last::Nothing && !matches!(self.before(at), "a" | "an") =>
                {
                    return None;
                }
                Some(NumberWord::Hundred(hundred)) if last != Last::Hundred => {
                    current = Some(current.unwrap_or(Decimal::whole(1)).times(hundred)?);
                    (last, scaled) = (Last::Hundred, true);
                }
                Some(NumberWord::Scale(scale)) if scale < least_scale || current.is_none() => {
                    let counted = match current.take() {
                        Some(counted) => counted,
                        // "a million" has its article before.
                        None if last == Last::Nothing && matches!(self.before(at), "a" | "an") => {
                            Decimal::whole(1)
                        }
                        None => break,
                    };
                    total = total.plus(counted.times(scale)?)?;
                    (last, scaled, least_scale) = (Last::Scale, true, scale);
                }
                Some(NumberWord::Fraction(part)) if last == Last::Small && !scaled => {
                    // "three quarters of", "two fifths of".
                    if self.lower(next + 1) != "of" && !self.lower(next).ends_with('s') {
                        break;
                    }
                    let value = Decimal { digits: current?.digits.checked_mul(part)?, places: 2 };
                    return Some(Number { value, scaled: true, vague: false, weak: false, end: next + 1 });
                }
                Some(NumberWord::InexactFraction)
                    if last == Last::Small && self.lower(next).ends_with('s') =>
                {
                    return None;
                }
                _ => break,
            }
            end = next + 1;
        }
        if last == Last::Nothing {
            return None;
        }
        let weak = end == at + 1 && matches!(self.lower(at), "one" | "zero");
        let value = total.plus(current.unwrap_or(Decimal::whole(0)))?;
        Some(Number { value, scaled, vague: false, weak, end })
    }

    // ---- units -------------------------------------------------------------------------------------

    /// A currency before its number: "$", "US$", "EUR".
    fn currency_sign(&self, at: usize) -> Option<(Unit, usize)> {
        if !self.within(at) || self.is_shape(at, Shape::Number) {
            return None;
        }
        let (unit, end) = self.longest(at, 3, |form| self.lexicon.currencies.get(form).copied())?;
        let sign = self.is_shape(end - 1, Shape::Mark);
        (sign || self.is_code(at, end)).then_some((unit, end))
    }

    /// Whether these pieces are a currency's code in capitals: "ALL" is one, "all" is not.
    fn is_code(&self, at: usize, end: usize) -> bool {
        let raw = self.pieces.raw(at);
        end == at + 1 && raw.len() == 3 && raw.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// A currency after its number: "euros", "US dollars", "AZN", "€".
    fn currency_name(&self, at: usize) -> Option<(Unit, usize)> {
        let (unit, end) = self.longest(at, 4, |form| self.lexicon.currencies.get(form).copied())?;
        let short = end == at + 1 && self.pieces.lower(at).len() == 3 && self.is_shape(at, Shape::Word);
        let code = short && unit.code.is_some_and(|code| code.eq_ignore_ascii_case(self.pieces.lower(at)));
        (!code || self.is_code(at, end)).then_some((unit, end))
    }

    /// The unit that follows a number, with its rate, and the piece after it.
    fn unit(&self, end: usize) -> Option<(Measured, usize)> {
        let at = self.after_hyphen(end);
        let tied = at > end;
        let money = self.currency_name(at);
        let found = money.or_else(|| self.longest(at, 5, |form| self.lexicon.units.get(form).copied()));
        let (unit, after) = found?;
        if self.is_glued(after) && self.is_shape(after, Shape::Word) {
            return None;
        }
        if tied && self.is_dash(after) && self.lower(after + 1) == "old" {
            return None;
        }
        Some(self.with_rate(unit, after, money.is_some()))
    }

    /// Adds "a year" and the like, also after the thing that flows: "bcm of gas a year".
    fn with_rate(&self, unit: Unit, after: usize, money: bool) -> (Measured, usize) {
        let plain = Measured {
            name: unit.name.to_owned(),
            factor: unit.factor,
            code: unit.code.map(ToOwned::to_owned),
        };
        // Three days a week and degrees a year are no flows.
        let has_no_rate = matches!(unit.code, Some("d" | "wk" | "mo" | "a" | "h" | "min" | "s" | "Cel"));
        if has_no_rate || unit.name.contains(" a ") {
            return (plain, after);
        }
        let mut at = after;
        if self.lower(at) == "of" {
            at += 1;
            let first = at;
            while at < first + 3 && self.context(at) == Some(Context::Commodity) {
                at += 1;
            }
            if at == first {
                return (plain, after);
            }
        }
        let rate = self.longest(at, 3, |form| self.lexicon.rates.get(form).copied());
        let Some((rate, end)) = rate else { return (plain, after) };
        // No code says "euros a year".
        let code = unit.code.filter(|_| !money).map(|code| format!("{code}/{}", rate.code));
        (Measured { name: format!("{} {}", unit.name, rate.name), factor: unit.factor, code }, end)
    }

    // ---- the grammar -------------------------------------------------------------------------------

    /// A number with its unit or currency.
    fn amount(&self, at: usize) -> Option<Amount> {
        if let Some((unit, after)) = self.currency_sign(at)
            && let Some(number) = self.number(after, true)
            && !(self.context(at) == Some(Context::Label) && !number.scaled)
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

    /// Whether a number is a part of a name, a date, a clock time, an ordinal or a label.
    fn is_part_of_name(&self, at: usize, amount: &Amount) -> bool {
        let end = amount.number.end;
        let measured = amount.unit.is_some();
        if at > self.start && self.is_glued(at) {
            let fits = match self.lower(at - 1) {
                "(" | "[" | "\"" | "'" | "“" | "‘" | "~" | "—" => true,
                // "-2-" numbers a page.
                _ if self.is_dash(at - 1) && self.is_dash(end) && self.is_glued(end) => false,
                _ if self.is_dash(at - 1) => at > self.start + 1 && !self.is_glued(at - 1),
                _ => false,
            };
            if !fits {
                return true;
            }
        }
        let digits = self.is_shape(at, Shape::Number);
        if measured {
            return digits && at > self.start && self.is_label(at - 1);
        }
        if digits && self.pieces.lower(at).bytes().filter(|byte| *byte == b'.').count() > 1 {
            return true;
        }
        // "20th", "5G", "10:30", "24/7", "1321(a)".
        if self.is_glued(end)
            && (self.is_shape(end, Shape::Word) || matches!(self.lower(end), ":" | "/" | "(" | "_" | "@"))
        {
            return true;
        }
        if self.context(end) == Some(Context::LabelAfter)
            || (self.lower(end) == "o" && self.is_glued(end + 1))
        {
            return true;
        }
        let month = |at: usize| {
            self.is_capitalised(at)
                && matches!(self.time_word(at), Some(TimeWord::Month(_) | TimeWord::MonthShort(_)))
        };
        if month(end) || (self.lower(end) == "of" && month(end + 1)) {
            return true;
        }
        if at == self.start {
            // "1. The parties agree".
            return digits && (matches!(self.lower(end), "." | ")") || end == self.limit);
        }
        // "No. 2" has its point between.
        let point = usize::from(self.before(at) == "." && self.is_glued(at - 1));
        let label = at.checked_sub(1 + point).is_some_and(|label| self.is_label(label));
        if month(at - 1) || label || self.before(at) == "#" {
            return true;
        }
        if self.before(at) == "(" && self.lower(end) == ")" && digits {
            return true;
        }
        // "Five Eyes", "the Group of Seven".
        if !digits && self.is_capitalised(at) && !amount.number.scaled {
            return true;
        }
        // "Channel 4", "Apollo 11": a capitalised word before and nothing to count after.
        let named = digits
            && self.is_capitalised(at - 1)
            && at - 1 > self.start
            && !self.lexicon.before.contains_key(self.before(at))
            && !amount.number.scaled;
        named && !(self.is_shape(end, Shape::Word) && !self.is_capitalised(end) && self.counts(at))
    }

    fn is_label(&self, at: usize) -> bool {
        match self.context(at) {
            Some(Context::Label) => true,
            Some(Context::LabelCapital) => self.is_capitalised(at),
            _ => false,
        }
    }

    /// A number of four digits that is more likely a year than a count.
    fn is_year(&self, at: usize, amount: &Amount) -> bool {
        let text = self.pieces.lower(at);
        let year = amount.unit.is_none()
            && amount.number.end == at + 1
            && text.len() == 4
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && (text.starts_with("18") || text.starts_with("19") || text.starts_with("20"));
        year && self.time_word(at + 1) != Some(TimeWord::Counted)
    }

    /// Whether the number counts the noun after it; without a tree any lower-case word will do.
    fn counts(&self, at: usize) -> bool {
        let token = self.pieces.get(at).token;
        let flat = self.document.head(token).is_none() && self.document.children(token).next().is_none();
        if flat {
            return self.is_shape(at, Shape::Number) && self.is_shape(at + 1, Shape::Word);
        }
        self.document.token(token).deprel.base() == "nummod" && self.document.token(token).head > token
    }

    /// The words that a plain number counts: "NATO countries" in "20 NATO countries".
    fn counted(&self, text: &str, at: usize, end: usize) -> Option<String> {
        let document = self.document;
        let number = self.pieces.get(end - 1).token;
        let first = self.pieces.get(at).token;
        let head = document.token(number).head.max(document.token(first).head);
        // "hundreds of people": the number is a noun itself.
        let (from, to) = if self.lower(end) == "of" {
            let noun = document
                .children(number)
                .find(|child| *child > number && document.token(*child).deprel.base() == "nmod")?;
            (self.pieces.get(end + 1).token, noun)
        } else {
            (number + 1, head)
        };
        let noun = matches!(document.token(to).upos, Upos::Noun | Upos::Propn);
        let near = from <= to && to < from + 4 && document.sentence_of(to) == document.sentence_of(number);
        (noun && near).then(|| document.span(from..to + 1).of(text).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::pieces::tests::flat_document;
    use crate::recognise::times::times;
    use chrono::NaiveDate;

    /// What was found, as the vocabulary writes it: the words, `~` if approximate, the value or `min..max`,
    /// the unit and in brackets its code.
    fn read(reference: &str, text: &str) -> String {
        let document = flat_document(text);
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

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "([0-9]{1,4}|[a-z]{1,3}|[-–,./:$€% ]| and a half| million|May |the |of |\\PC){0,24}") {
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

    #[test]
    fn decimals_are_written_without_trailing_zeros() {
        let write = |text: &str| Decimal::parse(text).unwrap().to_string();
        assert_eq!(write("120,000"), "120000");
        assert_eq!(write("0.250"), "0.25");
        assert_eq!(write("2.0"), "2");
        assert_eq!(write("0.05"), "0.05");
    }
}
