//! Reads reports and writes what they claim as a graph: the program.

mod cli;

/// Parses the arguments, calls one command, prints the error, ends the process.
fn main() -> std::process::ExitCode {
    cli::main()
}
