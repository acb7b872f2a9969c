"""Rules that hold a report against what may be told of persons."""
