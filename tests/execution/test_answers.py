"""Answers of workers: results of the declared type and known errors come through, all else is odd."""

import errno
import pickle

import pytest

from tests.execution import work
from xhht_analysis.base.errors import InputError
from xhht_analysis.base.messages import Message
from xhht_analysis.execution.answers import (
    OddAnswer,
    error_answer,
    perform,
    read_answer,
    result_answer,
    returned_by,
)
from xhht_analysis.execution.failures import NotebookFailure, ProgramFault
from xhht_analysis.execution.tasks import Stopped, TookTooLong, WorkerDied
from xhht_analysis.running.steps import make_file

PAIR = returned_by(work.begin_and_wait)  # tuple[str, int]
FILE = returned_by(make_file)  # tuple[float, bytes]


def test_a_result_is_as_it_was_returned():
    assert read_answer(perform(work.double, (4,), {"plus": 1}), returned_by(work.double)) == 9
    assert read_answer(result_answer((0.5, b"\x00\xffPK"), FILE), FILE) == (0.5, b"\x00\xffPK")
    assert read_answer(result_answer(("một\n", 2), PAIR), PAIR) == ("một\n", 2)


ERRORS = [
    InputError(Message.twin("không dùng được", "of no use")),
    NotebookFailure("summary", 4, "ValueError", "ô của Trần Thị Bí Mật"),
    WorkerDied(-9),
    WorkerDied(None),
    TookTooLong(2.5),
    Stopped(),
    ProgramFault("KeyError", "xhht_analysis/a.py:3"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_that_is_known_says_the_same(error):
    answer = error_answer(error)
    with pytest.raises(type(error)) as raised:
        read_answer(answer, PAIR)
    assert str(raised.value) == str(error)
    assert "Bí Mật".encode() not in answer


def test_errors_of_the_system_keep_their_number_and_place():
    for error in (OSError(errno.ENOSPC, "full", "/a"), PermissionError(errno.EACCES, "no")):
        with pytest.raises(OSError) as raised:
            read_answer(error_answer(error), PAIR)
        assert (raised.value.errno, raised.value.filename) == (error.errno, error.filename)
    with pytest.raises(MemoryError):
        read_answer(error_answer(MemoryError("x")), PAIR)


def test_of_any_other_error_kind_and_place_alone_travel():
    answer = perform(work.raise_strange, (), {})
    assert b"Strange" in answer and "lạ".encode() not in answer
    with pytest.raises(ProgramFault, match=r"\(Strange, "):
        read_answer(answer, PAIR)
    with pytest.raises(ProgramFault, match=r"\(SystemExit, "):
        read_answer(perform(work.stop, (), {}), PAIR)


@pytest.mark.parametrize(
    "answer",
    [
        None, "R1", 1, b"", b"R", b"R{", b'R["a"]', b'R["a", 1, 2]', b'R[1, "a"]', b'R["a", "1"]',
        b'R["a", 1.5]', b"E", b"E{}", b'E{"kind": "exec"}', b'E{"kind": "input", "texts": ["a"]}',
        b'E{"kind": "late", "texts": []}', b'E{"kind": "died", "number": 1e400}',
        b'E{"kind": "stopped", "x": 1}', pickle.dumps(("a", 1)), b"X" + pickle.dumps(1),
    ],
)  # fmt: skip
def test_anything_else_is_odd(answer):
    with pytest.raises(OddAnswer):
        read_answer(answer, PAIR)


def test_words_cannot_move_the_cursor_or_fill_the_screen():
    told = error_answer(InputError(Message.twin("a\x1b[2J\u202eb" + "c" * 9000, "x")))
    with pytest.raises(InputError) as raised:
        read_answer(told, PAIR)
    assert str(raised.value).startswith("a[2Jbccc")
    assert len(str(raised.value)) < 4001
