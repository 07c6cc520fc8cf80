"""Write what is made from the code and kept in the repository: `python -m docs.generator`.

That is `docs/public-api.txt` and the data of `wikilint.reference`; tests hold them against it.
"""

from pathlib import Path

from . import public_lines, reference_files

ROOT = Path(__file__).resolve().parents[2]

(ROOT / "docs" / "public-api.txt").write_text(
    "".join(f"{line}\n" for line in public_lines()), encoding="utf-8"
)
for name, text in reference_files().items():
    (ROOT / "wikilint" / "reference" / name).write_text(text, encoding="utf-8")
