"""Errors: what, where, what to do; and they travel whole between processes."""

from __future__ import annotations

import pickle

import pytest

from duben.errors import SourceError, UnknownNameError


def test_an_error_reads_as_place_problem_and_advice():
    error = SourceError("this is not text", where="a.txt:3", hint="Save it as text.")
    assert str(error) == "a.txt:3: this is not text. Save it as text."


def test_an_unknown_name_suggests_the_nearest():
    error = UnknownNameError("layout", "pinyn", ["plain", "pinyin", "study"])
    assert str(error) == (
        'there is no layout called "pinyn". Did you mean "pinyin"? There is pinyin, plain, study.'
    )
    assert error.exit_code == 2


@pytest.mark.parametrize(
    "error",
    [
        SourceError("this is empty", where="a.txt", hint="Choose another."),
        UnknownNameError("format", "pfd", ["pdf"]),
    ],
)
def test_an_error_arrives_whole_from_a_worker_process(error: SourceError):
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
