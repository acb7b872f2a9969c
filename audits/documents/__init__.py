"""Bytes to documents: one file a file kind, each recognised by its bytes."""
