"""A small arithmetic language for formulas: parsed once, evaluated on Decimals, shown in words.

Names may be dotted (`outpatient.rate`); operators are + - * / and comparisons (== != < <= > >=) with
`and`, `or`, `not`; functions are min, max, floor, ceil, `choose(condition, then, otherwise)` and, for days
as their numbers, `workdays(first, last)`, `workdays_later(day, days)` and `months_later(day, months)`.
Pure: standard library only.
"""

from __future__ import annotations

import ast
import calendar
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

Value = Decimal | str | bool

_OPERATORS: dict[type[ast.operator], tuple[str, Callable[[Decimal, Decimal], Decimal], int]] = {
    ast.Add: ("+", lambda a, b: a + b, 1),
    ast.Sub: ("-", lambda a, b: a - b, 1),
    ast.Mult: ("×", lambda a, b: a * b, 2),
    ast.Div: ("÷", lambda a, b: a / b, 2),
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Value, Value], bool]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,  # type: ignore[operator]
    ast.LtE: lambda a, b: a <= b,  # type: ignore[operator]
    ast.Gt: lambda a, b: a > b,  # type: ignore[operator]
    ast.GtE: lambda a, b: a >= b,  # type: ignore[operator]
}
_FUNCTIONS: dict[str, tuple[int | None, str]] = {
    "min": (None, "取较小"),
    "max": (None, "取较大"),
    "floor": (1, "向下取整"),
    "ceil": (1, "向上取整"),
    "choose": (3, "按条件取"),
    "workdays": (2, "工作日数"),
    "workdays_later": (2, "工作日后"),
    "months_later": (2, "满月之日"),
}

# Monday to Friday.
_WORKDAYS = 5


class ExpressionError(ValueError):
    """A formula that can't be parsed, names something unknown, or divides by zero."""


class Expression:
    """A parsed formula."""

    def __init__(self, text: str) -> None:
        self.text = text
        try:
            self._root = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as err:
            raise ExpressionError(f"not a formula: {text!r}") from err
        self.names = frozenset(_names(self._root))

    def value(self, values: Mapping[str, Value]) -> Value:
        """The formula's value; raises ExpressionError for an unknown name or a division by zero."""
        return _evaluate(self._root, values)

    def number(self, values: Mapping[str, Value]) -> Decimal:
        """The formula's value as a number."""
        result = self.value(values)
        if not isinstance(result, Decimal):
            raise ExpressionError(f"{self.text!r} is no number")
        return result

    def holds(self, values: Mapping[str, Value]) -> bool:
        """The formula's value as a condition."""
        result = self.value(values)
        if not isinstance(result, bool):
            raise ExpressionError(f"{self.text!r} is no condition")
        return result

    def shown(self, words: Mapping[str, str], values: Mapping[str, Value]) -> str:
        """The formula with its names replaced by `words`; of a `choose` only the taken side is shown."""
        return _shown(self._root, words, values)[0]


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """The parsed formula, kept for the next time; raises ExpressionError."""
    return Expression(text)


def _dotted(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = _dotted(node.value)
        return f"{head}.{node.attr}" if head else None
    return None


def _names(node: ast.expr) -> set[str]:
    dotted = _dotted(node)
    if dotted is not None:
        return set() if dotted in ("True", "False") else {dotted}
    if isinstance(node, ast.Call):
        return set().union(*(_names(a) for a in node.args)) if node.args else set()
    found: set[str] = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            found |= _names(child)
    return found


def _number(value: Value) -> Decimal:
    if isinstance(value, Decimal):
        return value
    raise ExpressionError(f"{value!r} is no number")


def _evaluate(node: ast.expr, values: Mapping[str, Value]) -> Value:
    dotted = _dotted(node)
    if dotted is not None:
        if dotted not in values:
            raise ExpressionError(f"unknown name {dotted!r}")
        return values[dotted]
    if isinstance(node, ast.Constant):
        return _constant(node)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _number(_evaluate(node.left, values)), _number(_evaluate(node.right, values))
        if isinstance(node.op, ast.Div) and right == 0:
            raise ExpressionError("division by zero")
        return _OPERATORS[type(node.op)][1](left, right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_number(_evaluate(node.operand, values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return not _evaluate(node.operand, values)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        compare = _COMPARISONS.get(type(node.ops[0]))
        if compare:
            return _compared(compare, _evaluate(node.left, values), _evaluate(node.comparators[0], values))
    if isinstance(node, ast.BoolOp):
        parts = (bool(_evaluate(v, values)) for v in node.values)
        return all(parts) if isinstance(node.op, ast.And) else any(parts)
    if isinstance(node, ast.Call):
        return _call(node, values)
    raise ExpressionError(f"{ast.unparse(node)!r} is not allowed in a formula")


def _compared(compare: Callable[[Value, Value], bool], left: Value, right: Value) -> bool:
    try:
        return compare(left, right)
    except TypeError as err:
        raise ExpressionError(f"{left!r} and {right!r} can't be compared") from err


def _constant(node: ast.Constant) -> Value:
    if isinstance(node.value, bool | str):
        return node.value
    if isinstance(node.value, int | float):
        return Decimal(str(node.value))
    raise ExpressionError(f"{node.value!r} is not allowed in a formula")


def _call(node: ast.Call, values: Mapping[str, Value]) -> Value:
    name = _dotted(node.func)
    if name not in _FUNCTIONS or node.keywords:
        raise ExpressionError(f"unknown function {name!r}")
    wanted = _FUNCTIONS[name][0]
    if not node.args or (wanted is not None and len(node.args) != wanted):
        raise ExpressionError(f"{name} takes {wanted or 'one or more'} values")
    if name == "choose":
        return _evaluate(node.args[1] if _evaluate(node.args[0], values) else node.args[2], values)
    numbers = [_number(_evaluate(a, values)) for a in node.args]
    if name == "min":
        return min(numbers)
    if name == "max":
        return max(numbers)
    if name in ("workdays", "workdays_later", "months_later"):
        return _on_days(name, numbers[0], numbers[1])
    return numbers[0].to_integral_value(ROUND_FLOOR if name == "floor" else ROUND_CEILING)


def _on_days(name: str, first: Decimal, second: Decimal) -> Decimal:
    """Working days after one day up to another, Monday to Friday; the day some of them, or some months, later."""
    try:
        day = date.fromordinal(int(first))
        if name == "workdays_later":
            weeks, left = divmod(int(second), _WORKDAYS)
            number = int(first) + weeks * 7
            while left:
                number += 1
                left -= _is_workday(number)
            while not _is_workday(number) and second > 0:
                number -= 1
            return Decimal(date.fromordinal(number).toordinal())
        if name == "workdays":
            days = range(int(first) + 1, int(second) + 1)
            return Decimal(sum(_is_workday(number) for number in days))
        months = day.year * 12 + day.month - 1 + int(second)
        year, month = months // 12, months % 12 + 1
        later = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return Decimal(later.toordinal())
    except (ValueError, OverflowError) as err:
        raise ExpressionError(f"{first} is no day") from err


def _is_workday(number: int) -> bool:
    return date.fromordinal(number).weekday() < _WORKDAYS


def _shown(node: ast.expr, words: Mapping[str, str], values: Mapping[str, Value]) -> tuple[str, int]:
    """The words for `node` and how tightly they bind (3 = an atom)."""
    dotted = _dotted(node)
    if dotted is not None:
        return words.get(dotted, dotted), 3
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        sign, _, binds = _OPERATORS[type(node.op)]
        left, left_binds = _shown(node.left, words, values)
        right, right_binds = _shown(node.right, words, values)
        if left_binds < binds:
            left = f"({left})"
        if right_binds < binds or (right_binds == binds and sign in "-÷"):
            right = f"({right})"
        return f"{left} {sign} {right}", binds
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner, binds = _shown(node.operand, words, values)
        return (f"-{inner}" if binds == 3 else f"-({inner})"), 1
    if isinstance(node, ast.Call):
        return _shown_call(node, words, values)
    if isinstance(node, ast.Constant):
        return str(node.value), 3
    return ast.unparse(node), 0


def _shown_call(node: ast.Call, words: Mapping[str, str], values: Mapping[str, Value]) -> tuple[str, int]:
    name = _dotted(node.func) or ""
    if name == "choose":
        return _shown(node.args[1] if _evaluate(node.args[0], values) else node.args[2], words, values)
    floored = name == "max" and len(node.args) == 2 and ast.unparse(node.args[1]) == "0"
    if floored and _is_positive(node.args[0], values):
        return _shown(node.args[0], words, values)
    inner = [_shown(a, words, values)[0] for a in node.args]
    told = _FUNCTIONS.get(name, (None, name))[1]
    return f"{told}({', '.join(inner)})", 3


def _is_positive(node: ast.expr, values: Mapping[str, Value]) -> bool:
    """Whether the value is known and above zero: then "not below zero" need not be shown."""
    try:
        return _number(_evaluate(node, values)) > 0
    except ExpressionError:
        return False
