//! Hands Tauri the list of commands that the window may call, and watches the screens.

use std::path::Path;

/// The built screens, which the program carries inside.
const SCREENS: &str = "../ui/dist";

fn main() {
    if !Path::new(SCREENS).join("index.html").exists() {
        println!(
            "cargo::error=the screens are not built: run `npm ci && npm run build` in ui, or `cargo xtask run`"
        );
        return;
    }
    println!("cargo::rerun-if-changed={SCREENS}");
    // Without this list every command of the handler would be open to the page.
    let commands = tauri_build::AppManifest::new().commands(wire::COMMANDS);
    let windows = tauri_build::WindowsAttributes::new().app_manifest(include_str!("lantai.manifest"));
    let attributes = tauri_build::Attributes::new().app_manifest(commands).windows_attributes(windows);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
