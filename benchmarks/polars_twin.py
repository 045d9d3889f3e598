"""Cleaning, checking and counting the sample province's surveys a second time, as written in polars.

It knows the words of these surveys only, finds no cell and words no sentence: what is compared is the work on
every person. Its counts, and how often each check finds something, equal the program's.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from xhht_analysis.indicators.catalogue import LONGEST_BY_AGE, catalogue

YEAR, OLDEST = 2024, 120
KEYS = ("khom", "sex", "group", "age")
BREAKDOWNS = (
    (), ("khom",), ("sex",), ("group",), ("age",), ("khom", "sex"), ("sex", "group"), ("sex", "age"),
    ("khom", "age"),
)  # fmt: skip
UNKNOWN = "chưa rõ"
MINORITY = {"": False, "kinh": False, "khmer": True, "hoa": True, "chăm": True}
LEVELS = {"": 0, "mn": 1, "th": 2, "thcs": 3, "thpt": 4}
DEGREES = {"": 0, "thcn": 2, "cao đẳng": 3, "đại học": 4, "thạc sĩ": 5}
YOUNGEST, YOUNGEST_DEGREE = {1: 4, 2: 9, 3: 13, 4: 16}, {1: 14, 2: 16, 3: 19, 4: 20, 5: 22, 6: 24}
LAST_GRADE = {2: 5, 3: 9, 4: 12}
#: The checks of boxes that the province's mapping fills.
CHECKS = (
    "level_above_age", "degree_above_age", "degree_above_level", "too_young_for_class", "too_old_for_class",
    "odd_in_preschool", "level_above_class", "level_below_class", "grade_below_level", "left_below_level",
    "left_before_finished", "attending_and_left", "relapsed_never_literate", "literacy_class_and_school",
    "able_without_disability", "child_without_schooling",
)  # fmt: skip
col = pl.col


def process(survey: Path, folder: Path) -> tuple[pl.DataFrame, dict[str, int]]:
    """Write a survey's clean people and counts into ``folder``; the counts, and how many odd rows by kind."""
    people = clean(survey)
    people.write_parquet(folder / "people.parquet", compression="snappy")
    counts = count(people)
    counts.write_csv(folder / "counts.csv")
    return counts, check(people)


def clean(survey: Path) -> pl.DataFrame:
    """Everybody who counts, with all the columns of the clean table."""
    return (
        pl.scan_parquet(survey, row_index_name="line")
        .filter(~_away())
        .with_columns(
            sex=col("gioi_tinh").replace_strict({1: "nam", 2: "nữ"}, default=None, return_dtype=pl.String),
            birth_date=col("ngay_sinh").str.to_date("%d/%m/%Y", strict=False),
            birth_year=col("ngay_sinh").str.extract(r"^(?:\d{1,2}/\d{1,2}/)?(\d{4})$").cast(pl.Int16),
            minority=_by(MINORITY, "dan_toc", pl.Boolean),
            grade_now=_class(),
            grade_finished=_within("lop_xong", 12),
            level_finished=_by(LEVELS, "bac_tot_nghiep", pl.Int8),
            degree=_by(DEGREES, "bang_nghe", pl.Int8),
            grade_left=_within("lop_bo", 12),
            literacy_class_now=_within("lop_xmc", 5),
            literacy_stage_finished=_within("xong_xmc", 5),
            relapsed_level=_within("tai_mu", 2),
            disabled=col("khuyet_tat") == 1,
            able_to_learn=col("kha_nang_hoc") == 1,
        )
        .with_columns(
            birth_year=pl.when(col("birth_year").is_between(YEAR - OLDEST, YEAR)).then("birth_year"),
        )
        .with_columns(
            birth_date=pl.when(col("birth_year").is_not_null()).then("birth_date"),
            age=YEAR - col("birth_year"),
            attending=col("grade_now") >= 0,
            qualified=col("degree") >= 1,
            university=col("degree") >= 4,
        )
        .with_columns(*_literate())
        .select(
            pl.lit(survey.name).alias("source"),
            (col("line") + 1).cast(pl.Int64).alias("row"),
            pl.lit(None, dtype=pl.String).alias("name"),
            "khom",
            col("ho").cast(pl.String).alias("household"),
            "sex", "birth_year", col("birth_date").cast(pl.Datetime("ms")), "age",
            col("age").alias("age_at_least"),
            "minority", "attending", "grade_now", "level_finished", "degree", "qualified", "university",
            "grade_finished", "grade_left", "literacy_class_now", "literacy_stage_finished", "relapsed_level",
            pl.lit(None, dtype=pl.Int8).alias("literate_level"),
            "literate_1", "literate_2", "finished_primary", "finished_lower_secondary", "schooling_known",
            "disabled", "able_to_learn",
            *(pl.lit(None, dtype=pl.Boolean).alias(n) for n in ("rural_worker", "farmer", "in_learning")),
        )
        .collect()
    )  # fmt: skip


def count(people: pl.DataFrame) -> pl.DataFrame:
    """Numerator, denominator and unknown of every indicator and cell; everything from the smallest cells."""
    indicators = _indicators()
    facts = []
    for name, (population, answer) in indicators.items():
        asked = population.fill_null(True)
        told = pl.when(population.is_not_null()).then(answer)
        if catalogue()[name].population == "ppc":
            asked &= ~col("disabled").fill_null(False)
        facts += [
            (asked & told).alias(f"{name} numerator"),
            (asked & told.is_not_null()).alias(f"{name} denominator"),
            (asked & told.is_null()).alias(f"{name} unknown"),
        ]
    smallest = (
        people.lazy()
        .select(
            "khom", "age", *facts,
            sex=col("sex").fill_null(UNKNOWN),
            group=pl.when("minority").then(pl.lit("dân tộc thiểu số"))
            .when(~col("minority")).then(pl.lit("Kinh")).otherwise(pl.lit(UNKNOWN)),
        )
        .group_by(KEYS)
        .agg(pl.all().sum())
        .with_columns(age=col("age").cast(pl.String).fill_null(UNKNOWN))
        .collect()
    )  # fmt: skip
    three = ("numerator", "denominator", "unknown")
    everybody = pl.DataFrame({"indicator": list(indicators)}).lazy()
    everybody = everybody.with_columns(
        *(pl.lit("").alias(key) for key in KEYS), *(pl.lit(0, dtype=pl.Int64).alias(name) for name in three)
    )
    told = pl.concat(
        smallest.lazy()
        .select(
            pl.lit(name).alias("indicator"), *KEYS,
            *(col(f"{name} {number}").cast(pl.Int64).alias(number) for number in three),
        )
        .filter(col("denominator") + col("unknown") > 0)
        for name in indicators
    ).collect()  # fmt: skip
    spans = {name: catalogue()[name].ages for name in indicators}
    by_age = [name for name, (first, last) in spans.items() if 0 < last - first <= LONGEST_BY_AGE]
    parts = [everybody]
    for by in BREAKDOWNS:
        cells = told.lazy().filter(col("indicator").is_in(by_age)) if "age" in by else told.lazy()
        for key in by:  # what is not known of anybody breaks nothing down
            cells = cells.filter((~col(key).is_in(["Không rõ khóm", UNKNOWN])).any().over("indicator"))
        cells = cells.group_by("indicator", *by).agg(col(three).sum())
        parts.append(
            cells.with_columns(pl.lit("").alias(key) for key in KEYS if key not in by)
            .select("indicator", *KEYS, *three)
        )  # fmt: skip
    # An indicator of nobody has the row for everybody all the same.
    return pl.concat(parts).group_by("indicator", *KEYS).agg(col(three).sum()).collect()


def check(people: pl.DataFrame) -> dict[str, int]:
    """How many people each check finds something odd of."""
    age, now, level, degree = col("age"), col("grade_now"), col("level_finished"), col("degree")
    finished, left, last = col("grade_finished"), col("grade_left"), _limit("level_finished", LAST_GRADE)
    oldest = pl.when(now.is_between(1, 5)).then(16).when(now.is_between(1, 9)).then(20)
    oldest = oldest.when(now.is_between(1, 12)).then(24)
    nothing = (now == -1) & (level == 0) & (finished == 0) & (left == 0)
    relapsed = col("relapsed_level")
    one, two = _traces()
    odd = {
        "level_above_age": age < _limit("level_finished", YOUNGEST),
        "degree_above_age": age < _limit("degree", YOUNGEST_DEGREE),
        "degree_above_level": (degree >= 3) & level.is_between(1, 3),
        "too_young_for_class": (now >= 1) & (age < pl.when(now == 13).then(15).otherwise(now + 4)),
        "too_old_for_class": age > oldest,
        "odd_in_preschool": (now == 0) & (age >= 7),
        "level_above_class": now.is_between(1, 12) & (now <= last),
        "level_below_class": now.is_between(6, 12) & (level == 1) | now.is_between(10, 12) & (level == 2),
        "grade_below_level": (finished > 0) & (finished < last),
        "left_below_level": (left > 0) & (left <= last),
        "left_before_finished": (left > 0) & (left <= finished),
        "attending_and_left": (left > 0) & (now > 0) & (left >= now),
        "relapsed_never_literate": (relapsed > 0) & pl.when(relapsed == 2).then(~two).otherwise(~one),
        "literacy_class_and_school": (col("literacy_class_now") > 0) & now.is_between(1, 13),
        "able_without_disability": col("able_to_learn") & ~col("disabled"),
        "child_without_schooling": age.is_between(6, 14) & nothing & ~col("disabled").fill_null(False),
    }
    found = people.lazy().select(mask.fill_null(False).sum().alias(kind) for kind, mask in odd.items())
    return {kind: number for kind, number in found.collect().row(0, named=True).items() if number}


def _away() -> pl.Expr:
    circumstance, residence = col("hoan_canh").str.to_lowercase(), col("cu_tru").str.to_lowercase()
    months = residence.str.extract(r"(\d{1,2}) tháng").cast(pl.Int8)
    gone = circumstance.str.contains(r"^(đã )?(chết|qua đời|chuyển đi)")
    return gone | (residence.str.contains("tạm trú") & (months < 6)).fill_null(False)


def _by(words: dict, name: str, dtype: pl.DataType) -> pl.Expr:
    plain = col(name).str.strip_chars().str.to_lowercase()
    return plain.replace_strict(words, default=None, return_dtype=dtype)


def _within(name: str, last: int) -> pl.Expr:
    return pl.when(col(name).is_between(0, last)).then(name).cast(pl.Int8)


def _class() -> pl.Expr:
    text = col("lop_dang_hoc").str.strip_chars().str.to_lowercase()
    grade = text.str.extract(r"^(\d{1,2})[a-z]?$").cast(pl.Int8)
    return (
        pl.when(text == "").then(-1)
        .when(text == "đh").then(13)
        .when(text.str.contains("^(nhà trẻ|mầm|chồi|lá)")).then(0)
        .when(grade.is_between(1, 12)).then(grade)
        .cast(pl.Int8)
    )  # fmt: skip


def _traces() -> tuple[pl.Expr, pl.Expr]:
    two = (
        (col("level_finished") >= 2) | col("qualified") | (col("grade_finished") >= 5)
        | (col("grade_left") >= 6) | (col("literacy_stage_finished") >= 5) | (col("grade_now") >= 6)
    )  # fmt: skip
    one = (
        two | (col("grade_finished") >= 3) | (col("grade_left") >= 4) | (col("literacy_class_now") >= 4)
        | (col("literacy_stage_finished") >= 3) | (col("grade_now") >= 4)
    )  # fmt: skip
    return one, two


def _literate() -> list[pl.Expr]:
    one, two = _traces()
    traces = ("level_finished", "degree", "grade_finished", "grade_left")
    traces += ("literacy_class_now", "literacy_stage_finished")
    known = (col("grade_now") >= 0).fill_null(False) | col("qualified").fill_null(False)
    for trace in traces:
        known |= (col(trace) > 0).fill_null(False)
    return [
        (one & (col("relapsed_level") != 1)).alias("literate_1"),
        (two & (col("relapsed_level") == 0)).alias("literate_2"),
        ((col("level_finished") >= 2) | (col("grade_now") >= 6)).alias("finished_primary"),
        (col("level_finished") >= 3).alias("finished_lower_secondary"),  # while there was a diploma
        known.alias("schooling_known"),
    ]


def _limit(name: str, limits: dict[int, int]) -> pl.Expr:
    return col(name).replace_strict(limits, default=None, return_dtype=pl.Int16)


def _aged(first: int, last: int) -> pl.Expr:
    return col("age").is_between(first, last).fill_null(False)


def _indicators() -> dict[str, tuple[pl.Expr, pl.Expr]]:
    """Indicator → who is asked and the answer; the rest is in the program's catalogue."""
    now, done = col("grade_now"), col("finished_primary")
    primary = now.is_between(1, 5)
    finished = pl.when(done.is_null() & primary.fill_null(False)).then(False).otherwise(done)
    upper = (now >= 10) | (col("level_finished") >= 4) | col("qualified")
    grown, adult = (col("age") >= 15).fill_null(False), _aged(15, 60)
    level, attends = col("level_finished"), col("attending")
    nobody = pl.lit(None, dtype=pl.Boolean)
    return {
        **{
            f"xmc{n}_15_{last}": (_aged(15, last), col(f"literate_{n}"))
            for n in (1, 2)
            for last in (25, 35, 60)
        },
        "illiterate_15_60": (adult, ~col("literate_1")),
        **{f"untraced_15_{last}": (_aged(15, last), ~col("schooling_known")) for last in (25, 35, 60)},
        "literacy_learners_15_60": (adult & ~col("literate_2"), col("literacy_class_now") > 0),
        "schooling_known_15_60": (adult, col("schooling_known")),
        "mn5_in_class": (_aged(5, 5), attends),
        "mn5_finished": (_aged(6, 6), level >= 1),
        "mn35_in_class": (_aged(3, 5), attends),
        "mn3_programme": (_aged(4, 4), pl.when(level != 0).then(level >= 1)),
        "mn4_programme": (_aged(5, 5), pl.when(level != 0).then(level >= 1)),
        "mn5_programme": (_aged(6, 6), level >= 1),
        "th_grade1_at_6": (_aged(6, 6), now >= 1),
        "th_finished_at_11": (_aged(11, 11), done),
        "th_others_at_11_in_primary": (_aged(11, 11) & ~finished, primary),
        "th_finished_to_14": (_aged(11, 14), done),
        "thcs_graduated_15_18": (_aged(15, 18), level >= 3),
        "thcs_upper_15_18": (_aged(15, 18), upper),
        "disabled_access": (col("disabled") & col("able_to_learn"), attends),
        "under5_in_class": (_aged(0, 4), attends),
        "age0_2_in_class": (_aged(0, 2), attends),
        "age3_4_in_class": (_aged(3, 4), attends),
        "at_school_3_18": (_aged(3, 18), attends),
        "cmkt_15_plus": (grown, col("qualified")),
        "university_15_plus": (grown, col("university")),
        "cmkt_15_60": (adult, col("qualified")),
        "university_15_60": (adult, col("university")),
        "rural_workers_in_learning": (nobody & grown, nobody),
    }
