//! What is written for people: no link and no named place of the recipes leads nowhere.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tests::workspace;

/// Where documents lie, from the workspace.
const FOLDERS: [&str; 9] = [
    ".",
    "docs",
    "docs/manual/en",
    "docs/manual/zh",
    "docs/recipes",
    "installers",
    "installers/linux",
    "installers/windows",
    "ui",
];

#[test]
fn every_link_of_a_document_leads_to_a_file() -> Result<()> {
    let mut lost = Vec::new();
    for document in documents()? {
        let folder = document.parent().context("a document lies in a folder")?;
        let text = fs::read_to_string(&document)?;
        let targets = between(&text, "](", ")").filter(|target| !target.contains("://"));
        let files = targets.filter_map(|target| target.split('#').next()).filter(|file| !file.is_empty());
        lost.extend(files.filter(|file| !folder.join(file).exists()).map(|file| named(&document, file)));
    }
    assert_eq!(lost, Vec::<String>::new());
    Ok(())
}

/// A recipe names files in code style; `NOUN` stands for any noun.
#[test]
fn every_place_of_a_recipe_is_there() -> Result<()> {
    let (mut lost, mut found) = (Vec::new(), 0);
    for recipe in documents_in(&workspace::root().join("docs/recipes"))? {
        let text = fs::read_to_string(&recipe)?;
        for place in between(&text, "`", "`").filter(|code| code.contains('/') && !code.contains(' ')) {
            found += 1;
            if !workspace::root().join(place.replace("NOUN", "interview")).exists() {
                lost.push(named(&recipe, place));
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
    assert!(found > 10, "{found} places were found");
    Ok(())
}

fn documents() -> Result<Vec<PathBuf>> {
    let folders = FOLDERS.iter().map(|folder| documents_in(&workspace::root().join(folder)));
    Ok(folders.collect::<Result<Vec<_>>>()?.concat())
}

fn documents_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect())
}

/// Returns what stands between two marks, each time they occur in a line.
fn between<'t>(text: &'t str, open: &'t str, close: &'t str) -> impl Iterator<Item = &'t str> {
    text.lines().flat_map(move |line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            let (_, from) = rest.split_once(open)?;
            let (inside, behind) = from.split_once(close)?;
            rest = behind;
            Some(inside)
        })
    })
}

fn named(document: &Path, target: &str) -> String {
    format!("{}: {target}", document.display())
}
