//! The import rule of the house, read from cargo's own account of it.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tests::workspace;

/// Who imports whom among our crates: exactly this, no more and no less.
///
/// Tools and tests stand outside the house and are not listed.
const IMPORTS: &[(&str, &[&str])] = &[
    ("lantai-desktop", &["ledger", "wire"]),
    ("cli", &["ledger"]),
    ("ledger", &["backups", "domain", "exchange", "storage"]),
    ("backups", &["domain", "storage"]),
    ("storage", &["domain"]),
    ("exchange", &["domain"]),
    ("wire", &["domain"]),
    ("domain", &[]),
];

const OUTSIDE: &[&str] = &["fault", "tests", "xtask"];

/// The packages of tests: they look at files from outside, with whatever serves.
const TESTS: &[&str] = &["fault", "tests"];

/// The rooms of third-party crates whose kind of work belongs to one place.
///
/// Tests may use anything: they look at files from outside.
const ROOMS: &[(&str, &[&str])] = &[
    ("rusqlite", &["storage", "backups"]),
    ("rusqlite_migration", &["storage", "backups"]),
    ("calamine", &["exchange"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("csv", &["exchange"]),
    ("tauri", &["lantai-desktop"]),
    ("tauri-build", &["lantai-desktop"]),
    ("tauri-plugin-dialog", &["lantai-desktop"]),
    ("tauri-plugin-opener", &["lantai-desktop"]),
    ("tauri-plugin-single-instance", &["lantai-desktop"]),
    ("tauri-plugin-window-state", &["lantai-desktop"]),
    ("ts-rs", &["wire", "domain"]),
    ("clap", &["cli", "xtask"]),
    ("anyhow", &["cli", "xtask"]),
];

/// What would open a way out: Lantai never talks to a network.
const NETWORK: &[&str] = &[
    "reqwest",
    "ureq",
    "hyper",
    "hyper-util",
    "curl",
    "isahc",
    "tonic",
    "tungstenite",
    "tauri-plugin-http",
    "tauri-plugin-updater",
    "tauri-plugin-websocket",
    "tauri-plugin-shell",
    "tauri-plugin-fs",
    "tauri-plugin-sql",
];

#[derive(Debug)]
struct Dependency {
    name: String,
    /// `normal`, `build` or `dev`.
    kind: String,
    features: BTreeSet<String>,
    optional: bool,
    ours: bool,
}

#[test]
fn crates_import_exactly_what_the_plan_says() -> Result<()> {
    let packages = packages()?;
    let planned: BTreeMap<&str, BTreeSet<&str>> =
        IMPORTS.iter().map(|(name, imports)| (*name, imports.iter().copied().collect())).collect();
    let house: BTreeMap<&str, BTreeSet<&str>> = packages
        .iter()
        .filter(|(name, _)| !OUTSIDE.contains(&name.as_str()))
        .map(|(name, dependencies)| {
            let ours = dependencies.iter().filter(|dependency| dependency.ours && dependency.kind != "dev");
            (name.as_str(), ours.map(|dependency| dependency.name.as_str()).collect())
        })
        .collect();
    assert_eq!(house, planned);
    Ok(())
}

#[test]
fn tests_of_a_crate_import_no_more_than_the_crate() -> Result<()> {
    let packages = packages()?;
    for (name, imports) in IMPORTS {
        for dependency in dependencies_of(&packages, name)? {
            let allowed = !dependency.ours || imports.contains(&dependency.name.as_str());
            assert!(allowed, "{name} imports {} for its tests", dependency.name);
        }
    }
    Ok(())
}

#[test]
fn nothing_imports_the_tests_or_the_tasks() -> Result<()> {
    for (name, dependencies) in &packages()? {
        for dependency in dependencies {
            let is_outside = OUTSIDE.contains(&dependency.name.as_str());
            assert!(!is_outside || name == "fault", "{name} imports {}", dependency.name);
        }
    }
    Ok(())
}

#[test]
fn each_kind_of_work_stays_in_its_room() -> Result<()> {
    let packages = packages()?;
    for (library, rooms) in ROOMS {
        let needs_it = |dependency: &Dependency| dependency.name == *library && dependency.kind != "dev";
        let users: BTreeSet<&str> = packages
            .iter()
            .filter(|(name, dependencies)| {
                !TESTS.contains(&name.as_str()) && dependencies.iter().any(needs_it)
            })
            .map(|(name, _)| name.as_str())
            .collect();
        let strangers: Vec<&&str> = users.iter().filter(|name| !rooms.contains(name)).collect();
        assert!(strangers.is_empty(), "{library} belongs to {rooms:?}, but {strangers:?} use it");
    }
    Ok(())
}

#[test]
fn no_plugin_of_the_window_is_forgotten_here() -> Result<()> {
    let known = |name: &str| ROOMS.iter().any(|(library, _)| *library == name);
    for dependency in dependencies_of(&packages()?, "lantai-desktop")? {
        assert!(!dependency.name.starts_with("tauri") || known(&dependency.name), "{}", dependency.name);
    }
    Ok(())
}

/// `domain` describes its shapes to TypeScript only when `wire` asks for it.
#[test]
fn only_wire_turns_typescript_on() -> Result<()> {
    let packages = packages()?;
    for (name, dependencies) in &packages {
        for dependency in dependencies {
            let on = dependency.name == "domain" && dependency.features.contains("typescript");
            assert!(!on || name == "wire", "{name} turns on domain/typescript");
        }
    }
    let domain = dependencies_of(&packages, "domain")?;
    assert!(
        domain.iter().filter(|dependency| dependency.name == "ts-rs").all(|dependency| dependency.optional)
    );
    Ok(())
}

#[test]
fn nothing_of_the_house_talks_to_a_network() -> Result<()> {
    let packages = packages()?;
    for (name, _) in IMPORTS {
        for dependency in dependencies_of(&packages, name)? {
            assert!(!NETWORK.contains(&dependency.name.as_str()), "{name} uses {}", dependency.name);
        }
    }
    Ok(())
}

fn dependencies_of<'packages>(
    packages: &'packages BTreeMap<String, Vec<Dependency>>,
    name: &str,
) -> Result<&'packages [Dependency]> {
    packages.get(name).map(Vec::as_slice).with_context(|| format!("there is no crate {name}"))
}

/// Reads every crate of the workspace with what it depends on.
fn packages() -> Result<BTreeMap<String, Vec<Dependency>>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut metadata = Command::new(cargo);
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(workspace::root());
    let output = metadata.output()?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    packages.iter().map(|package| Ok((text(package, "name")?, dependencies(package)?))).collect()
}

fn dependencies(package: &Value) -> Result<Vec<Dependency>> {
    let listed = package["dependencies"].as_array().context("no dependencies")?;
    listed.iter().map(dependency).collect()
}

fn dependency(listed: &Value) -> Result<Dependency> {
    let features = listed["features"].as_array().context("no features")?;
    Ok(Dependency {
        name: text(listed, "name")?,
        kind: listed["kind"].as_str().unwrap_or("normal").to_owned(),
        features: features.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        optional: listed["optional"].as_bool().unwrap_or_default(),
        ours: listed["path"].is_string(),
    })
}

fn text(value: &Value, name: &str) -> Result<String> {
    Ok(value[name].as_str().with_context(|| format!("no {name}"))?.to_owned())
}
