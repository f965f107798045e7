// One message a chart: bars, or a line where the rows are periods. Without the chart library the table below says it all.
"use strict";

const tone = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();

function draw(place) {
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  if (!window.echarts || !data.labels.length) {
    place.hidden = true;
    return;
  }
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  const axis = { axisLine: { lineStyle: { color: tone("--line-strong") } }, axisTick: { show: false } };
  const words = { color: tone("--ink-soft"), fontFamily: getComputedStyle(document.body).fontFamily };
  const numbers = { type: "value", name: data.unit, nameTextStyle: words, minInterval: data.unit === "件" ? 1 : 0, max: data.most ?? null, axisLabel: words, splitLine: { lineStyle: { color: tone("--line") } } };
  const series = {
    type: data.is_line ? "line" : "bar", data: data.values, barMaxWidth: 28, symbolSize: 8, connectNulls: false,
    itemStyle: { color: tone("--accent") }, lineStyle: { color: tone("--accent"), width: 2 },
    label: { show: data.values.length <= 24, position: "top", color: tone("--ink"), fontFamily: words.fontFamily },
  };
  chart.setOption({
    animation: false,
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    xAxis: { type: "category", data: data.labels, ...axis, axisLabel: { ...words, interval: 0, rotate: place.clientWidth / data.labels.length < 96 ? 40 : 0, width: 96, overflow: "truncate" } },
    yAxis: numbers,
    series: [series],
  });
  addEventListener("resize", () => chart.resize());
}

for (const place of document.querySelectorAll("[data-chart]")) draw(place);
