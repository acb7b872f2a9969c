"""An invented county with two portals on loopback: what `gouji demo` crawls.

Needs python-docx and reportlab (`pip install 'gouji[demo]'`).
"""

from crawler.demo_portal.faults import PlantedFault
from crawler.demo_portal.portal import DemoPortal

__all__ = ["DemoPortal", "PlantedFault"]
