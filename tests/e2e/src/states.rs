//! Every state that the page can be in, one after the other: for whoever has to look at all of them.

use cubeboard_i18n::notes::notes_text;
use cubeboard_i18n::share::panel_text;
use cubeboard_i18n::views::views_text;
use cubeboard_i18n::wallboard::wallboard_text;
use cubeboard_i18n::{Catalogue, Language};

use crate::failure::Outcome;
use crate::page::{Key, Page};
use crate::relay::Relay;
use crate::{A_YEAR_OF_CALLS, JANUARY_SALES};

/// Campaign 926 in January 2017, of every type.
pub const JANUARY: &str = "/?campaign=926&from=2017-01-01&to=2017-01-31";

/// The services that bring the states about.
#[derive(Debug)]
pub struct Services {
    demo: Relay,
    throttled: Relay,
    refusing: Relay,
    slow: Relay,
}

impl Services {
    /// Starts them.
    ///
    /// # Errors
    ///
    /// When the command is not built or does not start.
    pub async fn start() -> Outcome<Self> {
        Ok(Self {
            demo: Relay::demo().await?,
            throttled: Relay::demo_with("status=429@2,retry-after=60").await?,
            refusing: Relay::demo_with("status=400@3").await?,
            slow: Relay::demo_with("delay=400").await?,
        })
    }

    /// Where the page can be opened.
    pub fn origin(&self) -> &str {
        self.demo.origin()
    }
}

/// Leads a page through all states, in a language, and has `look` look at each; it is given the state's name.
///
/// # Errors
///
/// When a state does not come about, or the look finds something.
pub async fn visit(
    services: &Services,
    page: &Page,
    language: Language,
    look: &mut impl AsyncFnMut(&str) -> Outcome,
) -> Outcome {
    let walk = Walk { services, page, text: language.text(), tag: language.tag() };
    walk.before_an_answer(look).await?;
    walk.answer(look).await?;
    walk.following(look).await?;
    walk.goal(look).await?;
    walk.menus(look).await?;
    walk.views(look).await?;
    walk.notes(look).await?;
    walk.chart(look).await?;
    walk.table(look).await?;
    walk.parts_of_an_answer(look).await?;
    walk.failures(look).await?;
    walk.connection(look).await?;
    walk.loading(look).await?;
    walk.wallboard(look).await?;
    walk.snapshot(look).await?;
    walk.shortcuts(look).await?;
    walk.stopped(look).await
}

struct Walk<'a> {
    services: &'a Services,
    page: &'a Page,
    text: &'static Catalogue,
    tag: &'static str,
}

impl Walk<'_> {
    async fn open(&self, relay: &Relay, address: &str) -> Outcome {
        let origin = relay.origin();
        self.page.open_at(&format!("{origin}{address}&lang={}", self.tag)).await
    }

    async fn open_whole(&self, address: &str) -> Outcome {
        self.open(&self.services.demo, address).await?;
        self.page.mark_millis("cubeboard:complete").await.map(drop)
    }

    async fn before_an_answer(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        // With a day in its address, the form is not filled with what was asked before.
        self.open(&self.services.demo, "/?from=2017-01-01&tz=UTC").await?;
        self.page.has("form", self.text.query).await?;
        look("welcome").await?;
        self.page.click("button", self.text.load).await?;
        self.page.sees(self.text.field_error.campaign_missing).await?;
        look("mistakes").await?;
        self.page.click("combobox", self.text.campaign).await?;
        self.page.has("listbox", self.text.asking.suggestions).await?;
        self.page.press(&[Key::Down]).await?;
        look("suggestions").await?;
        self.page.press_escape().await?;
        self.open(&self.services.demo, "/?campaign=926&period=tomorrow").await?;
        self.page.sees(self.text.field_error.no_such_period).await?;
        look("no such period").await
    }

    async fn answer(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        self.open_whole(JANUARY).await?;
        self.page.chart_is_drawn().await?;
        look("loaded").await?;
        self.page.browser().cut_off(true).await?;
        self.page.alert().await?;
        look("offline").await?;
        self.page.browser().cut_off(false).await
    }

    async fn goal(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let keep = "localStorage.setItem('cubeboard.goal.926', '250 month'); return null";
        self.page.read::<()>(keep, vec![]).await?;
        self.open_whole(JANUARY).await?;
        self.page.sees(self.text.goal.title).await?;
        self.page.chart_is_drawn().await?;
        look("goal").await?;
        let forget = "localStorage.removeItem('cubeboard.goal.926'); return null";
        self.page.read::<()>(forget, vec![]).await?;
        self.open_whole(JANUARY).await
    }

    async fn following(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        self.open_whole("/?campaign=2026&period=last-30-days&follow=1").await?;
        self.page.has("switch", self.text.follow.switch).await?;
        look("following").await
    }

    async fn wallboard(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let text = wallboard_text(Language::from_tag(self.tag).unwrap_or_default());
        for (theme, state) in [("dark", "wallboard"), ("light", "wallboard, light")] {
            let address = format!("{JANUARY}&view=wallboard&theme={theme}");
            self.open(&self.services.demo, &address).await?;
            self.page.sees("207").await?;
            look(state).await?;
        }
        self.open(&self.services.refusing, &format!("{JANUARY}&view=wallboard")).await?;
        self.page.sees(text.incomplete).await?;
        look("wallboard, incomplete").await?;
        self.open(&self.services.demo, "/?view=wallboard&campaign=Winter").await?;
        self.page.sees(text.nothing_asked.title).await?;
        look("wallboard, nothing").await
    }

    async fn menus(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let table = &self.text.table;
        for (label, state) in [
            (self.text.summary.definition, "definition"),
            (table.filter_by_kind, "types"),
            (table.filter_by_subtype, "subtypes"),
            (table.filter_by_agent, "agents"),
            (table.filter_by_day, "days"),
            (table.columns, "columns"),
        ] {
            self.page.click("button", label).await?;
            self.page.has("dialog", label).await?;
            look(state).await?;
            self.page.press_escape().await?;
            self.page.is_gone("dialog", label).await?;
        }
        let share = self.text.share.share;
        self.page.click("button", share).await?;
        self.page.has("dialog", share).await?;
        self.page.sees("JSON").await?;
        look("share").await?;
        self.page.press_escape().await?;
        self.page.is_gone("dialog", share).await
    }

    async fn views(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let page = self.page;
        let text = views_text(Language::from_tag(self.tag).unwrap_or_default());
        page.click("button", text.title).await?;
        page.sees(text.none).await?;
        look("no-views").await?;
        page.click("button", text.save).await?;
        page.sees(text.name_missing).await?;
        for name in ["Januar", "Winter"] {
            page.fill(text.name, name).await?;
            page.click("button", text.save).await?;
            page.sees(&text.saved(name)).await?;
        }
        page.click("button", &text.open_first("Januar")).await?;
        page.sees(&text.opens_first("Januar")).await?;
        look("views").await?;
        page.click("button", &text.rename_view("Winter")).await?;
        page.fill(text.new_name, "Januar").await?;
        page.click("button", text.rename).await?;
        page.sees(text.name_taken).await?;
        look("view-renamed").await?;
        page.click("button", text.cancel).await?;
        // The next language begins without any.
        for name in ["Winter", "Januar"] {
            page.click("button", &text.delete_view(name)).await?;
            page.sees(&text.deleted(name)).await?;
        }
        page.press_escape().await?;
        page.is_gone("dialog", text.title).await
    }

    async fn notes(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let page = self.page;
        let text = notes_text(Language::from_tag(self.tag).unwrap_or_default());
        page.click("button", text.title).await?;
        page.sees(text.none).await?;
        page.click("button", text.add).await?;
        page.sees(text.text_missing).await?;
        look("no-notes").await?;
        for (day, note) in [("2017-01-09", "Nytt manus"), ("2017-01-16", "Streik")] {
            page.fill(text.day, day).await?;
            page.fill(text.text, note).await?;
            page.click("button", text.add).await?;
            page.sees(&text.added(note)).await?;
        }
        page.click("button", &text.change_note("Streik")).await?;
        look("notes").await?;
        page.press_escape().await?;
        page.is_gone("dialog", text.title).await?;
        page.point_at_chart(8.5 / 31.0).await?;
        look("noted").await?;
        page.click("button", self.text.share.share).await?;
        page.has("checkbox", text.take_own).await?;
        look("share-notes").await?;
        page.press_escape().await?;
        page.is_gone("dialog", self.text.share.share).await?;
        // The next language begins without any.
        page.click("button", text.title).await?;
        for note in ["Nytt manus", "Streik"] {
            page.click("button", &text.delete_note(note)).await?;
            page.sees(&text.deleted(note)).await?;
        }
        page.press_escape().await?;
        page.is_gone("dialog", text.title).await
    }

    async fn chart(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let page = self.page;
        page.point_at_chart(0.3).await?;
        look("pointed").await?;
        page.drag_over_chart(0.3, 0.6).await?;
        page.has("button", self.text.chart.let_go).await?;
        look("selected").await?;
        page.click("button", self.text.chart.let_go).await?;
        page.unfold(self.text.chart.numbers).await?;
        look("numbers").await
    }

    async fn table(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let page = self.page;
        page.keys_in_grid(&["ArrowDown", "ArrowDown", "Shift+ArrowDown"]).await?;
        page.active_cell().await?;
        look("walked").await?;
        page.keys_in_grid(&["Enter"]).await?;
        page.has("dialog", self.text.response.title).await?;
        look("opened").await
    }

    async fn parts_of_an_answer(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let filters = "&q=and&is_type=Sale&is_agent=kari.nordmann@callcenter.no&sort=customer_name";
        self.open_whole(&format!("{JANUARY}{filters}")).await?;
        self.page.has("button", self.text.table.remove_all).await?;
        look("filtered").await?;
        self.open_whole(&format!("{JANUARY}&q=nobody-is-called-so")).await?;
        self.page.sees(self.text.table.nothing_left.title).await?;
        look("nothing-left").await?;
        self.open_whole(&format!("{JANUARY}&per=week&stack=subtype&compare=previous")).await?;
        self.page.sees("▲").await?;
        look("compared").await?;
        self.open_whole(&format!("{JANUARY}&type=Nothing")).await?;
        self.page.sees(self.text.empty.title).await?;
        look("empty").await
    }

    async fn failures(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let unknown = "/?campaign=999999&from=2017-01-01&to=2017-01-31";
        self.open(&self.services.demo, unknown).await?;
        self.page.alert().await?;
        look("failed").await?;
        self.open(&self.services.refusing, JANUARY_SALES).await?;
        self.page.alert().await?;
        look("incomplete").await?;
        self.open(&self.services.throttled, JANUARY_SALES).await?;
        self.page.sees(self.text.state.asked_to_wait).await?;
        look("waiting").await
    }

    async fn connection(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let (page, text) = (self.page, &self.text.connection);
        page.click("button", text.title).await?;
        page.has("dialog", text.title).await?;
        look("connection").await?;
        page.click("radio", text.with_password).await?;
        page.click("button", text.test).await?;
        page.sees(text.works.title).await?;
        look("tested").await
    }

    async fn loading(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        self.open(&self.services.slow, A_YEAR_OF_CALLS).await?;
        self.page.mark_millis("cubeboard:first-rows").await?;
        look("loading").await
    }

    async fn snapshot(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        let (page, share) = (self.page, self.text.share.share);
        let language = Language::from_tag(self.tag).unwrap_or_default();
        self.open_whole(JANUARY).await?;
        page.click("button", share).await?;
        let snapshot = page.save(panel_text(language).snapshot).await?;
        let damaged = snapshot.path.with_file_name("damaged.cubeboard");
        std::fs::write(&damaged, &snapshot.bytes()?[1..])?;
        page.choose_file(&damaged).await?;
        page.alert().await?;
        page.is_gone("dialog", share).await?;
        look("refused").await?;
        page.click("button", share).await?;
        page.choose_file(&snapshot.path).await?;
        page.has("button", self.text.share.close_snapshot).await?;
        page.is_gone("dialog", share).await?;
        look("snapshot").await
    }

    async fn shortcuts(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        self.open_whole(JANUARY_SALES).await?;
        self.page.click("button", self.text.shortcuts.title).await?;
        self.page.has("dialog", self.text.shortcuts.title).await?;
        look("shortcuts").await?;
        self.page.press_escape().await?;
        self.page.is_gone("dialog", self.text.shortcuts.title).await
    }

    async fn stopped(&self, look: &mut impl AsyncFnMut(&str) -> Outcome) -> Outcome {
        self.page.stop_at_the_next_press().await?;
        self.page.alert().await?;
        look("stopped").await
    }
}
