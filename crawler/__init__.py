"""Portals to archive: what is fetched, how politely, and how it is kept as evidence."""
