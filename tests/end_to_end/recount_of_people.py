"""The people of a register counted a second time from the workbook, with nothing in common.

Written from the rules of the register and the decrees alone: plain dicts, columns by their letters, no
pandas, nothing of the package.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache, lru_cache

#: From the survey of this year on nobody has a diploma of lower secondary school.
NO_DIPLOMA = 2026
DISABILITIES = ("AJ", "AK", "AL", "AM", "AN", "AO", "AP", "AQ", "AR")
LEVELS = {"": 0, "mn": 1, "th": 2, "tieu hoc": 2, "thcs": 3, "thpt": 4}
DEGREES = {
    "": 0, "so cap": 1, "so cap nghe": 1, "thcn": 2, "trung cap": 2, "cao dang": 3, "cd": 3,
    "thn": 2, "trung hoc nghe": 2, "dai hoc": 4, "dh": 4, "thac si": 5, "tien si": 6,
}  # fmt: skip
#: A register repeats few texts in many cells; 1 and True are not the same text.
_once = lru_cache(maxsize=1 << 14, typed=True)


# --- cells


@cache
def letters(index: int) -> str:
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)


@_once
def text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(unicodedata.normalize("NFC", str(value)).replace("Ð", "Đ").split())


@_once
def plain(value: object) -> str:
    split = unicodedata.normalize("NFD", text(value).lower().replace("đ", "d"))
    return "".join(c for c in split if not "\u0300" <= c <= "\u036f")


def whole(value: object) -> int:
    """A grade: blank is none."""
    return int(text(value) or 0)


# --- one row


def birth(row: dict, survey: int) -> tuple[int | None, int | None, dt.date | None]:
    """Age, age at least, whole date."""
    if isinstance(row["E"], dt.date):
        born = row["E"]
        return survey - born.year, survey - born.year, dt.date(born.year, born.month, born.day)
    if found := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text(row["E"])):
        day, month, year = map(int, found.groups())
        return survey - year, survey - year, dt.date(year, month, day)
    if found := re.fullmatch(r"truoc (\d{4})", plain(row["G"])):
        return None, survey - int(found[1]) + 1, None
    if not text(row["G"]) or int(text(row["G"])) > survey:
        return None, None, None
    year = int(text(row["G"]))
    try:
        date = dt.date(year, int(text(row["F"]) or 0), int(text(row["E"]) or 0))
    except ValueError:
        date = None
    return survey - year, survey - year, date


def school(row: dict) -> tuple[int | None, bool | None]:
    """Grade now (−1 not at school, 0 preschool, 13 after grade 12) and whether the person learns."""
    grade, room = text(row["R"]), plain(row["S"]).replace("*", "").replace("!", "").strip()
    if grade:
        return int(grade), True
    if room:
        if re.match(r"(nt|mam|choi|la)\b", room):
            return 0, True
        if found := re.match(r"(?:bt|btvh|btth|thn|trung hoc nghe)? ?(\d+)", room):
            return int(found[1]), True
        if re.match(r"(thn|trung hoc nghe)\b", room):  # upper secondary, of whatever year
            return 10, True
        # what nobody can read is not known, and never a yes
        return (13, True) if re.match(r"(dai hoc|dh|cao dang|cd|trung cap|tc)\b", room) else (None, None)
    return (None, None) if text(row["U"]) else (-1, False)


def at_least(value: int | None, limit: int) -> bool | None:
    return None if value is None else value >= limit


def either(*answers: bool | None) -> bool | None:
    return True if True in answers else None if None in answers else False


def both(one: bool | None, other: bool | None) -> bool | None:
    return False if False in (one, other) else None if None in (one, other) else True


def person(row: dict, survey: int) -> dict:
    age, at_least_age, date = birth(row, survey)
    grade, learns = school(row)
    level, degree = LEVELS.get(plain(row["W"])), DEGREES[plain(row["Z"])]
    finished, left = whole(row["AC"]), whole(row["AE"])
    xmc_now, xmc_done, relapse = whole(row["AG"]), whole(row["AH"]), whole(row["AI"])
    second = either(
        at_least(level, 2), degree > 0, finished >= 5, left >= 6, xmc_done >= 5, at_least(grade, 6)
    )
    first = either(second, finished >= 3, left >= 4, xmc_now >= 4, xmc_done >= 3, at_least(grade, 4))
    number = re.search(r"\d+", text(row["A"]))
    sexes = {"": "nam", "x": "nữ"}
    return {
        "name": plain_name(f"{text(row['C'])} {text(row['D'])}"),
        "date": date,
        "khom": f"{'Ấp' if plain(row['A']).startswith('a') else 'Khóm'} {int(number[0])}"
        if number
        else "Không rõ khóm",
        "sex": sexes.get(plain(row["H"]), "chưa rõ"),
        "group": "Kinh" if plain(row["I"]) in ("", "kinh") else "dân tộc thiểu số",
        "age": age,
        "at_least": at_least_age,
        "grade": grade,
        "learns": learns,
        "level": level,
        "degree": degree,
        "literate_1": both(first, relapse != 1),
        "literate_2": both(second, relapse == 0),
        "lower_secondary": lower_secondary(level, degree, grade, finished, left, survey),
        "primary": either(at_least(level, 2), at_least(grade, 6)),
        "xmc_now": xmc_now > 0,
        "traced": bool(level or degree or finished or left or xmc_now or xmc_done or learns),
        "disabled": any(text(row[c]) for c in DISABILITIES),
        "able": bool(text(row["AS"])),
    }


def lower_secondary(
    level: int | None, degree: int, grade: int | None, finished: int, left: int, survey: int
) -> bool | None:
    """By the diploma while there was one; then by what comes after it, and of a mere blank not known."""
    diploma = at_least(level, 3)
    if survey < NO_DIPLOMA:
        return diploma
    if either(diploma, at_least(grade, 10), finished >= 10, left >= 10, degree > 0):
        return True
    below = level in (1, 2) or (grade is not None and 0 <= grade <= 9) or 1 <= left <= 9 or 1 <= finished <= 8
    return False if below else None


def plain_name(name: str) -> str:
    """Hoà and Hòa are one name: each word's letters without its tone, then the tone."""
    words = []
    for word in unicodedata.normalize("NFD", name.lower()).split():
        tones = "".join(c for c in word if c in "\u0300\u0301\u0303\u0309\u0323")
        words.append("".join(c for c in word if c not in tones) + tones)
    return " ".join(words)


def is_here(row: dict) -> bool:
    if re.match(r"chuyen di|chet", plain(row["AT"])):
        return False
    stay = re.search(r"(duoi )?(\d+) thang", plain(row["AU"]))
    temporary = "tam tru" in plain(row["P"]) + plain(row["Q"])
    short = stay and (int(stay[2]) < 6 or bool(stay[1]))
    return not (temporary and short)


def people_of(rows: list[list], survey: int) -> list[dict]:
    people, copies, seen = [], set(), set()
    columns = [letters(i) for i in range(max(map(len, rows)))]
    for cells in rows[4:]:
        row = dict(zip(columns, cells, strict=False))
        if not text(row["B"]) or not is_here(row):  # unnumbered lines are blank or close the list
            continue
        copy = tuple(str(value) for column, value in row.items() if column != "B")
        one = person(row, survey)
        # The same person twice: name, whole date of birth, sex and khóm; else a year, and the same form.
        same = (one["name"], one["date"] or (one["age"], text(row["O"])), one["khom"], one["sex"])
        if copy in copies or (same in seen and one["age"] is not None):
            continue
        copies.add(copy)
        seen.add(same)
        people.append(one)
    return people


# --- indicators: who is asked, what they answer, whether persons with a disability are left out


def between(low: int, high: int) -> Callable[[dict], bool]:
    return lambda p: p["age"] is not None and low <= p["age"] <= high


def from_15(p: dict) -> bool:
    return p["at_least"] is not None and p["at_least"] >= 15


def no(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


LEARNS = {"under5_in_class": (0, 4), "age0_2_in_class": (0, 2), "age3_4_in_class": (3, 4)}
INDICATORS: dict[str, tuple[Callable, Callable, bool]] = {
    "mn5_in_class": (between(5, 5), lambda p: p["learns"], True),
    "mn5_finished": (between(6, 6), lambda p: at_least(p["level"], 1), True),
    "th_grade1_at_6": (between(6, 6), lambda p: at_least(p["grade"], 1), True),
    "th_finished_at_11": (between(11, 11), lambda p: p["primary"], True),
    "th_finished_to_14": (between(11, 14), lambda p: p["primary"], True),
    "th_others_at_11_in_primary": (
        lambda p: p["age"] == 11 and not p["primary"], lambda p: 1 <= p["grade"] <= 5, True,
    ),
    "thcs_graduated_15_18": (between(15, 18), lambda p: p["lower_secondary"], True),
    "thcs_upper_15_18": (
        between(15, 18),
        lambda p: either(at_least(p["grade"], 10), at_least(p["level"], 4), p["degree"] > 0),
        True,
    ),
    "mn35_in_class": (between(3, 5), lambda p: p["learns"], True),
    # The register has a box for preschool finished, none for each year of it: of a blank nothing is known.
    "mn3_programme": (between(4, 4), lambda p: at_least(p["level"], 1) or None, True),
    "mn4_programme": (between(5, 5), lambda p: at_least(p["level"], 1) or None, True),
    "mn5_programme": (between(6, 6), lambda p: at_least(p["level"], 1), True),
    "disabled_access": (lambda p: p["disabled"] and p["able"], lambda p: p["learns"], False),
    "at_school_3_18": (between(3, 18), lambda p: p["learns"], False),
    "illiterate_15_60": (between(15, 60), lambda p: no(p["literate_1"]), True),
    "literacy_learners_15_60": (
        lambda p: between(15, 60)(p) and not p["literate_2"], lambda p: p["xmc_now"], True,
    ),
    "schooling_known_15_60": (between(15, 60), lambda p: p["traced"], False),
    "cmkt_15_plus": (from_15, lambda p: p["degree"] >= 1, False),
    "university_15_plus": (from_15, lambda p: p["degree"] >= 4, False),
    "cmkt_15_60": (between(15, 60), lambda p: p["degree"] >= 1, False),
    "university_15_60": (between(15, 60), lambda p: p["degree"] >= 4, False),
    # The register does not say who works in the countryside.
    "rural_workers_in_learning": (from_15, lambda p: None, False),
}  # fmt: skip
INDICATORS |= {name: (between(*ages), lambda p: p["learns"], False) for name, ages in LEARNS.items()}
for _level in (1, 2):
    for _last in (25, 35, 60):
        _key = f"literate_{_level}"
        INDICATORS[f"xmc{_level}_15_{_last}"] = (between(15, _last), lambda p, key=_key: p[key], True)
# Those of whom the form tells no schooling at all; an answer that nobody can read is no trace of it.
for _last in (25, 35, 60):
    INDICATORS[f"untraced_15_{_last}"] = (between(15, _last), lambda p: not p["traced"], True)

#: Asked for by a decree of 2025 only, and not before.
SINCE_2025 = ("mn35_in_class", "mn3_programme", "mn4_programme", "mn5_programme")

SEVERAL_AGES = (
    {name for name in INDICATORS if name.startswith(("xmc", "untraced")) or name.endswith("_15_60")}
    | {"th_finished_to_14", "mn35_in_class", "thcs_graduated_15_18", "thcs_upper_15_18", "at_school_3_18"}
    | {*LEARNS}
)  # fmt: skip


def cells_of(khom: str, sex: str, group: str, age: int | None, *, by_age: bool) -> list[tuple[str, str, str]]:
    """The cells (khóm, sex, group) of chi-tieu.csv in which a person is counted."""
    cells = [("", "", ""), (khom, "", ""), ("", sex, ""), ("", "", group), (khom, sex, ""), ("", sex, group)]
    in_years = f"{age} tuổi"
    return cells + [("", "", in_years), ("", sex, in_years), (khom, "", in_years)] * by_age


def count(people: list[dict]) -> dict[tuple, list[int]]:
    """Numerator, denominator and unknown of each indicator and cell."""
    counts: dict[tuple, list[int]] = defaultdict(lambda: [0, 0, 0])
    for name, (asked, answer, without_disabled) in INDICATORS.items():
        alike = Counter(
            (answer(p), p["khom"], p["sex"], p["group"], p["age"])
            for p in people
            if asked(p) and not (without_disabled and p["disabled"])
        )
        for (said, *who), many in alike.items():
            for cell in cells_of(*who, by_age=name in SEVERAL_AGES):
                numbers = counts[name, *cell]
                numbers[0] += many * (said is True)
                numbers[1] += many * (said is not None)
                numbers[2] += many * (said is None)
    return dict(counts)


def percent_of(numerator: int, denominator: int) -> str:
    """Rounded half up to two decimals, as the official forms do; nothing of nobody."""
    if not denominator:
        return ""
    hundredths = (20000 * numerator + denominator) // (2 * denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
