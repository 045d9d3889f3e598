"""A TOML text parsed, or what is wrong in it, line by line: one slip of the pen does not hide the next."""

from __future__ import annotations

import re
import tomllib

Words = tuple[str, str]

#: So many slips are looked for; whoever makes more mends these first.
_MOST = 20
#: The text is parsed again after each slip: a longer one is none that a person wrote.
_LONGEST = 1 << 18
_VALUE = r"^\s*[^\s#=]+\s*=\s*"
#: How a line is written that the parser stumbled over, and what a person can do about it.
_WRITTEN = (
    (re.compile("[“”„‘’«»]"), 'dấu nháy phải là dấu nháy thẳng "…"', 'quotes must be straight ones "…"'),
    (re.compile("[\u00a0\u2000-\u200f\u202f\u2060\u3000\ufeff]"),
     "có dấu cách lạ hoặc ký tự ẩn (chép từ Word, Zalo); hãy xóa và gõ lại các dấu cách",
     "it holds an odd space or a hidden character (from Word or a chat); type the spaces anew"),
    (re.compile(r"^\s*(//|--|;|%|'|/\*)"), "ghi chú phải bắt đầu bằng dấu #", "a comment begins with #"),
    (re.compile(r"^\s*[^\s#=\"']*[^\x00-\x7f#=\"'][^#=\"']*="),
     "sau tên mục phải có dấu =, tên mục chỉ dùng chữ không dấu, số, _ và -",
     "a name must be followed by =, and is of unaccented letters, digits, _ and -"),
    (re.compile(_VALUE + r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"),
     "ngày viết năm-tháng-ngày, không có dấu nháy, ví dụ 2025-07-01",
     "a day reads year-month-day, without quotes, such as 2025-07-01"),
    (re.compile(_VALUE + r"-?\d+,\d"),
     "thừa chữ sau giá trị: số thập phân dùng dấu chấm, ví dụ 98.5",
     "something follows the value: decimals take a point, such as 98.5"),
    (re.compile(_VALUE + r"[<>=≥≤~]*\s*[\d.]+\s*%"), "số viết không có dấu %, ví dụ 80",
     "a number is written without %, such as 80"),
    (re.compile(_VALUE + r"(True|TRUE|False|FALSE|[Yy]es|[Nn]o|[Cc]ó|[Kk]hông|[Đđ]úng|[Ss]ai)\s*(#|$)"),
     "ghi true (có) hoặc false (không), chữ thường", "write true or false, in small letters"),
    (re.compile(r"^\s*[\w.-]+\s*:"), "sau tên mục phải có dấu =, không phải dấu :",
     "a name must be followed by =, not by :"),
)  # fmt: skip
#: How the parser's complaint begins.
_REASONS = (
    ("Expected '=' after", "sau tên mục phải có dấu =", "a name must be followed by ="),
    ("Cannot overwrite", "mục này đã ghi ở trên; hãy giữ một", "this stands above already; keep one of them"),
    ("Cannot declare", "bảng này đã ghi ở trên; hãy giữ một",
     "this table stands above already; keep one of them"),
    ("Duplicate inline table key", "mục này ghi hai lần; hãy giữ một", "this stands twice; keep one of them"),
    ("Cannot mutate", "mục này đã ghi ở trên; hãy giữ một", "this stands above already; keep one of them"),
    ("Invalid value", 'chữ phải đứng trong dấu nháy thẳng "…", số thập phân dùng dấu chấm',
     'text must stand in straight quotes "…", and decimals take a point'),
    ("Unescaped '\\'", "trong dấu nháy, dấu \\ phải viết \\\\ (hoặc dùng dấu /)",
     "in quotes write \\\\ for \\ (or use /)"),
    ("Illegal character", "dấu nháy mở mà không khép trong cùng dòng", "a quote is not closed in its line"),
    ("Unterminated string", "dấu nháy mở mà không khép", "a quote is not closed"),
    ("Expected newline", "thừa chữ sau giá trị; mỗi mục một dòng, cuối dòng không có dấu , hoặc ;",
     "something follows the value; one a line, with no , or ; at its end"),
    ("Unclosed", "thiếu dấu đóng ] hoặc }, hoặc thiếu dấu phẩy giữa hai giá trị",
     "a closing ] or } is missing, or a comma between two values"),
    ("Expected ']", "thiếu dấu đóng ]", "a closing ] is missing"),
    ("Invalid initial character", "tên mục chỉ dùng chữ không dấu, số, _ và -",
     "names are of unaccented letters, digits, _ and -"),
    ("Found invalid character", "có ký tự không dùng được trong tên bảng",
     "a table's name holds a character that cannot be used"),
    ("Invalid hex", "trong dấu nháy, dấu \\ phải viết \\\\ (hoặc dùng dấu /)",
     "in quotes write \\\\ for \\ (or use /)"),
    ("Invalid statement", "dòng phải có dạng: tên = giá trị, tên chỉ dùng chữ không dấu, số, _ và -",
     "a line reads: name = value, the name of unaccented letters, digits, _ and -"),
    ("Invalid date", "ngày không có thật", "there is no such day"),
)  # fmt: skip
_OPEN_LIST = (
    "danh sách ở trên dòng này thiếu dấu đóng ] (hoặc thiếu dấu phẩy)",
    "a list above this line has no closing ] (or lacks a comma)",
)


def parsed(text: str) -> tuple[dict[str, object], str, list[tuple[int, Words]]]:
    """What a text says without the lines that are no TOML; the text without these; each with what to do.

    Where one slip leaves open what the lines after it mean, nothing is said of the rest.

    >>> said, _, slips = parsed('name = A\\nkind = “xã”\\ncode = "30406"')
    >>> said, [line for line, _ in slips]
    ({'code': '30406'}, [1, 2])
    """
    slips: list[tuple[int, Words]] = []
    lines = text.split("\n")
    while True:
        readable = "\n".join(lines)
        try:
            return tomllib.loads(readable), readable, slips
        except (ValueError, RecursionError) as error:  # a TOMLDecodeError is a ValueError
            line, words = _reason(str(error), lines)
            slips.append((line, words))
            alone = words is not _OPEN_LIST and _stands_alone(lines[line - 1])
            if not alone or len(slips) == _MOST or len(text) > _LONGEST:
                return {}, "", slips
            lines[line - 1] = ""


def _stands_alone(line: str) -> bool:
    """Whether nothing else rests on a line: it is no table's title, opens nothing and closes nothing."""
    pairs = all(line.count(a) == line.count(b) for a, b in ("[]", "{}"))
    quotes = '"""' in line or "'''" in line
    return bool(line.strip()) and pairs and not quotes and not line.lstrip().startswith("[")


def _reason(complaint: str, lines: list[str]) -> tuple[int, Words]:
    """At which line and why the parser gave up."""
    place = re.search(r"line (\d+), column (\d+)", complaint)  # else the end
    line = int(place[1]) if place else len("\n".join(lines).rstrip().split("\n"))
    written = lines[line - 1]
    begun = place is None or written[: int(place[2]) - 1].strip()
    next_line = not begun and re.match(r"\s*(\[|[\w-]+\s*=)", written)
    if next_line and complaint.startswith(("Invalid value", "Unclosed array")):
        return line, _OPEN_LIST
    if complaint.startswith("Cannot") and (title := re.match(r"\s*\[\[\s*([\w.-]+)", written)):
        return line, (
            f"[{title[1]}] ở trên chỉ có một dấu ngoặc; mỗi lần đều phải ghi [[{title[1]}]]",
            f"[{title[1]}] above has one bracket; write [[{title[1]}]] each time",
        )
    for pattern, vi, en in _WRITTEN:
        if pattern.search(written):
            return line, (vi, en)
    for begins, vi, en in _REASONS:
        if complaint.startswith(begins):
            return line, (vi, en)
    return line, ("dòng viết không đúng cách", "the line is not written as it should be")
