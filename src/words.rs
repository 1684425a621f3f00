//! Small ways of telling things in words, the same in every room.

/// Words on one line, with single blanks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number with what is counted: `1 claim`, `2 claims`.
pub fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// `a`, `a and b`, `a, b and c`, with the word that stands before the last.
pub fn listed(items: &[String], before_last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {before_last} {last}", first.join(", ")),
    }
}

/// Whether a text is an address of the web.
pub fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_as_people_tell_them() {
        assert_eq!(one_line(" two\n  lines "), "two lines");
        assert_eq!([0, 1, 2].map(|count| counted(count, "claim")), ["0 claims", "1 claim", "2 claims"]);
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(
            [
                listed(&items[..0], "and"),
                listed(&items[..1], "or"),
                listed(&items[..2], "or"),
                listed(&items, "and")
            ],
            ["", "a", "a or b", "a, b and c"]
        );
        assert!(is_address("https://a.org/") && !is_address("javascript:alert(1)"));
    }
}
