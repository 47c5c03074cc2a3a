//! Notices: failures in the reader's words. Each says what happened, and what to do next.

use cubeboard_cube::fetch::FetchError;
use cubeboard_cube::loader::{Gap, GapReason};
use cubeboard_cube::wire::DecodeError;
use cubeboard_i18n::{Advice, Catalogue};

use crate::state::address_mistakes::AddressMistake;

/// Something that the reader should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub title: String,
    /// What to do next.
    pub remedy: String,
    /// What can be done about it at once.
    pub action: NoticeAction,
}

/// What can be done about a failure by a press of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeAction {
    /// Nothing.
    None,
    /// Asking again can help.
    Retry,
    /// The same address leads to the relay's form for signing in, and from there back.
    SignIn,
}

impl Notice {
    /// Explains why rows are missing, where that is a failure; a stop by the reader's own hand is none.
    pub fn of_gap(gap: &Gap, text: &Catalogue) -> Option<Self> {
        match &gap.reason {
            GapReason::Failed(error) => Some(Self::of_failure(error, text)),
            GapReason::KeepsChanging => Some(Self::retryable(text.failure.keeps_changing)),
            GapReason::Repeats | GapReason::Endless => {
                Some(Self::final_(text.failure.bad_pages, ""))
            }
            GapReason::Foreign => Some(Self::final_(text.failure.foreign, "")),
            GapReason::NoTimes => Some(Self::final_(text.failure.no_times, "")),
            GapReason::AllAlike => Some(Self::final_(text.failure.all_alike, "")),
            GapReason::Stopped | GapReason::Unreadable | GapReason::CountDiffers => None,
        }
    }

    /// Explains mistakes in config.json, each given with its key.
    pub fn of_config(mistakes: &[String], text: &Catalogue) -> Self {
        let advice = text.failure.bad_config;
        Self {
            title: advice.title.to_owned(),
            remedy: format!("{} {}", advice.remedy, mistakes.join("; ")),
            action: NoticeAction::None,
        }
    }

    /// Explains mistakes in the page's address.
    pub fn of_address(mistakes: &[AddressMistake], text: &Catalogue) -> Self {
        let advice = text.failure.bad_address;
        let told = |mistake: &AddressMistake| {
            text.asking.unknown_value(mistake.parameter, &mistake.value, &mistake.choices)
        };
        let told: Vec<_> = mistakes.iter().map(told).collect();
        Self {
            title: advice.title.to_owned(),
            remedy: format!("{} {}", advice.remedy, told.join(" ")),
            action: NoticeAction::None,
        }
    }

    /// Explains why a reply could not be had.
    pub fn of_failure(error: &FetchError, text: &Catalogue) -> Self {
        let all = &text.failure;
        match error {
            FetchError::Offline => Self::retryable(all.offline),
            FetchError::Forbidden => Self::final_(all.forbidden, ""),
            FetchError::NoService => Self::final_(all.no_service, ""),
            FetchError::Insecure => Self::final_(all.insecure, ""),
            FetchError::Unreachable => Self::retryable(all.unreachable),
            FetchError::PartMissing => Self::final_(all.part_missing, ""),
            FetchError::TimedOut { .. } => Self::retryable(all.timed_out),
            FetchError::TooLarge { .. } => Self::final_(all.too_large, ""),
            FetchError::Redirected => Self::retryable(all.redirected),
            FetchError::NotSignedIn => Self::final_(all.not_signed_in, ""),
            FetchError::NotAllowed => Self::final_(all.not_allowed, ""),
            FetchError::SignedOut => {
                Self { action: NoticeAction::SignIn, ..Self::final_(all.signed_out, "") }
            }
            FetchError::KeptOut => Self::final_(all.kept_out, ""),
            FetchError::NotForReaders => Self::final_(all.not_for_readers, ""),
            FetchError::NotForDisplay => Self::final_(all.not_for_display, ""),
            FetchError::Certificate => Self::final_(all.certificate, ""),
            FetchError::NotCube => Self::final_(all.not_cube, ""),
            FetchError::NoSuchCampaign => Self::final_(all.no_such_campaign, ""),
            FetchError::Refused { detail } => Self::final_(all.refused, detail),
            FetchError::Throttled => Self::retryable(all.throttled),
            FetchError::Status { status } => {
                let remedy = format!("{} {status}.", all.service_failing.remedy);
                Self { remedy, ..Self::retryable(all.service_failing) }
            }
            FetchError::Decode(DecodeError::WebPage) => Self::final_(all.web_page, ""),
            FetchError::Decode(DecodeError::Truncated | DecodeError::Empty) => {
                Self::retryable(all.cut_off)
            }
            FetchError::Decode(DecodeError::NotJson { line, column }) => {
                Self::final_(all.unknown_shape, &text.odd_reply.not_json(*line, *column))
            }
            FetchError::Decode(DecodeError::NotAList) => {
                Self::final_(all.unknown_shape, text.odd_reply.not_a_list)
            }
            FetchError::Decode(DecodeError::UnknownShape) => {
                Self::final_(all.unknown_shape, text.odd_reply.unknown_rows)
            }
        }
    }

    fn retryable(advice: Advice) -> Self {
        Self {
            title: advice.title.to_owned(),
            remedy: advice.remedy.to_owned(),
            action: NoticeAction::Retry,
        }
    }

    /// For what asking again cannot mend; `detail` is what the other side said.
    fn final_(advice: Advice, detail: &str) -> Self {
        let remedy = match detail {
            "" => advice.remedy.to_owned(),
            detail => format!("{} {detail}", advice.remedy),
        };
        Self { title: advice.title.to_owned(), remedy, action: NoticeAction::None }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::state::address_mistakes::address_mistakes;
    use cubeboard_i18n::Language;
    use cubeboard_responses::address::Address;

    fn notice(error: FetchError) -> Notice {
        let gap = Gap { missing: None, reason: GapReason::Failed(error) };
        Notice::of_gap(&gap, Language::English.text()).unwrap()
    }

    #[test]
    fn only_what_may_pass_can_be_tried_again() {
        assert_eq!(notice(FetchError::Unreachable).action, NoticeAction::Retry);
        assert_eq!(notice(FetchError::Status { status: 503 }).action, NoticeAction::Retry);
        assert_eq!(notice(FetchError::NoSuchCampaign).action, NoticeAction::None);
        assert_eq!(notice(FetchError::NotSignedIn).action, NoticeAction::None);
    }

    #[test]
    fn the_services_own_words_are_passed_on() {
        let refused = notice(FetchError::Refused { detail: "Ugyldig dato.".to_owned() });
        assert!(refused.remedy.ends_with("Cube says: Ugyldig dato."), "{}", refused.remedy);
    }

    /// One of each failure that has words of its own.
    fn every_reason() -> Vec<GapReason> {
        let failures = [
            FetchError::Offline,
            FetchError::Insecure,
            FetchError::Forbidden,
            FetchError::NoService,
            FetchError::Unreachable,
            FetchError::PartMissing,
            FetchError::TimedOut { seconds: 30 },
            FetchError::TooLarge { limit_bytes: 1 },
            FetchError::Redirected,
            FetchError::NotSignedIn,
            FetchError::NotAllowed,
            FetchError::SignedOut,
            FetchError::KeptOut,
            FetchError::NotForReaders,
            FetchError::NotForDisplay,
            FetchError::Certificate,
            FetchError::NoSuchCampaign,
            FetchError::NotCube,
            FetchError::Refused { detail: "Nei.".to_owned() },
            FetchError::Throttled,
            FetchError::Status { status: 503 },
            DecodeError::WebPage.into(),
            DecodeError::Truncated.into(),
            DecodeError::NotAList.into(),
        ];
        let others = [
            GapReason::KeepsChanging,
            GapReason::Repeats,
            GapReason::Foreign,
            GapReason::NoTimes,
            GapReason::AllAlike,
        ];
        failures.map(GapReason::Failed).into_iter().chain(others).collect()
    }

    #[test]
    fn every_reason_has_its_own_title_and_remedy_in_every_language() {
        let mut all = HashSet::new();
        for language in [Language::English, Language::Bokmal] {
            for reason in every_reason() {
                let gap = Gap { missing: None, reason };
                let notice = Notice::of_gap(&gap, language.text()).unwrap();
                assert!(!notice.title.is_empty() && !notice.remedy.is_empty(), "{gap:?}");
                assert!(all.insert(notice.title.clone()), "{}", notice.title);
                assert!(all.insert(notice.remedy), "{gap:?}");
            }
        }
    }

    #[test]
    fn what_came_in_place_of_a_list_is_told_in_the_readers_language() {
        let kinds = [
            DecodeError::NotJson { line: 3, column: 14 },
            DecodeError::NotAList,
            DecodeError::UnknownShape,
        ];
        let mut all = HashSet::new();
        for kind in kinds {
            let error = FetchError::Decode(kind);
            let notice = Notice::of_failure(&error, Language::Bokmal.text());
            assert!(!notice.remedy.contains(&error.to_string()), "{}", notice.remedy);
            assert!(all.insert(notice.remedy));
        }
        assert!(all.iter().any(|it| it.ends_with("ikke JSON, fra linje 3, kolonne 14.")));
    }

    #[test]
    fn a_mistake_in_the_address_is_told_with_what_it_may_be() {
        let mistakes = address_mistakes(&Address::parse("?tz=Mars&theme=pink"));
        let told = |language: Language| Notice::of_address(&mistakes, language.text()).remedy;
        let tz = "“tz=Mars” is not known: tz may be Europe/Oslo, UTC or local. ";
        assert!(told(Language::English).contains(tz), "{}", told(Language::English));
        let theme = "«theme=pink» er ukjent: theme kan være auto, light eller dark.";
        assert!(told(Language::Bokmal).ends_with(theme), "{}", told(Language::Bokmal));
    }

    #[test]
    fn a_stop_by_the_readers_own_hand_is_no_failure() {
        let gap = Gap { missing: Some(3), reason: GapReason::Stopped };
        assert_eq!(Notice::of_gap(&gap, Language::English.text()), None);
    }
}
