"""Goals over the API: the same verbs as on the page."""

from ninja import Router

from headway.okrs.endpoints import (
    alignments,
    beside,
    check_ins,
    cycles,
    key_results,
    nudges,
    objectives,
    past,
    places,
    themes,
)

router = Router(tags=["goals"])
for part in (cycles, objectives, beside, places, themes, alignments, key_results, check_ins, nudges, past):
    router.add_router("", part.router)
