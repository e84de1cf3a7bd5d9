"""What an answer is like: others' submissions in the project, and the responses of its own item. Nobody is shown others' texts."""

from collections.abc import Mapping, Sequence
from typing import Any

from copydesk.guides import service as guides
from copydesk.guides.domain.likeness import TextRef, signature, similarity
from copydesk.guides.domain.linting import LikenessCheck
from copydesk.interfaces import service as interfaces
from copydesk.items import service as items
from copydesk.kernel.ctx import Ctx
from copydesk.queue.domain import Held
from copydesk.queue.domain.checks import AnswerText, Likeness, written_answers
from copydesk.queue.store import submissions


async def find_likeness(
    ctx: Ctx, held: Held, texts: Sequence[AnswerText], checks: Sequence[Sequence[LikenessCheck]]
) -> list[Likeness]:
    """What the likeness checks of each text say of it; nothing is read where there are none."""
    wanted = {kind for asked in checks for check in asked for kind in check.of}
    responses = await _responses(ctx, held) if "response" in wanted else []
    found: list[Likeness] = []
    for text, asked in zip(texts, checks, strict=True):
        if not asked:
            continue
        sketch = signature(text.text.raw)
        shares = {
            "response": 0.0
            if sketch is None
            else max((similarity(sketch, one) for one in responses), default=0.0),
            "submission": await _share_of_others(ctx, held, text, asked) if "submission" in wanted else 0.0,
        }
        for check in asked:
            kind = max(check.of, key=lambda one: shares[one])
            if shares[kind] >= check.threshold:
                found.append(Likeness(text, check, kind, shares[kind]))
    return found


async def remember_answers(ctx: Ctx, submission_ids: Sequence[int]) -> None:
    """Keep what the written answers of these submissions are like, so that later ones are compared with them."""
    for sent in await submissions.select_answers(ctx.conn, submission_ids):
        form = await interfaces.get_version(ctx, sent.interface_version_id)
        texts = written_answers(form.questions("text"), sent.answers)
        kept = [(TextRef("submission", sent.id, one.text.question), one.text.raw) for one in texts]
        await guides.remember_texts(ctx, sent.project_id, kept)


async def _share_of_others(ctx: Ctx, held: Held, text: AnswerText, checks: Sequence[LikenessCheck]) -> float:
    threshold = min(check.threshold for check in checks)
    alike = await guides.find_alike(ctx, held.project_id, text.text.raw, threshold=threshold)
    ids = [one.ref.id for one in alike if one.ref.kind == "submission"]
    others = await submissions.select_of_others(ctx.conn, ids, held.member_id) if ids else set[int]()
    return max(
        (one.similarity for one in alike if one.ref.kind == "submission" and one.ref.id in others),
        default=0.0,
    )


async def _responses(ctx: Ctx, held: Held) -> list[bytes]:
    versions = await items.load_versions(ctx, [held.item_version_id])
    content: Mapping[str, Any] = versions[held.item_version_id].content
    said = [response.get("content") for response in content.get("responses", [])]
    sketches = [signature(one) for one in said if isinstance(one, str)]
    return [one for one in sketches if one is not None]
