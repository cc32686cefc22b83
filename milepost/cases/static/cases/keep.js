// Keeps a form while someone types: sealed, on the server. Nothing of it is ever put into the browser's own stores,
// which whoever holds the machine could read.
//
//   <form method="post" data-keep="/cases/al/01-2026-0001/draft/assess/"> … fields …
//     hidden boxes token, page, seen, and {% include "cases/parts/draft.html" %}
//
// It is sent a few seconds after the last key, when a box is left, and when the page is. The answer is JSON:
// {state: "kept", number, token} · 422 {state: "invalid", errors} · 401 or 403 {state: "signed_out", url}.
// `number` goes along as `seen`: where another window kept the same form meanwhile, the server keeps both, and `token`
// is the new one of this window.

const AFTER = 3000; // milliseconds without a key
const AT_LATEST = 15000; // milliseconds of typing without a rest
const RETRY_FIRST = 4000;
const RETRY_LONGEST = 60000;
const KEEPALIVE_LIMIT = 60000; // browsers refuse larger bodies while a page closes

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);

class Keep {
  constructor(form, status) {
    this.form = form;
    this.status = status;
    this.words = form.querySelector("template[data-keep-words]");
    this.kept = this.typed();
    this.delay = RETRY_FIRST;
    form.addEventListener("input", () => this.changed(AFTER));
    form.addEventListener("change", () => this.changed(300));
    form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("submit", ({ target }) => target.matches("[data-keep-not]") && (this.sending = true));
    document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? this.keep(true) : this.back()));
    window.addEventListener("pagehide", () => this.keep(true));
    window.addEventListener("pageshow", (event) => event.persisted && (this.sending = false));
    window.addEventListener("online", () => this.back());
    window.addEventListener("offline", () => this.unkept() && this.show("offline"));
    window.addEventListener("beforeunload", (event) => this.warn(event));
  }

  data() {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string" && name !== "csrfmiddlewaretoken") data.append(name, value);
    return data;
  }

  typed() {
    const data = this.data();
    for (const name of ["token", "base", "page", "seen"]) data.delete(name);
    return data.toString();
  }

  unkept() {
    return !this.sending && this.typed() !== this.kept;
  }

  changed(after) {
    clearTimeout(this.waiting);
    this.since ||= Date.now();
    const wait = Math.min(after, Math.max(0, this.since + AT_LATEST - Date.now()));
    this.waiting = setTimeout(() => this.keep(), wait);
  }

  back() {
    if (this.unkept()) this.keep();
  }

  warn(event) {
    const failing = ["offline", "failed", "signed_out", "refused"].includes(this.state) || !navigator.onLine;
    if (this.unkept() && failing) event.preventDefault();
  }

  // The form itself goes once, after what is under way has ended, and never into a missing line.
  submitted(event) {
    if (this.sending || event.defaultPrevented) {
      event.preventDefault();
    } else if (!navigator.onLine) {
      event.preventDefault();
      this.show("offline");
    } else if (this.busy) {
      event.preventDefault();
      const { submitter } = event;
      this.busy.then(() => this.form.requestSubmit(submitter));
    } else {
      clearTimeout(this.waiting);
      this.renew();
      this.sending = true;
    }
  }

  keep(closing = false) {
    clearTimeout(this.waiting);
    if (!this.unkept()) return;
    if (this.busy) {
      this.again = true;
      // What hides the page often closes it too: the same words are not sent twice on the way out.
      if (!closing || this.leaving === this.typed()) return;
    }
    if (closing) this.leaving = this.typed();
    const turn = this.post(closing).finally(() => {
      if (this.busy === turn) this.busy = this.leaving = null;
      if (this.again && this.state === "kept") this.back();
      this.again = false;
    });
    this.busy = turn;
  }

  async post(closing) {
    const typed = this.typed();
    const body = this.data();
    let response;
    try {
      response = await fetch(this.form.dataset.keep, {
        method: "POST",
        body,
        headers: { "X-Autosave": "1", "X-CSRFToken": this.renew(), Accept: "application/json" },
        keepalive: closing && body.toString().length < KEEPALIVE_LIMIT,
        redirect: "manual",
        cache: "no-store",
      });
    } catch {
      this.later("offline");
      return;
    }
    const answer = await response.json().catch(() => null);
    if (response.ok && answer?.state === "kept") this.done(typed, answer);
    else if (answer?.state === "invalid") this.later("refused", { errors: Object.values(answer.errors).flat().join(" ") });
    else if (answer?.state === "signed_out") this.later("signed_out", { url: answer.url });
    else this.later("failed");
  }

  done(typed, answer) {
    this.kept = typed;
    this.delay = RETRY_FIRST;
    this.since = null;
    this.form.elements.namedItem("seen").value = answer.number;
    this.form.elements.namedItem("token").value = answer.token;
    this.show("kept", { at: clock() });
    if (this.unkept()) this.changed(AFTER);
  }

  later(state, words = {}) {
    this.show(state, words);
    this.waiting = setTimeout(() => this.keep(), this.delay);
    this.delay = Math.min(this.delay * 2, RETRY_LONGEST);
  }

  // After signing in again in another tab, the secret of forms is another one: the cookie has it.
  renew() {
    const secret = cookie("csrftoken");
    const boxes = document.querySelectorAll("input[name=csrfmiddlewaretoken]");
    if (secret) for (const box of boxes) box.value = secret;
    return secret || boxes[0]?.value || "";
  }

  show(state, { at = "", url = "", errors = "" } = {}) {
    this.state = state;
    const words = this.words.content.querySelector(`[data-word="${state}"]`).cloneNode(true);
    for (const node of words.childNodes) if (node.nodeType === 3) node.data = node.data.replace("{at}", at);
    const link = words.querySelector("[data-url]");
    if (link) link.href = url;
    const list = words.querySelector("[data-errors]");
    if (list) list.textContent = errors;
    this.status.dataset.state = { kept: "saved", refused: "invalid" }[state] || state;
    this.status.replaceChildren(...words.childNodes);
  }
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const status = form.querySelector("[data-keep-status]");
  if (status) new Keep(form, status);
}
