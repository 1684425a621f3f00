//! An agency's first line: where, when and by whom a report was sent.
//!
//! Two shapes are read, by their form alone, without a list of places or agencies:
//!
//! - a **line** of its own: ` date 2031-05-02 Baku, May 2, AZERTAC`, `10 September 1999`, `By Azernews`;
//! - a **lead-in** before the first sentence: `BRUSSELS, 2 May (Agency) — `, `MOSCOW, May 2. /TASS/. `,
//!   `WASHINGTON (AP) — `, `/Xinhua/ -- `.
//!
//! A first sentence that begins with a place is none: nothing but names, dates, agencies and punctuation may
//! stand before the end of the line or the dash, and what follows a dash must begin a sentence.

use crate::report::{Dateline, Span};
use chrono::{Datelike, NaiveDate};

/// The longest dateline, in bytes; agencies do not write longer ones, and a sentence soon does.
const LONGEST: usize = 160;

/// Words that open a sentence or a label, and no place.
const NO_NAME: [&str; 28] = [
    "A",
    "After",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "BREAKING",
    "By",
    "Date",
    "During",
    "EMBARGO",
    "EXCLUSIVE",
    "For",
    "From",
    "In",
    "It",
    "NOTE",
    "On",
    "READOUT",
    "RELEASE",
    "SHEET",
    "STATEMENT",
    "Since",
    "The",
    "This",
    "Today",
    "UPDATE",
];

/// Small words inside the name of a place or an agency.
const INSIDE_NAME: [&str; 14] =
    ["al", "and", "da", "de", "del", "di", "do", "el", "la", "le", "of", "sur", "the", "upon"];

/// Finds the dateline at the head of a text, or after its headline.
///
/// `published` completes a date without a year: it is the one nearest to that day.
pub fn find(text: &str, published: Option<NaiveDate>) -> Dateline {
    let first = text.len() - text.trim_start().len();
    let found = at(text, first, published);
    if found.span.is_some() {
        return found;
    }
    match headline(text) {
        Some(headline) => {
            let rest = &text[headline.end..];
            at(text, headline.end + rest.len() - rest.trim_start().len(), published)
        }
        None => found,
    }
}

/// The headline of a text: a short first line without a final full stop, followed by an empty line and more.
pub fn headline(text: &str) -> Option<Span> {
    const LONGEST_HEADLINE: usize = 160;
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next()?.trim_end();
    let after = &text[start + line.len()..];
    let empty_line_follows = after.split('\n').nth(1).is_some_and(|next| next.trim().is_empty());
    let is_headline = !line.is_empty()
        && line.len() <= LONGEST_HEADLINE
        && line.contains(' ')
        && !line.ends_with(['.', ',', ';', ':', '!'])
        && empty_line_follows
        && !after.trim().is_empty();
    is_headline.then(|| Span::new(start, start + line.len()))
}

/// Reads the lines that begin at `first`, as long as they are metadata.
fn at(text: &str, first: usize, published: Option<NaiveDate>) -> Dateline {
    let mut dateline = Dateline::default();
    let mut next = first;
    // A by-line and a dateline may follow each other; three such lines are more than any agency writes.
    for _ in 0..3 {
        let Some(lead) = Lead::read(text, next) else { break };
        let start = dateline.span.map_or(lead.span.start, |span| span.start);
        dateline.span = Some(Span::new(start, lead.span.end));
        dateline.place = dateline.place.or(lead.place);
        dateline.agency = dateline.agency.or(lead.agency);
        dateline.date = dateline.date.or(lead.date.and_then(|date| date.complete(published)));
        if !lead.is_line {
            break;
        }
        let rest = &text[lead.span.end..];
        next = lead.span.end + rest.len() - rest.trim_start().len();
    }
    dateline
}

/// A day as written, perhaps without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Day {
    year: Option<i32>,
    month: u32,
    number: u32,
}

impl Day {
    fn complete(self, published: Option<NaiveDate>) -> Option<NaiveDate> {
        if let Some(year) = self.year {
            return NaiveDate::from_ymd_opt(year, self.month, self.number);
        }
        let near = published?;
        (near.year() - 1..=near.year() + 1)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, self.month, self.number))
            .min_by_key(|date| (*date - near).num_days().abs())
    }
}

/// One part of a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A place or an agency; whether a comma, full stop or bracket parts it from what follows.
    Name { span: Span, parted: bool },
    /// A day.
    Day(Day),
    /// An agency between slashes or in brackets.
    Agency(Span),
}

/// A line or lead-in that was read as a dateline.
#[derive(Clone, Copy, Debug)]
struct Lead {
    span: Span,
    is_line: bool,
    place: Option<Span>,
    date: Option<Day>,
    agency: Option<Span>,
}

impl Lead {
    fn read(text: &str, start: usize) -> Option<Self> {
        let line_end = text[start..].find(['\n', '\r']).map_or(text.len(), |end| start + end);
        let mut cursor = Cursor { text, at: start, end: line_end };
        if let Some(byline) = cursor.byline() {
            return Some(byline);
        }
        let dated = cursor.word("date");
        let mut parts: Vec<Part> = Vec::new();
        let mut full_stop = None;
        loop {
            cursor.skip_spaces();
            if cursor.at - start > LONGEST {
                return None;
            }
            if cursor.at == cursor.end {
                let span = Span::new(start, start + text[start..line_end].trim_end().len());
                return Self::line(text, span, &parts, dated);
            }
            if cursor.dash() {
                return Self::lead_in(text, Span::new(start, cursor.at), &parts);
            }
            let part =
                cursor.day().map(Part::Day).or_else(|| cursor.agency().map(Part::Agency)).or_else(|| {
                    let span = cursor.name()?;
                    Some(Part::Name {
                        span,
                        parted: matches!(cursor.peek(), Some(',' | '.' | '(' | '/' | ';')),
                    })
                });
            let Some(part) = part else { break };
            parts.push(part);
            match cursor.peek() {
                Some('.') => {
                    cursor.bump();
                    // `MOSCOW, May 2. /TASS/. The …`: the agency between slashes ends the lead-in.
                    // `TASS, May 2. The …`: so does a date, unless more of the dateline follows.
                    if matches!(part, Part::Agency(_)) {
                        full_stop = Some((cursor.at, parts.len()));
                        cursor.skip_spaces();
                        if cursor.at < cursor.end && !cursor.dash() {
                            break;
                        }
                    } else if matches!(part, Part::Day(_)) {
                        full_stop = Some((cursor.at, parts.len()));
                    }
                }
                Some(',' | ';' | '|') => cursor.bump(),
                _ => {}
            }
        }
        let (end, count) = full_stop?;
        Self::full_stop(text, Span::new(start, end), &parts[..count])
    }

    /// A line that holds nothing but a dateline.
    fn line(text: &str, span: Span, parts: &[Part], dated: bool) -> Option<Self> {
        let has_day = parts.iter().any(|part| matches!(part, Part::Day(_)));
        let has_agency = parts.iter().any(|part| matches!(part, Part::Agency(_)));
        let has_name = parts.iter().any(|part| matches!(part, Part::Name { .. }));
        if !(has_day || (dated && has_name) || (has_agency && has_name)) {
            return None;
        }
        let mut lead = Self::parts(span, true, parts);
        // `FOR MEDIA 12 FEBRUARY 1985`: words that nothing parts from the date are no place.
        if let (Some(place), false) = (lead.place, dated)
            && parts.contains(&Part::Name { span: place, parted: false })
            && place.of(text).contains(' ')
        {
            lead.place = None;
        }
        Some(lead)
    }

    /// A dateline that a dash parts from the first sentence.
    fn lead_in(text: &str, span: Span, parts: &[Part]) -> Option<Self> {
        let rest = text[span.end..].trim_start();
        if rest.is_empty() || rest.starts_with(char::is_lowercase) {
            return None;
        }
        let names: Vec<&str> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Name { span, .. } => Some(span.of(text)),
                _ => None,
            })
            .collect();
        let day = parts.iter().find_map(|part| match part {
            Part::Day(day) => Some(*day),
            _ => None,
        });
        let has_agency = parts.iter().any(|part| matches!(part, Part::Agency(_)));
        let in_capitals = names.first().is_some_and(|name| {
            name.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !name.chars().any(char::is_lowercase)
        });
        let is_one_word = names.first().is_some_and(|name| !name.contains(' '));
        let convincing = match (names.len(), day, has_agency) {
            // `WASHINGTON – `, `PORT LOUIS, Mauritius – `
            (1 | 2, None, false) => in_capitals,
            // `/Xinhua/ -- `
            (0, None, true) => true,
            // `WASHINGTON (AP) — `, `Islamabad (APP) — `, not `Angela Merkel (CDU) – `
            (_, None, true) => in_capitals || is_one_word,
            // `2 May 2031 – `
            (0, Some(day), false) => day.year.is_some(),
            (_, Some(_), _) => true,
            (_, None, false) => false,
        };
        let space = text[span.end..].len() - rest.len();
        convincing.then(|| Self::parts(Span::new(span.start, span.end + space), false, parts))
    }

    /// A dateline that a full stop parts from the first sentence.
    fn full_stop(text: &str, span: Span, parts: &[Part]) -> Option<Self> {
        let rest = text[span.end..].trim_start();
        let has_agency = parts.iter().any(|part| matches!(part, Part::Agency(_)));
        let names = parts.iter().filter(|part| matches!(part, Part::Name { .. })).count();
        if rest.starts_with(char::is_lowercase) || names == 0 {
            return None;
        }
        let space = text[span.end..].len() - rest.len();
        let mut lead = Self::parts(Span::new(span.start, span.end + space), false, parts);
        if !has_agency {
            // `TASS, May 2.`: who sends from a place says so with a dash; a full stop follows the agency's own name.
            let [Part::Name { span, parted: true }, Part::Day(_)] = parts else { return None };
            lead.place = None;
            lead.agency = Some(*span);
        }
        Some(lead)
    }

    /// Tells place and agency apart by where they stand: the place before the date, the agency after it.
    fn parts(span: Span, is_line: bool, parts: &[Part]) -> Self {
        let mut lead = Self { span, is_line, place: None, date: None, agency: None };
        let last_day = parts.iter().rposition(|part| matches!(part, Part::Day(_)));
        for (index, part) in parts.iter().enumerate() {
            match part {
                // A full date wins over one without a year: ` date 2031-05-02 Baku, May 2`.
                Part::Day(day) if lead.date.is_none_or(|date| date.year.is_none()) => lead.date = Some(*day),
                Part::Day(_) => {}
                Part::Agency(agency) => lead.agency = lead.agency.or(Some(*agency)),
                Part::Name { span, .. } => {
                    let after_day = last_day.is_some_and(|last| index > last);
                    if lead.place.is_none() && !(after_day && last_day != Some(0)) {
                        lead.place = Some(*span);
                    } else if after_day {
                        lead.agency = lead.agency.or(Some(*span));
                    }
                }
            }
        }
        lead
    }
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Takes a word in exactly these letters.
    fn word(&mut self, word: &str) -> bool {
        let found = self.rest().strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', '\t', ':']));
        if found {
            self.at += word.len() + 1;
        }
        found
    }

    /// Takes the dash that ends a lead-in.
    fn dash(&mut self) -> bool {
        for dash in ["—", "–", "―", "--", "- "] {
            if self.rest().starts_with(dash) {
                self.at += dash.len();
                return true;
            }
        }
        false
    }

    /// Takes `By Azernews`, alone on its line.
    fn byline(&self) -> Option<Lead> {
        let line = self.rest().trim_end();
        let by = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
        let words: Vec<&str> = by.split_whitespace().collect();
        let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase()) || *word == "and";
        if words.is_empty() || words.len() > 8 || !words.iter().all(capital) || line.ends_with('.') {
            return None;
        }
        let start = self.at + line.len() - by.len();
        // Persons sign with two names, agencies with one or with a word that says what they are.
        let is_agency = words.len() == 1
            || words.iter().any(|word| ["Agency", "News", "Press", "Service", "Times"].contains(word));
        let span = Span::new(self.at, self.at + line.len());
        let agency = is_agency.then(|| Span::new(start, span.end));
        Some(Lead { span, is_line: true, place: None, date: None, agency })
    }

    /// Takes an agency between slashes or in brackets.
    fn agency(&mut self) -> Option<Span> {
        let close = match self.peek()? {
            '/' => '/',
            '(' => ')',
            _ => return None,
        };
        let inside = &self.rest()[1..];
        let length = inside.find(close)?;
        let name = &inside[..length];
        let fits = name.chars().any(char::is_alphabetic)
            && name.len() <= 40
            && name.split_whitespace().count() <= 4
            && name.chars().all(|c| c.is_alphanumeric() || " .-&'/+".contains(c));
        if !fits {
            return None;
        }
        let span = Span::new(self.at + 1, self.at + 1 + length);
        self.at = span.end + 1;
        Some(span)
    }

    /// Takes a day: `2031-05-02`, `May 2`, `Dec. 14, 2031`, `2 May 2031`, `Friday, 2 May`.
    fn day(&mut self) -> Option<Day> {
        let start = self.at;
        let day = self.day_or_nothing();
        if day.is_none() {
            self.at = start;
        }
        day
    }

    fn day_or_nothing(&mut self) -> Option<Day> {
        const WEEKDAYS: [&str; 7] =
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let iso = self.rest().get(..10).and_then(|iso| NaiveDate::parse_from_str(iso, "%Y-%m-%d").ok());
        if let Some(date) = iso {
            self.at += 10;
            return Some(Day { year: Some(date.year()), month: date.month(), number: date.day() });
        }
        let start = self.at;
        let word = self.letters().to_ascii_lowercase();
        if WEEKDAYS.contains(&word.as_str()) {
            if self.peek() == Some(',') {
                self.bump();
            }
            self.skip_spaces();
        } else {
            self.at = start;
        }
        let (month, day) = if let Some(month) = self.month() {
            self.skip_spaces();
            (month, self.ordinal()?)
        } else {
            let day = self.ordinal()?;
            self.skip_spaces();
            if self.rest().starts_with("of ") {
                self.at += 3;
            }
            (self.month()?, day)
        };
        NaiveDate::from_ymd_opt(2000, month, day)?;
        Some(Day { year: self.year(), month, number: day })
    }

    fn letters(&mut self) -> &'t str {
        let length = self.rest().find(|c: char| !c.is_alphabetic()).unwrap_or(self.rest().len());
        let word = &self.rest()[..length];
        self.at += length;
        word
    }

    fn month(&mut self) -> Option<u32> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let start = self.at;
        let word = self.letters().to_ascii_lowercase();
        let number = MONTHS.iter().position(|month| {
            *month == word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(&word))
        });
        if number.is_none() {
            self.at = start;
        } else if self.peek() == Some('.') {
            self.bump();
        }
        number.and_then(|number| u32::try_from(number + 1).ok())
    }

    fn digits(&mut self) -> &'t str {
        let length = self.rest().find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest().len());
        let digits = &self.rest()[..length];
        self.at += length;
        digits
    }

    fn ordinal(&mut self) -> Option<u32> {
        let digits = self.digits();
        if digits.len() > 2 {
            return None;
        }
        for suffix in ["st", "nd", "rd", "th"] {
            if self.rest().starts_with(suffix) {
                self.at += suffix.len();
            }
        }
        digits.parse().ok().filter(|_| !self.rest().starts_with(char::is_alphanumeric))
    }

    /// Takes the year after a day, where one follows.
    fn year(&mut self) -> Option<i32> {
        let start = self.at;
        if self.peek() == Some(',') {
            self.bump();
        }
        self.skip_spaces();
        let digits = self.digits();
        if digits.len() == 4 && !self.rest().starts_with(char::is_alphanumeric) {
            return digits.parse().ok();
        }
        self.at = start;
        None
    }

    /// Takes a name of up to five capitalised words.
    fn name(&mut self) -> Option<Span> {
        let start = self.at;
        let mut end = start;
        for count in 0..6 {
            let before = self.at;
            let Some(word) = self.name_word() else {
                self.at = end;
                break;
            };
            let bare = word.trim_end_matches('.');
            let is_small = count > 0 && INSIDE_NAME.contains(&word);
            if count == 5 || (!is_small && (!word.starts_with(char::is_uppercase) || NO_NAME.contains(&bare)))
            {
                self.at = before;
                break;
            }
            if !is_small {
                end = self.at;
            }
            if self.peek() != Some(' ') {
                break;
            }
            self.bump();
            // A date or a dash after the space is no part of the name.
            let here = self.at;
            let ends = self.day().is_some() || self.dash();
            self.at = here;
            if ends {
                break;
            }
        }
        self.at = end;
        (end > start).then(|| Span::new(start, end))
    }

    /// Takes the letters of one word of a name; a full stop belongs to it only in `St.`, `D.C.` and the like.
    fn name_word(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let mut end = 0;
        for (index, c) in rest.char_indices() {
            let next = rest[index + c.len_utf8()..].chars().next();
            let inside = c.is_alphanumeric()
                || (matches!(c, '\'' | '’' | '&' | '-') && next.is_some_and(char::is_alphanumeric))
                || (c == '.'
                    && (next.is_some_and(char::is_alphabetic)
                        || matches!(&rest[..index], "St" | "ST" | "Mt" | "MT" | "Ft" | "FT")
                        || (rest[..index].contains('.') && index <= 6)));
            if !inside {
                break;
            }
            end = index + c.len_utf8();
        }
        let word = &rest[..end];
        self.at += end;
        (!word.is_empty()).then_some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place, date, agency and body that are read from a text.
    #[track_caller]
    fn check(text: &str, place: Option<&str>, date: Option<&str>, agency: Option<&str>, body: &str) {
        let published = NaiveDate::from_ymd_opt(2031, 5, 3);
        let dateline = find(text, published);
        let words = |span: Option<Span>| span.map(|span| span.of(text));
        assert_eq!(words(dateline.place), place, "place of {text:?}: {dateline:?}");
        assert_eq!(dateline.date.map(|date| date.to_string()).as_deref(), date, "date of {text:?}");
        assert_eq!(words(dateline.agency), agency, "agency of {text:?}: {dateline:?}");
        let span = dateline.span.unwrap_or_else(|| panic!("{text:?} has no dateline"));
        assert_eq!(text[span.end..].trim_start(), body);
    }

    #[track_caller]
    fn check_none(text: &str) {
        assert_eq!(find(text, NaiveDate::from_ymd_opt(2031, 5, 3)), Dateline::default(), "{text:?}");
    }

    #[test]
    fn a_line_of_its_own_gives_place_date_and_agency() {
        let body = "The ministers met.";
        check(
            " date 2031-05-02 Tarnow, May 2, NORDPRESS\n\nThe ministers met.",
            Some("Tarnow"),
            Some("2031-05-02"),
            Some("NORDPRESS"),
            body,
        );
        check(
            "Tarnow, May 2, NORDPRESS\n\nThe ministers met.",
            Some("Tarnow"),
            Some("2031-05-02"),
            Some("NORDPRESS"),
            body,
        );
        check("2 May 2030\n\nThe ministers met.", None, Some("2030-05-02"), None, body);
        check("FOR MEDIA 2 MAY, 1985\n\nThe ministers met.", None, Some("1985-05-02"), None, body);
        check("2031-05-02 Tarnow\nThe ministers met.", Some("Tarnow"), Some("2031-05-02"), None, body);
    }

    #[test]
    fn a_by_line_names_an_agency_or_a_person() {
        check("By Nordnews\n\nThe ministers met.", None, None, Some("Nordnews"), "The ministers met.");
        check("By Kari Lund\n\nThe ministers met.", None, None, None, "The ministers met.");
        check(
            "By Nordnews\nTARNOW, May 2 — The ministers met.",
            Some("TARNOW"),
            Some("2031-05-02"),
            Some("Nordnews"),
            "The ministers met.",
        );
        check_none("By Monday the ministers had met twice.\n\nThey spoke.");
    }

    #[test]
    fn a_lead_in_ends_with_a_dash() {
        let body = "The ministers met.";
        check(
            "TARNOW, 2 May (Nordpress) — The ministers met.",
            Some("TARNOW"),
            Some("2031-05-02"),
            Some("Nordpress"),
            body,
        );
        check(
            "TARNOW, Norland, Dec. 14 (NORD) -- The ministers met.",
            Some("TARNOW"),
            Some("2030-12-14"),
            Some("NORD"),
            body,
        );
        check("TARNOW (NP) — The ministers met.", Some("TARNOW"), None, Some("NP"), body);
        check("/Nordpress/ -- The ministers met.", None, None, Some("Nordpress"), body);
        check("TARNOW – The ministers met.", Some("TARNOW"), None, None, body);
        check(
            "ST. TARNOW, Friday, May 2, 2031 – The ministers met.",
            Some("ST. TARNOW"),
            Some("2031-05-02"),
            None,
            body,
        );
        check(
            "Port Tarnow, May 2 (Nord Press Agency) - “The ministers met.",
            Some("Port Tarnow"),
            Some("2031-05-02"),
            Some("Nord Press Agency"),
            "“The ministers met.",
        );
    }

    #[test]
    fn a_lead_in_ends_with_a_full_stop_after_the_agency() {
        let body = "The ministers met.";
        check(
            "TARNOW, May 2. /NORD/. The ministers met.",
            Some("TARNOW"),
            Some("2031-05-02"),
            Some("NORD"),
            body,
        );
        check(
            "TARNOW, May 2 /NORD/. The ministers met.",
            Some("TARNOW"),
            Some("2031-05-02"),
            Some("NORD"),
            body,
        );
        check("NORD, May 2. The ministers met.", None, Some("2031-05-02"), Some("NORD"), body);
    }

    #[test]
    fn a_dateline_may_stand_after_the_headline() {
        check(
            "Ministers meet in Tarnow\n\nTARNOW, May 2 (Nordpress) — The ministers met.",
            Some("TARNOW"),
            Some("2031-05-02"),
            Some("Nordpress"),
            "The ministers met.",
        );
    }

    #[test]
    fn a_first_sentence_is_no_dateline() {
        check_none("Tarnow, the capital of Norland, hosted the ministers.");
        check_none("On May 2, the ministers met in Tarnow.");
        check_none("President Marek Novak met Prime Minister Kari Lund on May 2.");
        check_none("NORD — the alliance of the north — decided on May 2.");
        check_none("Marek Novak (Centre) – The minister resigned.");
        check_none("FACT SHEET – The government explains.");
        check_none("Tarnow, Norland\n\nThe ministers met.");
        check_none("May 2 was cold. The ministers met.");
        check_none("Norland and Estria signed, on 2 May 2031, an agreement.");
        check_none("");
        check_none(" \n\n ");
    }

    #[test]
    fn a_date_without_a_year_is_the_one_nearest_to_publication() {
        let text = "TARNOW, Dec. 30 (NP) — The ministers met.";
        assert_eq!(
            find(text, NaiveDate::from_ymd_opt(2031, 1, 2)).date,
            NaiveDate::from_ymd_opt(2030, 12, 30)
        );
        assert_eq!(find(text, None).date, None);
    }

    #[test]
    fn a_headline_is_short_and_has_no_full_stop() {
        let of = |text: &'static str| headline(text).map(|span| span.of(text));
        assert_eq!(of("Ministers meet\n\nThey spoke."), Some("Ministers meet"));
        assert_eq!(of("Ministers met.\n\nThey spoke."), None);
        assert_eq!(of("Ministers meet\nThey spoke."), None);
        assert_eq!(of("Ministers meet"), None);
    }
}
