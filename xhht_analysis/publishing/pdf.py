"""A published page as PDF, by the browser that the machine has: same page, same browser, same bytes."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject, TextStringObject

from xhht_analysis.base.errors import InputError

#: As commands are called, and where Windows and macOS keep what is no command.
_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "msedge",
    "microsoft-edge",
)
_PLACES = (
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
    r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_SECONDS = 120


def find_browser() -> str:
    """The browser's command. Raises InputError where the machine has none that prints."""
    found = next(filter(None, map(shutil.which, _COMMANDS)), None)
    places = (os.path.expandvars(place) for place in _PLACES)
    found = found or next((place for place in places if Path(place).is_file()), None)
    if found is None:
        raise InputError(
            "Không lập được PDF: máy không có Chrome, Edge hay Chromium. Hãy cài một trình duyệt ấy, hoặc mở "
            "trang báo cáo trong trình duyệt đang dùng rồi in ra PDF."
        )
    return found


def printed(page: Path, browser: str) -> bytes:
    """The page on A4 as its own stylesheet for print has it. Raises InputError where the browser fails."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        made = Path(scratch) / "page.pdf"
        command = [
            browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--no-pdf-header-footer", f"--user-data-dir={scratch}/profile",
            *(["--no-sandbox"] if _is_root() else []), f"--print-to-pdf={made}", page.resolve().as_uri(),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            return settled([made.read_bytes()])
        except (OSError, subprocess.SubprocessError, PyPdfError):
            raise InputError(
                "Trình duyệt {browser} không in được trang {page} ra PDF. Hãy đóng trình duyệt rồi chạy lại, "
                "hoặc mở trang ấy và in ra PDF.",
                browser=Path(browser).name, page=page.name,
            ) from None  # fmt: skip


def settled(files: Sequence[bytes]) -> bytes:
    """The files one behind the other, which say nothing of when and by what they were made."""
    writer = PdfWriter()
    for content in files:
        writer.append(PdfReader(io.BytesIO(content)), import_outline=False)
    writer.metadata = None
    writer._ID = None
    if "/Metadata" in writer.root_object:
        del writer.root_object[NameObject("/Metadata")]
    writer.root_object[NameObject("/Lang")] = TextStringObject("vi-VN")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def texts_of(content: bytes) -> Iterator[str]:
    """The text of each page of a PDF. Raises ValueError for what is none."""
    try:
        for page in PdfReader(io.BytesIO(content)).pages:
            yield page.extract_text(extraction_mode="layout")  # else letters with marks are torn apart
    except (PyPdfError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from None


def _is_root() -> bool:
    """Chromium's sandbox refuses the superuser."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
