"""What rules often need to know about a page, computed once per document and shared.

Each analysis is a function of a `Document`; plugins make their own with `@analysis`.
"""

from wikilint.analysis.citations import Citation, Citations, citations
from wikilint.analysis.date_format import PageDateFormat, date_format
from wikilint.analysis.dates import DateString, dates
from wikilint.analysis.degenerate import degenerate_place
from wikilint.analysis.prose import Prose, ProseMatch, prose
from wikilint.analysis.quotations import Quotations, quotations
from wikilint.analysis.references import Reference, ReferenceList, References, references
from wikilint.analysis.sections import Section, section_at, sections
from wikilint.analysis.segments import Segment
from wikilint.analysis.templates import Templates, templates
from wikilint.document import analysis

__all__ = [
    "Citation",
    "Citations",
    "DateString",
    "PageDateFormat",
    "Prose",
    "ProseMatch",
    "Quotations",
    "Reference",
    "ReferenceList",
    "References",
    "Section",
    "Segment",
    "Templates",
    "analysis",
    "citations",
    "date_format",
    "dates",
    "degenerate_place",
    "prose",
    "quotations",
    "references",
    "section_at",
    "sections",
    "templates",
]
