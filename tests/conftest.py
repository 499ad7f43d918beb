"""What all tests share."""

import os

# Before hooks/schemas.py does, which leaves out a part that test_release.py needs.
import jsonschema  # noqa: F401
import pytest
from hypothesis import settings

import dev
from tools.browsers import launch_arguments

# What a person set for a build would change what tests build.
for name in dev.SETTINGS:
    os.environ.pop(name, None)

pytest.register_assert_rewrite("people")
# How fast an example runs says nothing on a machine that runs other tests beside it.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser):
    said = "write what is compared with a kept transcript, to be read by somebody (test_reading.py)"
    parser.addoption("--renew", action="store_true", help=said)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_type):
    """Start Playwright's own browser where it is installed, else the system's."""
    return {**browser_type_launch_args, **launch_arguments(browser_type, bare=True)}


@pytest.fixture(scope="session")
def whole_browser_launch_args(browser_type_launch_args, browser_type):
    """Those of the browser that people have, for what its headless shell lacks."""
    return {**browser_type_launch_args, **launch_arguments(browser_type)}
