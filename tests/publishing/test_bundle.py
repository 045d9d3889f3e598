"""The bundle: exactly what the manifests name, the same bytes each time, and nothing that was touched."""

import hashlib
import io
import json
import os
import re
import shutil
import stat
import zipfile

import pytest

from tests.support.small_commune import PAGES, REGISTER, made_commune
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.publishing.bundle import Part, packed
from xhht_analysis.publishing.gate import Refusal
from xhht_analysis.publishing.manifest import MANIFEST, as_bytes, content_hash
from xhht_analysis.publishing.papers import PAPERS
from xhht_analysis.report.report import open_report

PERIOD = Period(2024)
FOLDER = "/".join(REGISTER)
NAMES = sorted(
    ["index.html", "SHA256SUMS"]
    + [f"{FOLDER}/{name}" for name in (*PAPERS, MANIFEST, "index.html", *(f"{page}.html" for page in PAGES))]
)


@pytest.fixture
def store(tmp_path_factory, tmp_path):
    made = made_commune(tmp_path_factory)
    return Store(shutil.copytree(made.root, tmp_path / "xã nhỏ"))


def part_of(store):
    return Part(open_report(*REGISTER, root=store.root), store.output(REGISTER[0], PERIOD))


def archive_of(store):
    """The zip, opened, and what it is said to hold."""
    made, names = packed([part_of(store)], PERIOD)
    return zipfile.ZipFile(io.BytesIO(made)), names


def test_it_holds_what_the_manifest_names_and_nothing_else(store):
    folder = store.output(REGISTER[0], PERIOD)
    (folder / "bieu-mau").mkdir()
    (folder / "bieu-mau" / "khom-1.xlsx").write_bytes(b"a")
    (folder / "ghi chú.txt").write_bytes(b"a")
    (folder / "so-lieu-cu.html").write_bytes(b"a")
    archive, names = archive_of(store)
    assert sorted(archive.namelist()) == names == NAMES
    assert archive.namelist()[0] == "index.html"
    for name in NAMES:
        if name.startswith(FOLDER) and not name.endswith(MANIFEST):
            assert archive.read(name) == (store.outputs / name).read_bytes()
    told = json.loads((store.outputs / FOLDER / MANIFEST).read_bytes())
    del told["run"]  # when and where is not told
    assert json.loads(archive.read(f"{FOLDER}/{MANIFEST}")) == told


def test_it_says_nothing_of_when_and_by_whom(store):
    first = packed([part_of(store)], PERIOD)
    for path in store.outputs.rglob("*"):
        os.utime(path, (0, 0))
    assert packed([part_of(store)], PERIOD) == first
    infos = archive_of(store)[0].infolist()
    assert {(i.date_time, i.create_system, i.external_attr >> 16, i.extra, i.comment) for i in infos} == {
        ((1980, 1, 1, 0, 0, 0), 3, stat.S_IFREG | 0o644, b"", b"")
    }


def test_the_list_of_hashes_names_every_other_file(store):
    with archive_of(store)[0] as archive:
        lines = archive.read("SHA256SUMS").decode().splitlines()
        listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        others = [name for name in NAMES if name != "SHA256SUMS"]
        assert listed == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in others}


def test_its_index_leads_only_to_what_is_in_it(store):
    with archive_of(store)[0] as archive:
        page = archive.read("index.html").decode()
    leads = set(re.findall(r'href="([^"#]+)"', page))
    assert leads == {f"{FOLDER}/{name}" for name in ("index.html", *PAPERS)}
    assert "xã An Thử, tỉnh Thử" in page
    assert "Dữ liệu mẫu" in page


@pytest.mark.parametrize("name", ["tong-hop.html", "chi-tieu.xlsx"])
def test_a_file_that_was_changed_is_refused(store, name):
    path = store.output(REGISTER[0], PERIOD) / name
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(InputError) as refused:
        archive_of(store)
    assert str(refused.value) == (
        f"Tệp an-thu/2024/{name} thiếu hoặc đã bị sửa sau khi lập (khác manifest.json). "
        "Hãy lập lại: xhht run an-thu --period 2024"
    )


def test_a_file_that_is_gone_is_refused(store):
    (store.output(REGISTER[0], PERIOD) / "index.html").unlink()
    with pytest.raises(InputError, match="^Tệp an-thu/2024/index.html thiếu"):
        archive_of(store)


def rewrite(store, change):
    """A manifest changed together with its own hash, as somebody might who means it."""
    path = store.output(REGISTER[0], PERIOD) / MANIFEST
    manifest = json.loads(path.read_bytes())
    change(manifest["content"])
    path.write_bytes(as_bytes(manifest | {"content_sha256": content_hash(manifest["content"])}))


def test_a_manifest_cannot_name_other_files(store):
    secret = store.root / "data" / "processed" / "an-thu" / "2024" / "private" / "people.parquet"
    data = secret.read_bytes()
    for name in ("../../../data/processed/an-thu/2024/private/people.parquet", "people.parquet"):
        if name == secret.name:
            shutil.copy(secret, store.output(REGISTER[0], PERIOD))
        told = {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        rewrite(store, lambda content, told=told: content.update(files=[told]))
        with pytest.raises(InputError):
            archive_of(store)


def test_every_file_passes_the_gate_once_more(store):
    path = store.output(REGISTER[0], PERIOD) / "tong-hop.html"
    page = path.read_bytes().replace(b"</main>", b"<p>351234567</p></main>")
    path.write_bytes(page)
    told = {"name": path.name, "sha256": hashlib.sha256(page).hexdigest(), "size": len(page)}

    def put_in(content):
        content["files"] = [told if file["name"] == path.name else file for file in content["files"]]

    rewrite(store, put_in)
    with pytest.raises(Refusal, match="số 9 hoặc 12 chữ số"):
        archive_of(store)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
@pytest.mark.parametrize("part", ["tong-hop.html", MANIFEST, ""])
def test_a_link_is_not_followed(store, part):
    place = store.output(REGISTER[0], PERIOD) / part
    elsewhere = store.root / "elsewhere"
    place.rename(elsewhere)
    place.symlink_to(elsewhere)
    with pytest.raises(InputError, match="liên kết tới nơi khác"):
        archive_of(store)
