"""A template fills fields and does nothing else: what is wrong with it is one sentence with the remedy."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from xhht_analysis.base.errors import InputError
from xhht_analysis.publishing.office_template import fill

FIELDS = {
    "co_quan": ["ỦY BAN", "XÃ A"],
    "ket_thuc": "A & <b> {{ 7*7 }}",
    "bang_lop": [{"loai": "Dạy nghề", "so_lop": "2"}, {"loai": "Khác", "so_lop": "1"}],
}


def template(*lines: str) -> bytes:
    document, made = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def filled(*lines: str) -> list[str]:
    return [paragraph.text for paragraph in fill(template(*lines), FIELDS).paragraphs]


def refused(*lines: str) -> str:
    with pytest.raises(InputError) as error:
        fill(template(*lines), FIELDS)
    return error.value.vi


def test_fields_lists_and_conditions():
    assert filled("{%p for d in co_quan %}", "- {{ d }}", "{%p endfor %}") == ["- ỦY BAN", "- XÃ A"]
    assert filled("{% if bang_lop %}có{% else %}không{% endif %}", "{{ co_quan[1]|lower }}") == ["có", "xã a"]


def test_a_row_for_each_of_a_list():
    document, made = Document(), io.BytesIO()
    table = document.add_table(rows=3, cols=2)
    rows = [("{%tr for d in bang_lop %}", ""), ("{{ d.loai }}", "{{ d.so_lop }}"), ("{%tr endfor %}", "")]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(made)
    (told,) = fill(made.getvalue(), FIELDS).tables
    assert [[cell.text for cell in row.cells] for row in told.rows] == [["Dạy nghề", "2"], ["Khác", "1"]]


def test_values_are_texts_whatever_they_hold():
    assert filled("{{ ket_thuc }}") == ["A & <b> {{ 7*7 }}"]


@pytest.mark.parametrize(
    ("lines", "field", "near"),
    [
        (["{{ ket_thucc }}"], "ket_thucc", "ket_thuc"),
        (["{% if false %}{{ ket_thuk }}{% endif %}"], "ket_thuk", "ket_thuc"),
        (["{%p for d in bang_lop %}", "{{ d.so_lp }}", "{%p endfor %}"], "so_lp", "so_lop"),
        (["{%p for d in bang_lopp %}", "{{ d }}", "{%p endfor %}"], "bang_lopp", "bang_lop"),
    ],
)
def test_an_unknown_field_is_told_by_its_name_and_the_nearest_right_one(lines, field, near):
    said = refused(*lines).translate(str.maketrans("“”", "«»"))
    assert f"«{field}»" in said
    assert f"Có phải ý là «{near}»?" in said
    assert "--report" in said


@pytest.mark.parametrize(
    "lines",
    [
        ["{% for i in range(1000000000) %}{% for j in range(1000000000) %}{% endfor %}{% endfor %}"],
        ["{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}"],
        ["{{ 'a' * 1000000000 }}"],
        ["{{ 9**9**9**9 }}"],
        ["{% set a = ket_thuc ~ ket_thuc %}"],
        ["{{ ''.__class__.__mro__ }}"],
        ["{{ ket_thuc.__class__ }}"],
        ["{{ self.__init__.__globals__ }}"],
        ["{{ cycler.__init__ }}"],
        ["{% include '/etc/passwd' %}"],
        ["{% import 'os' as os %}"],
        ["{{ co_quan.append('x') }}"],
        ["{{ ket_thuc|attr('__class__') }}"],
        ["{% for a in co_quan recursive %}{{ loop(co_quan) }}{% endfor %}"],
        ["{% for a in co_quan %}" * 9 + "x" + "{% endfor %}" * 9],
    ],
)
def test_what_could_run_for_ever_or_reach_out_is_refused_at_once(lines):
    assert refused(*lines).startswith("Tệp mẫu bao-cao-mau.docx ")


@pytest.mark.parametrize(
    "lines",
    [
        ["{%p for d in co_quan %}", "{{ d }}"],
        ["{{ ket_thuc"],
        ["{% endfor %}"],
        ["{{ ket thuc }}"],
        ["{% iff %}"],
    ],
)
def test_a_wrong_tag_is_one_sentence(lines):
    said = refused(*lines)
    assert "có thẻ sai" in said
    assert "\n" not in said


def test_what_is_no_word_file_is_one_sentence():
    whole = template("x")
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("word/document.xml", "<a")
    for content in (b"", b"abc", whole[: len(whole) // 2], workbook.getvalue(), broken.getvalue()):
        with pytest.raises(InputError, match="Không mở được tệp mẫu"):
            fill(content, FIELDS)


def test_a_template_that_swells_is_not_opened():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    with pytest.raises(InputError, match="quá lớn"):
        fill(made.getvalue(), FIELDS)


def test_tracked_changes_are_told_with_the_remedy():
    document, made = Document(), io.BytesIO()
    paragraph = document.add_paragraph("x")
    inserted = paragraph._p.makeelement(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}ins", {}
    )
    paragraph._p.append(inserted)
    document.save(made)
    with pytest.raises(InputError, match="Accept All"):
        fill(made.getvalue(), FIELDS)
