"""What every request and answer passes: bounds, robots, pace, refusals. One file a concern."""
