"""A district or province of which a file tells twice, commune by commune and by how many reached a level."""

import pytest

from xhht_analysis.base.messages import speaking
from xhht_analysis.standards.levels import levels_text

HEAD = "area;period;indicator;numerator;denominator;percent;province;hardship\n"
#: Of two communes one has literacy at level 2, the other at level 1 alone.
COMMUNES = (
    "xã A;2025;Được công nhận xóa mù chữ;;;mức độ 2;Tỉnh An Giang;",
    "xã B;2025;Được công nhận xóa mù chữ;;;mức độ 1;An Giang;",
)
#: The province, spelt otherwise.
COUNTED = ("TỈNH AN GIANG;2025;communes_xmc_2;95;100;;;",)


def literacy(entries, level=2):
    """The one entry of the province; of literacy the outcome of a level, and what is proven and possible."""
    (wider,) = [one for one in entries if "scope" in one]
    (share,) = [s for s in wider["shares"] if (s["standard"], s["level"]) == ("xmc", level)]
    return wider, share["outcome"], (wider["levels"]["xmc"]["proven"], wider["levels"]["xmc"]["possible"])


@pytest.mark.parametrize(
    ("counted", "outcome", "levels", "note"),
    [
        # by the communes one of two, 90 % are needed
        ("1/2 xã", "fails", (1, 1), False),
        ("90/100 xã", "holds", (2, 2), False),  # the file holds two of the hundred
        ("89/100 xã", "fails", (1, 1), False),
        ("2/2 xã", "unknown", (1, 2), True),  # B has it not
        ("100/100 xã", "unknown", (1, 2), True),
        ("0/100 xã", "unknown", (1, 2), True),  # A has it
        ("1/1 xã", "unknown", (1, 2), True),  # of fewer than the file names
        ("92%", "holds", (2, 2), False),  # of an unknown number, of which the file may hold two
        ("100%", "unknown", (1, 2), True),
        ("trên 89%", "fails", (1, 1), False),  # decides nothing
    ],
)
def test_what_is_counted_of_all_goes_first_and_a_contradiction_decides_nothing(
    judged, counted, outcome, levels, note
):
    line = f"Tỉnh An Giang;2025;communes_xmc_2;;;{counted};;"
    wider, found, proven = literacy(judged(*COMMUNES, line))
    assert (found, proven) == (outcome, levels)
    assert literacy(judged(*COMMUNES, line), 1)[1] == "holds"  # of which nobody counted
    assert any("không kết luận được" in one for one in wider["notes"]) is note


def test_one_block_tells_of_an_area_from_both_and_names_them(judged):
    entries = judged(*COMMUNES, "Tỉnh An Giang;2025;communes_xmc_2;2;2;;;")
    text = levels_text(entries)
    block = text[text.index("Tỉnh An Giang") :]
    assert text.count("An Giang") == 1 and "không phải của xã" not in text
    lines = block.splitlines()
    assert lines[0] == "Tỉnh An Giang – năm 2025 (tính theo xã có trong tệp và theo số xã đạt mà tệp ghi)"
    at = lines.index("  Xóa mù chữ: Đạt mức độ 1, còn có thể đạt mức độ 2 khi đủ số liệu của các xã")
    assert lines[at + 1 : at + 4] == [
        "    - mức độ 1: 2/2 đạt, cần 81%",
        "    - mức độ 2: 1/2 đạt, cần 90%",
        "    - mức độ 2, theo số tệp ghi: 2/2 đạt, cần 90%",
    ]
    assert lines[-2:] == [
        "  2 xã có mức độ tính theo quyết định công nhận hoặc theo tệp ghi, vì thiếu số liệu để xét.",
        "  “Xóa mù chữ”, mức độ 2: theo từng nơi trong tệp thì 1/2 đạt, theo số tệp ghi thì 2/2: không kết "
        "luận được. Hãy kiểm tra lại.",
    ]  # fmt: skip
    with speaking("en"):
        assert "by the communes of the file and by how many" in levels_text(entries)


def test_what_an_area_tells_of_itself_stands_in_its_block(judged):
    entries = judged(*COMMUNES, "Tỉnh An Giang;2025;Được công nhận xóa mù chữ;;;mức độ 2;;")
    text = levels_text(entries)
    assert text.count("Tỉnh An Giang – năm 2025 (tính theo xã có trong tệp)\n") == 1
    assert text.count("An Giang") == 1
    assert "    • được công nhận mức độ 2\n" in text[text.index("Tỉnh An Giang") :]


@pytest.mark.parametrize(
    ("told", "beside", "said"),
    [
        ("mức độ 2", COMMUNES, "; tính theo các nơi có trong tệp thì khác, tệp có thể chưa đủ."),  # not B
        ("mức độ 2", COMMUNES[:1], ""),
        # 95 of 100 have level 2, and 90 % are needed
        ("mức độ 1", COUNTED, ", nhưng theo số liệu trong tệp thì khác. Hãy kiểm tra lại."),
        ("mức độ 1", (*COMMUNES, *COUNTED), ", nhưng theo số liệu trong tệp thì khác. Hãy kiểm tra lại."),
        ("mức độ 2", COUNTED, ""),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_level_that_an_area_tells_of_itself_is_held_against_what_is_judged(
    judged, told, beside, said, first
):
    line = (f"Tỉnh An Giang;2025;Được công nhận xóa mù chữ;;;{told};;",)
    entries = judged(*(line if first else ()), *beside, *(() if first else line))
    notes = [one for one in literacy(entries)[0]["notes"] if "được công nhận" in one]
    assert notes == ([f"“Xóa mù chữ”: được công nhận {told}{said}"] if said else [])
    assert levels_text(entries).count("thì khác") == bool(said)


def test_a_count_alone_is_said_to_be_one(judged):
    text = levels_text(judged("Tỉnh An Giang;2025;communes_xmc_2;90;100;;;"))
    assert text.startswith("Tỉnh An Giang – năm 2025 (tính theo số xã đạt mà tệp ghi)\n")
    assert text.count("An Giang") == 1


def test_where_nothing_is_judged_the_area_still_says_why(judged):
    text = levels_text(judged("Tỉnh An Giang;2025;xmc1_15_35;95;100;;;"))
    assert text.splitlines()[-1].endswith("Số liệu không phải của xã: không xét theo mức quy định cho xã.")


def test_communes_in_hardship_counted_apart_are_decided_by_one_count_only_where_all_have_it(judged):
    communes = (
        "xã A;2026;Phổ cập giáo dục mầm non cho trẻ em từ 3 đến 5 tuổi;;;đạt;Tỉnh An Giang;0",
        "xã B;2026;Được công nhận xóa mù chữ;;;mức độ 2;Tỉnh An Giang;1",
    )
    for counted, told in (("2/2 xã", ["holds", "holds"]), ("1/2 xã", ["holds", "unknown"])):
        entries = judged(*communes, f"Tỉnh An Giang;2026;communes_mn35_1;;;{counted};;")
        wider = literacy(entries)[0]
        assert [s["outcome"] for s in wider["shares"] if s["standard"] == "mn35"] == told
    # None has it, though A has.
    wider = literacy(judged(*communes, "Tỉnh An Giang;2026;communes_mn35_1;;;0/2 xã;;"))[0]
    assert [s["outcome"] for s in wider["shares"] if s["standard"] == "mn35"] == ["unknown", "unknown"]


def test_a_commune_of_the_province_s_name_keeps_its_own_block(judged):
    text = levels_text(judged("An Giang;2025;xmc1_15_35;95;100;;Tỉnh An Giang;"))
    assert [line for line in text.splitlines() if "An Giang" in line] == [
        "An Giang – năm 2025", "Tỉnh An Giang – năm 2025 (tính theo xã có trong tệp)",
    ]  # fmt: skip
