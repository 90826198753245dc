"""Attachments and scans read for their text."""

from intake.documents.reader import DocumentReader

__all__ = ["DocumentReader"]
