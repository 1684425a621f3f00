//! Marks that lie in and across each other, as stretches that lie side by side.

use crate::report::Span;

/// A marked stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands, in bytes of the text, from 0, end-exclusive.
    pub span: Span,
    /// What it marks: a number that the caller understands.
    pub what: usize,
}

/// A stretch of text over which nothing begins and nothing ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands, in bytes of the text, from 0, end-exclusive.
    pub span: Span,
    /// What marks it, in the order in which the marks were given, each once; empty where nothing does.
    pub what: Vec<usize>,
}

/// Splits a stretch of text wherever a mark begins or ends.
///
/// The runs lie side by side and are together the whole stretch.
/// Marks count as far as they lie in it, and empty ones not at all.
pub fn runs(whole: Span, marks: &[Mark]) -> Vec<Run> {
    let inside: Vec<Mark> =
        marks.iter().copied().filter(|mark| !mark.span.is_empty() && mark.span.overlaps(whole)).collect();
    let mut borders = vec![whole.start, whole.end];
    for mark in &inside {
        borders.push(mark.span.start.clamp(whole.start, whole.end));
        borders.push(mark.span.end.clamp(whole.start, whole.end));
    }
    borders.sort_unstable();
    borders.dedup();
    let pairs = borders.iter().zip(borders.iter().skip(1));
    pairs
        .map(|(&start, &end)| {
            let span = Span::new(start, end);
            let mut what = Vec::new();
            for mark in inside.iter().filter(|mark| mark.span.contains(span)) {
                if !what.contains(&mark.what) {
                    what.push(mark.what);
                }
            }
            Run { span, what }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runs as `start-end:what,what`.
    fn split(whole: (usize, usize), marks: &[(usize, usize, usize)]) -> String {
        let marks: Vec<Mark> =
            marks.iter().map(|&(start, end, what)| Mark { span: Span::new(start, end), what }).collect();
        let shown = runs(Span::new(whole.0, whole.1), &marks).into_iter().map(|run| {
            let what: Vec<String> = run.what.iter().map(ToString::to_string).collect();
            format!("{}-{}:{}", run.span.start, run.span.end, what.join(","))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn marks_in_and_across_each_other_are_cut_at_every_border() {
        assert_eq!(split((0, 10), &[(2, 8, 1), (3, 5, 2)]), "0-2: 2-3:1 3-5:1,2 5-8:1 8-10:");
        assert_eq!(split((0, 10), &[(0, 6, 1), (4, 10, 2)]), "0-4:1 4-6:1,2 6-10:2");
        assert_eq!(split((0, 4), &[(0, 4, 2), (0, 4, 1), (0, 4, 2)]), "0-4:2,1");
    }

    #[test]
    fn only_what_lies_in_the_stretch_counts() {
        assert_eq!(split((5, 9), &[(0, 7, 1), (8, 20, 2), (9, 12, 3), (6, 6, 4)]), "5-7:1 7-8: 8-9:2");
        assert_eq!(split((5, 9), &[]), "5-9:");
        assert_eq!(split((5, 5), &[(0, 9, 1)]), "");
    }
}
