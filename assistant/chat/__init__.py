"""The citizen's chat without its screen: the path by numbers, who the caller is, plain words for official terms."""
