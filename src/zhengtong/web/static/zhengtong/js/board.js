// The open board: asks every second whether there is something new, while somebody looks at it; says so when it cannot.
"use strict";

const board = document.querySelector("[data-live]");
const words = document.querySelector("[data-live-words]");
const STEP = 1000;
const SLOWEST = 15000;
let wait = STEP;
let timer = 0;
let lostAt = 0;

const mark = () => board.querySelector("[data-mark]").dataset.mark;
const clock = () => new Date().toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });

function say(text, isLost = false) {
  if (words.textContent === text) return;
  words.textContent = text;
  words.classList.toggle("is-lost", isLost);
}

function draw(html) {
  const known = new Set([...board.querySelectorAll("[data-card]")].map((line) => line.dataset.card));
  const held = document.activeElement?.closest?.("[data-card], [data-tile], [data-alarm]");
  const [key, name] = held ? Object.entries(held.dataset).find(([one]) => ["card", "tile", "alarm"].includes(one)) : [];
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-mark]");
  if (!fresh) throw new Error("not the board");
  board.replaceChildren(document.importNode(fresh, true));
  let fallen = 0;
  for (const line of board.querySelectorAll("[data-card]")) {
    if (!known.has(line.dataset.card)) { line.classList.add("is-new"); fallen += 1; }
  }
  // Whoever walks the board by keyboard stays where they were.
  if (key) board.querySelector(`[data-${key}="${CSS.escape(name)}"] a`)?.focus({ preventScroll: true });
  say(fallen ? `${clock()} 新发牌 ${fallen} 张` : `${clock()} 已更新`);
}

async function ask() {
  try {
    const answer = await fetch(`${board.dataset.live}?mark=${encodeURIComponent(mark())}`, {
      credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(10000),
    });
    if (answer.status === 200) draw(await answer.text());
    else if (answer.status !== 204) throw new Error(String(answer.status));
    else if (lostAt || !words.textContent) say("实时更新中");
    lostAt = 0;
    wait = STEP;
  } catch {
    lostAt ||= Date.now();
    wait = Math.min(wait * 2, SLOWEST);
    const since = new Date(lostAt).toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });
    say(`连接中断：下面停在 ${since}，正在重试。如已退出登录，请刷新页面。`, true);
  }
  next();
}

function next() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(ask, wait);
}

document.addEventListener("visibilitychange", () => { if (document.hidden) clearTimeout(timer); else { wait = STEP; ask(); } });
next();
