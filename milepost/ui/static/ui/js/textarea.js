// A box as tall as its text, and how many words it holds (`data-count-for`, with its words as data attributes).

const grows = !CSS.supports("field-sizing", "content");

function grow(box) {
  box.style.blockSize = "auto";
  box.style.blockSize = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

function count(box) {
  const shown = document.querySelector(`[data-count-for="${box.id}"]`);
  if (!shown) return;
  const words = box.value.trim() ? box.value.trim().split(/\s+/).length : 0;
  shown.textContent = (words === 1 ? shown.dataset.one : shown.dataset.many).replace("{n}", words);
}

for (const box of document.querySelectorAll("textarea[data-grow]")) {
  const fit = () => {
    if (grows) grow(box);
    count(box);
  };
  for (const event of ["input", "milepost:filled"]) box.addEventListener(event, fit);
  fit();
}
