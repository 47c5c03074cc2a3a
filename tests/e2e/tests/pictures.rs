//! The chart as a picture: read back by an SVG parser and a PNG decoder, it says what the page's chart says.

use cubeboard_e2e::browser::{Engine, Looks};
use cubeboard_e2e::demo;
use cubeboard_e2e::failure::Outcome;
use cubeboard_e2e::files::Saved;
use cubeboard_e2e::page::Page;
use cubeboard_e2e::relay::Relay;
use png::Decoder;
use roxmltree::{Document, Node};

const JANUARY: &str = "/?campaign=926&from=2017-01-01&to=2017-01-31&compare=previous&theme=dark";

/// What success wears on light paper.
const SALE: [u8; 3] = [0x25, 0x63, 0xc9];

fn texts(svg: &Document<'_>) -> Vec<String> {
    let texts = svg.descendants().filter(|it| it.has_tag_name("text"));
    texts.map(|it| it.text().unwrap_or_default().trim().to_owned()).collect()
}

fn length(of: Node<'_, '_>, name: &str) -> u32 {
    of.attribute(name).and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// Width, height and the pixels, four bytes each.
fn decode(saved: &Saved) -> Outcome<(u32, u32, Vec<u8>)> {
    let bytes = saved.bytes()?;
    let mut reader = Decoder::new(std::io::Cursor::new(bytes)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let frame = reader.next_frame(&mut pixels)?;
    Ok((frame.width, frame.height, pixels))
}

async fn open(page: &Page, rest: &str) -> Outcome {
    page.open(&format!("{JANUARY}{rest}")).await?;
    page.mark_millis("cubeboard:complete").await?;
    page.click("button", "Share and export").await
}

#[tokio::test]
async fn an_svg_has_the_charts_bars_and_says_what_they_are() -> Outcome {
    let (_relay, page) = demo().await?;
    open(&page, "&is_agent=kari.nordmann%40callcenter.no").await?;
    let saved = page.save("Chart as SVG").await?;
    assert_eq!(saved.name, "cubeboard-926-2017-01-01-2017-01-31.svg");
    let text = saved.text()?;
    let svg = Document::parse(&text)?;
    let texts = texts(&svg);
    let says = |words: &str| texts.iter().any(|it| it.contains(words));
    for words in [
        "Responses per day",
        "926",
        "1 Jan 2017",
        "31 Jan 2017",
        "kari.nordmann@callcenter.no",
        "634 of 634 responses",
        "Oslo time",
        "7-day mean",
        "Period before",
    ] {
        assert!(says(words), "{words} is not in {texts:?}");
    }
    let numbers = page.numbers("Responses per day").await?;
    let sales = numbers.iter().filter(|row| row[1] != "0" && row[0].contains("Jan")).count();
    // The mark in the legend is one more.
    let is_sale = |it: &Node<'_, '_>| it.attribute("fill") == Some("#2563C9");
    assert_eq!(svg.descendants().filter(is_sale).count(), sales + 1);
    Ok(())
}

#[tokio::test]
async fn a_picture_names_the_days_that_it_is_compared_with() -> Outcome {
    // Report 22.
    let (_relay, page) = demo().await?;
    for (language, expected) in [
        (
            "en",
            "Compared with Thu, 1 Feb 2024 – Wed, 28 Feb 2024. Without a counterpart: Thu, 29 Feb 2024.",
        ),
        ("nb", "Sammenlignet med "),
    ] {
        let rest =
            format!("/?campaign=2100&from=2025-02-01&to=2025-02-28&compare=year&lang={language}");
        page.open(&rest).await?;
        page.sees(&expected[..13]).await?;
        let [menu, svg] = if language == "en" {
            ["Share and export", "Chart as SVG"]
        } else {
            ["Del og eksporter", "Diagram som SVG"]
        };
        page.click("button", menu).await?;
        let text = page.save(svg).await?.text()?;
        let words = texts(&Document::parse(&text)?).join(" ");
        assert!(words.contains(expected), "{words}");
    }
    Ok(())
}

/// Whether a picture in PNG is this SVG, twice as large as the screen's pixels, on white.
fn check(png: &Saved, svg: &Saved) -> Outcome {
    let (width, height, pixels) = decode(png)?;
    let text = svg.text()?;
    let root = Document::parse(&text)?;
    let root = root.root_element();
    assert_eq!([width, height], [length(root, "width") * 2, length(root, "height") * 2]);
    assert_eq!(pixels[..4], [255; 4]);
    let sold = pixels.chunks_exact(4).filter(|it| it[..3] == SALE).count();
    assert!(sold > 10_000, "{sold} pixels of success");
    Ok(())
}

#[tokio::test]
async fn a_png_is_the_svg_with_two_pixels_for_each_of_the_screens() -> Outcome {
    let (_relay, page) = demo().await?;
    open(&page, "").await?;
    let png = page.save("Chart as PNG").await?;
    assert_eq!(png.name, "cubeboard-926-2017-01-01-2017-01-31.png");
    check(&png, &page.save("Chart as SVG").await?)?;
    page.click("button", "Copy chart").await?;
    page.sees("Chart copied as a picture").await?;
    assert_eq!(page.console().await?, []);
    Ok(())
}

#[tokio::test]
async fn firefox_paints_the_same() -> Outcome {
    let relay = Relay::demo().await?;
    let page = Page::inside(Engine::Firefox, relay.origin(), &Looks::default()).await?;
    open(&page, "").await?;
    check(&page.save("Chart as PNG").await?, &page.save("Chart as SVG").await?)
}

#[tokio::test]
async fn without_a_chart_there_is_nothing_to_save() -> Outcome {
    let (_relay, page) = demo().await?;
    page.open("/").await?;
    page.click("button", "Share and export").await?;
    page.click("button", "Chart as PNG").await?;
    page.sees("There are no rows to save").await
}

#[tokio::test]
async fn a_browser_that_alters_pictures_leads_to_the_svg() -> Outcome {
    // Report 37.
    let (_relay, page) = demo().await?;
    let noise = "const given = CanvasRenderingContext2D.prototype.getImageData;
        CanvasRenderingContext2D.prototype.getImageData = function (...place) {
            const image = given.apply(this, place);
            image.data.forEach((_, index) => image.data[index] ^= index % 7);
            return image;
        }";
    page.browser().run_in_every_document(noise).await?;
    open(&page, "").await?;
    page.click("button", "Chart as PNG").await?;
    page.sees("This browser alters pictures against tracking. Save the chart as SVG instead.").await
}
