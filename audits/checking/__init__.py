"""What ``gouji check`` tells: as JSON for programs, as text for people."""
