"""The pages in a real browser: nothing is wider than the screen, something is drawn, it prints on A4."""

import re
import shutil
import subprocess

import matplotlib.image
import pytest

from tests.small_commune import PAGES, made_commune

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
#: Beside each page, frames as wide as a desk's screen and a phone's: what is wider than its frame is told.
FRAMES = """<!DOCTYPE html><html><body>{frames}<script>
onload = () => {{
  for (const frame of document.querySelectorAll("iframe")) {{
    const root = frame.contentDocument.documentElement;
    frame.title = [frame.width, root.clientWidth, root.scrollWidth, root.scrollHeight].join(" ");
  }}
  document.body.dataset.done = "1";
}};
</script></body></html>"""
SHEETS = [*PAGES, "index"]
WIDTHS = (1200, 390)


def chromium(folder, *words):
    process = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *words],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return process.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return made_commune(tmp_path_factory)


def test_no_page_is_wider_than_the_screen(made, tmp_path):
    frames = "".join(
        f'<iframe src="{made.output(f"{name}.html").as_uri()}" width="{width}" height="800" frameborder="0">'
        "</iframe>"
        for name in SHEETS
        for width in WIDTHS
    )
    sheet = tmp_path / "frames.html"
    sheet.write_text(FRAMES.format(frames=frames), encoding="utf-8")
    dom = chromium(
        tmp_path, "--allow-file-access-from-files", "--disable-web-security", "--virtual-time-budget=20000",
        "--dump-dom", sheet.as_uri(),
    )  # fmt: skip
    assert 'data-done="1"' in dom
    measured = [tuple(map(int, title.split())) for title in re.findall(r'title="([\d ]+)"', dom)]
    assert [(width, room) for width, room, _, _ in measured] == [(w, w) for _ in SHEETS for w in WIDTHS]
    names = [name for name in SHEETS for _ in WIDTHS]
    wide = [(name, *size) for name, size in zip(names, measured, strict=True) if size[2] > size[1]]
    assert wide == []
    assert all(height > 400 for *_, height in measured)


@pytest.mark.parametrize("name", ["tong-hop", "xoa-mu-chu"])
def test_a_page_is_drawn(made, tmp_path, name):
    shot = tmp_path / "page.png"
    chromium(
        tmp_path, f"--screenshot={shot}", "--window-size=1200,2000", made.output(f"{name}.html").as_uri()
    )
    picture = matplotlib.image.imread(shot)[..., :3]
    assert picture.shape[:2] == (2000, 1200)
    ground = picture[-1, 0]
    inked = (abs(picture - ground).max(axis=2) > 0.2).mean(axis=1) > 0
    assert inked[:1000].mean() > 0.2
    assert inked[1000:].mean() > 0.2


def test_a_page_prints_on_a4(made, tmp_path):
    paper = tmp_path / "page.pdf"
    chromium(
        tmp_path, f"--print-to-pdf={paper}", "--no-pdf-header-footer", made.output("tong-hop.html").as_uri()
    )
    pdf = paper.read_bytes()
    boxes = [[float(n) for n in box.split()] for box in re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)]
    assert {(box[2] // 1, box[3] // 1) for box in boxes} <= {(594, 841), (595, 841), (595, 842), (596, 842)}
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) >= 2
