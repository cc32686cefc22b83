"""What a state is. Each room has its own tables of them (`states.py`); the manual and the structure tests read all."""

from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class State:
    """A state: its word, who holds the thing then (a role), and the verbs that lead on (verb -> next state).

    `verbs`: further acts that are open here and leave the state as it is. `tone`: how its word is drawn.
    """

    code: str
    name: str | Promise
    owner: str
    leads_to: dict[str, str]
    verbs: frozenset[str] = field(default_factory=frozenset)
    tone: str = "neutral"
