"""Part III of the paper: what was reached, by the plan's own headings."""

from __future__ import annotations

from typing import Any

from xhht_analysis.base.vietnamese import capitalised, sort_key
from xhht_analysis.charts.counts import is_rest, named
from xhht_analysis.charts.tables import Table
from xhht_analysis.indicators.catalogue import shown_in
from xhht_analysis.indicators.figure import Figure
from xhht_analysis.publishing.office_figures import (
    KEPT,
    NONE,
    count,
    in_paper,
    labels_before,
    rate,
    rows_of,
    told,
)
from xhht_analysis.publishing.office_opening import OF_LEARNERS, task_words
from xhht_analysis.publishing.office_words import without_sign
from xhht_analysis.report import community, money, training
from xhht_analysis.report.clauses import known_figure
from xhht_analysis.report.learning_models import TITLES, titles_not_due
from xhht_analysis.report.levels import levels_sentences, nothing_known, resources_words, short
from xhht_analysis.report.observed import observation_of
from xhht_analysis.report.recognised import recognised_words, recognitions
from xhht_analysis.report.report import Report
from xhht_analysis.report.survey_words import rests_on_forms
from xhht_analysis.standards.verdict_words import proven_words

_EDUCATION = (
    "mn5_in_class", "mn5_finished", "mn35_in_class", "th_grade1_at_6", "th_finished_at_11",
    "th_finished_to_14", "thcs_graduated_15_18", "thcs_upper_15_18", "under5_in_class",
    "at_school_3_18", "disabled_access",
    "disadvantaged_6_10_at_school", "disadvantaged_11_14_at_school", "conditions_staff", "conditions_rooms",
    "preschool_teachers_of_norm", "policies_served",
)  # fmt: skip
#: Shares of people and schools that parts of their own tell.
_ELSEWHERE = {
    *_EDUCATION, "classes_held", "literacy_classes_opened", "literacy_class_learners", "centre_topics",
    "learners_women", "learners_poor", "learners_disabled", "learners_homemakers",
    "learners_past_working_age", "learners_policy",
}  # fmt: skip
_MINORITIES = "dân tộc thiểu số"
_WHO = {"chung": {}, "nữ": {"sex": "nữ"}, _MINORITIES: {"group": _MINORITIES}}
_LITERACY = [f"xmc{level}_15_{last}" for level in (1, 2) for last in (25, 35, 60)]


def results(report: Report) -> dict[str, Any]:
    """The fields of part III."""
    competences = [
        name for name in shown_in("training") if name not in _ELSEWHERE and _is_share(report, name)
    ]
    literacy = _literacy(report)
    return {
        "pho_cap": _levels(report),
        "bang_muc_do": _levels_table(report),
        "bang_biet_chu": literacy,
        "bang_pho_cap": rows_of(report, _EDUCATION),
        "bang_nang_luc": rows_of(report, competences),
        "nang_luc": told(report, "online_learning"),
        "ghi_chu_biet_chu": _notes(report, _LITERACY, literacy),
        "ghi_chu_pho_cap": _notes(report, _EDUCATION, rows_of(report, _EDUCATION)),
        "ghi_chu_nang_luc": _notes(report, competences, rows_of(report, competences)),
        **_classes(report),
        **_titles(report),
        **_community(report),
        **_money(report),
    }


def _is_share(report: Report, name: str) -> bool:
    entry = observation_of(report, name).entry
    return entry is not None and not entry.amount


def _notes(report: Report, names: Any, rows: list[dict[str, str]]) -> list[str]:
    """Below a table: which period stood before."""
    return [labels] if rows and (labels := labels_before(report, names)) else []


def _levels(report: Report) -> list[str]:
    """In one sentence where nothing is judged; the table says the rest."""
    if not report.judged:
        return levels_sentences(report) if report.has_survey or rests_on_forms(report) else []
    return [f"Mức độ được xét theo {report.rules.source}."] if report.rules and _levels_table(report) else []


def _levels_table(report: Report) -> list[dict[str, str]]:
    decided = recognitions(report)
    return [
        {
            "tieu_chuan": short(report, standard),
            "ket_qua": in_paper(proven_words(judged)),
            "cong_nhan": recognised_words(decided[standard]) if standard in decided else NONE,
            "dieu_kien": capitalised(resources_words(judged)),
        }
        for standard, judged in report.judged.items()
        if not nothing_known(judged)
    ]


def _literacy(report: Report) -> list[dict[str, str]]:
    """Level 1 and 2 at each age group: all, women, minorities; not what is not published."""
    rows = []
    for name in _LITERACY:
        for word, keys in _WHO.items():
            figure = report.figure(name, **keys)
            if figure.rate is None:
                continue
            was = observation_of(report, name).before.figure if not keys else None
            rows.append(
                {
                    "nhom": f"Mức độ {name[3]}, 15–{name[-2:]} tuổi, {word}",
                    "tong_so": count(figure.denominator),
                    "so_dat": count(figure.numerator),
                    "ty_le": rate(figure, report.threshold(name)),
                    "ky_truoc": rate(was),
                }
            )
    return rows


def _classes(report: Report) -> dict[str, Any]:
    """Classes and learners by kind, of the centre, of the schools and of other places."""
    learners = {
        kind.removeprefix("loại: "): figure
        for kind, figure in named(report.cells("learners", "group"), "group")
        if kind.startswith("loại: ")
    }
    held = {
        kind.removeprefix("loại: "): figure
        for kind, figure in named(report.cells("classes_held", "group"), "group")
    }
    kinds = sorted({*learners, *held}, key=lambda kind: (is_rest(kind), sort_key(kind)))
    places = training.providers_table(report)
    groups = training.groups_table(report)
    return {
        "lop_hoc": [
            *told(report, "classes_held"),
            *told(report, "learners"),
            *told(report, "centre_learners"),
            *told(report, "centre_topics"),
            *told(report, "literacy_classes_opened"),
            *told(report, "literacy_class_learners"),
            *filter(None, (task_words(report, name) for name in OF_LEARNERS)),
        ],
        "bang_lop": [
            {
                "loai": capitalised(kind),
                "so_lop": count(_numerator(held.get(kind))),
                "luot": count(_numerator(learners.get(kind))),
            }
            for kind in kinds
        ],
        "bang_nhom": _cells(groups, "nhom", "luot", "so_nguoi"),
        "bang_noi_hoc": _cells(places, "noi_hoc", "so_lop", "so_nguoi"),
    }


def _cells(table: Any, *names: str) -> list[dict[str, str]]:
    """The rows of a table, each with a name a column; of one that is no table none."""
    if not isinstance(table, Table):
        return []
    rows = [[_cell(text) for text in row] for row in table.texts()]
    blank = [NONE] * len(names)
    return [dict(zip(names, [*row, *blank], strict=False)) for row in rows]


def _cell(text: str) -> str:
    """A cell of a page in a paper: no sign, no mark that only pages explain."""
    return {"[c]": KEPT, "[x]": NONE, "[z]": NONE}.get(text, in_paper(without_sign(text)))


def _numerator(figure: Figure | None) -> object:
    return None if figure is None else figure.numerator


def _titles(report: Report) -> dict[str, Any]:
    """Titles: registered and recognised, of all, with the share recognised before."""
    rows = []
    waits = titles_not_due(report)
    for name, (word, unit) in TITLES.items():
        recognised, registered = (known_figure(report, one) for one in (name, f"{name}_registered"))
        if recognised is None and registered is None:
            continue
        whole = recognised or registered
        seen = observation_of(report, f"{name}_registered" if waits else name)
        rows.append(
            {
                "danh_hieu": f"{word} ({unit})",
                "tong_so": count(_denominator(whole)),
                "dang_ky": count(_numerator(registered)),
                "so_cong_nhan": "chưa đến hạn" if waits else count(_numerator(recognised)),
                "ty_le": rate(registered if waits else recognised),
                "ky_truoc": rate(seen.before.figure),
            }
        )
    names = [f"{name}_registered" if waits else name for name in TITLES]
    share = "số đăng ký" if waits else "số được công nhận"
    return {
        "bang_danh_hieu": rows,
        "ghi_chu_danh_hieu": [f"Tỷ lệ: {share} so với tổng số.", *_notes(report, names, rows)]
        if rows
        else [],
        "cong_dan": [] if waits else told(report, "learning_citizens"),
    }


def _denominator(figure: Figure | None) -> object:
    return None if figure is None else figure.denominator


def _community(report: Report) -> dict[str, Any]:
    """The items of the circular in force, and the centre's rating."""
    table = community.community_table(report)
    rows = _cells(table, "noi_dung", "muc_1", "muc_2", "can_cu")
    told_of = report.summary.get("community") or report.has_survey or rests_on_forms(report)
    sentence = community.centre_sentence(report)
    judged = community.community_of(report)
    return {
        "bang_cong_dong": rows if told_of else [],
        "cong_dong": [f"Xét theo {judged.rules.source}."] if judged and told_of and rows else [],
        "xep_loai": [sentence] if sentence else [],
    }


def _money(report: Report) -> dict[str, Any]:
    """Planned, spent and raised, by source and by purpose."""
    by_source = money.money_table(report)
    rows = _cells(by_source, "nguon", "du_toan", "da_chi", "ty_le", "van_dong")
    purposes = _cells(money.money_by_purpose(report), "muc_dich", "da_chi")
    return {
        "kinh_phi": [*told(report, "money_spent"), *told(report, "money_raised")],
        "bang_nguon": rows,
        "ghi_chu_kinh_phi": list(by_source.notes) if isinstance(by_source, Table) else [],
        "bang_muc_dich": purposes,
    }
