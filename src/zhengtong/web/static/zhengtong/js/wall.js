// The wall: draws what was read every five seconds, and says loudly when it is old or the connection is lost.
"use strict";

const wall = document.querySelector("[data-wall]");
const part = (name) => wall.querySelector(`[data-wall-${name}]`);
const EVERY = 5000;
const OLD = 120000;
const SIGNS = { green: "✓", warning: "●", yellow: "▲", red: "■", undetermined: "◆" };
let seen = JSON.parse(document.getElementById("wall-data").textContent);
let heardAt = Date.now();
let failures = 0;

const tone = (name) => getComputedStyle(wall).getPropertyValue(name).trim();
const percent = (share) => (share === null ? "—" : `${Math.floor(share * 1000) / 10}%`);
const clock = (moment) => new Date(moment).toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });
const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };

// --- today's flow ---

const place = part("chart");
const chart = window.echarts ? makeChart() : null;
if (!chart) {
  place.hidden = true;
  part("nochart").hidden = false;
  part("table").classList.remove("hidden-text");
}

function makeChart() {
  const ink = tone("--ink-soft");
  const axis = { axisLine: { lineStyle: { color: tone("--line-strong") } }, axisTick: { show: false }, axisLabel: { color: ink } };
  window.echarts.registerTheme("zhengtong", {
    color: [tone("--light-warning"), tone("--light-green"), tone("--light-red")],
    backgroundColor: "transparent",
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { textStyle: { color: tone("--ink") } },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: { ...axis, splitLine: { lineStyle: { color: tone("--line") } } },
  });
  const made = window.echarts.init(place, "zhengtong", { renderer: "canvas" });
  addEventListener("resize", () => { made.resize(); drawFlow(); });
  return made;
}

function drawFlow() {
  const rows = part("table").tBodies[0];
  rows.replaceChildren(...seen.flow.map(([hour, ...numbers]) => {
    const row = document.createElement("tr");
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = hour;
    row.append(head, ...numbers.map((number) => { const cell = document.createElement("td"); cell.textContent = number; return cell; }));
    return row;
  }));
  if (!chart) return;
  const unit = parseFloat(getComputedStyle(wall).fontSize);
  const hours = seen.flow.filter(([hour, ...numbers]) => (hour >= 8 && hour <= 18) || numbers.some(Boolean));
  const all = hours.length ? hours : seen.flow;
  const font = unit * 0.85;
  const [blue, green, red] = [tone("--light-warning"), tone("--light-green"), tone("--light-red")];
  const series = (name, at, more) => ({ name, data: all.map((hour) => hour[at]), ...more });
  chart.setOption({
    animation: false,
    grid: { left: font * 3, right: font, top: font * 2, bottom: font * 1.9 },
    legend: { top: 0, right: 0, itemWidth: font * 1.2, itemHeight: font * 0.8, itemGap: font * 1.4, textStyle: { fontSize: font } },
    xAxis: { type: "category", data: all.map(([hour]) => `${hour}时`), axisLabel: { fontSize: font } },
    yAxis: { type: "value", minInterval: 1, splitNumber: 2, axisLabel: { fontSize: font } },
    // Told apart by form as well as by colour: full bars, hollow bars, a line of squares.
    series: [
      series("新收", 1, { type: "bar", barMaxWidth: unit, itemStyle: { color: blue } }),
      series("办结", 2, { type: "bar", barMaxWidth: unit, itemStyle: { color: "transparent", borderColor: green, borderWidth: 2 } }),
      series("发牌", 3, { type: "line", data: all.map((hour) => hour[3] || null), connectNulls: false, symbol: "rect", symbolSize: font * 0.6, lineStyle: { color: red, width: 2 }, itemStyle: { color: red } }),
    ],
  });
}

// --- the rest ---

function draw() {
  for (const [key, number] of Object.entries(seen.figures)) {
    put(wall.querySelector(`[data-figure="${key}"]`), number.toLocaleString("zh-CN"));
  }
  put(part("coverage"), percent(seen.coverage));
  put(part("blind"), seen.blind.toLocaleString("zh-CN"));
  put(part("rate"), percent(seen.rate));
  put(part("event"), seen.event_at ? clock(seen.event_at) : "—");
  for (const town of seen.map) {
    const link = wall.querySelector(`[data-code="${town.code}"]`);
    if (!link) continue;
    const words = `${SIGNS[town.light] ?? "○"} ${town.word}`;
    link.setAttribute("class", `map-place light-${town.light || "none"}`);
    link.setAttribute("aria-label", `${link.querySelector(".map-name").textContent}，${town.word}${town.count ? `${town.count}件` : ""}`);
    put(link.querySelector(".map-word"), words);
    put(link.querySelector(".map-count"), town.count ? String(town.count) : "");
  }
  part("cards").replaceChildren(...seen.cards.map(line));
  part("none").hidden = seen.cards.length > 0;
  drawFlow();
}

function line(card) {
  const item = document.createElement("li");
  const level = document.createElement("span");
  level.className = `light light-${card.level}`;
  level.textContent = `${SIGNS[card.level]} ${card.word}`;
  const title = document.createElement("span");
  title.className = "wall-card-title";
  title.textContent = `${card.unit}　${card.title}`;
  const at = document.createElement("time");
  at.textContent = card.at;
  item.append(level, title, at);
  return item;
}

function warn() {
  const said = [...seen.alarms];
  const silence = Date.now() - heardAt;
  if (failures >= 2) said.unshift(`连接中断，数据停在 ${clock(heardAt)}，正在重试`);
  else if (silence > OLD) said.unshift(`数据已 ${Math.floor(silence / 60000)} 分钟没有更新`);
  wall.classList.toggle("is-stale", failures >= 2 || silence > OLD);
  put(part("alarm"), said.join("；"));
  part("alarm").hidden = said.length === 0;
}

async function ask() {
  try {
    const answer = await fetch(wall.dataset.wall, {
      credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(EVERY * 2),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    seen = await answer.json();
    heardAt = Date.now();
    failures = 0;
    draw();
  } catch {
    failures += 1;
  }
  warn();
  setTimeout(ask, EVERY);
}

draw();
warn();
setTimeout(ask, EVERY);
setInterval(() => { put(part("clock"), clock(Date.now())); warn(); }, 1000);
