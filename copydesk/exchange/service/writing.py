"""From good records to rows: items by COPY, further versions, and the judgements that the queue is to write."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from copydesk.exchange.domain.imports import Import, SeenItems
from copydesk.exchange.domain.records import KnownJudgement, MappedJudgement, Ready, Target
from copydesk.exchange.service.reading import Chunks
from copydesk.exchange.service.reporting import Reporter
from copydesk.exchange.store import known as store
from copydesk.interfaces import service as interfaces
from copydesk.interfaces.domain import InterfaceVersion
from copydesk.items import service as items
from copydesk.items.domain import KnownItem, NewItem, NewVersion
from copydesk.kernel.ctx import Ctx
from copydesk.kernel.errors import Conflict
from copydesk.projects import service as projects
from copydesk.queue.domain import ImportedSubmission

# The queue writes its rows by the thousand; so many of the latest are remembered here because it cannot be asked for them yet.
_LATEST_MAX = 10_000


@dataclass
class _Sorted:
    """A chunk's records by what becomes of them. `again` has the later records of an item that stands in the chunk twice."""

    new: list[Ready] = field(default_factory=list[Ready])
    changed: list[tuple[Ready, KnownItem]] = field(default_factory=list[tuple[Ready, KnownItem]])
    present: list[tuple[Ready, KnownItem]] = field(default_factory=list[tuple[Ready, KnownItem]])
    again: list[tuple[Ready, Ready]] = field(default_factory=list[tuple[Ready, Ready]])
    first: dict[str, Ready] = field(default_factory=dict[str, Ready])


@dataclass
class Writer:
    """Writes one import in the transaction of `ctx`. `pinned` is the form that its judgements belong to."""

    ctx: Ctx
    begun: Import
    reporter: Reporter
    pinned: InterfaceVersion | None
    batch_id: int | None = None
    _seen: SeenItems = field(default_factory=SeenItems)
    _latest: dict[tuple[int, int], dict[str, object]] = field(
        default_factory=dict[tuple[int, int], dict[str, object]]
    )

    async def write(self, chunks: Chunks) -> AsyncIterator[ImportedSubmission]:
        """Write the items of every chunk; what people said about them comes out for the queue to write."""
        async for chunk in chunks:
            about = await (
                self._targets(chunk) if self.begun.holds == "judgements" else self._write_items(chunk)
            )
            for submission in await self._judged(about):
                yield submission

    async def _write_items(self, chunk: list[Ready]) -> list[tuple[Ready, Target]]:
        sorted_ = await self._sort(chunk)
        targets = {id(ready): _target(ready, item) for ready, item in sorted_.present}
        if sorted_.new:
            new = [ready.item for ready in sorted_.new if ready.item]
            copied = await items.copy_items(self.ctx, self.begun.project_id, await self._batch(), new)
            for ready, item_id, version_id in zip(
                sorted_.new, copied.item_ids, copied.version_ids, strict=True
            ):
                self._seen.add(item_id)
                if ready.judgements:
                    targets[id(ready)] = Target(None, item_id, version_id, ready.response_ids)
            self.reporter.counts.n_created += len(new)
        if sorted_.changed:
            targets |= await self._write_versions(sorted_.changed)
        for ready, first in sorted_.again:
            if id(first) in targets:
                targets[id(ready)] = targets[id(first)]
        return [(ready, targets[id(ready)]) for ready in chunk if ready.judgements and id(ready) in targets]

    async def _write_versions(self, changed: list[tuple[Ready, KnownItem]]) -> dict[int, Target]:
        """New versions where they were asked for; else the items stay, and judgements of the other content are left out."""
        if not self.begun.updates:
            for ready, _ in changed:
                self.reporter.changed(ready.record)
            return {}
        versions = [
            NewVersion(known.item_id, known.n_versions + 1, ready.item.content, ready.item.content_hash)
            for ready, known in changed
            if ready.item
        ]
        version_ids = await items.copy_versions(self.ctx, await self._batch(), versions)
        self.reporter.counts.n_changed += len(versions)
        return {
            id(ready): Target(known.external_id, known.item_id, version_id, ready.response_ids)
            for (ready, known), version_id in zip(changed, version_ids, strict=True)
        }

    async def _sort(self, chunk: list[Ready]) -> _Sorted:
        """Which records are new, changed or as they were. The same id twice in a file is wrong, except where each record
        brings a judgement of the same content.
        """
        external_ids = [ready.item.external_id for ready in chunk if ready.item and ready.item.external_id]
        find = items.lock_known if self.begun.updates else items.find_known
        known = await find(self.ctx, self.begun.project_id, external_ids) if external_ids else {}
        sorted_ = _Sorted()
        for ready in chunk:
            if ready.item is not None:
                self._sort_one(ready, ready.item, known, sorted_)
        return sorted_

    def _sort_one(self, ready: Ready, item: NewItem, known: dict[str, KnownItem], sorted_: _Sorted) -> None:
        external_id = item.external_id
        if external_id is None:
            sorted_.new.append(ready)
            return
        first = sorted_.first.setdefault(external_id, ready)
        stored = known.get(external_id)
        if first is not ready:
            if first.item is not None and self._may_repeat(ready, item, first.item.content_hash):
                sorted_.again.append((ready, first))
        elif stored is None:
            sorted_.new.append(ready)
        elif not self._seen.add(stored.item_id):
            if self._may_repeat(ready, item, stored.content_hash):
                sorted_.present.append((ready, stored))
        elif stored.content_hash == item.content_hash:
            self.reporter.counts.n_unchanged += 1
            sorted_.present.append((ready, stored))
        else:
            sorted_.changed.append((ready, stored))

    def _may_repeat(self, ready: Ready, item: NewItem, first_hash: bytes) -> bool:
        if ready.judgements and item.content_hash == first_hash:
            return True
        differs = " with other content" if ready.judgements else ""
        self.reporter.bad(ready.record, f"the id {item.external_id} stands twice in this file{differs}")
        return False

    async def _batch(self) -> int:
        if self.batch_id is None:
            self.batch_id = await items.open_batch(self.ctx, self.begun.project_id, self.begun.filename)
        return self.batch_id

    async def _targets(self, chunk: list[Ready]) -> list[tuple[Ready, Target]]:
        """In a file of judgements: the items that they name."""
        wanted = [judgement.item for ready in chunk for judgement in ready.judgements if judgement.item]
        found = await store.select_targets(self.ctx.conn, self.begun.project_id, list(dict.fromkeys(wanted)))
        targets = {target.external_id: target for target in found}
        about: list[tuple[Ready, Target]] = []
        for ready in chunk:
            for judgement in ready.judgements:
                target = targets.get(judgement.item)
                if target is None:
                    self.reporter.bad(
                        ready.record,
                        f"there is no item with the external id {judgement.item} in this project",
                    )
                else:
                    about.append((Ready(ready.record, None, target.response_ids, [judgement]), target))
        return about

    async def _judged(self, about: list[tuple[Ready, Target]]) -> list[ImportedSubmission]:
        """The judgements that are good and not there yet."""
        if not about:
            return []
        form = self.pinned
        if form is None:
            raise Conflict(
                "Publish the form of the tasks and the stages first: judgements belong to a version of them.",
                code="not_published",
            )
        good = [
            (ready, target, judgement)
            for ready, target in about
            for judgement in ready.judgements
            if self._is_good(form, ready, target, judgement)
        ]
        refs = list(dict.fromkeys(judgement.by for _, _, judgement in good))
        members = (
            await projects.ensure_imported_members(self.ctx, self.begun.project_id, refs) if refs else {}
        )
        pairs = [(target.item_id, members[judgement.by]) for _, target, judgement in good]
        there = await self._there(pairs)
        now = self.ctx.now()
        submissions: list[ImportedSubmission] = []
        for (ready, target, judgement), pair in zip(good, pairs, strict=True):
            if self._is_new(ready, judgement, pair, there):
                displayed = judgement.displayed or target.response_ids
                submissions.append(
                    ImportedSubmission(
                        pair[1],
                        target.item_id,
                        target.item_version_id,
                        judgement.answers,
                        displayed,
                        judgement.at or now,
                    )
                )
        self.reporter.counts.n_judgements += len(submissions)
        return submissions

    def _is_good(
        self, form: InterfaceVersion, ready: Ready, target: Target, judgement: MappedJudgement
    ) -> bool:
        displayed = judgement.displayed
        if displayed is not None and sorted(displayed) != sorted(target.response_ids):
            shown = ", ".join(target.response_ids)
            self.reporter.bad(
                ready.record, f"the displayed responses are not those of the item, which has {shown}"
            )
            return False
        faults = interfaces.validate_answers(form, judgement.answers, target.response_ids)
        if faults:
            words = "; ".join(f"{fault.at} {fault.message}" for fault in faults)
            self.reporter.bad(ready.record, f"the answers do not fit the form: {words}")
        return not faults

    async def _there(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], KnownJudgement]:
        if not pairs:
            return {}
        item_ids, member_ids = zip(*pairs, strict=True)
        found = await store.select_judgements(self.ctx.conn, item_ids, member_ids)
        return {(judgement.item_id, judgement.member_id): judgement for judgement in found}

    def _is_new(
        self,
        ready: Ready,
        judgement: MappedJudgement,
        pair: tuple[int, int],
        there: dict[tuple[int, int], KnownJudgement],
    ) -> bool:
        """One judgement of a person about an item; the same again is nothing new, another one is an error."""
        self.reporter.counts.people.add(pair[1])
        stored = there.get(pair)
        answers = self._latest.get(pair) if stored is None else stored.answers
        if answers is None:
            self._latest[pair] = judgement.answers
            if len(self._latest) > _LATEST_MAX:
                del self._latest[next(iter(self._latest))]
            return True
        if answers == judgement.answers:
            self.reporter.counts.n_judgements_known += 1
        else:
            self.reporter.bad(
                ready.record, f"{judgement.by} has judged this item already, with other answers"
            )
        return False


def _target(ready: Ready, item: KnownItem) -> Target:
    return Target(item.external_id, item.item_id, item.version_id, ready.response_ids)
