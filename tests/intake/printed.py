"""Statistical forms as offices print them: merged headings, percentages beside counts, dotted thousands."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.group import write_area
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import Store
from xhht_analysis.running.pipeline import process_period

AREA = 'name = "Thử"\nkind = "xã"\nsynthetic = true\nsmallest_count = 1\nkhom = ["Khóm 1", "Khóm 2"]\n'
#: band: people (all, women, minorities, women of minorities), literate at 1, literate at 2
LITERACY = {
    "15-25": ((1200, 590, 60, 29), (1180, 581, 57, 28), (1150, 570, 55, 27)),
    "15-35": ((2500, 1240, 130, 66), (2440, 1211, 121, 60), (2390, 1190, 115, 57)),
    "15-60": ((6415, 3300, 310, 150), (6115, 3120, 280, 131), (5819, 2930, 250, 118)),
}


def cmc_1(sheet: Worksheet, rows: dict = LITERACY, *, dotted: bool = False) -> None:
    """CMC-1 with two rows of headings, numbered columns and a percentage after each total."""
    sheet["A1"], sheet["H1"] = "UBND XÃ THỬ", "Biểu CMC-1"
    sheet["A2"] = "THỐNG KÊ KẾT QUẢ XÓA MÙ CHỮ NĂM 2024"
    sheet.merge_cells("A2:M2")
    heads = ["TT", "Độ tuổi", "Dân số trong độ tuổi", "", "", "", "Số người biết chữ mức 1", "", "", "", "",
             "Số người biết chữ mức 2", "", "", "", ""]  # fmt: skip
    sheet.append([])
    sheet.append(heads)
    four, five = ["TS", "Nữ", "DT", "Nữ DT"], ["TS", "Tỷ lệ %", "Nữ", "DT", "Nữ DT"]
    sheet.append(["", "", *four, *five, *five])
    sheet.append([f"({n})" for n in range(1, 17)])
    for span in ("A4:A5", "B4:B5", "C4:F4", "G4:K4", "L4:P4"):
        sheet.merge_cells(span)
    for number, (band, (people, one, two)) in enumerate(rows.items(), start=1):

        def shown(n):
            return f"{n:,}".replace(",", ".") if dotted else n

        line = [number, f"Từ {band} tuổi", *map(shown, people)]
        for level in (one, two):
            rate = f"{100 * level[0] / people[0]:.2f}".replace(".", ",")
            line += [shown(level[0]), rate, *map(shown, level[1:])]
        sheet.append(line)


def store_with(folder: Path, **files: bytes | str | Workbook) -> Store:
    """A project with one area whose period 2024 holds these files; ``__`` in a name is a dot."""
    store = Store(folder)
    write_area(store, "thu", AREA)
    raw = store.raw / "thu" / "2024"
    raw.mkdir(parents=True)
    for name, content in files.items():
        path = raw / name.replace("__", ".")
        if isinstance(content, Workbook):
            content.save(path)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        else:
            path.write_bytes(content)
    return store


def counted(store: Store, period: str = "2024"):
    return process_period(store, "thu", Period.parse(period))


def book(**sheets) -> Workbook:
    """A workbook of sheets, each written by a function."""
    found = Workbook()
    found.remove(found.active)
    for name, write in sheets.items():
        write(found.create_sheet(name))
    return found


def cmc_3(sheet: Worksheet, ages: dict, *, apart: bool, group: str = "") -> None:
    """CMC-3: a row a single year, with subtotals; ``apart``: level 2 without those of level 1.

    ``ages``: age → people, illiterate at level 1, at level 2 (with level 1), women among each.
    """
    sheet.append(["Biểu XMC-3: Thống kê người mù chữ theo độ tuổi năm 2024"])
    sheet.append(["Độ tuổi", "Dân số", None, "Mù chữ mức 1", None, "Mù chữ mức 2", None, "Biết chữ", None])
    sheet.append([None, *["Tổng số", "Nữ"] * 4])

    def line(label, told):
        people, one, two = told[0::2]
        w_people, w_one, w_two = told[1::2]
        second = (two - one, w_two - w_one) if apart else (two, w_two)
        shown = [people, w_people, one, w_one, *second, people - two, w_people - w_two]
        sheet.append([label, *["-" if n == 0 else n for n in shown]])

    for age in range(15, 61):
        line(age, ages[age])
        for first, last in ((15, 25), (15, 35), (15, 60)):
            if age == last:
                told = [sum(ages[a][k] for a in range(first, last + 1)) for k in range(6)]
                line(f"Cộng {first}-{last}", told)


def by_single_years() -> dict:
    """age → people, women; illiterate at level 1, women; illiterate at level 2 (with level 1), women."""
    found = {}
    for age in range(15, 61):
        one = 0 if age < 30 else age // 12
        found[age] = (100 + age, 50 + age // 2, one, one // 2, 2 * one + age % 3, one + age % 3 // 2)
    return found


def th_m1(sheet: Worksheet) -> None:
    """TH-M1 with bare ages above the columns, as somebody typed it without merging anything."""
    sheet.append(["Mẫu TH-1TE", None, None, None, "Năm 2024"])
    sheet.append(["Nội dung", "Độ tuổi"])
    sheet.append([None, 6, 7, 8, 9, 10, "6-10", 11, 12, 13, 14, "11-14"])
    rows = {
        "Tổng số trẻ": (102, 100, 99, 98, 97, 96, 95, 94, 93),
        "Trong đó: Nữ": (50, 49, 48, 47, 46, 45, 44, 43, 42),
        "Khuyết tật": (2, 0, 1, 0, 1, 0, 0, 1, 1),
        "Khuyết tật có khả năng học tập": (2, 0, 1, 0, 0, 0, 0, 1, 0),
        "Được tiếp cận giáo dục": (1, 0, 1, 0, 0, 0, 0, 1, 0),
        "Chuyển đi": (1, 0, 0, 0, 0, 0, 0, 0, 0),
        "Chết": (0, 0, 0, 0, 0, 0, 0, 0, 0),
        "Số phải phổ cập": (99, 100, 98, 98, 96, 96, 95, 93, 92),
        "Học lớp 1": (97, 2, 0, 0, 0, 0, 0, 0, 0),
        "Học lớp 2": (0, 98, 1, 0, 0, 0, 0, 0, 0),
        "Học lớp 3": (0, 0, 97, 0, 0, 0, 0, 0, 0),
        "Học lớp 4": (0, 0, 0, 97, 2, 1, 0, 0, 0),
        "Học lớp 5": (0, 0, 0, 1, 94, 3, 0, 0, 0),
        "Đang học lớp 6 trở lên": (0, 0, 0, 0, 0, 91, 95, 93, 91),
        "Hoàn thành chương trình tiểu học": (0, 0, 0, 0, 0, 91, 95, 93, 91),
    }
    for label, told in rows.items():
        six, eleven = told[:5], told[5:]
        sheet.append([label, *six, sum(six), *eleven, sum(eleven)])
