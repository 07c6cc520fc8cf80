"""The rule `malformed-bip-link`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint_bips.links import BipLink, bip_links, is_in_folder, label_number


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    extensions: tuple[str, ...] = option(
        (".mediawiki", ".md"), "What names of proposals' files end with."
    )


@rule("malformed-bip-link", options=Options, fixes=("safe", "unsafe"))
def malformed_bip_link(doc: Document, options: Options) -> Iterator[Finding]:
    """A link to a proposal does not lead to its file.

    The files are named `bip-0032.mediawiki` (or `.md`), in lower case with four digits, and lie in
    one folder: links from a proposal's own folder begin with `../`, others do not. A link to the
    folder `bip-0032` is let pass unless its label is the proposal's name.

    Case and digits are put right safely: no other file can be meant. That the file has the first
    of the `extensions`, or lies one folder up, is a guess, and such fixes are unsafe.
    """
    for link in bip_links(doc):
        name = f"bip-{link.number:04}"
        extension = link.extension.lower()
        if not extension:
            if link.name != name or label_number(link.label) == link.number:
                yield _without_extension(link, name, options.extensions)
        elif extension not in options.extensions:
            message = f"the file's name ends with {' or '.join(options.extensions)}"
            yield Finding(link.file_span, message)
        elif (wanted := f"{name}{extension}") != f"{link.name}{link.extension}":
            fix = Fix(f"write {wanted}", (Edit(link.file_span, wanted),), "safe")
            yield Finding(link.file_span, f"the file is named {wanted}", fix)
        yield from _wrong_folder(doc, link)


def _without_extension(link: BipLink, name: str, extensions: tuple[str, ...]) -> Finding:
    message = f"no file is named so: {' or '.join(name + ending for ending in extensions)}"
    wanted = name + extensions[0]
    if link.label_span is None:
        wanted += f"|BIP {link.number}"
        if link.node.target_span.end != link.file_span.end:
            return Finding(link.file_span, message)
    fix = Fix(f"link {wanted}", (Edit(link.file_span, wanted),))
    return Finding(link.file_span, message, fix)


def _wrong_folder(doc: Document, link: BipLink) -> Iterator[Finding]:
    inside = is_in_folder(doc)
    span = Span(link.file_span.start - len(link.path), link.file_span.end)
    if inside and link.path in ("", "./") and link.extension:
        fix = Fix("link one folder up", (Edit((span.start, link.file_span.start), "../"),))
        yield Finding(span, "the proposals lie one folder up: ../", fix)
    elif inside is False and link.path.startswith("../"):
        fix = Fix("link the same folder", (Edit((span.start, link.file_span.start), ""),))
        yield Finding(span, "the proposals lie in the page's own folder: without ../", fix)
