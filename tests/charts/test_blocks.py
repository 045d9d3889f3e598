import pytest

from xhht_analysis.charts.blocks import escaped, headlines, plain, tiles, verdict_badge


def test_plain_drops_what_a_reader_cannot_see():
    assert plain("Kho\u0301m\u00a0 1\u202e\x00\u200f") == "Khóm 1"
    assert plain(None) == ""


def test_escaped_text_cannot_end_an_element_or_an_attribute():
    assert escaped("'\"<&>") == "&#x27;&quot;&lt;&amp;&gt;"


@pytest.mark.parametrize(
    ("sentences", "markup"),
    [
        ([], '<ul class="headlines"><li>Kỳ này chưa có nội dung chính.</li></ul>'),
        (["Một", "a < b"], '<ul class="headlines"><li>Một</li><li>a &lt; b</li></ul>'),
    ],
)
def test_headlines(sentences, markup):
    assert headlines(sentences)._repr_html_() == markup


def test_tiles_name_the_verdict_in_words_and_by_a_sign():
    assert tiles([(1234, "đạt", "đạt"), (None, "chưa rõ")]).html == (
        '<ul class="tiles"><li class="tile dat"><strong>1.234</strong> '
        '<span><span aria-hidden="true">✓</span> đạt</span></li>'
        '<li class="tile"><strong>[x]</strong> <span>chưa rõ</span></li></ul>'
    )


@pytest.mark.parametrize(
    ("verdict", "markup"),
    [
        ("chưa đạt", '<span class="verdict chua-dat"><span aria-hidden="true">▲</span> chưa đạt</span>'),
        (
            None,
            '<span class="verdict chua-co-so-lieu"><span aria-hidden="true">○</span> chưa có số liệu</span>',
        ),
        ("<b>", '<span class="verdict b">&lt;b&gt;</span>'),
    ],
)
def test_verdict_badge(verdict, markup):
    assert verdict_badge(verdict).html == markup
