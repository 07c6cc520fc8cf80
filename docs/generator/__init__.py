"""Pages of the documentation that are made from the code when the site is built.

Nothing here knows a rule, an option or a module by name: what the code has is what the pages show.
"""

from .api_pages import api_pages, public_lines
from .command_page import command_page
from .module_page import module_page
from .reference_files import reference_files
from .rule_pages import RulePages, rule_pages

__all__ = [
    "RulePages",
    "api_pages",
    "command_page",
    "module_page",
    "public_lines",
    "reference_files",
    "rule_pages",
]
