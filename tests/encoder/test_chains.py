"""The best path and the label probabilities, against counting every path."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from memcon.encoder.chains import Chain, decode

LABELS = 3


@pytest.fixture
def chain() -> Chain:
    random = np.random.default_rng(1)
    step = random.normal(size=(LABELS, LABELS))
    step[0, 2] = -1e4
    return Chain(step=step, start=np.array([0.3, 0.1, -1e4]), end=random.normal(size=LABELS))


def lines(*lengths: int) -> list[np.ndarray]:
    random = np.random.default_rng(2)
    return [random.normal(scale=2, size=(length, LABELS)) for length in lengths]


def path_score(chain: Chain, line: np.ndarray, path: tuple[int, ...]) -> float:
    steps = sum(chain.step[a, b] for a, b in itertools.pairwise(path))
    return float(chain.start[path[0]] + chain.end[path[-1]] + steps + sum(line[t, p] for t, p in enumerate(path)))


def test_the_best_of_all_paths(chain: Chain) -> None:
    for line, (path, _) in zip(lines(1, 4, 6), decode(chain, lines(1, 4, 6)), strict=True):
        best = max(itertools.product(range(LABELS), repeat=len(line)), key=lambda p: path_score(chain, line, p))
        assert tuple(path) == best


def test_probabilities_are_those_of_all_paths(chain: Chain) -> None:
    for line, (_, shares) in zip(lines(1, 5), decode(chain, lines(1, 5)), strict=True):
        expected = np.zeros(line.shape)
        for path in itertools.product(range(LABELS), repeat=len(line)):
            weight = np.exp(path_score(chain, line, path))
            for t, label in enumerate(path):
                expected[t, label] += weight
        expected /= expected.sum(axis=1, keepdims=True)
        assert np.allclose(shares, expected, atol=1e-9)


def test_a_line_gives_the_same_numbers_in_every_company(chain: Chain) -> None:
    many = lines(7, 3, 11, 5, 2)
    together = decode(chain, many)
    for line, (path, shares) in zip(many, together, strict=True):
        ((alone_path, alone_shares),) = decode(chain, [line])
        assert np.array_equal(path, alone_path)
        assert np.array_equal(shares, alone_shares)


def test_no_lines_give_nothing(chain: Chain) -> None:
    assert decode(chain, []) == []
