//! A window with nothing in it: what Tauri and the web view cost by themselves, for `cargo xtask bench
//! --window`, which measures Lantai's start and memory beside it.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/empty_window/tauri.conf.json"))
}
