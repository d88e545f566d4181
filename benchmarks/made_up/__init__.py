"""Calls made up at random whose right answers are worked out by formulas of their own, none of the program's.

`matter` is what a call can be about, a city's module tells its matters, `calls` plays them out over several turns.
"""
