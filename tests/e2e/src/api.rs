//! What the service itself answers, asked over plain HTTP without the page in between.

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::failure::{Failure, Outcome};

/// The JSON answer to a path.
///
/// # Errors
///
/// When there is no answer, or another than 200 with JSON.
pub async fn get(origin: &str, path: &str) -> Outcome<Value> {
    let host = origin.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await?;
    // HTTP/1.0: the answer comes whole and ends with the connection.
    let request =
        format!("GET {path} HTTP/1.0\r\nHost: {host}\r\nAccept: application/json\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    match answer.split_once("\r\n\r\n") {
        Some((head, body)) if head.contains(" 200 ") => Ok(serde_json::from_str(body)?),
        _ => Err(Failure(format!("{path} was answered with {answer}"))),
    }
}

/// Every response of a query in the service's order, page by page; days are written `20170131`.
///
/// # Errors
///
/// When a page cannot be had, or the service contradicts itself about how many there are.
pub async fn responses(
    origin: &str,
    campaign: u64,
    (from_date, to_date): (&str, &str),
    response_type: &str,
) -> Outcome<Vec<Value>> {
    let query = format!("from_date={from_date}&to_date={to_date}&response_type={response_type}");
    let mut responses = Vec::new();
    for page in 1.. {
        let path = format!("/api/v1/campaigns/{campaign}/responses/?{query}&page={page}");
        let reply = get(origin, &path).await?;
        responses.extend(reply["results"].as_array().into_iter().flatten().cloned());
        if reply["next"].is_null() {
            if reply["count"] != responses.len() {
                break;
            }
            return Ok(responses);
        }
    }
    Err(Failure(format!("{query} gave {} responses, not its count", responses.len())))
}
