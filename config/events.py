"""Structured logs: an event key and ids, one JSON object a line; never a resident's words."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

Fact = str | int | float | bool | None


def event(key: str, level: int = logging.INFO, **ids: Fact) -> None:
    """Log that something happened: `key` such as "message filed", `ids` as numbers and names of ours."""
    logging.getLogger("novads").log(level, key, extra={"ids": ids})


def log_to_stderr() -> None:
    """Write events to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    logger = logging.getLogger("novads")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    # The scheduler tells of failed jobs with a traceback; here it is a line with the error's name.
    scheduler = logging.getLogger("apscheduler")
    scheduler.handlers[:] = [handler]
    scheduler.setLevel(logging.WARNING)
    scheduler.propagate = False


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One JSON object: time, level, event, ids."""
        told = {"at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")}
        told |= {"level": record.levelname.lower(), "event": record.getMessage()} | getattr(record, "ids", {})
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
        return json.dumps(told, ensure_ascii=False)
