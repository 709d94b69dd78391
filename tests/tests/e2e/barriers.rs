//! What keeps people from using a page: names, roles, contrast, as axe sees them.

use anyhow::{Context, Result, ensure};
use tests::workspace;

use crate::window::Window;

/// Lists what is serious on the page as it stands.
const LOOK: &str = r"
const done = arguments[0];
window.axe.run(document, { resultTypes: ['violations'] })
  .then(({ violations }) => done(violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 4).map((node) =>
      `${id}: ${node.html.slice(0, 160)} ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ''}`))))
  .catch((error) => done([String(error)]));
";

/// Notes what serious stands between the page and whoever uses it.
pub(crate) async fn note(window: &mut Window, name: &str) -> Result<()> {
    let library = workspace::root().join("ui/node_modules/axe-core/axe.min.js");
    let library = std::fs::read_to_string(&library).context("axe is missing: `npm ci` in ui")?;
    // As one script: the page itself lets nothing be evaluated.
    let found = window.run(&format!("{library}\n{LOOK}"), Vec::new()).await?;
    for barrier in found.as_array().context("no answer of axe")? {
        window.barriers.push(format!("{name}: {}", barrier.as_str().unwrap_or_default()));
    }
    Ok(())
}

/// Requires that nothing was noted on any page.
pub(crate) fn expect_none(window: &Window) -> Result<()> {
    ensure!(window.barriers.is_empty(), "{:#?}", window.barriers);
    Ok(())
}
