"""What a caller said: conditions, places, people, numbers and ways of asking, each with its place in the words."""
