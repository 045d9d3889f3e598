"""What ``xhht new`` asks, question by question, each with what is usual."""

from __future__ import annotations

from collections.abc import Mapping

from xhht_analysis.base.messages import say
from xhht_analysis.base.places import split_above
from xhht_analysis.commands import answers
from xhht_analysis.commands.asking import Questions
from xhht_analysis.commands.new_files import NewArea, clause_ids
from xhht_analysis.commands.which_place import Told, which_place

_OTHERS = "Hội Khuyến học; Hội Liên hiệp Phụ nữ; Hội Nông dân; Đoàn Thanh niên"


def ask_all(questions: Questions, year: int, told: Mapping[str, str | None]) -> NewArea:
    """Everything that is to be known, question by question."""
    place = which_place(
        Told(
            told["name"], told["kind"], told["code"], told["district"], told["province"],
            unlisted=told["unlisted"] is not None,
        ),
        year,
        questions,
    )  # fmt: skip
    title = f"{place.kind} {place.name}"
    above = place.province if place.since or not place.district else place.district
    office = (
        f"Sở GDĐT {split_above(above)[1]}" if place.since or not place.district else f"Phòng GDĐT {above}"
    )
    ask = questions.answer
    hardship = ask(
        "--hardship", told["hardship"], say("Địa bàn đặc biệt khó khăn (có/không)"), answers.yes, "không"
    )
    word = ask(
        "--khom-kind",
        told["khom_kind"],
        say("Dưới xã gọi là gì: khóm, ấp, thôn, bản, tổ dân phố"),
        answers.line,
        "ấp" if place.kind == "xã" else "khóm",
    ).lower()
    khom = ask(
        "--khom",
        told["khom"],
        say("Danh sách {word}: 1-8, hoặc các tên, cách nhau bằng dấu ;", word=word),
        lambda text: answers.khom_names(text, word),
        "",
    )
    usual = f"TTHTCĐ {title}; UBND {title}"
    units = ask("--unit", told["unit"], say("Trường học, cách nhau bằng dấu ;"), answers.units, "")
    if told["unit"] is None and questions.asks:
        units += ask(
            "--unit",
            None,
            say("Ban, ngành, đoàn thể phải báo cáo, cách nhau bằng dấu ;"),
            answers.units,
            _OTHERS,
        )
    kinds = {unit.kind for unit in units}
    units = (*(unit for unit in answers.units(usual) if unit.kind not in kinds), *units)
    superior = ask(
        "--superior", told["superior"], say("Cơ quan cấp trên"), answers.optional_line, f"UBND {above}"
    )
    recipients = ask(
        "--recipient", told["recipient"], say("Nơi nhận báo cáo, cách nhau bằng dấu ;"), answers.lines, office
    )
    contact = ask(
        "--contact",
        told["contact"],
        say("Nơi liên hệ"),
        answers.optional_line,
        f"Trung tâm học tập cộng đồng {title}",
    )
    half = ask(
        "--due-half", told["due_half"], say("Đơn vị báo cáo 6 tháng trước ngày"), answers.due_day, "05/6"
    )
    whole = ask(
        "--due-year", told["due_year"], say("Đơn vị báo cáo năm trước ngày"), answers.due_day, "05/12"
    )
    name = f"Kế hoạch xây dựng xã hội học tập năm {year} của {title}"
    plan_title = ask("--plan-title", told["plan_title"], say("Tên kế hoạch"), answers.line, name)
    number = ask("--plan-number", told["plan_number"], say("Số của kế hoạch"), answers.optional_line, "")
    day = ask("--plan-date", told["plan_date"], say("Ngày của kế hoạch"), answers.day, "")
    keep = ask(
        "--keep",
        told["keep"],
        say("Mã các chỉ tiêu được giữ, cách nhau bằng dấu phẩy; để trống là giữ cả"),
        clause_ids,
        "",
    )
    return NewArea(
        place, year, hardship, khom, units, superior, recipients, contact, half, whole, plan_title, number,
        day, keep,
    )  # fmt: skip
