// Finds reports and entities by the words of their names, in the parts of the index that begin with the same letters.
(() => {
  "use strict";
  const kinds = ["state", "person", "organisation", "place", "group", "report"];
  const shown = 30;
  const box = document.getElementById("search");
  const query = document.getElementById("query");
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  let keys = null;
  const parts = new Map();
  const waiting = new Map();
  // The scripts of the index call these.
  window.rapporteur = {
    keys: (all) => { keys = new Set(all); },
    part: (key, rows) => parts.set(key, rows.map(([kind, page, names]) => ({ kind, page, names, words: names.map(normal) }))),
  };
  // As the index was made: without case, accents and punctuation.
  const letters = { "ø": "o", "ł": "l", "đ": "d", "ə": "a", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ħ": "h" };
  function normal(text) {
    const plain = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f.'’\u2060]/g, "").normalize("NFC");
    return plain.replace(/[øłđəıßæœħ]/g, (c) => letters[c]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }
  const file = (key) => Array.from(key, (c) => (/[a-z0-9-]/i.test(c) ? c : `_${c.codePointAt(0).toString(16)}`)).join("");
  const load = (name) => {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done) => {
        const script = document.createElement("script");
        script.src = `search/${name}.js`;
        script.onload = script.onerror = done;
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  };
  // The parts in which words may be that begin so.
  const partsOf = (word) => {
    const all = [];
    for (const key of keys) if (word.startsWith(key) || key.startsWith(word)) all.push(key);
    return all;
  };
  let last = 0;
  const search = async () => {
    const turn = ++last;
    const words = normal(query.value).split(" ").filter(Boolean);
    if (!words.some((word) => Array.from(word).length > 1)) {
      results.replaceChildren();
      found.textContent = "";
      return;
    }
    await load("keys");
    const needed = words.filter((word) => Array.from(word).length > 1).flatMap(partsOf);
    await Promise.all(needed.map((key) => load(file(key))));
    if (turn !== last) return;
    const seen = new Map();
    for (const key of needed) {
      for (const row of parts.get(key) || []) {
        const fits = (name) => words.every((word) => ` ${name}`.includes(` ${word}`));
        const at = row.words.findIndex(fits);
        if (at >= 0 && !seen.has(row.page)) {
          const whole = row.words.includes(words.join(" "));
          seen.set(row.page, { row, at, rank: (whole ? 0 : 2) + (at ? 1 : 0), order: seen.size });
        }
      }
    }
    const all = [...seen.values()].sort((one, two) => one.rank - two.rank || one.row.kind - two.row.kind || one.order - two.order);
    results.replaceChildren(...all.slice(0, shown).map(({ row, at }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = row.page;
      link.textContent = row.names[0];
      const about = document.createElement("span");
      about.className = "about";
      about.textContent = at ? `${kinds[row.kind]}, also “${row.names[at]}”` : kinds[row.kind];
      item.append(link, " ", about);
      return item;
    }));
    found.textContent = all.length === 0 ? "Nothing is called so."
      : all.length > shown ? `${shown} of ${all.length} found; more letters find less.`
      : all.length === 1 ? "1 found." : `${all.length} found.`;
  };
  query.addEventListener("input", search);
  box.hidden = false;
  if (query.value) search();
})();
