"""Personal data in a report: how it is told, and how it is hidden before anything is kept."""
