"""How a page shows what an action refused: the sentence stands beside its field."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.forms import BaseForm

from headway.people.errors import NotAllowed, NotHere, PartRefused, Refused


@contextmanager
def refusals_in(form: BaseForm, parts: Mapping[str, BaseForm] | None = None) -> Iterator[None]:
    """Run an action; what it refuses becomes an error of ``form``. Ask ``form.is_valid()`` afterwards.

    ``parts`` are the forms of its parts by their places, such as ``key_results.3``: what is refused about one stands
    there. What one may not see or do at all is no matter of the form and goes on to the middleware.
    """
    try:
        yield
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        to, told = form, error
        if isinstance(error, PartRefused) and parts and error.place in parts:
            to, told = parts[error.place], error.reason
        name = told.field.rpartition(".")[2]
        to.add_error(name if name in to.fields else None, told.message)
