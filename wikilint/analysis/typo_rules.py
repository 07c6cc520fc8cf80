r"""Lists of RegExTypoFix: ``<Typo word="" find="" replace=""/>`` with regular expressions of .NET.

The format is AutoWikiBrowser's. Thousands of rules cost 0.3 s a page one by one, so all of them
are put before RE2 at once, in one automaton; the package `regex` then runs those that hit.
RE2 knows neither lookarounds nor references: it is given each rule without its conditions, which
matches more and never less, but for accented letters at a word's edge beside ``\b``.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class _Automaton(Protocol):
        def Match(self, text: str) -> list[int] | None: ...  # noqa: N802

    class _Match(Protocol):
        def group(self, key: int | str = 0) -> str | None: ...
        def start(self) -> int: ...
        def end(self) -> int: ...

    class _Pattern(Protocol):
        def search(self, text: str, at: int = 0) -> _Match | None: ...


# Both packages are one extra and are imported where a list is read: RE2 takes 40 ms to load.
_MISSING = "lists of RegExTypoFix need google-re2 and regex: pip install 'wikilint[retf]'"
_MEMORY = 1 << 29  # bytes that RE2's automaton may take; too few, and it starts anew all the time


class Hit(NamedTuple):
    """A place that a rule would change, with what it would write there."""

    start: int
    end: int
    replacement: str
    rule: TypoRule


class TypoRule(NamedTuple):
    """One rule of a list. line: where it stands in the file."""

    name: str
    find: str
    replace: str
    line: int


class TypoRules(NamedTuple):
    """The rules of one list, ready to run.

    filtered: those that the automaton knows, by their number in it. others: those that RE2 cannot
        take, which run on every page.
    """

    path: str
    automaton: _Automaton
    filtered: tuple[TypoRule, ...]
    others: tuple[TypoRule, ...]

    def hits(self, text: str, spared: str) -> Iterator[Hit]:
        """All changes to a text. A rule that matches in `spared` is left out for the page."""
        # masked stretches say nothing, and are more than half of a page
        shown = re.sub("\0+", "\0", text)
        numbers = self.automaton.Match(shown) or ()  # None where nothing hits
        candidates = [self.filtered[number] for number in sorted(numbers)]
        for rule in (*candidates, *self.others):
            pattern = _compiled(rule, self.path)
            if pattern is None or (match := pattern.search(text)) is None:
                continue
            if pattern.search(spared):
                continue
            while match is not None:
                new = _expanded(rule.replace, match)
                if new != match.group():
                    yield Hit(match.start(), match.end(), new, rule)
                match = pattern.search(text, max(match.end(), match.start() + 1))


def read_rules(text: str) -> list[TypoRule]:
    """The rules of a list in their order; all else in the file is ignored, as it is a wiki page."""
    tag = r'<Typo\s+(?:word="([^"\n]*)"\s+)?find="([^"\n]*)"\s+replace="([^"\n]*)"\s*/?>'
    rules = []
    line, at = 1, 0
    for match in re.finditer(tag, text):
        line += text.count("\n", at, match.start())
        at = match.start()
        rules.append(TypoRule(match[1] or match[2], match[2], match[3], line))
    return rules


@lru_cache(maxsize=4)
def load_rules(path: str, text: str) -> TypoRules:
    """The list made ready. Warns of rules that do not compile, once, and leaves them out.

    Raises ModuleNotFoundError without the extra ``retf``.
    """
    try:
        import re2
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(_MISSING) from error
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    automaton = re2.Set.SearchSet(options)
    filtered, others = [], []
    for rule in read_rules(text):
        try:
            automaton.Add(widened(rule.find))
        except re2.error:
            if _compiled(rule, path) is not None:
                others.append(rule)
        else:
            filtered.append(rule)
    automaton.Compile()
    return TypoRules(path, automaton, tuple(filtered), tuple(others))


@lru_cache(maxsize=8192)
def _compiled(rule: TypoRule, path: str) -> _Pattern | None:
    try:
        import regex
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(_MISSING) from error
    try:
        pattern: _Pattern = regex.compile(rule.find)
    except regex.error as error:
        where = f"{path}:{rule.line}: the rule “{rule.name}” is left out"
        warnings.warn(f"{where}, for it does not compile: {error}", stacklevel=2)
        return None
    return pattern


def _expanded(template: str, match: _Match) -> str:
    """What a rule writes; ``$1`` stands for a group, and for nothing where it took no part."""

    def group(reference: re.Match[str]) -> str:
        key = reference[1] or reference[2]
        return match.group(int(key) if key.isdigit() else key) or ""

    return re.sub(r"\$(?:(\d+)|\{(\w+)\})", group, template)


def widened(find: str) -> str:
    r"""A pattern for RE2 that matches wherever this one does: without lookarounds.

    Classes of letters get all alphabets' letters, which .NET means and RE2 does not. ``\b`` goes
    where a rule names accented letters, for RE2 sees no word in them.
    """
    bare = _without_lookarounds(find)
    tokens = re.findall(r"\\[pP]\{\w+\}|\\.|.", bare)
    keeps_edges = find.isascii()
    parts, in_class = [], False
    for token in tokens:
        if token == "[":
            in_class = True
        elif token == "]":
            in_class = False
        if token in _WIDER:
            token = _WIDER[token] if in_class else f"[{_WIDER[token]}]"
        elif token == "\\B" or (token == "\\b" and not keeps_edges):
            token = ""
        elif len(token) == 2 and token[0] == "\\" and not token[1].isalnum():
            token = re.escape(token[1])
        parts.append(token)
    return "".join(parts)


_WIDER = {"\\w": r"\pL\pN\pM_", "\\s": r"\s\pZ", "\\d": r"\p{Nd}"}


def _without_lookarounds(find: str) -> str:
    pieces: list[str] = []
    depth, dropped, in_class = 0, 0, False  # dropped: the depth at which what is left out began
    for token in re.findall(r"\\.|\(\?(?:<?[=!])|.", find):
        if in_class:
            in_class = token != "]"
        elif token == "[":
            in_class = True
        elif token[0] == "(":
            depth += 1
            if len(token) > 1 and not dropped:
                dropped = depth
        elif token == ")":
            if dropped == depth:
                dropped, token = 0, "(?:)"
            depth -= 1
        if not dropped:
            pieces.append(token)
    return "".join(pieces)
