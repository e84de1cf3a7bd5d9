"""Work by the clock."""

from collections.abc import Sequence

from copydesk.exchange import service
from copydesk.kernel.jobs import Periodic

PERIODIC: Sequence[Periodic] = (
    Periodic("exchange.fail_abandoned_imports", "*/1 * * * * 15", service.fail_abandoned_imports),
)
