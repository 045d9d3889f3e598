"""TH-02, THCS and MN as they are printed: rows of merged headings, numbered columns, shares between."""

from __future__ import annotations

from itertools import pairwise

from openpyxl.worksheet.worksheet import Worksheet

#: khóm → of age 6: owed, in grade 1; of 11: owed, finished, the others in primary; of 11–14: owed, finished
TH_02 = {"Khóm 1": (50, 49, 60, 57, 2, 220, 216), "Khóm 2": (40, 40, 50, 48, 1, 184, 181)}
#: age → children, women, minorities, disabled, owed, finished primary, at lower secondary, graduated
THCS_1 = {
    11: (111, 55, 6, 1, 110, 105, 103, 0), 12: (104, 50, 5, 0, 104, 103, 101, 0),
    13: (98, 47, 5, 2, 96, 96, 93, 0), 14: (95, 46, 3, 1, 94, 93, 90, 1),
}  # fmt: skip
#: age → owed, finished primary, graduated, then THPT here and away, GDTX here and away, GDNN here and away
THCS_2 = {
    15: (90, 90, 85, 70, 2, 5, 0, 4, 1), 16: (88, 87, 82, 66, 3, 6, 0, 4, 1),
    17: (85, 85, 80, 60, 2, 7, 1, 5, 1), 18: (80, 79, 74, 50, 4, 5, 0, 6, 2),
}  # fmt: skip
#: age → children, women, owed, in class, two sessions, finished the programme of their age
MN = {3: (90, 44, 89, 82, 80, 78), 4: (95, 47, 95, 92, 92, 90), 5: (99, 48, 98, 98, 98, 97)}


def _titles(sheet: Worksheet, form: str, title: str, width: int) -> None:
    sheet.append(["UBND XÃ THỬ", *[None] * (width - 2), f"Mẫu {form}"])
    sheet.append([title])
    sheet.append([None, None, "Thời điểm 30/9/2024"])
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=width)


def _merge(sheet: Worksheet, first: int, last: int, width: int) -> None:
    """Merge what is blank to the right of a heading, and below one that has nothing under it."""
    heads: set[int] = set()  # where a heading of this row or of one above begins
    for row in range(first, last):
        here = {c for c in range(1, width + 1) if sheet.cell(row, c).value is not None}
        heads |= here
        for start, end in pairwise([*sorted(heads), width + 1]):
            deeper = any(sheet.cell(row + 1, c).value is not None for c in range(start, end))
            bottom = row if deeper else last
            if start in here and (bottom > row or end - 1 > start):
                sheet.merge_cells(start_row=row, start_column=start, end_row=bottom, end_column=end - 1)


def _shares(part: int, of: int) -> str:
    return f"{100 * part / of:.2f}".replace(".", ",")


def th_02(sheet: Worksheet) -> None:
    """By khóm, with the level of each, which is no number of persons."""
    _titles(sheet, "TH-02", "TỔNG HỢP KẾT QUẢ PHỔ CẬP GIÁO DỤC TIỂU HỌC NĂM 2024", 13)
    sheet.append(["TT", "Khóm, ấp", "Trẻ 6 tuổi", None, None, "Trẻ 11 tuổi", None, None, None,
                  "Trẻ trong độ tuổi 11-14", None, None, "Đạt mức độ"])  # fmt: skip
    sheet.append([None, None, "Số phải PC", "Vào lớp 1", None, "Số phải PC", "HTCT tiểu học", None,
                  "Số còn lại đang học tiểu học", "Số phải PC", "HTCT tiểu học", None, None])  # fmt: skip
    sheet.append([None, None, None, "TS", "%", None, "TS", "%", None, None, "TS", "%", None])
    sheet.append([f"({n})" for n in range(1, 14)])
    _merge(sheet, 4, 6, 13)

    def line(number, label, told):
        six, one, eleven, done, others, all_, finished = told
        sheet.append([number, label, six, one, _shares(one, six), eleven, done, _shares(done, eleven), others,
                      all_, finished, _shares(finished, all_), 3])  # fmt: skip

    for number, (label, told) in enumerate(TH_02.items(), start=1):
        line(number, label, told)
    line(None, "Toàn xã", [sum(told) for told in zip(*TH_02.values(), strict=True)])
    sheet.append([None, None, "Người lập biểu"])


def thcs_m1(sheet: Worksheet) -> None:
    """Ages below one another, what is counted above, women and minorities of the children beside them."""
    _titles(sheet, "THCS-M1", "THỐNG KÊ TRẺ TRONG ĐỘ TUỔI 11-14 NĂM 2024", 11)
    sheet.append(["STT", "Độ tuổi", "Trẻ trong độ tuổi", None, None, "Khuyết tật", "Phải phổ cập",
                  "Hoàn thành chương trình tiểu học", None, "Đang học THCS", "Tốt nghiệp THCS"])  # fmt: skip
    sheet.append([None, None, "Tổng số", "Trong đó", None, None, None, "Số lượng", "Tỷ lệ %", None, None])
    sheet.append([None, None, None, "Nữ", "DTTS", *[None] * 6])
    sheet.append(["A", "B", *range(1, 10)])
    _merge(sheet, 4, 6, 11)
    for number, (age, told) in enumerate(THCS_1.items(), start=1):
        children, women, few, disabled, owed, done, at_lower, graduated = told
        sheet.append([number, age, children, women, few, disabled, owed, done, _shares(done, owed), at_lower,
                      graduated or "-"])  # fmt: skip
    total = [sum(told) for told in zip(*THCS_1.values(), strict=True)]
    sheet.append([None, "Cộng 11-14", *total[:6], _shares(total[5], total[4]), *total[6:]])


def thcs_m2(sheet: Worksheet) -> None:
    """What is counted below one another in three columns of labels, ages above."""
    _titles(sheet, "THCS-M2", "THỐNG KÊ THANH NIÊN TRONG ĐỘ TUỔI 15-18 NĂM 2024", 9)
    sheet.append(["TT", "Nội dung", None, None, "Độ tuổi", None, None, None, "Cộng 15-18"])
    sheet.append([None, None, None, None, "15 tuổi", "16 tuổi", "17 tuổi", "18 tuổi", None])
    for cells in ("A4:A5", "B4:D5", "E4:H4", "I4:I5"):
        sheet.merge_cells(cells)
    labels = [
        ("Số phải phổ cập", None, None), ("Hoàn thành chương trình tiểu học", None, None),
        ("Tốt nghiệp THCS", None, None),
        ("Sau tốt nghiệp THCS đang học", "THPT", "Trong tỉnh"), (None, None, "Ngoài tỉnh"),
        (None, "GDTX", "Trong tỉnh"), (None, None, "Ngoài tỉnh"),
        (None, "GDNN", "Trong tỉnh"), (None, None, "Ngoài tỉnh"),
    ]  # fmt: skip
    for number, (label, *told) in enumerate(zip(labels, *THCS_2.values(), strict=True), start=1):
        sheet.append([number, *label, *told, sum(told)])
    sheet.merge_cells("B9:B14")
    for top in (9, 11, 13):
        sheet.merge_cells(start_row=top, start_column=3, end_row=top + 1, end_column=3)


def mn_m1(sheet: Worksheet) -> None:
    """Ages above, total and women of each; the last column is of the three ages together."""
    _titles(sheet, "MN-M1", "THỐNG KÊ TRẺ MẦM NON NĂM HỌC 2023-2024", 10)
    sheet.append(["TT", "Nội dung", "Độ tuổi", *[None] * 5, "Cộng 3-5 tuổi", None])
    sheet.append([None, None, "3 tuổi", None, "4 tuổi", None, "5 tuổi", None, None, None])
    sheet.append([None, None, *["TS", "Nữ"] * 4])
    sheet.append([f"({n})" for n in range(1, 11)])
    for cells in ("A4:A6", "B4:B6", "C4:H4", "C5:D5", "E5:F5", "G5:H5", "I4:J5"):
        sheet.merge_cells(cells)
    labels = ["Số trẻ trong độ tuổi", None, "Số trẻ phải phổ cập", "Số trẻ ra lớp",
              "Trong đó học 2 buổi/ngày", "Hoàn thành chương trình GDMN theo độ tuổi"]  # fmt: skip
    for number, label in enumerate(labels):
        if label is None:
            continue
        told: list[object] = []
        for age in (3, 4, 5):
            told += [MN[age][number], MN[age][1] if number == 0 else None]
        total = sum(MN[age][number] for age in (3, 4, 5))
        sheet.append([number + 1, label, *told, total, sum(MN[a][1] for a in MN) if number == 0 else None])


def mn_02(sheet: Worksheet) -> None:
    """The same children, ages below one another."""
    _titles(sheet, "MN-02", "TỔNG HỢP PHỔ CẬP GIÁO DỤC MẦM NON NĂM 2024", 9)
    sheet.append(["TT", "Độ tuổi", "Trẻ trong độ tuổi", None, "Số phải phổ cập", "Trẻ đến trường", None,
                  "Học 2 buổi/ngày", "HTCT GDMN theo độ tuổi"])  # fmt: skip
    sheet.append([None, None, "Tổng số", "Nữ", None, "Số lượng", "Tỷ lệ", None, None])
    sheet.append([f"({n})" for n in range(1, 10)])
    _merge(sheet, 4, 5, 9)
    for number, (age, (children, women, owed, in_class, two, finished)) in enumerate(MN.items(), start=1):
        sheet.append([number, f"{age} tuổi", children, women, owed, in_class, in_class / owed, two, finished])
        sheet.cell(sheet.max_row, 7).number_format = "0.00%"
    total = [sum(told) for told in zip(*MN.values(), strict=True)]
    sheet.append(["", "Cộng 3-5 tuổi", *total[:4], total[3] / total[2], *total[4:]])
    sheet.cell(sheet.max_row, 7).number_format = "0.00%"


def th_02_by_school(sheet: Worksheet) -> None:
    """A row a school; only the sum is of the commune."""
    th_02(sheet)
    sheet["B8"], sheet["B9"], sheet["B4"] = "Trường TH Thử 1", "Trường TH và THCS Thử 2", "Đơn vị"
