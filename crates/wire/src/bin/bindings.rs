//! Writes `ui/src/ipc`, or checks that it is up to date with `--check`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> std::io::Result<ExitCode> {
    let check = std::env::args().any(|argument| argument == "--check");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc");
    let mut stale = false;
    for (name, text) in wire::typescript::files() {
        let path = folder.join(name);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
            continue;
        }
        if check {
            tell(&format!("ui/src/ipc/{name} is out of date: run `cargo xtask bindings`"));
            stale = true;
        } else {
            std::fs::create_dir_all(&folder)?;
            std::fs::write(&path, text)?;
        }
    }
    Ok(if stale { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[expect(clippy::print_stderr, reason = "this program reports to the developer's terminal")]
fn tell(message: &str) {
    eprintln!("{message}");
}
