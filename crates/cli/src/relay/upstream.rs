//! Cube itself, behind the relay: what of a page's question goes there, and what of its reply comes back.

use axum::http::HeaderValue;

use crate::account::Account;
use crate::relay::bounds::body_memory::Share;
use crate::relay::error::RelayError;
use crate::relay::links::{self, Links};
use crate::relay::list_tag::ListTag;
use crate::relay::question::Question;
use crate::relay::reply::Reply;

/// A reply, and whether it is a whole list, or a page of one, as Cube makes them.
#[derive(Debug)]
pub struct Answer {
    /// The reply, its links leading to the relay.
    pub reply: Reply,
    /// Whether it is worth keeping: what is no JSON, or half of it, may be another the next time.
    pub is_list: bool,
}

/// Asks the account and reads its reply, which then links to `own_address`, into its share of the memory.
///
/// # Errors
///
/// When no reply comes that may be passed on.
pub async fn get(
    account: &Account,
    question: &Question<'_>,
    theirs: Option<&HeaderValue>,
    own_address: &str,
    mut share: Share,
) -> Result<Answer, RelayError> {
    let reply = account.get(&question.path(), &question.query(), theirs).await?;
    let mut reply = Reply::read(reply, account.limits().reply_bytes, &mut share).await?;
    let mut is_list = false;
    if reply.status == 200 {
        let rewritten = links::rewrite(&reply.body, &Links { question, own_address });
        is_list = rewritten.is_some() || links::is_plain_list(&reply.body);
        let is_first = rewritten.is_some() && question.page() == 1;
        reply.body = rewritten.unwrap_or(reply.body);
        reply.tag = is_first.then(|| ListTag::of(&reply.body));
    }
    reply.body = share.hold(reply.body);
    Ok(Answer { reply, is_list })
}
