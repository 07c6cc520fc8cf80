"""GitHub's workflow commands, with its escapes."""

from __future__ import annotations

from tests.output.made import error, failed, info, printed, report, run, warning


def test_a_line_for_each_diagnostic() -> None:
    made = report(
        "docs/a.wiki",
        "\ufeff😀 teh\r\nx",
        error("broken", 2, 5, "plain, with: marks"),
        warning("typo", 2, 5, "100%\r\nof ‘::set-env::’"),
        info("dim", 5, 7, "over two lines"),
    )
    assert printed("github", run(made, minimum="info")) == (
        "::error file=docs/a.wiki,line=1,endLine=1,col=3,endColumn=6,title=wikilint (broken)"
        "::plain, with: marks\n"
        "::warning file=docs/a.wiki,line=1,endLine=1,col=3,endColumn=6,title=wikilint (typo)"
        "::100%25%0D%0Aof ‘::set-env::’\n"
        "::notice file=docs/a.wiki,line=1,endLine=2,title=wikilint (dim)::over two lines\n"
    )


def test_a_path_cannot_end_the_properties() -> None:
    made = report("a::b,c=100%\n.wiki", "x", error("one", 0, 1, "m"))
    assert printed("github", run(made)) == (
        "::error file=a%3A%3Ab%2Cc=100%25%0A.wiki,line=1,endLine=1,col=1,endColumn=2,"
        "title=wikilint (one)::m\n"
    )


def test_a_file_that_could_not_be_treated_is_an_error() -> None:
    assert printed("github", run(failed("a", "a:1:2: byte 0xff is not valid UTF-8"))) == (
        "::error file=a,title=wikilint::a:1:2: byte 0xff is not valid UTF-8\n"
    )
