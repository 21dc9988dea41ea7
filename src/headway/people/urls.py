"""Pages of people, units and settings, under ``/{workspace}/``."""

from django.urls import path

from headway.people.views import comments, persons, settings, tokens, units

app_name = "people"
urlpatterns = [
    path("people", persons.show_people, name="people"),
    path("people/invitations", persons.invite_person, name="invite"),
    path("people/new", persons.add_without_login, name="add"),
    path("people/<str:person>", persons.show_person, name="person"),
    path("people/<str:person>/change", persons.change, name="person-change"),
    path("people/<str:person>/hand-over", persons.hand_everything_over, name="hand-over"),
    path("invitations/<str:invitation>/withdrawal", persons.withdraw, name="withdraw"),
    path("units/new", units.new_unit, name="unit-new"),
    path("units/<str:unit>", units.show_unit, name="unit"),
    path("units/<str:unit>/change", units.change, name="unit-change"),
    path("units/<str:unit>/members", units.choose_members, name="unit-members"),
    path("settings", settings.change_workspace_settings, name="settings"),
    path("settings/mine", settings.change_mine, name="mine"),
    path("settings/tokens", tokens.show_tokens, name="tokens"),
    path("settings/tokens/<str:token>/revocation", tokens.revoke, name="token-revoke"),
    path("settings/removal", settings.remove, name="removal"),
    path("comments/about/<str:about>", comments.write, name="comment"),
    path("comments/<str:comment>/withdrawal", comments.withdraw, name="comment-withdraw"),
]
