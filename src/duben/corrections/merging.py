"""The text of a corrections file with something new in it, all else as a person left it.

In: the entries of a file and what is to be put in. Out: the file's new text. What a person
has written, comments too, is kept to the letter.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from duben.corrections.entry import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from duben.corrections.entry import Entry
    from duben.corrections.file import Block, Entries

_STALE = re.compile(
    r"^[ \t]*[\"']?stale[\"']?[ \t]*=[ \t]*(?:true|false)[ \t]*(?:#.*)?\n?", re.MULTILINE
)
_CHOOSE = re.compile(
    r"^[ \t]*[\"']?choose[\"']?[ \t]*=[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\d+)", re.MULTILINE
)

HEAD = """\
# How words of {name} are read, where a person has the last word. Edit it by hand.
#
# choose   the number of a choice ("1" says that the reading is right), or the reading
#          itself: "zhǎng", "zhang3". Empty: not yet decided.
# scope    "text": wherever the word is read so in this text. "place": only in these sentences.
# sentences  The word stands in square brackets; the text around it says which place is meant.
#
# `duben review` adds what is in doubt and takes nothing away; `duben build` does the rest.
"""

OWN_HEAD = """\
# How words are read in all texts. Edit it by hand: [[word]], text = "行业", choose = "háng yè".
"""


def merged(
    entries: Entries,
    doubts: Sequence[Entry],
    *,
    head: str,
    is_stale: Callable[[Entry], bool],
) -> str:
    """Return the file's text with all *doubts* that it has not got, and stale entries marked.

    No entry goes and no choice changes. *head* is what a new file begins with.
    """
    waiting = {(doubt.text, doubt.read): doubt for doubt in doubts}
    written = []
    for block in entries.blocks:
        key = (block.entry.text, block.entry.read)
        doubt = None if block.entry.is_decided else waiting.pop(key, None)
        more = doubt.sentences if doubt else ()
        sentences = tuple(dict.fromkeys((*block.entry.sentences, *more)))
        wanted = replace(block.entry, sentences=sentences, stale=is_stale(block.entry))
        written.append(_rewritten(block, wanted))
    return _with_appended(entries, written, waiting.values(), head)


def with_entries(entries: Entries, new: Iterable[Entry], *, head: str) -> str:
    """Return the file's text with *new* decided entries.

    One of the same word and scope takes the choice; another that is still open for the
    same word takes it as well, where the new one is about the whole text.
    """
    blocks = list(entries.blocks)
    texts = [block.text for block in blocks]
    appended = []
    for entry in new:
        is_new = True
        for index, block in enumerate(blocks):
            is_same = _is_about(block.entry) == _is_about(entry)
            is_open = not block.entry.is_decided and block.entry.text == entry.text
            if is_same or (is_open and entry.scope == block.entry.scope == "text"):
                wanted = replace(block.entry, choose=entry.choose, stale=False)
                texts[index] = _rewritten(block, wanted)
                is_new = is_new and not is_same
        appended += [entry] if is_new else []
    return _with_appended(entries, texts, appended, head)


def _is_about(entry: Entry) -> tuple[object, ...]:
    return entry.text, entry.read, entry.scope, entry.sentences if entry.scope == "place" else ()


def _with_appended(
    entries: Entries, written: Sequence[str], appended: Iterable[Entry], head: str
) -> str:
    text = "".join((entries.head, *written)) or head
    for entry in appended:
        text = text.rstrip("\n") + "\n\n" + entry.as_toml()
    return text


def _rewritten(block: Block, wanted: Entry) -> str:
    """Write the block anew where it is as Duben wrote it; else change no more than lines."""
    if wanted == block.entry:
        return block.text
    body = block.text.rstrip("\n")
    if block.entry.as_toml().rstrip("\n") == body:
        return wanted.as_toml().rstrip("\n") + block.text[len(body) :]
    text = block.text
    if wanted.choose != block.entry.choose:
        text = _with_choice(text, f"choose = {quoted(wanted.choose)}")
    if wanted.stale != block.entry.stale:
        text = _STALE.sub("", text)
        text = _below_head(text, "stale = true") if wanted.stale else text
    return text


def _with_choice(text: str, line: str) -> str:
    if _CHOOSE.search(text):
        return _CHOOSE.sub(lambda _: line, text, count=1)
    return _below_head(text, line)


def _below_head(text: str, line: str) -> str:
    head, _, rest = text.partition("\n")
    return f"{head}\n{line}\n{rest}"
