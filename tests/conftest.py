"""Settings of all tests: property tests are the same each run and know no deadline on a busy machine.

No test writes into the records of whoever runs it.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
os.environ["YIBAO_RECORDS"] = "off"
