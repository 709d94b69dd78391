//! The real window: finding, clicking, typing, reading, and pictures of every step.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tests::program::{Desk, desktop};

use crate::driver::Driver;

/// How long something that should appear may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long loading and importing may take.
pub(crate) const LONG_WORK: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(100);
/// What an open list offers; not one that is just folding up.
const OFFER: &str = ".ant-select-dropdown:not(.ant-select-dropdown-hidden):not([class*=\"-leave\"]) \
                     .ant-select-item-option";

/// An open window under test.
#[derive(Debug)]
pub(crate) struct Window {
    client: Client,
    scenario: String,
    pictures: u32,
    /// What keeps people from using the pages that were looked at.
    pub(crate) barriers: Vec<String>,
    // Dropped last: the client needs it to say goodbye.
    _driver: Driver,
}

impl Window {
    /// Opens the program on a desk, in a window of the given size; `words` stand behind its name, such as
    /// a file that was dropped on its icon.
    pub(crate) async fn open(desk: &Desk, scenario: &str, size: (u32, u32), words: &[&str]) -> Result<Self> {
        Self::of(&desktop()?, desk, scenario, size, words).await
    }

    /// Opens the window of another program.
    pub(crate) async fn of(
        program: &Path,
        desk: &Desk,
        scenario: &str,
        size: (u32, u32),
        words: &[&str],
    ) -> Result<Self> {
        let driver = Driver::start(desk)?;
        let mut capabilities = Capabilities::new();
        capabilities.insert("tauri:options".to_owned(), json!({ "application": program, "args": words }));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.address())
            .await
            .context("the window did not open")?;
        let window = Self {
            client,
            scenario: scenario.to_owned(),
            pictures: 0,
            barriers: Vec::new(),
            _driver: driver,
        };
        window.resize(size).await?;
        Ok(window)
    }

    /// Gives the window another size.
    pub(crate) async fn resize(&self, (width, height): (u32, u32)) -> Result<()> {
        self.client.set_window_size(width, height).await.context("the window keeps its size")
    }

    /// Closes the window as a person would, so that the ledger is released.
    pub(crate) async fn close(self) -> Result<()> {
        self.client.close().await.context("the window did not close")
    }

    /// Clicks on what has a test id, once it is there and can be clicked.
    pub(crate) async fn click(&self, id: &str) -> Result<()> {
        self.click_on(&by_test_id(id)).await
    }

    /// Clicks on what a CSS selector names, once it is there and can be clicked.
    pub(crate) async fn click_on(&self, css: &str) -> Result<()> {
        self.until(&format!("{css} can be clicked"), PATIENCE, async || {
            let Some(element) = self.shown(css).await? else { return Ok(None) };
            if !element.is_enabled().await? {
                return Ok(None);
            }
            element.click().await.map(Some)
        })
        .await
    }

    /// Saves the open form. A click may miss once: what is checked meanwhile can move the button.
    pub(crate) async fn save_form(&self) -> Result<()> {
        self.click("save").await?;
        if self.disappears("save").await.is_ok() {
            return Ok(());
        }
        self.click("save").await?;
        let saved = self.disappears("save").await;
        if saved.is_err() {
            let complaints = self.texts(".form-error, .ant-alert, .ant-message-notice").await?;
            return saved.with_context(|| format!("the form is not saved, it says: {complaints:?}"));
        }
        saved
    }

    /// Ticks a box. The box itself is drawn over: a person clicks on its label.
    pub(crate) async fn tick(&self, id: &str) -> Result<()> {
        self.click_on(&format!("label:has({})", by_test_id(id))).await
    }

    /// Types a text into a field instead of what it holds. A busy machine may swallow keys once.
    pub(crate) async fn fill(&self, id: &str, text: &str) -> Result<()> {
        self.replace(id, text).await?;
        if self.holds(id, text).await.is_ok() {
            return Ok(());
        }
        self.replace(id, text).await?;
        self.holds(id, text).await
    }

    /// Types into a picker until it offers what contains the text, and takes the first such offer.
    pub(crate) async fn pick(&self, id: &str, text: &str) -> Result<()> {
        self.field(id).await?.send_keys(text).await?;
        self.take_offer(&format!("{OFFER}[title*=\"{text}\"]")).await
    }

    /// Chooses from a closed list.
    pub(crate) async fn choose(&self, id: &str, label: &str) -> Result<()> {
        self.field(id).await?.click().await?;
        self.take_offer(&format!("{OFFER}[title=\"{label}\"]")).await
    }

    /// Clicks on an offer until the list folds up: while it still unfolds it may take no click.
    async fn take_offer(&self, css: &str) -> Result<()> {
        self.click_on(css).await?;
        self.until(&format!("{css} is taken"), PATIENCE, async || {
            let Some(offer) = self.shown(css).await? else { return Ok(Some(())) };
            offer.click().await.map(|()| None)
        })
        .await
    }

    /// Empties a field.
    pub(crate) async fn clear(&self, id: &str) -> Result<()> {
        self.replace(id, &char::from(Key::Delete).to_string()).await?;
        self.until(&format!("{id} is empty"), PATIENCE, async || {
            Ok(self.field_value(id).await?.filter(String::is_empty).map(|_| ()))
        })
        .await
    }

    /// Presses a key together with Control.
    pub(crate) async fn press_control(&self, key: char) -> Result<()> {
        let control = char::from(Key::Control);
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: control })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: control });
        self.client.perform_actions(keys).await.context("no keyboard")?;
        self.client.release_actions().await.context("no keyboard")
    }

    /// Goes to the last row of a list by the keyboard.
    pub(crate) async fn go_to_end(&self, id: &str) -> Result<()> {
        self.until(&format!("{id} takes keys"), PATIENCE, async || {
            let Some(list) = self.shown(&by_test_id(id)).await? else { return Ok(None) };
            list.send_keys(&char::from(Key::End).to_string()).await.map(Some)
        })
        .await
    }

    /// Waits for something and returns its text.
    pub(crate) async fn text(&self, id: &str) -> Result<String> {
        self.text_when(id, PATIENCE, |_| true).await
    }

    /// Waits until the text of something is as it should be, and returns it.
    pub(crate) async fn text_when(
        &self,
        id: &str,
        patience: Duration,
        fits: impl Fn(&str) -> bool,
    ) -> Result<String> {
        let mut last = None;
        let waited = self
            .until(&format!("{id} says what it should"), patience, async || {
                let Some(element) = self.shown(&by_test_id(id)).await? else { return Ok(None) };
                let text = element.text().await?;
                last = Some(text.clone());
                Ok(fits(&text).then_some(text))
            })
            .await;
        waited.with_context(|| format!("{id} says: {last:?}"))
    }

    /// Returns the title of something: what it will do.
    pub(crate) async fn title(&self, id: &str) -> Result<String> {
        self.until(&format!("{id} has a title"), PATIENCE, async || {
            let Some(element) = self.shown(&by_test_id(id)).await? else { return Ok(None) };
            element.attr("title").await
        })
        .await
    }

    /// Waits until the title of something is another one.
    pub(crate) async fn title_changes(&self, id: &str, from: &str) -> Result<()> {
        self.until(&format!("{id} says more than {from}"), PATIENCE, async || {
            let Some(element) = self.shown(&by_test_id(id)).await? else { return Ok(None) };
            Ok(element.attr("title").await?.filter(|title| title != from).map(|_| ()))
        })
        .await
    }

    /// Waits until something is there.
    pub(crate) async fn appears(&self, id: &str, patience: Duration) -> Result<()> {
        self.until(&format!("{id} appears"), patience, async || {
            Ok(self.shown(&by_test_id(id)).await?.map(|_| ()))
        })
        .await
    }

    /// Waits until something is gone.
    pub(crate) async fn disappears(&self, id: &str) -> Result<()> {
        self.until(&format!("{id} disappears"), PATIENCE, async || {
            Ok(self.shown(&by_test_id(id)).await?.is_none().then_some(()))
        })
        .await
    }

    /// Whether something is there now.
    pub(crate) async fn shows(&self, id: &str) -> Result<bool> {
        Ok(self.shown(&by_test_id(id)).await?.is_some())
    }

    /// Whether the page as a whole can be scrolled sideways, which no page should.
    pub(crate) async fn is_wider_than_the_screen(&self) -> Result<bool> {
        let script = "return document.documentElement.scrollWidth > window.innerWidth";
        Ok(self.client.execute(script, Vec::new()).await? == json!(true))
    }

    /// Runs a script in the page until it calls its last argument; returns what it is called with.
    pub(crate) async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let running = tokio::time::timeout(LONG_WORK, self.client.execute_async(script, arguments));
        Ok(running.await.context("the script does not end")??)
    }

    /// Waits until the program has written a file.
    pub(crate) async fn file_appears(&self, path: &Path) -> Result<()> {
        let what = format!("{} is written", path.display());
        self.until(&what, PATIENCE, async || Ok(path.exists().then_some(()))).await
    }

    /// Saves a picture of the page as a numbered step of the scenario.
    pub(crate) async fn picture(&mut self, name: &str) -> Result<()> {
        self.pictures += 1;
        let file = format!("{}-{:02}-{name}.png", self.scenario, self.pictures);
        self.picture_into(&screenshots()?.join(file)).await
    }

    /// Saves a picture of the page as a file.
    pub(crate) async fn picture_into(&self, file: &Path) -> Result<()> {
        let picture = tokio::time::timeout(PATIENCE, self.client.screenshot());
        let picture = picture.await.context("the driver makes no picture")??;
        Ok(std::fs::write(file, picture)?)
    }

    /// Saves what the page shows and holds, for whoever looks into a failure.
    pub(crate) async fn keep_evidence(&self) -> Result<()> {
        let stem = screenshots()?.join(format!("{}-failure", self.scenario));
        std::fs::write(stem.with_extension("html"), self.client.source().await?)?;
        std::fs::write(stem.with_extension("png"), self.client.screenshot().await?)?;
        Ok(())
    }

    async fn replace(&self, id: &str, keys: &str) -> Result<()> {
        let field = self.field(id).await?;
        field.click().await?;
        // Not by Ctrl+A: on a busy machine the driver lets go of Control after the next keys.
        self.client.execute("arguments[0].select()", vec![serde_json::to_value(&field)?]).await?;
        Ok(field.send_keys(keys).await?)
    }

    /// Waits until a field holds a text.
    pub(crate) async fn holds(&self, id: &str, text: &str) -> Result<()> {
        self.until(&format!("{id} holds {text}"), PATIENCE, async || {
            let value = self.field_value(id).await?;
            Ok(value.filter(|value| value.replace(',', "") == text).map(|_| ()))
        })
        .await
    }

    async fn field(&self, id: &str) -> Result<Element> {
        // A test id may stand on the input itself or on what surrounds it.
        let own = by_test_id(id);
        let css = format!("input{own}, textarea{own}, {own} input, {own} textarea");
        self.until(&format!("{id} can be typed into"), PATIENCE, async || self.shown(&css).await).await
    }

    async fn texts(&self, css: &str) -> Result<Vec<String>, CmdError> {
        let mut texts = Vec::new();
        for element in self.client.find_all(Locator::Css(css)).await? {
            texts.push(element.text().await?);
        }
        Ok(texts)
    }

    async fn field_value(&self, id: &str) -> Result<Option<String>, CmdError> {
        let own = by_test_id(id);
        let css = format!("input{own}, textarea{own}, {own} input, {own} textarea");
        match self.shown(&css).await? {
            Some(field) => field.prop("value").await,
            None => Ok(None),
        }
    }

    /// Returns the first match that a person can see.
    async fn shown(&self, css: &str) -> Result<Option<Element>, CmdError> {
        for element in self.client.find_all(Locator::Css(css)).await? {
            if element.is_displayed().await? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    /// Asks again and again until there is an answer. An error of one attempt is no failure yet:
    /// the page redraws while it is looked at.
    async fn until<T>(
        &self,
        what: &str,
        patience: Duration,
        mut attempt: impl AsyncFnMut() -> Result<Option<T>, CmdError>,
    ) -> Result<T> {
        let start = Instant::now();
        loop {
            let trouble = match tokio::time::timeout(patience, attempt()).await {
                Ok(Ok(Some(answer))) => return Ok(answer),
                Ok(Ok(None)) => None,
                Ok(Err(error)) => Some(error.to_string()),
                Err(_) => Some("the driver does not answer".to_owned()),
            };
            if start.elapsed() > patience {
                let seconds = patience.as_secs();
                match trouble {
                    Some(error) => bail!("not within {seconds} s: {what}: {error}"),
                    None => bail!("not within {seconds} s: {what}"),
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

fn by_test_id(id: &str) -> String {
    format!("[data-testid=\"{id}\"]")
}

/// Returns the folder for pictures, and makes it where it is missing.
pub(crate) fn screenshots() -> Result<PathBuf> {
    let folder = match std::env::var_os("LANTAI_SCREENSHOTS") {
        Some(folder) => PathBuf::from(folder),
        None => tests::program::target()?.join("screenshots"),
    };
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Answers the next open or save dialog: the program reads the path from a file in test builds.
pub(crate) fn answer_next_dialog(desk: &Desk, path: &Path) -> Result<()> {
    Ok(std::fs::write(desk.dialog_answers(), format!("{}\n", path.display()))?)
}
