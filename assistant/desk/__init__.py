"""The operator's desk without its screen: calls on several lines, suggestions, conditions, export."""
