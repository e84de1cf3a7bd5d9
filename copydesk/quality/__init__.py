"""How far people agree: per question, with intervals, and per member; what the rules of the guide have and how often they are cited.

Tables: none; it reads submissions and computes with `stats`.
Messages: none.

    report = await service.project_quality(ctx, project_id)      # questions and members, each estimate with its interval
"""
