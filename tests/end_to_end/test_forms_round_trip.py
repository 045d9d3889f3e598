"""What ``xhht forms`` writes is read back to the same counts, also when LibreOffice has saved it."""

import os
import shutil
import subprocess

import pandas as pd
import pytest

from tests.indicators.clean_tables import random_people
from tests.intake.printed import counted, store_with
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import COUNTS_FILE
from xhht_analysis.indicators.cells import KEYS
from xhht_analysis.indicators.counts import count_people, read_counts
from xhht_analysis.indicators.official_forms import official_forms
from xhht_analysis.publishing.forms_workbook import forms_workbook

#: The forms hold no person over 18 with a disability, and say nothing of who is not known.
_LITERACY = ("xmc", "illiterate_15_60")
_SCHOOLS = ("th_", "thcs_", "mn5_in_class", "mn5_finished", "mn35_in_class")


@pytest.fixture(scope="module")
def people():
    table = random_people(11, 1500)  # in forms whoever is not a woman is a man: nobody's sex is blank
    return table[table["sex"].notna() & table["minority"].notna()].reset_index(drop=True)


def told(table: pd.DataFrame, names: tuple[str, ...]) -> dict:
    chosen = table[table["indicator"].str.startswith(names)]
    keys = zip(chosen["indicator"], *(chosen[k] for k in KEYS), strict=True)
    return dict(zip(keys, chosen[["numerator", "denominator", "unknown"]].to_numpy().tolist(), strict=True))


def by_libre_office(content: bytes, folder) -> bytes:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    (folder / "in.xlsx").write_bytes(content)
    command = [office, f"-env:UserInstallation=file://{folder}/lo", "--headless", "--convert-to", "ods",
               "--outdir", str(folder), str(folder / "in.xlsx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ})
    return (folder / "in.ods").read_bytes()


@pytest.mark.parametrize("saved", ["xlsx", "ods"])
def test_what_is_written_is_read_back(tmp_path, people, saved):
    khom = sorted(people["khom"].unique())
    content = forms_workbook(official_forms(people, khom), place="xã Thử", period="năm 2024", private=True)
    if saved == "ods":
        content = by_libre_office(content, tmp_path)
    store = store_with(tmp_path / "project", **{f"bieu__{saved}": content})
    names = ", ".join(f'"{name}"' for name in khom)
    described = f'name = "Thử"\nkind = "xã"\nsynthetic = true\nsmallest_count = 1\nkhom = [{names}]\n'
    (store.raw / "thu" / "area.toml").write_text(described, encoding="utf-8")
    cleaned = counted(store)
    assert [f.kind for f in cleaned.clean.findings if f.severity != "note"] == []
    whole = count_people(people)
    back = read_counts(store.private("thu", Period(2024)) / COUNTS_FILE)
    was, now = (told(table, _LITERACY) for table in (whole, back))
    assert set(now) <= set(was)
    assert {key: now[key] for key in now} == {key: was[key] for key in now}
    totals = {key for key in was if not any(key[1:]) or (key[2] and not any((key[1], *key[3:])))}
    assert {key for key in totals if key[2] != "chưa rõ"} <= set(now)
    of, is_now = told(whole, _SCHOOLS), told(back, _SCHOOLS)
    assert {key[0] for key in is_now} >= {"th_finished_to_14", "thcs_graduated_15_18", "mn5_in_class"}
    for key, (part, asked, unknown) in is_now.items():
        if key[0] != "th_others_at_11_in_primary":
            assert (part, asked + unknown) == (of[key][0], of[key][1] + of[key][2]), key
