"""The object that rules receive: a page's text, what is known about it, its tree, its analyses."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

from wikilint.site import Site
from wikilint.syntax import Scan, Tree, parse
from wikilint.text import LineIndex, SourceText

T = TypeVar("T")


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """A page makes some ten thousand nodes at once: collecting meanwhile costs 7 % of a lint."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Page:
    """What is known about a page besides its text; everything may be unknown.

    title: with its namespace, as the wiki shows it. path: the file's, for messages.
    namespace: its number; by default read off the title. site: the name of its site.
    language: the code of the page's language, by default the site's.
    today: the day that counts as the present one. Without it nothing depends on the clock.
    """

    title: str | None = None
    path: str | None = None
    namespace: int | None = None
    site: str | None = None
    language: str | None = None
    today: date | None = None


class Document:
    r"""One page, parsed once, read by all rules.

    Spans in findings count the code points of `text`, which has no byte-order mark and only ``\n``
    as line ending; `source` leads back to the text as it was given.
    """

    def __init__(self, source: SourceText, page: Page, site: Site) -> None:
        self.source = source
        self.text = source.text
        self.page = page
        self.site = site
        self._analyses: dict[Callable[[Document], Any], Any] = {}

    @classmethod
    def parse(cls, text: str, *, page: Page | None = None, site: Site | None = None) -> Document:
        """A document of a text as it was given (any line endings, with or without a BOM).

        Raises TextError for a text that holds NUL.
        """
        page = page or Page()
        return cls(SourceText(text), page, site or Site.load(page.site))

    @cached_property
    def tree(self) -> Tree:
        """The node tree of `text`."""
        return parse(self.text, self.site.classify)

    @property
    def scan(self) -> Scan:
        """The tokens of `text`, for rules about markup that is broken."""
        return self.tree.scan

    def release(self) -> None:
        """Let go of the tree and the analyses; for whoever made the document and is done with it.

        Nodes know their parents, and analyses the document: what is left of a large page would
        wait for the garbage collector and cost it 0.2 s at once, in the middle of another page.
        """
        self._analyses.clear()
        tree = self.__dict__.pop("tree", None)
        if tree is not None:
            tree.release()

    @property
    def lines(self) -> LineIndex:
        """Lines and columns of `text`."""
        return self.source.lines

    @property
    def language(self) -> str:
        """The code of the page's language, such as ``en``."""
        return self.page.language or self.site.language

    @property
    def namespace(self) -> int:
        """The number of the page's namespace; 0, the articles', where nothing tells another."""
        if self.page.namespace is not None:
            return self.page.namespace
        return self.site.split_title(self.page.title or "")[0]


def analysis(function: Callable[[Document], T]) -> Callable[[Document], T]:
    """Compute something about a document once, when the first rule asks for it.

    ``@analysis def references(doc: Document) -> References`` keeps its result in the document.
    """

    @wraps(function)
    def once(doc: Document) -> T:
        results = doc._analyses
        if function not in results:
            results[function] = function(doc)
        result: T = results[function]
        return result

    return once
