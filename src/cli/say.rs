//! What the program says to the user, on standard error.

use crate::cli::errors;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// Says errors, notices and summaries; shows progress on a terminal.
#[derive(Clone)]
pub(super) struct Say {
    quiet: bool,
    colour: bool,
    bar: ProgressBar,
}

impl Say {
    /// A quiet one says nothing but errors.
    pub(super) fn new(quiet: bool) -> Self {
        let terminal = io::stderr().is_terminal();
        // https://no-color.org: any value but the empty one switches colour off.
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let bar = if terminal && !quiet {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} {msg} ({per_sec:.0}, {elapsed})") {
            bar.set_style(style);
        }
        Self { quiet, colour: terminal && !no_colour, bar }
    }

    /// Begins to show progress: so many of these.
    pub(super) fn begin(&self, what: &'static str) {
        self.bar.set_message(what);
        self.bar.enable_steady_tick(Duration::from_millis(120));
    }

    /// One more is done.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Takes the progress away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// Tells an error.
    pub(super) fn error(&self, error: &anyhow::Error) {
        let word = if self.colour { "\u{1b}[1;31mError\u{1b}[0m" } else { "Error" };
        self.line(&format!("{word}: {}", errors::text(error)));
    }

    /// Tells something that is no error and yet worth knowing.
    pub(super) fn notice(&self, text: &str) {
        if !self.quiet {
            let word = if self.colour { "\u{1b}[1;33mNotice\u{1b}[0m" } else { "Notice" };
            self.line(&format!("{word}: {text}"));
        }
    }

    /// Tells how it went.
    pub(super) fn tell(&self, text: &str) {
        if !self.quiet {
            self.line(text);
        }
    }

    fn line(&self, text: &str) {
        self.bar.suspend(|| print(&format!("{text}\n")));
    }
}

/// Writes to standard error; that nobody reads it is no reason to stop.
pub(super) fn print(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
