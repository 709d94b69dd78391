//! Lantai, the window.
//!
//! The shell holds no rules of its own: a command is a line that hands the request to `ledger`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod backups;
mod candidates;
mod commands;
mod dialogs;
mod exports;
mod failure;
mod health;
mod help;
mod imports;
mod migrations;
mod opening;
mod people;
mod program;
mod readiness;
mod rehearsals;
mod restores;
mod schedule;
mod timing;
mod window;
mod work;

#[cfg(test)]
mod border;
#[cfg(test)]
mod logged;

use ledger::{Home, logs};
use tauri::plugin::TauriPlugin;
use tauri::{App, AppHandle, Manager, WindowEvent, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::program::Program;

macro_rules! handler {
    ($($module:ident::$name:ident,)+) => { tauri::generate_handler![$(commands::$module::$name),+] };
}

fn main() -> tauri::Result<()> {
    // A foreign workbook is read by a copy of this program that does nothing else.
    ledger::run_reader_if_asked();
    let home = Home::find();
    let _log = logs::start(&home.logs(), false);
    let web_view = tauri::webview_version().unwrap_or_default();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), web_view, "start");
    let named = arguments::named_ledger(std::env::args_os().skip(1), std::env::var_os("LANTAI_LEDGER"));
    let mut builder = tauri::Builder::default();
    if is_usual_home() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)));
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(window_state(&home))
        .manage(Program::new(home.clone(), named))
        .manage(schedule::Schedule::default())
        .on_window_event(schedule::hear)
        .invoke_handler(wire::with_commands!(handler))
        .setup(move |app| {
            start(app, &home);
            Ok(())
        })
        .run(tauri::generate_context!())
}

/// Whether this start is the user's ordinary one: with a home of its own a program stands beside
/// others, and the lock of the ledger file alone keeps them apart.
fn is_usual_home() -> bool {
    std::env::var_os("LANTAI_HOME").is_none()
}

/// Remembers where the window stood, in the program's own folder.
fn window_state(home: &Home) -> TauriPlugin<Wry> {
    let file = home.window().join("place.json");
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(remembered)
        .with_filename(file.to_string_lossy())
        .build()
}

fn start(app: &App, home: &Home) {
    let app: &AppHandle = app.handle();
    let program: Program = app.state::<Program>().inner().clone();
    match window::open(app, home) {
        Ok(window) => {
            let candidates = program.candidates.clone();
            window.on_window_event(move |event| {
                // The program ends without tidying up.
                if matches!(event, WindowEvent::Destroyed) {
                    candidates.clear();
                }
            });
            program.work.show_in_taskbar(move |progress| window::show_progress(&window, progress));
            help::watch_page(app, program.readiness.clone(), home.logs());
        }
        Err(error) => {
            tracing::error!(%error, "the window cannot open");
            help::explain_missing_web_view(app);
        }
    }
    schedule::start(app, program.clone());
    let app = app.clone();
    // The ledger opens while the window paints.
    tauri::async_runtime::spawn_blocking(move || {
        program.opening.opened();
        schedule::look_for_damage(&app, &program);
        schedule::look_for_tampering(&app, &program);
    });
}
