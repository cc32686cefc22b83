"""Addresses of cases. `<country>/<number>` names a case; the last word is the verb. None holds a child's name."""

from django.urls import URLPattern, URLResolver, include, path

from milepost.cases.views import accesses, case, concern_report, desk, sections

app_name = "cases"

_report: list[URLPattern | URLResolver] = [
    path("", concern_report.concern, name="concern"),
    path("screen-out/", concern_report.screen_out, name="screen_out"),
    path("screen-out/confirm/", concern_report.confirm_screen_out, name="confirm_screen_out"),
    path("register/", concern_report.register, name="register"),
]

_case: list[URLPattern | URLResolver] = [
    path("", case.case, name="case"),
    path("accesses/", accesses.accesses, name="accesses"),
    path("purpose/", case.state_purpose, name="state_purpose"),
    path("assign/", case.assign, name="assign"),
    path("assess/", sections.assess, name="assess"),
    path("assess-fully/", sections.assess_fully, name="assess_fully"),
    path("exploitation/", sections.record_exploitation, name="record_exploitation"),
    path("plan/", sections.plan, name="plan"),
    path("plan/agree/", sections.agree_plan, name="agree_plan"),
    path("plan/approve/", sections.approve_plan, name="approve_plan"),
    path("plan/actions/<uuid:pk>/end/", sections.end_action, name="end_action"),
    path("contact/", sections.contact, name="contact"),
    path("review/", sections.review, name="review"),
    path("close/", sections.propose_close, name="propose_close"),
    path("close/decide/", sections.decide_close, name="decide_close"),
    path("reopen/", case.reopen, name="reopen"),
    path("transfer/", case.transfer, name="transfer"),
    path("transfer/decide/", case.decide_transfer, name="decide_transfer"),
    path("place/", sections.place, name="place"),
    path("nrm/", sections.nrm, name="nrm"),
    path("criminal/", sections.criminal, name="criminal"),
]

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("all/", desk.cases, name="cases"),
    path("board/", desk.board, name="board"),
    path("report/", concern_report.report, name="report"),
    path("reported/", concern_report.own, name="own_reports"),
    path("reports/<uuid:pk>/", include(_report)),
    path("purposes/<uuid:pk>/see/", case.see_purpose, name="see_purpose"),
    path("<slug:country>/<slug:number>/", include(_case)),
]
