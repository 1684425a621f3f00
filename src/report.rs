//! A report and where in it: `Report`, `Span`.

use chrono::NaiveDate;

/// A stretch of a report's text, in bytes, from 0, end-exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`, in bytes, from 0, end-exclusive.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Span) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The words of `text` that the span marks.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span marks nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// What an agency's first line says about its report: where, when and by whom it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The whole line or lead-in, in bytes of the report's text; metadata, never read as a sentence.
    pub span: Option<Span>,
    /// The place it was sent from, as written.
    pub place: Option<Span>,
    /// The date it gives, where it is complete.
    pub date: Option<NaiveDate>,
    /// The agency, as written.
    pub agency: Option<Span>,
}

/// A news report as published: its text, its dateline and its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The name under which the report is known, unique in its collection.
    pub id: String,
    /// The headline, where it stands apart from the text.
    pub title: Option<String>,
    /// The text, unchanged; every offset in the house is a byte offset into it.
    pub text: String,
    /// The day of publication.
    pub date: Option<NaiveDate>,
    /// What the first line says of place, date and agency.
    pub dateline: Dateline,
    /// The agency or publisher named by the metadata, where the text does not name it.
    pub agency: Option<String>,
    /// The path or address it was read from.
    pub source: Option<String>,
}

impl Report {
    /// The part of the text that is to be read: everything after the dateline.
    pub fn body(&self) -> Span {
        let start = self.dateline.span.map_or(0, |span| span.end);
        Span::new(start, self.text.len())
    }

    /// The day to which "today" and "on Monday" refer: the dateline's, else that of publication.
    pub fn reference_date(&self) -> Option<NaiveDate> {
        self.dateline.date.or(self.date)
    }
}
