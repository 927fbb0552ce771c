"""An evaluation as JSON and as a table, and its comparison with an earlier one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.evaluation import Figures, Outcome, figures
from index.errors import QuestionSetError

if TYPE_CHECKING:
    from rich.table import Table


@dataclass(frozen=True, slots=True)
class Comparison:
    """Question ids that passed before and do not now, and the other way round.

    Questions that only one of the two reports has are left out. ``worse`` holds when a language
    lost more than it gained.
    """

    lost: tuple[str, ...]
    gained: tuple[str, ...]
    worse: bool


def as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The report as one object: figures by language, then what each question got."""
    return {
        "languages": {language: asdict(row) for language, row in figures(outcomes).items()},
        "questions": [
            {
                "id": outcome.question.id,
                "language": outcome.question.language,
                "answerable": outcome.question.answerable,
                "answered": outcome.answered,
                "first_right": outcome.first_right,
                "any_right": outcome.any_right,
                "doubtful": outcome.doubtful,
                "verbatim": outcome.verbatim,
                "passed": outcome.passed,
                "notice": outcome.notice,
            }
            for outcome in outcomes
        ],
    }


def load_baseline(path: Path) -> dict[str, bool]:
    """Question id -> whether it passed, from an earlier report. Raises QuestionSetError."""
    try:
        questions = json.loads(path.read_text(encoding="utf-8"))["questions"]
        return {str(question["id"]): bool(question["passed"]) for question in questions}
    except OSError as error:
        raise QuestionSetError(f"baseline {path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(f"baseline {path} was not made by `eval --json`") from error


def compare(outcomes: Sequence[Outcome], baseline: Mapping[str, bool]) -> Comparison:
    """How the outcomes differ from those of an earlier report."""
    changes: dict[str, int] = {}
    lost: list[str] = []
    gained: list[str] = []
    for outcome in outcomes:
        question = outcome.question
        change = outcome.passed - baseline.get(question.id, outcome.passed)
        changes[question.language] = changes.get(question.language, 0) + change
        if change:
            (gained if change > 0 else lost).append(question.id)
    return Comparison(tuple(lost), tuple(gained), min(changes.values()) < 0)


def as_table(outcomes: Sequence[Outcome]) -> Table:
    """Figures by language, for a terminal."""
    from rich.table import Table

    by_language = figures(outcomes)
    table = Table(
        "",
        *by_language,
        title=f"{len(outcomes)} question{'s' * (len(outcomes) != 1)}",
        title_justify="left",
    )
    for column in table.columns[1:]:
        column.justify = "right"
    rows = [_cells(row) for row in by_language.values()]
    for name in rows[0]:
        table.add_row(name, *(cells[name] for cells in rows))
    return table


def _cells(row: Figures) -> dict[str, str]:
    """The figures of one language as they are read, by their names."""

    def share(count: int, total: int) -> str:
        return f"{count} of {total}" + (f" ({count / total:.0%})" if total else "")

    return {
        "first quote right": share(row.first_right, row.answerable),
        "where not in doubt": share(row.sure_right, row.sure),
        "one of three right": share(row.any_right, row.answerable),
        "wrong silence": share(row.wrong_silence, row.answerable),
        "silent when it should be": share(row.silent_right, row.unanswerable),
        "all quotes verbatim": share(row.verbatim, row.answerable + row.unanswerable),
        "milliseconds, p50": f"{row.ms_p50:.1f}",
        "milliseconds, p95": f"{row.ms_p95:.1f}",
    }
