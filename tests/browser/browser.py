"""A real Chromium for tests, through Playwright: what a page asks for, says, and shows."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")
DESK, TABLET, PHONE = 1200, 768, 390
A4_WIDTH = 624  # CSS pixels between the margins of 30 and 15 mm


@contextmanager
def open_browser() -> Iterator:
    """The system's browser, without a sandbox, since in CI the user is root."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def open_page(browser, *, width: int = DESK, scheme: str = "light") -> Iterator:
    """A page of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        locale="vi-VN",
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def noise(browser, paths: Iterable[Path]) -> list[tuple[str, str, str]]:
    """Everything pages do that they should not: requests beside their own file, messages, errors, dialogs.

    One tuple each: the file, what it did, and the words. Requests are cut off.
    """
    heard: list[tuple[str, str, str]] = []
    with open_page(browser) as page:
        name, own = "", ""

        def route(route) -> None:
            if route.request.url == own:
                route.continue_()
            else:
                heard.append((name, "request", route.request.url[:200]))
                route.abort()

        def dialog(dialog) -> None:
            heard.append((name, "dialog", dialog.message))
            dialog.dismiss()

        page.context.route("**/*", route)
        page.on("console", lambda message: heard.append((name, "console", message.text)))
        page.on("pageerror", lambda error: heard.append((name, "error", str(error))))
        page.on("popup", lambda popup: heard.append((name, "popup", popup.url)))
        page.on("dialog", dialog)
        for path in paths:
            name, own = "/".join(path.parts[-3:]), path.as_uri()
            page.goto(own)
            for details in page.locator("details").all():
                details.evaluate("e => e.open = true")
            page.mouse.move(300, 300)
            page.wait_for_timeout(50)
            if page.url != own:
                heard.append((name, "moved", page.url))
    return heard
