"""What a rule says and where it is documented, by its id."""

from collections.abc import Mapping
from typing import Final

from reconciler.policy.rules import EXPLANATIONS

__all__ = ["explanation", "page_of"]

_PAGE: Final = "docs/policy-reference.md"
_SAID: Final[Mapping[str, str]] = {str(rule): text for rule, text in EXPLANATIONS.items()}


def explanation(rule: str) -> str:
    """Return the rule in one sentence; empty for a rule that only an organization can break."""
    return _SAID.get(rule, "")


def page_of(rule: str) -> str:
    """Return the rule's place in the documentation of this release."""
    return f"{_PAGE}#{rule}" if rule in _SAID else _PAGE
