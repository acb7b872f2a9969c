"""Rules on what single cells hold."""
