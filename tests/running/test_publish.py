"""Publishing: the number, the record, the zip; the same again, interrupted, twice at once, lost, damaged."""

import datetime as dt
import json
import shutil
import zipfile

import pytest

from tests.end_to_end.at_once import AtOnce, copy_of, draw_nothing, run_at_once
from tests.support.once import once
from tests.support.small_commune import REGISTER, SURVEY, processed_commune, unfinished
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.fingerprints import KEY
from xhht_analysis.base.periods import Period
from xhht_analysis.base.publications import FACTS, TABLE, Publication, read_record, write_publication
from xhht_analysis.base.store import PUBLISHED_FILE, Store
from xhht_analysis.commands.screen import bundle_text
from xhht_analysis.publishing.edition import lost, remember
from xhht_analysis.publishing.manifest import MANIFEST, read_manifest
from xhht_analysis.publishing.papers import PAPERS
from xhht_analysis.running import publish as module
from xhht_analysis.running.publish import publish
from xhht_analysis.running.republication import key_text, republications_text
from xhht_analysis.running.steps import Job

YEAR, AREA = Period(2024), REGISTER[0]
DAY, LATER = dt.date(2025, 1, 15), dt.date(2025, 2, 20)
REGISTER_FILE = "PCGD xã An Thử (2) final.xlsx"


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    return processed_commune(tmp_path_factory)


@pytest.fixture(scope="module")
def published(counted, tmp_path_factory):
    """The small commune, its year published once; pages are drawn by nobody."""

    def make(folder):
        root = copy_of(counted, folder / "project")
        with pytest.MonkeyPatch.context() as patch:
            draw_nothing(patch)
            run_at_once(Store(root), as_of=DAY)
            publish_at_once(Store(root))
        return root

    return once(tmp_path_factory, "xã nhỏ công bố một lần", make)


@pytest.fixture
def store(published, tmp_path, monkeypatch):
    draw_nothing(monkeypatch)
    return Store(copy_of(published, tmp_path / "project"))


def publish_at_once(store, period=YEAR, as_of=DAY, **how):
    return publish(Job(store, AtOnce(), as_of=as_of), period, **how)


def page(store, name="index.html"):
    return (store.output(AREA, YEAR) / name).read_text("utf-8")


def record_of(store):
    return read_record(store.publications(AREA))


def correct(store):
    """The plan is not what it was."""
    path = store.raw_area(AREA) / "plan-2024.toml"
    path.write_text(path.read_text("utf-8") + "\n# một ghi chú\n", encoding="utf-8")


def files_of(store):
    return {
        path.relative_to(store.root).as_posix(): path.read_bytes()
        for place in (store.outputs, store.raw)
        for path in place.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_before_it_everything_is_a_draft(counted, tmp_path, monkeypatch):
    draw_nothing(monkeypatch)
    store = Store(copy_of(counted, tmp_path / "project"))
    run_at_once(store)
    assert '<p class="edition">DỰ THẢO, chưa công bố</p>' in page(store)
    assert '<p class="edition">DỰ THẢO, chưa công bố</p>' in page(store, "tong-hop.html")
    assert "</a> (DỰ THẢO; dữ liệu mẫu)" in (store.outputs / "index.html").read_text("utf-8")
    assert read_manifest(store.output(AREA, YEAR) / MANIFEST)["publication"] is None
    assert not store.publications(AREA).exists()


def test_it_makes_everything_with_its_number_and_then_records_it(counted, tmp_path, monkeypatch):
    draw_nothing(monkeypatch, papers=True)
    store = Store(copy_of(counted, tmp_path / "project"))
    publish_at_once(store)
    words = "Công bố lần 1, ngày 15/01/2025"
    assert f'<p class="edition">{words}</p>' in page(store)
    assert f'<p class="edition">{words}</p>' in page(store, "tong-hop.html")
    assert f"</a> ({words}; dữ liệu mẫu)" in (store.outputs / "index.html").read_text("utf-8")
    manifest = read_manifest(store.output(AREA, YEAR) / MANIFEST)
    assert manifest["publication"] == {"number": 1, "day": "2025-01-15"}
    with zipfile.ZipFile(store.output(AREA, YEAR) / "chi-tieu.xlsx") as paper:
        assert words in paper.read("xl/sharedStrings.xml").decode().replace("\u00a0", " ")
    with zipfile.ZipFile(store.output(AREA, YEAR) / "bao-cao.docx") as paper:  # it is signed as it is
        assert "Công bố lần" not in paper.read("word/document.xml").decode()
    with zipfile.ZipFile(store.outputs / "bao-cao-2024.zip") as archive:
        assert f"Xem báo cáo</a> ({words})" in archive.read("index.html").decode()
        for name in (*PAPERS, "index.html", "so-lieu.html"):
            assert archive.read(f"{AREA}/2024/{name}") == (store.output(AREA, YEAR) / name).read_bytes()
    (one,) = record_of(store).publications
    assert (one.name, one.day, one.after, one.lost, one.changed) == ("2024/1", DAY, (), (), ())
    counts = (store.processed(AREA, YEAR) / "counts.csv").read_text("utf-8").splitlines()
    assert one.table.splitlines() == [f"period,{counts[0]}", *(f"2024,{line}" for line in counts[1:])]
    assert unfinished(store.root) == []


def test_nothing_changed_is_the_same_number_and_the_same_bytes(store):
    assert run_at_once(store)[1] == []  # what it was counted from is what is on record now
    before = files_of(store)
    made = publish_at_once(store, as_of=LATER)
    assert bundle_text(made).splitlines()[0] == (
        "  an-thu: không đổi, vẫn là bản Công bố lần 1, ngày 15/01/2025"
    )
    assert files_of(store) == before
    outcomes, done = run_at_once(store)  # and a run has nothing to do
    assert done == []
    assert republications_text(store, outcomes) == []
    assert files_of(store) == before


def elsewhere_with(store, root):
    """What another computer needs to go on: the raw files with the record among them, and the notebooks."""
    shutil.copytree(store.raw, root / "data" / "raw")
    shutil.copytree(store.notebooks, root / "notebooks")
    return Store(root)


def test_a_file_that_was_only_saved_anew_is_another_publication(store):
    """Its pages tell another fingerprint: no number stands on two kinds of bytes."""
    path = store.raw_period(AREA, YEAR) / REGISTER_FILE
    before = files_of(store)
    path.write_bytes(path.read_bytes() + b"\0")
    assert publish_at_once(store).complete
    assert record_of(store).last(YEAR).number == 2
    changed = {name for name, content in files_of(store).items() if before.get(name) != content}
    assert {name for name in changed if name.endswith("1/counts.csv")} == set()


def test_another_computer_with_raw_files_record_and_key_gives_the_same_bytes(store, tmp_path):
    elsewhere = elsewhere_with(store, tmp_path / "khác")
    shutil.copytree(store.root / KEY.parent, elsewhere.root / KEY.parent)
    assert key_text(elsewhere) == []
    publish_at_once(elsewhere, as_of=LATER)
    assert {n: d for n, d in files_of(elsewhere).items() if "2024" in n} == {
        name: content for name, content in files_of(store).items() if "2024" in name
    }


def test_another_computer_without_the_key_is_told_before_anything_is_made(store, tmp_path):
    elsewhere = elsewhere_with(store, tmp_path / "khác")
    (told,) = key_text(elsewhere)
    assert told.startswith("  ! Không có khóa của những lần công bố trước (data/private/fingerprint.key)")
    assert key_text(elsewhere) == []


def test_only_who_publishes_makes_a_key(tmp_path):
    store = Store(tmp_path)
    assert key_text(store) == [] and not (tmp_path / KEY).exists()
    assert key_text(store, publishes=True) == [] and (tmp_path / KEY).is_file()


def test_what_changed_is_a_draft_until_it_is_published_again(store):
    correct(store)
    outcomes, _ = run_at_once(store)
    assert '<p class="edition">DỰ THẢO, khác với lần công bố 1</p>' in page(store)
    assert republications_text(store, outcomes) == [
        "an-thu 2024: khác với lần công bố 1; công bố lại sẽ đổi:",
        "    không số đếm nào đổi; lời hoặc mô tả đổi",
    ]
    made = publish_at_once(store, as_of=LATER)
    assert made.published[AREA].words == "Công bố lần 2, ngày 20/02/2025"
    assert bundle_text(made).splitlines()[:2] == [
        "  an-thu: Công bố lần 2, ngày 20/02/2025",
        "    không số đếm nào đổi; lời hoặc mô tả đổi",
    ]
    assert [(one.name, one.after) for one in record_of(store).publications] == [
        ("2024/1", ()),
        ("2024/2", ("2024/1",)),
    ]
    assert '<p class="edition">Công bố lần 2, ngày 20/02/2025</p>' in page(store)


def test_a_person_who_is_corrected_is_told_by_counts_alone(store):
    """By hand: one of 24 literate at level 2, of 31 of whom it is known, was not."""
    publish_at_once(store, Period(1999))
    survey = store.raw.joinpath(*SURVEY) / "dieu tra.csv"
    lines = survey.read_text("utf-8").splitlines()
    assert lines[2].endswith(";19;1;")
    lines[2] = lines[2].replace(";19;1;", ";19;2;")  # 1: literate at level 2, 2: not
    survey.write_text("\n".join(lines) + "\n", encoding="utf-8")
    outcomes, _ = run_at_once(store, SURVEY[0])
    said = republications_text(store, outcomes)
    assert said[0] == "ben-thu 1999: khác với lần công bố 1; công bố lại sẽ đổi:"
    assert "    Biết chữ mức độ 2, 15–60 tuổi: 21/27 (chưa rõ 1) → 20/27 (chưa rõ 1)" in said
    publish_at_once(store, Period(1999), as_of=LATER)
    one, two = read_record(store.publications(SURVEY[0])).publications
    changed = {told["indicator"]: (told["from"], told["to"]) for told in two.changed}
    assert changed["xmc2_15_60"] == ("21/27 + 1", "20/27 + 1")


def test_back_to_what_it_was_is_the_publication_that_it_was(store):
    before = files_of(store)
    plan = store.raw_area(AREA) / "plan-2024.toml"
    text = plan.read_bytes()
    correct(store)
    run_at_once(store)
    plan.write_bytes(text)
    publish_at_once(store, as_of=LATER)
    assert files_of(store) == before


class Killed(BaseException):
    """The process is no more."""


STEPS = ["packed", "write_publication", "_settle"]


@pytest.mark.parametrize("step", STEPS)
def test_stopped_anywhere_it_publishes_the_same_number_the_next_time(store, step, monkeypatch):
    correct(store)

    def killed(*_, **__):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(module, step, killed)
        publish_at_once(store, as_of=LATER)
    recorded = [one.name for one in record_of(store).publications]
    assert recorded == (["2024/1"] if step != "_settle" else ["2024/1", "2024/2"])
    if len(recorded) == 1:  # nothing says that it is what it is not
        assert "Công bố lần 2" not in page(store)
        assert unfinished(store.root) == []
    made = publish_at_once(store, as_of=LATER)
    assert made.published[AREA].words == "Công bố lần 2, ngày 20/02/2025"
    assert [one.name for one in record_of(store).publications] == ["2024/1", "2024/2"]
    assert "Công bố lần 2" in page(store, "tong-hop.html")
    with zipfile.ZipFile(made.path) as archive:
        for name in archive.namelist():
            if name.startswith(AREA) and not name.endswith(MANIFEST):
                assert archive.read(name) == (store.outputs / name).read_bytes()
    assert unfinished(store.root) == []


def test_two_at_once_publish_it_once(store, monkeypatch):
    correct(store)
    pack = module.packed

    def after_another(*args):
        with monkeypatch.context() as patch:
            patch.setattr(module, "packed", pack)
            publish_at_once(store, as_of=LATER)
        return pack(*args)

    monkeypatch.setattr(module, "packed", after_another)
    made = publish_at_once(store, as_of=LATER)
    assert made.published[AREA].number == 2
    assert [one.name for one in record_of(store).publications] == ["2024/1", "2024/2"]


def test_of_two_that_differ_one_is_told_to_run_again(store, monkeypatch):
    correct(store)
    pack = module.packed

    def after_another(*args):
        with monkeypatch.context() as patch:
            patch.setattr(module, "packed", pack)
            publish_at_once(store, as_of=LATER + dt.timedelta(1))
        return pack(*args)

    monkeypatch.setattr(module, "packed", after_another)
    with pytest.raises(InputError) as refused:
        publish_at_once(store, as_of=LATER)
    assert str(refused.value) == (
        "an-thu: số liệu hoặc bản ghi công bố vừa đổi trong lúc đóng gói (có lệnh khác đang chạy). Hãy chạy "
        "lại xhht bundle."
    )
    assert [(one.name, one.day) for one in record_of(store).publications] == [
        ("2024/1", DAY),
        ("2024/2", LATER + dt.timedelta(1)),
    ]
    assert (store.outputs / "bao-cao-2024.zip").exists()
    assert "ngày 21/02/2025" in page(store)


@pytest.mark.parametrize("other", ["period", "plan", "number"])
def test_what_changes_while_it_is_packed_is_not_recorded(store, monkeypatch, other):
    """Another period is published meanwhile, what describes the area is not what it was, or between a last
    look and the record somebody takes the number.
    """
    correct(store)
    pack = module.packed

    def taken(*_):
        raise FileExistsError

    def after_another(*args):
        if other == "plan":
            correct(store)
        if other == "number":
            monkeypatch.setattr(module, "write_publication", taken)
        if other != "period":
            return pack(*args)
        recorded = Publication(Period(2023), 1, DAY, "", after=("2024/1",))
        write_publication(store.publications(AREA), recorded)
        return pack(*args)

    monkeypatch.setattr(module, "packed", after_another)
    with pytest.raises(InputError, match="^an-thu: số liệu hoặc bản ghi công bố vừa đổi trong lúc đóng gói"):
        publish_at_once(store, as_of=LATER)
    assert record_of(store).last(YEAR).number == 1
    assert "Công bố lần 2" not in page(store)


def test_a_lost_record_is_told_and_no_number_is_given_twice(store):
    shutil.rmtree(store.publications(AREA))
    outcomes, _ = run_at_once(store)
    assert '<p class="edition">DỰ THẢO, chưa công bố</p>' in page(store)
    assert republications_text(store, outcomes) == [
        "  ! an-thu: đã công bố 2024/1 nhưng data/raw/an-thu/publications không còn bản ghi; hãy chép lại "
        "thư mục ấy từ bản sao lưu hoặc từ máy đã công bố"
    ]
    with pytest.raises(InputError) as refused:
        publish_at_once(store, as_of=LATER)
    assert str(refused.value) == (
        "Đã công bố 2024/1 nhưng data/raw/an-thu/publications không còn bản ghi. Hãy chép lại thư mục ấy từ "
        "bản sao lưu hoặc từ máy đã công bố; nếu mất hẳn, thêm --without-record."
    )
    assert not store.publications(AREA).exists()
    made = publish_at_once(store, as_of=LATER, without_record=True)
    assert made.published[AREA].number == 2
    (one,) = record_of(store).publications
    assert (one.name, one.lost) == ("2024/2", ("2024/1",))
    assert publish_at_once(store, as_of=LATER).unchanged == [AREA]  # and nothing is said any more


@pytest.mark.parametrize("left", ["outputs", "processed"])
def test_outputs_and_counts_alone_know_that_something_was_published(store, left):
    shutil.rmtree(store.publications(AREA))
    if left == "outputs":
        (store.processed(AREA, YEAR) / PUBLISHED_FILE).unlink()
        processed = store.processed(AREA, YEAR).parent
        aside = processed.rename(store.root / "aside")
        assert lost(store, AREA) == ["2024/1"]  # while nothing is counted
        aside.rename(processed)
    else:
        shutil.rmtree(store.outputs)
    for _ in range(2):  # a run writes the manifest anew
        outcomes, _ = run_at_once(store)
        assert len(republications_text(store, outcomes)) == 1


def test_a_damaged_record_stops_the_area_and_is_told_once(store):
    path = store.publications(AREA) / "2024" / "1" / TABLE
    path.write_text(path.read_text("utf-8").replace(",0\n", ",1\n", 1), encoding="utf-8")
    before = page(store)
    outcomes, _ = run_at_once(store)
    said = (
        "Bản ghi công bố data/raw/an-thu/publications/2024/1/counts.csv thiếu, hỏng hoặc đã bị sửa. Hãy chép "
        "lại cả thư mục 2024/1 ấy từ bản sao lưu hoặc từ máy đã công bố."
    )
    assert [str(error) for outcome in outcomes for error in outcome.failed.values()] == [said]
    assert republications_text(store, outcomes) == []
    assert page(store) == before
    with pytest.raises(InputError) as refused:
        publish_at_once(store)
    assert str(refused.value) == said


def test_areas_are_published_side_by_side_and_one_that_fails_is_left_out(store):
    """The other area counts the same period too; its plan is broken at first."""
    copy_of(store.raw.joinpath(*SURVEY), store.raw / SURVEY[0] / "2024")
    plan = store.raw / SURVEY[0] / "plan-2024.toml"
    plan.write_text("[[target]\n", encoding="utf-8")
    made = publish_at_once(store, as_of=LATER)
    assert (made.complete, list(made.failed), list(made.published)) == (False, [SURVEY[0]], [AREA])
    assert (
        bundle_text(made).splitlines()[0].startswith("  ✗ ben-thu: chưa công bố được: Tệp ben-thu/plan-2024")
    )
    plan.unlink()
    made = publish_at_once(store, as_of=LATER)
    assert made.complete
    assert {area: edition.words for area, edition in made.published.items()} == {
        AREA: "Công bố lần 1, ngày 15/01/2025",
        SURVEY[0]: "Công bố lần 1, ngày 20/02/2025",
    }
    # its pages compare with the year before, which leaves with it
    (one,) = read_record(store.publications(SURVEY[0])).publications
    assert {line.split(",")[0] for line in one.table.splitlines()} == {"period", "2024", "1999"}


def test_a_period_without_files_is_no_publication(store):
    with pytest.raises(InputError) as refused:
        publish_at_once(store, Period(2023))
    assert str(refused.value) == (
        "Không địa bàn nào có số liệu của kỳ 2023 để công bố. Hãy chép phiếu điều tra vào data/raw/<địa "
        "bàn>/2023, hoặc nêu kỳ khác."
    )


def test_a_report_that_cannot_be_made_is_no_publication(store, monkeypatch):
    correct(store)
    failures = draw_nothing(monkeypatch)
    failures["literacy"] = InputError("Câu.")
    with pytest.raises(InputError, match=r"^Câu\.$"):
        publish_at_once(store, as_of=LATER)
    assert [one.name for one in record_of(store).publications] == ["2024/1"]
    assert not (store.outputs / "bao-cao-2024.zip").exists()
    assert unfinished(store.root) == []


def test_a_damaged_note_of_the_last_number_is_written_anew(store):
    note = store.processed(AREA, YEAR) / PUBLISHED_FILE
    note.write_text("{", encoding="utf-8")
    assert remember(store, AREA, YEAR) == 1
    assert json.loads(note.read_text(encoding="utf-8")) == {"number": 1}


def test_the_record_holds_no_hash_of_a_raw_file(store):
    facts = json.loads((store.publications(AREA) / "2024" / "1" / FACTS).read_bytes())
    told = json.dumps(facts)
    summary = json.loads((store.processed(AREA, YEAR) / "summary.json").read_bytes())
    assert summary["files"]
    assert [file["sha256"] for file in summary["files"] if file["sha256"] in told] == []
