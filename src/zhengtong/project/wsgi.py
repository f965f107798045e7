import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengtong.project.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402 — the settings are there once Django is

from zhengtong.cms.pagecache import baking  # noqa: E402

from .serving import Front, Keeper  # noqa: E402
from .serving_videos import Videos  # noqa: E402

front = Videos(Front(Keeper(django), settings.HOME), settings.VIDEOS_ROOT)
# A proxy on this machine tells the visitor's own address and whether they came by https; nobody else is believed.
_behind_a_proxy = wrap_wsgi_with_proxy_headers(front, trusted_hosts="127.0.0.1,::1")
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO")
baking.serve_here()


def application(environ, start_response):
    """Without a word of a proxy nobody need look who sent it."""
    if any(name in environ for name in _FORWARDED):
        return _behind_a_proxy(environ, start_response)
    return front(environ, start_response)
