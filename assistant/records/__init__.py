"""Calls and turns kept: what was asked and told, for the next call, the figures and the gaps."""
