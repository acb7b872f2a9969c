"""What a report must be, and how each requirement is judged: values, format specs and rules."""
