"""The table of all areas of a period: what each has published, and only where there are several."""

from xhht_analysis.base.store import Store
from xhht_analysis.publishing.merged import merged_csv
from xhht_analysis.running.root_index import write_merged_tables


def test_rows_below_each_other_and_a_column_that_is_newer_left_empty():
    one = "area,percent,value\nphu-my,90.74,\n".encode("utf-8-sig")
    old = "area,percent\nphu-tan,[c]\n".encode("utf-8-sig")
    merged = "area,percent,value\nphu-my,90.74,\nphu-tan,[c],\n".encode("utf-8-sig")
    assert merged_csv([one, old]) == merged


def test_one_lies_above_the_areas_of_a_period_and_goes_when_there_are_no_two_left(tmp_path):
    store = Store(tmp_path)
    for area in ("an-thu", "an-hai"):
        (store.raw / area).mkdir(parents=True)
        (store.raw / area / "area.toml").write_text('name = "An"\nkind = "xã"\n', "utf-8")
        for period in ("2024", "2024-H1")[: 1 + (area == "an-thu")]:
            folder = store.outputs / area / period
            folder.mkdir(parents=True)
            (folder / "chi-tieu.csv").write_text(f"area,period\n{area},{period}\n", "utf-8-sig")
    write_merged_tables(store)
    merged = store.outputs / "2024" / "chi-tieu.csv"
    assert merged.read_text("utf-8-sig") == "area,period\nan-hai,2024\nan-thu,2024\n"
    assert not (store.outputs / "2024-H1").exists()  # one area alone
    first = merged.stat().st_mtime_ns
    write_merged_tables(store)
    assert merged.stat().st_mtime_ns == first  # nothing new
    (store.outputs / "an-hai" / "2024" / "chi-tieu.csv").unlink()
    write_merged_tables(store)
    assert not merged.exists()
