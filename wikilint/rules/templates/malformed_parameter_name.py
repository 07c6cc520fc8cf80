from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.template_calls import has_plain_name, parameter_candidates
from wikilint.edits import rename_param
from wikilint.syntax import Argument, Parameter, Template, Text

_LONGEST = 40  # characters of a name that a message shows
_MOST = 500  # parameters of a template that is mended: each fix looks at all of them
_BRACKETS = frozenset("[]<>{}")


@rule("malformed-parameter-name", fixes=("safe", "unsafe"))
def malformed_parameter_name(doc: Document) -> Iterator[Finding]:
    """A parameter's name holds brackets or a no-break space, or is the first half of a text.

    The first equals sign ends the name, wherever it stands: in `{{quote|see https://e.org?a=1}}`
    the template gets a parameter `see https://e.org?a`, and the quotation is lost. An equals sign
    in an HTML tag does the same; one in a link, a footnote, a comment, `<nowiki>` or another
    template does not. A no-break space in a name is no blank to MediaWiki: it is a parameter that
    the template does not know. See
    [Help:Template](https://en.wikipedia.org/wiki/Help:Template#Usage_hints_and_workarounds).

    Never touched: names that templates make, parser functions. In citations, texts without a
    parameter of their own are reported by `unknown-citation-parameter` and
    `unnamed-citation-argument`.

    **Fix.** Safe for a no-break space: it goes, or becomes a blank inside the name, unless there
    is a parameter of that name already. Unsafe for a text that was cut: it gets its number as a
    name, which makes it show again, unless unnamed arguments follow. None for brackets: what is
    missing is not to be seen.
    """
    found = parameter_candidates(doc)
    for param in found.blanks:
        if has_plain_name(param):
            yield _blank(param)
    citations = doc.site.family("citation")
    for param in found.odd:
        yield from _odd(param, in_citation=_called(param).name in citations)
    for param in found.cut:
        if _called(param).name not in citations:
            message = "an equals sign in this argument makes its beginning a parameter name"
            yield Finding(param.value_span, message, _numbering(param))


def _called(param: Parameter) -> Template:
    assert isinstance(param.parent, Template)
    return param.parent


def _blank(param: Parameter) -> Finding:
    name = " ".join(param.name.split())
    assert param.key_span is not None
    start, end = param.key_span
    message = f"the name “{name}” is written with a no-break space"
    if len(_called(param).params) > _MOST:
        return Finding((start, end), message)
    if not name or "<!--" in param.source[start:end] or _called(param).get(name) is not None:
        return Finding((start, end), message)
    fix = Fix(f"write {name}", rename_param(param, name), "safe", effect="visible")
    return Finding((start, end), message, fix)


def _odd(param: Parameter, *, in_citation: bool) -> Iterator[Finding]:
    """A name with brackets in it, or the beginning of a text that holds an equals sign."""
    nodes = param.key_nodes or ()
    if any(type(node) in {Template, Argument} for node in nodes):
        return
    assert param.key_span is not None
    short = " ".join(param.name.split())
    if len(short) > _LONGEST:
        short = f"{short[:_LONGEST]}…"
    texts = "".join(str(node) for node in nodes if type(node) is Text)
    if "://" not in param.name and not _BRACKETS.isdisjoint(texts):
        yield Finding(param.key_span, f"brackets in the parameter name “{short}”")
        return
    if not in_citation:
        message = f"the equals sign makes “{short}” a parameter name"
        yield Finding(param.key_span, message, _numbering(param))


def _numbering(param: Parameter) -> Fix | None:
    """The fix that names an argument by its number; None where later ones would clash with it."""
    template = _called(param)
    if len(template.params) > _MOST:
        return None
    index = next(i for i, other in enumerate(template.params) if other is param)
    if any(not later.named for later in template.params[index + 1 :]):
        return None
    number = str(1 + sum(not earlier.named for earlier in template.params[:index]))
    if any(other.named and other.name == number for other in template.params):
        return None
    start = (param.key_span or param.value_span).start
    end = param.equals + 1 if param.named else start  # an address goes on behind the equals sign
    edit = Edit((start, end), f"{number}={param.source[start:end]}")
    return Fix(f"name it {number}", (edit,), "unsafe", reshapes=param.span)
