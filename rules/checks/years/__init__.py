"""Rules that hold a report against the one of the year before."""
