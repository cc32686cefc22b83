// Saves a form while someone writes, and keeps the words on the device until the server has them.
//
//   <form method="post" data-autosave data-autosave-key="al/2022-05-01/1/overall_progress">
//     <input type="hidden" name="base" value="7">  the revision that the text was written on
//     ... fields ... and {% include "ui/components/autosave_status.html" %}
//
// The answer to a save is JSON: {state: "saved", base, at} · 409 {state: "conflict", url} ·
// 401 or 403 {state: "signed_out", url} · 422 {state: "invalid", errors: {field: [sentence]}}.
// A form `data-forget="key"` drops what is kept under the key when it is sent; `data-forget` (sign-out) drops all.
// Every sentence shown comes from the page (data-autosave-words), so it is in the reader's language.

const SAVE_AFTER = 2000;
const KEEP_AFTER = 300;
const RETRY_FIRST = 4000;
const RETRY_LONGEST = 60000;
const KEEPALIVE_LIMIT = 60000; // browsers refuse larger bodies while a page closes
const PREFIX = "milepost/";

const person = () => `${PREFIX}${document.body.dataset.person || ""}/`;

// Storage can be full, or forbidden by the browser: writing goes on, the page then simply has no second copy.
const kept = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(person() + key));
    } catch {
      return null;
    }
  },
  write(key, record) {
    try {
      localStorage.setItem(person() + key, JSON.stringify(record));
    } catch {
      /* as above */
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(person() + key);
    } catch {
      /* as above */
    }
  },
  removeAll() {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    } catch {
      /* as above */
    }
  },
};

const clock = (time) => new Date(time).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const spaces = (text) => text.replace(/\s+/g, " ").trim();
// The server writes marks in one spelling: a text that was sent is compared without spaces and escapes.
const bare = (text) => text.replace(/[\s\\*]+/g, "");

class Autosave {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.autosaveKey;
    this.status = form.querySelector("[data-autosave-status]");
    this.words = form.querySelector("template[data-autosave-words]");
    this.saved = this.serialised();
    this.delay = RETRY_FIRST;
    this.restore();
    this.listen();
  }

  listen() {
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.leaving());
    window.addEventListener("pagehide", () => this.leaving());
    window.addEventListener("pageshow", () => (this.sending = false));
    window.addEventListener("online", () => this.unsaved() && this.save());
    window.addEventListener("offline", () => this.unsaved() && this.show("offline"));
    window.addEventListener("beforeunload", (event) => this.warn(event));
  }

  // What the form holds -------------------------------------------------------------------------------------------

  controls() {
    const skipped = ["hidden", "file", "submit", "button", "password"];
    return [...this.form.elements].filter((control) => control.name && !skipped.includes(control.type));
  }

  values() {
    const values = {};
    for (const control of this.controls()) {
      const choice = control.type === "radio" || control.type === "checkbox";
      if (choice && !control.checked) continue;
      (values[control.name] ||= []).push(control.value);
    }
    return values;
  }

  fill(values) {
    for (const control of this.controls()) {
      const wanted = values[control.name] || [];
      if (control.type === "radio" || control.type === "checkbox") control.checked = wanted.includes(control.value);
      else control.value = wanted[0] ?? "";
      control.dispatchEvent(new Event("milepost:filled", { bubbles: true }));
    }
  }

  serialised() {
    return JSON.stringify(this.values());
  }

  base() {
    return this.form.elements.namedItem("base");
  }

  unsaved() {
    return !this.stopped && !this.sending && this.serialised() !== this.saved;
  }

  // Typing --------------------------------------------------------------------------------------------------------

  changed() {
    clearTimeout(this.keeping);
    clearTimeout(this.saving);
    this.keeping = setTimeout(() => this.keep(), KEEP_AFTER);
    if (this.stopped) return;
    if (this.state === "saved") this.show("waiting");
    this.saving = setTimeout(() => this.save(), SAVE_AFTER);
  }

  keep(sent = false) {
    clearTimeout(this.keeping);
    if (this.serialised() === this.saved) kept.remove(this.key);
    else kept.write(this.key, { at: Date.now(), base: this.base()?.value, values: this.values(), sent });
  }

  leaving() {
    if (!this.unsaved()) return;
    this.keep(true);
    this.save(true);
  }

  warn(event) {
    const lost = ["offline", "failed", "signed_out"].includes(this.state) || !navigator.onLine;
    if (this.unsaved() && lost) event.preventDefault();
  }

  // Sending the form itself: once, after a save under way has ended, and never into a missing line -------------------

  submitted(event) {
    if (this.sending || event.defaultPrevented) {
      event.preventDefault();
    } else if (!navigator.onLine) {
      event.preventDefault();
      this.keep();
      this.show("offline");
    } else if (this.busy) {
      event.preventDefault();
      this.busy.then(() => this.form.requestSubmit(event.submitter));
    } else {
      this.keep(true);
      this.sending = true;
    }
  }

  // Saving --------------------------------------------------------------------------------------------------------

  save(closing = false) {
    clearTimeout(this.saving);
    if (!this.unsaved()) return;
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = this.post(closing).finally(() => {
      this.busy = null;
      if (this.again && this.state === "saved") this.save();
      this.again = false;
    });
  }

  async post(closing) {
    const sent = this.serialised();
    const body = new FormData(this.form);
    if (!this.state || this.state === "saved" || this.state === "waiting") this.show("saving");
    let response;
    try {
      response = await fetch(this.form.action, {
        method: "POST",
        body,
        headers: { "X-Autosave": "1", Accept: "application/json" },
        keepalive: closing && sent.length < KEEPALIVE_LIMIT,
      });
    } catch {
      this.later("offline");
      return;
    }
    await this.answered(response, sent);
  }

  async answered(response, sent) {
    const answer = await response.json().catch(() => null);
    if (answer?.state === "saved" && response.ok) this.done(answer, sent);
    else if (answer?.state === "conflict") this.stop(answer);
    else if (answer?.state === "invalid") this.show("invalid", { errors: Object.values(answer.errors).flat().join(" ") });
    else if (answer?.state === "signed_out") this.signedOut(answer.url);
    else if (response.redirected && !answer) this.signedOut(response.url);
    else if (response.status === 403 && !this.renewed) await this.renew();
    else this.later("failed");
  }

  done(answer, sent) {
    this.saved = sent;
    this.delay = RETRY_FIRST;
    this.renewed = false;
    const base = this.base();
    if (base && answer.base !== undefined) base.value = answer.base;
    this.keep();
    this.show(this.unsaved() ? "waiting" : "saved", { at: answer.at || clock(Date.now()) });
    if (this.unsaved()) this.saving = setTimeout(() => this.save(), SAVE_AFTER);
  }

  stop(answer) {
    this.keep();
    this.stopped = true;
    this.show("conflict", { url: answer.url });
  }

  signedOut(url) {
    this.keep();
    this.show("signed_out", { url });
  }

  later(state) {
    this.keep();
    this.show(state);
    this.saving = setTimeout(() => this.save(), this.delay);
    this.delay = Math.min(this.delay * 2, RETRY_LONGEST);
  }

  // After signing in again the form's token is an old one: take a new one from a fresh copy of this page.
  async renew() {
    this.renewed = true;
    try {
      const response = await fetch(window.location.href, { headers: { Accept: "text/html" } });
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
      const token = fresh.querySelector("input[name=csrfmiddlewaretoken]")?.value;
      if (response.redirected && !fresh.querySelector("[data-autosave]")) return this.signedOut(response.url);
      for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) if (token) input.value = token;
      await this.post(false);
    } catch {
      this.later("offline");
    }
  }

  async retry() {
    await this.busy;
    this.renewed = false;
    this.busy = this.renew().finally(() => (this.busy = null));
  }

  // What an earlier visit left behind --------------------------------------------------------------------------------

  restore() {
    const record = kept.read(this.key);
    if (!record) return;
    if (this.same(record)) {
      kept.remove(this.key);
      return;
    }
    const before = this.values();
    const base = this.base();
    const newest = base?.value;
    const typed = () => {
      // Words written on an older revision are sent with that revision, so that two texts meet and neither is lost.
      if (base && record.base !== undefined) base.value = record.base;
      this.fill(record.values);
      this.show("restored", { at: clock(record.at), undo: untyped });
      this.saving = setTimeout(() => this.save(), SAVE_AFTER * 5);
    };
    const untyped = () => {
      clearTimeout(this.saving);
      if (base) base.value = newest;
      this.fill(before);
      this.show("undone", { redo: typed });
    };
    typed();
  }

  same(record) {
    const flat = record.sent ? bare : spaces;
    const text = (values) => JSON.stringify(Object.entries(values).map(([name, all]) => [name, ...all.map(flat)]));
    return text(record.values) === text(this.values());
  }

  // What the person is told -------------------------------------------------------------------------------------------

  show(state, { at = "", url = "", errors = "", undo, redo } = {}) {
    this.state = state;
    if (!this.status || !this.words) return;
    const words = this.words.content.querySelector(`[data-word="${state}"]`).cloneNode(true);
    for (const node of words.childNodes) if (node.nodeType === 3) node.data = node.data.replace("{at}", at);
    const link = words.querySelector("[data-url]");
    if (link) link.href = url;
    const list = words.querySelector("[data-errors]");
    if (list) list.textContent = errors;
    words.querySelector("[data-retry]")?.addEventListener("click", () => this.retry());
    words.querySelector("[data-undo]")?.addEventListener("click", undo);
    words.querySelector("[data-redo]")?.addEventListener("click", redo);
    this.status.dataset.state = state;
    this.status.replaceChildren(...words.childNodes);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);

document.addEventListener("submit", (event) => {
  const { forget } = event.target.dataset;
  if (forget === "") kept.removeAll();
  else if (forget) kept.remove(forget);
});
