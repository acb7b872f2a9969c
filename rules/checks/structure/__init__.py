"""Rules on the six sections."""
