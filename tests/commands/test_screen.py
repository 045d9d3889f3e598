"""The summary of a check: one screen, and never what stood in a cell."""

from xhht_analysis.base.findings import KINDS, Finding
from xhht_analysis.base.messages import speaking
from xhht_analysis.commands.screen import files_text, questions_text, summary_text
from xhht_analysis.sources.formats import password_needed

LIST = "data/processed/an-thu/2024/private/can-sua.xlsx"


def summary(findings, *, rows_read=1200, people=1190):
    return summary_text(findings, rows_read=rows_read, people=people, list_path=LIST)


def test_nothing_to_mend():
    assert summary([], rows_read=0, people=0) == (
        "Đã đọc 0 dòng: tính 0 người, không tính 0 dòng.\n"
        "\n"
        "Không có gì cần sửa.\n"
        "Ngoài ra: 0 chỗ đã hiểu lại, 0 ghi chú.\n"
        f"Danh sách đầy đủ (riêng tư): {LIST}\n"
    )


FOUND = [
    Finding("khom_spelling", "a.xlsx", "DATA", "A5", "K1", count=1234),
    Finding("row_dead", "a.xlsx", "DATA", "A9"),
    Finding("birth_missing", "a.xlsx", "DATA", "G10"),
    Finding("birth_missing", "b.xlsx", "DATA", "G9"),
    Finding("birth_missing", "b.xlsx", "DATA", "G10"),
    Finding("column_missing", "b.xlsx", "DATA", detail="“Năm sinh”"),
    Finding("total_differs", "b.xlsx", "Sổ", "C9", "Mẫu", "cột “Số” ghi Mẫu, cộng các dòng được 3"),
    Finding("file_unreadable", "c.xlsx", detail="Không đọc được tệp c.xlsx: tệp đặt mật khẩu; hãy bỏ."),
]


def test_what_to_mend_by_kind_by_file_and_where_to_begin():
    assert summary(FOUND) == (
        "Đã đọc 1.200 dòng: tính 1.190 người, không tính 10 dòng.\n"
        "\n"
        "Cần sửa 6 chỗ:\n"
        "        1  Tệp không đọc được\n"
        "        3  Không có năm sinh\n"
        "        1  Thiếu cột\n"
        "        1  Số tổng cộng ghi khác tổng các dòng\n"
        "Theo tệp:\n"
        "        4  b.xlsx\n"
        "        1  c.xlsx\n"
        "        1  a.xlsx\n"
        "Sửa trước, mỗi loại một chỗ:\n"
        "  a.xlsx › DATA › G10: Không có năm sinh\n"
        "  b.xlsx › DATA: Thiếu cột: “Năm sinh”\n"
        "  b.xlsx › Sổ › C9: Số tổng cộng ghi khác tổng các dòng\n"
        "Ngoài ra: 1.234 chỗ đã hiểu lại, 0 ghi chú.\n"
        f"Danh sách đầy đủ (riêng tư): {LIST}\n"
    )


def test_in_english():
    with speaking("en"):
        lines = summary(FOUND).splitlines()
    assert lines[0] == "1,200 rows read: 1,190 people counted, 10 rows set aside."
    assert lines[4] == "        3  No birth year"
    assert lines[-2:] == [
        "Besides: 1,234 values read differently, 0 notes.",
        f"Whole list (private): {LIST}",
    ]


def test_it_stays_one_screen_and_says_nothing_of_any_cell():
    found = [
        Finding(kind, f"{'tệp rất dài ' * 12}{n}.xlsx\x1b[2J", "DATA", "G5", "Zkmark", "Zkmark " * 40)
        for n in range(9)
        for kind in KINDS
    ]
    for files in (found, [Finding("file_unreadable", f"{n}.xlsx", detail="câu dài " * 60) for n in range(9)]):
        text = summary(files, rows_read=10**7, people=10**6)
        lines = text.splitlines()
        assert (len(lines) <= 24, max(map(len, lines)) <= 100) == (True, True)
        assert ("Zkmark" in text, "\x1b" in text) == (False, False)


def test_each_file_that_is_not_used_has_its_sentence():
    found = [
        Finding("file_unreadable", "c.xlsx", detail="Không đọc được tệp c.xlsx: tệp đặt mật khẩu; hãy bỏ."),
        Finding("file_unknown", "d.xlsx"),
        Finding("file_same", "b.xlsx", detail="a.xlsx"),
        Finding("birth_missing", "a.xlsx", "DATA", "G10"),
    ]
    lines = files_text(found).splitlines()
    assert lines[0] == "Không đọc được tệp c.xlsx: tệp đặt mật khẩu; hãy bỏ."
    assert [line.split(":")[0] for line in lines[1:]] == ["d.xlsx", "b.xlsx", ""]
    assert lines[1].startswith("d.xlsx: Tệp không thuộc mẫu nào đã biết; cần có: phiếu điều tra")
    assert files_text(found[3:]) == ""


def test_many_files_of_one_kind_are_one_line_with_the_remedy_first():
    """133 files of no known form, 40 with a password, two cut short: one line, one line, two lines."""
    found = [Finding("file_unknown", f"danh sách {n}.xlsx") for n in range(133)]
    found += [
        Finding("file_unreadable", f"p{n}.xlsx", detail=str(password_needed(f"p{n}.xlsx"))) for n in range(40)
    ]
    broken = "Không đọc được tệp b{}.xlsx: x."
    found += [Finding("file_unreadable", f"b{n}.xlsx", detail=broken.format(n)) for n in "12"]
    found += [Finding("folder_unread", f"thư mục {n}") for n in range(1000)]
    assert files_text(found).splitlines() == [
        "Cần có: phiếu điều tra PCGD-XMC hoặc biểu mẫu của đơn vị; tệp khác thì để ra ngoài thư mục của kỳ"
        " – 133 tệp: Tệp không thuộc mẫu nào đã biết (danh sách 0.xlsx, danh sách 1.xlsx, danh sách 2.xlsx"
        " và 130 cái khác).",
        "Hãy mở bằng Excel, bỏ mật khẩu rồi lưu lại – 40 tệp: tệp đặt mật khẩu (p0.xlsx, p1.xlsx, p2.xlsx"
        " và 37 cái khác).",
        "Không đọc được tệp b1.xlsx: x.",
        "Không đọc được tệp b2.xlsx: x.",
        "Cần có: chép các tệp ra ngay thư mục của kỳ, rồi xóa thư mục con – 1000 thư mục: Thư mục con"
        " trong thư mục của kỳ (thư mục 0, thư mục 1, thư mục 2 và 997 cái khác).",
        "",
    ]
    with speaking("en"):
        assert files_text(found[:133]).splitlines()[0] == (
            "Wanted: a PCGD-XMC register or a unit's form; move any other file out of the period's folder – "
            "133 files: The file is of no known form (danh sách 0.xlsx, danh sách 1.xlsx, danh sách 2.xlsx "
            "and 130 others)."
        )


def test_many_questions_about_files_lie_in_a_file():
    asked = [f'[[file]]  # {n}.xlsx\nis = "other"' for n in range(133)]
    path, whole = "data/raw/a/2024/files.toml", "data/processed/a/2024/private/files.toml"
    few = questions_text(asked[:2], path, whole=whole)
    assert few == (
        f"Chưa rõ 2 tệp. Chép các dòng sau vào {path}, giữ câu trả lời đúng, bỏ câu khác (docs/files.md):\n\n"
        f"{asked[0]}\n\n{asked[1]}\n\n"
    )
    assert questions_text(asked, path, whole=whole) == (
        f"Chưa rõ 133 tệp. Chép các dòng trong {whole} vào {path}, giữ câu trả lời đúng, bỏ câu khác "
        "(docs/files.md).\n\n"
    )
    with speaking("en"):
        assert questions_text(asked, path, whole=whole).count("\n") == 2
    assert questions_text([], path, whole=whole) == ""


def test_a_file_that_is_not_used_is_told_once_at_the_head():
    where = ("khom 2.xlsx", "THONG_TIN")
    findings = [
        Finding("unit_file_other_area", *where, found="Phú Hưng", detail="“Phú Hưng”"),
        Finding("khom_unknown", "a.xlsx", "DATA", "A17", found="Khóm 9"),
    ]
    head, blank = files_text(findings).splitlines()
    assert ("khom 2.xlsx" in head, blank) == (True, "")
    _, _, to_begin_with = summary(findings).partition("Sửa trước")
    assert "A17" in to_begin_with
    assert "khom 2.xlsx" not in to_begin_with
