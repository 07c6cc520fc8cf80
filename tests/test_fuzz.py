"""Whatever a page holds: no crash, no place outside it, no fix that does not stand.

`WIKILINT_FUZZ=100000 pytest tests/test_fuzz.py` runs as many examples of each.
"""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.syntax.strategies import TOKENS
from wikilint import Config, fix_text, lint_text, load_config

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = int(os.environ.get("WIKILINT_FUZZ", "150"))

# What the rules look for, so that they find something in the soup.
SUBJECTS = (
    "{{Use dmy dates|date=May 2020}}",
    "{{use mdy dates|cs1-dates=ly}}",
    "{{cite web|url=http://a.b|title=An aslyum|date=2020-05-08|access-date=May 8, 2020}}",
    "{{cite book |last=Doe |year=2019 |date=31 April 2020 |df=mdy}}",
    "8 May 2020",
    "May 8, 2020,",
    "2020-05-08",
    '<ref name="n">A text that is long enough.</ref>',
    "<ref>A text that is long enough.</ref>",
    '<ref name="n" />',
    "<ref name=m group=g />",
    "{{reflist|refs=",
    "<references />",
    "{{efn|name=n|A note}}",
    "{{r|n}}",
    "aslyum",
    "Aslyum",
    "“",
    '"',
    "<!-- wikilint-disable-line -->",
    "<!-- wikilint-disable typo, duplicate-ref -- why -->",
    "<!-- wikilint-enable -->",
    "<!-- wikilint-disable-next-line tpyo -->",
    "{{nobots}}",
    "<gallery>\nA.jpg|An aslyum\n</gallery>",
    "\r\n",
    "\r",
    "\u200e",
    "\ud800",
)


def config() -> Config:
    return load_config(ROOT / "rules.yaml").selecting(select=["ALL"])


CONFIG = config()
pages = st.lists(st.sampled_from((*SUBJECTS, *TOKENS)), max_size=30).map("".join)


@settings(max_examples=EXAMPLES)
@given(pages)
def test_any_page_is_linted(text: str) -> None:
    for found in lint_text(text, config=CONFIG):
        assert found.rule not in {"rule-crash", "unstable-fix"}, found.message
        assert 0 <= found.start <= found.end <= len(text)
        assert found.text == text[found.start : found.end]
        for fix in (found.fix, *found.alternatives):
            for edit in fix.edits if fix else ():
                assert 0 <= edit.span[0] <= edit.span[1] <= len(text)


@settings(max_examples=EXAMPLES)
@given(pages, st.booleans())
def test_any_page_is_fixed_once(text: str, unsafe: bool) -> None:
    once = fix_text(text, config=CONFIG, unsafe=unsafe)
    assert not [d.message for d in once.diagnostics if d.rule == "rule-crash"]
    assert fix_text(once.text, config=CONFIG, unsafe=unsafe).text == once.text
    if not once.applied:
        assert once.text == text
