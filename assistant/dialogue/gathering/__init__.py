"""The facts of a calculator out of what was said, in one turn or several."""
