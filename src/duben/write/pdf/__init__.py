"""PDF to print: tagged, with outline and embedded fonts."""

from __future__ import annotations

from duben.write.pdf.writer import PdfWriter

__all__ = ["PdfWriter"]
