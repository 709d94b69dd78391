//! Gives the program on Windows what Windows reads of it: icon, version, manifest.

/// The window's: both programs are told the same by Windows, and look the same in a folder.
const MANIFEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src-tauri/lantai.manifest");
const ICON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../src-tauri/icons/icon.ico");

fn main() {
    println!("cargo::rerun-if-changed={MANIFEST}");
    println!("cargo::rerun-if-changed={ICON}");
    if std::env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return;
    }
    let mut resource = winresource::WindowsResource::new();
    resource
        .set("ProductName", "兰台")
        .set("FileDescription", "兰台命令行")
        .set("CompanyName", "Lantai contributors")
        .set("LegalCopyright", "Copyright (c) 2026 Lantai contributors, MIT")
        .set("OriginalFilename", "lantai.exe")
        .set_icon(ICON)
        .set_manifest_file(MANIFEST);
    if let Err(error) = resource.compile_for("lantai") {
        println!("cargo::error=the version resource of lantai.exe: {error}");
    }
}
