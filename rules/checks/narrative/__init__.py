"""Rules that hold the prose of a report against its tables and against itself."""
