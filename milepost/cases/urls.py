"""Addresses of cases. `<country>/<number>` names a case; the last word is the verb. None holds a child's name."""

from django.urls import URLPattern, URLResolver, include, path

from milepost.cases.views import (
    attachment,
    basis,
    case,
    concern_report,
    desk,
    group_meeting,
    guest,
    printing,
    referral,
    sections,
)

app_name = "cases"

_report: list[URLPattern | URLResolver] = [
    path("", concern_report.concern, name="concern"),
    path("screen-out/", concern_report.screen_out, name="screen_out"),
    path("screen-out/confirm/", concern_report.confirm_screen_out, name="confirm_screen_out"),
    path("register/", concern_report.register, name="register"),
]

_case: list[URLPattern | URLResolver] = [
    path("", case.case, name="case"),
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
    path("services/ask/", referral.refer, name="refer"),
    path("services/<uuid:pk>/answer/", referral.answer_referral, name="answer_referral"),
    path("services/<uuid:pk>/end/", referral.end_referral, name="end_referral"),
    path("review/", sections.review, name="review"),
    path("close/", sections.propose_close, name="propose_close"),
    path("close/decide/", sections.decide_close, name="decide_close"),
    path("reopen/", case.reopen, name="reopen"),
    path("transfer/", case.transfer, name="transfer"),
    path("transfer/decide/", case.decide_transfer, name="decide_transfer"),
    path("place/", sections.place, name="place"),
    path("nrm/", sections.nrm, name="nrm"),
    path("criminal/", sections.criminal, name="criminal"),
    path("attachments/add/", attachment.attach, name="attach"),
    path("attachments/<uuid:attachment>/", attachment.view_attachment, name="view_attachment"),
    path("attachments/<uuid:attachment>/content/", attachment.attachment_content, name="attachment_content"),
    path("attachments/<uuid:attachment>/original/", attachment.attachment_original, name="attachment_original"),
    path("attachments/<uuid:attachment>/remove/", attachment.remove_attachment, name="remove_attachment"),
    path("basis/", basis.state_basis, name="state_basis"),
    path("basis/<uuid:basis>/withdraw/", basis.withdraw_basis, name="withdraw_basis"),
    path("print/", printing.print_file, name="print_file"),
    path("group/convene/", group_meeting.convene_group, name="convene_group"),
    path("group/hold/", group_meeting.hold_group, name="hold_group"),
    path("group/cancel/", group_meeting.cancel_group, name="cancel_group"),
    path("guests/invite/", guest.invite_guest, name="invite_guest"),
    path("guests/<uuid:pk>/end/", guest.end_guest, name="end_guest"),
]

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("all/", desk.cases, name="cases"),
    path("board/", desk.board, name="board"),
    path("report/", concern_report.report, name="report"),
    path("invited/", guest.invited, name="invited"),
    path("proceedings/", guest.proceedings, name="proceedings"),
    path("reported/", concern_report.own, name="own_reports"),
    path("reports/<uuid:pk>/", include(_report)),
    path("purposes/<uuid:pk>/see/", case.see_purpose, name="see_purpose"),
    path("<slug:country>/<slug:number>/", include(_case)),
]
