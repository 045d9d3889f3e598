"""Why something failed, where everybody may read it: raw files by their roles, no sheets, no places."""

import unicodedata

import pytest

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.files import unreadable
from xhht_analysis.base.messages import Message, speaking
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import RECEIVED_FILE, Store, write_json
from xhht_analysis.publishing.gate import Gate, Refusal
from xhht_analysis.running.outward import outward
from xhht_analysis.running.results import COUNTING, Outcome, write_last

NAME = "Danh sách bà Lê Thị Mơ (2).xlsx"
YEAR = Period(2024)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path)
    folder = store.raw_period("an-thu", YEAR)
    (folder / "Của ông Phạm Văn Quýt").mkdir(parents=True)
    for name in (NAME, "Lý Thị Na.csv", "corrections.toml"):
        (folder / name).touch()
    received = [
        {"name": NAME, "role": "phiếu điều tra 1"},
        {"name": "cũ Trần Văn Ổi.xls", "role": "tệp khác 1"},
    ]
    write_json(store.private("an-thu", Period(2023)) / RECEIVED_FILE, received)
    return store


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (f"Không đọc được tệp {NAME}: hỏng.", "Không đọc được tệp phiếu điều tra 1: hỏng."),
        (f"“{unicodedata.normalize('NFD', NAME)}”", "“phiếu điều tra 1”"),
        ("Tệp Lý Thị Na.csv có hai cột", "Tệp … có hai cột"),
        ("thư mục Của ông Phạm Văn Quýt", "thư mục …"),
        ("dùng cũ Trần Văn Ổi.xls", "dùng tệp khác 1"),
        ("Tệp an-thu/2024/corrections.toml, mục 2", "Tệp an-thu/2024/corrections.toml, mục 2"),
        (f"(“{NAME}”, trang “Tổ bà Lan”, ô G7): ô này", "(“phiếu điều tra 1”, trang “…”, ô G7): ô này"),
    ],
)  # fmt: skip
def test_names_of_files_folders_and_sheets(store, said, told):
    assert outward(InputError(Message.twin(said, said)), store, "an-thu") == told


def test_what_was_published_hides_no_name_of_a_period(store):
    (store.publications("an-thu") / "2024" / "1").mkdir(parents=True)
    said = "Hãy chạy: xhht run an-thu --period 2024"
    assert outward(InputError(Message.twin(said, said)), store, "an-thu") == said


def test_a_refusal_tells_no_place(store):
    with pytest.raises(Refusal) as refused:
        Gate().admit("chi-tieu.csv", b"khom\n0912345678\n")
    assert "dòng 2" in str(refused.value)
    assert outward(refused.value, store, "an-thu") == (
        "Tệp chi-tieu.csv không được công bố: có số giống số điện thoại."
    )
    with speaking("en"):
        assert outward(refused.value, store, "an-thu").startswith("chi-tieu.csv is not published: it holds")


def test_the_table_of_the_last_run_has_none(store):
    outcome = Outcome("an-thu", YEAR)
    outcome.fail(COUNTING, unreadable(NAME, "tệp hỏng"))
    outcome.fail("tong-hop.html", InputError(Message.twin(f"Thiếu tệp {NAME}.", "x")))
    outcome.add("phiếu điều tra 1", "unread", why=("unread",), name=NAME)
    write_last(store, [outcome])
    text = (store.root / "data" / "processed" / "lan-chay-cuoi.csv").read_text("utf-8-sig")
    assert "Mơ" not in text
    assert text.count("phiếu điều tra 1") == 3
