//! Writes the TypeScript of everything that crosses.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use domain::code::{MESSAGES_EN, MESSAGES_ZH, Messages};
use ts_rs::{Config, TS, TypeVisitor};

use crate::{Failure, commands};

const NOTICE: &str = "// Written by `cargo xtask bindings` from crates/wire. Do not edit.\n";

/// One command, as TypeScript sees it.
#[derive(Debug)]
pub struct CommandType {
    name: &'static str,
    arguments: Vec<(&'static str, String)>,
    progress: Option<String>,
    result: String,
    declarations: BTreeMap<String, String>,
}

impl CommandType {
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            arguments: Vec::new(),
            progress: None,
            result: String::new(),
            declarations: BTreeMap::new(),
        }
    }

    pub(crate) fn argument<T: TS + 'static>(mut self, config: &Config, name: &'static str) -> Self {
        declare::<T>(config, &mut self.declarations);
        self.arguments.push((name, T::name(config)));
        self
    }

    pub(crate) fn progress<T: TS + 'static>(mut self, config: &Config) -> Self {
        declare::<T>(config, &mut self.declarations);
        self.progress = Some(T::name(config));
        self
    }

    pub(crate) fn result<T: TS + 'static>(mut self, config: &Config) -> Self {
        declare::<T>(config, &mut self.declarations);
        self.result = T::name(config);
        self
    }

    fn entry(&self) -> String {
        let arguments: Vec<String> =
            self.arguments.iter().map(|(name, of_type)| format!("{}: {of_type}", camel(name))).collect();
        let arguments = if arguments.is_empty() {
            "Record<string, never>".to_owned()
        } else {
            format!("{{ {} }}", arguments.join("; "))
        };
        let result = if self.result == "null" { "null" } else { &self.result };
        let progress = self.progress.as_deref().unwrap_or("never");
        format!("  {}: {{ arguments: {arguments}; progress: {progress}; result: {result} }};\n", self.name)
    }
}

/// Returns every generated file, by its path below `ui/src/ipc`.
pub fn files() -> BTreeMap<&'static str, String> {
    BTreeMap::from([("bindings.ts", bindings()), ("messages.ts", messages())])
}

fn bindings() -> String {
    let config = Config::new().with_large_int("number");
    let commands = commands::command_types(&config);
    let mut declarations = BTreeMap::new();
    declare::<Failure>(&config, &mut declarations);
    let mut map = String::from("export interface CommandMap {\n");
    for command in commands {
        map.push_str(&command.entry());
        declarations.extend(command.declarations);
    }
    map.push_str("}\n");
    let types: Vec<String> = declarations.into_values().map(|text| format!("export {text}\n")).collect();
    format!("{NOTICE}\n{}\n{map}", types.join("\n"))
}

fn messages() -> String {
    let record = |name: &str, messages: &Messages| {
        let mut text = format!("export const {name}: Record<Code, string> = {{\n");
        for (code, message) in messages {
            let _ = writeln!(text, "  {}: {},", quoted(code), quoted(message));
        }
        text.push_str("};\n");
        text
    };
    let import = "import type { Code } from \"./bindings\";\n";
    format!(
        "{NOTICE}\n{import}\n{}\n{}",
        record("messagesZh", &MESSAGES_ZH),
        record("messagesEn", &MESSAGES_EN)
    )
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Turns `overpay_reason` into `overpayReason`, as Tauri names arguments on the other side.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut camel, word| {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
        camel
    })
}

fn declare<T: TS + 'static + ?Sized>(config: &Config, declarations: &mut BTreeMap<String, String>) {
    let mut collector = Collector { config, declarations, seen: BTreeSet::new() };
    collector.visit::<T>();
}

/// Walks a type and all it is made of.
struct Collector<'a> {
    config: &'a Config,
    declarations: &'a mut BTreeMap<String, String>,
    seen: BTreeSet<String>,
}

impl TypeVisitor for Collector<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(std::any::type_name::<T>().to_owned()) {
            return;
        }
        if T::output_path().is_some() {
            self.declarations.insert(T::ident(self.config), T::decl(self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
