//! Folders that vanish, the program as the user runs it, and reports to give it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of its own for one test, removed at its end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("rapporteur-test-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file below the folder.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How a run of the program ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program in a folder, with these arguments.
pub(crate) fn program(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.args(arguments).current_dir(folder.path()).env("NO_COLOR", "1");
    command
}

/// Runs the program in a folder.
pub(crate) fn run(folder: &Folder, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, "")
}

/// Runs the program in a folder with this on standard input.
pub(crate) fn run_with(folder: &Folder, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut child = program(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_owned();
    // On a thread, since the program may fill its output before it has read all its input.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// So many reports as JSON Lines.
pub(crate) fn wire(count: usize) -> String {
    const WHO: [&str; 4] = ["Kari Lund", "Marek Novak", "Ayşe Demir", "Paolo Rossi"];
    const WHERE: [&str; 3] = ["Oslo", "Lisbon", "Geneva"];
    let mut lines = String::new();
    for number in 0..count {
        let (one, two) = (WHO[number % 4], WHO[(number / 4 + number + 1) % 4]);
        let place = WHERE[number % 3];
        let text = format!(
            "{}, March {} (Nordpress) — Foreign Minister {one} met Prime Minister {two} in {place}. \
             They discussed energy security. Norway supports the sovereignty of Moldova.",
            place.to_uppercase(),
            number % 28 + 1
        );
        let report = serde_json::json!({"id": format!("wire-{number}"), "text": text, "date": "2031-03-28"});
        lines.push_str(&report.to_string());
        lines.push('\n');
    }
    lines
}

/// The names of the commands that a help text lists.
pub(crate) fn commands(help: &str) -> Vec<String> {
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    list.take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help")
        .map(str::to_owned)
        .collect()
}

/// Whether the user wants no Python, and so no tests that need its packages.
#[expect(clippy::print_stdout, reason = "whoever skips a test should see it")]
pub(crate) fn without_python() -> bool {
    let unwanted = std::env::var("RAPPORTEUR_PYTHON").is_ok_and(|value| value == "none");
    if unwanted {
        println!("skipped: RAPPORTEUR_PYTHON is none");
    }
    unwanted
}
