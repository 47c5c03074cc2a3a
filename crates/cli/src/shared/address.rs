//! Address of the server that relays share, as a setting: Redis' own, and one for a cluster of them.

use std::fmt;
use std::str::FromStr;

use reqwest::Url;

/// Such as `rediss://redis.example.org:6380/0`; it never holds a password.
#[derive(Debug, Clone)]
pub struct SharedUrl {
    url: Url,
    /// Whether it is a node of a cluster.
    pub is_cluster: bool,
}

/// A text that is none.
#[derive(Debug)]
pub struct NoSharedUrl;

impl SharedUrl {
    /// For the client, which takes the password in the address.
    pub fn with_password(&self, password: Option<&str>) -> String {
        let mut url = self.url.clone();
        if password.is_some() {
            // Only addresses without a host have no room for one.
            let _ = url.set_password(password);
        }
        url.into()
    }
}

impl FromStr for SharedUrl {
    type Err = NoSharedUrl;

    fn from_str(text: &str) -> Result<Self, NoSharedUrl> {
        let (scheme, rest) = text.split_once("://").ok_or(NoSharedUrl)?;
        let (scheme, is_cluster) = match scheme {
            "redis" | "rediss" => (scheme, false),
            "redis-cluster" => ("redis", true),
            "rediss-cluster" => ("rediss", true),
            _ => return Err(NoSharedUrl),
        };
        let url = Url::parse(&format!("{scheme}://{rest}")).map_err(|_| NoSharedUrl)?;
        let database = url.path().trim_matches('/');
        let is_good = url.password().is_none()
            && url.has_host()
            && url.query().is_none()
            && url.fragment().is_none()
            && database.bytes().all(|it| it.is_ascii_digit())
            && (database.is_empty() || !is_cluster);
        is_good.then_some(Self { url, is_cluster }).ok_or(NoSharedUrl)
    }
}

impl fmt::Display for NoSharedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "must be the address of a Redis server, such as rediss://redis.example.org:6380/0, or of a \
             cluster's node, redis-cluster://HOST:PORT; its password comes from \
             CUBEBOARD_SHARED_PASSWORD_FILE",
        )
    }
}

impl std::error::Error for NoSharedUrl {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_redis_and_without_a_password() {
        for (text, expected) in [
            ("redis://127.0.0.1", Some("redis://:geheim%2F@127.0.0.1")),
            (
                "rediss://kari@redis.example.org:6380/2",
                Some("rediss://kari:geheim%2F@redis.example.org:6380/2"),
            ),
            (
                "redis-cluster://node.example.org:7000",
                Some("redis://:geheim%2F@node.example.org:7000"),
            ),
            ("redis-cluster://node.example.org:7000/1", None),
            ("redis://:geheim@127.0.0.1", None),
            ("redis://127.0.0.1/a", None),
            ("redis://127.0.0.1/?protocol=3", None),
            ("http://127.0.0.1", None),
            ("127.0.0.1:6379", None),
            ("redis://", None),
        ] {
            let url = text.parse::<SharedUrl>().ok().map(|it| it.with_password(Some("geheim/")));
            assert_eq!(url.as_deref(), expected, "{text}");
        }
    }
}
