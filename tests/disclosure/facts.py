"""What files say of persons, as numbers: counts, and sums of counts with bounds, by the words beside them.

Of the project only the names of indicators and of the plan's clauses are taken, from their descriptions.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.disclosure.forms_said import SHEETS, say_form
from tests.disclosure.leaving import Document, Table, plain

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = tomllib.loads((ROOT / "xhht_analysis/indicators/catalogue.toml").read_text("utf-8"))
#: Period, indicator, khóm, sex, group, age.
Row = tuple[str, str, str, str, str, str]
#: A count of a row.
Cell = tuple[Row, str]
PART, WHOLE, BLANK = COUNTS = ("numerator", "denominator", "unknown")
HIDDEN = "[c]"

_UNIT = re.compile(r" ?\((người|%|lượt người|lớp|lần|đồng|điểm ?%)\)$")
_COUNT = {
    PART: ("Tử số", "Đạt", "Biết chữ", "Đã hoàn thành", "Tử số, hoặc số lượng", "Số người đạt", PART,
           "Số đạt", "Lượt người học",
           "biết chữ", "đạt", "Người học thuộc nhóm", "Số lượng"),
    WHOLE: ("Mẫu số", "Số người", "Số người đã rõ", "Tổng số", "Tổng số người", WHOLE, "số người",
            "Tất cả người học"),
    BLANK: ("Chưa rõ", BLANK, "Người chưa rõ"),
    "percent": ("Tỷ lệ", "Tỉ lệ", "Thực hiện", "percent", "tỉ lệ"),
}  # fmt: skip
_OF_HEAD = {head: count for count, heads in _COUNT.items() for head in heads}
#: Tables that count no person's answers, by their first two headings.
OF_NOBODY = {
    ("Tiêu chuẩn",), ("Đơn vị và trang",), ("Mục đích", "Đã chi"), ("Đơn vị chịu trách nhiệm",),
    ("Văn bản", "Dùng để"), ("Địa bàn", "Các trang"), ("Địa bàn", "6 tháng"), ("Địa bàn", "Năm"),
    ("Trang", "Nội dung"), ("Ký hiệu hoặc trang", "Ý nghĩa"),
    ("Đơn vị", "Tình trạng báo cáo"), ("Đơn vị", "Tình trạng"), ("Mã chỉ số", "Chỉ số", "Còn thiếu"),
    ("Dòng", "Số dòng"), ("Điều nhận thấy", "Mức"), ("Chỉ số", "Cách tính số đạt"), ("Danh hiệu", "Tổng số"),
    ("Nội dung", "Mức"), ("Nhiệm vụ", "Đơn vị"), ("Tháng", "Số lượng"), ("Nguồn", "Dự toán"), ("Danh sách",),
    ("Khóm", "Cộng đồng học tập"), ("kind", "code"),
    ("Biểu thống kê",),  # of a period without a register: that there are none
    # what each predecessor has published itself: of other communes' people (test_attack_on_merger.py)
    ("Đơn vị cũ", "Số đạt"),
    # what the scoreboard says, again: how far from its target; who is waited for
    ("Chỉ tiêu", "Đánh giá", "Còn thiếu ít nhất"), ("Ai, trang nào, ô nào", "Số chỉ tiêu"),
    ("Đơn vị hoặc tệp", "Không đọc được"), ("Mục", "Chưa rõ"), ("Chữ viết tắt", "Nghĩa"),
}  # fmt: skip
#: Of reports of units, persons among it, of no indicator: shown where no part has few.
OF_UNITS = {("Nhóm", "Lượt người"), ("Nơi học", "Số lớp"), ("Khóm", "Học tại TTHTCĐ")}
#: What a place is called; read as the first.
_PLACES = ("Khóm", "Ấp", "Thôn", "Bản", "Tổ dân phố", "Khu phố", "Buôn", "Xóm")
_TITLES = ("UBND", "Nơi nhận", "Bảng chỉ tiêu xây dựng", "ỦY BAN")
#: Also what is named otherwise than in its description: months with broadcasts, learners of two kinds.
_MODELS = (
    "Tháng có ít nhất",
    "Tháng phát thanh",
    "Người học lớp XMC",
    "Gia đình học tập",
    "Dòng họ học tập",
    "Cộng đồng học tập",
    "Đơn vị học tập",
    "Công dân học tập",
)
#: Ages that the decree tells apart: the wider ages, and the narrower that they leave.
_BANDS = {"15–25": ("15_25",), "26–35": ("15_35", "15_25"), "36–60": ("15_60", "15_35")}
_FINISHED = {"xong mầm non": "mn5_finished", "xong tiểu học": "th_finished_to_14",
             "tốt nghiệp thcs": "thcs_graduated_15_18"}  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A sum of counts that lies between two numbers, and where that is said."""

    terms: tuple[tuple[Cell, float], ...]
    low: float
    high: float
    said: str


@dataclass
class Facts:
    """``cells``: every number said of a count, ``[c]`` among them, and by which files."""

    cells: dict[Cell, dict[int | str, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    sums: list[Fact] = field(default_factory=list)
    people: dict[tuple[str, str], int] = field(default_factory=dict)
    not_understood: list[str] = field(default_factory=list)

    def say(self, row: Row, count: str, value: str | float, where: str) -> None:
        number = number_in(value)
        if number is not None:
            told = HIDDEN if number == HIDDEN else round(float(number))
            self.cells[row, count].setdefault(told, set()).add(where)

    def add(self, terms: dict[Cell, float], low: float, high: float, where: str) -> None:
        self.sums.append(Fact(tuple(sorted(terms.items())), low, high, where))

    @property
    def of_register(self) -> dict[Cell, dict[int | str, set[str]]]:
        """What is said of the people of the register; reports of units have an attack of their own."""
        return {cell: said for cell, said in self.cells.items() if is_of_register(cell)}


def number_in(value: str | float) -> str | float | None:
    """A count or a percentage; HIDDEN; None where nothing is said."""
    if isinstance(value, float):
        return value
    text = value.replace("✓", "").strip().rstrip("%").strip()
    if text == HIDDEN:
        return HIDDEN
    if re.fullmatch(r"[+−-]?\d{1,3}(\.\d{3})*(,\d+)?|\d+(,\d+)?", text):
        return float(text.replace(".", "").replace(",", ".").replace("−", "-"))
    return None


def inside(name: object) -> str:
    """The name of a row without the capital that it begins with."""
    return str(name)[:1].lower() + str(name)[1:]


def _decimals(value: str | float) -> int:
    text = repr(value) if isinstance(value, float) else value.strip().rstrip("%")
    found = re.search(r"[.,](\d+)$", text)
    return max(2, len(found[1]) if found else 0)


def facts_of(documents: Iterable[Document], *, period: str, plan: Path | None = None) -> Facts:
    """What documents of one period say."""
    clauses = {}
    if plan is not None:
        for target in tomllib.loads(plan.read_text("utf-8"))["target"]:
            clauses[target["id"]] = target.get("indicator", "")
    return _Reader(period, clauses).read([*documents])


class _Reader:
    def __init__(self, period: str, clauses: dict[str, str]) -> None:
        self._period, self._clauses = period, clauses
        self._names = {plain(entry["name"]).lower(): name for name, entry in CATALOGUE.items()}
        self._found = Facts()

    def read(self, documents: list[Document]) -> Facts:
        for document in documents:
            for table in document.tables:
                where = f"{document.name} “{table.title[:80]}”"
                if not self._table(table, where):
                    self._not_understood(where, table.heads)
            for words in document.words:
                self._words(words, document.name)
        return self._found

    def _not_understood(self, where: str, row: tuple[str | float, ...]) -> None:
        self._found.not_understood.append(f"{where}: {' | '.join(map(str, row))}")

    def _named(self, text: str) -> str | None:
        """The indicator of the longest name that a text begins with or holds."""
        low = plain(text).lower()
        inside = [name for name in self._names if name in low]
        whole = inside or [name for name in self._names if name.startswith(f"{low},")]
        return self._names[max(whole, key=len)] if whole else None

    def _table(self, table: Table, where: str) -> bool:
        if table.title in SHEETS:
            return say_form(table, self._period, self._found, number_in, where)
        heads = tuple(_UNIT.sub("", head) for head in table.heads)
        heads = tuple("Khóm" if head in _PLACES else head for head in heads)
        if heads[:1] == ("Dòng",) or heads[:1] == ("Mục",):
            self._people(table)
        if any(_begins(heads, one) for one in OF_NOBODY | OF_UNITS) or heads[0].startswith(_TITLES):
            return True
        if "Việc đã làm theo từng việc" in table.title or table.title == "Việc đã làm":
            return True  # what units did, persons among it: withheld by a rule of its own, of no indicator
        if heads[1:2] in (("Người 15–60 tuổi đã rõ",), ("Chưa có chuyên môn kỹ thuật",)):
            return self._untraced(table, where, heads[1])
        if heads[0] == "Nội dung" and heads[1].lower().startswith(("năm", "6 tháng")):
            return True
        if heads[0] in ("Mức cần đạt", "Mức độ cần đạt"):
            return self._lacking(table, where)
        if heads[0] == "Nhóm tuổi":
            return self._pyramid(heads, table, where)
        if any(":" in head for head in heads):
            return self._by_sex(heads, table, where)
        if heads[0] == "Chỉ số" and len(heads) > 1 and self._periods(heads):
            for row in table.rows:
                if not self._over_time(heads, row, where):
                    self._not_understood(where, row)
            return True
        if not {_OF_HEAD.get(head) for head in heads} - {None} and not {"Số đếm", "Kết quả", "Hiện nay"} & {
            *heads
        }:
            return False
        for row in table.rows:
            if not self._row(heads, row, table.title, where):
                self._not_understood(where, row)
        return True

    def _people(self, table: Table) -> None:
        for row in table.rows:
            number = number_in(row[1])
            if isinstance(number, float):
                self._found.people[self._period, str(row[0])] = round(number)

    def _row(self, heads: tuple[str, ...], row: tuple[str | float, ...], title: str, where: str) -> bool:
        at = dict(zip(heads, row, strict=False))
        who = self._who(heads, at, title)
        if who is None:
            return _is_known_stranger(str(row[0]), at)
        if "Mã" in at and " / " not in str(at["Kết quả"]):
            return True  # a level, or a share of shares
        for head, value in at.items():
            count = _OF_HEAD.get(head)
            if count == "percent":
                self._percent(who, value, where)
            elif count:
                self._found.say(who, count, value, where)
            elif head in ("Số đếm", "Kết quả", "Hiện nay"):
                self._pair(who, str(value), where)
            elif head in ("Nữ", "Nam"):
                self._percent((*who[:3], head.lower(), *who[4:]), value, where)
            elif head.startswith("Còn thiếu để đạt") or (head == "Còn thiếu" and "Ngưỡng" in at):
                goal = re.search(r"([\d,]+)%", head)
                share = number_in(goal[1] if goal else at["Ngưỡng"])
                self._short(who, share, value, where)
        return True

    def _who(self, heads: tuple[str, ...], at: dict[str, str | float], title: str) -> Row | None:
        period, khom, sex, group, age = self._period, "", "", "", ""
        if "Kỳ" in at:
            period = _period(str(at["Kỳ"]))
        if "indicator" in at or "Mã chỉ số" in at:
            indicator = str(at.get("indicator") or at.get("Mã chỉ số"))
            khom, sex = (
                str(at.get(a) or at.get(b) or "") for a, b in (("khom", "Khóm"), ("sex", "Giới tính"))
            )
            group = str(at.get("group") or at.get("Nhóm") or "")
            age = _label(at.get("Tuổi", ""))
        elif "Mã" in at:
            indicator = self._clauses.get(str(at["Mã"]), "")
        elif heads[0] == "Chỉ tiêu":
            found = re.match(r"([A-Z]+\d+)\. (.+)", str(at["Chỉ tiêu"]))
            indicator = (self._named(found[2]) or self._clauses.get(found[1], "")) if found else ""
        elif heads[0] == "Nhóm" and str(at["Nhóm"]).startswith("Mức độ"):
            level, ages, whom = re.match(r"Mức độ (\d), ([\d–]+) tuổi, (.+)", str(at["Nhóm"])).groups()
            indicator = f"xmc{level}_{ages.replace('–', '_')}"
            sex = "nữ" if whom.startswith("nữ") else ""
            group = "dân tộc thiểu số" if whom.endswith("dân tộc thiểu số") else ""
        elif heads[0] == "Nhóm":
            indicator, group = "learners", inside(at["Nhóm"])
        elif heads[0] == "Loại lớp":
            indicator, group = "learners", f"loại: {inside(at['Loại lớp'])}"
        elif "Độ tuổi" in heads:
            age = str(at["Độ tuổi"]).removesuffix(" tuổi")
            indicator = _FINISHED.get(str(at["Chỉ số"]).lower(), "")
            age = "" if indicator == "mn5_finished" or "–" in age else age
        elif heads[0] == "Khóm":
            indicator, khom = self._named(title) or "", str(at["Khóm"])
        else:
            indicator = self._named(str(at[heads[0]])) or ""
            khom = str(at.get("Khóm", ""))
        if group.endswith(" tuổi"):
            age, group = group.removesuffix(" tuổi"), ""
        keys = ("" if key == "chung" else key for key in (khom, sex, group, age))
        return (period, indicator, *keys) if indicator in CATALOGUE else None

    def _percent(self, who: Row, value: str | float, where: str) -> None:
        number = number_in(value)
        if isinstance(number, float) and who[1] in CATALOGUE and "ratio" not in CATALOGUE[who[1]]:
            half = 0.5000001 * 10 ** -_decimals(value)
            for sign, limit in ((1, number - half), (-1, number + half)):
                terms = {(who, PART): sign * 100.0, (who, WHOLE): -sign * limit}
                self._found.add(terms, 0, float("inf"), f"{where}: {value}%")

    def _pair(self, who: Row, text: str, where: str) -> None:
        found = re.search(r"([\d.]+|\[c\]) ?/ ?([\d.]+|\[c\])(?![\d/])", text)
        if found:
            for count, value in zip((PART, WHOLE), found.groups(), strict=True):
                self._found.say(who, count, value, where)
        if blank := re.search(r"chưa rõ ([\d.]+|\[c\])", text):
            self._found.say(who, BLANK, blank[1], where)
        for sex, value in re.findall(r"(nữ|nam) ([\d,]+)%", text):
            self._percent((*who[:3], sex, *who[4:]), value, where)
        alone = re.match(r"([\d,]+)% \(", text)
        if alone:
            self._percent(who, alone[1], where)

    def _short(self, who: Row, share: object, value: str | float, where: str) -> None:
        """So many persons are lacking to a share: of all, those not known among those who lack it."""
        number = number_in(value)
        if isinstance(number, float) and isinstance(share, float):
            terms = {(who, PART): -1.0, (who, WHOLE): share / 100, (who, BLANK): share / 100}
            low = number - 1 + 1e-6 if number else -float("inf")
            self._found.add(terms, low, number + 1e-6, f"{where}: {number}")

    def _untraced(self, table: Table, where: str, what: str) -> bool:
        """The literate at level 2, or the qualified, with and without those of whom no schooling is noted."""
        name = "xmc2_15_60" if what.startswith("Người") else "cmkt_15_plus"
        for place, number, untraced, rate, without in table.rows:
            khom = "" if place == "Toàn địa bàn" else str(place)
            who, those = ((self._period, one, khom, "", "", "") for one in (name, "untraced_15_60"))
            rest = number_in(number)
            if name == "xmc2_15_60":
                self._found.say(who, WHOLE, number, where)
            elif isinstance(rest, float):
                self._found.add({(who, WHOLE): 1.0, (who, PART): -1.0}, rest, rest, f"{where}: {number}")
            self._found.say(those, PART, untraced, where)
            self._percent(who, rate, where)
            share = number_in(without)
            if isinstance(share, float):
                for sign, limit in ((1, share - 0.00501), (-1, share + 0.00501)):
                    terms = {(who, PART): sign * 100.0, (who, WHOLE): -sign * limit}
                    terms[those, PART] = sign * limit
                    self._found.add(terms, 0, float("inf"), f"{where}: {without}%")
        return True

    def _lacking(self, table: Table, where: str) -> bool:
        understood = True
        for row in table.rows:
            indicator = self._named(str(row[1]))
            if indicator is None:
                understood = False
                continue
            for text, place in ((str(row[3]), 2), (str(row[4]), 5)):
                for name, value in re.findall(r"([^:;]+): ([\d.]+|\[c\])", text):
                    name = name.strip().removesuffix(" tuổi")
                    number = number_in(value)
                    if isinstance(number, float) and not name.startswith("các ") and "–" not in name:
                        who = [self._period, indicator, "", "", "", ""]
                        who[place] = name
                        terms = {(tuple(who), c): s for c, s in ((PART, -1.0), (WHOLE, 1.0), (BLANK, 1.0))}
                        self._found.add(terms, number, number, f"{where}: {text}")
        return understood

    def _rows_of(self, indicator: str, sex: str, ages: str) -> list[tuple[Row, float]]:
        """The rows whose sum a group of ages is: of single years, or of wider ages less narrower."""
        if "–" not in ages:
            return [((self._period, indicator, "", sex, "", ages), 1.0)]
        if ages in _BANDS:
            return [
                ((self._period, f"{indicator[:5]}{of}", "", sex, "", ""), sign)
                for of, sign in zip(_BANDS[ages], (1.0, -1.0), strict=False)
            ]
        first, last = map(int, ages.split("–"))
        return [((self._period, indicator, "", sex, "", str(age)), 1.0) for age in range(first, last + 1)]

    def _pyramid(self, heads: tuple[str, ...], table: Table, where: str) -> bool:
        """Women and men by group of ages, literate at level 2 or not."""
        blanks = any(head.endswith("chưa rõ") for head in heads)
        counted = {
            "biết chữ mức độ 2": {PART: 1.0},
            "chưa biết chữ mức độ 2": {WHOLE: 1.0, PART: -1.0},
            "chưa rõ": {BLANK: 1.0},
            "tổng số": {WHOLE: 1.0} | ({BLANK: 1.0} if blanks else {}),
        }
        for row in table.rows:
            for head, value in zip(heads[1:], row[1:], strict=True):
                sex, what = head.split(", ", 1)
                number = number_in(value)
                if what not in counted:
                    return False
                if isinstance(number, float) and row[0] != "Cộng":
                    rows = self._rows_of("xmc2_15_60", sex.lower(), str(row[0]))
                    terms = {
                        (of, count): sign * more for of, sign in rows for count, more in counted[what].items()
                    }
                    self._found.add(terms, number, number, f"{where}: {row[0]} {head}")
        return True

    def _by_sex(self, heads: tuple[str, ...], table: Table, where: str) -> bool:
        indicator = self._named(table.title)
        for row in table.rows if indicator else ():
            khom, age = (str(row[0]), "") if heads[0] == "Khóm" else ("", _label(row[0]))
            for head, value in zip(heads[1:], row[1:], strict=True):
                sex, _, what = head.partition(": ")
                who = (self._period, indicator, khom, sex.lower(), "", age)
                count = _OF_HEAD.get(what)
                if "–" in age:
                    self._sum_of_ages(self._rows_of(indicator, sex.lower(), age), count, value, where)
                elif count == "percent":
                    self._percent(who, value, where)
                elif count:
                    self._found.say(who, count, value, where)
        return indicator is not None

    def _sum_of_ages(
        self, rows: list[tuple[Row, float]], count: str | None, value: str | float, where: str
    ) -> None:
        number = number_in(value)
        if not isinstance(number, float) or count is None:
            return
        if count != "percent":
            self._found.add({(of, count): sign for of, sign in rows}, number, number, f"{where}: {value}")
            return
        half = 0.5000001 * 10 ** -_decimals(value)
        for way, limit in ((1, number - half), (-1, number + half)):
            terms = {(of, PART): way * sign * 100.0 for of, sign in rows}
            terms |= {(of, WHOLE): -way * sign * limit for of, sign in rows}
            self._found.add(terms, 0, float("inf"), f"{where}: {value}%")

    def _periods(self, heads: tuple[str, ...]) -> bool:
        return any(re.match(r"(Năm \d|6 tháng|Điều tra năm)", head) for head in heads[1:])

    def _over_time(self, heads: tuple[str, ...], row: tuple[str | float, ...], where: str) -> bool:
        indicator = self._named(str(row[0]))
        if indicator is None:
            return _is_known_stranger(str(row[0]), {})
        for head, value in zip(heads[1:], row[1:], strict=True):
            if not head.startswith("Thay đổi"):
                period = _period(head)
                if head.startswith("Điều tra"):  # of another year: of which period is not said
                    period = self._period if period == self._period[:4] else head
                self._percent((period, indicator, "", "", "", ""), value, where)
        return True

    def _words(self, words: str, name: str) -> None:
        """Sentences that name an indicator before two counts."""
        for text in re.split(r"(?<=[.;]) ", words):
            found = re.fullmatch(
                r"-? ?([^:]+): ([\d,]+)% \(([\d.]+|\[c\]) trên ([\d.]+|\[c\]) người\).?;?", text
            )
            indicator = self._names.get(found[1].lower()) if found else None
            if found and indicator:
                who = (self._period, indicator, "", "", "", "")
                self._percent(who, found[2], f"{name}: {text}")
                self._found.say(who, PART, found[3], name)
                self._found.say(who, WHOLE, found[4], name)


def _is_known_stranger(label: str, at: dict[str, str | float]) -> bool:
    """A row of what no indicator counts: titles of families, clauses of several indicators or of none."""
    return label.startswith(_MODELS) or "Mã" in at or "Chỉ tiêu" in at or "clause" in at


def _begins(heads: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return len(heads) >= len(words) and all(map(str.startswith, heads, words))


def _label(value: str | float) -> str:
    return f"{value:.0f}" if isinstance(value, float) else value


def _period(words: str) -> str:
    year = re.search(r"\d{4}", words)
    assert year, words
    return f"{year[0]}-H1" if "6 tháng" in words else year[0]


def is_of_register(cell: Cell) -> bool:
    return CATALOGUE[cell[0][1]].get("whom") == "register"


def holds(fact: Fact, value: dict[Cell, int]) -> bool | None:
    """Whether a sum is as it is said to be; None where a count is not known."""
    if any(cell not in value for cell, _ in fact.terms):
        return None
    total = sum(sign * value[cell] for cell, sign in fact.terms)
    return fact.low - 1e-6 <= total <= fact.high + 1e-6


def numbers(facts: Facts) -> Iterator[tuple[Cell, int]]:
    """The counts that are shown."""
    for cell, said in facts.cells.items():
        for value in said:
            if isinstance(value, int):
                yield cell, value
