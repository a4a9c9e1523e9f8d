// Keyboard, deep links into articles, dropping files, progress. Every page can be read without it.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element && (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable);

  // -- lines by keyboard
  const lines = () => $$("main .line[data-line], main .hits .line, main .gone").filter((line) => line.offsetParent !== null);
  let current = null;
  let at = -1;
  const go = (line) => {
    if (!line) return;
    if (current) current.classList.remove("here");
    current = line;
    at = lines().indexOf(line);
    line.classList.add("here");
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  };
  const here = () => {
    const held = document.activeElement && document.activeElement.closest("main .line");
    if (held) return held;
    return current && current.isConnected ? current : null;
  };
  const step = (by) => {
    const all = lines();
    const now = all.indexOf(here());
    go(all[now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, now + by))]);
  };
  const press = (selector) => {
    const line = here();
    const button = line && $(selector, line);
    if (button) button.click();
  };
  const help = () => { const box = $("#help"); if (box && !box.open) box.showModal(); };
  const keys = {
    j: () => step(1), k: () => step(-1),
    a: () => press("button[value=accept]"), r: () => press("button[value=reject]"),
    u: () => press("button.undo"), e: () => press("a.correct"),
    o: () => press("a.mark, a.open"),
    "/": () => { const box = $("#find"); if (box) { box.focus(); box.select(); } },
    "?": help,
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(document.activeElement)) { document.activeElement.blur(); return; }
    if (typing(event.target) || ($("#help") && $("#help").open)) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  const opener = $("#help-open");
  if (opener) { opener.hidden = false; opener.addEventListener("click", help); }

  // -- after a correction: say what happened, keep the place
  let place = -1;
  const say = (words) => { const box = $("#said"); if (box) box.textContent = words; };
  document.addEventListener("click", (event) => {
    const line = event.target.closest && event.target.closest("main .line");
    if (line && event.target.closest("button")) place = lines().indexOf(line);
  }, true);
  document.addEventListener("htmx:after:swap", () => {
    const all = lines();
    if (place >= 0 && all[place]) {
      go(all[place]);
      const verdict = $(".verdict", all[place]);
      say(verdict ? verdict.parentElement.textContent.trim().replace(/\s+/g, " ") : "undone");
    }
    else if (current && !current.isConnected && all[at]) {
      current = all[at];  // the line came anew after linking: it is still the one chosen
      current.classList.add("here");
      if (!typing(document.activeElement)) current.focus({ preventScroll: true });
    }
    place = -1;
  });

  // -- layers: as they were switched in the article before
  const KEPT = "memcon-layers";
  const switches = $$(".layers input[id^=layer-]");
  if (switches.length) {
    let kept = {};
    try { kept = JSON.parse(localStorage.getItem(KEPT)) || {}; } catch { /* a browser that keeps nothing */ }
    for (const box of switches) if (typeof kept[box.id] === "boolean") box.checked = kept[box.id];
    $(".layers").addEventListener("change", (event) => {
      kept[event.target.id] = event.target.checked;
      try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* likewise */ }
    });
  }

  // -- deep links: #s=START-END marks the characters, counted in code points
  const LINK = /^#s=(\d+)-(\d+)$/;
  const offset = (text, points) => {
    let at = 0;
    for (let n = 0; n < points && at < text.length; n++) at += text.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  };
  const show = () => {
    const found = LINK.exec(decodeURIComponent(location.hash));
    const text = $("#text");
    if (!text) return;
    if (window.CSS && CSS.highlights) CSS.highlights.delete("here");
    $$(".run.found", text).forEach((run) => run.classList.remove("found"));
    if (!found) return;
    const [start, end] = [Number(found[1]), Number(found[2])];
    const ranges = [];
    let first = null;
    for (const run of $$(".run", text)) {
      const from = Number(run.dataset.s);
      const node = run.firstChild;
      if (!node) continue;
      const to = from + [...node.data].length;
      if (to <= start || from >= end) continue;
      first = first || run;
      const range = new Range();
      range.setStart(node, offset(node.data, Math.max(0, start - from)));
      range.setEnd(node, offset(node.data, Math.min(to, end) - from));
      ranges.push(range);
      if (!(window.CSS && CSS.highlights)) run.classList.add("found");
    }
    if (window.Highlight && ranges.length) CSS.highlights.set("here", new Highlight(...ranges));
    if (first) { first.scrollIntoView({ block: "center" }); text.dataset.found = ranges.map(String).join(""); }
  };
  window.addEventListener("hashchange", show);
  show();

  // -- adding: drop files, watch progress
  const drop = $(".drop");
  if (drop) {
    const files = $("input[type=file]", drop);
    ["dragenter", "dragover"].forEach((name) => drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); }));
    ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("over")));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length) { files.files = event.dataTransfer.files; drop.requestSubmit(); }
      else {
        const words = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
        if (words) $("textarea", drop).value = words;
      }
    });
  }
  const job = $("[data-events]");
  if (job && window.EventSource) {
    const source = new EventSource(job.dataset.events);
    source.onmessage = (event) => {
      const now = JSON.parse(event.data);
      $(".now", job).textContent = now.words;
      const bar = $("progress", job);
      if (now.expected) { bar.max = now.expected; bar.value = now.done; } else bar.removeAttribute("value");
      const list = $(".errors", job);
      for (const error of now.errors.slice(list.children.length)) {
        const item = document.createElement("li");
        item.textContent = error;
        list.append(item);
      }
      if (now.ended) { source.close(); location.reload(); }
    };
  }
})();
