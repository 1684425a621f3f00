//! The codes with which the program ends.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// All was done.
    Done = 0,
    /// Some reports could not be read, or the data are wrong; the rest was done.
    Data = 1,
    /// The command line is wrong.
    Usage = 2,
    /// Checks found violations.
    Violations = 3,
    /// The program has a bug.
    Bug = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
