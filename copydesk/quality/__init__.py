"""How far people agree: per question, with intervals, and per member.

Tables: none; it reads submissions and computes with `stats`.
Messages: none.

    report = await service.project_quality(ctx, project_id)      # questions and members, each estimate with its interval
"""
