"""Linking a pile: what it leaves of the process that it ran in."""

from __future__ import annotations

import gc

import pytest

from memcon.link.link import SELDOM, seldom_collected


def test_garbage_is_looked_for_seldom_and_then_as_before() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() == SELDOM
        with seldom_collected():
            assert gc.get_threshold() == SELDOM
    assert gc.get_threshold() == before


def test_also_when_linking_fails() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="pile"), seldom_collected():
        raise ValueError("pile")
    assert gc.get_threshold() == before


def test_whoever_turned_the_collector_off_keeps_it_so() -> None:
    before = gc.get_threshold()
    gc.disable()
    try:
        with seldom_collected():
            assert (gc.get_threshold(), gc.isenabled()) == (before, False)
    finally:
        gc.enable()
