"""Pure calculations: facts and dated figures to amounts and steps. Standard library only."""

from assistant.calculator.scheme import Bill, Fact, Invalid, Lacking, Outcome, Reading, Scheme, Settlement, Unmet
from assistant.calculator.solve import explore, solve

__all__ = [
    "Bill", "Fact", "Invalid", "Lacking", "Outcome", "Reading", "Scheme", "Settlement", "Unmet", "explore", "solve",
]
