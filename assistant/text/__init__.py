"""What a caller's words are: characters, numbers, dates, words, sounds, terms and places.

Innermost of the parts: knows nothing of policy, of search or of a dialogue.
"""
