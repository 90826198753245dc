// Comforts on top of pages that work without it: keys, ticking all, who else is here.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
  const boxes = () => all("input[name=chosen], input[form=decide]");

  function step(by) {
    const links = all(".card-link");
    const at = links.indexOf(document.activeElement);
    const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
    if (next) next.focus();
  }

  function tick() {
    const card = document.activeElement.closest(".card");
    const box = card && card.querySelector("input[name=chosen]");
    if (box) box.checked = !box.checked;
  }

  function focus(selector) {
    const found = one(selector);
    if (found) found.focus();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    x: tick,
    t: () => focus("#judge select[name=topic]"),
    v: () => focus("#judge select[name=place]"),
    p: () => focus("#note"),
    "/": () => focus("input[type=search]"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || one("dialog[open]")) return;
    const button = one(`[data-key="${CSS.escape(event.key)}"]`);
    const act = button ? () => button.click() : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const opener of all("[data-opens]")) {
    opener.addEventListener("click", () => document.getElementById(opener.dataset.opens).showModal());
  }

  const everything = one("#all");
  if (everything) {
    everything.addEventListener("change", () => boxes().forEach((box) => { box.checked = everything.checked; }));
  }

  const presence = one("#presence");
  async function ask() {
    if (document.hidden) return;
    const answer = await fetch(presence.dataset.address, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) presence.innerHTML = await answer.text();
  }
  if (presence) setInterval(() => ask().catch(() => {}), 30000);
})();
