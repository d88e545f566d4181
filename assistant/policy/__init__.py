"""The curated knowledge as objects: areas, documents, figures, entries, schemes, and their rules."""
