"""Documents to reports: two readers, their agreement, sections, identity, damage."""
