"""Rules on the three tables being there, with their rows and columns."""
