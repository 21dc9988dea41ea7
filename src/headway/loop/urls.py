"""The pages of the loop, under ``/{workspace}/``."""

from django.urls import path

from headway.loop.views import decisions, drafts, graduations, loop, plateaus

app_name = "loop"
urlpatterns = [
    path("loop", loop.show_loop, name="loop"),
    path("decisions/<str:decision>", decisions.show_decision, name="decision"),
    path("decisions/<str:decision>/answer", decisions.answer, name="answer"),
    path("decisions/<str:decision>/draft", drafts.review_draft, name="draft"),
    path("decisions/<str:decision>/fixed", decisions.say_fixed, name="fixed"),
    path("decisions/<str:decision>/reopening", decisions.reopen, name="reopening"),
    path("graduations/<str:graduation>", graduations.decide, name="graduation"),
    path("graduations/<str:graduation>/withdrawal", graduations.withdraw, name="withdrawal"),
    path("key-results/<str:key_result>/graduation", graduations.propose, name="propose"),
    path("kpis/<str:kpi>/plateau", plateaus.take_up, name="plateau"),
    path("kpis/<str:kpi>/plateau/left", plateaus.leave, name="plateau-left"),
]
