"""Who hears which message, runs which job and answers which route: explicit tables, in floor order."""

from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter
from starlette.requests import Request

from copydesk.audit import routes as audit_routes
from copydesk.audit.service import write_events
from copydesk.auth import jobs as auth_jobs
from copydesk.auth import routes as auth_routes
from copydesk.auth import service as auth
from copydesk.auth.domain import CSRF_HEADER, SESSION_COOKIE, csrf_matches
from copydesk.exchange import jobs as exchange_jobs
from copydesk.exchange import routes as exchange_routes
from copydesk.guides import routes as guides_routes
from copydesk.interfaces import routes as interfaces_routes
from copydesk.items import routes as items_routes
from copydesk.kernel.boundary import ActorLookup, Boundary
from copydesk.kernel.clock import Clock, utc_now
from copydesk.kernel.crypto import Vault, load_key
from copydesk.kernel.db import Database
from copydesk.kernel.errors import Forbidden
from copydesk.kernel.jobs import JobHandler, Periodic
from copydesk.kernel.outbox import Subscription
from copydesk.kernel.settings import Settings
from copydesk.projects import jobs as projects_jobs
from copydesk.projects import routes as projects_routes
from copydesk.projects.domain import ROLES
from copydesk.quality import routes as quality_routes
from copydesk.queue import jobs as queue_jobs
from copydesk.queue import routes as queue_routes
from copydesk.reports import jobs as reports_jobs
from copydesk.reports import routes as reports_routes
from copydesk.reports.domain.installation import BACK_UP_JOB
from copydesk.review import jobs as review_jobs
from copydesk.review import routes as review_routes
from copydesk.server import lifecycle
from copydesk.workflows import routes as workflows_routes

ROUTERS: Sequence[APIRouter] = (
    audit_routes.routes.router,
    auth_routes.routes.router,
    projects_routes.routes.router,
    *guides_routes.ROUTERS,
    interfaces_routes.routes.router,
    workflows_routes.routes.router,
    items_routes.routes.router,
    queue_routes.routes.router,
    review_routes.routes.router,
    quality_routes.routes.router,
    exchange_routes.routes.router,
    *reports_routes.ROUTERS,
)

SUBSCRIPTIONS: Sequence[Subscription] = (
    *projects_jobs.SUBSCRIPTIONS,
    *queue_jobs.SUBSCRIPTIONS,
    *review_jobs.SUBSCRIPTIONS,
)

JOBS: Mapping[str, JobHandler] = {}

PERIODIC: Sequence[Periodic] = (
    *lifecycle.PERIODIC,
    *auth_jobs.PERIODIC,
    *projects_jobs.PERIODIC,
    *queue_jobs.PERIODIC,
    *exchange_jobs.PERIODIC,
)

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def jobs_on(database: Database) -> Mapping[str, JobHandler]:
    """Every job by its name; a backup needs the database beside the transaction that jobs get."""
    return {**JOBS, BACK_UP_JOB: partial(reports_jobs.back_up, database=database)}


def make_boundary(settings: Settings, database: Database, clock: Clock = utc_now) -> Boundary:
    key = load_key(settings.secret_key.get_secret_value() if settings.secret_key else None, settings.data_dir)
    return Boundary(database, settings, Vault(key), write_events, SUBSCRIPTIONS, clock)


def find_actor(request: Request) -> ActorLookup | None:
    """Who sends the request: a bearer token, else a session cookie (with its CSRF token when the method may change something)."""
    boundary: Boundary = request.app.state.boundary
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and credentials:
        return auth.lookup_token(credentials.strip(), ROLES, now=boundary.clock())
    session_token = request.cookies.get(SESSION_COOKIE)
    if session_token is None:
        return None
    if request.method not in _SAFE_METHODS and not csrf_matches(
        session_token, request.headers.get(CSRF_HEADER)
    ):
        raise Forbidden(
            "The request lacks the token that proves it comes from Copydesk's own pages. Reload the page.",
            code="csrf",
        )
    return auth.lookup_session(
        session_token, ROLES, now=boundary.clock(), session_days=boundary.settings.session_days
    )
