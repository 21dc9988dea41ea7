"""Numbers as programs send them."""

from typing import Annotated, Any

from pydantic import BeforeValidator


def _no_truth_value(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("true and false are no numbers: send one like 14.8.")
    return value


Number = Annotated[str | int | float, BeforeValidator(_no_truth_value)]
"""A decimal number or, best, its text: ``"14.8"``. It is kept exactly, or refused."""
