"""Text that was taken over: from the body's own last year, or from another body."""
