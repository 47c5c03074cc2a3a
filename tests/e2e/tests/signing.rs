//! A relay with a password of its own: the form leads to the view that was asked for, and signing out leads back to it.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use cubeboard_e2e::{JANUARY_SALES, demo};

const PASSWORD: &str = "tre blåbær & fløte";

#[tokio::test]
async fn who_signs_out_has_to_sign_in_again_and_comes_back_to_the_view() -> Outcome {
    let relay = Relay::guarded(PASSWORD).await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open(JANUARY_SALES).await?;
    page.fill("Password", "tre blåbær").await?;
    page.click("button", "Sign in").await?;
    page.sees("That is not the password.").await?;
    page.fill("Password", PASSWORD).await?;
    page.click("button", "Sign in").await?;
    page.sees("207").await?;
    assert!(page.address().await?.contains("campaign=926"), "{}", page.address().await?);

    page.click("button", "Sign out").await?;
    page.has("button", "Sign in").await?;
    // The page that the browser kept shows nothing without the relay.
    page.open(JANUARY_SALES).await?;
    page.has("button", "Sign in").await
}

#[tokio::test]
async fn where_nobody_signed_in_nobody_can_sign_out() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open(JANUARY_SALES).await?;
    page.sees("207").await?;
    page.is_gone("button", "Sign out").await
}
