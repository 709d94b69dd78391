//! What the program is made of, as CycloneDX: every crate and every package of the screens, with
//! version and licence.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::VERSION;
use crate::command;

/// The packages whose dependencies go into the programs.
const PROGRAMS: [&str; 2] = ["lantai-desktop", "cli"];
/// What Windows builds of the programs contain; mingw or MSVC makes no difference to it worth telling.
const PLATFORM: &str = "x86_64-pc-windows-msvc";

/// Writes the bill of materials into a folder and returns it.
pub(crate) fn make(folder: &Path) -> Result<PathBuf> {
    let arguments = ["metadata", "--format-version", "1", "--locked", "--filter-platform", PLATFORM];
    let cargo = serde_json::from_str(&command::output(&mut command::cargo(&arguments))?)?;
    let arguments = ["sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"];
    let npm = serde_json::from_str(&command::output(&mut command::npm(&arguments))?)?;
    let path = folder.join(format!("Lantai-{VERSION}.cdx.json"));
    let mut text = serde_json::to_string_pretty(&bill(&cargo, &npm)?)?;
    text.push('\n');
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Joins what cargo and npm tell of themselves.
fn bill(cargo: &Value, npm: &Value) -> Result<Value> {
    let mut components = crates(cargo)?;
    components.extend(packages(npm)?);
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": { "bom-ref": "lantai", "type": "application", "name": "Lantai", "version": VERSION },
        },
        "components": components,
    }))
}

/// Returns the crates that are compiled into the programs: no build scripts, no tests, nothing of ours.
fn crates(metadata: &Value) -> Result<Vec<Value>> {
    let packages = by_id(&metadata["packages"])?;
    let nodes = by_id(&metadata["resolve"]["nodes"])?;
    let is_program = |package: &Value| PROGRAMS.iter().any(|name| package["name"] == *name);
    let mut open: Vec<&str> =
        packages.iter().filter(|(_, package)| is_program(package)).map(|(id, _)| *id).collect();
    anyhow::ensure!(open.len() == PROGRAMS.len(), "cargo does not know both of {PROGRAMS:?}");
    let mut seen: BTreeSet<&str> = open.iter().copied().collect();
    while let Some(id) = open.pop() {
        let node = nodes.get(id).with_context(|| format!("cargo tells nothing of {id}"))?;
        for dependency in list(&node["deps"])? {
            let is_compiled_in = list(&dependency["dep_kinds"])?.iter().any(|kind| kind["kind"].is_null());
            let id = dependency["pkg"].as_str().context("a dependency without an id")?;
            if is_compiled_in && seen.insert(id) {
                open.push(id);
            }
        }
    }
    let foreign =
        seen.iter().filter_map(|id| packages.get(id)).filter(|package| !package["source"].is_null());
    foreign.map(|package| component_of_crate(package)).collect()
}

fn component_of_crate(package: &Value) -> Result<Value> {
    let part = |name: &str| package[name].as_str().with_context(|| format!("a crate without {name}"));
    let (name, version) = (part("name")?, part("version")?);
    let mut component = json!({
        "bom-ref": format!("crate:{name}@{version}"),
        "type": "library",
        "name": name,
        "version": version,
        "purl": format!("pkg:cargo/{name}@{}", version.replace('+', "%2B")),
    });
    if let Ok(license) = part("license") {
        // Before SPDX a slash stood for "or".
        component["licenses"] = json!([{ "expression": license.replace('/', " OR ") }]);
    }
    Ok(component)
}

/// Returns the packages of the screens, without where they were fetched from.
fn packages(bill: &Value) -> Result<Vec<Value>> {
    let mut components = list(&bill["components"])?.clone();
    for component in &mut components {
        if let Some(parts) = component.as_object_mut() {
            parts.remove("externalReferences");
            parts.remove("properties");
        }
    }
    Ok(components)
}

fn by_id(values: &Value) -> Result<BTreeMap<&str, &Value>> {
    list(values)?.iter().map(|value| Ok((value["id"].as_str().context("no id")?, value))).collect()
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().context("a list is missing in what cargo or npm tell")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata() -> Value {
        let dependency = |id: &str, kind: Value| json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
        json!({
            "packages": [
                { "id": "d", "name": "lantai-desktop", "version": "1.0.0", "source": null },
                { "id": "c", "name": "cli", "version": "1.0.0", "source": null },
                { "id": "a", "name": "age", "version": "0.12.0", "source": "x", "license": "MIT/Apache-2.0" },
                { "id": "b", "name": "bindgen", "version": "0.1.0", "source": "x", "license": "MIT" },
                { "id": "z", "name": "zstd-sys", "version": "2.0.16+zstd.1.5.7", "source": "x" },
            ],
            "resolve": { "nodes": [
                { "id": "d", "deps": [dependency("a", Value::Null), dependency("b", json!("build"))] },
                { "id": "c", "deps": [dependency("a", Value::Null)] },
                { "id": "a", "deps": [dependency("z", Value::Null)] },
                { "id": "b", "deps": [] },
                { "id": "z", "deps": [dependency("a", Value::Null)] },
            ] },
        })
    }

    #[test]
    fn what_is_compiled_in_is_told_and_what_only_builds_is_not() -> Result<()> {
        let found = crates(&metadata())?;
        let purls: Vec<&str> = found.iter().filter_map(|component| component["purl"].as_str()).collect();
        assert_eq!(purls, ["pkg:cargo/age@0.12.0", "pkg:cargo/zstd-sys@2.0.16%2Bzstd.1.5.7"]);
        assert_eq!(found[0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        Ok(())
    }

    #[test]
    fn a_program_that_cargo_does_not_know_is_an_error() {
        let mut metadata = metadata();
        metadata["packages"][1]["name"] = json!("other");
        assert!(crates(&metadata).is_err());
    }

    #[test]
    fn nobody_learns_where_packages_were_fetched_from() -> Result<()> {
        let npm = json!({ "components": [{ "name": "react", "externalReferences": [{ "url": "x" }] }] });
        assert_eq!(packages(&npm)?, [json!({ "name": "react" })]);
        Ok(())
    }
}
