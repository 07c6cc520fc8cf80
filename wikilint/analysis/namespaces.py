"""The numbers of namespaces that are the same on every wiki.

See https://www.mediawiki.org/wiki/Manual:Namespace; modules are those of Scribunto.
"""

from __future__ import annotations

ARTICLE = 0
USER, USER_TALK = 2, 3
FILE = 6
TEMPLATE = 10
CATEGORY = 14
MODULE = 828
