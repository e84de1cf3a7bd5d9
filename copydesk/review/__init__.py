"""Verdicts on submissions, and the findings that say which rule a text breaks and where.

Tables: `review.review`, `review.finding`.
Messages: none yet; the verdict moves the queue by calling it, because the queue lies below.

    review = await service.give_verdict(ctx, slot_id, token, NewVerdict(verdict="return", findings=[...]))
"""
