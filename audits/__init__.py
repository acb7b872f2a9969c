"""From archived bytes to findings over time: reading, judging, storing, showing."""
