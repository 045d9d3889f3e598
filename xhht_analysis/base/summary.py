"""What a period's ``summary.json`` holds: all that may be said of a period besides its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NotRequired, TypedDict

if TYPE_CHECKING:
    from xhht_analysis.base.units import Kind


class FileEntry(TypedDict):
    """A file by its role and what became of it (:mod:`xhht_analysis.base.file_states`)."""

    role: str
    state: str
    sha256: NotRequired[str]


class SurveyEntry(TypedDict):
    """The survey's own date: its year, the day (ISO 8601) to which it was counted, and who says that day:
    "file" (the register's workbook), "mapping" (``mapping.toml``), "" where nobody does.
    """

    year: int | None
    closed: str | None
    source: str


class FindingCount(TypedDict):
    """How many findings of one kind there are, with the kind's words."""

    kind: str
    severity: str
    what: str
    done: str
    count: int


class MissingField(TypedDict):
    """A field that nothing in the raw files tells, in words."""

    field: str
    words: str


class UnitEntry(TypedDict):
    """When a unit reported; days are as in ISO 8601. ``received``: as the log has it; ``drawn_up``: as the
    unit's own file has it. ``blank``: columns that it left blank and that leave a figure open. ``results``:
    what became of its own targets (``standards.unit_results``).
    """

    id: str
    name: str
    kind: Kind
    state: str
    received: str | None
    drawn_up: NotRequired[str | None]
    due: str | None
    missing: list[str]
    blank: NotRequired[list[str]]
    file: str | None
    results: NotRequired[dict[str, bool]]


class CentreRating(TypedDict):
    """What the learning centre says of one thing that was rated; None where its box is blank."""

    done: bool | None
    points: int | None
    band: str | None
    date: str | None


class TaskEntry(TypedDict):
    """A task of the plan as a unit tells of it; ``done`` and ``number`` None where it does not say.

    ``withheld``: the number is of so few people that it is not published.
    """

    unit: str
    item: str
    done: bool | None
    number: int | None
    withheld: bool


class UnitRows(TypedDict):
    """Rows of the units' workbooks: read, kept, and set aside for which reason."""

    read: int
    kept: int
    aside: dict[str, int]


class Summary(TypedDict):
    """``unread``: the files that may hold something that the figures lack; ``past``: the figures are those of
    an earlier run, since nothing can be read now.
    """

    area: str
    period: str
    version: str
    door: str
    synthetic: bool
    #: the statistical forms that figures of people were read from, where there is no register
    forms: NotRequired[list[str]]
    survey_years: list[int]
    survey: NotRequired[SurveyEntry]
    files: list[FileEntry]
    unread: NotRequired[list[FileEntry]]
    past: NotRequired[bool]
    rows_read: int
    rows_kept: int
    rows_aside: dict[str, int]
    findings: list[FindingCount]
    #: file, and how many findings of each severity
    findings_by_file: NotRequired[list[dict[str, Any]]]
    missing: list[MissingField]
    unknown: dict[str, int]
    #: indicator → units whose report lacks it
    lacking: NotRequired[dict[str, list[str]]]
    #: indicator → units that left a cell of it blank
    blank: NotRequired[dict[str, list[str]]]
    #: indicators counted without the units that are silent: lower bounds
    partial: NotRequired[list[str]]
    units: NotRequired[list[UnitEntry]]
    #: ``base.duty.Duty.as_json``
    duty: NotRequired[dict[str, Any]]
    unit_rows: NotRequired[UnitRows]
    #: item of the community's rating → met, as the centre says
    community: NotRequired[dict[str, bool | None]]
    ratings: NotRequired[dict[str, CentreRating]]
    #: what units say of the period and will do in the next, without what may name or count persons
    remarks: NotRequired[list[dict[str, str]]]
    next_tasks: NotRequired[list[dict[str, str]]]
    #: what units tell of the plan's tasks
    tasks: NotRequired[list[TaskEntry]]
