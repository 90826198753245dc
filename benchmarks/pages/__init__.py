"""Degraded pages with known text, read by this program, plain Tesseract and OCRmyPDF in the same run."""
