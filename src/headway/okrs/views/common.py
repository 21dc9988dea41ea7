"""What every page of goals shares."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headway.people.caller import Caller, caller_of
from headway.people.errors import NotAllowed, NotHere, Refused
from headway.people.options import options_of
from headway.ui.toasts import toast


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page of goals with what all of them need."""
    caller = caller_of(request)
    options = options_of(caller.workspace)
    shared = {
        "slug": caller.workspace.slug,
        "today": caller.today,
        "weights": options.show_weights,
        "grading": options.grading,
    }
    return render(request, template, shared | context, status=status)


def act(request: HttpRequest, to: str, said: str, run: Callable[[], Any], *, undo: bool = False) -> HttpResponse:
    """Run an action for a small form, say what happened (or why not) on the page ``to``, and go there."""
    try:
        run()
    except (NotHere, NotAllowed):
        raise
    except Refused as error:
        messages.error(request, error.message)
    else:
        toast(request, said, undo_url(caller_of(request)) if undo else "")
    return redirect(to)


def refuse_invalid(request: HttpRequest, to: str, form: Any) -> HttpResponse:
    """Say what is wrong with a small form on the page it stands on."""
    sentences = [f"{form[name].label}: {error}" if name in form.fields else str(error)
                 for name, errors in form.errors.items() for error in errors]  # fmt: skip
    messages.error(request, " ".join(sentences))
    return redirect(to)


def undo_url(caller: Caller) -> str:
    """Where a press of Undo posts to, for the latest thing that the caller did."""
    return f"/{caller.workspace.slug}/undo/{caller.did[-1]}" if caller.did else ""
