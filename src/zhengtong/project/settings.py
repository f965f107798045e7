"""Django's settings. Nothing here is a secret or a machine's path; see env.py for what the environment decides."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from . import env

SOURCE = Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent
HOME = env.home()
MASTER_SECRET = env.master_secret()
SECRET_KEY = hashlib.sha256(b"django:" + MASTER_SECRET).hexdigest()
DEBUG = False
ALLOWED_HOSTS = env.allowed_hosts()
PUBLIC_URL = env.public_url()
LIVE_URL = env.live_url()
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

if "DATABASE_URL" not in os.environ:
    raise ImproperlyConfigured("no DATABASE_URL: start through the `zhengtong` command, which brings PostgreSQL along")
DATABASES = {"default": env.database(os.environ["DATABASE_URL"])}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "zhengtong.project",
    "zhengtong.journal",
    "zhengtong.org",
    "zhengtong.timers",
    "zhengtong.files",
    "zhengtong.notices",
    "zhengtong.visits",
    "zhengtong.videos",
    "zhengtong.live",
    "zhengtong.broadcasts",
    "zhengtong.papers",
    "zhengtong.search",
    "zhengtong.guards",
    "zhengtong.forms",
    "zhengtong.catalog",
    "zhengtong.cases",
    "zhengtong.capture",
    "zhengtong.dialogue",
    "zhengtong.complaints",
    "zhengtong.disclosure",
    "zhengtong.surveys",
    "zhengtong.interviews",
    "zhengtong.supervision",
    "zhengtong.appraisal",
    "zhengtong.exchange",
    "zhengtong.api",
    "zhengtong.web",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    # Last: its policies take the place of those the apps above register.
    "zhengtong.cms",
    "zhengtong.cms.pagecache",
    "zhengtong.cms.sites",
    "zhengtong.cms.theming",
    "zhengtong.cms.register",
    "zhengtong.cms.inspection",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "zhengtong.web.middleware.ContentSecurityPolicyMiddleware",
    "zhengtong.cms.middleware.EditorPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhengtong.visits.middleware.VisitMiddleware",
    "zhengtong.web.middleware.ReadableTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zhengtong.web.middleware.PersonalPagesMiddleware",
    "zhengtong.web.middleware.SessionRenewalMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zhengtong.web.middleware.PeopleKnownMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zhengtong.web.files.BodyGuard",
    "zhengtong.web.middleware.FirstPasswordMiddleware",
    "zhengtong.web.middleware.RefusalMiddleware",
    "zhengtong.cms.traditional.TraditionalMiddleware",
    "zhengtong.cms.middleware.LeadOnMiddleware",
]

ROOT_URLCONF = "zhengtong.project.urls"
WSGI_APPLICATION = "zhengtong.project.wsgi.application"
AUTH_USER_MODEL = "org.User"
AUTHENTICATION_BACKENDS = ["zhengtong.cms.backends.PostsBackend"]
LOGIN_URL = "/account/sign-in/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhengtong.web.context.county",
            ],
            "builtins": ["zhengtong.web.templatetags.zhengtong"],
            "string_if_invalid": "",
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# In the database alone: who signs out in one web process is signed out in every other.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * env.number("SESSION_IDLE_MINUTES", 1, 24 * 60)
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username"]},
    },
]
# 等保 2.0 三级 8.1.4.1 身份鉴别; customary values, each a setting.
LOGIN_FAILURES_BEFORE_LOCK = 5
LOGIN_LOCK = timedelta(minutes=15)

# Each web process keeps its own: only what may be some minutes old in one of them and costs nothing to make again.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# Served from where they lie (WhiteNoise reads the finders at start), so there is no collecting to forget.
STATICFILES_DIRS = [SOURCE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

FILES_ROOT = HOME / "files"
VIDEOS_ROOT = HOME / "videos"
VIDEO_MAX_BYTES = env.number("VIDEO_MAX_MB", 1, 100_000) * 1024 * 1024
VIDEO_MAX_SECONDS = env.number("VIDEO_MAX_MINUTES", 1, 24 * 60) * 60
VIDEO_THREADS = env.number("VIDEO_THREADS", 1, 64)
FFMPEG = env.read("FFMPEG")
STUDIO_RTMP_PORT = env.number("STUDIO_RTMP_PORT", 1, 65535)
STUDIO_SRT_PORT = env.number("STUDIO_SRT_PORT", 1, 65526)
LIVE_VIDEO_URL = env.live_video_url()
MAX_UPLOAD_BYTES = env.number("MAX_UPLOAD_MB", 1, 1024) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a table of 200 rows in a form, an item with 60 materials at the desk
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = [
    "zhengtong.web.files.SizeGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
SMS_ADAPTER = env.read("SMS_ADAPTER")
PROVINCE_URL = env.province_url()
API_REQUESTS_PER_SECOND = env.number("API_REQUESTS_PER_SECOND", 1, 100_000)
KNOWN_ITEMS = "zhengtong.project.known_items.known_items"

COUNTY = {
    "name": "安福县",
    "code": "360829000000",
    "region6": "360829",
    "site": "安福县政务服务",
    # What every page says of the site itself (政府网站发展指引, 标签规范); the numbers are the demo county's.
    "portal": "安福县人民政府",
    "english": "The People's Government of Anfu County",
    "site_code": "3608290001",
    "icp": "赣ICP备00000000号（示例）",
    "police": "赣公网安备 36082900000000号（示例）",
    "office": "安福县人民政府办公室",
    "phone": "0796-7620001",
    "fault_url": "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3608290001",
}
# Wagtail: the editors' door. Accounts, posts and organisation are the county's own (org); nothing is kept twice.
WAGTAIL_SITE_NAME = "安福县政府网站群"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.SiteDocument"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "zhengtong.cms.uploads.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "zhengtong.cms.uploads.DocumentForm"
# An address typed in stays an address: turning it into a page would show the draft title of somebody else's page.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "zhengtong.cms.workflow.publishing.publish"
# The doors do not know each other: the number beside the desk's entry 网站编辑 is named here.
REVIEWS_WAITING = "zhengtong.cms.workflow.queries.waiting_count"
BROADCASTS_DIRECTED = "zhengtong.interviews.queries.directed_by"
MEDIA_ROOT = HOME / "media"
MEDIA_URL = "/media/"

COUNTY_DATA = ROOT / "data" / "anfu"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stream"], "level": "WARNING"},
    "loggers": {"zhengtong": {"level": "INFO"}},
}
