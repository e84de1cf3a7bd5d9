"""Bodies of work with one team each: projects, their members (role, team over time, pseudonym), invitations and settings.

Tables: `projects.project`, `projects.member`, `projects.team`, `projects.team_member`, `projects.invitation`.
Messages: `projects.members_changed` (who may draw from which queue is computed anew).

    project = await service.create_project(ctx, NewProject(name="Helpful answers"))
    invitation = await service.invite(ctx, project.id, role="annotator", email=None)   # shows its link once
"""
