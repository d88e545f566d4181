"""Containers whose content may grow inside them without the screen being laid out anew.

Textual lays the whole screen out a second time whenever a container got another size, because its content's size
is reckoned with it. These have their size from outside; where a scroll bar comes or goes, that alone is enough.
"""

from __future__ import annotations

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget


# Behind the container among the bases: Textual takes a widget's style from the first.
class _Settled(Widget):
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)


class Row(Horizontal, _Settled):
    """Parts side by side."""


class Column(Vertical, _Settled):
    """Parts one below the other."""


class Pane(VerticalScroll, _Settled):
    """Parts one below the other that are scrolled through."""
