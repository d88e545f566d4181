"""Conversations played again: reading them, playing them, judging the replies."""
