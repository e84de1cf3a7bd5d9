"""Use cases that write and leave no audit event, each with its reason; a line that is no longer needed fails."""

EXEMPT: dict[str, str] = {
    "audit.write_events": "it writes the events themselves",
    "auth.end_project_grants": "the deletion of the project that it is part of is recorded",
    "auth.forget_old": "drops what had ended by itself",
    "auth.lookup_token": "notes that a token is in use, at every request",
    "auth.put_grant": "the change of membership that it is part of is recorded",
    "auth.read_me": "notes that a session is in use",
    "auth.remove_grant": "the change of membership that it is part of is recorded",
    "guides.forget_texts": "the deletion that it is part of is recorded",
    "guides.remember_text": "the submission or import whose text it is, is recorded",
    "items.copy_items": "an import or a request records one event with the number of all its items",
    "items.copy_versions": "an import or a request records one event with the number of all its versions",
    "items.open_batch": "the import that it is part of is recorded",
    "queue.beat": "a sign of life every half minute",
    "queue.resume_task": "the claim keeps who had it and when, as for every task that is taken",
    "queue.save_draft": "unsent work, saved at every pause in typing",
    "queue.start_task": "the claim keeps when it was begun",
    "reports.read_home": "notes that the person is here",
}
