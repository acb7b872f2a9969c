"""Limits that a region sets for the reports of its bodies; operators write them in settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalLimits:
    """What regions ask for beyond the form."""

    overview: tuple[tuple[str, int], ...] = ()
    """Region (six digits, GB/T 2260) and the most characters that section one may have there."""

    def longest_overview(self, region: str) -> int | None:
        """The limit of the region itself, else of its city, else of its province; or ``None``."""
        limits = dict(self.overview)
        around = (region, f"{region[:4]}00", f"{region[:2]}0000")
        return next((limits[code] for code in around if code in limits), None)


NO_LIMITS = RegionalLimits()
