"""Runs calculators on gathered facts and words what comes out."""
