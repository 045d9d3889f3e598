"""Words that stand in the boxes of a register, without diacritics and in lower case."""

import re

#: ways to say that there is nothing to say
NOTHING = {"", "0", "-", "khong", "k", "ko", "chua", "khong co", "chua tot nghiep", "chua tn"}
#: ways to tick a box
MARKS = {"x", "1", "co", "v", "yes", "true", "*", "+"}
#: what stands in the class column of somebody who does not go to school
NOT_AT_SCHOOL = NOTHING.union(
    ("nghi hoc", "da nghi", "bo hoc", "da bo hoc", "thoi hoc", "khong hoc", "chua di hoc")
)

#: what may stand before the name of a class: "HS lớp 4", "đang học lớp 9", "K6", "L.7"
BEFORE_CLASS = re.compile(r"^(?:(?:hs|hoc sinh|dang|hoc|truong)\s+)*(?:(?:lop|khoi)\s*|[kl]\.?\s*(?=\d))?")
#: class 5T or five years old; a class of two grades: no single grade is told
MANY_THINGS = re.compile(r"[1-6] ?t|\d+ ?\+.*|ghep.*")
PRESCHOOL = re.compile(
    r"(nt|nha tre|nhom tre|mg|mau giao|mn|mam non|mam|choi|la|be|tre|mgb|mgn|mgl)(?![a-z])"
    r"|(nhom )?\d+\s*(-\s*\d+\s*)?(tuoi|thang)"
)
#: the continuing stream, before the grade or level it leads to: BTVH 10, BT THCS
COMPLEMENTARY = re.compile(r"^(bo tuc|gdtx|bt)\s*(vh)?(?=th|[^a-z]|$)[\s.:\-]*")
CONTINUING = re.compile(r"\b(bo tuc|bt(vh|th|thcs|thpt)?|gdtx|giao duc thuong xuyen|gdnn-gdtx)\b")
SCHOOL_BEFORE_GRADE = re.compile(r"^(thpt|thcs|th|tieu hoc|trung hoc co so|trung hoc pho thong)\s*(?=\d)")
AFTER_SCHOOL = re.compile(
    r"(dai hoc|dh|dhsp|cao dang|cd|cdn|cdsp|trung cap|tc|tcn|tccn|thcn|nghe|hoc nghe|gdnn"
    r"|sinh vien|sv|thac si|ths|cao hoc|nam \d)(?![a-z])"
)

LEVELS = {
    **dict.fromkeys(("mn", "mam non", "mg", "mau giao"), 1),
    **dict.fromkeys(("th", "tieu hoc", "cap 1", "c1", "cap i"), 2),
    **dict.fromkeys(("thcs", "trung hoc co so", "cap 2", "c2", "cap ii", "ptcs"), 3),
    **dict.fromkeys(("thpt", "trung hoc pho thong", "cap 3", "c3", "cap iii", "ptth"), 4),
}

DEGREES = {
    **dict.fromkeys(("so cap", "so cap nghe", "nghe", "chung chi nghe", "cc nghe", "scn", "day nghe"), 1),
    **dict.fromkeys(
        ("thcn", "tccn", "trung cap", "tc", "tcn", "trung cap nghe", "trung hoc chuyen nghiep"), 2
    ),
    **dict.fromkeys(("cao dang", "cd", "cdn", "cao dang nghe"), 3),
    **dict.fromkeys(("dai hoc", "dh", "cu nhan", "ky su", "bac si", "duoc si"), 4),
    **dict.fromkeys(("thac si", "thac sy", "ths"), 5),
    **dict.fromkeys(("tien si", "tien sy", "ts"), 6),
}

RELAPSES = {
    word.format(n): n for n in (1, 2) for word in ("{}", "muc {}", "muc do {}", "m{}", "md {}", "m {}")
}

#: the 53 peoples beside Kinh on the official list of 1979, other spellings of them, and foreigners
MINORITIES = frozenset(
    """
    tay, thai, hoa, khmer, kho me, kho mer, muong, nung, mong, hmong, h mong, meo, dao, gia rai, jrai, ngai,
    e de, ede, ba na, bahnar, xo dang, san chay, cao lan, co ho, k ho, cham, san diu, hre, mnong, m nong,
    ra glai, raglay, xtieng, stieng, s tieng, bru van kieu, van kieu, tho, giay, co tu, gie trieng, ma,
    kho mu, co, ta oi, cho ro, khang, xinh mun, ha nhi, chu ru, lao, la chi, la ha, phu la, la hu, lu,
    lo lo, chut, mang, pa then, co lao, cong, bo y, si la, pu peo, brau, o du, ro mam,
    nguoi nuoc ngoai, nuoc ngoai
    """.replace("\n", " ")
    .strip()
    .replace("  ", "")
    .split(", ")
)

#: circumstances that say nothing about being here: poor, near-poor, war invalid, Agent Orange, orphan …
KNOWN_CIRCUMSTANCES = {
    *("hn", "ho ngheo", "ngheo", "cn", "hcn", "can ngheo", "ho can ngheo", "hckk", "kho khan"),
    *("dac biet kho khan", "cddc", "chat doc da cam", "tb", "thuong binh", "bb", "benh binh"),
    *("ls", "liet si", "con ls", "con tb", "gdls", "mo coi", "mc", "kt", "khuyet tat"),
    *("chuyen den", "moi den", "da chuyen den", "tam vang", "di lam an xa"),
}
