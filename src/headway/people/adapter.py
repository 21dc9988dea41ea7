"""How django-allauth is told that nobody signs up by themselves: a person is invited, or makes the first workspace."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Sign-up is closed; invitations and the first-run page make logins."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
