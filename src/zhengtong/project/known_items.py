"""The catalogue's items for rooms that may not know the catalogue: they meet here, at the top of the house."""

from collections.abc import Collection

from zhengtong.catalog.models import ServiceItem


def known_items(codes: Collection[str]) -> frozenset[str]:
    """Those of `codes` that are items of the catalogue, whatever their state: old matters name old items."""
    return frozenset(ServiceItem.objects.filter(code__in=codes).values_list("code", flat=True))
