"""HTTP of the human queue."""

from copydesk.kernel.http import SIGNED_IN, CtxDep, Page, Routes
from copydesk.kernel.ids import ItemId, ProjectId, SlotId, SubmissionId, show_id
from copydesk.queue import service
from copydesk.queue.domain import Submission
from copydesk.queue.schemas.checks import CheckOut
from copydesk.queue.schemas.tasks import (
    CheckIn,
    DraftIn,
    HistoryOut,
    LeaseOut,
    NextIn,
    NextOut,
    PriorityIn,
    PriorityOut,
    ProgressOut,
    ReasonOut,
    ReleaseIn,
    SavedDraftOut,
    SkipIn,
    SubmissionOut,
    SubmissionQueryDep,
    SubmitIn,
    SubmitOut,
    TaskOut,
    TokenIn,
    WaitingQueryDep,
    WordProposalIn,
    WordProposedOut,
    WorkOut,
)

routes = Routes("queue")


# What a slot needs depends on its stage (work.annotate or work.review), so these routes only ask for a person.
@routes.post("/projects/{project_id}/next", permission=SIGNED_IN)
async def queue_next(ctx: CtxDep, project_id: ProjectId, body: NextIn) -> NextOut:
    """The task in your hand, else the next one; asking twice never takes two. Without one: the reasons."""
    task, reasons = await service.next_task(ctx, project_id, body.stage, reserve=body.reserve)
    return NextOut(
        task=None if task is None else TaskOut.model_validate(task),
        reasons=[ReasonOut.model_validate(reason) for reason in reasons],
    )


@routes.post("/slots/{slot_id}/start", permission=SIGNED_IN)
async def queue_start(ctx: CtxDep, slot_id: SlotId, body: TokenIn) -> LeaseOut:
    """A reserved task comes on screen: its time begins."""
    return LeaseOut(lease_expires_at=await service.start_task(ctx, slot_id, body.token))


@routes.post("/slots/{slot_id}/resume", permission=SIGNED_IN)
async def queue_resume(ctx: CtxDep, slot_id: SlotId) -> TaskOut:
    """The task that you had begun here, and no other; when somebody else has it meanwhile, your answers can still be sent late."""
    return TaskOut.model_validate(await service.resume_task(ctx, slot_id))


@routes.post("/slots/{slot_id}/heartbeat", permission=SIGNED_IN)
async def queue_heartbeat(ctx: CtxDep, slot_id: SlotId, body: TokenIn) -> LeaseOut:
    """A sign of life, which puts off the end of the lease."""
    return LeaseOut(lease_expires_at=await service.beat(ctx, slot_id, body.token))


@routes.put("/slots/{slot_id}/draft", permission=SIGNED_IN)
async def queue_save_draft(ctx: CtxDep, slot_id: SlotId, body: DraftIn) -> SavedDraftOut:
    """Keeps unsent work, also after the lease is over."""
    saved = await service.save_draft(ctx, slot_id, body.token, body.answers, revision=body.revision)
    return SavedDraftOut.model_validate(saved)


@routes.post("/slots/{slot_id}/submit", permission="work.annotate")
async def queue_submit(ctx: CtxDep, slot_id: SlotId, body: SubmitIn) -> SubmitOut:
    """Sends the answers. Repeating it is safe: it gives the same submission. Other answers with the same token are refused."""
    sent = await service.submit(
        ctx,
        slot_id,
        body.token,
        body.answers,
        active_segments=body.active_segments,
        suppressions=[one.suppression() for one in body.suppressions],
    )
    return SubmitOut.of(sent)


@routes.post("/slots/{slot_id}/check", permission=SIGNED_IN)
async def queue_check(ctx: CtxDep, slot_id: SlotId, body: CheckIn) -> CheckOut:
    """What the checks of the task's guide version say about the written answers as they stand now; `queue_submit` runs the same."""
    report = await service.check_writing(ctx, slot_id, body.token, body.written(), body.part)
    return CheckOut.of(report, body.part)


@routes.post("/slots/{slot_id}/words", permission="work.annotate")
async def queue_propose_word(ctx: CtxDep, slot_id: SlotId, body: WordProposalIn) -> WordProposedOut:
    """A word of your answer that checks flag is a name. A lead decides whether it comes into the dictionary."""
    state = await service.propose_word(ctx, slot_id, body.token, body.word, body.excerpt)
    return WordProposedOut(state=state)


@routes.post("/slots/{slot_id}/skip", permission=SIGNED_IN, status_code=204)
async def queue_skip(ctx: CtxDep, slot_id: SlotId, body: SkipIn) -> None:
    """Gives a task to others, for good."""
    await service.skip_task(ctx, slot_id, body.token, body.reason)


@routes.post("/slots/{slot_id}/release", permission=SIGNED_IN, status_code=204)
async def queue_release(ctx: CtxDep, slot_id: SlotId, body: ReleaseIn) -> None:
    """Puts a task back for anybody, such as a prefetched one that is not wanted."""
    await service.release_task(ctx, slot_id, body.token, only_reserved=body.only_reserved)


@routes.post("/slots/{slot_id}/free", permission="work.settle", status_code=204)
async def queue_free(ctx: CtxDep, slot_id: SlotId) -> None:
    """A lead takes a task out of somebody's hand; their draft stays with them."""
    await service.free_slot(ctx, slot_id)


@routes.post("/submissions/{submission_id}/undo", permission="work.annotate")
async def queue_undo(ctx: CtxDep, submission_id: SubmissionId) -> TaskOut:
    """Takes one's own submission back: the task again, with the answers as a draft."""
    return TaskOut.model_validate(await service.undo(ctx, submission_id))


@routes.get("/submissions/{submission_id}", permission=SIGNED_IN)
async def submissions_get(ctx: CtxDep, submission_id: SubmissionId) -> SubmissionOut:
    """One's own, or anybody's with `work.read_all`."""
    return SubmissionOut.model_validate(await service.get_submission(ctx, submission_id))


@routes.get("/projects/{project_id}/submissions", permission=SIGNED_IN)
async def submissions_list(
    ctx: CtxDep, project_id: ProjectId, query: SubmissionQueryDep
) -> Page[SubmissionOut]:
    """Newest first. Without `work.read_all` only one's own, by one's own `member_id`."""
    found = await service.list_submissions(
        ctx, project_id, query.wanted(), before=query.cursor, limit=query.limit
    )
    return _page(found, query.limit)


@routes.get("/items/{item_id}/history", permission="work.read_all")
async def submissions_of_item(ctx: CtxDep, item_id: ItemId) -> HistoryOut:
    """Everything that people did with an item, oldest first."""
    return HistoryOut.model_validate(await service.item_history(ctx, item_id))


@routes.get("/projects/{project_id}/waiting", permission="work.settle")
async def queue_waiting(ctx: CtxDep, project_id: ProjectId, query: WaitingQueryDep) -> Page[SubmissionOut]:
    """Late answers whose slot somebody else has, newest first."""
    found = await service.list_waiting(ctx, project_id, before=query.cursor, limit=query.limit)
    return _page(found, query.limit)


@routes.post("/submissions/{submission_id}/admit", permission="work.settle")
async def queue_admit(ctx: CtxDep, submission_id: SubmissionId) -> SubmissionOut:
    """Lets a waiting answer count as an extra one."""
    return SubmissionOut.model_validate(await service.admit(ctx, submission_id))


@routes.post("/submissions/{submission_id}/refuse", permission="work.settle")
async def queue_refuse(ctx: CtxDep, submission_id: SubmissionId) -> SubmissionOut:
    """Keeps a waiting answer, but it does not count."""
    return SubmissionOut.model_validate(await service.refuse(ctx, submission_id))


@routes.get("/projects/{project_id}/progress", permission="work.read_all")
async def queue_progress(ctx: CtxDep, project_id: ProjectId) -> ProgressOut:
    """How far each stage is, the pace of the last day, and what each member did."""
    return ProgressOut.model_validate(await service.progress(ctx, project_id))


@routes.put("/projects/{project_id}/priority", permission="work.settle")
async def queue_set_priority(ctx: CtxDep, project_id: ProjectId, body: PriorityIn) -> PriorityOut:
    """Ranks items or a batch before or behind others."""
    n_slots = await service.set_priority(
        ctx, project_id, body.priority, item_ids=body.item_ids, batch_id=body.batch_id
    )
    return PriorityOut(n_slots=n_slots)


@routes.get("/me/work", permission=SIGNED_IN)
async def queue_my_work(ctx: CtxDep) -> Page[WorkOut]:
    """What waits for you in each of your projects."""
    return Page(items=[WorkOut.model_validate(work) for work in await service.my_work(ctx)], next_cursor=None)


def _page(found: list[Submission], limit: int) -> Page[SubmissionOut]:
    """A full page has a following one, which may be empty."""
    next_cursor = show_id("submission", found[-1].id) if len(found) == limit else None
    return Page(items=[SubmissionOut.model_validate(one) for one in found], next_cursor=next_cursor)
