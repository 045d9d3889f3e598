"""The same for every test: no window for charts, property tests that try the same cases each time, kinds.

Every test is of one kind by where it stands, and ``fast`` unless that is slow: `make check` runs these.
"""

import gc
import os
import signal
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.amount import examples

os.environ["MPLBACKEND"] = "Agg"
# JupyterLab brings a parser of web addresses, which jsonschema takes up: five seconds a worker, for nothing.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
# A shell that starts the tests in the background lets Ctrl-C be ignored, by all that they start as well.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):  # and one that is to outlive its terminal, a closed terminal
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

settings.register_profile(
    "project", deadline=None, derandomize=True, database=None, max_examples=examples(100)
)
settings.load_profile("project")

TESTS = Path(__file__).parent
#: No tests, and not to be searched for examples: some of them end whoever imports them.
collect_ignore = ["execution/preloads", "support/reporting_machine"]
#: Place below tests/ → kind; whatever stands elsewhere is a unit test. None of these is fast.
KINDS = {
    "browser/": "browser",
    "disclosure/test_attack": "attack",
    "disclosure/test_silence": "attack",
    "end_to_end/": "end_to_end",
    "execution/test_cluster.py": "cluster",
    "execution/test_hostile_worker.py": "cluster",
}
#: Unit tests that take seconds: they run whole periods, start processes, or look at the sample commune.
SLOW = (
    "base/test_fingerprints.py",
    "base/test_readings.py",
    "cases/",
    "charts/test_charts.py",
    "charts/test_charts_withheld.py",
    "cleaning/test_copies.py",
    "cleaning/test_damaged_registers.py",
    "cleaning/test_findings_used.py",
    "cleaning/test_notes.py",
    "cleaning/test_people.py",
    "cleaning/test_properties.py",
    "cleaning/test_rows.py",
    "cleaning/test_sections.py",
    "cleaning/test_seen.py",
    "commands/test_cli.py",
    "commands/test_endings.py",
    "commands/test_machine.py",
    "commands/test_new.py",
    "commands/test_plan.py",
    "desk/test_desk.py",
    "desk/test_examples.py",
    "desk/test_tasks.py",
    "disclosure/test_bounds.py",
    "disclosure/test_described.py",
    "disclosure/test_public_forms.py",
    "disclosure/test_publication.py",
    "disclosure/test_totals.py",
    "disclosure/test_useful.py",
    "execution/",
    "forms/test_damage.py",
    "forms/test_discipline.py",
    "forms/test_last_period.py",
    "forms/test_reader.py",
    "forms/test_round_trip.py",
    "forms/test_writer.py",
    "indicators/test_against_sql.py",
    "indicators/test_counts.py",
    "indicators/test_official_forms.py",
    "indicators/test_partial.py",
    "indicators/test_units.py",
    "intake/test_action_lists.py",
    "intake/test_cross_checks.py",
    "intake/test_intake.py",
    "intake/test_kept.py",
    "project/test_benchmarks.py",
    "project/test_ground.py",
    "project/test_mutants.py",
    "project/test_notebooks.py",
    "project/test_recipe.py",
    "publishing/test_bundle.py",
    "publishing/test_gate_package.py",
    "publishing/test_maker.py",
    "publishing/test_office_report.py",
    "publishing/test_reports.py",
    "publishing/test_runner.py",
    "publishing/test_same_figures.py",
    "publishing/test_workbook_export.py",
    "report/test_charts_of_pages.py",
    "report/test_group.py",
    "report/test_pages.py",
    "report/test_views.py",
    "running/test_as_of.py",
    "running/test_compare.py",
    "running/test_declared.py",
    "running/test_groups.py",
    "running/test_office_copy.py",
    "running/test_only_changed.py",
    "running/test_own_reports.py",
    "running/test_pipeline.py",
    "running/test_publish.py",
    "running/test_published.py",
    "running/test_release.py",
    "running/test_remind.py",
    "running/test_run.py",
    "running/test_steps.py",
    "sources/test_fonts.py",
    "sources/test_looks.py",
    "sources/test_reading.py",
    "sources/test_register.py",
    "sources/test_school_codes.py",
    "xhht_sample/",
)


def place_of(path: Path) -> str:
    return path.relative_to(TESTS).as_posix() if path.is_relative_to(TESTS) else path.name


def kind_of(place: str) -> str:
    return next((kind for start, kind in KINDS.items() if place.startswith(start)), "unit")


def is_fast(place: str) -> bool:
    return kind_of(place) == "unit" and not place.startswith(SLOW)


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """One more than there are processors, since many tests wait for commands; the fast ones never do."""
    processors = yield
    asked = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ or config.option.markexpr == "fast"
    return processors if asked else processors + 1


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files without a fast test are not even imported where only the fast ones are wanted."""
    wanted = config.option.markexpr != "fast" or collection_path.suffix != ".py"
    return None if wanted or is_fast(place_of(collection_path)) else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        place = place_of(item.path)
        item.add_marker(kind_of(place))
        if is_fast(place) and not item.get_closest_marker("slow"):
            item.add_marker("fast")


@pytest.fixture(autouse=True)
def _no_wall_around_the_tests() -> Iterator[None]:
    """A wall (``execution.wall``) stays as long as its process: what is tested here after it would fail."""
    yield
    status = Path("/proc/self/status")  # of Linux; a wall elsewhere closes nothing
    if status.exists() and "NoNewPrivs:\t1" in status.read_text():
        pytest.fail("a report ran in the process of the tests, behind a wall that stays: others will fail")


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: nothing looks through it again for what is unused.

    Of what comes after, far less often than Python does by itself: a twentieth of all tests' time.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
