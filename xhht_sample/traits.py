"""How untidy the sample's workbooks are: each trait of real registers and how often it occurs."""

from __future__ import annotations

#: Shares (0 to 1) of the filled cells, or of the rows, that show the trait.
SHARES = {
    # spelling of names and words
    "icelandic_eth": 0.06,  # Đ typed as Ð (U+00D0), of the texts with a Đ
    "nfd": 0.015,
    "double_space": 0.012,
    "no_break_space": 0.008,
    "trailing_space": 0.01,
    "other_tone_place": 0.4,  # Hoà for Hòa, of the texts that can be written both ways
    # boxes that people fill in their own way
    "khom_other": 0.06,
    "women_capital": 0.06,
    "women_spaces": 0.04,
    "kinh_written": 0.05,
    "number_as_text": 0.05,
    "birth_year_only": 0.12,
    "birth_text": 0.04,
    "birth_excel_date": 0.03,
    "grade_in_khoi": 0.6,
    "flag_order": 0.5,  # ! before *, of the classes with both
    "two_sessions": 0.8,
    "class_slash": 0.15,
    "code_as_number": 0.05,  # leading zeros lost
    "code_wrong": 0.004,
    "year_left_out": 0.15,
    "complementary": 0.12,
    "address_filled": 0.25,
    "phone_filled": 0.25,
    "note_filled": 0.02,
    "religion_filled": 0.3,
    "stay_filled": 0.5,
    "stay_twice": 0.2,
    "war_invalid": 0.004,
    "agent_orange": 0.002,
    "empty_row_after": 0.002,
}

#: Rows added beside the people's own.
EXACT_DUPLICATES, SAME_PERSON_TWICE = 15, 20

#: Damages to single rows: how many a file, and the fields of the truth that a reader can then not know.
DAMAGES: dict[str, tuple[int, tuple[str, ...]]] = {
    "day_32": (4, ()),
    "month_13": (3, ()),
    "day_31_2": (4, ()),
    "year_2204": (4, ("birth_year",)),
    "birth_blank": (3, ("birth_year",)),
    "before_1954": (14, ("birth_year",)),
    "sex_unclear": (3, ("sex",)),
    "khom_blank": (2, ("khom",)),
    "school_without_class": (5, ("grade_now", "attending")),
    "class_unclear": (4, ("grade_now",)),
    "grades_differ": (5, ("grade_now",)),
    "level_unclear": (4, ("level_finished",)),
    "diploma_too_high": (5, ("level_finished",)),
    "attending_and_left": (6, ("grade_left",)),
    "years_not_consecutive": (12, ()),
}

#: Ways to write a khóm, by its word, with the number put in.
KHOM_SPELLINGS = {
    "Khóm": ("khóm {}", "K{}", "Khóm  0{}", "KHÓM {}", "Khóm{}"),
    "Ấp": ("ấp {}", "A{}", "Ấp  0{}", "ẤP {}", "Ấp{}"),
}
TEMPORARY_LONG = ("tạm trú 2 năm", "từ 8 tháng", "trên 6 tháng", "12 tháng")
TEMPORARY_SHORT = ("3 tháng", "dưới 6 tháng", "tạm trú 2 tháng")
NOTES = ("Bổ sung sau", "Đã xác minh", "Chưa gặp chủ hộ", "Hồ sơ giấy bị ướt", "Hỏi lại  tổ dân phố")
#: Notes in the old TCVN3 encoding: only the font (.VnTime) tells how to read them.
TCVN3_NOTES = ("Bæ sung sau", "§· x¸c minh", "Ch­a gÆp chñ hé")
