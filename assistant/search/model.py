"""A small fitted network, evaluated with numpy: standardised features, hidden layers of tanh, one number out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LIMIT = 4.0  # features further from the mean than this many deviations count as this far


class Network:
    """Maps features, (n, n_features), to scores, (n,)."""

    def __init__(self, names: Sequence[str], mean: Floats, scale: Floats, layers: Sequence[tuple[Floats, Floats]]):
        self.names = list(names)
        self._mean, self._scale, self._layers = mean, scale, list(layers)

    @classmethod
    def load(cls, facts: Mapping[str, Any]) -> Network:
        """Read a network as the fitting script wrote it."""
        layers = [(np.array(layer["weights"]), np.array(layer["bias"])) for layer in facts["layers"]]
        return cls(facts["features"], np.array(facts["mean"]), np.array(facts["scale"]), layers)

    def scores(self, features: NDArray[Any]) -> Floats:
        """Return one score a row."""
        values = np.clip((features - self._mean) / self._scale, -LIMIT, LIMIT)
        for weights, bias in self._layers[:-1]:
            values = np.tanh(values @ weights + bias)
        weights, bias = self._layers[-1]
        result: Floats = (values @ weights + bias)[:, 0]
        return result


def packaged(name: str) -> dict[str, Any]:
    """Return one part of the weights that come with the package."""
    text = resources.files("assistant.search").joinpath("weights.json").read_text("utf-8")
    part: dict[str, Any] = json.loads(text)[name]
    return part
