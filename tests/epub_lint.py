"""What a careful publisher checks in a finished EPUB, without any program from outside.

The bytes of a book in, its faults out as sentences. EPUBCheck and Ace judge whether the file
is valid; this tells whether it is well made.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from duben.han import HAN_CLASS, legible
from duben.vocabulary import HEADINGS, base_text, classes, local_name
from epub_books import Book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

SHEETS = Path(__file__).parents[1] / "templates/formats/epub"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
BESIDE_THE_TEXT = frozenset({"reading", "guidance"})

UNSTYLED = frozenset({"passport", "words", "index", "patterns", "long-sentences", "pattern-index"})
"""Classes of sections that look like any other."""

_STRAY = re.compile(f"[{HAN_CLASS}，。、；：？！] +[{HAN_CLASS}，。、；：？！]")
_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\.[a-z]+")
_TEXT_BLOCKS = ("{*}p", "{*}li", "{*}td", *(f"{{*}}{name}" for name in HEADINGS))
_LISTED_PARTS = frozenset(
    {"text", "words", "exercises", "key", "glossary", "index", "colophon", "passport"}
)
_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)


def faults(content: bytes, text: str) -> list[str]:
    """List the faults of a book whose edition has the *text*."""
    book = Book(content)
    pages = {name: book.xml(name) for name in book.spine}
    found = [
        *_text(pages, text),
        *_names(book, pages),
        *_links(pages),
        *_headings(pages),
        *_languages(pages),
        *_accessibility(book, pages),
        *_style(book, pages),
    ]
    return [
        *found,
        *(
            f"{name} has ruby"
            for name in ("nav.xhtml", "toc.ncx", "content.opf")
            if list(book.xml(name).iter("{*}ruby", "{*}rt"))
        ),
    ]


def _text(pages: dict[str, etree._Element], text: str) -> Iterator[str]:
    own = [page for name, page in pages.items() if name not in {"cover.xhtml", "nav.xhtml"}]
    shown = "".join(legible(base_text(page[-1], BESIDE_THE_TEXT)) for page in own)
    if shown != legible(text):
        yield "the text is not that of the edition"
    for page in own:
        for block in page.iter(*_TEXT_BLOCKS):
            outer = {name for near in (block, *block.iterancestors()) for name in classes(near)}
            lists = {"gloss", "entry", "legend", "answers", "guidance", "code"}
            stray = _STRAY.search(base_text(block))
            if stray and outer.isdisjoint(lists):
                yield f"a stray space: {stray[0]}"


def _names(book: Book, pages: dict[str, etree._Element]) -> Iterator[str]:
    yield from (f"the name {name}" for name in book.names if not _SAFE.fullmatch(name))
    listed = Counter(item.get("href") for item in book.package.iter("{*}item"))
    yield from (f"{name} is listed {count} times" for name, count in listed.items() if count > 1)
    used = {"toc", "landmarks"}
    for page in pages.values():
        for each in page.iter("*"):
            used.add((each.get("href") or "").partition("#")[2])
            used.update((each.get("aria-labelledby") or "").split())
    for name, page in pages.items():
        ids = Counter(each.get("id") for each in page.iter("*") if each.get("id"))
        yield from (f"{name} has the id {key} twice" for key, count in ids.items() if count > 1)
        yield from (f"nothing uses the id {key} of {name}" for key in ids if key not in used)
    refined = {(meta.get("refines") or "").lstrip("#") for meta in book.package.iter("{*}meta")}
    stated = {each.get("id") for each in book.package[0].iter("*")}
    yield from (f"metadata refine {name}" for name in refined - {""} - stated)


def _links(pages: dict[str, etree._Element]) -> Iterator[str]:
    places = {
        (name, each.get("id")): each
        for name, page in pages.items()
        for each in page.iter("*")
        if each.get("id")
    }
    for name, page in pages.items():
        for link in page.iter("{*}a"):
            file, _, key = (link.get("href") or "").partition("#")
            if (file or name) not in pages or (key and (file or name, key) not in places):
                yield f"{name}: a link to {link.get('href')}"
            elif link.get("role") == "doc-noteref":
                note = places[file or name, key]
                backs = [way for way in note.iter("{*}a") if way.get("role") == "doc-backlink"]
                if not any(way.get("href") for way in backs):
                    yield f"{name}: the note {note.get('id')} has no way back"
            if not (base_text(link).strip() or link.get("aria-label")):
                yield f"{name}: a link without words"


def _headings(pages: dict[str, etree._Element]) -> Iterator[str]:
    listed = {link.get("href") for link in pages["nav.xhtml"].iter("{*}a")}
    files = {(href or "").partition("#")[0] for href in listed}
    yield from (f"{name} is not in the contents" for name in pages if _is_lost(name, files))
    for name, page in pages.items():
        last = 0
        for heading in page.iter(*(f"{{*}}{level}" for level in HEADINGS)):
            level = int(local_name(heading)[1])
            if last and level > last + 1:
                yield f"{name}: a heading of level {level} below one of level {last}"
            own = {f"{name}#{heading.get('id')}", *([] if last else [name])}
            last = level
            holder = heading.getparent()
            is_first = holder is not None and next(holder.iterchildren("*")) is heading
            part = set() if holder is None else set(classes(holder)) & _LISTED_PARTS
            if is_first and part and not own & listed:
                yield f"{name}: {base_text(heading)} is not in the contents"


def _is_lost(name: str, files: set[str]) -> bool:
    return name not in files | {"cover.xhtml", "nav.xhtml"} and "-part" not in name


def _languages(pages: dict[str, etree._Element]) -> Iterator[str]:
    for name, page in pages.items():
        if not page.get("lang"):
            yield f"{name} has no language"
        for each in page.iter("{*}rt", "{*}span"):
            spoken = next(
                (n.get("lang") for n in (each, *each.iterancestors()) if n.get("lang")), ""
            )
            if each.text and _TONED.search(each.text) and spoken != "zh-Latn-pinyin":
                yield f"{name}: {each.text} in the language {spoken}"
        for each in page.iter("*"):
            if each.get("lang") != each.get("{http://www.w3.org/XML/1998/namespace}lang"):
                yield f"{name}: {local_name(each)} says its language in one way only"


def _accessibility(book: Book, pages: dict[str, etree._Element]) -> Iterator[str]:
    pictures = False
    for name, page in pages.items():
        for picture in page.iter("{*}img", "{*}svg"):
            pictures = pictures or name != "cover.xhtml"
            if not (picture.get("alt") or picture.get("aria-label")):
                yield f"{name}: a picture without words"
    modes = book.stated("schema:accessMode")
    if modes != ["textual", *(["visual"] if pictures else [])]:
        yield f"the access modes are {modes}"
    ruby = any(list(page.iter("{*}ruby")) for page in pages.values())
    if ruby != any("uby" in feature for feature in book.stated("schema:accessibilityFeature")):
        yield "readings are stated wrongly"
    yield from (f"{each.tag} is empty" for each in book.package[0] if not _says(each))


def _says(element: etree._Element) -> bool:
    return bool((element.text or "").strip() or element.get("content"))


def _style(book: Book, pages: dict[str, etree._Element]) -> Iterator[str]:
    sheets = "".join(book.read(name).decode() for name in sorted(book.names) if ".css" in name)
    style = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    styled = {name for sheet in SHEETS.glob("*.css") for name in _styled(sheet.read_text("utf-8"))}
    for name, page in pages.items():
        yield from (
            f"{name} has a style of its own" for each in page.iter("*") if each.get("style")
        )
        used = {
            kind for each in page[-1].iter("*") for kind in classes(each) if each is not page[-1]
        }
        yield from (f"{name}: no style for {kind}" for kind in used - styled - UNSTYLED)
    present = {
        (local_name(each), frozenset(classes(each)))
        for page in pages.values()
        for each in page.iter("*")
    }
    rules = re.sub(r"@font-face\s*\{[^}]*\}", "", style)
    for selectors in re.findall(r"([^{}@;]+)\{[^{}]*\}", rules):
        yield from (
            f"nothing uses the style of {selector.strip()}"
            for selector in selectors.split(",")
            for name, *wanted in _parts(selector)
            if not any(name in {"", own} and kinds.issuperset(wanted) for own, kinds in present)
        )


def _styled(sheet: str) -> list[str]:
    """List the classes that a stylesheet of the program has rules for."""
    bare = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", sheet, flags=re.DOTALL)
    return re.findall(r"\.([a-zA-Z][\w-]*)", bare)


def _parts(selector: str) -> Iterator[list[str]]:
    """Yield the name and the classes of each part of a selector: `.verse p` has two."""
    bare = re.sub(r"::?[\w-]+(\([^)]*\))?|\[[^\]]*\]", "", selector.strip())
    yield from (part.split(".") for part in re.split(r"[\s>+~]+", bare))
