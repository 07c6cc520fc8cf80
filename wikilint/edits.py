"""Minimal edits of the source that keep its layout. Each function returns the edits of a `Fix`.

The one place that knows how parameters of templates and attributes of tags are set, renamed and
removed: inline or one a line, blanks round the pipes and equals signs, aligned columns. Offsets
count `Document.text`.
"""

from __future__ import annotations

import re

from wikilint.diagnostic import Edit
from wikilint.syntax import Attribute, Node, Parameter, Tag, Template

_MOST_TOKENS = 4_000  # difflib is quadratic: beyond this one edit replaces all that differs


def replace(node: Node, text: str) -> tuple[Edit, ...]:
    """Make the node's source `text`, with the smallest edits of whole words, blanks and marks.

    ``replace(node, str(changed))`` turns a changed copy of ``node.wikicode`` into edits; none if
    nothing changed.
    """
    return difference(str(node), text, node.start)


def difference(old: str, new: str, start: int = 0) -> tuple[Edit, ...]:
    """The edits, token by token, that make `new` of `old`, which begins at `start`."""
    before, after = _tokens(old), _tokens(new)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[~tail] == after[~tail]:
        tail += 1
    start += sum(map(len, before[:head]))
    before, after = before[head : len(before) - tail], after[head : len(after) - tail]
    if not before and not after:
        return ()
    if not before or not after or len(before) + len(after) > _MOST_TOKENS:
        old_middle = "".join(before)
        return (Edit((start, start + len(old_middle)), "".join(after)),)
    from difflib import SequenceMatcher  # a millisecond of start-up that few runs need

    edits = []
    places = [start]
    for token in before:
        places.append(places[-1] + len(token))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag != "equal":
            text = "".join(after[new_first:new_last])
            edits.append(Edit((places[first], places[last]), text))
    return tuple(edits)


def value_end(param: Parameter) -> int:
    """Where the value ends; for an empty one, behind the equals sign or the pipe."""
    start, end = param.value_span
    if start < end:
        return end
    return param.equals + 1 if param.named else param.start


def _tokens(text: str) -> list[str]:
    """Words, runs of blanks, single marks."""
    return re.findall(r"\w+|\s+|.", text, re.DOTALL)


def set_param(
    template: Template, name: str, value: str, *, after: Parameter | None = None
) -> tuple[Edit, ...]:
    """Give a parameter a value; one that is missing is added in the layout of its neighbours.

    after: the parameter behind which a new one goes; the last one by default.
    """
    param = template.get(name)
    if param is None:
        return (_added(template, name, value, after),)
    start, end = param.value_span
    if start == end and param.named:
        # the blanks of an empty value all belong in front of what follows it
        start = end = param.equals + 1
        blanks = param.source[start : param.end]
        if blanks[:1] == " " and (len(blanks) > 1 or _lead(template) == " "):
            start = end = start + 1
    return (Edit((start, end), value),)


def rename_param(param: Parameter, name: str) -> tuple[Edit, ...]:
    """Give a parameter another name, an unnamed one an explicit name.

    An equals sign that stands in a column stays there if the new name leaves room.
    """
    span = param.key_span
    if span is None:
        start = param.value_span.start
        return (Edit((start, start), f"{name}="),)
    start, end = span
    padding = param.equals - end
    if padding > 1 and "\n" not in param.source[end : param.equals]:
        width = param.equals - start
        return (
            Edit((start, param.equals), name.ljust(width) if len(name) < width else f"{name} "),
        )
    return (Edit((start, end), name),)


def remove_param(param: Parameter) -> tuple[Edit, ...]:
    """Remove a parameter with its pipe, and nothing of its neighbours' layout.

    Raises ValueError where other unnamed arguments follow an unnamed one: they would change their
    numbers.
    """
    template = param.parent
    assert isinstance(template, Template)
    index = next(i for i, other in enumerate(template.params) if other is param)
    if not param.named and any(not later.named for later in template.params[index + 1 :]):
        raise ValueError(f"the unnamed arguments behind number {param.name} would be renumbered")
    before = template.params[index - 1] if index else None
    if before is not None and not before.named:
        return (Edit((param.start - 1, param.end), ""),)  # blanks count in unnamed arguments
    start = template.name_span.end if before is None else value_end(before)
    return (Edit((start, value_end(param)), ""),)


def rename_template(template: Template, name: str) -> tuple[Edit, ...]:
    """Call another template; the case of the first letter stays as the page writes it."""
    start, end = template.name_span
    if template.source[start].islower() and not name[1:2].isupper():
        name = name[:1].lower() + name[1:]
    return (Edit((start, end), name),)


def rename_tag(tag: Tag, name: str) -> tuple[Edit, ...]:
    """Give an HTML or extension tag another name, at both ends."""
    start = tag.name_nodes[0].start
    edits = [Edit((start, start + len(tag.name)), name)]
    if tag.close_nodes:
        start = tag.close_nodes[0].start
        edits.append(Edit((start, start + len(tag.name)), name))
    return tuple(edits)


def set_attribute(tag: Tag, name: str, value: str) -> tuple[Edit, ...]:
    """Give a tag's attribute a value, in quotation marks; one that is missing goes to the end."""
    written = value if '"' not in value else value.replace('"', "&quot;")
    attribute = tag.get(name)
    if attribute is None:
        end = tag.attributes[-1].end if tag.attributes else tag.name_nodes[-1].end
        return (Edit((end, end), f' {name}="{written}"'),)
    return (Edit((attribute.name_end, attribute.end), f'="{written}"'),)


def remove_attribute(attribute: Attribute) -> tuple[Edit, ...]:
    """Remove an attribute with the blanks before it."""
    start = attribute.start
    while attribute.source[start - 1].isspace():
        start -= 1
    return (Edit((start, attribute.end), ""),)


def _added(template: Template, name: str, value: str, after: Parameter | None) -> Edit:
    """A new parameter, written as the one it follows."""
    source = template.source
    params = template.params
    model = after or (params[-1] if params else None)
    if model is None:
        at = template.name_span.end
        return Edit((at, at), f"|{name}={value}")
    key = model.key_span
    if key is None:  # an unnamed argument keeps its blanks: the new one goes behind them
        return Edit((model.end, model.end), f"|{name}={value}")
    lead = source[model.start : key.start]
    before_equals = source[key.end : model.equals]
    after_equals = source[model.equals + 1 : model.value_span.start] if model.value else ""
    column = _column(template)
    if column is not None:
        before_equals = " " * max(1, column - len(name))
    if "\n" in after_equals:
        after_equals = ""
    at = value_end(model)
    return Edit((at, at), f"{_gap(template)}|{lead}{name}{before_equals}={after_equals}{value}")


def _column(template: Template) -> int | None:
    """How far the equals signs stand from the keys, if all stand in one column behind blanks."""
    keys = [(param.key_span, param.equals) for param in template.params if param.named]
    widths = {equals - key[0] for key, equals in keys if key is not None}
    gaps = {equals - key[1] for key, equals in keys if key is not None}
    return widths.pop() if len(widths) == 1 and 0 not in gaps and max(gaps) > 1 else None


def _gap(template: Template) -> str:
    """What stands between a value and the next pipe in this call."""
    source, params = template.source, template.params
    if len(params) > 1 and params[-2].named:
        return source[value_end(params[-2]) : params[-2].end]
    trailing = source[value_end(params[-1]) : params[-1].end]
    return trailing or source[template.name_span.end : template.name_end]


def _lead(template: Template) -> str:
    """The blank that this call puts behind its equals signs, if its filled parameters agree."""
    source = template.source
    leads = {
        source[param.equals + 1 : param.value_span.start]
        for param in template.params
        if param.named and param.value
    }
    return leads.pop() if len(leads) == 1 else ""
