"""Superset's settings in Yunhe. What differs between installations comes by the environment."""

import os
from datetime import timedelta

LANGUAGE = os.environ["YUNHE_LANGUAGE"]

APP_NAME = {"zh": "运河 Yunhe", "en": "Yunhe"}[LANGUAGE]
SECRET_KEY = os.environ["YUNHE_SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = os.environ["YUNHE_SUPERSET_DATABASE_URI"]
SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 4, "max_overflow": 8, "pool_pre_ping": True}

BABEL_DEFAULT_LOCALE = LANGUAGE
LANGUAGES = {
    code: {"flag": flag, "name": name}
    for code, flag, name in sorted(
        [("zh", "cn", "中文"), ("en", "us", "English")], key=lambda entry: entry[0] != LANGUAGE
    )
}
THEME_DEFAULT = {
    "token": {
        "brandAppName": APP_NAME,
        "brandLogoAlt": APP_NAME,
        "brandLogoUrl": "/static/assets/images/superset-logo-horiz.png",
        "brandLogoHref": "/",
        "brandLogoHeight": "24px",
        "brandLogoMargin": "18px 0",
        "colorPrimary": "#1f6f8b",
        "colorLink": "#1f6f8b",
        "fontFamily": "Inter, 'Noto Sans CJK SC', 'Microsoft YaHei', Helvetica, Arial, sans-serif",
    },
    "algorithm": "default",
}
THEME_DARK = None

# Each chart is a query of the person who looks: nothing that Trino answered to one person is kept for
# another. The flags put the person into the key of a cache, should an installation switch one on.
CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
THUMBNAIL_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
RESULTS_BACKEND = None
FEATURE_FLAGS = {
    "CACHE_IMPERSONATION": True,
    "CACHE_QUERY_BY_USER": True,
    "DASHBOARD_RBAC": True,
    "THUMBNAILS": False,
    "ALERT_REPORTS": False,
    "ENABLE_TEMPLATE_PROCESSING": False,
    "ALLOW_FULL_CSV_EXPORT": False,
    "EMBEDDABLE_CHARTS": False,
}

PERMANENT_SESSION_LIFETIME = timedelta(hours=12)
SESSION_COOKIE_NAME = "yunhe_superset"
RATELIMIT_ENABLED = True
RATELIMIT_STORAGE_URI = "memory://"
PUBLIC_ROLE_LIKE = None
FAB_API_SWAGGER_UI = False
ENABLE_PROXY_FIX = os.environ.get("YUNHE_SUPERSET_BEHIND_PROXY") == "true"
SUPERSET_WEBSERVER_TIMEOUT = 120
SQLLAB_TIMEOUT = 110
SQLLAB_CTAS_NO_LIMIT = False

# A page loads from this server alone: no maps, fonts, pictures or counters of other hosts.
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": ["'self'"],
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "frame-ancestors": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}
