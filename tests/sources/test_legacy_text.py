import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xhht_analysis.sources.legacy_text import (
    Encoding,
    Guess,
    decode,
    from_font,
    from_guess,
    guess_encoding,
    is_syllable,
    was_read_as_1258,
)

TCVN3, VNI, VIETWARE = Encoding.TCVN3, Encoding.VNI, Encoding.VIETWARE
TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"]
VOWELS = "aăâeêioôơuưy"
SMALL = [unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES] + list("đbcdghklmnpqrstvx")
PANGRAM = (
    "Do bạch kim rất quý nên sẽ dùng để lắp vô xương; bằng ổn phẫu thuật, ngõ nhỏ, chỉ tiêu, thị xã, "
    "ngả nghiêng, ở giữa, sữa mẹ, quỹ, tỷ lệ, kỳ, mỵ, ẩm thấp, cũ kỹ, nghĩa vụ, bẽn lẽn, trẻ, lẳng lặng, dẫn"
)
# The bytes of the TCVN standard for the small letters with a tone or hat, as its table prints them.
BYTES = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "B5B6B7B8B9 A8BBBCBDBEC6 A9C7C8C9CACB AE CCCECFD0D1 AAD2D3D4D5D6 D7D8DCDDDE"
            "DFE1E2E3E4 ABE5E6E7E8E9 ACEAEBECEDEE EFF1F2F3F4 ADF5F6F7F8F9 FAFBFCFDFE"
        ).decode("latin-1"),
        strict=True,
    )
)


def as_tcvn3(text):
    return text.translate(str.maketrans(BYTES | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))))


def as_vni(text):
    """Typed the way the VNI manual says: i with its own letters, hat and tone in one mark after the vowel."""
    tones = dict(zip(TONES, ["", *"ùøûõï"], strict=True))
    hats = dict(zip(TONES, "âáàåãä", strict=True))
    bowls = dict(zip(TONES, "êéèúüë", strict=True))
    own = dict(zip("íìỉĩịỵơưđ", "íìæóòîôöñ", strict=True))
    out = []
    for letter in text:
        base, hat, tone = (*unicodedata.normalize("NFD", letter.lower()), "", "")[:3]
        if hat in tones:
            hat, tone = tone, hat
        whole = unicodedata.normalize("NFC", letter.lower())
        if whole in own:
            typed = own[whole]
        elif hat == "\u0302":
            typed = base + hats[tone]
        elif hat == "\u0306":
            typed = base + bowls[tone]
        elif base in "aeouy" and hat in ("", "\u031b"):
            typed = own.get(unicodedata.normalize("NFC", base + hat), base) + tones[tone]
        else:
            typed = letter.lower()
        out.append(typed.upper() if letter.isupper() else typed)
    return "".join(out)


@given(st.lists(st.sampled_from([*SMALL, *"ĂÂÊÔƠƯĐ", " ", "1", "A", "-", "."])).map("".join))
def test_tcvn3_round_trip(text):
    assert decode(as_tcvn3(text), TCVN3) == text


@given(st.text(st.sampled_from([*SMALL, *map(str.upper, SMALL), " ", "1", "-"])))
def test_vni_round_trip(text):
    assert decode(as_vni(text), VNI) == text


def test_every_vietnamese_letter_is_reached():
    letters = {letter for letter in SMALL if not letter.isascii()}
    assert len(letters) == 67
    assert {decode(as_tcvn3(letter), TCVN3) for letter in letters} == letters
    both = letters | {letter.upper() for letter in letters}
    assert {decode(as_vni(letter), VNI) for letter in both} == both


@given(st.text(), st.sampled_from(Encoding), st.booleans())
def test_decoding_is_total_and_composed(text, encoding, via_1258):
    for new in (decode(text, encoding), from_font(text, encoding, via_1258=via_1258)):
        assert unicodedata.is_normalized("NFC", new)


@given(st.text(st.characters(max_codepoint=0x7F)), st.sampled_from(Encoding))
def test_ascii_stays(text, encoding):
    assert from_font(text, encoding) == text == from_guess(text, Guess(encoding, Fraction(1), 1))


@pytest.mark.parametrize(
    ("typed", "encoding", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("m² 30°C ± 5", TCVN3, "m² 30°C ± 5"),
        ("\x93Hµ Néi\x94", TCVN3, "“Hà Nội”"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", VNI, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Coäng hoøa, thò xaõ, Quyønh, myõ, kî", VNI, "Cộng hòa, thị xã, Quỳnh, mỹ, kỵ"),
        ("löïïc", VNI, "lực"),
        ("Cäüng hoìa xaî häüi chuí nghéa Viãût Nam", VIETWARE, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ],
)
def test_phrases(typed, encoding, text):
    assert decode(typed, encoding) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Th\xadêng trùc §¶ng uû", "Thường trực Đảng uỷ"),
        ("phụ tïng", "phụ tùng"),  # a Unicode letter among old ones
        ("QuyÕt ®ịnh", "Quyết định"),
        ("®iÓm về TĐC", "điểm về TĐC"),
        ("Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố"),  # Unicode while the old font was set
        ("Hà Nội", "Hà Nội"),
        ("Hòa Bi\u0300nh", "Hòa Bình"),
    ],
)
def test_unicode_typed_in_an_old_font(typed, text):
    assert from_font(typed, TCVN3) == text


def test_bytes_read_as_windows_1258():
    typed = [as_tcvn3(part).encode("latin-1").decode("cp1258") for part in PANGRAM.split(", ")]
    assert was_read_as_1258(typed, TCVN3)
    assert ", ".join(from_font(part, TCVN3, via_1258=True) for part in typed) == PANGRAM
    assert guess_encoding(typed) == Guess(TCVN3, Fraction(1), guess_encoding(typed).words, via_1258=True)
    assert not was_read_as_1258(["phụ tïng", "Đ«i"], TCVN3)
    assert not was_read_as_1258([], TCVN3)


@pytest.mark.parametrize(
    "word", ["nguyễn", "Đường", "QUỐC", "giữ", "khuếch", "ở", "gì", "thuở", "huỳnh", "y"]
)
def test_syllables(word):
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["", "NguyÔn", "hòc", "écoles", "für", "Straße", "señor", "ß", "Đắk1", "Krông"]
)
def test_no_syllables(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(("typed", "encoding"), [(as_tcvn3(PANGRAM), TCVN3), (as_vni(PANGRAM), VNI)])
def test_encoding_told_by_content(typed, encoding):
    guess = guess_encoding(typed.split(", "))
    assert (guess.encoding, guess.certainty, guess.via_1258) == (encoding, Fraction(1), False)
    assert from_guess(typed, guess) == PANGRAM


def test_vietware_told_by_content():
    guess = guess_encoding(["Phoìng Giaïo duûc", "tènh Quaíng Nam", "Uíy ban nhán dán", "âaî kyï"])
    assert (guess.encoding, guess.certainty) == (VIETWARE, Fraction(1))
    assert from_guess("Uíy ban nhán dán", guess) == "Ủy ban nhân dân"


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["", "abc", "12,5"],
        [PANGRAM],
        [PANGRAM.upper()],
        [unicodedata.normalize("NFD", PANGRAM)],
        ["Nguyễn Văn Hùng", "m²", "«Khóm 1»", "30°C", "Ø 20 × 5", "· mục", "½", "±"],
        [
            "né à la forêt",
            "élève naïf",
            "cœur",
            "Noël",
            "où est le garçon",
            "ça été prêt",
            "ambiguë",
            "hôtel",
        ],
        ["¿Qué año?", "niño", "corazón", "¡Sí!", "pingüino", "mañana", "él está aquí", "José Peña"],
        ["für Größe", "Straße", "München", "schöne Grüße", "Äpfel", "Öl", "über", "Mädchen"],
        ["São Paulo não", "informação", "você", "três irmãos", "coração", "à noite", "avô"],
        ["Ångström", "Malmö", "Tromsø", "smørrebrød", "får", "bær"],
        ["NguyÔn", "sè"],  # too little to tell
    ],
)
def test_other_text_is_not_taken_for_old_fonts(texts):
    assert guess_encoding(texts) is None


def test_vietnamese_in_windows_1258_is_not_taken_for_old_fonts():
    marks = str.maketrans(
        {c: unicodedata.normalize("NFD", c) for c in "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữự"}
    )
    text = unicodedata.normalize("NFC", PANGRAM).translate(marks)
    assert guess_encoding([text, "50 µg «a» ½"]) is None
