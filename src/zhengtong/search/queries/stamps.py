"""What stands in the index, for whoever compares it with what is public."""

from ..models import Listing


def stamps(kind: str = "", refs: tuple[str, ...] | None = None) -> dict[str, str]:
    """ref → the state that was indexed, of one kind or of all, of some refs or of all."""
    listings = Listing.objects.all()
    if kind:
        listings = listings.filter(kind=kind)
    if refs is not None:
        listings = listings.filter(ref__in=refs)
    return dict(listings.values_list("ref", "stamp"))


def number_of_listings() -> int:
    """How many things may be found."""
    return Listing.objects.count()
