//! What the page may reach: one list, said in three places that must agree.

use std::collections::BTreeSet;

use serde_json::Value;

const CONFIG: &str = include_str!("../tauri.conf.json");
const CAPABILITY: &str = include_str!("../capabilities/main.json");

/// What the page may do beside the commands: hear of files that are dropped on the window.
const CORE: &[&str] = &["core:event:allow-listen", "core:event:allow-unlisten"];

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src ipc: http://ipc.localhost";

macro_rules! names {
    ($($module:ident::$name:ident,)+) => { [$(stringify!($name)),+] };
}

#[test]
fn the_handler_the_build_and_the_capability_name_the_same_commands() -> serde_json::Result<()> {
    assert_eq!(wire::with_commands!(names).as_slice(), wire::COMMANDS);
    let capability: Value = serde_json::from_str(CAPABILITY)?;
    let permitted: BTreeSet<String> = texts(&capability["permissions"]);
    let listed = wire::COMMANDS.iter().map(|name| format!("allow-{}", name.replace('_', "-")));
    let expected: BTreeSet<String> = listed.chain(CORE.iter().map(|name| (*name).to_owned())).collect();
    assert_eq!(permitted, expected);
    assert_eq!(texts(&capability["windows"]), BTreeSet::from([crate::window::MAIN.to_owned()]));
    assert!(capability.get("remote").is_none());
    Ok(())
}

#[test]
fn the_page_gets_nothing_from_outside() -> serde_json::Result<()> {
    let config: Value = serde_json::from_str(CONFIG)?;
    let security = &config["app"]["security"];
    assert_eq!(security["csp"], CSP);
    // What Tauri adds would loosen the line for scripts by a hash and tighten it for styles by a
    // nonce, with which browsers ignore 'unsafe-inline'. The policy is to be exactly this one.
    assert_eq!(security["dangerousDisableAssetCspModification"], true);
    assert_eq!(texts(&security["capabilities"]), BTreeSet::from(["main".to_owned()]));
    assert!(security.get("assetProtocol").is_none());
    assert_eq!(config["app"]["withGlobalTauri"], false);
    assert!(config["build"].get("devUrl").is_none());
    Ok(())
}

fn texts(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
