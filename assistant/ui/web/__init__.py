"""The chat and the desk in a browser, through textual-serve."""
