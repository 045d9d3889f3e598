"""Which survey a report's figures of people rest on, in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from xhht_analysis.base.file_states import unread_sentences
from xhht_analysis.base.periods import Period
from xhht_analysis.base.summary import FileEntry, Summary


class Surveyed(Protocol):
    """What is asked of a report (``report.report.Report``)."""

    @property
    def period(self) -> Period: ...
    @property
    def summary(self) -> Summary: ...
    @property
    def has_survey(self) -> bool: ...
    @property
    def unread(self) -> Sequence[FileEntry]: ...
    @property
    def survey_closed(self) -> dt.date | None: ...
    @property
    def survey_is_older(self) -> bool: ...
    @property
    def survey_day_words(self) -> str: ...


def rests_on_forms(report: Surveyed) -> bool:
    """Whether figures of people were read from printed forms, no person being known."""
    return report.summary["door"] == "forms"


def survey_words(report: Surveyed) -> str:
    """Its year, the day it was closed, how age is told; without one what there is instead."""
    years = ", ".join(map(str, report.summary["survey_years"]))
    silent, older = "" if report.survey_closed else " (không ghi ngày chốt)", ""
    if report.survey_is_older:
        older = f" Đây là số liệu có trước kỳ báo cáo, không phải kết quả của {report.period.label}."
    if rests_on_forms(report):
        forms = ", ".join(report.summary.get("forms", []))
        return (
            f"Số liệu lấy từ biểu thống kê năm {years} ({forms}), không có phiếu điều tra: không biết số "
            "liệu từng khóm mà biểu không ghi, và không biết có bao nhiêu người chưa rõ."
        )
    if report.summary["door"] == "survey":
        told = f"Số liệu từ điều tra dân số {report.survey_day_words}{silent}"
        return f"{told}; tuổi là số tuổi ghi trong điều tra.{older}"
    if not report.has_survey:
        if report.unread:  # any of them may be the register
            told = " ".join(unread_sentences(report.unread))
            return f"Kỳ này mới có số liệu từ báo cáo của các đơn vị, chưa có từ phiếu điều tra. {told}"
        return "Kỳ này chỉ có báo cáo của các đơn vị, không có phiếu điều tra PCGD-XMC."
    told = f"Số liệu từ phiếu điều tra PCGD-XMC {report.survey_day_words}{silent}"
    return f"{told}; tuổi = {years} trừ năm sinh.{older}"
