"""The single file does everything else, too: the slower tests of the site's form run on it."""

import pytest
import test_records
import test_together
from test_records import beside, dialogs  # noqa: F401, fixtures of the tests
from test_single import shared, site  # noqa: F401, it takes the place of the site's
from test_together import compared, departments  # noqa: F401

pytestmark = pytest.mark.audit
globals().update(shared(test_records, test_together))
