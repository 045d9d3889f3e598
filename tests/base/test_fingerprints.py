"""What a publication tells of a raw file cannot be guessed back, and a draft tells nothing."""

import errno
import hashlib
import os
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from tests.publishing.hand_report import PUBLISHED, hand_report
from tests.publishing.packages import parts
from xhht_analysis.base.fingerprints import KEY, fingerprint, make_key, told_of_key
from xhht_analysis.base.publications import UNPUBLISHED, Edition
from xhht_analysis.publishing.indicator_csv import indicator_csv
from xhht_analysis.publishing.manifest import as_bytes, manifest_of
from xhht_analysis.publishing.office_report import office_report
from xhht_analysis.publishing.page import render_page
from xhht_analysis.publishing.provenance import provenance_of
from xhht_analysis.publishing.reports import page_facts
from xhht_analysis.publishing.workbook_export import indicator_workbook

#: A list of three people of whom all is known but whether each can read.
LIST = "Khóm 1;1965;{};\nKhóm 1;1970;{};\nKhóm 2;1981;{};\n"
GUESSES = [hashlib.sha256(LIST.format(*boxes).encode()).hexdigest() for boxes in product("01", repeat=3)]

#: What is otherwise than the last publication is a draft, whatever its number.
DRAFT_AFTER = Edition(1)


@pytest.fixture
def report(tmp_path):
    files = [{"role": "phiếu điều tra 1", "sha256": GUESSES[5], "state": "counted"}]
    told = {"state": "đúng hạn", "received": None, "file": "phiếu điều tra 1"}
    units = [{"id": "k", "name": "Khóm 1", "kind": "khom", **told}]
    return hand_report(tmp_path, files=files, units=units)


def all_that_leaves(report):
    """The text of one file of every kind."""
    papers = (office_report(report), indicator_workbook(report))
    return "\n".join(
        [
            render_page("", page_facts(report, None)),
            indicator_csv(report),
            as_bytes(manifest_of(provenance_of(report), {})).decode(),
            *(text for paper in papers for text in parts(paper).values()),
        ]
    )


@pytest.mark.parametrize("edition", [UNPUBLISHED, DRAFT_AFTER, PUBLISHED])
def test_whoever_tries_all_fillings_of_the_blanks_learns_nothing(report, edition):
    left = all_that_leaves(replace(report, edition=edition))
    assert [guess for guess in GUESSES if guess[:8] in left] == []


@pytest.mark.parametrize("edition", [UNPUBLISHED, DRAFT_AFTER])
def test_a_draft_tells_nothing_and_makes_no_key(report, tmp_path, edition):
    left = all_that_leaves(replace(report, edition=edition))
    assert "fingerprint" not in left and "mã đối chiếu" not in left.lower()
    assert not (tmp_path / KEY).exists()


def test_whoever_has_the_key_can_check_a_file(report, tmp_path):
    left = all_that_leaves(replace(report, edition=PUBLISHED))
    assert left.count(fingerprint(tmp_path, GUESSES[5])) >= 4  # page, both places of the workbook, manifest


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path):
    assert make_key(tmp_path)
    path = tmp_path / KEY
    key = path.read_bytes()
    assert not make_key(tmp_path)
    assert fingerprint(tmp_path, "ab") == fingerprint(tmp_path, "ab") != fingerprint(tmp_path, "ac")
    assert (path.read_bytes(), [p.name for p in path.parent.iterdir()]) == (key, [path.name])
    if os.name != "nt":
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_copied_project_without_its_key_is_told(tmp_path):
    assert told_of_key(tmp_path, published=False) is None  # the first publication
    before = fingerprint(tmp_path, "ab")
    assert told_of_key(tmp_path, published=True) is None
    (tmp_path / KEY).unlink()
    assert str(told_of_key(tmp_path, published=True)).startswith("Không có khóa của những lần công bố trước")
    assert told_of_key(tmp_path, published=True) is None
    assert fingerprint(tmp_path, "ab") != before


def test_two_projects_have_two_keys(tmp_path):
    assert fingerprint(tmp_path / "một", "ab") != fingerprint(tmp_path / "hai", "ab")


@pytest.mark.parametrize("left", ["", "abc", "z" * 64, "ab" * 31])
def test_a_key_that_is_damaged_is_replaced(tmp_path, left):
    (tmp_path / KEY).parent.mkdir(parents=True)
    (tmp_path / KEY).write_text(left)
    assert make_key(tmp_path)
    assert not make_key(tmp_path)
    assert (tmp_path / KEY).with_name("fingerprint.key.hong").read_text() == left


def test_a_key_that_cannot_be_read_just_now_is_left_alone(tmp_path, monkeypatch):
    """A drive of the network that stumbles: a new key would make everything that was published another."""
    before = fingerprint(tmp_path, "ab")

    def stumbles(self, *args, **how):
        raise OSError(errno.EIO, "stumbles")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_text", stumbles)
        with pytest.raises(OSError):
            make_key(tmp_path)
    assert fingerprint(tmp_path, "ab") == before


def test_a_disk_without_second_names_keeps_the_key_of_the_first(tmp_path, monkeypatch):
    def none(part, path):
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", none)
    assert make_key(tmp_path)
    assert not make_key(tmp_path)
    assert len((tmp_path / KEY).read_text().strip()) == 64


def test_where_another_command_was_first_its_key_counts(tmp_path, monkeypatch):
    link = os.link

    def late(part, path):
        path.write_text("ab" * 32)
        link(part, path)

    monkeypatch.setattr(os, "link", late)
    assert not make_key(tmp_path)
    assert (tmp_path / KEY).read_text() == "ab" * 32


def test_a_disk_without_second_names_has_a_key_too(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert make_key(tmp_path)
    assert not make_key(tmp_path)


def test_no_hash_has_no_fingerprint(tmp_path):
    assert fingerprint(tmp_path, "") == ""
    assert not (tmp_path / KEY).exists()
