"""Personal data in texts: found, and masked before a text leaves the building."""

from classifiers.people.finding import Finding
from classifiers.people.findings import mask, personal_data

__all__ = ["Finding", "mask", "personal_data"]
