//! The built page needs no server of its own: plain files and the demo inside it are enough.

use cubeboard_e2e::browser::Looks;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::folders;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::static_files::StaticFiles;

#[tokio::test]
async fn the_demo_runs_from_plain_files_without_a_relay() -> Outcome {
    let files = StaticFiles::of(&folders::page()?).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open("/?demo=1&campaign=926&from=2017-01-01&to=2017-01-31&type=Sale").await?;
    page.sees("207 of 207 responses").await?;
    page.chart_is_drawn().await?;
    assert_eq!(page.console().await?, []);
    Ok(())
}

#[tokio::test]
async fn the_page_lives_in_a_folder_of_a_server_too() -> Outcome {
    let files = StaticFiles::below("/sales/", &folders::page()?).await?;
    let page = Page::at(files.origin(), &Looks::default()).await?;
    page.open("/sales/?demo=1&campaign=926&from=2017-01-01&to=2017-01-31&type=Sale").await?;
    page.sees("207 of 207 responses").await?;
    assert_eq!(page.console().await?, []);
    Ok(())
}
