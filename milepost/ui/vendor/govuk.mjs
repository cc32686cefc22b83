// The behaviours of GOV.UK Frontend that our pages use. Bundled by `python -m milepost.ui.vendor`.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  SkipLink,
  createAll,
} from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

// Words of the password button come translated from the page, as data attributes (`data-i18n.show-password`, ...).
for (const Component of [Button, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) {
  createAll(Component);
}
