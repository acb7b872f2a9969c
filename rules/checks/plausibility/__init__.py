"""Rules on figures that do not go together, though no sum of the form says so."""
