"""What callers and operators see. Only `chat` and what it uses may import Textual."""
