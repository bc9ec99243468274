"""Settings that hold for every test."""

from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine's other work than about the law.
settings.register_profile("reconciler", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reconciler")
