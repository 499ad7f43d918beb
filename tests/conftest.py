"""What all tests share."""

import pytest

from tools.browsers import launch_arguments

pytest.register_assert_rewrite("people")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_type):
    """Start Playwright's own browser where it is installed, else the system's."""
    return {**browser_type_launch_args, **launch_arguments(browser_type)}
