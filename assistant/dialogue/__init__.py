"""A call: its state, understanding an utterance, deciding, and wording the reply."""
