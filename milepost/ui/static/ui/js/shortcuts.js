// Single keys for what a page offers: `data-shortcut="n"` on a link, button or box. `?` lists them, j and k go through
// elements marked `data-row`. Never while someone types, and whoever does not want them turns them off in the list.

const OFF = "milepost-shortcuts-off";
const dialog = document.querySelector("[data-shortcuts]");

const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
};

const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

function act(element) {
  if (element.matches("input, textarea, select")) element.focus();
  else element.click();
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[now === -1 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + by, 0), rows.length - 1)];
  const target = next.querySelector("[data-open], a, button") || next;
  if (target === next) next.tabIndex = -1;
  target.focus();
}

function entries() {
  const found = [...document.querySelectorAll("[data-shortcut]")].map((element) => [
    element.dataset.shortcut,
    element.dataset.shortcutLabel || element.textContent.trim() || element.getAttribute("aria-label"),
  ]);
  const general = [...dialog.querySelectorAll("[data-shortcut-general] [data-key]")]
    .filter(({ dataset }) => dataset.key === "?" || document.querySelector("[data-row]"))
    .map((element) => [element.dataset.key, element.textContent]);
  return [...found, ...general];
}

function list() {
  const row = dialog.querySelector("[data-shortcut-row]");
  const lines = entries().map(([key, label]) => {
    const line = row.content.cloneNode(true);
    line.querySelector("kbd").textContent = key;
    line.querySelector("dd").textContent = label;
    return line;
  });
  dialog.querySelector("[data-shortcuts-list]").replaceChildren(...lines);
  dialog.querySelector("[data-shortcuts-off]").checked = isOff();
  dialog.showModal();
}

if (dialog) {
  for (const button of document.querySelectorAll("[data-shortcuts-open]")) button.addEventListener("click", list);
  dialog.querySelector("[data-shortcuts-off]").addEventListener("change", ({ target }) => {
    try {
      localStorage.setItem(OFF, target.checked ? "1" : "0");
    } catch {
      /* not remembered, then */
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (dialog.open || isOff() || typing(event.target)) return;
    const element = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    const general = { "?": list, j: () => step(1), k: () => step(-1) }[event.key];
    if (!element && !general) return;
    event.preventDefault();
    if (element) act(element);
    else general();
  });
}
