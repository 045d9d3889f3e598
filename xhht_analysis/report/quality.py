"""Quality of the data: rows, findings, what is missing, how each indicator is defined."""

from __future__ import annotations

from collections.abc import Mapping

from xhht_analysis.base.file_states import with_state
from xhht_analysis.base.findings import BY_URGENCY, KINDS, SEVERITIES
from xhht_analysis.base.summary import Summary
from xhht_analysis.base.vietnamese import capitalised, format_number, inside_sentence
from xhht_analysis.charts.blocks import Block, headlines
from xhht_analysis.charts.tables import Cell, Column, Table
from xhht_analysis.forms.discipline import NOT_READ
from xhht_analysis.indicators.catalogue import Entry, catalogue
from xhht_analysis.report.clauses import source_words
from xhht_analysis.report.known import rests_on_people
from xhht_analysis.report.observed import surveyed_words
from xhht_analysis.report.predecessors import origin_sentences
from xhht_analysis.report.report import Report
from xhht_analysis.report.survey_words import rests_on_forms
from xhht_analysis.standards.rules import not_yet_asked

#: What follows where the input lacks a whole column, other than that its indicators have no figure.
CONSEQUENCES = {
    "disabled": "không hỏi: không loại ai khỏi tổng số người",
    "residence": "không hỏi: mọi dòng đều tính vào dân số",
    "circumstance": "không hỏi: mọi dòng đều tính vào dân số",
}


def main_points(report: Report) -> list[str]:
    """Reading and cleaning in sentences: what was counted and what waits to be mended."""
    summary = report.summary
    aside = summary["rows_read"] - summary["rows_kept"]
    mend = sum(f["count"] for f in summary["findings"] if f["severity"] in ("mend", "unusable"))
    unused = [with_state(f) for f in summary["files"] if f["state"] in ("other", "same", "set_aside")]
    sentences = [
        f"Đã đọc {format_number(summary['rows_read'])} dòng: "
        f"tính {format_number(summary['rows_kept'])} người, không tính {format_number(aside)} dòng."
        if report.has_survey
        else report.survey_words,
        f"Có {format_number(mend)} chỗ cần xem lại; danh sách từng ô nằm trong thư mục riêng của địa bàn."
        if mend
        else "Không có chỗ nào cần sửa.",
    ]
    unknown = summary["unknown"] if report.has_survey else {}
    if unknown.get("disabled") and not {"disability", "disabled"} & {m["field"] for m in summary["missing"]}:
        people = format_number(unknown["disabled"])
        sentences.append(f"Khuyết tật chưa rõ: {people} người (vẫn tính trong dân số).")
    if unknown.get("presence"):
        people = format_number(unknown["presence"])
        sentences.append(f"Chưa rõ còn ở địa phương không: {people} người (vẫn tính trong dân số).")
    sentences += origin_sentences(report)
    if unused:
        sentences.append(f"{format_number(len(unused))} tệp không được dùng: {'; '.join(unused)}.")
    sentences += report.unread_words if report.has_survey else []  # else the first sentence tells it
    if summary["missing"]:
        words = ", ".join(m["words"] for m in summary["missing"])
        sentences.append(f"Số liệu gửi đến không có: {words}.")
    return sentences


def rows_table(report: Report) -> Table | Block:
    """Rows read = people counted + rows set aside, with the reason of each."""
    if not report.has_survey:
        return headlines([report.survey_words])
    summary = report.summary
    rows: list[list[Cell]] = [["Người được tính", summary["rows_kept"], "vào dân số của kỳ"]]
    rows += [[KINDS[kind].what, n, KINDS[kind].done] for kind, n in summary["rows_aside"].items()]
    columns = [Column("Dòng"), Column("Số dòng", "count"), Column("Cách xử lý")]
    total: list[Cell] = ["Tổng số dòng đã đọc", summary["rows_read"], "bằng tổng các dòng trên"]
    return Table("Mọi dòng đã đọc đều có chỗ", columns, rows, total=total)


def findings_table(report: Report) -> Table:
    """What was noticed in the cells, by kind, the gravest first; never which cell."""
    rows: list[list[Cell]] = [
        [f["what"], SEVERITIES[f["severity"]], f["count"], f["done"]]
        for f in report.summary["findings"]
        if f["severity"] != "aside"
    ]
    columns = [
        Column("Điều nhận thấy"),
        Column("Mức"),
        Column("Số lần", "count"),
        Column("Cách xử lý"),
    ]
    return Table("Điểm cần lưu ý của số liệu", columns, rows)


def findings_by_file_table(report: Report) -> Table:
    """How often something was noticed in each file, by severity; a unit's file under the unit's name."""
    units = {file: unit["name"] for unit in report.summary.get("units", ()) if (file := unit.get("file"))}
    counts: dict[str, list[int]] = {}
    for row in report.summary.get("findings_by_file", ()):
        so_far = counts.setdefault(_sender(row["file"], units), [0] * len(BY_URGENCY))
        for place, severity in enumerate(BY_URGENCY):
            so_far[place] += row[severity]
    words = [SEVERITIES[severity] for severity in BY_URGENCY]
    columns = [Column("Đơn vị hoặc tệp"), *(Column(capitalised(w), "count") for w in words)]
    sums = map(sum, zip(*counts.values(), strict=True))
    total: list[Cell] | None = ["Tổng", *sums] if counts else None
    return Table(
        "Điểm cần lưu ý theo đơn vị và tệp", columns, [[name, *n] for name, n in counts.items()],
        total=total,
    )  # fmt: skip


def _sender(file: str, units: Mapping[str, str]) -> str:
    """Whose file it is: the unit's name, or the file's own; findings that compare several units name none."""
    if file in units:
        return units[file]
    rest = file
    for name in sorted(units, key=len, reverse=True):  # a name may hold a comma, or another name
        rest = rest.replace(name, "")
    if file and not rest.strip(", "):
        return "Đối chiếu nhiều đơn vị"
    return file or "Đối chiếu chung"


def missing_table(report: Report) -> Table | Block:
    """What the input does not hold, and how many people lack what indicators rest on."""
    if rests_on_forms(report):
        return headlines(["Biểu thống kê chỉ có số đếm: không biết ai thiếu tuổi, giới tính, dân tộc, khóm."])
    if not report.has_survey:
        return headlines(["Tuổi, giới tính, dân tộc, khóm của người dân: chưa có số liệu từ phiếu điều tra."])
    unknown, kept = report.summary["unknown"], report.summary["rows_kept"]
    missing = {m["field"]: m["words"] for m in report.summary["missing"]}
    words = {
        "age": "Tuổi", "sex": "Giới tính", "minority": "Dân tộc", "khom": "Khóm", "disabled": "Khuyết tật",
        "presence": "Còn ở địa phương không",
    }  # fmt: skip
    followed = {
        "disabled": "vẫn tính trong dân số; chỉ chưa rõ người khuyết tật được đi học",
        "presence": "vẫn tính trong dân số; mọi câu trả lời xem là chưa rõ",
    }
    absent = {"ethnicity": "minority", "disability": "disabled"}
    rows: list[list[Cell]] = [
        [words[name], unknown.get(name, 0), followed.get(name, "không tính vào số liệu theo mục này")]
        for name in words
        if name not in {absent.get(field, field) for field in missing}
    ]
    rows += [
        [capitalised(text), kept, CONSEQUENCES.get(field, "số liệu gửi đến không có mục này")]
        for field, text in missing.items()
    ]
    columns = [Column("Mục"), Column("Chưa rõ", "count", "người"), Column("Hệ quả")]
    return Table("Những gì chưa biết", columns, rows)


def without_figure_table(report: Report) -> Table | Block:
    """Indicators for which nothing is known in this period."""
    if rests_on_forms(report):
        names = [
            [entry.name, None]
            for entry in catalogue().values()
            if rests_on_people(entry) and entry.id not in report.figures and not entry.area
        ]
        return Table(
            "Chỉ số mà biểu thống kê không cho biết",
            [Column("Chỉ số chưa có số liệu"), Column("Người chưa rõ", "count", "người")],
            names,
        )
    if not report.has_survey:
        return headlines(["Chưa có số liệu từ phiếu điều tra: mọi chỉ số tính từ phiếu đều chưa có số liệu."])
    rows = [
        [catalogue()[name].name, figure.unknown]
        for name, figure in report.figures.items()
        if figure.rate is None and (figure.unknown or report.summary["door"] == "survey")
    ]
    if not rows:
        return headlines(["Mọi chỉ số tính từ phiếu điều tra đều có số liệu."])
    columns = [Column("Chỉ số chưa có số liệu"), Column("Người chưa rõ", "count", "người")]
    return Table("Chỉ số chưa tính được", columns, rows)


def method_table(report: Report) -> Table:
    """Each indicator's definition, population and source."""
    rows: list[list[Cell]] = [
        [entry.name, entry.definition, _denominator(entry), source_words(report, entry.id)]
        for entry in catalogue().values()
        if entry.id not in not_yet_asked(report.period.reference_date)
        if entry.area in ("", report.area.id)
    ]
    columns = [Column("Chỉ số"), Column("Cách tính số đạt"), Column("Tổng số"), Column("Căn cứ")]
    return Table("Cách tính từng chỉ số", columns, rows)


def _denominator(entry: Entry) -> str:
    """Who or what is counted below the line: an amount has nothing there."""
    if entry.amount:
        return "không có: số cộng"
    if rests_on_people(entry):
        return surveyed_words(entry)
    if entry.rest_of:
        return f"người chưa đạt: {inside_sentence(catalogue()[entry.rest_of].name)}"
    return "như ghi ở cột bên, theo báo cáo của đơn vị"


def compared_table(report: Report) -> Table:
    """How much was read, counted and left to mend, and who reported: now and in the earlier periods."""
    periods = [report, *report.comparable]
    summaries = [one.summary for one in periods]
    surveys = [one.summary if one.has_survey else None for one in periods]
    rows: list[list[Cell]] = [
        ["Dòng đã đọc", *(s["rows_read"] if s else None for s in surveys)],
        ["Người được tính", *(s["rows_kept"] if s else None for s in surveys)],
        ["Dòng không tính", *(s["rows_read"] - s["rows_kept"] if s else None for s in surveys)],
        ["Chỗ cần xem lại", *(_to_mend(s) for s in summaries)],
        ["Đơn vị phải báo cáo", *(len(s.get("units", ())) for s in summaries)],
        ["Đơn vị chưa nhận tệp báo cáo", *(_without_file(s) for s in summaries)],
        ["Dòng trong báo cáo của đơn vị", *(s.get("unit_rows", {}).get("read", 0) for s in summaries)],
    ]
    labels = [one.period.label for one in periods]
    columns = [Column("Nội dung"), *(Column(capitalised(label), "count") for label in labels)]
    return Table("Số liệu kỳ này và các kỳ trước", columns, rows)


def _to_mend(summary: Summary) -> int:
    return sum(f["count"] for f in summary["findings"] if f["severity"] in ("mend", "unusable"))


def _without_file(summary: Summary) -> int:
    return sum(not unit.get("file") and unit["state"] != NOT_READ for unit in summary.get("units", ()))
