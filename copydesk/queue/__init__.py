"""The human queue: who gets which task, leases, drafts, submissions and what becomes of them.

Tables: `queue.queue`, `queue.draw`, `queue.passed`, `queue.slot`, `queue.taken`, `queue.claim`, `queue.draft`, `queue.submission`.
Messages: `queue.answer_submitted`, `queue.submission_undone`, `queue.submission_settled`, `queue.submissions_imported`.

    task, reasons = await service.next_task(ctx, project_id, "annotate", reserve=False)
    sent = await service.submit(ctx, task.slot_id, task.token, answers, active_segments=[])
"""
