"""The fields of a form: where a fact's value is typed, what is understood of it, what is wrong with it."""

from __future__ import annotations

from rich.cells import set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from assistant.calculator.scheme import Fact, FactKind
from assistant.desk.form import Entered
from assistant.desk.port import Field
from assistant.dialogue.gathering.fact_values import write_fact
from assistant.ui.conversation import shortened
from assistant.ui.paragraph import Paragraph
from assistant.ui.plain import one_line, typeset

LABEL_WIDTH = 26


class ValueInput(Input):
    """One line for a fact's value; several pasted lines become one."""

    def __init__(self, name: str, value: str = "", supposed: bool = False) -> None:
        super().__init__(value, classes="supposed" if supposed else "value", select_on_focus=True)
        self.fact, self.supposed = name, supposed

    def on_paste(self, event: events.Paste) -> None:
        self.replace(one_line(event.text), *sorted(self.selection))
        event.stop()
        event.prevent_default()


class FieldRow(Vertical):
    """A fact's label, where its value is typed, what is understood of it; below them, what is wrong with it."""

    def __init__(self, field: Field, written: str) -> None:
        super().__init__(classes="field")
        self.field = field
        self.typed = ValueInput(field.fact.id, written)
        self.supposed: ValueInput | None = None
        self.note, self.fault = Paragraph("", classes="note"), Paragraph("", classes="fault")

    def compose(self) -> ComposeResult:
        label = shortened(typeset(self.field.fact.label), LABEL_WIDTH - 2)
        with Horizontal():
            yield Static(set_cell_size(label, LABEL_WIDTH), classes="label", markup=False)
            yield self.typed
            yield self.note
        yield self.fault

    @property
    def is_in_focus(self) -> bool:
        """Whether one types into this row."""
        return self.typed.has_focus or (self.supposed is not None and self.supposed.has_focus)

    def suppose(self) -> None:
        """Open a second field, for the value to be put differently."""
        self.supposed = ValueInput(self.field.fact.id, supposed=True)
        self.supposed.placeholder = "假设是……"
        self.query_one(Horizontal).mount(self.supposed, before=self.note)
        self.add_class("supposing")
        self.supposed.focus()

    def stop_supposing(self) -> None:
        """Take the second field away."""
        if self.supposed is not None:
            self.supposed.remove()
            self.supposed = None
            self.remove_class("supposing")
            self.typed.focus()

    def tell(self, now: Entered) -> None:
        """Show what was understood, or what is wrong or missing."""
        name = self.field.fact.id
        fault = now.faults.get(name)
        self.display = name not in now.pointless
        self.fault.display = fault is not None
        self.fault.show(f"!! {typeset(fault or '')}")
        self.note.show("!! 改" if fault else self._understood(now))

    def _understood(self, now: Entered) -> str:
        fact = self.field.fact
        value = now.facts.get(fact.id)
        if value is not None and not isinstance(value, str):
            return f"= {typeset(write_fact(fact, value))}"
        if value is not None:
            return f"= {typeset(fact.choice_label(value))}"
        if fact.id in now.wanted:
            return "← 要填"
        if fact.default is None or fact.kind is FactKind.DATE:
            return ""
        usual = fact.choice_label(fact.default) if fact.choices else fact.default
        return f"不填按 {typeset(usual)}"


def numbered(fact: Fact) -> str:
    """The choices of a fact, each behind its number."""
    return "　".join(f"{number} {typeset(label)}" for number, (_, label) in enumerate(fact.choices, start=1))


def about(fact: Fact) -> str:
    """What is asked for and how it can be written."""
    parts = [typeset(fact.question or fact.label)]
    if fact.choices:
        parts.append(numbered(fact))
    elif fact.many:
        parts.append("几笔用空格隔开，可带日期，如 320 11-05:180")
    elif fact.kind is FactKind.DATE:
        parts.append("如 2022-11-05 或 11-05")
    elif fact.kind is FactKind.FRACTION:
        parts.append("如 30%")
    if fact.default is not None and fact.assumed:
        parts.append(f"不填：{typeset(fact.assumed)}")
    return "　".join(parts)
