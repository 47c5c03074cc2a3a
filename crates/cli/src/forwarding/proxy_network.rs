//! Trusted proxies as a setting: one address, or a network of them.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;

/// The addresses of proxies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProxyNetwork(IpNet);

/// A text that is neither.
#[derive(Debug)]
pub struct NoProxyNetwork;

impl ProxyNetwork {
    /// Whether it has this address.
    pub fn contains(self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }
}

impl FromStr for ProxyNetwork {
    type Err = NoProxyNetwork;

    fn from_str(text: &str) -> Result<Self, NoProxyNetwork> {
        let address = text.parse().map(|it: IpAddr| it.to_canonical().into());
        address.or_else(|_| text.parse()).map(Self).map_err(|_| NoProxyNetwork)
    }
}

impl fmt::Display for NoProxyNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be an address or a network, such as 10.0.0.5 or 10.0.0.0/24")
    }
}

impl std::error::Error for NoProxyNetwork {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_the_addresses_that_begin_as_it_does() {
        for (network, address, expected) in [
            ("10.0.0.5", "10.0.0.5", true),
            ("10.0.0.5", "10.0.0.6", false),
            ("10.0.0.5", "::ffff:10.0.0.5", true),
            ("::ffff:10.0.0.5", "10.0.0.5", true),
            ("10.0.0.0/24", "10.0.0.255", true),
            ("10.0.0.77/24", "10.0.0.1", true),
            ("10.0.0.0/24", "10.0.1.0", false),
            ("2001:db8::/32", "2001:db8:7::1", true),
            ("2001:db8::/32", "10.0.0.5", false),
        ] {
            let network: ProxyNetwork = network.parse().unwrap();
            assert_eq!(network.contains(address.parse().unwrap()), expected, "{address}");
        }
        for text in ["", "10.0.0", "10.0.0.0/33", "example.org", "10.0.0.0/24, 10.0.1.0/24"] {
            assert!(text.parse::<ProxyNetwork>().is_err(), "{text}");
        }
    }
}
