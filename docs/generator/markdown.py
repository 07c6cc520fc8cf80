"""Pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator


def fence(text: str, language: str) -> str:
    """A block of code, whatever backticks are in it."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{language}\n{text}{'' if text.endswith(chr(10)) else chr(10)}{marks}"


def code(text: str) -> str:
    """Code in a line, also in a cell of a table."""
    marks = "``" if "`" in text else "`"
    blank = " " if "`" in text else ""
    return f"{marks}{blank}{text}{blank}{marks}".replace("|", "\\|")


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; a bar in a cell must be escaped already."""
    head = list(header)
    lines = [head, ["---"] * len(head), *map(list, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def linked(text: str, address: Callable[[str], str | None]) -> str:
    """The text with links: from names in backticks, policy shortcuts, and [[pages]].

    address: where the page of a name is; None for what is no name.
    """
    token = re.compile(
        r"(?P<link>\[(?:[^\[\]`]|`[^`]*`)*\]\([^)]*\))"
        r"|(?P<block>^ {4,}[^\n]*$)"
        r"|(?P<code>(?P<marks>`+)(?P<name>.+?)(?P=marks))"
        r"|\[\[(?P<page>[^\[\]|]+)\]\]"
        r"|\b(?P<policy>(?:MOS|WP):[A-Z][A-Z0-9]+)\b",
        re.DOTALL | re.MULTILINE,
    )

    def replaced(match: re.Match[str]) -> str:
        target = address(match["name"]) if match["name"] and match["marks"] == "`" else None
        if target is not None:
            return f"[{match[0]}]({target})"
        title = match["page"] or match["policy"]
        if title:
            return f"[{title}](https://en.wikipedia.org/wiki/{title.strip().replace(' ', '_')})"
        return match[0]

    return token.sub(replaced, text)


def described(docstring: str, names: Iterable[str]) -> str:
    """A docstring as Markdown: its lines `name: meaning` become a list."""
    known = set(names)
    lines: list[str] = []
    in_item = False
    for line in docstring.replace("::\n", ":\n").splitlines():
        head, colon, _ = line.partition(": ")
        listed = {name.strip() for name in head.split(",")}
        if colon and listed <= known:
            lines += [] if in_item else [""]
            lines.append(
                f"- {', '.join(f'`{name.strip()}`' for name in head.split(','))}{line[len(head) :]}"
            )
            in_item = True
        elif in_item and line.strip():
            lines.append(f"    {line.strip()}")
        else:
            in_item = False
            lines.append(line)
    return "\n".join(_separated(lines))


def _separated(lines: list[str]) -> Iterator[str]:
    """With an empty line before each list and code block, which Markdown asks for."""
    before = ""
    for line in lines:
        starts = line.startswith(("- ", "    ")) and not before.startswith(("- ", "    "))
        if starts and before.strip():
            yield ""
        yield line
        before = line
