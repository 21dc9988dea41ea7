"""Nothing that a request says is passed over: a misspelt field or filter would change, or show, something else."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import ConfigDict, model_validator

from headway.people.errors import Refused

NUL = "\x00"


class Sent(Schema):
    """What the body of a request holds. A field that it does not know is refused, and so is NUL, which no text has."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _refuse_nul(cls, given: Any) -> Any:
        for name, value in given.items() if isinstance(given, dict) else ():
            if isinstance(value, str) and NUL in value:
                raise ValueError(f"“{name}” holds the character NUL, which no text has: take it out.")
        return given


def refuse_unknown_parameters(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a query parameter that ``operation`` does not take; one with ``**`` in its signature judges by itself."""
    parameters = signature(operation).parameters
    any_is_taken = any(one.kind is Parameter.VAR_KEYWORD for one in parameters.values())
    takes = {getattr(one.default, "alias", None) or name for name, one in parameters.items()}

    @wraps(operation)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        unknown = next((name for name in request.GET if name not in takes), None)
        if unknown is not None and not any_is_taken:
            told = f"There is no parameter “{unknown}” here, so nothing was done: look it up in /api/v1/docs."
            raise Refused(told, field=unknown)
        return operation(request, *args, **kwargs)

    return run
