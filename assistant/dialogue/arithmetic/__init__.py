"""What is worked out of figures that a caller quotes or names."""
