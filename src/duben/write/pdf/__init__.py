"""PDF to print: A4, tagged (PDF/UA-1), with outline and embedded fonts."""

from __future__ import annotations

from duben.write.pdf.writer import PdfWriter

__all__ = ["PdfWriter"]
