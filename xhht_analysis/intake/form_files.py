"""Printed forms of a period beside others: those of the year before, and those beside a register."""

from __future__ import annotations

from dataclasses import replace

from xhht_analysis.base.areas import Area
from xhht_analysis.base.findings import Finding
from xhht_analysis.base.periods import Period
from xhht_analysis.base.store import RECEIVED_FILE, Store, read_json
from xhht_analysis.intake.printed_forms import PrintedForms
from xhht_analysis.sources.corrections import open_corrected
from xhht_analysis.sources.file_answers import NOTHING
from xhht_analysis.sources.inbox import ReceivedFile, data_files
from xhht_analysis.sources.input_file import FORM, FileState
from xhht_analysis.sources.read_cache import ReadCache


def forms_before(store: Store, area: Area, period: Period) -> list[ReceivedFile]:
    """The forms that were counted for the year before; none where that was not processed."""
    before = Period(period.year - 1, period.is_half)
    received = store.processed(area.id, before) / "private" / RECEIVED_FILE
    folder = store.raw_period(area.id, before)
    if not received.is_file() or not folder.is_dir():
        return []
    counted = {
        file["name"]
        for file in read_json(received)
        if file["role"].startswith(FORM) and file["state"] == "counted"
    }
    paths = data_files(folder)
    some = [path for path in paths if path.name in counted]
    if not some:
        return []
    cache = ReadCache(store.read_cache(area.id, before))
    return open_corrected(folder, some, elsewhere=[path.name for path in paths], cache=cache).readable


def beside_register(forms: PrintedForms) -> PrintedForms:
    """Forms beside a register, by which people are counted: told, and not counted."""
    files = [file for file in forms.files if file.said() == NOTHING or not file.said().sets_aside]
    findings = [Finding("form_beside_register", file.name) for file in files]
    states = {file.name: FileState("other", FORM) for file in files}
    return replace(forms, counts=forms.counts.iloc[:0], findings=findings, states=states)
