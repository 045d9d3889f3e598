"""Lists that lie beside a register in real folders: their headings are real, their people made up."""

from __future__ import annotations

from collections.abc import Callable

NAMES = ("Nguyễn Văn Mẫu", "Trần Thị Thử", "Lê Hữu Giả", "Phạm Ngọc Ví", "Võ Minh Dụ", "Đặng Thu Nháp")


def _name(n: int) -> str:
    return f"{NAMES[n % 6]} {n}"


def _table(headings: str, row: Callable[[int], list], *titles: str, count: int = 30) -> list[list]:
    return [*([title] for title in titles), headings.split("|"), *(row(n) for n in range(count))]


#: Name of the sheet and its rows, by what the list is.
SURE = {
    "danh sách học sinh": ("DATA", _table(
        "STT|Mã lớp|Mã định danh Bộ GD&ĐT|Họ tên|Ngày sinh|Giới tính|Trạng thái học sinh|Dân tộc|Tôn giáo|"
        "Xã/phường|Chỗ ở hiện nay|Họ tên cha|Nghề nghiệp cha|Họ tên mẹ|Số điện thoại|Khuyết tật",
        lambda n: [n + 1, "5A", f"79{n:08d}", _name(n), f"{1 + n % 28:02d}/03/{2013 + n % 2}", "Nữ" if n % 2
                   else "Nam", "Đang học", "Kinh", "", "Phú Mỹ", f"Khóm {1 + n % 9}", _name(n + 40), "Nông",
                   _name(n + 70), "", ""],
        "TRƯỜNG TIỂU HỌC SỐ 1", "DANH SÁCH HỌC SINH NĂM HỌC 2024-2025"), "danh sách học sinh"),
    "lớp": ("MauNhapLieu", _table(
        "STT|Họ và tên|Ngày sinh|Nữ|Dân tộc|Lớp|Khối|Địa chỉ|Ghi chú",
        lambda n: [n + 1, _name(n), f"{1 + n % 28:02d}/09/2012", "x" if n % 2 else "", "Kinh", "6A", "6",
                   f"Khóm {1 + n % 9}", ""]), "danh sách học sinh"),
    "giáo viên": ("DATA", _table(
        "STT|Họ và tên|Ngày sinh|Nữ|Dân tộc|Tôn giáo|Chức vụ|Trình độ văn hóa|Trình độ chuyên môn|Mã ngạch|"
        "Hệ số lương|Ngày vào ngành|Địa chỉ|Điện thoại|Ghi chú",
        lambda n: [n + 1, _name(n), f"05/06/{1966 + n}", "", "Kinh", "", "Giáo viên", "12/12", "Đại học",
                   "V.07.03.29", 3.33, "01/09/2001", "", "", ""],
        "DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN"), "danh sách cán bộ, giáo viên"),
    "giáo viên ít cột": ("Sheet1", _table(
        "TT|Họ và tên|Ngày sinh|Nữ|Dân tộc|Trình độ văn hóa|Trình độ chuyên môn|Năm tốt nghiệp|Chức vụ",
        lambda n: [n + 1, _name(n), f"05/06/{1966 + n}", "", "Kinh", "12/12", "ĐHSP", 2000, "GV"]),
        "danh sách cán bộ, giáo viên"),
    "hộ nghèo": ("DATA", _table(
        "TT|Mã hộ|Họ và tên chủ hộ|Họ và tên thành viên|Ngày sinh|Nữ|Dân tộc|Quan hệ với chủ hộ|Địa chỉ|"
        "Số hộ|Phân loại hộ|Điểm B1|Điểm B2|Ghi chú",
        lambda n: [n + 1, f"H{n // 4}", _name(n // 4), _name(n), f"01/02/{1950 + 2 * n}", "", "Kinh", "con",
                   "Khóm 2", n // 4, "Hộ nghèo", 120, 30, ""],
        "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2024"), "danh sách hộ nghèo"),
    "cử tri": ("DATA", _table(
        "Số TT|Họ và tên|Ngày, tháng, năm sinh|Nam|Nữ|Dân tộc|Nghề nghiệp|Nơi thường trú|Bầu Quốc hội|"
        "Bầu HĐND cấp tỉnh|Ghi chú",
        lambda n: [n + 1, _name(n), f"01/02/{1940 + 2 * n}", "", "x", "Kinh", "", "Khóm 3", "x", "x", ""],
        "DANH SÁCH CỬ TRI", "Khu vực bỏ phiếu số 3"), "danh sách cử tri"),
    "chi trả": ("DATA", _table(
        "STT|Họ và tên|Ngày sinh|Nữ|Dân tộc|Lớp|Họ tên cha/mẹ|Địa chỉ|Diện ưu tiên|Số tiền (đồng)|Ký nhận",
        lambda n: [n + 1, _name(n), f"01/02/{2010 + n % 5}", "", "Kinh", "7A", _name(n + 9), "Khóm 3", "HN",
                   1_350_000, ""],
        "DANH SÁCH HỌC SINH NHẬN HỖ TRỢ CHI PHÍ HỌC TẬP"), "danh sách chi trả, hỗ trợ"),
    "học viên": ("DATA", _table(
        "STT|Họ và tên|Năm sinh|Nữ|Dân tộc|Địa chỉ|Trình độ văn hóa|Khóa học|Chứng chỉ|Ký tên",
        lambda n: [n + 1, _name(n), 1970 + n, "", "Kinh", "Khóm 3", "9/12", "Trồng nấm", "x", ""],
        "DANH SÁCH HỌC VIÊN LỚP DẠY NGHỀ"), "danh sách học viên của lớp học"),
    "bảo hiểm": ("DATA", _table(
        "STT|Họ và tên|Ngày sinh|Giới tính|Số thẻ BHYT|Mã hộ|Địa chỉ|Nơi đăng ký KCB|Thời hạn thẻ từ",
        lambda n: [n + 1, _name(n), f"01/02/{1950 + 2 * n}", "Nam", f"GD4{n:012d}", n, "Khóm 3", "TYT", ""]),
        "danh sách bảo hiểm"),
    "tiêm chủng": ("DATA", _table(
        "STT|Họ và tên|Ngày sinh|Giới tính|Họ tên mẹ|Địa chỉ|Điện thoại|Loại vắc xin|Mũi 1|Mũi 2",
        lambda n: [n + 1, _name(n), f"01/02/{2018 + n % 6}", "Nam", _name(n + 5), "", "", "Sởi", "x", ""]),
        "danh sách tiêm chủng"),
    "tài khoản": ("DATA", _table(
        "STT|Họ và tên|Ngày sinh|Lớp|Tên đăng nhập|Mật khẩu",
        lambda n: [n + 1, _name(n), "01/02/2012", "7A", f"hs{n}", "abc@123"]), "danh sách tài khoản"),
    "hàng hóa": ("DATA", _table(
        "STT|Mã hàng|Tên hàng|Đơn vị tính|Số lượng|Đơn giá|Thành tiền",
        lambda n: [n + 1, f"SP{n}", "Gạo", "kg", 5, 15_000, 75_000]), "danh mục hàng hóa, vật tư"),
    "giá đất": ("MauNhapLieu", _table(
        "STT|Tên đường|Từ|Đến|Vị trí 1|Vị trí 2|Vị trí 3",
        lambda n: [n + 1, "Đường số 1", "Chợ", "Cầu", 5_000, 3_000, 2_000],
        "BẢNG GIÁ ĐẤT Ở NÔNG THÔN"), "bảng giá đất"),
    "thống kê": ("V02.01", [
        ["Dân số trung bình phân theo địa phương"], ["Tổng cục Thống kê"], ["", "2021", "2022", "Sơ bộ 2023"],
        ["CẢ NƯỚC", 98_504, 99_468, 100_309], ["An Giang", 1909, 1910, 1911]], "bảng số liệu thống kê"),
}  # fmt: skip
#: Lists of people of which nobody can tell without asking.
DOUBTFUL = {
    "nhân khẩu": ("DATA", _table(
        "STT|Số hộ|Họ và tên|Ngày sinh|Giới tính|Dân tộc|Quan hệ với chủ hộ|Địa chỉ|Ghi chú",
        lambda n: [n + 1, n // 4, _name(n), f"01/02/{1950 + 2 * n}", "Nam", "Kinh", "con", "Khóm 3", ""])),
    "biết chữ": ("Sheet1", _table(
        "STT|Họ và tên|Năm sinh|Trình độ văn hóa|Địa chỉ",
        lambda n: [n + 1, _name(n), 1950 + 2 * n, "9/12", "Khóm 3"])),
    "người mù chữ": ("DATA", _table(
        "TT|Họ và tên|Năm sinh|Nữ|Dân tộc|Khóm|Học xong lớp|Bỏ học lớp|Năm bỏ học|Ghi chú",
        lambda n: [n + 1, _name(n), 1960 + n, "x", "Kinh", "Khóm 2", "2", "3", 1990, ""],
        "DANH SÁCH NGƯỜI MÙ CHỮ TỪ 15 ĐẾN 60 TUỔI")),
    "cung lao động": ("Sheet1", _table(
        "STT|Họ và tên|Ngày sinh|Nữ|Dân tộc|Địa chỉ|Trình độ học vấn|Trình độ chuyên môn kỹ thuật|Việc làm|"
        "Thu nhập|Số phiếu",
        lambda n: [n + 1, _name(n), f"01/02/{1960 + n}", "", "Kinh", "Khóm 1", "12/12", "Trung cấp", "Nông",
                   "", n], "SỔ GHI CHÉP THÔNG TIN CUNG LAO ĐỘNG")),
    "học viên xóa mù chữ": ("DATA", _table(
        "TT|Họ và tên|Năm sinh|Nữ|Dân tộc|Số phiếu|Học xong lớp|Bỏ học lớp|Đang học lớp XMC|Địa chỉ",
        lambda n: [n + 1, _name(n), 1970 + n, "", "Kinh", f"{n:03d}", "2", "3", "3", "Khóm 3"],
        "DANH SÁCH HỌC VIÊN LỚP XÓA MÙ CHỮ")),
}  # fmt: skip
