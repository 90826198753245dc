"""The nouns that are stored, frozen. Times are aware and in UTC; texts are as the sender wrote them."""

from storage.records.answers import Answer, AnswerKind, AnswerText, Letter, NewAnswer
from storage.records.messages import (
    Fetched,
    Message,
    MessageState,
    PollResult,
    Reconciliation,
    Sighting,
    StoredOriginal,
)
from storage.records.outbox import Alert, Bounce, NewOutgoing, Outgoing, OutgoingState
from storage.records.problems import ProblemKind
from storage.records.proposals import Decision, Proposal, ProposalState, Suggested, Term, Version
from storage.records.reasons import ReasonKind
from storage.records.remarks import Remark, sentences
from storage.records.submissions import NewDocument, NewMatter, NewSubmission, StoredDocument, Submission
from storage.records.threads import FollowUp, Hint

__all__ = [
    "Alert",
    "Answer",
    "AnswerKind",
    "AnswerText",
    "Bounce",
    "Decision",
    "Fetched",
    "FollowUp",
    "Hint",
    "Letter",
    "Message",
    "MessageState",
    "NewAnswer",
    "NewDocument",
    "NewMatter",
    "NewOutgoing",
    "NewSubmission",
    "Outgoing",
    "OutgoingState",
    "PollResult",
    "ProblemKind",
    "Proposal",
    "ProposalState",
    "ReasonKind",
    "Reconciliation",
    "Remark",
    "Sighting",
    "StoredDocument",
    "StoredOriginal",
    "Submission",
    "Suggested",
    "Term",
    "Version",
    "sentences",
]
