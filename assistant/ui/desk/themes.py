"""The desk's themes: a few of Textual's, one of high contrast, one for tired eyes."""

from __future__ import annotations

from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    success="#00ff00",
    warning="#ffff00",
    error="#ff5555",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#333333",
    boost="#1a1a1a",
    dark=True,
    variables={
        "text-muted": "#ffffff",
        "text-accent": "#00ffff",
        "text-success": "#00ff00",
        "text-warning": "#ffff00",
        "text-error": "#ff8888",
        "primary-darken-2": "#000080",
        "border": "#ffffff",
    },
)
SOFT_LIGHT = Theme(
    name="solarized-light",
    primary="#268bd2",
    secondary="#2aa198",
    accent="#6c71c4",
    success="#859900",
    warning="#cb4b16",
    error="#dc322f",
    foreground="#073642",
    background="#fdf6e3",
    surface="#eee8d5",
    panel="#eee8d5",
    dark=False,
    variables={"text-muted": "#3d5a63"},
)
"""Textual's, with darker letters: its own are too faint to be read all day."""
NAMES = {
    "textual-dark": "深色",
    "textual-light": "浅色",
    "high-contrast": "高对比度（黑底白字）",
    "solarized-light": "护眼浅色",
    "gruvbox": "暖色深底",
    "ansi-dark": "终端自己的颜色",
}
"""The themes to choose from, with their names."""
