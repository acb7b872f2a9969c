"""Rules on sums."""
