"""Published forms. They never change, so each process keeps those that it uses."""

from collections import OrderedDict
from typing import Final

from copydesk.interfaces import store
from copydesk.interfaces.domain import InterfaceVersion, VersionSummary
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import NotFound

KEPT_MAX: Final = 256
_kept: OrderedDict[tuple[str, int, str, int], InterfaceVersion] = OrderedDict()


async def get_version(ctx: Ctx, version_id: int) -> InterfaceVersion:
    """For slices that hold the pin and have checked their own permission; mostly without a round trip. Raises NotFound."""
    place = ctx.conn.info
    key = (place.host, place.port, place.dbname, version_id)
    version = _kept.get(key) or await store.select_version(ctx.conn, version_id)
    if version is None:
        raise NotFound("interface version")
    _kept[key] = version
    _kept.move_to_end(key)
    if len(_kept) > KEPT_MAX:
        _kept.popitem(last=False)
    return version


async def read_version(ctx: Ctx, version_id: int) -> InterfaceVersion:
    """For those who may see the project's form."""
    version = await get_version(ctx, version_id)
    ctx.require("interface.read", version.project_id, "interface version")
    return version


async def latest_version(ctx: Ctx, project_id: int) -> InterfaceVersion | None:
    """The newest version, for slices above; None where none is published."""
    return await store.select_latest_version(ctx.conn, project_id)


async def list_versions(ctx: Ctx, project_id: int, *, before: int | None, limit: int) -> list[VersionSummary]:
    """Newest first; at most `limit` with an id below `before`."""
    ctx.require("interface.read", project_id)
    return await store.select_versions(ctx.conn, project_id, before=before, limit=limit)
