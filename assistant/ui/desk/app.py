"""The operator's desk: what is typed is suggested on, answered, proved and kept, call by call.

Joins the desk's rooms: `stage` is what is on the screen, `workers` what goes on behind it, `actions` what the
keys of `keys` do. Here stand the events of the query line and the way out.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ScreenStackError
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.css.query import NoMatches
from textual.widgets import Input

from assistant.desk.port import Suggested
from assistant.ui.ambiguous import said_wide
from assistant.ui.closing import once_drawn
from assistant.ui.crash import status_of
from assistant.ui.desk.actions.answer import AnswerActions
from assistant.ui.desk.actions.calculation import CalculationActions
from assistant.ui.desk.actions.calls import CallActions
from assistant.ui.desk.actions.conditions import ConditionActions
from assistant.ui.desk.actions.desk import DeskActions
from assistant.ui.desk.clipboard import Clipboard
from assistant.ui.desk.configuration import Configuration, read_configuration, user_folder
from assistant.ui.desk.entry import DeskEntry
from assistant.ui.desk.keys import ACTIONS, bindings
from assistant.ui.desk.panes import Suggestions
from assistant.ui.desk.themes import HIGH_CONTRAST, NAMES, SOFT_LIGHT
from assistant.ui.desk.workers import Load
from assistant.ui.entry import Entry

if TYPE_CHECKING:
    from assistant.desk.port import DeskAssistant
    from assistant.dialogue.call import Assistant
    from assistant.records.keeper import Keeper

OPENING = "正在打开资料……可以先打字。"
_OWN = frozenset({*(action.name for action in ACTIONS), "leaf", "step_back"})
_WITHOUT_KNOWLEDGE = frozenset(("help", "palette", "choose_theme", "set_theme", "leave", "leaf", "step_back"))


class DeskApp(AnswerActions, CalculationActions, ConditionActions, CallActions, DeskActions):
    """One operator's desk; `failure` is what kept the knowledge from being used."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(),
        Binding("escape", "step_back", "返回"),
        Binding("ctrl+c", "copy_or_leave", "复制", priority=True),
        Binding("pageup", "leaf(-1)", "向前翻"),
        Binding("pagedown", "leaf(1)", "向后翻"),
    ]

    def __init__(self, load: Load, area: str | None = None, day: date | None = None, calls: Path | None = None,
                 clipboard: Clipboard | None = None, clock: Callable[[], datetime] = datetime.now,
                 configuration: Configuration | None = None) -> None:
        self.configuration = configuration or Configuration()
        super().__init__(load, area, day, clock, self.configuration.keys)
        self.register_theme(HIGH_CONTRAST)
        self.register_theme(SOFT_LIGHT)
        if self.configuration.theme in NAMES:
            self.theme = self.configuration.theme
        self.calls = calls or calls_folder()
        self.copier = clipboard or Clipboard.here(self.copy_to_clipboard, self.calls / "clipboard.txt")

    async def on_mount(self) -> None:
        self.ask_width()
        self.pane.query_one(Suggestions).show(())
        self.show_preview(None)
        self.entry.focus()
        self.tell(OPENING)
        if faults := self.configuration.faults:
            from assistant.ui.desk.screens import FaultsScreen

            self.over(FaultsScreen("按键文件有误，先用平常的按键。", self.configuration.keys_file, faults))
        self.run_worker(once_drawn(self, self.serve), group="replies")

    # The query line

    def on_input_changed(self, event: Input.Changed) -> None:
        if isinstance(event.input, DeskEntry):
            self.suggest("" if event.input.recalled else event.value)

    def on_entry_said(self, event: Entry.Said) -> None:
        self.say(event.words)

    def on_entry_picked(self, event: Entry.Picked) -> None:
        """A number for an option of the newest reply: the call is told the option's words."""
        shown = self.board.in_hand.shown if self.board else None
        if shown is not None and event.number <= len(shown.options):
            self.say(shown.options[event.number - 1])

    def on_desk_entry_chosen(self, event: DeskEntry.Chosen) -> None:
        offers = self.pane.query_one(Suggestions).offers
        if self.board is not None and event.number <= len(offers):
            line, offer = self.board.in_hand, offers[event.number - 1]
            asked = line.turns[-1].words if line.turns else ""
            self.ask(line, offer.title, partial(line.call.tell, offer.id, event.typed or asked))

    def on_desk_entry_pointed(self, event: DeskEntry.Pointed) -> None:
        self.pane.query_one(Suggestions).point_at(event.number)

    def on_suggestions_clicked(self, event: Suggestions.Clicked) -> None:
        self.on_desk_entry_chosen(DeskEntry.Chosen(event.number, self.entry.value))
        self.entry.value = ""

    def on_key(self, event: events.Key) -> None:
        """What is typed while something else has the focus goes to the query line; the desk may be closing."""
        with suppress(NoMatches, ScreenStackError):
            entry = self.screen.query_one(DeskEntry)
            if event.is_printable and event.character and not entry.has_focus:
                entry.focus()
                entry.insert_text_at_cursor(event.character)

    # What belongs to the whole desk

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The desk's own actions wait while a screen lies over it; until the knowledge is open most say so."""
        if action in _OWN and len(self.screen_stack) > 1:
            return False
        if action in _OWN - _WITHOUT_KNOWLEDGE and self.board is None:
            self.tell(OPENING)
            return False
        return True

    def action_step_back(self) -> None:
        """One step back: the suggestions, what is typed, then out."""
        if not self.entry.has_focus:
            self.entry.focus()
        elif self.entry.suggested:
            self.show_suggested(Suggested(""))
        elif not self.entry.step_back():
            self.action_leave()

    def action_copy_or_leave(self) -> None:
        """Copy what is selected; with nothing selected, ask whether to leave."""
        selected = self.screen.get_selected_text() or getattr(self.focused, "selected_text", "")
        if selected:
            self.tell(self.copier.copy(selected))
        else:
            self.action_leave()

    def action_leaf(self, pages: int) -> None:
        """Turn the answer's pages."""
        answer = self.pane.query_one("#answer", VerticalScroll)
        if pages < 0:
            answer.scroll_page_up(animate=False)
        else:
            answer.scroll_page_down(animate=False)


def calls_folder() -> Path:
    """The folder that the system keeps for this program's data, with a part for calls."""
    from platformdirs import user_data_path

    return user_data_path("yibao", appauthor=False) / "calls"


def run_desk(load: Callable[[], Assistant], area: str | None, day: date | None, documents: Path | None,
             calls: Path | None, keeper: Callable[[], Keeper] | None = None, names: tuple[str, str] = ("", ""),
             keys: Path | None = None) -> int:
    """Run the desk until the operator leaves; raises what kept the knowledge from being used.

    What `keeper` makes records the calls under the names of desk and operator, by default the machine's and the
    login's; `keys` is a file of keys.
    """

    def opened() -> DeskAssistant:
        from assistant.desk.opening import open_desk

        assistant = load()
        return open_desk(assistant, documents, keeper().keeping(assistant) if keeper else None, names)

    app = DeskApp(opened, area, day, calls, configuration=read_configuration(user_folder(), keys))
    app.draws_ambiguous_wide = said_wide()
    status = app.run()
    if app.failure is not None:
        raise app.failure
    return status_of(app, status)
