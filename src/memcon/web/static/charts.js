// The chart of a pair drawn from the points of the server's drawing, with words under the pointer; channels that are
// switched, and what a point rests on, come from the server. Without it that drawing stays, and links lead there.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = $("form.channels");
  if (!window.Plot || !window.d3) return;
  const SILENCE = 12;
  const LINES = ["deeds", "words"];
  // words stand a little before the middle of the month and deeds after it, that neither covers the other
  const place = (month, line) => new Date(`${month}-${line === "words" ? "10" : "20"}T00:00:00Z`);
  const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  const sign = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
  const colour = (line) => `var(--${line})`;
  const hrefOf = (link) => link.getAttribute("href") || link.getAttributeNS("http://www.w3.org/1999/xlink", "href");
  let chart = null;

  const read = (svg) => ({
    domain: [new Date(`${svg.dataset.first}-01T00:00:00Z`), d3.utcMonth.offset(new Date(`${svg.dataset.last}-01T00:00:00Z`), 1)],
    said: svg.getAttribute("aria-label"),
    points: $$("a.point", svg).map((a) => ({
      month: a.dataset.month, date: place(a.dataset.month, a.dataset.line), line: a.dataset.line, score: +a.dataset.score,
      low: +a.dataset.low, high: +a.dataset.high, origins: +a.dataset.origins, href: a.getAttribute("href"),
      said: a.getAttribute("aria-label"),
    })).sort((a, b) => a.date - b.date),
    breaks: $$("line.break", svg).map((b) => ({ date: place(b.dataset.month, b.dataset.line), line: b.dataset.line })),
  });
  // Over a long silence no line is drawn: a point without a value ends the stretch before it.
  const stretched = (points) => points.flatMap((point, n) => n && number(point.month) - number(points[n - 1].month) > SILENCE
    ? [{ ...point, score: NaN, low: NaN, high: NaN }, point] : [point]);

  const plotted = (line) => {
    const own = chart.points.filter((d) => d.line === line);
    const moved = chart.breaks.filter((d) => d.line === line);
    const common = { x: "date", stroke: colour(line) };
    return [
      Plot.areaY(stretched(own), { x: "date", y1: "low", y2: "high", fill: colour(line), fillOpacity: 0.14 }),
      Plot.ruleX(own, { ...common, y1: "low", y2: "high", strokeOpacity: 0.6 }),
      Plot.lineY(stretched(own), { ...common, y: "score", strokeDasharray: line === "deeds" ? "4 2" : null }),
      Plot.ruleX(moved, { ...common, strokeDasharray: "1 3", strokeWidth: 1.4 }),
      Plot.text(moved, {
        x: "date", frameAnchor: "top", text: () => `${line} moved`, fill: colour(line), textAnchor: "start", dx: 4,
        dy: line === "deeds" ? 12 : 0,
      }),
    ];
  };
  const dotted = (line) => Plot.dot(chart.points.filter((d) => d.line === line), {
    x: "date", y: "score", r: (d) => Math.min(8, 2.5 + Math.sqrt(d.origins)), stroke: colour(line), strokeWidth: 1.6,
    fill: line === "deeds" ? "var(--paper)" : colour(line), href: "href",
  });
  const draw = () => {
    const box = $("#relation-chart");
    if (!box || !chart) return;
    const drawing = Plot.plot({
      className: "plotted-chart", width: Math.max(360, Math.min(1080, box.clientWidth)), height: 340, marginLeft: 40,
      marginTop: 24, x: { type: "utc", label: null, domain: chart.domain },
      y: { domain: [-10, 10], label: "conflict to cooperation", grid: true, ticks: 5, tickFormat: (d) => d ? `${d < 0 ? "−" : "+"}${Math.abs(d)}` : "0" },
      marks: [
        Plot.ruleY([0]), ...LINES.flatMap(plotted), ...LINES.map(dotted),  // points last: no line may cover them
        Plot.tip(chart.points, Plot.pointer({
          x: "date", y: "score",
          title: (d) => `${d.month}, ${d.line}: ${sign(d.score)} (${sign(d.low)} to ${sign(d.high)}), ${d.origins} origin${d.origins === 1 ? "" : "s"}`,
        })),
      ],
    });
    drawing.setAttribute("role", "group");
    drawing.setAttribute("aria-label", chart.said);
    for (const group of $$("g[aria-label]", drawing)) {
      if (group.getAttribute("aria-label") === "tip") group.classList.add("told");
      group.removeAttribute("aria-label");
    }
    const said = new Map(chart.points.map((d) => [d.href, d.said]));
    for (const link of $$("a", drawing)) {
      link.setAttribute("aria-label", said.get(hrefOf(link)) || "");
      link.setAttribute("class", "point");
    }
    box.replaceChildren(drawing);
  };
  const start = () => {
    const box = $("#relation-chart");  // a press is a click on a point, it does not hold the words under the pointer fast
    if (box) box.addEventListener("pointerdown", (event) => event.stopPropagation(), true);
    const svg = $("#relation-chart svg.chart");
    chart = svg ? read(svg) : null;
    draw();
  };
  start();

  // -- parts of other pages put into this one
  const fetched = async (address, selector, signal) => {
    const answer = await fetch(address, { signal, credentials: "same-origin" });
    if (!answer.ok) return null;
    return $(selector, new DOMParser().parseFromString(await answer.text(), "text/html"));
  };
  const put = (into, from) => {
    into.replaceChildren(...from.childNodes);
    if (window.htmx) htmx.process(into);
  };

  // -- a point opens what it rests on, below the chart
  document.addEventListener("click", async (event) => {
    const drawing = event.target.closest && event.target.closest("#relation-chart svg");
    if (!drawing || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a.point");
    const address = link ? hrefOf(link) : drawing.value && drawing.value.href;  // beside a point: the one that is told
    if (!address) return;
    event.preventDefault();
    const found = await fetched(address, "#rests").catch(() => null);
    const box = $("#point");
    if (!found || !box) { location.assign(address); return; }
    put(box, found);
    box.hidden = false;
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  });

  // -- channels are switched
  if (form) {
    const boxes = $$("input[name=channel]", form);
    let asking = null;
    const show = async () => {
      if (asking) asking.abort();
      const mine = asking = new AbortController();
      const on = boxes.filter((box) => box.checked).map((box) => box.value);
      const query = new URLSearchParams(location.search);
      query.delete("channel");
      if (on.length < boxes.length) for (const name of on.length ? on : [""]) query.append("channel", name);
      const address = `${location.pathname}${query.size ? `?${query}` : ""}`;
      try {
        const [found, times] = await fetched(address, "main", mine.signal).then((main) => main
          ? [$("#relation-body", main), $("#timeline", main)] : [null, null]);
        if (!found) { location.assign(address); return; }
        put($("#relation-body"), found);
        const place = $("#timeline");
        if (times && place) put(place.closest("section"), times.closest("section"));
        history.replaceState(null, "", address + location.hash);
        start();
      } catch (error) {
        if (error.name !== "AbortError") location.assign(address);
      }
    };
    $("button[type=submit]", form).hidden = true;
    for (const button of $$("button[data-switch]", form)) {
      button.hidden = false;
      button.addEventListener("click", () => { for (const box of boxes) box.checked = button.dataset.switch === "all"; show(); });
    }
    form.addEventListener("change", show);
  }
  let wait = 0;
  window.addEventListener("resize", () => { clearTimeout(wait); wait = setTimeout(draw, 120); });
})();
