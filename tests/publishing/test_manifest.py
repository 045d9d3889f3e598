"""The manifest: what was published, from what; equal for equal input, and no word of who ran it where."""

import getpass
import hashlib
import hmac
import json
import socket
from dataclasses import replace

import pytest

from tests.publishing.hand_report import AREA, PLAN, PUBLISHED, hand_report
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.fingerprints import KEY
from xhht_analysis.publishing import manifest
from xhht_analysis.publishing.manifest import (
    MANIFEST,
    Made,
    as_bytes,
    content_hash,
    made_files,
    read_manifest,
    record_of,
)
from xhht_analysis.publishing.provenance import provenance_of


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def made(content):
    return Made(sha256(content), len(content), {"program": "ab"}, ("program",))


FILES = {"tong-hop.html": made(b"<p>"), "chi-tieu.csv": made(b"a,b\n")}


def manifest_of(report, files, **more):
    return manifest.manifest_of(provenance_of(report), files, **more)


def test_files_with_hash_and_size_by_name(tmp_path):
    content = manifest_of(hand_report(tmp_path), FILES, missing=["xoa-mu-chu.html", "bao-cao.docx"])[
        "content"
    ]
    assert content["files"] == [
        {"name": "chi-tieu.csv", "sha256": sha256(b"a,b\n"), "size": 4},
        {"name": "tong-hop.html", "sha256": sha256(b"<p>"), "size": 3},
    ]
    assert content["missing"] == ["bao-cao.docx", "xoa-mu-chu.html"]


def test_inputs_rules_and_program(tmp_path):
    report = hand_report(tmp_path)
    content = manifest_of(report, {})["content"]
    assert content["inputs"]["received"] == [
        {"role": "phiếu điều tra 1", "state": "counted"},
        {"role": "tệp khác 1", "state": "other"},
    ]
    assert content["inputs"]["descriptions"] == [{"name": "area.toml"}, {"name": "plan-2024.toml"}]
    assert content["rules"]["recognition"] == {"id": "nd20-2014", "in_force": "2014-05-15"}
    assert "tt25-2023.toml" in [file["name"] for file in content["rules"]["files"]]
    assert all(file["sha256"] for file in content["rules"]["files"])  # the program's own
    assert content["program"] == {"name": "xhht-analysis", "version": report.summary["version"]}


def test_a_publication_carries_fingerprints_that_only_the_key_gives(tmp_path):
    report = replace(hand_report(tmp_path), edition=PUBLISHED)
    inputs = manifest_of(report, {})["content"]["inputs"]
    key = bytes.fromhex((tmp_path / KEY).read_text("ascii").strip())

    def told(digest):
        return hmac.new(key, digest.encode(), hashlib.sha256).hexdigest()

    assert [file["fingerprint"] for file in inputs["received"]] == [told("ab" * 32), told("cd" * 32)]
    assert inputs["descriptions"] == [
        {"name": "area.toml", "fingerprint": told(sha256(AREA.encode()))},
        {"name": "plan-2024.toml", "fingerprint": told(sha256(PLAN.encode()))},
    ]


def test_what_else_lies_beside_the_files_is_not_named(tmp_path):
    report = hand_report(tmp_path)
    folder = report.store.raw_period("an-thu", report.period)
    folder.mkdir(exist_ok=True)
    for name in ("Lê Thị Thử.toml", "corrections.toml"):
        (folder / name).write_text("", encoding="utf-8")
    described = manifest_of(report, {})["content"]["inputs"]["descriptions"]
    assert [file["name"] for file in described] == ["area.toml", "plan-2024.toml", "corrections.toml"]


def test_the_hashed_part_is_the_same_elsewhere_and_follows_what_changes(tmp_path):
    one = manifest_of(hand_report(tmp_path / "một"), FILES)
    other = manifest_of(hand_report(tmp_path / "hai"), dict(reversed(FILES.items())))
    assert one["content_sha256"] == other["content_sha256"] == content_hash(one["content"])
    changed = manifest_of(hand_report(tmp_path / "ba"), FILES | {"chi-tieu.csv": made(b"a,c\n")})
    assert changed["content_sha256"] != one["content_sha256"]


def test_it_names_no_place_and_no_user(tmp_path):
    told = manifest_of(hand_report(tmp_path), FILES)
    assert set(told) == {"content", "content_sha256", "run"}
    assert set(told["run"]) == {"at", "program"}
    text = as_bytes(told).decode()
    assert [
        word for word in (str(tmp_path), getpass.getuser() + "/", socket.gethostname()) if word in text
    ] == []


def test_reading_it_back(tmp_path):
    told = manifest_of(hand_report(tmp_path), FILES)
    path = tmp_path / "an-thu" / "2024" / MANIFEST
    path.parent.mkdir(parents=True)
    path.write_bytes(as_bytes(told))
    assert read_manifest(path) == told["content"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda manifest: json.dumps(manifest | {"content": manifest["content"] | {"files": []}}).encode(),
        lambda manifest: json.dumps(manifest["content"]).encode(),
        lambda manifest: json.dumps(manifest | {"more": 1}).encode(),
        lambda manifest: json.dumps(manifest | {"run": manifest["run"] | {"more": 1}}).encode(),
        lambda manifest: b"[]",
        lambda manifest: b"{",
        lambda manifest: b"\xff",
    ],
)
def test_one_that_was_changed_is_refused(tmp_path, spoil):
    path = tmp_path / "an-thu" / "2024" / MANIFEST
    path.parent.mkdir(parents=True)
    path.write_bytes(spoil(manifest_of(hand_report(tmp_path), FILES)))
    with pytest.raises(InputError) as refused:
        read_manifest(path)
    assert str(refused.value) == (
        "Tệp an-thu/2024/manifest.json hỏng hoặc đã bị sửa. Hãy lập lại: xhht run an-thu --period 2024"
    )


def test_files_that_are_there_as_they_were_made(tmp_path):
    path = tmp_path / "an-thu" / "2024" / MANIFEST
    path.parent.mkdir(parents=True)
    path.write_bytes(as_bytes(manifest_of(hand_report(tmp_path), FILES)))
    record = tmp_path / "record.json"
    record.write_text(json.dumps(record_of(FILES)))
    assert made_files(path, record) == {}
    path.with_name("tong-hop.html").write_bytes(b"<p>")
    path.with_name("chi-tieu.csv").write_bytes(b"a,B\n")
    assert made_files(path, record) == {"tong-hop.html": FILES["tong-hop.html"]}
    for spoilt in ("[]", "{", json.dumps(record_of({"tong-hop.html": made(b"<b>")}))):
        record.write_text(spoilt)
        assert made_files(path, record) == {}
    record.write_text(json.dumps(record_of(FILES)))
    path.write_bytes(path.read_bytes().replace(b"tong-hop", b"tong-hip"))
    assert made_files(path, record) == {}
