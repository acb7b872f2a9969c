"""Pages to measure with."""
