// Ties words to claims and names, and back. Without it the page can still be read, and its links lead there.
(() => {
  "use strict";
  const parts = new Map();
  for (const part of document.querySelectorAll("[data-i]")) {
    for (const id of part.dataset.i.split(" ")) {
      if (!parts.has(id)) parts.set(id, []);
      parts.get(id).push(part);
    }
  }
  const say = document.getElementById("say");
  const text = document.getElementById("text");
  let kept = [];
  const idsOf = (part) => (part ? part.dataset.i.split(" ") : []);
  const partOf = (target) => (target instanceof Element ? target.closest("[data-i]") : null);
  const show = (ids) => {
    const shown = new Set(ids.flatMap((id) => parts.get(id) || []));
    for (const part of document.querySelectorAll(".on")) if (!shown.has(part)) part.classList.remove("on");
    for (const part of shown) part.classList.add("on");
  };
  const keep = (ids) => {
    kept = ids;
    show(kept);
    for (const button of document.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(kept.includes(partOf(button).dataset.i)));
    }
  };
  const follow = (event) => {
    const ids = idsOf(partOf(event.target));
    show(ids.length ? ids : kept);
  };
  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("pointerleave", () => show(kept));
  document.addEventListener("focusout", () => show(kept));
  document.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    const part = partOf(event.target);
    // Whoever selects words to copy them does not choose a claim.
    if (!part || !getSelection().isCollapsed) return;
    const ids = idsOf(part);
    if (ids.join() === kept.join()) {
      keep([]);
      say.textContent = "";
      return;
    }
    keep(ids);
    const inText = text.contains(part);
    const found = ids.flatMap((id) => parts.get(id)).filter((other) => text.contains(other) !== inText);
    const runs = found.filter((other) => !other.classList.contains("number"));
    if (runs.length) runs[0].scrollIntoView({ block: "nearest" });
    const claims = ids.filter((id) => id.startsWith("c")).map((id) => id.slice(1));
    say.textContent = inText
      ? claims.length ? `These words bear claim ${claims.join(", ")}.` : "These words are a name or date."
      : `Marked in the report: ${runs.map((run) => run.textContent).join("").replace(/\s+/g, " ")}`;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    keep([]);
    say.textContent = "";
  });
})();
