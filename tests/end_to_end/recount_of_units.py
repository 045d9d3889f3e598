"""What the units' workbooks of a folder add up to, counted a second time with nothing in common.

Written from the workbooks' own guide: plain dicts, headings as they stand in the files, no pandas, nothing of
the package. A figure is (numerator, denominator, unknown); ``None`` for the denominator of an amount.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from python_calamine import CalamineWorkbook

Cell = tuple[str, str]  # khóm, group
Counts = dict[Cell, tuple[int, int | None, int]]
Row = dict[str, object]
#: Name → kind of unit, levels of school.
Units = dict[str, tuple[str, tuple[str, ...]]]

GENERAL = ("TH", "THCS", "THPT")
TOPICS = ("chuyển giao kỹ thuật", "pháp luật", "sức khỏe", "môi trường")
KINDS = (*TOPICS, "dạy nghề", "năng lực thông tin", "kỹ năng sống", "khác")
STAFF = ("giáo viên nhân viên đủ", "giáo viên đạt chuẩn", "có người theo dõi")
ROOMS = ("phòng học đủ", "thiết bị dạy học")


def plain(value: object) -> str:
    """Small letters, one space, Đ as one letter, tones where most people put them."""
    words = unicodedata.normalize("NFD", str(value).replace("Ð", "Đ").lower())
    words = re.sub(r"[\s\u00a0,;:.]+", " ", words).strip()
    return " ".join(_toneless_place(word) for word in words.split(" "))


def _toneless_place(word: str) -> str:
    tones = "".join(c for c in word if c in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", "".join(c for c in word if c not in tones)) + tones


def number(value: object) -> int | None:
    """A count; a blank is not known, a dot parts thousands in what is typed as text."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float):
        return int(value)
    digits = re.sub(r"[.\s\u00a0]|đồng|người", "", str(value))
    return int(digits) if re.fullmatch(r"\d+", digits) else None


def yes_no(value: object) -> bool | None:
    word = plain(value)
    return (
        True
        if word in ("có", plain("có"), "x", "1", "rồi")
        else False
        if word in (plain("không"), "0")
        else None
    )


def day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    found = re.fullmatch(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*", str(value))
    return dt.date(int(found[3]), int(found[2]), int(found[1])) if found else None


class Book:
    """One unit's workbook: its name, and the rows of every sheet by heading."""

    def __init__(self, path: Path) -> None:
        book = CalamineWorkbook.from_path(str(path))
        self.sheets = {
            heading_of(name): book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
        cover = {plain(row[0]): row[1] for row in self.sheets.get(plain("Bìa"), []) if len(row) > 1}
        self.unit = plain(cover.get(plain("Đơn vị"), ""))
        self.drawn_up = day(cover.get(plain("Ngày lập"), ""))

    def rows(self, title: str) -> list[Row]:
        """The filled rows below the fourth, each heading → cell; totals left out."""
        grid = self.sheets.get(plain(title))
        if grid is None:
            return []
        line = next((n for n, row in enumerate(grid[:12]) if plain(row[0]) in HEADS), None)
        if line is None:
            return []
        headings = [heading_of(cell) for cell in grid[line]]
        found = []
        for cells in grid[line + 1 :]:
            row = dict(zip(headings, cells, strict=False))
            first = plain(cells[0])
            if first in TOTALS or not any(plain(c) for c in cells[1:]):
                continue
            found.append(row | {"": cells[0]})
        return found


TOTALS = {plain(word) for word in ("Tổng", "Tổng cộng", "Cộng")}
#: What clerks write for a kind of the list.
SAID_OTHERWISE = {plain("khuyến nông"): plain(TOPICS[0]), plain("Tin học"): plain("năng lực thông tin")}
HEADS = {plain(word) for word in ("TT", "Mục", "Đơn vị", "Khóm", "Ấp")}


def heading_of(text: object) -> str:
    """A title or a heading in plain letters; a workbook says what its place calls a khóm."""
    return plain(re.sub(r"\b[Ấấ]p\b", "khóm", str(text)))


def cell(row: Row, heading: str) -> object:
    """The cell below a heading, or below one that is a beginning of it."""
    wanted = plain(heading)
    if wanted in row:
        return row[wanted]
    close = [key for key in row if key and (wanted.startswith(key) or key.startswith(wanted))]
    return row[close[0]] if close else ""


def total(lines: Iterable[tuple[int | None, int | None]]) -> tuple[int, int, int]:
    part = of = unknown = 0
    for numerator, denominator in lines:
        if denominator is None:
            continue
        if numerator is None:
            unknown += denominator
        else:
            part, of = part + numerator, of + denominator
    return part, of, unknown


class Folder:
    """The workbooks of one period: by unit the one that counts. ``units``: name → (kind, levels)."""

    def __init__(self, folder: Path, units: Units, due: dt.date | None, year: int) -> None:
        self.units, self.due, self.year = units, due, year
        since = tomllib.loads((folder.parent / "area.toml").read_text(encoding="utf-8")).get("since")
        #: The first month of the year in which there was such a commune.
        self.first = since.month if since and since.year == year else 1
        self.books: dict[str, Book] = {}
        for path in sorted(folder.glob("*.xlsx")):
            book = Book(path)
            name = next((unit for unit in units if plain(unit) == book.unit), None)
            if name is None:
                continue
            before = self.books.get(name)
            if before is None or (book.drawn_up or dt.date.min) > (before.drawn_up or dt.date.min):
                self.books[name] = book

    def of(self, kind: str, *levels: str) -> list[str]:
        return [
            name
            for name, (own, of) in self.units.items()
            if own == kind and (not levels or set(of) & set(levels))
        ]

    def rows(self, title: str, units: Iterable[str] | None = None) -> list[tuple[str, Row]]:
        names = self.units if units is None else units
        return [(name, row) for name in names if name in self.books for row in self.books[name].rows(title)]

    def item(self, title: str, item: str, units: Iterable[str]) -> list[tuple[str, Row]]:
        return [
            (name, row) for name, row in self.rows(title, units) if plain(row[""]).startswith(plain(item))
        ]

    # --- khóm

    def by_khom(self, title: str, part: str, whole: str, item: str = "") -> Counts:
        found = self.item(title, item, self.of("khom")) if item else self.rows(title, self.of("khom"))
        lines = {name: [] for name, _ in found}
        for name, row in found:
            lines[name].append((number(cell(row, part)), number(cell(row, whole))))
        cells = {(name, ""): total(of_khom) for name, of_khom in lines.items()}
        return {("", ""): total(line for of_khom in lines.values() for line in of_khom)} | cells

    # --- the centre

    def opened(self) -> list[Row]:
        return [
            row for _, row in self.rows("Lớp chuyên đề") if plain(cell(row, "Tình trạng")) == plain("đã mở")
        ]

    def learners(self) -> Counts:
        kinds: dict[str, int] = defaultdict(int)
        for row in self.opened():
            kinds[SAID_OTHERWISE.get(kind := plain(cell(row, "Loại")), kind)] += (
                number(cell(row, "Số người học")) or 0
            )
        named = {
            ("", f"loại: {kind}"): (kinds[plain(kind)], None, 0) for kind in KINDS if plain(kind) in kinds
        }
        return {("", ""): (sum(kinds.values()), None, 0)} | named

    def learners_of(self, heading: str) -> Counts:
        lines = [(number(cell(row, heading)), number(cell(row, "Số người học"))) for row in self.opened()]
        return {("", ""): total(lines)}

    def seats(self, heading: str) -> Counts:
        return {("", ""): (sum(number(cell(row, heading)) or 0 for row in self.opened()), None, 0)}

    def persons(self) -> Counts:
        """Persons of the centre, each once: all, then its groups and the khóm that they come from."""
        told = {
            plain(row[""]): number(cell(row, "Số người"))
            for _, row in self.rows("Người học theo nhóm", self.of("centre"))
        }
        everybody = told.get(plain("Tất cả người học"))
        if everybody is None:
            return {}
        groups = {("", group): told.get(plain(item)) for item, group in PERSONS.items()}
        known = {key: (n, None, 0) if n is not None else (0, None, everybody) for key, n in groups.items()}
        return {("", ""): (everybody, None, 0)} | known | self.from_khom("centre")

    def from_khom(self, kind: str) -> Counts:
        """Learners by the khóm that they come from; nothing where one of them is blank."""
        rows = [row for _, row in self.rows("Người học theo khóm", self.of(kind))]
        persons = [(str(row[""]).strip(), number(cell(row, "Người của khóm đã học"))) for row in rows]
        if any(n is None for _, n in persons):
            return {}
        found: dict[str, int] = defaultdict(int)
        for khom, n in persons:
            found[khom] += n or 0
        return {(khom, ""): (n, None, 0) for khom, n in found.items()}

    def of_literacy_classes(self) -> Counts:
        by_khom = self.from_khom("school")
        return by_khom and {("", ""): (sum(n for n, _, _ in by_khom.values()), None, 0)} | by_khom

    def providers(self, heading: str) -> Counts:
        """What others than the centre taught, by their kind."""
        kinds: dict[str, int] = defaultdict(int)
        for _, row in self.rows("Nơi tổ chức học"):
            n = number(cell(row, heading))
            if n is None:
                return {}
            kinds[str(cell(row, "Loại nơi học")).strip() or "chưa rõ"] += n
        of_kind = {("", kind): (n, None, 0) for kind, n in kinds.items()}
        return {("", ""): (sum(kinds.values()), None, 0)} | of_kind

    def topics(self) -> Counts:
        held = {plain(cell(row, "Loại")) for row in self.opened()}
        each = {("", topic): (int(plain(topic) in held), 1, 0) for topic in TOPICS}
        return {("", ""): (sum(n for n, _, _ in each.values()), 4, 0)} | each

    def planned(self, title: str) -> Counts:
        planned = [row for _, row in self.rows(title) if yes_no(cell(row, "Có trong kế hoạch năm"))]
        held = [row for row in planned if plain(cell(row, "Tình trạng")) == plain("đã mở")]
        return {("", ""): (len(held), len(planned), 0)}

    def classes(self) -> Counts:
        """Classes of the centre: those in the plan, and of each kind of them, that were held."""
        found = self.planned("Lớp chuyên đề")
        by_kind: dict[str, list[bool]] = defaultdict(list)
        for _, row in self.rows("Lớp chuyên đề"):
            if yes_no(cell(row, "Có trong kế hoạch năm")):
                kind = plain(cell(row, "Loại"))
                held = plain(cell(row, "Tình trạng")) == plain("đã mở")
                by_kind[SAID_OTHERWISE.get(kind, kind)].append(held)
        for kind in KINDS:
            if held_of := by_kind.get(plain(kind)):
                found["", f"loại: {kind}"] = (sum(held_of), len(held_of), 0)
        return found

    def equipment(self) -> Counts:
        rows = [
            [number(cell(row, heading)) for heading in ("Số cần có", "Số hiện có", "Bổ sung trong kỳ")]
            for _, row in self.rows("Trang thiết bị")
        ]
        return {
            ("", ""): total((None if had is None else min(had, of or 0), of) for of, had, _ in rows),
            ("", "bổ sung trong kỳ"): total((added, of) for of, _, added in rows),
        }

    def answers(self, title: str, heading: str, item: str = "") -> Counts:
        rows = self.item(title, item, self.units) if item else self.rows(title)
        return {("", ""): self.yes(yes_no(cell(row, heading)) for _, row in rows)}

    @staticmethod
    def yes(answers: Iterable[bool | None]) -> tuple[int, int, int]:
        told = list(answers)
        return told.count(True), len(told) - told.count(None), told.count(None)

    def rated(self) -> Counts:
        bands = [
            plain(cell(row, "Xếp loại")) for _, row in self.item("Tự đánh giá", "TTHTCĐ", self.of("centre"))
        ]
        return {("", ""): self.yes(band == plain("tốt") for band in bands if band)}

    # --- money

    def money(self, key: str, *headings: str) -> dict[str, list[list[int | None]]]:
        """By source or purpose, the numbers below the headings of every row that has one of them."""
        found: dict[str, list[list[int | None]]] = defaultdict(list)
        for _, row in self.rows("Kinh phí"):
            numbers = [number(cell(row, heading)) for heading in headings]
            if any(one is not None for one in numbers):
                found[str(cell(row, key)).strip() or "chưa rõ"].append(numbers)
        return found

    def raised(self) -> Counts:
        found = self.money("Nguồn", "Vận động được bằng tiền", "Vận động được bằng hiện vật")
        rows = [row for rows in found.values() for row in rows]
        cash, kind = (sum(row[place] or 0 for row in rows) for place in (0, 1))
        sources = {
            ("", source): (sum((a or 0) + (b or 0) for a, b in rows), None, 0)
            for source, rows in found.items()
        }
        forms = {("", "tiền mặt"): (cash, None, 0), ("", "hiện vật"): (kind, None, 0)}
        return {("", ""): (cash + kind, None, 0)} | sources | forms

    def spent(self) -> Counts:
        found = self.money("Nguồn", "Đã chi", "Dự toán năm")
        sources = {("", source): total((row[0], row[1]) for row in rows) for source, rows in found.items()}
        return {("", ""): total((row[0], row[1]) for rows in found.values() for row in rows)} | sources

    def by_purpose(self) -> Counts:
        found = self.money("Mục đích", "Đã chi", "Dự toán năm")
        purposes = {("", of): (sum(row[0] or 0 for row in rows), None, 0) for of, rows in found.items()}
        return {("", ""): (sum(n for n, _, _ in purposes.values()), None, 0)} | purposes

    # --- schools and the town

    def school(self, part: str, whole: str, units: list[str]) -> Counts:
        return {
            ("", ""): total(
                (number(cell(row, part)), number(cell(row, whole)))
                for _, row in self.rows("Trường học", units)
            )
        }

    def pupils(self) -> Counts:
        units = [
            name
            for name, row in self.rows("Trường học")
            if name in self.of("school", *GENERAL) or number(cell(row, "Học kỹ năng sống")) is not None
        ]
        return self.school("Học kỹ năng sống", "Số học sinh, trẻ", units)

    def digital(self) -> Counts:
        rows = self.rows("Trường học", self.of("school", *GENERAL))
        silent = len(self.of("school", *GENERAL)) - len(rows)
        part, of, unknown = self.yes(yes_no(cell(r, "Quản lý dạy học trên môi trường số")) for _, r in rows)
        return {("", ""): (part, of, unknown + silent)}

    def online(self) -> Counts:
        cells = [
            number(cell(row, heading))
            for title, headings in (
                ("Trường học", ("Học liệu đưa lên mạng", "Lớp học trực tuyến")),
                ("Kế hoạch bồi dưỡng", ("Tài liệu đưa lên mạng",)),
            )
            for _, row in self.rows(title)
            for heading in headings
        ]
        return {("", ""): (sum(one or 0 for one in cells), None, 0)}

    def own_plans(self) -> Counts:
        rows = dict(self.rows("Kế hoạch bồi dưỡng"))
        owing = [name for name, (kind, _) in self.units.items() if kind != "khom"]
        answers = [
            yes_no(cell(rows[name], "Có kế hoạch bồi dưỡng")) if name in rows else None for name in owing
        ]
        return {("", ""): self.yes(answers)}

    def teachers(self) -> Counts:
        rows = [
            [number(cell(row, heading)) for heading in
             ("Giáo viên nhóm trẻ", "Giáo viên mẫu giáo", "Nhóm trẻ", "Lớp mẫu giáo")]
            for _, row in self.rows("Mầm non")
        ]  # fmt: skip
        return {("", ""): total((10 * (a + b), 25 * groups + 22 * of) for a, b, groups, of in rows)}

    def policies(self) -> Counts:
        cells = {
            ("", group): total(
                (number(cell(row, f"{of} đã hưởng")), number(cell(row, f"{of} thuộc diện hưởng chế độ")))
                for _, row in self.rows("Mầm non")
            )
            for group, of in (("giáo viên", "Giáo viên"), ("trẻ", "Trẻ"))
        }
        return {("", ""): tuple(map(sum, zip(*cells.values(), strict=True)))} | cells

    def fixed(self, title: str, item: str, part: str) -> Counts:
        rows = self.item(title, item, self.of("town"))
        return {("", ""): total((number(cell(row, part)), number(cell(row, "Tổng số"))) for _, row in rows)}

    def studied(self, need: int, unknown: int) -> Counts:
        rows = [row for _, row in self.rows("Lớp XMC và GDTTSKBC")]
        held = [row for row in rows if plain(cell(row, "Tình trạng")) in ("", plain("đã mở"))]
        return {("", ""): (sum(number(cell(row, "Đã học trong kỳ")) or 0 for row in held), need, unknown)}

    def conditions(self, items: tuple[str, ...]) -> Counts:
        answers = {name: self._met(name, items) for name in self.of("school")}
        levels = {
            ("", level): self.yes(answers[name] for name in self.of("school", level))
            for level in ("MN", "TH", "THCS")
        }
        return {("", ""): self.yes(answers.values())} | levels

    def _met(self, school: str, items: tuple[str, ...]) -> bool | None:
        ticks = [
            yes_no(cell(row, "Đạt"))
            for _, row in self.rows("Điều kiện bảo đảm", [school])
            if plain(row[""]).startswith(tuple(plain(item) for item in items))
        ]
        if False in ticks:
            return False
        return True if ticks.count(True) == len(items) else None

    # --- days

    def broadcasts(self, months: int, a_month: int) -> Counts:
        days = [day(cell(row, "Ngày phát")) for _, row in self.rows("Phát thanh")]
        held = {month: sum(1 for one in days if one and (one.year, one.month) == (self.year, month))
                for month in range(self.first, months + 1)}  # fmt: skip
        over = self.months_told(days, months)
        open_ = [month for month, n in held.items() if month > over and n < a_month]
        untold = {("", f"tháng {month}"): (0, 0, a_month) for month in open_}
        held = {month: n for month, n in held.items() if month not in open_}
        enough = sum(n >= a_month for n in held.values())
        undated, perhaps = days.count(None), 0
        for lacking in sorted(a_month - n for n in held.values() if n < a_month):
            undated -= lacking
            perhaps += undated >= 0
        each = {("", f"tháng {month}"): (n, a_month, 0) for month, n in held.items()}
        return {("", ""): (enough, len(held) - perhaps, perhaps)} | each | untold

    def months_told(self, days: list[dt.date | None], months: int) -> int:
        """The months that were over when the commune's own report was made or received."""
        log, _ = self.received()
        for name in self.of("town"):
            told = [one for one in (self.books[name].drawn_up, log.get(name)) if one]
            if told:
                last = max([*told, *(one for one in days if one and one.year == self.year)])
                return 12 if last.year > self.year else last.month - 1
        return months

    def received(self) -> tuple[dict[str, dt.date], set[str]]:
        log: dict[str, dt.date] = {}
        for _, row in self.rows("Sổ nhận báo cáo"):
            name = next((u for u in self.units if plain(u) == plain(cell(row, "Đơn vị"))), None)
            if name and (noted := day(cell(row, "Ngày nhận"))):
                log[name] = min(noted, log.get(name, noted))
        return log, set(self.books)

    def in_time(self) -> Counts:
        if self.due is None:
            return {}
        log, sent = self.received()
        times = [
            (log[name] < self.due) if name in log else None if name in sent else False for name in self.units
        ]
        here = [name in log or name in sent for name in self.units]
        return {("", ""): self.yes(times), ("", "đã nhận"): self.yes(here)}

    def placed(self) -> Counts:
        if self.due is None:
            return {}
        log, sent = self.received()
        known = [True if name in log or name not in sent else None for name in self.units]
        return {("", ""): self.yes(known)}


LEARNER_GROUPS = {
    "women": "Trong đó nữ", "poor": "Người nghèo", "disabled": "Người khuyết tật",
    "homemakers": "Người nội trợ", "past_working_age": "Hết tuổi lao động", "policy": "Thuộc diện chính sách",
}  # fmt: skip
#: Rows of the sheet of persons, and what the groups are called.
PERSONS = {
    "Nữ": "nữ", "Người nghèo": "nghèo", "Người khuyết tật": "khuyết tật", "Người nội trợ": "nội trợ",
    "Hết tuổi lao động": "hết tuổi lao động", "Thuộc diện chính sách": "thuộc diện chính sách",
}  # fmt: skip
OF_WORKERS = {
    "information_competence": ("Có năng lực thông tin", "Người trong độ tuổi lao động"),
    "life_skills": ("Có kỹ năng sống", "Người trong độ tuổi lao động"),
    "trained_workers": ("Lao động qua đào tạo nghề", "Người lao động"),
    "skilled_workers": ("Lao động tay nghề cao", "Người lao động"),
    "life_skill_workers": ("Lao động học kỹ năng sống", "Người lao động"),
    "rural_workers_in_learning": ("Lao động nông thôn đã học", "Lao động nông thôn"),
    "agriculture_reached": ("Lao động nông nghiệp đã học", "Lao động nông nghiệp"),
    "farmers_at_centre": ("Nông dân đã học tại TTHTCĐ", "Nông dân"),
}
TITLES = {
    "families": "Gia đình học tập", "clans": "Dòng họ học tập", "communities": "Cộng đồng học tập",
    "units": "Đơn vị học tập",
}  # fmt: skip

COUNTED: dict[str, Callable[[Folder], Counts]] = {
    "learners": Folder.learners,
    "centre_learners": Folder.persons,
    "literacy_learners_by_khom": Folder.of_literacy_classes,
    "provider_classes": lambda f: f.providers("Số lớp"),
    "provider_learners": lambda f: f.providers("Số người học"),
    "centre_topics": Folder.topics,
    "centre_equipment": Folder.equipment,
    "centre_rated_good": Folder.rated,
    "classes_held": Folder.classes,
    "literacy_classes_opened": lambda f: f.planned("Lớp XMC và GDTTSKBC"),
    "rural_worker_seats": lambda f: f.seats("Lao động nông thôn"),
    "farmer_seats": lambda f: f.seats("Nông dân"),
    "agriculture_seats": lambda f: f.seats("Lao động nông nghiệp"),
    "learning_week": lambda f: f.answers("Hoạt động", "Đã tổ chức", "Tuần lễ"),
    "self_ratings": lambda f: f.answers("Tự đánh giá", "Đã tự đánh giá"),
    "money_raised": Folder.raised,
    "money_spent": Folder.spent,
    "money_by_purpose": Folder.by_purpose,
    "life_skill_pupils": Folder.pupils,
    "digital_schools": Folder.digital,
    "online_learning": Folder.online,
    "own_plans": Folder.own_plans,
    "preschool_teachers_of_norm": Folder.teachers,
    "policies_served": Folder.policies,
    "cadres_trained": lambda f: f.fixed("Cán bộ, công chức", "Cán bộ", "Được bồi dưỡng theo vị trí"),
    "cadres_qualified": lambda f: f.fixed("Cán bộ, công chức", "Cán bộ", "Đạt chuẩn trình độ"),
    "officials_compulsory": lambda f: f.fixed(
        "Cán bộ, công chức", "Công chức", "Bồi dưỡng bắt buộc hằng năm"
    ),
    "disadvantaged_6_10_at_school": lambda f: f.fixed("Trẻ em khó khăn", "6–10", "Đang đi học"),
    "disadvantaged_11_14_at_school": lambda f: f.fixed("Trẻ em khó khăn", "11–14", "Đang đi học"),
    "conditions_staff": lambda f: f.conditions(STAFF),
    "conditions_rooms": lambda f: f.conditions(ROOMS),
    "learning_citizens": lambda f: f.by_khom("Công dân học tập", "Đạt công dân học tập", "Người từ 18 tuổi"),
    "broadcast_months": lambda f: f.broadcasts(f.due.month - 1 if f.due else 12, 2),
    "reports_in_time": Folder.in_time,
    "reminder_list": Folder.placed,
}
COUNTED |= {
    f"learners_{name}": (lambda f, heading=heading: f.learners_of(heading))
    for name, heading in LEARNER_GROUPS.items()
}
COUNTED |= {
    name: (lambda f, cells=cells: f.by_khom("Lao động và năng lực", *cells))
    for name, cells in OF_WORKERS.items()
}
for _name, _title in TITLES.items():
    COUNTED[f"learning_{_name}"] = lambda f, item=_title: f.by_khom(
        "Danh hiệu học tập", "Được công nhận", "Tổng số", item
    )
    COUNTED[f"learning_{_name}_registered"] = lambda f, item=_title: f.by_khom(
        "Danh hiệu học tập", "Đăng ký", "Tổng số", item
    )
