"""What the template `reporting/frame.html` and every page of a report needs."""

from typing import Any

from milepost.reporting.models import Report
from milepost.reporting.views import wording


def frame(report: Report) -> dict[str, Any]:
    """Whose page it is and what state the report is in."""
    return {
        "report": report,
        "period": wording.period(report),
        "country_name": report.country.name(wording.language()),
        "tone": wording.tone(report),
    }
