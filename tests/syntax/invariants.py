"""What holds for every tree, whatever the text."""

from wikilint.syntax import Node, Tree


def broken_invariants(tree: Tree) -> list[str]:
    """What does not hold for this tree."""
    faults = []
    walked = list(tree.walk())
    for kind in tree.kinds():
        types = {type(node) for node in kind}
        expected = [node for node in walked if type(node) in types]
        if kind != expected:
            faults.append(f"the list {kind} is not {expected}")
    listed = {type(node).__name__ for kind in tree.kinds() for node in kind}
    unlisted = {type(node).__name__ for node in walked} - listed
    if not unlisted <= {"Parameter", "Attribute", "GalleryItem"}:
        faults.append(f"no list holds {unlisted}")
    faults += _wrong_places(tree)
    return faults


def _wrong_places(parent: Node) -> list[str]:
    faults = []
    stack = [parent]
    while stack:
        parent = stack.pop()
        at = parent.start
        for node in parent.children():
            if node.parent is not parent:
                faults.append(f"the parent of {node} is {node.parent}, not {parent}")
            if not at <= node.start <= node.end <= parent.end:
                faults.append(f"{node!r} does not lie behind {at} in {parent!r}")
            at = node.end
            stack.append(node)
    return faults
