"""The words for the indicators that a file of typed figures may hold, and the four standards."""

from __future__ import annotations

from xhht_analysis.base.messages import pick

#: the standards of recognition, in the order of the reports
STANDARDS = ("mn5", "th", "thcs", "xmc")

#: indicator → Vietnamese and English words
INDICATORS: dict[str, tuple[str, str]] = {
    "mn5_in_class": ("Trẻ 5 tuổi đến lớp", "children aged 5 in class"),
    "mn5_finished": (
        "Trẻ 5 tuổi hoàn thành chương trình giáo dục mầm non",
        "children aged 5 who finished the preschool programme",
    ),
    "th_grade1_at_6": ("Trẻ 6 tuổi vào lớp 1", "children aged 6 in grade 1"),
    "th_finished_to_14": (
        "Trẻ đến 14 tuổi hoàn thành chương trình tiểu học",
        "children up to 14 who finished primary school",
    ),
    "th_finished_at_11": (
        "Trẻ 11 tuổi hoàn thành chương trình tiểu học",
        "children aged 11 who finished primary school",
    ),
    "th_others_at_11_in_primary": (
        "Trẻ 11 tuổi còn lại đang học tiểu học",
        "the other children aged 11 who are in primary school",
    ),
    "thcs_graduated_15_18": (
        "Người 15–18 tuổi tốt nghiệp trung học cơ sở",
        "persons aged 15–18 with a lower-secondary diploma",
    ),
    "thcs_upper_15_18": (
        "Người 15–18 tuổi đang học trung học phổ thông, giáo dục thường xuyên hoặc nghề nghiệp",
        "persons aged 15–18 in upper secondary, continuing or vocational education",
    ),
    "xmc1_15_25": ("Người 15–25 tuổi biết chữ mức độ 1", "persons aged 15–25 literate at level 1"),
    "xmc1_15_35": ("Người 15–35 tuổi biết chữ mức độ 1", "persons aged 15–35 literate at level 1"),
    "xmc2_15_35": ("Người 15–35 tuổi biết chữ mức độ 2", "persons aged 15–35 literate at level 2"),
    "xmc2_15_60": ("Người 15–60 tuổi biết chữ mức độ 2", "persons aged 15–60 literate at level 2"),
    "disabled_access": (
        "Người khuyết tật có khả năng học tập được tiếp cận giáo dục",
        "disabled persons able to learn who have access to education",
    ),
    "cmkt_15_plus": (
        "Người từ 15 tuổi có trình độ chuyên môn kỹ thuật",
        "persons aged 15 and over with a technical qualification",
    ),
    "university_15_plus": (
        "Người từ 15 tuổi có trình độ đại học trở lên",
        "persons aged 15 and over with a university degree or higher",
    ),
    "learning_families": ("Gia đình học tập", "learning families"),
    "learning_clans": ("Dòng họ học tập", "learning clans"),
    "learning_communities": ("Cộng đồng học tập", "learning communities"),
    "learning_units": ("Đơn vị học tập", "learning units"),
    "learning_citizens": ("Công dân học tập", "learning citizens"),
}


def indicator_name(indicator: str) -> str:
    """The indicator in words, in the language in force.

    >>> indicator_name("th_grade1_at_6")
    'Trẻ 6 tuổi vào lớp 1'
    """
    return pick(*INDICATORS[indicator])
