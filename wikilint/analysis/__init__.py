"""What rules often need to know about a page, computed once per document and shared.

Each analysis is a function of a `Document`; plugins make their own with `@analysis`.
"""

from wikilint.document import analysis

__all__ = ["analysis"]
