// The chart of a pair drawn from the table beside it, with channels to switch and words under the pointer.
// Without it the drawing of the server stays.
"use strict";
(() => {
  const box = document.querySelector("#relation-chart");
  const rows = [...document.querySelectorAll("#months tr[data-month]")];
  const form = document.querySelector("form.channels");
  if (!box || !window.Plot || !window.d3 || !rows.length || box.dataset.more) return;
  const all = rows.map(({ dataset: d }) => ({
    month: d.month, date: new Date(`${d.month}-15T00:00:00Z`), line: d.line, channel: d.channel,
    score: +d.score, low: +d.low, high: +d.high, origins: +d.origins,
  }));
  const mean = (group, field) => d3.sum(group, (d) => d[field] * d.origins) / d3.sum(group, (d) => d.origins);
  const points = (channels) => d3
    .flatRollup(all.filter((d) => channels.has(d.channel)), (group) => ({
      date: group[0].date, month: group[0].month, line: group[0].line, origins: d3.sum(group, (d) => d.origins),
      score: mean(group, "score"), low: mean(group, "low"), high: mean(group, "high"),
    }), (d) => `${d.month} ${d.line}`)
    .map(([, point]) => point)
    .sort((a, b) => a.date - b.date);
  const chosen = () => form
    ? new Set([...form.querySelectorAll("input[name=channel]:checked")].map((input) => input.value))
    : new Set(all.map((d) => d.channel));
  const sign = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
  const draw = () => {
    const data = points(chosen());
    const colour = (line) => `var(--${line})`;
    const chart = Plot.plot({
      className: "plotted-chart", width: Math.max(360, Math.min(1080, box.clientWidth)), height: 340, marginLeft: 40,
      x: { type: "utc", label: null }, y: { domain: [-10, 10], label: "conflict to cooperation", grid: true },
      marks: [
        Plot.ruleY([0]),
        Plot.areaY(data, { x: "date", y1: "low", y2: "high", z: "line", fill: (d) => colour(d.line), fillOpacity: 0.14 }),
        Plot.ruleX(data, { x: "date", y1: "low", y2: "high", stroke: (d) => colour(d.line), strokeOpacity: 0.6 }),
        Plot.lineY(data, { x: "date", y: "score", z: "line", stroke: (d) => colour(d.line) }),
        Plot.dot(data, {
          x: "date", y: "score", r: (d) => Math.min(8, 2.5 + Math.sqrt(d.origins)), fill: (d) => colour(d.line),
          href: (d) => `#m-${d.month}-${d.line}`,
        }),
        Plot.tip(data, Plot.pointer({
          x: "date", y: "score",
          title: (d) => `${d.month}, ${d.line}: ${sign(d.score)} (${sign(d.low)} to ${sign(d.high)}), ${d.origins} origins`,
        })),
      ],
    });
    chart.removeAttribute("aria-label");
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", "Words and deeds by month; the table below says the same");
    for (const group of chart.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
    chart.querySelectorAll("a").forEach((link) => {
      const target = decodeURIComponent(link.getAttribute("href") || link.getAttributeNS("http://www.w3.org/1999/xlink", "href") || "");
      const [, month, line] = /^#m-(\d{4}-\d{2})-(\w+)$/.exec(target) || [];
      link.setAttribute("aria-label", `${line} in ${month}`);
    });
    box.replaceChildren(chart);
  };
  draw();
  if (form) {
    const button = form.querySelector("button");
    if (button) button.hidden = true;
    form.addEventListener("change", draw);
  }
  let wait = 0;
  window.addEventListener("resize", () => { clearTimeout(wait); wait = setTimeout(draw, 120); });
})();
