"""Write `docs/public-api.txt`, which a test holds the code against: `python -m docs.generator`."""

from pathlib import Path

from . import public_lines

PINNED = Path(__file__).resolve().parents[1] / "public-api.txt"

PINNED.write_text("".join(f"{line}\n" for line in public_lines()), encoding="utf-8")
