//! Faults that the demo makes on command, so that what happens with real services can be tested and shown: refusals,
//! replies that break off, lists that move while they are read.
//!
//! All of it follows from the faults and from what was asked before; there is no chance in it. The
//! modules stand in reading order: a fault, how it is written, and all of them together; a question,
//! what became of its list, the page that is made of it, and what goes out.

pub mod fault;
pub mod spec;
pub mod plan;
mod asked;
mod history;
mod edits;
mod listing;
mod copies;
mod link;
pub mod reply;

use chrono::{DateTime, Utc};
use cubeboard_cube::demo::{Demo, Question};

use asked::Asked;
use fault::How;
use history::History;
use plan::Faults;
use reply::Reply;

/// The invented service and what goes wrong with it.
#[derive(Debug, Default)]
pub struct FaultyDemo {
    demo: Demo,
    faults: Faults,
    history: History,
}

impl FaultyDemo {
    /// A service that was asked nothing yet.
    pub fn new(faults: Faults) -> Self {
        Self { faults, ..Self::default() }
    }

    /// Answers at the instant `now`, well or badly. Only questions for a page of a list count, and
    /// only they go wrong.
    pub fn answer(&mut self, question: &Question<'_>, now: DateTime<Utc>) -> Reply {
        let Self { demo, faults, history } = self;
        let asked = if faults.is_empty() { None } else { Asked::parse(question) };
        let Some(asked) = asked else { return demo.answer(question, now).into() };

        let list = history.list(asked.path);
        let nth = list.count_question(asked.number);
        let mut reply = match faults.breakage(asked.number, nth) {
            Some(How::Refused(status)) => Reply::refused(status, faults.retry_after(), now),
            Some(How::SignIn) => Reply::sign_in(),
            how => {
                let answer = listing::answer(&asked, list.edits(), faults, |query| {
                    demo.answer(&Question { query, ..*question }, now)
                });
                let is_page = answer.status == 200;
                if is_page {
                    list.count_reply(asked.number, faults.shifts());
                }
                let reply = Reply::from(answer);
                match how {
                    Some(How::Cut) if is_page => reply.cut(),
                    Some(How::Reset) if is_page => reply.breaking_off(),
                    _ => reply,
                }
            }
        };
        reply.delay = faults.delay();
        reply
    }
}
