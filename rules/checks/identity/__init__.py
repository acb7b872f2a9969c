"""Rules on who reports, on what year, in which format."""
