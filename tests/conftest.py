"""Settings of all tests: property tests are the same each run and know no deadline on a busy machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
