from django.conf import settings
from django.http import HttpRequest


def county(request: HttpRequest) -> dict[str, object]:
    """What every page's frame says of the county."""
    return {"county": settings.COUNTY, "public_url": settings.PUBLIC_URL}
