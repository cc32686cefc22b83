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

// A radio may not say `aria-expanded` (ARIA 1.2): what it opens follows it at once, and it still names it.
class QuietRadios extends Radios {
  syncConditionalRevealWithInputState($input) {
    super.syncConditionalRevealWithInputState($input);
    $input.removeAttribute("aria-expanded");
  }
}

// Words of the password button come translated from the page, as data attributes (`data-i18n.show-password`, ...).
for (const Component of [Button, Checkboxes, ErrorSummary, PasswordInput, QuietRadios, SkipLink]) {
  createAll(Component);
}
