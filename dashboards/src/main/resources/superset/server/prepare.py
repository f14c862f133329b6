"""Brings Superset's database to this version: tables, permissions and roles, and the administrator.

The same as 'superset db upgrade', 'superset init' and 'superset fab create-admin', but in one process
and with the password in the environment instead of the command line.
"""

import os

from superset.app import create_app

with create_app().app_context():
    from flask_migrate import upgrade
    from superset import appbuilder, security_manager

    upgrade()
    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()
    name, password = os.environ["YUNHE_SUPERSET_ADMIN"], os.environ["YUNHE_SUPERSET_ADMIN_PASSWORD"]
    admin = security_manager.find_user(username=name)
    if admin:
        security_manager.reset_password(admin.id, password)
    else:
        role = security_manager.find_role("Admin")
        security_manager.add_user(name, "Superset", "Admin", name + "@localhost", role, password)
