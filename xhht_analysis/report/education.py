"""Universal education: the levels, going to school, and levels of school finished, by age."""

from __future__ import annotations

import pandas as pd

from xhht_analysis.base.vietnamese import capitalised, format_number, format_percent
from xhht_analysis.indicators.counts import COUNTS
from xhht_analysis.report.figures import (
    counted,
    figure_of_ages,
    mostly_unknown_sentence,
    others,
    rate_words,
    tells,
    unknown_beside,
)
from xhht_analysis.report.levels import levels_sentences, nearest_gaps
from xhht_analysis.report.report import Report

#: The standards of the page; literacy has one of its own.
_STANDARDS = ("mn5", "mn35", "th", "thcs")
#: Ages at which finishing a level of school is asked: the indicator and what was finished.
_FINISHED = {
    "th_finished_to_14": ("11–14", "xong tiểu học"),
    "thcs_graduated_15_18": ("15–18", "tốt nghiệp THCS"),
}


def main_points(report: Report) -> list[str]:
    """Universal education in sentences: the levels and the nearest gaps."""
    sentences = levels_sentences(report, *_STANDARDS)
    sentences += nearest_gaps(report, *_STANDARDS)
    school = report.figure("at_school_3_18")
    if school.mostly_unknown:
        sentences.append(mostly_unknown_sentence(school, "người 3–18 tuổi có đi học hay không"))
    elif school.rate is not None:
        sentences.append(
            f"Đang đi học, 3–18 tuổi: {rate_words(school)} ({counted(school)}{unknown_beside(school)})."
        )
    return sentences or ["Chưa có số liệu về phổ cập giáo dục."]


def finished(report: Report) -> pd.DataFrame:
    """Who finished kindergarten (at 6), primary (11 to 14) and lower-secondary school (15 to 18), by age.

    ``panel`` and ``label`` beside indicator and counts; one row for all ages where single ones are not
    published; none of nobody.
    """
    rows = [report.cells("mn5_finished").assign(label="6 tuổi", panel="Xong mầm non")]
    for name, (span, words) in _FINISHED.items():
        cells = report.cells(name, "age")
        cells = cells[cells["age"].map(str.isdigit).astype(bool)]
        cells = cells.assign(label=[f"{age} tuổi" for age in cells["age"]])
        if report.keeps_back(name, "age"):
            cells = report.cells(name).assign(label=f"{span} tuổi")
        rows.append(cells.assign(panel=capitalised(words)))
    counts = pd.concat(rows, ignore_index=True)[["indicator", "panel", "label", *COUNTS]]
    return counts[counts["denominator"].fillna(1) > 0]


def headline_of_attendance(report: Report) -> str:
    """Going to school at the ages of primary and lower-secondary school, and of upper secondary."""
    said = []
    for first, last in ((6, 14), (15, 18)):
        figure = figure_of_ages(report, "at_school_3_18", first, last)
        if tells(figure):
            out = others(figure)
            said.append(f"tuổi {first}–{last}: {rate_words(figure)}, {format_number(out)} người không đi học")
    return f"Đang đi học {'; '.join(said)}" if said else "Đang đi học theo từng tuổi"


def headline_of_finished(report: Report) -> str:
    """Finished primary and lower-secondary school over the ages asked."""
    figures = [(span, words, report.figure(name)) for name, (span, words) in _FINISHED.items()]
    known = [(span, words, figure.rate) for span, words, figure in figures if figure.rate is not None]
    said = [f"tuổi {span} {words} {format_percent(rate)}" for span, words, rate in known]
    return f"Ở {'; '.join(said)}" if said else "Hoàn thành cấp học theo từng tuổi"
