//! A screen with a display key: it shows the wallboard of its campaigns, and gets nothing else.

use cubeboard_e2e::access::Rules;
use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::folders;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use tokio::process::Command;

const PASSWORD: &str = "tre blåbær & fløte";
const BOARD: &str = "/?view=wallboard&campaign=926&from=2017-01-01&to=2017-01-31";
const LIST: &str = "/api/v1/campaigns/926/responses/?from_date=20170101&to_date=20170131";

#[tokio::test]
async fn a_link_leads_a_screen_to_its_board_and_leaves_the_address() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (relay, link) = Relay::with_display(PASSWORD, folder.path()).await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open_at(&link).await?;
    page.sees("Successes today").await?;
    let address = page.address().await?;
    assert!(
        address.ends_with("/?view=wallboard&campaign=926&period=this-month&follow=1"),
        "{address}"
    );
    page.is_gone("link", "Dashboard").await?;

    page.open(BOARD).await?;
    page.sees("In the period 207").await?;
    page.sees("Latest successes OH 19:51").await?;
    assert_eq!(page.obstacles(Rules::All).await?, [""; 0]);
    // Whatever the address says, there is no dashboard.
    page.open(&BOARD.replace("view=wallboard&", "")).await?;
    page.sees("In the period 207").await?;
    // Nor a campaign that the key does not name.
    page.open(&BOARD.replace("926", "2026")).await?;
    page.sees("This screen may not show this campaign.").await
}

#[tokio::test]
async fn a_screen_gets_no_customer_and_no_agents_name() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (relay, link) = Relay::with_display(PASSWORD, folder.path()).await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    let fetch =
        "return fetch(arguments[0]).then(async reply => [reply.status, await reply.text()])";
    page.open_at(&link).await?;
    page.sees("Successes today").await?;
    let (status, list): (u16, String) = page.read(fetch, vec![LIST.into()]).await?;
    assert_eq!(status, 200);
    for secret in ["customer_name\":\"", "callcenter.no", "comment\":\""] {
        assert!(!list.contains(secret), "{secret} in {list}");
    }
    for closed in ["/api/v1/campaigns/", "/api/v1/campaigns/2026/responses/"] {
        let (status, _): (u16, String) = page.read(fetch, vec![closed.into()]).await?;
        assert_eq!(status, 403, "{closed}");
    }
    Ok(())
}

#[tokio::test]
async fn a_key_that_is_withdrawn_opens_nothing_any_more() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (relay, link) = Relay::with_display(PASSWORD, folder.path()).await?;
    let page = Page::at(relay.origin(), &Looks::default()).await?;
    page.open_at(&link).await?;
    page.sees("Successes today").await?;
    let withdrawn = Command::new(folders::command()?)
        .args(["display-key", "withdraw", "Room 2", "--keys"])
        .arg(folder.path().join("displays.json"))
        .status()
        .await?;
    assert!(withdrawn.success());
    let fetch = "return fetch(arguments[0]).then(reply => reply.status)";
    assert_eq!(page.read::<u16>(fetch, vec![LIST.into()]).await?, 401);
    page.open(BOARD).await?;
    page.sees("withdrawn").await?;
    page.open_at(&link).await?;
    page.sees("withdrawn").await?;
    assert!(!page.text().await?.contains("signed in as a display"));
    assert_eq!(page.obstacles(Rules::All).await?, [""; 0]);
    Ok(())
}
