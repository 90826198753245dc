"""The tables. One installation is one database: there is no tenant column."""

from storage.tables.answers import answer_texts, answers, letters
from storage.tables.learning import model_pairs, model_rows, models, review_marks
from storage.tables.messages import messages, polls, reconciliations, sightings
from storage.tables.outbox import alerts, bounces, dead_addresses, outbox
from storage.tables.queue import (
    call_sectors,
    facet_counts,
    facets,
    notes,
    presence,
    relations,
    saved_views,
    search_keys,
)
from storage.tables.schema import Instant, Words, metadata
from storage.tables.staff import roles, roles_users, users
from storage.tables.submissions import documents, proposal_places, proposal_topics, proposals, submissions, terms
from storage.tables.threads import follow_ups, hints
from storage.tables.work import knocks, leases, secrets, trail

__all__ = [
    "Instant",
    "Words",
    "alerts",
    "answer_texts",
    "answers",
    "bounces",
    "call_sectors",
    "dead_addresses",
    "documents",
    "facet_counts",
    "facets",
    "follow_ups",
    "hints",
    "knocks",
    "leases",
    "letters",
    "messages",
    "metadata",
    "model_pairs",
    "model_rows",
    "models",
    "notes",
    "outbox",
    "polls",
    "presence",
    "proposal_places",
    "proposal_topics",
    "proposals",
    "reconciliations",
    "relations",
    "review_marks",
    "roles",
    "roles_users",
    "saved_views",
    "search_keys",
    "secrets",
    "sightings",
    "submissions",
    "terms",
    "trail",
    "users",
]
