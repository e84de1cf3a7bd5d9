"""Who signs in: identities, sessions, personal API tokens, and the opaque grants that other slices write for them.

Tables: `auth.identity`, `auth.session`, `auth.token`, `auth.role_grant`, `auth.sign_in_failure`, `auth.password_link`.
Messages: `auth.identity_erased` (their places in projects end).

    identity = await service.create_identity(ctx, NewIdentity(email="ada@example.org", name="Ada"), password="...")
    await service.put_grant(ctx, identity.id, project_id, member_id, role="annotator")
"""
