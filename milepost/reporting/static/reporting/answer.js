// What a save changes beside the form: its state, the notes, the marked words. Read again quietly after each save.
// The page says where from (`data-margin-from` on the form) and which parts (`data-margin="name"`).

const PAUSE = 700;
const form = document.querySelector("form[data-margin-from]");
const status = form?.querySelector("[data-autosave-status]");
let waiting;
let asked = 0;

async function refresh() {
  const turn = ++asked;
  let page;
  try {
    const response = await fetch(form.dataset.marginFrom, { headers: { Accept: "text/html" } });
    if (!response.ok || response.redirected) return;
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return; // no line: the notes stay as they are until the next save
  }
  if (turn !== asked) return;
  for (const old of document.querySelectorAll("[data-margin]")) {
    const fresh = page.querySelector(`[data-margin="${old.dataset.margin}"]`);
    const reading = old.contains(document.activeElement);
    if (fresh && !reading && fresh.innerHTML !== old.innerHTML) old.innerHTML = fresh.innerHTML;
  }
}

if (status) {
  new MutationObserver(() => {
    if (status.dataset.state !== "saved") return;
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  }).observe(status, { attributes: true, attributeFilter: ["data-state"], childList: true });

  // What is taken out must not come back from what this device kept of the form.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target !== form) return;
      const changes = ["add", "remove", "clear"].includes(event.submitter?.name) && navigator.onLine;
      if (changes) form.dataset.forget = form.dataset.autosaveKey;
      else delete form.dataset.forget;
    },
    true,
  );
}
