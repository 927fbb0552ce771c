"""Found through PYTHONPATH by every Python that a test starts: guards it as well."""

import network_guard

network_guard.install()
