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


def refs_saying(word: str, beginning: str) -> list[str]:
    """What has exactly this word in its text, of refs that begin so; reads every text, so nothing for a page."""
    return list(Listing.objects.filter(ref__startswith=beginning, body__contains=word).values_list("ref", flat=True))


def number_of_listings() -> int:
    """How many things may be found."""
    return Listing.objects.count()
