"""How a page shows what an action refused: the sentence stands beside its field."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm

from headway.people.errors import NotAllowed, NotHere, Refused


@contextmanager
def refusals_in(form: BaseForm) -> Iterator[None]:
    """Run an action; what it refuses becomes an error of ``form``. Ask ``form.is_valid()`` afterwards.

    What one may not see or do at all is no matter of the form and goes on to the middleware.
    """
    try:
        yield
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
