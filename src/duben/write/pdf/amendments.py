"""The two places in which WeasyPrint 70 is made to do other than it would.

Both are private names, which another version may lack: that is why the version is
pinned. Outside of `amended` WeasyPrint is as it was.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from duben.write.pdf.structure import add_structure

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def amended() -> Iterator[None]:
    """Let WeasyPrint tag by element and subset every font, within this block.

    One thread at a time: the others wait.
    """
    import weasyprint.pdf
    from weasyprint.pdf import fonts

    with _ONE_AT_A_TIME:
        # What was marked in the page streams is forgotten before a `finisher` is called.
        tagging, weasyprint.pdf.add_tags = weasyprint.pdf.add_tags, add_structure
        subsetting, fonts.harfbuzz_subset = fonts.harfbuzz_subset, _WithoutGdef()
        try:
            yield
        finally:
            weasyprint.pdf.add_tags = tagging
            fonts.harfbuzz_subset = subsetting


class _WithoutGdef:
    """HarfBuzz's subsetting library, told to leave out one more table.

    GDEF says which glyphs are marks: a PDF has no use for it. With some 850 characters of
    LXGW WenKai, HarfBuzz 6 fails to subset it, and the whole font of 10 MB would be
    embedded.
    """

    def __getattr__(self, name: str) -> Any:
        from weasyprint.text import ffi

        return getattr(ffi.harfbuzz_subset, name)

    def hb_subset_or_fail(self, face: Any, plan: Any) -> Any:
        """Subset *face* by *plan* without GDEF."""
        from weasyprint.text.ffi import ffi, harfbuzz

        dropped = self.hb_subset_input_set(plan, self.HB_SUBSET_SETS_DROP_TABLE_TAG)
        tables = ffi.new("hb_codepoint_t[1]", [harfbuzz.hb_tag_from_string(b"GDEF", -1)])
        harfbuzz.hb_set_add_sorted_array(dropped, tables, 1)
        return self.__getattr__("hb_subset_or_fail")(face, plan)
