//! Numbers that measure nothing: parts of names, labels, years, clock times.

use super::{Amount, Grammar};
use crate::recognise::lexicon::{Context, TimeWord};
use crate::recognise::pieces::{Look, Shape};

impl Grammar<'_> {
    pub(super) fn context(&self, at: usize) -> Option<Context> {
        if !self.is_shape(at, Shape::Word) {
            return None;
        }
        self.lexicon.context.get(self.pieces.lower(at)).copied()
    }

    pub(super) fn time_word(&self, at: usize) -> Option<TimeWord> {
        if !self.is_shape(at, Shape::Word) {
            return None;
        }
        self.lexicon.times.get(self.pieces.lower(at)).copied()
    }

    /// Whether a number is a part of a name, a date, a clock time, an ordinal or a label.
    pub(super) fn is_part_of_name(&self, at: usize, amount: &Amount) -> bool {
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
        // "the 2+2 talks".
        if self.lower(end) == "+" && self.is_glued(end) && self.is_glued(end + 1) && self.is_number(end + 1) {
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

    pub(super) fn is_label(&self, at: usize) -> bool {
        match self.context(at) {
            Some(Context::Label) => true,
            Some(Context::LabelCapital) => self.is_capitalised(at),
            _ => false,
        }
    }

    /// A number of four digits that is more likely a year than a count.
    pub(super) fn is_year(&self, at: usize, amount: &Amount) -> bool {
        let text = self.pieces.lower(at);
        let digits = amount.number.end == at + 1
            && text.len() == 4
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && (text.starts_with("18") || text.starts_with("19") || text.starts_with("20"));
        // "the year two thousand and twenty-six".
        let words = text == "two" && self.lower(at + 1) == "thousand" && self.lower(at + 2) == "and";
        amount.unit.is_none()
            && (digits && self.time_word(at + 1) != Some(TimeWord::Counted)
                || words && !self.counts_noun(amount))
    }

    fn counts_noun(&self, amount: &Amount) -> bool {
        let token = self.pieces.get(amount.number.end - 1).token;
        self.document.token(token).deprel.base() == "nummod" && self.document.token(token).head > token
    }

    /// Whether the number counts the noun after it; without a tree any lower-case word will do.
    pub(super) fn counts(&self, at: usize) -> bool {
        let token = self.pieces.get(at).token;
        let flat = self.document.head(token).is_none() && self.document.children(token).next().is_none();
        if flat {
            return self.is_shape(at, Shape::Number) && self.is_shape(at + 1, Shape::Word);
        }
        self.document.token(token).deprel.base() == "nummod" && self.document.token(token).head > token
    }
}
