"""What a cell of the ministry's statistical forms counts, in the words that we print and that others use.

The forms are written (:mod:`xhht_analysis.indicators.official_forms`) and read by the same table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from xhht_analysis.base.vietnamese import fold

LITERACY_BANDS = ((15, 25), (15, 35), (15, 60))
ALL, WOMEN, MINORITY, MINORITY_WOMEN = "tổng số", "nữ", "dân tộc thiểu số", "nữ dân tộc thiểu số"
#: The last row of a form by khóm.
TOTAL = "Cộng"
NOT_TOLD = "[x]"

_LEVEL = r"\bmuc(?: do)? ?"
_ONE, _TWO = rf"{_LEVEL}(?:1|i)\b", rf"{_LEVEL}(?:2|ii)\b"


class Words(NamedTuple):
    """As we print it, and what it looks like, as a regular expression of folded text."""

    printed: str
    pattern: str


#: Of the forms of literacy (CMC, XMC): the first that fits.
_LITERACY = {
    "relapsed": Words("Tái mù chữ", r"\btai mu"),
    "illiterate_1": Words("Mù chữ mức độ 1", rf"\bmu chu\b.*{_ONE}|\bmc ?1\b"),
    "illiterate_2": Words("Mù chữ mức độ 2", rf"\bmu chu\b.*{_TWO}|\bmc ?2\b"),
    "illiterate": Words("Mù chữ", r"\bmu chu\b"),
    "not_known": Words("Chưa rõ", r"\b(?:chua|khong) ro\b"),
    "literate_1": Words("Biết chữ mức độ 1", _ONE),
    "literate_2": Words("Biết chữ mức độ 2", _TWO),
    "literate": Words("Biết chữ", r"\bbiet chu\b"),
    "people": Words("Số người", r"\bso nguoi\b|\bdan so\b|\bdoi tuong\b|\bso doi\b|\btong so\b|\btong\b"),
}
#: Of the forms of universal education (MN, TH, THCS), by age or by khóm.
_EDUCATION = {
    "able_to_learn": Words("Khuyết tật có khả năng học tập", r"\bco kha nang\b"),
    "disabled_reached": Words("Khuyết tật được tiếp cận giáo dục", r"\btiep can\b"),
    "disabled": Words("Khuyết tật", r"\bkhuyet tat\b|\bkt\b"),
    "moved_in": Words("Chuyển đến", r"\bchuyen den\b"),
    "moved_away": Words("Chuyển đi", r"\bchuyen di\b"),
    "dead": Words("Chết", r"\bchet\b|\btu vong\b"),
    "others_in_primary": Words("11 tuổi còn lại đang học tiểu học", r"\bcon lai\b"),
    "finished_of_age": Words(
        "Hoàn thành chương trình theo độ tuổi",
        r"^(?!.*\b(?:tieu hoc|cttth|ctth|gdth|thcs)\b).*\b(?:hoan thanh|ht|htct)\b.*\btheo (?:do )?tuoi\b",
    ),
    "finished_preschool": Words(
        "Hoàn thành chương trình giáo dục mầm non",
        r"\b(?:hoan thanh|ht|htct)\b.*\b(?:mam non|gdmn|mau giao)\b",
    ),
    "finished_primary": Words(
        "Hoàn thành chương trình tiểu học",
        r"\b(?:hoan thanh|ht|htct|tot nghiep|tn)\b.*\b(?:tieu hoc|cttth|ctth|gdth|th)\b|\bhtctth\b",
    ),
    "graduated": Words("Tốt nghiệp THCS", r"\b(?:tot nghiep|tn|hoan thanh)\b.*\b(?:thcs|trung hoc co so)\b"),
    "entered_1": Words("Vào lớp 1", r"\bvao (?:hoc )?lop (?:1|mot)\b"),
    "two_sessions": Words("Học 2 buổi/ngày", r"\b2 buoi\b|\bhai buoi\b"),
    "continuing": Words("Trong đó GDTX", r"\btrong do gdtx\b"),
    "vocational": Words("Trong đó GDNN", r"\btrong do gdnn\b"),
    "outside": Words("Học ngoài tỉnh", r"\bngoai tinh\b"),
    "upper": Words("Đang học hoặc đã xong THPT, GDTX, GDNN", r"\bthpt\b.*\bgd(?:tx|nn)\b"),
    "at_lower": Words("Đang học THCS", r"\b(?:dang )?hoc\b.*\b(?:thcs|trung hoc co so)\b"),
    "grade_6_up": Words("Đang học lớp 6 trở lên", r"\blop 6 tro len\b"),
    **{f"grade_{n}": Words(f"Đang học lớp {n}", rf"\blop {n}\b") for n in range(1, 6)},
    "repeats": Words("Lưu ban", r"\bluu ban\b|\bhoc lai\b"),
    "left": Words("Bỏ học", r"\bbo hoc\b"),
    "ppc": Words("Phải phổ cập", r"\bphai (?:pho cap|huy dong)\b|\bppc\b|\bphai pc\b"),
    "at_school": Words("Đang đến trường, lớp", r"\b(?:den|ra) (?:truong|lop)\b|\bhuy dong\b"),
    "people": Words("Tổng số", r"\btong so\b|\bdan so\b|\bso tre\b|\bts\b"),
}
#: What follows lower secondary, where a form prints it apart (``_after_lower``): all of it, or by where.
AFTER_LOWER = ("thpt", "gdtx", "gdnn")
_EDUCATION |= {
    way + place: Words(f"Đang học {way.upper()}{words}", r"(?!)")
    for way in AFTER_LOWER
    for place, words in (("", ""), ("_inside", " trong tỉnh"), ("_outside", " ngoài tỉnh"))
}
_TITLES = {
    "learning_families": ("Gia đình học tập", "gia dinh"),
    "learning_clans": ("Dòng họ học tập", "dong ho"),
    "learning_communities": ("Cộng đồng học tập", "cong dong"),
    "learning_units": ("Đơn vị học tập", "don vi"),
    "learning_citizens": ("Công dân học tập", "cong dan"),
}
_PARTS = {
    "registered": "dang ky",
    "recognised": "cong nhan|dat chuan|dat danh hieu",
    "all": "tong so|so hien co",
}
WORDS = {
    "literacy": _LITERACY,
    "education": _EDUCATION,
    "titles": {
        f"{name}.{part}": Words(f"{printed}: {part}", rf"(?=.*\b{title} hoc tap\b)(?=.*\b(?:{pattern})\b)")
        for part, pattern in _PARTS.items()
        for name, (printed, title) in _TITLES.items()
    },
}

_FORMS = (
    (re.compile(r"\b[cx]mc ?0?([1-4])\b"), "literacy", "CMC-{}"),
    (re.compile(r"\bthcs ?m? ?0?([12])\b"), "education", "THCS-M{}"),
    (re.compile(r"\bth ?m? ?0?1(?:te)?\b"), "education", "TH-M1"),
    (re.compile(r"\bth ?0?2\b"), "education", "TH-02"),
    (re.compile(r"\bmn ?(?:m ?)?0?[12](?: ?te)?\b|\bmn 5 tuoi\b|\bmn 3 5 tuoi\b"), "education", "MN"),
)
_AFTER = {
    "thpt": r"\bthpt\b|\btrung hoc pho thong\b",
    "gdtx": r"\bgdtx\b|\bgiao duc thuong xuyen\b|\bbo tuc\b|\bbtthpt\b",
    "gdnn": r"\bgdnn\b|\bnghe nghiep\b|\bhoc nghe\b|\btrung cap\b",
}
#: Of whom something else is told than that they learn.
_APART = (
    "able_to_learn", "disabled_reached", "disabled", "moved_in", "moved_away", "dead", "repeats", "left",
)  # fmt: skip
_DONE = re.compile(r"\b(?:da )?(?:tot nghiep|tn|hoan thanh|xong)\b")
#: Where a heading does not say it.
_AGES_OF = {"entered_1": (6, 6)}
_RANGE = re.compile(r"\b(\d{1,2}) ?(?:-|–|—|->|den) ?(\d{1,2})\b")
_AGE = re.compile(r"\b(\d{1,2}) tuoi\b")
_BARE = re.compile(r"(?:cong )?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cell counts; a blank ``what`` or ``ages`` None: its texts do not say."""

    what: str = ""
    ages: tuple[int, int] | None = None
    group: str = ALL
    is_rate: bool = False


def words_of(what: str, kind: str = "literacy") -> str:
    """As we print it.

    >>> words_of("literate_2"), words_of("ppc", "education")
    ('Biết chữ mức độ 2', 'Phải phổ cập')
    """
    return WORDS[kind][what].printed


def form_named(text: str) -> tuple[str, str] | None:
    """The form that a title or a sheet's name calls by its number: its kind and its number here.

    >>> form_named("Biểu XMC-03"), form_named("Mẫu TH-1TE"), form_named("Danh sách")
    (('literacy', 'CMC-3'), ('education', 'TH-M1'), None)
    """
    plain = _plain(text)
    for pattern, kind, number in _FORMS:
        if found := pattern.search(plain):
            return kind, number.format(*found.groups())
    return None


def meaning(kind: str, texts: Iterable[str]) -> Meaning:
    """What a cell counts by the headings above it and the words before it.

    >>> meaning("literacy", ["Biết chữ mức độ 1", "Nữ DT", "15 - 25"])
    Meaning(what='literate_1', ages=(15, 25), group='nữ dân tộc thiểu số', is_rate=False)
    >>> meaning("education", ["Hoàn thành CT tiểu học", "11 tuổi"]).what
    'finished_primary'
    """
    folded = [fold(text) for text in texts if text]
    told = re.sub(r"\b(?:xoa|chong) mu chu\b", "biet chu", " | ".join(folded))
    plain = re.sub(r"[^a-z0-9%|]+", " ", told)
    what = next((name for name, words in WORDS[kind].items() if re.search(words.pattern, plain)), "")
    if kind == "education" and what not in _APART:
        what = _after_lower(plain, graduates=what == "graduated") or what
    women = re.search(r"\bnu\b", plain)
    minority = re.search(r"\bdan toc\b|\bdtts\b|\bdt\b", plain)
    group = (MINORITY_WOMEN if minority else WOMEN) if women else MINORITY if minority else ALL
    is_rate = re.search(r"%|\bty le\b|\bti le\b", plain) is not None
    ages = _ages(folded) or _AGES_OF.get(what)
    return Meaning(what or ("people" if group != ALL else ""), ages, group, is_rate)


def _after_lower(plain: str, *, graduates: bool) -> str:
    """One of the three ways after lower secondary ("thpt", "gdtx_inside"); nothing where a text names several
    or none. "Trong đó" is a part of what stands elsewhere. ``graduates``: graduation is named too, so that
    "bổ túc" alone is how they graduated, and "đang học", "sau tốt nghiệp" where they are now.
    """
    if graduates and not re.search(r"\b(?:dang|sau|vao|tiep tuc)\b", plain):
        return ""
    for text in reversed(plain.split("|")):
        named = [name for name, pattern in _AFTER.items() if re.search(pattern, text)]
        if not named:
            continue
        if len(named) > 1 or "trong do" in text or _DONE.search(text) or "bo tuc thcs" in text:
            return ""
        inside, outside = (re.search(rf"\b{word} tinh\b", plain) for word in ("trong", "ngoai"))
        return named[0] + ("_outside" if outside else "_inside" if inside else "")
    return ""


def says_anything(kind: str, texts: Iterable[str]) -> bool:
    """Whether a heading says of a column what it counts, or a part of that."""
    told = [*texts]
    if kind == "titles":
        return re.search(r"\b(?:" + "|".join(_PARTS.values()) + r")\b", " ".join(map(fold, told))) is not None
    return meaning(kind, told) != Meaning()


def _ages(folded: list[str]) -> tuple[int, int] | None:
    for text in folded:
        if found := _RANGE.search(text):
            first, last = map(int, found.groups())
            if first < last:
                return first, last
    for text in folded:
        if found := _AGE.search(text) or _BARE.fullmatch(text):
            return int(found[1]), int(found[1])
    return None


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
