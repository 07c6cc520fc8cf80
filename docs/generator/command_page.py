"""The command line, from its parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from wikilint.arguments import parser

from .markdown import code, table


def command_page() -> str:
    """Every command with every option."""
    top = parser()
    parts = ["# Command line", top.description or "", top.epilog or ""]
    for action in top._actions:  # argparse has no public way to its own arguments
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help for choice in action._choices_actions}
            for name, command in action.choices.items():
                parts.append(f"## wikilint {name}")
                parts.append(_sentence(helps.get(name) or ""))
                parts += _arguments(command)
    return "\n\n".join(part for part in parts if part) + "\n"


def _arguments(command: argparse.ArgumentParser) -> Iterator[str]:
    rows = [
        (_spelling(action), _meaning(action))
        for action in command._actions
        if not isinstance(action, argparse._HelpAction)
    ]
    if rows:
        yield table(("argument", "meaning"), rows)


def _spelling(action: argparse.Action) -> str:
    name = action.metavar or action.dest.upper()
    if action.choices is not None:
        name = "{" + ",".join(map(str, action.choices)) + "}"
    if not action.option_strings:
        return code(f"[{name} …]" if action.nargs == "*" else str(name))
    return ", ".join(
        code(f"{option} {name}" if action.nargs != 0 else option)
        for option in action.option_strings
    )


def _meaning(action: argparse.Action) -> str:
    text = (action.help or "").replace(", here %(default)s", "")  # another on each machine
    return (
        text.replace("%(default)s", str(action.default))
        .replace("|", "\\|")
        .replace("{{", "&#123;{")
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
