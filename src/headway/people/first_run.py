"""The one-time link that opens an empty instance: signed, and dead as soon as there is a workspace."""

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

from headway.people.models import Workspace

GOOD_FOR = timedelta(days=1)
_signer = TimestampSigner(salt="headway.first-run")


def first_run_path() -> str:
    """The path of the first-run page, with its token."""
    return f"/start/{_signer.sign('start').partition(':')[2]}/"


def opens(token: str) -> bool:
    """Whether the token opens the first-run page now."""
    try:
        _signer.unsign(f"start:{token}", max_age=GOOD_FOR)
    except BadSignature:
        return False
    return not Workspace.objects.exists()
