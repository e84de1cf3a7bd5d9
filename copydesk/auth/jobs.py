"""Work by the clock."""

from collections.abc import Sequence

from copydesk.auth import service
from copydesk.kernel.jobs import Periodic

PERIODIC: Sequence[Periodic] = (Periodic("auth.forget_old", "11 * * * * 0", service.forget_old),)
