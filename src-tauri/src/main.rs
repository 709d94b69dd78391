//! Lantai, the window.
//!
//! The shell holds no rules of its own: a command is a line that hands the request to `ledger`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod backups;
mod candidates;
mod closing;
mod commands;
mod crash;
mod dialogs;
mod exports;
mod failure;
mod handed;
mod health;
mod help;
mod imports;
mod migrations;
mod native_box;
mod opening;
mod people;
mod program;
mod readiness;
mod rehearsals;
mod restores;
mod schedule;
mod timing;
mod web_view;
mod window;
mod work;

#[cfg(test)]
mod border;
#[cfg(test)]
mod logged;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use ledger::{Home, logs};
use tauri::plugin::TauriPlugin;
use tauri::{App, AppHandle, Manager, WindowEvent, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Start;
use crate::program::Program;

macro_rules! handler {
    ($($module:ident::$name:ident,)+) => { tauri::generate_handler![$(commands::$module::$name),+] };
}

fn main() -> ExitCode {
    // A foreign workbook is read by a copy of this program that does nothing else.
    ledger::run_reader_if_asked();
    let home = Home::find();
    let _log = logs::start(&home.logs(), false);
    crash::tell_of_panics(home.logs());
    let web_view = tauri::webview_version().unwrap_or_default();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), web_view, "start");
    if web_view::is_missing() {
        tracing::error!("the web view is missing");
        web_view::explain_missing();
        return ExitCode::FAILURE;
    }
    match run(&home) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the program cannot start");
            crash::tell(&home.logs());
            ExitCode::FAILURE
        }
    }
}

fn run(home: &Home) -> tauri::Result<()> {
    let folder = std::env::current_dir().unwrap_or_default();
    let start = Start::read(std::env::args_os().skip(1), std::env::var_os("LANTAI_LEDGER"), &folder);
    let mut builder = tauri::Builder::default();
    // A start with a home of its own, such as a portable one, stands beside others: the lock of the ledger
    // alone keeps them apart.
    if Home::is_usual() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, words, folder| {
            window::show(app);
            let words = words.into_iter().skip(1).map(OsString::from);
            app.state::<Program>().take_up(app, Start::read(words, None, Path::new(&folder)).files);
        }));
    }
    let home = home.clone();
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(window_state(&home))
        .manage(Program::new(home.clone(), start))
        .manage(closing::Closing::default())
        .manage(schedule::Schedule::default())
        .on_window_event(closing::hear)
        .invoke_handler(wire::with_commands!(handler))
        .setup(move |app| {
            open(app, &home);
            Ok(())
        })
        .run(tauri::generate_context!())
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

fn open(app: &App, home: &Home) {
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
            web_view::explain_missing();
            app.exit(1);
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
