"""Choosing a thing of another room for an article: what one may put there, and no others."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.urls import URLPattern
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet

from zhengtong.foundation.errors import Unknown


class SearchForm(BaseFilterForm):
    """By words of the title."""

    q = forms.CharField(label="搜索", required=False, widget=forms.TextInput(attrs={"placeholder": "标题"}))

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        self.search_query = self.cleaned_data.get("q", "").strip()
        self.is_searching = bool(self.search_query)
        return objects.filter(title__icontains=self.search_query) if self.search_query else objects


class Offer:
    """What is offered to whoever asks; a room's own class says it."""

    facts: ClassVar[list[Column]] = []
    """The columns beside the title."""

    def offered(self) -> QuerySet[Any]:
        raise NotImplementedError

    def url_of(self, instance: Model) -> str | None:
        """Where one works with it; None where this person does not."""
        raise NotImplementedError


class Counted(WagtailPaginator):
    """Counts as Chinese does: one and many have the same word."""

    @property
    def items_count_label(self) -> str:
        return f"共{self.count}条"


class _List:
    filter_form_class = SearchForm
    paginator_class = Counted

    def get_object_list(self) -> QuerySet[Any]:
        return self.offered()  # type: ignore[attr-defined]

    def can_create(self) -> bool:
        return False

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, *self.facts]  # type: ignore[misc,attr-defined]


class _Chosen:
    def get_objects(self, pks: list[str]) -> list[Any]:
        keys = [pk for pk in pks if pk.isascii() and pk.isdigit() and len(pk) < 19]
        found = list(self.offered().filter(pk__in=keys))  # type: ignore[attr-defined]
        if len(found) != len(pks):
            raise Unknown("没有您要选的内容。")
        return found

    def get_object(self, pk: str) -> Any:
        try:
            return self.get_objects([pk])[0]
        except Unknown as unknown:
            raise ObjectDoesNotExist from unknown

    def get_edit_item_url(self, instance: Model) -> str | None:
        return self.url_of(instance)  # type: ignore[attr-defined]


class OfferChooser(ChooserViewSet):
    """A chooser as Wagtail opens it over the page that is being edited; `offer` says what stands in it."""

    offer: ClassVar[type[Offer]]
    search_tab_label = "搜索"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer = self.offer
        self.choose_view_class = type("Choose", (_List, offer, views.ChooseView), {})
        self.choose_results_view_class = type("Results", (_List, offer, views.ChooseResultsView), {})
        self.chosen_view_class = type("One", (_Chosen, offer, views.ChosenView), {})
        self.chosen_multiple_view_class = type("Several", (_Chosen, offer, views.ChosenMultipleView), {})

    def get_urlpatterns(self) -> list[URLPattern]:
        """Nothing is made here: each has pages of its own for that."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | {"per_page": 10}
