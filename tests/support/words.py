"""Forms that no Vietnamese text of the program may hold: to readers, clerks or officials."""

import re

#: Each with what is written instead, as the papers of communes have it.
FORBIDDEN = {
    r"[Tt]ỉ lệ": "tỷ lệ",
    r"[«»]": "“…”",
    r"\d[\d.]* trên \d[\d.]* người|\} trên \{": "11.921/13.137 người",
    r"[Tt]ử số|(?<!Nhà )[Mm]ẫu số": "số người đạt, tổng số người",
    r"÷": "đã có so với nhu cầu",
    r"giữ kín": "không công bố do số người dưới mức công bố",
    r"chưa khai ngưỡng": "chưa có quy định mức điểm",
    r"TTHTCĐ tự ghi": "TTHTCĐ tự đánh giá",
    r"tự nhận (?:chưa )?đạt": "tự đánh giá: đạt",
    r"chỉ ghi nhận mức": "mới đạt mức độ 1",
    r"ngưỡng của xã thường": "áp dụng tiêu chuẩn đối với xã không thuộc vùng đặc biệt khó khăn",
    r"Những điều nhận thấy|Chương trình đã làm": "Điểm cần lưu ý của số liệu, Cách xử lý",
    r"mục tiêu có\b(?! \d)": "có tổ chức",
    r"Mức đã đủ số liệu|Mức cao nhất còn": "Mức độ đạt được (theo số liệu hiện có)",
    r"[Kk]hông còn thiếu": "đã đạt mức độ cao nhất",
    r"muốn đạt mức": "để đạt mức độ",
    r"hoặc cần (?:số liệu|gì)": "Căn cứ; số liệu còn thiếu",
}
_ANY = re.compile("|".join(f"(?:{form})" for form in FORBIDDEN))


def forbidden_in(text: str) -> list[str]:
    """Every forbidden form with what stands around it.

    >>> forbidden_in("Tỉ lệ 5/7"), forbidden_in("tỷ lệ 5/7 người; Nhà mẫu số 3")
    (['Tỉ lệ 5/7'], [])
    """
    found = _ANY.finditer(text)
    return [text[max(0, hit.start() - 30) : hit.end() + 30].strip() for hit in found]
