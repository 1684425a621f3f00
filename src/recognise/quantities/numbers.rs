//! Numbers in digits and in words: "1.5 billion", "one hundred and twenty thousand", "tens of thousands".

use super::decimal::Decimal;
use super::{Grammar, Number};
use crate::recognise::lexicon::NumberWord;
use crate::recognise::pieces::{Look, Shape};

impl Grammar<'_> {
    /// The number that starts here; `money` says that a currency stands before it.
    pub(super) fn number(&self, at: usize, money: bool) -> Option<Number> {
        if self.is_number(at) { self.digits(at, money) } else { self.words(at) }
    }

    pub(super) fn digits(&self, at: usize, money: bool) -> Option<Number> {
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
    pub(super) fn scales(&self, mut number: Number) -> Option<Number> {
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

    pub(super) fn words(&self, at: usize) -> Option<Number> {
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
    pub(super) fn vague(&self, at: usize, least: u128) -> Option<Number> {
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
    pub(super) fn several(&self, at: usize) -> Option<Number> {
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
    pub(super) fn cardinal(&self, at: usize) -> Option<Number> {
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
}
