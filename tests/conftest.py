"""What all tests share."""

import pytest
from hypothesis import settings

from tools.browsers import launch_arguments

pytest.register_assert_rewrite("people")
# How fast an example runs says nothing on a machine that runs other tests beside it.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_type):
    """Start Playwright's own browser where it is installed, else the system's."""
    return {**browser_type_launch_args, **launch_arguments(browser_type)}
