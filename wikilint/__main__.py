"""The command in a process of its own: `wikilint`, and `python -m wikilint`."""

import gc
import sys


def command() -> int:
    """Run the command line; the exit status.

    A start makes some hundred thousand objects that all stay. Looking for garbage among them, now
    and once more at the end, would be a fifth of what it takes to check one page.
    """
    gc.set_threshold(100_000)
    from wikilint.cli import main

    status = main()
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(command())
