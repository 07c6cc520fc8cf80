"""What all tests share."""

from hypothesis import settings

pytest_plugins = ["pytester"]

# Runs differ from each other no more than the code does; a slow machine is no fault of the code.
settings.register_profile("wikilint", deadline=None, derandomize=True, database=None)
settings.load_profile("wikilint")
