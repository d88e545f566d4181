"""The reply: an answer, a calculation, a question back, or an honest no."""
