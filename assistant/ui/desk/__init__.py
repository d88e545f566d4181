"""The operator's desk on the screen.

Drawn twice as often as Textual does by itself, so that suggestions follow the keys closely; the environment's
TEXTUAL_FPS goes before.
"""

from __future__ import annotations

import os

os.environ.setdefault("TEXTUAL_FPS", "120")  # read by Textual when it is first imported
