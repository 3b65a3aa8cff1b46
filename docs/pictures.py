"""Take the README's pictures: one real page of each of the nine editions.

make pictures        (needs LibreOffice and Chromium besides what make installs)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

HERE = Path(__file__).parent
EDITIONS = HERE.parent / "build/shanghai-declaration"
PAGES = {"plain": (0, "s1.xhtml"), "pinyin": (0, "s1.xhtml"), "study": (2, "s1.xhtml")}
WIDTH, HEIGHT = 460, 650


def main() -> None:
    """Write docs/LAYOUT-FORMAT.png for the nine editions."""
    with tempfile.TemporaryDirectory() as scratch:
        for layout, (page, chapter) in PAGES.items():
            stem = EDITIONS / f"shanghai-declaration-{layout}"
            keep(of_pdf(stem.with_suffix(".pdf"), page), f"{layout}-pdf")
            keep(of_epub(stem.with_suffix(".epub"), chapter, Path(scratch)), f"{layout}-epub")
            keep(of_docx(stem.with_suffix(".docx"), page, Path(scratch)), f"{layout}-docx")


def of_pdf(path: Path, page: int) -> Image.Image:
    """Draw one page of a PDF."""
    image: Image.Image = pypdfium2.PdfDocument(path)[page].render(scale=1.6).to_pil()
    return image


def of_docx(path: Path, page: int, scratch: Path) -> Image.Image:
    """Let LibreOffice set a Word file, and draw one page."""
    profile = (scratch / "profile").as_uri()
    office = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", scratch, path], check=True, capture_output=True)
    return of_pdf(scratch / f"{path.stem}.pdf", page)


def of_epub(path: Path, chapter: str, scratch: Path) -> Image.Image:
    """Let Chromium show one file of an e-book as a reader of 600 by 848 would."""
    folder = scratch / path.stem
    with zipfile.ZipFile(path) as book:
        book.extractall(folder)
    page = next(folder.rglob(chapter))
    shot = scratch / f"{path.stem}.png"
    chromium = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    size = ["--window-size=600,848", "--force-device-scale-factor=2"]
    profile = f"--user-data-dir={scratch / 'chromium'}"
    subprocess.run(
        [*chromium, *size, profile, f"--screenshot={shot}", page.as_uri()],
        check=True,
        capture_output=True,
    )
    return ImageOps.expand(Image.open(shot).convert("RGB"), 60, "white")


def keep(image: Image.Image, name: str) -> None:
    """Save a picture small: few colours, among them the accent."""
    fitted = ImageOps.fit(image.convert("RGB"), (WIDTH, HEIGHT), centering=(0.5, 0))
    framed = ImageOps.expand(fitted, 1, "#bbbbbb").quantize(64, method=Image.Quantize.FASTOCTREE)
    framed.save(HERE / f"{name}.png", optimize=True)
    sys.stdout.write(f"docs/{name}.png\n")


if __name__ == "__main__":
    main()
