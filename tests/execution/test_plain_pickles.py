"""What a pickle may name while a guard watches: plain values, and what our own processes send."""

import builtins
import collections
import os
import pickle
import threading

import pytest

from tests.execution.hostile import Bomb
from xhht_analysis.execution.plain_pickles import Guard, NotPlain, first_named, own_pickles

PLAIN = [None, 1, 2.5, "một", b"x", [1], (1, 2), {"a": {1}}, bytes, bytearray(b"y"), ValueError]


@pytest.fixture
def alarms():
    heard = []
    guard = Guard(alarm=lambda: heard.append(1))
    guard.begin()
    yield heard
    guard.end()


def test_plain_values_pass(alarms):
    for value in PLAIN:
        assert repr(pickle.loads(pickle.dumps(value))) == repr(value)
    # an error as Python itself writes it; once Dask is loaded, errors are written another way
    assert repr(pickle.loads(b"cbuiltins\nValueError\n(Vz\ntR.")) == "ValueError('z')"
    assert alarms == []


@pytest.mark.parametrize("protocol", range(6))
def test_a_pickle_that_would_write_raises_alarm(alarms, tmp_path, protocol):
    packed = pickle.dumps(Bomb(str(tmp_path / "written")), protocol)
    with pytest.raises(NotPlain):
        pickle.loads(packed)
    assert alarms == [1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("named", [builtins.eval, builtins.open, builtins.getattr, os.system, SystemExit])
def test_nothing_that_acts_can_be_named(alarms, named):
    with pytest.raises(NotPlain):
        pickle.loads(pickle.dumps(named))
    assert alarms == [1]


def test_errors_of_dask_itself_are_refused_without_alarm(request):
    CommClosedError = pytest.importorskip("distributed.comm.core").CommClosedError
    alarms = request.getfixturevalue("alarms")
    with pytest.raises(NotPlain):
        pickle.loads(pickle.dumps(CommClosedError("x")))
    assert alarms == []


def test_our_own_pickles_are_opened_in_their_thread_alone(alarms):
    packed, other = pickle.dumps(collections.OrderedDict(a=1)), []

    def elsewhere():
        try:
            pickle.loads(packed)
        except NotPlain as error:
            other.append(error)

    with own_pickles():
        assert pickle.loads(packed) == {"a": 1}
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert len(other) == 1
    with pytest.raises(NotPlain):
        pickle.loads(packed)


def test_without_a_guard_everything_is_as_before():
    assert pickle.loads(pickle.dumps(collections.OrderedDict(a=1))) == {"a": 1}


def test_what_a_pickle_is_of_can_be_told_unopened(tmp_path):
    for protocol in range(6):
        assert first_named(pickle.dumps(Bomb(str(tmp_path / "x")), protocol)) == "mkdir"
    assert list(tmp_path.iterdir()) == []
