"""Every heading of the national workbook in both layouts, and of its copies, written down by hand."""

import pytest

from xhht_analysis.sources.register import find_people, name_column
from xhht_analysis.sources.workbook import Sheet

#: Columns A to AY: field, headings of rows 1 to 3, all as in the commune file (data from row 5).
COMMUNE = """
khom                    | Năm điều tra | | Khóm (thôn, ấp)
number                  | Thông tin cá nhân | TT |
family_name             | Thông tin cá nhân | Họ và chữ đệm |
given_name              | Thông tin cá nhân | Tên |
birth_day               | Thông tin cá nhân | Ngày, tháng, năm sinh | Ngày
birth_month             | Thông tin cá nhân | Ngày, tháng, năm sinh | Tháng
birth_year              | Thông tin cá nhân | Ngày, tháng, năm sinh | Năm
female                  | Thông tin cá nhân | Nữ |
ethnicity               | Thông tin cá nhân | Dân tộc |
religion                | Thông tin cá nhân | Tôn giáo |
priority                | Thông tin cá nhân | Diện ưu tiên |
head_family_name        | Hộ gia đình | Chủ hộ | Họ và chữ đệm
head_given_name         | Hộ gia đình | Chủ hộ | Tên
address                 | Hộ gia đình | Địa chỉ |
form_number             | Hộ gia đình | Số phiếu |
stay_kind               | Hộ gia đình | Diện cư trú |
stay_state              | Hộ gia đình | Tình trạng cư trú |
grade                   | Đang học | Khối học |
class_now               | Đang học | Lớp học |
school_place            | Đang học | Quận/huyện đang học |
school                  | Đang học | Tên trường |
school_code             | Đang học | Mã trường |
level                   | Kết quả học tập | Tốt nghiệp | Bậc tốt nghiêp
complementary           | Kết quả học tập | Tốt nghiệp | Bổ túc
level_year              | Kết quả học tập | Tốt nghiệp | Năm tốt nghiệp
degree                  | Kết quả học tập | Tốt nghiệp nghề | Bậc TN nghề
degree_number           | Kết quả học tập | Tốt nghiệp nghề | Số hiệu bằng
degree_year             | Kết quả học tập | Tốt nghiệp nghề | Năm TN nghề
grade_finished          | Kết quả học tập | Học xong | Học xong lớp
grade_finished_year     | Kết quả học tập | Học xong | Năm học xong
grade_left              | Kết quả học tập | Bỏ học | Bỏ học lớp
grade_left_year         | Kết quả học tập | Bỏ học | Năm bỏ học
literacy_class_now      | Xóa mù chữ | Đang học lớp XMC |
literacy_stage_finished | Xóa mù chữ | Hoàn thành lớp XMC |
relapsed_level          | Xóa mù chữ | Tái mù chữ mức |
disability_movement     | Tình trạng khuyết tật | Dạng khuyết tật | Vận động
disability_hearing      | Tình trạng khuyết tật | Dạng khuyết tật | Nghe, nói
disability_sight        | Tình trạng khuyết tật | Dạng khuyết tật | Nhìn
disability_mental       | Tình trạng khuyết tật | Dạng khuyết tật | Thần kinh, tâm thần
disability_intellect    | Tình trạng khuyết tật | Dạng khuyết tật | Trí tuệ
disability_learning     | Tình trạng khuyết tật | Dạng khuyết tật | Học tập
disability_autism       | Tình trạng khuyết tật | Dạng khuyết tật | Tự kỷ
disability_other        | Tình trạng khuyết tật | Dạng khuyết tật | Khác
disability_certified    | Tình trạng khuyết tật | Có chứng nhận khuyết tật |
able_to_learn           | Tình trạng khuyết tật | Khả năng học tập |
circumstance            | Thông tin khác | Hoàn cảnh đặt biệt |
circumstance_detail     | Thông tin khác | Chi tiết |
relation                | Thông tin khác | Quan hệ với chủ hộ |
parents                 | Thông tin khác | Họ và tên cha (mẹ) |
phone                   | Thông tin khác | Số điện thoại |
note                    | Thông tin khác | Ghi chú |
"""
#: The survey file of a hamlet: no column A, other words, groups one row lower, AM and AN swapped.
HAMLET = """
number                  | | STT |
family_name             | | Họ và tên đệm |
given_name              | | Tên |
birth_day               | | Ngày tháng năm sinh | Ngày
birth_month             | | Ngày tháng năm sinh | Tháng
birth_year              | | Ngày tháng năm sinh | Năm
female                  | | Nữ (x) |
ethnicity               | | Dân tộc |
religion                | | Tôn giáo |
priority                | | Diện ưu tiên |
head_family_name        | | Họ tên chủ hộ | Họ và tên đệm
head_given_name         | | Họ tên chủ hộ | Tên
address                 | | Địa chỉ |
form_number             | | Phiếu số |
stay_kind               | | Diện cư trú |
stay_state              | | Tình trạng cư trú hiện nay |
grade                   | | Đang học | Khối
class_now               | | Đang học | Lớp
school_place            | | Đang học | Quận, huyện
school                  | | Đang học | Trường
school_code             | | Đang học | Mã trường
level                   | | Tốt nghiệp | Bậc
complementary           | | Tốt nghiệp | BT
level_year              | | Tốt nghiệp | Năm
degree                  | | Tốt nghiệp nghề | Bậc
degree_number           | | Tốt nghiệp nghề | Số bằng
degree_year             | | Tốt nghiệp nghề | Năm
grade_finished          | | Học xong | Lớp
grade_finished_year     | | Học xong | Năm
grade_left              | | Bỏ học | Lớp
grade_left_year         | | Bỏ học | Năm
literacy_class_now      | | XMC | Đang học lớp
literacy_stage_finished | | XMC | Hoàn thành lớp
relapsed_level          | | XMC | Tái mù chữ mức
disability_movement     | | Khuyết tật | Vận động
disability_hearing      | | Khuyết tật | Nghe nói
disability_sight        | | Khuyết tật | Nhìn
disability_intellect    | | Khuyết tật | Trí tuệ
disability_mental       | | Khuyết tật | Thần kinh/tâm thần
disability_learning     | | Khuyết tật | Học tập
disability_autism       | | Khuyết tật | Tự kỉ
disability_other        | | Khuyết tật | Khác
disability_certified    | | Khuyết tật | Có giấy chứng nhận
able_to_learn           | | Khuyết tật | Khả năng học tập
circumstance            | | Hoàn cảnh đặc biệt |
circumstance_detail     | | Hoàn cảnh đặc biệt | Chi tiết
relation                | | QH với chủ hộ |
parents                 | | Họ tên cha/mẹ |
phone                   | | SĐT |
note                    | | Ghi chú |
"""
#: The lowest headings alone, as a copy without its groups has them, and other words for them.
ALONE = """
ethnicity               | D.tộc
religion                | T.giáo
address                 | Đ/c
stay_kind               | Diện CT
stay_state              | TTCT; Tình trạng CT
school_code             | Mã tr.
circumstance            | HCĐB; HC ĐB
circumstance_detail     | Ch.tiết
able_to_learn           | KN học tập
disability_certified    | Có CN khuyết tật
disability_mental       | KT TK, TT
disability_hearing      | Khuyết tật Nghe, nói
khom                 | Khóm/thôn; Thôn, xóm; Tên thôn; Tổ dân phố; Khu phố; Bản/buôn; Làng; Phum, sóc
number               | TT; STT; Số TT; Số thứ tự
family_name          | Họ và chữ đệm; Họ đệm; Họ, chữ lót; Họ lót
birth_year           | Năm sinh
female               | Nữ; Nữ (x); Giới tính nữ
sex                  | Giới tính; Phái; Nam/nữ
ethnicity            | Dân tộc; DT; Thành phần dân tộc
head_family_name     | Họ và chữ đệm chủ hộ; Họ đệm chủ hộ
head_given_name      | Tên chủ hộ
address              | Địa chỉ; Số nhà
class_now            | Lớp; Lớp học; Lớp đang học; Lớp đang học hiện tại
level                | Bậc tốt nghiệp; Bậc tốt nghiêp; Bậc TN
level_year           | Năm tốt nghiệp; Năm TN
degree               | Bậc tốt nghiệp nghề; Bậc TN nghề; Trình độ CMKT
degree_year          | Năm TN nghề; Năm tốt nghiệp nghề
grade_finished       | Học xong lớp; Lớp đã học xong; Học hết lớp
literacy_class_now   | Đang học lớp XMC; Đang học XMC; Đang học lớp xóa mù chữ
relapsed_level       | Tái mù chữ mức; Mức tái mù chữ; Tái mù
disability_movement  | Khuyết tật vận động; Vận động; KT vận động
disability_hearing   | Khuyết tật nghe, nói; Khuyết tật nghe; KT nghe nói; Thính giác; Khiếm thính; Nghe/nói
disability_speech    | Khuyết tật nói; KT nói; Ngôn ngữ
disability_sight     | Khuyết tật nhìn; KT nhìn; Nhìn; Thị giác; Khiếm thị; Khuyết tật mắt
disability_mental    | Khuyết tật thần kinh, tâm thần; Thần kinh; Tâm thần
disability_intellect | Khuyết tật trí tuệ; KT trí tuệ; Thiểu năng trí tuệ
disability_learning  | Khuyết tật học tập; KT học tập; Khó khăn về học
disability_autism    | Tự kỷ; Tự kỉ; KT tự kỷ; Rối loạn phổ tự kỷ
disability_other     | Khuyết tật khác; KT khác; Dạng khác; Khuyết tật
disability_certified | Có chứng nhận khuyết tật; Chứng nhận KT; Có giấy xác nhận khuyết tật
able_to_learn        | Khả năng học tập; Có khả năng học tập
circumstance         | Hoàn cảnh đặc biệt; Hoàn cảnh đặt biệt; Hoàn cảnh ĐB
parents              | Họ tên cha/mẹ; Tên cha mẹ; Cha/mẹ
phone                | Điện thoại; SĐT; Số ĐT; ĐT
"""


def table(text):
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


#: Columns that numbering rows of real copies skip, since they are hidden.
HIDDEN = {"school_place", "school", "degree_number"}
#: Eight columns without which a person of the form could not be told.
PERSON = {"khom": "Khóm 1", "number": 1, "family_name": "Lê", "given_name": "An", "birth_year": 1990}


def columns_of(layout, *, first=0, skipped=(), merged=False, numbering=True):
    """What each column is taken for. ``first``: heading rows below that one alone are there; ``merged``: a
    group stands once, in a merged cell, else over every column or, ``"unmerged"``, once and not merged."""
    rows = table(layout)
    grid = [[row[level + 1] for row in rows] for level in range(3)][first:]
    spans = []
    if merged:
        for top, line in enumerate(grid):
            start = 0
            for place in range(1, len(line) + 1):
                if place == len(line) or line[place] != line[start]:
                    if line[start] and place - start > 1:
                        spans.append(((top, start), (top, place - 1)))
                        line[start + 1 : place] = [""] * (place - 1 - start)
                    start = place
    fields = [row[0] for row in rows]
    shown = [field for field in fields if field not in skipped]
    numbers = [shown.index(field) + 1 if field in shown else "" for field in fields]
    body = [PERSON.get(field, "") for field in fields]
    lines = [["Năm 2024"], *grid, *([numbers] if numbering else []), body]
    shifted = tuple(((top + 1, left), (bottom + 1, right)) for (top, left), (bottom, right) in spans)
    found = find_people(Sheet("a.xlsx", "DATA", lines, merged=shifted if merged is True else ()))
    return fields, {place: field for field, place in found.columns.items()}


@pytest.mark.parametrize("merged", [False, True, "unmerged"], ids=["repeated", "merged", "unmerged"])
@pytest.mark.parametrize("skipped", [(), HIDDEN], ids=["all numbered", "hidden skipped"])
@pytest.mark.parametrize("layout", [COMMUNE, HAMLET], ids=["commune", "hamlet"])
def test_every_heading_of_a_layout_is_read(layout, skipped, merged):
    fields, found = columns_of(layout, skipped=skipped, merged=merged)
    assert [
        (field, found.get(place)) for place, field in enumerate(fields) if found.get(place) != field
    ] == []


@pytest.mark.parametrize("layout", [COMMUNE, HAMLET], ids=["commune", "hamlet"])
def test_every_heading_of_a_layout_is_read_without_numbers(layout):
    fields, found = columns_of(layout, numbering=False)
    assert [
        (field, found.get(place)) for place, field in enumerate(fields) if found.get(place) != field
    ] == []


@pytest.mark.parametrize(
    "skipped", [(), HIDDEN, HIDDEN | {"religion"}], ids=["all", "hidden", "and religion"]
)
@pytest.mark.parametrize("layout", [COMMUNE, HAMLET], ids=["commune", "hamlet"])
def test_the_numbers_tell_what_a_heading_without_its_group_does_not(layout, skipped):
    """Only the lowest headings are left: Tên, Năm, Khác, Học tập, Lớp, Bậc stand for several columns."""
    rows = [[field, "", "", lower or middle] for field, _, middle, lower in table(layout)]
    text = "\n".join(" | ".join(row) for row in rows)
    fields, found = columns_of(text, first=2, skipped=skipped)
    wanted = {place: field for place, field in enumerate(fields) if field not in skipped}
    assert {place: found.get(place) for place in wanted} == wanted


@pytest.mark.parametrize("field, headings", table(ALONE), ids=[row[0] for row in table(ALONE)])
def test_a_heading_alone(field, headings):
    told = {heading: name_column([heading.strip()]) for heading in headings.split(";")}
    assert {heading: name for heading, name in told.items() if name != field} == {}
