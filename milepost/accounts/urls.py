"""Addresses of sign-in and people."""

from django.urls import path

from milepost.accounts import views

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.change_password, name="change_password"),
    path("people/", views.people, name="people"),
    path("people/<slug:country>/add/", views.add, name="add"),
    path("people/<slug:country>/<int:pk>/assign/", views.assign, name="assign"),
    path("people/<slug:country>/<int:pk>/reset/", views.reset, name="reset"),
    path("people/assignments/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]

# The names that allauth looks for. Nobody signs up or resets a password alone, so these lead to the sign-in page.
allauth_names = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/", views.sign_in, name="account_signup"),
    path("sign-in/", views.sign_in, name="account_reset_password"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("password/", views.change_password, name="account_change_password"),
]
