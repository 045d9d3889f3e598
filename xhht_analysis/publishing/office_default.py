"""``bao-cao-mau.docx`` as the program brings it: NĐ 30/2020, annex I, with a field for every text.

An office gets it from ``xhht template AREA PERIOD --report``, edits it in Word and keeps it beside area.toml.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt
from docx.table import _Cell as Cell

from xhht_analysis.base.files import TEMPLATE_FILE
from xhht_analysis.base.store import write_atomically
from xhht_analysis.publishing.office_layout import (
    add_end,
    bare_table,
    centred,
    first_paragraph,
    motto,
    never_split,
    rule,
)
from xhht_analysis.publishing.office_package import repack
from xhht_analysis.publishing.office_pieces import Column, add_list, add_rows, lead, part, section
from xhht_analysis.publishing.office_styles import (
    ANNEX,
    BODY,
    CLOSING,
    TEXT_WIDTH,
    new_document,
    write,
)

_COUNTED: tuple[Column, ...] = (
    ("Đơn vị tính", 1.8, "dvt"), ("Số đạt", 1.8, "so_dat"), ("Tổng số", 1.8, "tong_so"),
    ("Tỷ lệ (%)", 1.7, "ty_le"), ("Kỳ trước (%)", 1.7, "ky_truoc"),
)  # fmt: skip
_OF_KHOM: tuple[Column, ...] = (
    ("Khóm", 5, "khom"), ("Tổng số", 3, "tong_so"), ("Đạt", 3, "so_dat"), ("Tỷ lệ (%)", 3, "ty_le"),
)  # fmt: skip


@functools.cache
def default_template() -> bytes:
    """The template, the same bytes each time."""
    document = new_document(title="Báo cáo", day=dt.date(2024, 1, 1), mark="")
    letterhead(document)
    title(document)
    add_list(document, "luu_y")
    add_list(document, "mo_dau")
    _first_parts(document)
    _results(document)
    _outlook(document)
    write(document, "{{ ket_thuc }}", CLOSING)
    signature(document)
    _annexes(document)
    made = io.BytesIO()
    document.save(made)
    return repack(made.getvalue())


def write_template(folder: Path) -> tuple[Path, bool]:
    """Write the template into an area's folder; where there is one, beside it under another name.

    Returns the file, and whether it is the one that is read from now on.
    """
    path = folder / TEMPLATE_FILE
    is_new = not path.exists()
    path = path if is_new else path.with_name("bao-cao-mau-goc.docx")
    write_atomically(path, lambda part: part.write_bytes(default_template()))
    return path, is_new


def letterhead(document: Document) -> None:
    table = bare_table(document, rows=2, widths=(6.6, 9.4))
    left, right = table.rows[0].cells
    _repeated(left, "co_quan_cap_tren", size=12)
    _repeated(left, "co_quan", size=12, bold=True)
    rule(left.add_paragraph(), length=2.2, within=6.6)
    motto(right, within=9.4)
    left, right = table.rows[1].cells
    centred(left, "{{ so_bao_cao }}", size=13)
    _repeated(left, "du_thao", size=13, bold=True)
    centred(right, "{{ noi_ngay }}", size=13, italic=True)


def _repeated(cell: Cell, field: str, *, size: float, bold: bool = False) -> None:
    for text in (f"{{%p for dong in {field} %}}", "{{ dong }}", "{%p endfor %}"):
        centred(cell, text, size=size, bold=bold)


def title(document: Document) -> None:
    for text in ("{{ ten_loai }}", "{%p for dong in trich_yeu %}", "{{ dong }}", "{%p endfor %}"):
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        paragraph.paragraph_format.space_before = Pt(18 if "ten_loai" in text else 0)
        paragraph.add_run(text).bold = True
    line = document.add_paragraph()
    rule(line, length=5, within=TEXT_WIDTH)
    line.paragraph_format.space_after = Pt(12)


def _first_parts(document: Document) -> None:
    part(document, "ĐẶC ĐIỂM TÌNH HÌNH")
    add_list(document, "tinh_hinh")
    part(document, "CÔNG TÁC CHỈ ĐẠO, TUYÊN TRUYỀN")
    for heading, field in (
        ("Công tác chỉ đạo", "chi_dao"),
        ("Công tác tuyên truyền", "tuyen_truyen"),
        ("Củng cố trung tâm học tập cộng đồng", "cung_co"),
    ):
        section(document, heading)
        add_list(document, field, sign="- ")


def _results(document: Document) -> None:
    part(document, "KẾT QUẢ THỰC HIỆN")
    section(document, "Xóa mù chữ, phổ cập giáo dục")
    add_list(document, "pho_cap")
    add_rows(
        document, "Mức độ phổ cập giáo dục, xóa mù chữ", "bang_muc_do",
        [("Tiêu chuẩn", 3.6, "tieu_chuan"), ("Mức độ đạt được theo số liệu", 4, "ket_qua"),
         ("Đã được công nhận", 4.4, "cong_nhan"), ("Điều kiện về đội ngũ, phòng học", 4, "dieu_kien")],
    )  # fmt: skip
    add_rows(
        document, "Biết chữ theo mức độ và độ tuổi", "bang_biet_chu",
        [("Nhóm", 6, "nhom"), ("Số người đã rõ (người)", 2.6, "tong_so"), ("Biết chữ (người)", 2.4, "so_dat"),
         ("Tỷ lệ (%)", 1.8, "ty_le"), ("Kỳ trước (%)", 1.8, "ky_truoc")],
        notes="ghi_chu_biet_chu",
    )  # fmt: skip
    add_rows(
        document, "Phổ cập giáo dục và điều kiện bảo đảm", "bang_pho_cap",
        [("Chỉ số", 7, "chi_so"), *_COUNTED], notes="ghi_chu_pho_cap",
    )  # fmt: skip
    section(document, "Năng lực, trình độ của người dân và cán bộ")
    add_list(document, "nang_luc", sign="- ")
    add_rows(
        document, "Năng lực, trình độ", "bang_nang_luc",
        [("Chỉ số", 5, "chi_so"), *_COUNTED, ("Mục tiêu", 2.2, "muc_tieu")], notes="ghi_chu_nang_luc",
    )  # fmt: skip
    section(document, "Lớp học và người học")
    add_list(document, "lop_hoc", sign="- ")
    add_rows(
        document, "Lớp của TTHTCĐ và lượt người học theo loại lớp", "bang_lop",
        [("Loại lớp", 8, "loai"), ("Số lớp (lớp)", 4, "so_lop"), ("Lượt người học (lượt người)", 4, "luot")],
    )  # fmt: skip
    add_rows(
        document, "Người học tại TTHTCĐ theo nhóm", "bang_nhom",
        [("Nhóm", 8, "nhom"), ("Lượt người", 4, "luot"), ("Người", 4, "so_nguoi")],
    )  # fmt: skip
    add_rows(
        document, "Nơi tổ chức học ngoài TTHTCĐ", "bang_noi_hoc",
        [("Nơi học", 8, "noi_hoc"), ("Số lớp (lớp)", 4, "so_lop"), ("Số người học (người)", 4, "so_nguoi")],
    )  # fmt: skip
    section(document, "Danh hiệu học tập, công dân học tập")
    add_list(document, "cong_dan")
    add_rows(
        document, "Danh hiệu học tập", "bang_danh_hieu",
        [("Danh hiệu", 5, "danh_hieu"), ("Tổng số", 2, "tong_so"), ("Đăng ký", 2, "dang_ky"),
         ("Được công nhận", 2.6, "so_cong_nhan"), ("Tỷ lệ (%)", 2, "ty_le"),
         ("Kỳ trước (%)", 2.4, "ky_truoc")],
        notes="ghi_chu_danh_hieu",
    )  # fmt: skip
    section(document, "Cộng đồng học tập, xếp loại TTHTCĐ")
    add_list(document, "cong_dong")
    add_list(document, "xep_loai")
    add_rows(
        document, "Cộng đồng học tập theo từng nội dung", "bang_cong_dong",
        [("Nội dung", 6, "noi_dung"), ("Mức độ 1", 2.2, "muc_1"), ("Mức độ 2", 2.2, "muc_2"),
         ("Căn cứ", 5.6, "can_cu")],
    )  # fmt: skip
    section(document, "Khuyến học, kinh phí")
    add_list(document, "kinh_phi", sign="- ")
    add_rows(
        document, "Kinh phí theo nguồn", "bang_nguon",
        [("Nguồn", 4, "nguon"), ("Dự toán (đồng)", 3.2, "du_toan"), ("Đã chi (đồng)", 3.2, "da_chi"),
         ("Đã chi so với dự toán (%)", 2.6, "ty_le"), ("Vận động được (đồng)", 3, "van_dong")],
        notes="ghi_chu_kinh_phi",
    )  # fmt: skip
    add_rows(
        document, "Kinh phí đã chi theo mục đích", "bang_muc_dich",
        [("Mục đích", 9, "muc_dich"), ("Đã chi (đồng)", 7, "da_chi")],
    )  # fmt: skip


def _outlook(document: Document) -> None:
    part(document, "ĐÁNH GIÁ")
    section(document, "Kết quả đạt được")
    add_list(document, "dat_duoc")
    lead(document, "viec_tot", "Việc làm tốt theo nhận xét của các đơn vị:")
    section(document, "Tồn tại, hạn chế")
    lead(document, "chua_dat", "Chỉ tiêu chưa đạt hoặc chậm:")
    lead(document, "kho_khan", "Khó khăn theo nhận xét của các đơn vị:")
    section(document, "Nguyên nhân")
    add_list(document, "nguyen_nhan", sign="- ")
    section(document, "Biểu dương, nhắc nhở")
    lead(document, "bieu_duong", "Đề nghị biểu dương:")
    add_list(document, "khen_thuong")
    add_list(document, "gui_bao_cao")
    lead(document, "nhac_nho", "Đề nghị nhắc nhở:")
    part(document, "PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TỚI")
    section(document, "Chỉ tiêu")
    add_list(document, "chi_tieu_toi", sign="- ")
    add_rows(
        document, "Chỉ tiêu phải tiếp tục thực hiện", "bang_chi_tieu_toi",
        [("Chỉ tiêu", 4.6, "chi_tieu"), ("Hiện nay", 4, "hien_nay"), ("Mục tiêu", 2.4, "muc_tieu"),
         ("Đơn vị thực hiện", 2.8, "don_vi"), ("Thời hạn", 2.2, "han")],
    )  # fmt: skip
    section(document, "Nhiệm vụ")
    for text in ("{%p for nhom in nhiem_vu %}", "{{ nhom.viec }}"):
        write(document, text, BODY)
    add_list(document, "nhom.cac_dong", sign="- ")
    write(document, "{%p endfor %}", BODY)
    add_list(document, "han_ke_tiep")
    add_rows(
        document, "Nhiệm vụ các đơn vị đăng ký", "bang_viec",
        [("Nhiệm vụ", 5, "viec"), ("Đơn vị", 5, "don_vi"), ("Chịu trách nhiệm", 3.4, "nguoi"),
         ("Thời hạn", 2.6, "han")],
    )  # fmt: skip
    part(document, "KIẾN NGHỊ, ĐỀ XUẤT")
    add_list(document, "kien_nghi", sign="- ")
    add_list(document, "de_nghi_giao", sign="- ")


def signature(document: Document) -> None:
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = bare_table(document, rows=1, widths=(8.0, 8.0))
    never_split(table.rows[0])
    left, right = table.rows[0].cells
    run = first_paragraph(left).add_run("Nơi nhận:")
    run.bold = run.italic = True
    run.font.size = Pt(12)
    for text in ("{%p for dong in noi_nhan %}", "{{ dong }}", "{%p endfor %}"):
        left.add_paragraph().add_run(text).font.size = Pt(11)
    _repeated(right, "chuc_vu", size=14, bold=True)
    for _ in range(4):
        right.add_paragraph()
    centred(right, "{{ nguoi_ky }}", size=14, bold=True)
    add_end(document)


def _annexes(document: Document) -> None:
    write(document, "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", ANNEX)
    add_rows(
        document, "Kết quả từng chỉ tiêu của kế hoạch", "bang_chi_tieu",
        [("Chỉ tiêu", 4, "chi_tieu"), ("Mục tiêu", 3.2, "muc_tieu"), ("Kết quả", 4, "ket_qua"),
         ("Kỳ trước", 3, "ky_truoc"), ("Đánh giá", 2.2, "danh_gia")],
    )  # fmt: skip
    write(document, "SỐ LIỆU THEO {{ ten_khom }}", ANNEX)
    for caption, field in (
        ("Biết chữ mức độ 2, 15–60 tuổi, theo khóm (người)", "khom_biet_chu"),
        ("Người 15–18 tuổi tốt nghiệp THCS, theo khóm (người)", "khom_thcs"),
        ("Gia đình học tập được công nhận, theo khóm (hộ)", "khom_gia_dinh"),
    ):
        add_rows(document, caption, field, _OF_KHOM)
