"""Looking at a page as everybody will: on a desk and on a phone, by day and by night."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # ships no types
from playwright.sync_api import Page

PICTURES = Path("test-results/pages")
LOOKS = [("desktop", 1280, "light"), ("desktop", 1280, "dark"), ("phone", 375, "light"), ("phone", 375, "dark")]


def look_at(page: Page, name: str) -> None:
    """Look at the page in both widths and both schemes, and keep a picture of each."""
    for device, width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.screenshot(path=PICTURES / f"{name}-{device}-{scheme}.png", full_page=True)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}, {device}, {scheme}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} scrolls sideways on a {device}"
