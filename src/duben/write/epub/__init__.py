"""EPUB: for reading devices and apps."""

from duben.write.epub.writer import EpubWriter

__all__ = ["EpubWriter"]
