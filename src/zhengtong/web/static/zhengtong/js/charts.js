// One message a chart: bars, or a line where the rows are periods. Without the chart library the table below says it all.
"use strict";

const tone = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();

function draw(place) {
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  if (!window.echarts || !data.labels.length) {
    place.hidden = true;
    return;
  }
  // Where names would lie over each other, as on a telephone, the bars lie down and each has a line of its own.
  const isLying = !data.is_line && data.labels.length > 4 && place.clientWidth / data.labels.length < 28;
  place.classList.toggle("chart-tall", isLying);
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  const axis = { axisLine: { lineStyle: { color: tone("--line-strong") } }, axisTick: { show: false } };
  const words = { color: tone("--ink-soft"), fontFamily: getComputedStyle(document.body).fontFamily };
  const numbers = { type: "value", name: data.unit, nameTextStyle: words, minInterval: ["件", "人"].includes(data.unit) ? 1 : 0, max: data.most ?? null, axisLabel: words, splitLine: { lineStyle: { color: tone("--line") } } };
  const turned = !isLying && place.clientWidth / data.labels.length < 96;
  const names = { type: "category", data: data.labels, ...axis, axisLabel: { ...words, interval: 0, rotate: turned ? 40 : 0, width: 96, overflow: "truncate" } };
  const series = {
    type: data.is_line ? "line" : "bar", data: data.values, barMaxWidth: 28, symbolSize: 8, connectNulls: false,
    itemStyle: { color: tone("--accent") }, lineStyle: { color: tone("--accent"), width: 2 },
    label: { show: data.values.length <= 24, position: isLying ? "right" : "top", color: tone("--ink"), fontFamily: words.fontFamily },
  };
  chart.setOption({
    animation: false,
    grid: { left: 8, right: isLying ? 36 : 16, top: 36, bottom: 8, containLabel: true },
    [isLying ? "yAxis" : "xAxis"]: { ...names, inverse: isLying },
    [isLying ? "xAxis" : "yAxis"]: isLying ? { ...numbers, position: "top", splitNumber: 3 } : numbers,
    series: [series],
  });
  addEventListener("resize", () => chart.resize());
}

for (const place of document.querySelectorAll("[data-chart]")) draw(place);
