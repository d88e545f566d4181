"""The operator's desk on the screen."""
