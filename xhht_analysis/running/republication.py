"""What ``run`` says of periods that were published: what the next publication would change, what is lost."""

from __future__ import annotations

from collections.abc import Sequence

from xhht_analysis.base.errors import InputError
from xhht_analysis.base.fingerprints import told_of_key
from xhht_analysis.base.messages import say
from xhht_analysis.base.publications import read_record
from xhht_analysis.base.store import SUMMARY_FILE, Store
from xhht_analysis.publishing.edition import edition_of, lost
from xhht_analysis.running.results import COUNTING, Outcome


def key_text(store: Store, *, publishes: bool = False) -> list[str]:
    """See to the key of fingerprints before anything is made under it; a line for the screen where that of
    earlier publications is not here. Drafts need none (``publishes``).
    """
    published = any(store.raw.glob("*/publications/*/*"))
    told = told_of_key(store.root, published=published) if published or publishes else None
    return [f"  ! {told}"] if told else []


def republications_text(store: Store, outcomes: Sequence[Outcome]) -> list[str]:
    """Lines for the screen; of counts as they are published alone."""
    lines = []
    for area in dict.fromkeys(outcome.area for outcome in outcomes):
        try:
            if names := lost(store, area):
                lines.append(
                    say(
                        "  ! {area}: đã công bố {names} nhưng data/raw/{area}/publications không còn bản "
                        "ghi; hãy chép lại thư mục ấy từ bản sao lưu hoặc từ máy đã công bố",
                        area=area,
                        names=", ".join(names),
                    )  # fmt: skip
                )
            record = read_record(store.publications(area))
        except InputError:  # told where the period was counted
            continue
        for outcome in outcomes:
            last = record.last(outcome.period)
            counted = (store.processed(area, outcome.period) / SUMMARY_FILE).is_file()
            if outcome.area != area or last is None or COUNTING in outcome.failed or not counted:
                continue
            if edition_of(store, area, outcome.period).day is None:
                from xhht_analysis.publishing.changes import changes_text
                from xhht_analysis.running.published import changes_since

                changes = changes_since(store, area, outcome.period, record)
                said = say(
                    "{area} {period}: khác với lần công bố {number}; công bố lại sẽ đổi:",
                    area=area, period=outcome.period, number=last.number,
                )  # fmt: skip
                lines += [said, *(changes_text(changes) if changes is not None else [])]
    return lines
