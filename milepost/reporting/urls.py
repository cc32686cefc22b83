"""Addresses of reports. `<country>/<start>/<version>` names a report; the last word is the verb or the page."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from milepost.reporting.converters import Day
from milepost.reporting.views import (
    answer,
    approval,
    carry,
    checks,
    compare,
    contribution,
    decide,
    events,
    export,
    history,
    importing,
    offer,
    report,
    reports,
    review,
    settle,
    submission,
    threads,
    whole,
)

register_converter(Day, "day")

app_name = "reporting"

_slot: list[URLPattern | URLResolver] = [
    path("", answer.answer, name="answer"),
    path("both/", settle.settle, name="settle"),
    path("history/", history.history, name="history"),
    path("restore/<int:number>/", history.restore, name="restore"),
    path("confirm/", answer.confirm, name="confirm"),
    path("ask/", contribution.ask, name="ask"),
    path("comment/", threads.comment, name="comment"),
]

_report: list[URLPattern | URLResolver] = [
    path("", report.report, name="report"),
    path("all/", whole.whole, name="whole"),
    path("events/", events.events, name="events"),
    path("answers/<slug:question>/", include(_slot)),
    path("answers/<slug:question>/<int:item>/", include(_slot)),
    path("checks/", checks.checks, name="checks"),
    path("checks/<slug:fingerprint>/justify/", checks.justify, name="justify"),
    path("import/", importing.import_document, name="import"),
    path("imports/<int:pk>/", importing.document, name="document"),
    path("imports/<int:pk>/original/", importing.original, name="original"),
    path("imports/<int:pk>/pieces/<int:number>/place/", importing.place, name="place"),
    path("imports/<int:pk>/answers/<int:answer>/decide/", importing.decide, name="decide_imported"),
    path("export/", export.exports, name="exports"),
    path("export/<slug:format>/", export.export, name="export"),
    path("compare/", compare.compare, name="compare"),
    path("contributions/", contribution.contributions, name="contributions"),
    path("review/", review.rounds, name="review"),
    path("review/send/", review.send_for_review, name="send_for_review"),
    path("review/withdraw/", review.withdraw, name="withdraw"),
    path("review/send-back/", approval.send_back, name="send_back"),
    path("review/approve/", approval.approve, name="approve"),
    path("review/<int:number>/", review.round_, name="round"),
    path("review/<int:number>/<slug:format>/", review.file, name="round_file"),
    path("threads/<int:pk>/reply/", threads.reply, name="reply"),
    path("threads/<int:pk>/resolve/", threads.resolve, name="resolve"),
    path("submit/", submission.submit, name="submit"),
    path("submission/", submission.submission, name="submission"),
    path("submission/<slug:format>/", submission.file, name="submitted_file"),
    path("correct/", submission.correct, name="correct"),
    path("carry/", carry.carry, name="carry"),
]

_contribution: list[URLPattern | URLResolver] = [
    path("", offer.offer, name="offer"),
    path("part.docx", offer.part, name="part"),
    path("import/", offer.import_part, name="import_part"),
    path("decide/", decide.decide, name="decide"),
    path("withdraw/", contribution.withdraw, name="withdraw_contribution"),
]

urlpatterns = [
    path("", reports.reports, name="reports"),
    path("open/", reports.open_report, name="open"),
    path("editions/<slug:code>/form.docx", export.empty_form, name="empty_form"),
    path("contributions/<int:pk>/", include(_contribution)),
    path("<slug:country>/<day:start>/", report.latest, name="latest"),
    path("<slug:country>/<day:start>/<int:version>/", include(_report)),
]
