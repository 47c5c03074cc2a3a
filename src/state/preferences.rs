//! Preferences: language, clock and appearance. The address decides, then what this browser remembers of
//! earlier choices, then the configuration, then the browser.

use cubeboard_i18n::Language;
use cubeboard_responses::address::Address;
use leptos::prelude::*;
use leptos_use::use_preferred_dark;

use crate::browser::{preference, print, storage};
use crate::config::Config;
use crate::i18n::Locale;
use crate::i18n::formatter::Clock;
use crate::state::page_address::PageAddress;

/// The looks that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which one follows the other.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in the address.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The reader's choices.
#[derive(Debug, Clone, Copy)]
pub struct Preferences {
    address: PageAddress,
    remembered: RwSignal<Address>,
    language: Memo<Language>,
    clock: Memo<Clock>,
    theme: Memo<Theme>,
    device_is_dark: Signal<bool>,
    is_printing: ReadSignal<bool>,
}

/// The one that is in context.
pub fn use_preferences() -> Preferences {
    expect_context()
}

const NAME: &str = "preferences";

impl Preferences {
    /// Follows the address, and keeps the document's own attributes in step with the choices. The configuration names
    /// language and clock for readers who chose none.
    pub fn new(address: PageAddress, config: &Config) -> Self {
        let (configured_language, configured_clock) = (config.language, config.clock);
        let remembered = RwSignal::new(Address::parse(&storage::read(NAME).unwrap_or_default()));
        let choice = move |key: &'static str| {
            let asked = address.parameter(key);
            Memo::new(move |_| match asked.read().as_str() {
                "" => remembered.read().get(key).to_owned(),
                asked => asked.to_owned(),
            })
        };
        let browsers = preference::language();
        let tag = choice("lang");
        let language = Memo::new(move |_| {
            let chosen = Language::from_tag(&tag.read());
            chosen.or(configured_language).or(browsers).unwrap_or_default()
        });
        let zone = choice("tz");
        let clock = Memo::new(move |_| {
            Clock::from_tag(&zone.read()).or(configured_clock).unwrap_or_default()
        });
        let look = choice("theme");
        let theme = Memo::new(move |_| {
            let look = look.read();
            Theme::ALL.into_iter().find(|it| it.tag() == *look).unwrap_or_default()
        });
        Effect::new(move |_| preference::set_language(language.get()));
        Effect::new(move |_| match theme.get() {
            Theme::Auto => preference::set_theme(None),
            chosen => preference::set_theme(Some(chosen.tag())),
        });
        let device_is_dark = use_preferred_dark();
        let is_printing = print::is_printing();
        Self { address, remembered, language, clock, theme, device_is_dark, is_printing }
    }

    /// Language and clock as the components follow them.
    pub fn locale(self) -> Locale {
        Locale::new(self.language, self.clock)
    }

    /// The clock by which days are cut.
    pub fn clock(self) -> Clock {
        self.clock.get()
    }

    /// The chosen look.
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Whether the page is being put on paper.
    pub fn is_printing(self) -> bool {
        self.is_printing.get()
    }

    /// Whether the page is dark on a screen, whoever decided that.
    pub fn is_dark(self) -> bool {
        match self.theme.get() {
            Theme::Auto => self.device_is_dark.get(),
            chosen => chosen == Theme::Dark,
        }
    }

    /// Changes to the other language.
    pub fn switch_language(self) {
        self.choose("lang", self.language.get_untracked().other().tag());
    }

    /// Changes to the next look.
    pub fn switch_theme(self) {
        let current = self.theme.get_untracked();
        let next = Theme::ALL.into_iter().cycle().skip_while(|it| *it != current).nth(1);
        self.choose("theme", next.unwrap_or_default().tag());
    }

    /// Changes to another clock.
    pub fn choose_clock(self, clock: Clock) {
        self.choose("tz", clock.tag());
    }

    /// Forgets what was chosen; what the address says goes on.
    pub fn forget(self) {
        self.remembered.set(Address::default());
    }

    fn choose(self, key: &'static str, tag: &str) {
        self.address.set(key, tag);
        self.remembered.update(|it| *it = std::mem::take(it).with(key, tag));
        storage::write(NAME, Some(&self.remembered.read_untracked().search()));
    }
}
