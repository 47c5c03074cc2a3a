//! What a reader does with the page, and what a reader sees.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::elements::Element;
pub use fantoccini::key::Key;
use http::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::browser::{Browser, ConsoleLine, Engine, Looks};
use crate::failure::{Failure, Outcome};
use crate::waiting::{PATIENCE, eventually, within};

/// Cubeboard in a browser of its own.
#[derive(Debug)]
pub struct Page {
    browser: Browser,
    origin: String,
}

impl Page {
    /// A fresh browser, about to visit the page of this origin.
    ///
    /// # Errors
    ///
    /// When the browser does not start.
    pub async fn at(origin: &str, looks: &Looks) -> Outcome<Self> {
        Self::inside(Engine::Chromium, origin, looks).await
    }

    /// [`Self::at`] in a certain browser.
    ///
    /// # Errors
    ///
    /// When the browser does not start.
    pub async fn inside(engine: Engine, origin: &str, looks: &Looks) -> Outcome<Self> {
        Ok(Self { browser: Browser::start(engine, looks).await?, origin: origin.to_owned() })
    }

    /// The browser around the page.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Goes to an address such as `/?campaign=926` and waits until its files are loaded.
    ///
    /// # Errors
    ///
    /// When nobody answers there.
    pub async fn open(&self, address: &str) -> Outcome {
        self.open_at(&format!("{}{address}", self.origin)).await
    }

    /// Goes to a whole address, of another service perhaps.
    ///
    /// # Errors
    ///
    /// When nobody answers there.
    pub async fn open_at(&self, url: &str) -> Outcome {
        Ok(self.browser.client().goto(url).await?)
    }

    /// Unfolds what is folded below these words.
    ///
    /// # Errors
    ///
    /// When there is nothing of the kind.
    pub async fn unfold(&self, words: &str) -> Outcome {
        let unfolded = eventually(async || {
            let is_there: bool = self.read(UNFOLD, vec![json!(words)]).await?;
            let missing = || Failure(format!("“{words}” is not there to be unfolded"));
            if is_there { Ok(()) } else { Err(missing()) }
        });
        self.explain(unfolded.await).await
    }

    /// Presses what has this role and accessible name.
    ///
    /// # Errors
    ///
    /// When it is not there, or cannot be pressed.
    pub async fn click(&self, role: &str, name: &str) -> Outcome {
        let clicked = eventually(async || Ok(self.find(role, name).await?.click().await?)).await;
        self.explain(clicked).await
    }

    /// Presses these keys, wherever the focus is.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn press(&self, keys: &[Key]) -> Outcome {
        for key in keys {
            let focused = self.browser.client().active_element().await?;
            focused.send_keys(&char::from(*key).to_string()).await?;
        }
        Ok(())
    }

    /// Presses Escape, wherever the focus is.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn press_escape(&self) -> Outcome {
        let focused = self.browser.client().active_element().await?;
        Ok(focused.send_keys("\u{E00C}").await?)
    }

    /// Waits until nothing with this role and name is there any more.
    ///
    /// # Errors
    ///
    /// When patience ends first.
    pub async fn is_gone(&self, role: &str, name: &str) -> Outcome {
        let gone = eventually(async || match self.find(role, name).await {
            Ok(_) => Err(Failure(format!("there still is a {role} “{name}”"))),
            Err(_) => Ok(()),
        });
        self.explain(gone.await).await
    }

    /// The address that the browser shows.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn address(&self) -> Outcome<String> {
        Ok(self.browser.client().current_url().await?.to_string())
    }

    /// Brings about what no reader should see: the browser fails to make an element that the page needs.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn stop_at_the_next_press(&self) -> Outcome {
        self.read(STOP, vec![]).await
    }

    /// Waits until something with this role and name is there and visible.
    ///
    /// # Errors
    ///
    /// When patience ends first.
    pub async fn has(&self, role: &str, name: &str) -> Outcome {
        let found = eventually(async || self.find(role, name).await.map(drop)).await;
        self.explain(found).await
    }

    /// Waits until this text can be read on the page.
    ///
    /// # Errors
    ///
    /// When patience ends first.
    pub async fn sees(&self, text: &str) -> Outcome {
        self.sees_within(PATIENCE, text).await
    }

    /// [`Page::sees`] for what may take longer.
    ///
    /// # Errors
    ///
    /// When patience ends first.
    pub async fn sees_within(&self, patience: Duration, text: &str) -> Outcome {
        let seen = within(patience, async || {
            if self.text().await?.contains(text) {
                Ok(())
            } else {
                Err(Failure(format!("“{text}” did not come")))
            }
        });
        self.explain(seen.await).await
    }

    /// Waits for an alert and returns what it says.
    ///
    /// # Errors
    ///
    /// When none comes.
    pub async fn alert(&self) -> Outcome<String> {
        let alert = eventually(async || {
            for alert in self.all("[role=alert]").await? {
                let text = readable(&alert.text().await?);
                if !text.is_empty() {
                    return Ok(text);
                }
            }
            Err(Failure("no alert came".to_owned()))
        });
        self.explain(alert.await).await
    }

    /// All text that can be read on the page now, with every kind of space as one space.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn text(&self) -> Outcome<String> {
        let text: String = self.read("return document.body.innerText", vec![]).await?;
        Ok(readable(&text))
    }

    /// Warnings and errors in the browser's console since the last call.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn console(&self) -> Outcome<Vec<ConsoleLine>> {
        let mut lines = self.browser.console().await?;
        lines.retain(|line| line.level == "WARNING" || line.level == "SEVERE");
        Ok(lines)
    }

    /// Waits for a mark in the page's timeline: milliseconds from the start of the navigation.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub async fn mark_millis(&self, name: &str) -> Outcome<f64> {
        let marked = eventually(async || {
            let script = "return performance.getEntriesByName(arguments[0]).at(-1)?.startTime";
            let millis: Option<f64> = self.read(script, vec![json!(name)]).await?;
            millis.ok_or_else(|| Failure(format!("the mark {name} did not come")))
        });
        self.explain(marked.await).await
    }

    /// Instants in UTC, as the service writes them, told in Oslo as `2017-01-31 15:41:08`. The
    /// browser itself tells them, so that the page's own reckoning is compared with another.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn in_oslo(&self, instants: &[&str]) -> Outcome<Vec<String>> {
        self.read(TELL_IN_OSLO, vec![json!(instants)]).await
    }

    /// Runs a script in the page and returns what it returns.
    ///
    /// # Errors
    ///
    /// When it throws, or returns something else.
    pub async fn read<T: DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Outcome<T> {
        Ok(serde_json::from_value(self.browser.client().execute(script, arguments).await?)?)
    }

    /// Runs a script that calls back: asking again and again would take time from what is measured.
    ///
    /// # Errors
    ///
    /// When it does not call back in time.
    pub async fn wait_for<T: DeserializeOwned>(&self, script: &str, of: Value) -> Outcome<T> {
        let value = self.browser.client().execute_async(script, vec![of]).await;
        self.explain(value.map_err(Into::into).and_then(|it| Ok(serde_json::from_value(it)?))).await
    }

    /// Adds to a failure what was on the page at that moment, in words and as a picture.
    ///
    /// # Errors
    ///
    /// The failure it was given.
    pub async fn explain<T>(&self, outcome: Outcome<T>) -> Outcome<T> {
        let Err(Failure(reason)) = outcome else { return outcome };
        let name = std::thread::current().name().unwrap_or("failure").replace("::", "-");
        let picture = match self.screenshot(&name).await {
            Ok(()) => format!("target/e2e/{name}.png shows it"),
            Err(Failure(problem)) => format!("no picture: {problem}"),
        };
        let text = self.text().await.unwrap_or_else(|Failure(problem)| problem);
        Err(Failure(format!("{reason}\n  {picture}; it said:\n  {text}")))
    }

    async fn find(&self, role: &str, name: &str) -> Outcome<Element> {
        for element in self.all(&elements_with_role(role)).await? {
            if self.computed(&element, "label").await? == name
                && self.computed(&element, "role").await? == role
                && element.is_displayed().await?
            {
                return Ok(element);
            }
        }
        Err(Failure(format!("there is no {role} “{name}”")))
    }

    pub(crate) async fn all(&self, css: &str) -> Outcome<Vec<Element>> {
        Ok(self.browser.client().find_all(Locator::Css(css)).await?)
    }

    /// Role or accessible name as the browser tells them to assistive technology.
    pub(crate) async fn computed(&self, element: &Element, what: &str) -> Outcome<String> {
        let path = format!("element/{}/computed{what}", element.element_id().as_ref());
        let computed = self.browser.issue(Method::GET, &path, None).await?;
        Ok(readable(computed.as_str().unwrap_or_default()))
    }
}

/// Text with every run of spaces, also those that hold a number together, as one plain space.
fn readable(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which elements may have a role, so that only those are asked for theirs.
fn elements_with_role(role: &str) -> String {
    let native = match role {
        "article" => "article, ",
        "button" => "button, summary, ",
        "form" => "form, ",
        "group" => "fieldset, details, ",
        "figure" => "figure, ",
        "table" => "table, ",
        "region" => "section, ",
        "status" => "output, ",
        "progressbar" => "progress, ",
        "searchbox" => "input[type=search], ",
        "checkbox" => "input[type=checkbox], ",
        "radio" => "input[type=radio], ",
        "dialog" => "dialog, ",
        "link" => "a, ",
        _ => "",
    };
    format!("{native}[role={role}]")
}

const STOP: &str = "
    document.createElement = () => {
        delete document.createElement;
        throw new Error('no element');
    };
    document.querySelector('.menu-button').click();
    return null";

const UNFOLD: &str = "
    const summary = [...document.querySelectorAll('summary')]
        .find(it => it.innerText.trim() === arguments[0]);
    if (summary && !summary.parentElement.open) summary.click();
    return Boolean(summary)";

/// As if the reader had chosen the value: the page hears of it.
/// Swedish, because its dates and times sort.
const TELL_IN_OSLO: &str = "
    const told = new Intl.DateTimeFormat('sv-SE',
        { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'medium' });
    return arguments[0].map(instant => told.format(new Date(instant)))";
