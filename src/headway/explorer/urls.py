"""The pages of the Explorer, under a workspace. Its lists stand at the nouns they list."""

from django.urls import path

from headway.explorer.views import changes, overview, saved, strategy, table, tree

app_name = "explorer"
urlpatterns = [
    path("objectives", table.objectives, name="objectives"),
    path("objectives/changes", changes.change, name="changes"),
    path("key-results", table.key_results, name="key-results"),
    path("kpis/table", table.kpis, name="kpis"),
    path("heat-map", overview.heat_map, name="heat-map"),
    path("owners", overview.who_owns_what, name="owners"),
    path("map", strategy.strategy_map, name="map"),
    path("objectives/<str:key>/tree", tree.tree, name="tree"),
    path("objectives/<str:key>/below", tree.below, name="below"),
    path("views", saved.save, name="save-view"),
    path("views/<str:key>", saved.show, name="view"),
    path("views/<str:key>/edit", saved.change, name="change-view"),
    path("views/<str:key>/archive", saved.archive, name="archive-view"),
]
