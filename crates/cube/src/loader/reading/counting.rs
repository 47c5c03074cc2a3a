//! The survey within a run: when it begins, what it asks for, and what ends it.

use super::Reading;
use crate::fetch::{FetchError, Freshness, PageKey, Request};
use crate::loader::survey::{CountedDays, Stage, Survey};
use crate::loader::walk::Walk;
use crate::wire::{Asked, decode_answer};
use cubeboard_responses::store::Store;

impl Reading {
    /// How many responses the parts of a long list have by the service's count, oldest first, while its pages are still
    /// being read; none where they were not counted.
    pub fn counted_days(&self) -> Vec<CountedDays> {
        let counted = self.survey.survey().and_then(|survey| {
            let is_read = |walk: &Walk| !self.is_stopped && !walk.is_over();
            let walk = self.walks.get(survey.walk).filter(|walk| is_read(walk))?;
            survey.counted(walk.expected())
        });
        counted.unwrap_or_default()
    }

    /// Begins with a survey, where the first page of the list of one campaign's closed days tells of many.
    pub(in crate::loader) fn begin_survey(&mut self, page: PageKey) {
        let is_of_one = self.query.campaigns.len() == 1;
        let Some(walk) = self.walks.get(page.walk).filter(|it| is_of_one && !it.is_live) else {
            return;
        };
        if matches!(self.survey, Stage::Due) {
            let survey = Survey::of(page.walk, walk.days, walk.page_count());
            self.survey = survey.map_or(Stage::Over, Stage::Begun);
        }
    }

    /// The next part to count, unless something is in the way of the service.
    pub(in crate::loader) fn next_part(&mut self) -> Option<Request> {
        if self.patience.trouble().is_some() || self.lanes.is_narrowed() {
            self.survey = Stage::Over;
        }
        let survey = self.survey.survey_mut()?;
        let walk = self.walks.get(survey.walk)?;
        let (part, days) = survey.take_next()?;
        self.lanes.in_flight += 1;
        Some(Request {
            target: self.query.page_target(walk.campaign, days, 1),
            page: PageKey { walk: self.walks.len() + part, number: 1 },
            freshness: Freshness::default(),
        })
    }

    /// Which part a key is that of, where it is none of a page.
    pub(in crate::loader) fn part(&self, page: PageKey) -> Option<usize> {
        page.walk.checked_sub(self.walks.len())
    }

    /// Whether this part was asked for and has not been answered. Where the survey has ended, only its lane is awaited.
    pub(in crate::loader) fn awaits_part(&self, page: PageKey) -> bool {
        let awaits = |part| self.survey.survey().is_none_or(|it| it.awaits(part).is_some());
        self.part(page).is_some_and(awaits)
    }

    /// Takes in the first page of a part. Its rows come again with their own pages, whose places are known.
    pub(in crate::loader) fn count_part(&mut self, part: usize, body: &[u8]) {
        let count = self.survey.survey().and_then(|survey| {
            let (walk, days) = (self.walks.get(survey.walk)?, survey.awaits(part)?);
            let asked = Asked {
                campaign: walk.campaign,
                days,
                question_days: self.query.days,
                response_type: self.query.response_type.as_deref(),
            };
            let page = decode_answer(body, asked, &mut Store::default()).ok()?;
            page.count.filter(|_| page.foreign.is_empty())
        });
        match (count, self.survey.survey_mut()) {
            (Some(count), Some(survey)) => survey.note(part, count),
            _ => self.survey = Stage::Over,
        }
    }

    /// Ends the survey, as a part of it could not be had; its pages are asked for as they would have been.
    pub(in crate::loader) fn end_survey(
        &mut self,
        error: &FetchError,
        retry_at_millis: Option<i64>,
        now_millis: i64,
    ) {
        self.survey = Stage::Over;
        self.leave_alone(error, retry_at_millis, now_millis);
    }
}
