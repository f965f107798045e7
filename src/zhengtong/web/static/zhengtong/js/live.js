// An interview while it goes on: new lines arrive by server-sent events, else by asking the hub's tail again and again,
// else one is told to press 刷新. Without this file the page is the transcript so far with a link that reads it anew.
"use strict";

(() => {
  const room = document.querySelector("[data-live]");

  // --- what needs no hub ---

  for (const place of document.querySelectorAll("[data-countdown]")) {
    const begins = Date.parse(place.dataset.countdown);
    const show = () => {
      const seconds = Math.floor((begins - Date.now()) / 1000);
      if (seconds <= 0) {
        place.textContent = "已到开始时间，请稍候，页面会自动提示。";
        return;
      }
      const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
      const words = [[days, "天"], [hours, "小时"], [minutes, "分钟"]].filter(([count]) => count > 0).slice(0, 2);
      place.textContent = words.length ? `距开始还有 ${words.map(([count, unit]) => `${count} ${unit}`).join(" ")}` : `距开始还有 ${seconds} 秒`;
      setTimeout(show, days || hours || minutes > 1 ? 20_000 : 1000);
    };
    show();
  }

  // Parts of the room as tabs where they do not fit beside each other; without scripts the same links lead down the page.
  const tabs = document.querySelector("[data-room-tabs]");
  if (tabs) {
    const narrow = matchMedia("(max-width: 60em)");
    const links = [...tabs.querySelectorAll("a")];
    const parts = links.map((link) => document.querySelector(link.hash));
    const choose = (chosen) => {
      links.forEach((link, place) => {
        const isChosen = parts[place].id === chosen;
        link.toggleAttribute("aria-current", isChosen);
        if (isChosen) link.setAttribute("aria-current", "true");
        parts[place].classList.toggle("is-behind", narrow.matches && !isChosen);
      });
    };
    const wanted = () => (parts.some((part) => `#${part.id}` === location.hash) ? location.hash.slice(1) : parts[0].id);
    tabs.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || !narrow.matches) return;
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      choose(link.hash.slice(1));
    });
    narrow.addEventListener("change", () => choose(wanted()));
    const followed = () => {
      const holder = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      const part = holder && parts.find((each) => each.contains(holder));
      choose(part ? part.id : wanted());
      if (part && part !== holder) holder.scrollIntoView();
    };
    addEventListener("hashchange", followed);
    followed();
  }

  // Chapters of the recording.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-seek]");
    const film = link && document.querySelector("video[data-video], audio[data-audio]");
    if (!film) return;
    event.preventDefault();
    const go = () => { film.currentTime = Number(link.dataset.seek); };
    film.addEventListener("playing", go, { once: true });
    film.scrollIntoView({ block: "nearest" });
    if (film.paused) film.play().catch(() => {});
    else go();
  });

  // Forms that are sent without leaving the page: the video plays on. What is refused is said where it belongs.
  async function send(form, button) {
    const words = form.querySelector("[data-said]");
    const tell = (text, isRefused) => {
      words.textContent = text;
      words.className = `form-said ${isRefused ? "is-refused" : "is-done"}`;
    };
    for (const fault of form.querySelectorAll("[data-fault]")) fault.remove();
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    button?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form, button), headers: { Accept: "application/json" }, credentials: "same-origin",
        signal: AbortSignal.timeout(20_000),
      });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(String(answer.status));
      const told = await answer.json();
      for (const [name, value] of Object.entries(told.fills)) if (form.elements[name]) form.elements[name].value = value;
      if (!told.errors) {
        tell(told.said, false);
        form.dispatchEvent(new CustomEvent("sent", { detail: told, bubbles: true }));
        return;
      }
      let first = null;
      for (const [name, sentence] of Object.entries(told.errors)) {
        const field = form.elements[name];
        if (!field?.after) continue;
        const fault = document.createElement("p");
        fault.className = "field-error";
        fault.dataset.fault = "";
        fault.textContent = sentence;
        field.after(fault);
        field.setAttribute("aria-invalid", "true");
        first ??= field;
      }
      tell(Object.values(told.errors).join(""), true);
      first?.focus();
    } catch {
      tell("没有发送成功，请检查网络后再试。填写的内容还在。", true);
    } finally {
      button?.removeAttribute("aria-busy");
    }
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-send]")) return;
    event.preventDefault();
    if (form.querySelector("[aria-busy=true]")) return;
    send(form, event.submitter);
  }, true);

  if (!room) return;

  // --- lines ---

  const list = room.querySelector("[data-lines]");
  const questions = room.querySelector("[data-questions]");
  const words = room.querySelector("[data-live-words]");
  const spoken = room.querySelector("[data-live-spoken]");
  const more = room.querySelector("[data-more]");
  const roles = JSON.parse(document.getElementById("live-roles").textContent);
  const states = JSON.parse(document.getElementById("live-question-states").textContent);
  const address = `${room.dataset.hub}/live/${room.dataset.live}`;
  let last = Number(room.dataset.last);
  let held = [];

  const part = (holder, name) => holder.querySelector(`[data-part="${name}"]`);
  const clock = (moment) => moment.toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" });
  // 19 digits are more than a number here holds: nanoseconds are cut from the text before it is read.
  const read = (text) => JSON.parse(text.replace(/^\{"at":\s*(\d{13})\d{6}/, '{"at":$1'));
  const fill = (holder, name, text) => { const place = part(holder, name); place.textContent = text; place.hidden = !text; };

  function drawn(number, line) {
    const item = room.querySelector("template[data-line-pattern]").content.firstElementChild.cloneNode(true);
    const who = line.who ?? {};
    item.id = `line-${number}`;
    item.dataset.line = number;
    item.classList.add(`line-${who.role || "none"}`, "is-new");
    fill(item, "name", who.name || "");
    fill(item, "post", who.post || "");
    fill(item, "role", roles[who.role] || "");
    const at = new Date(line.at);
    part(item, "time").textContent = clock(at);
    part(item, "time").dateTime = at.toISOString();
    part(item, "text").innerHTML = line.html || ""; // cleaned where it was said
    const asked = line.to && room.querySelector(`[data-question="${CSS.escape(line.to)}"]`);
    fill(item, "asked", asked ? `回答${part(asked, "name").textContent}：${part(asked, "text").textContent}` : "");
    const picture = line.picture;
    const figure = part(item, "picture");
    figure.hidden = !picture;
    if (picture) {
      const image = figure.querySelector("img");
      Object.assign(image, { src: picture.url, alt: picture.alt || "", width: picture.w, height: picture.h });
    } else {
      figure.remove();
    }
    return item;
  }

  function said(number, line) {
    const item = document.createElement("li");
    item.className = "line line-state is-new";
    item.dataset.line = number;
    item.textContent = line.text;
    return item;
  }

  const isReading = () => list.getBoundingClientRect().top < -40 && list.getClientRects().length > 0;
  function place() {
    more.hidden = true;
    for (const item of held) list.prepend(item);
    room.querySelector("[data-no-lines]")?.setAttribute("hidden", "");
    held = [];
  }
  more.addEventListener("click", () => {
    place();
    list.parentElement.scrollIntoView({ block: "start" });
    list.firstElementChild?.setAttribute("tabindex", "-1");
    list.firstElementChild?.focus({ preventScroll: true });
  });
  // Somebody who reads further down is not pushed about: what is new waits above, behind a button that counts.
  function add(item) {
    held.push(item);
    if (!isReading()) { place(); return; }
    more.textContent = `有 ${held.length} 条新内容，点击查看`;
    more.hidden = false;
  }
  const standing = (number) => held.find((item) => item.dataset.line === String(number)) ?? document.getElementById(`line-${number}`);

  function ask(line) {
    const pattern = room.querySelector("template[data-question-pattern]").innerHTML.replaceAll("__ref__", line.ref.replace(/[^\w-]/g, ""));
    const holder = document.createElement("ul");
    holder.innerHTML = pattern;
    const item = holder.firstElementChild;
    fill(item, "name", line.name || "网友");
    fill(item, "text", line.text || "");
    part(item, "votes").textContent = line.votes ?? 0;
    if (!questions.querySelector(`[data-question="${CSS.escape(line.ref)}"]`)) questions.append(item);
    room.querySelector("[data-no-questions]")?.setAttribute("hidden", "");
  }
  function mark(ref, state, number) {
    const item = questions.querySelector(`[data-question="${CSS.escape(ref)}"]`);
    if (!item) return;
    item.dataset.state = state;
    fill(item, "state", states[state] || "");
    if (number) {
      const link = part(item, "answer");
      link.href = `#line-${number}`;
      link.hidden = false;
    }
    if (state === "put") part(item, "answer").hidden = true;
    if (state === "answered") part(item, "vote")?.setAttribute("hidden", "");
  }

  function poll(line) {
    const box = room.querySelector("[data-poll]");
    const total = line.choices.reduce((sum, choice) => sum + (line.counts?.[choice.ref] ?? 0), 0);
    fill(box, "title", line.title);
    fill(box, "poll-state", line.is_open ? "正在投票" : "投票已结束");
    const form = box.querySelector("form");
    form.hidden = !line.is_open;
    form.action = room.dataset.polls.replace("__ref__", line.ref);
    if (form.dataset.ref !== line.ref) {
      form.dataset.ref = line.ref;
      form.querySelector("[data-said]").textContent = "";
      form.querySelector("[data-choices]").replaceChildren(...line.choices.map((choice) => {
        const label = document.createElement("label");
        label.className = "choice";
        const input = Object.assign(document.createElement("input"), { type: "radio", name: "choice", value: choice.ref, required: true });
        const text = document.createElement("span");
        text.textContent = choice.text;
        label.append(input, text);
        return label;
      }));
    }
    const rows = part(box, "counts");
    rows.hidden = !line.counts;
    if (line.counts) {
      rows.replaceChildren(...line.choices.map((choice) => {
        const count = line.counts[choice.ref] ?? 0;
        const row = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = choice.text;
        const bar = Object.assign(document.createElement("progress"), { max: Math.max(total, 1), value: count });
        bar.setAttribute("aria-hidden", "true");
        const number = document.createElement("strong");
        number.textContent = `${count} 票`;
        row.append(name, bar, number);
        return row;
      }));
    }
    box.hidden = false;
  }

  // What is said goes along with the picture as well; what was said before the page was opened, once.
  function caption(item) {
    const said = { number: item.dataset.line, at: Date.parse(part(item, "time").dateTime), who: part(item, "name").textContent };
    document.dispatchEvent(new CustomEvent("live-line", { detail: { ...said, text: part(item, "text").innerText.trim() } }));
  }

  const takes = {
    say: (line, number) => {
      const item = drawn(number, line);
      add(item);
      tell(number, line);
      caption(item);
    },
    fix: (line) => {
      const item = standing(line.of);
      if (!item) return;
      part(item, "text").innerHTML = line.html;
      fill(item, "note", "已更正");
      caption(item);
      unsay(line.of, "有一条发言已更正");
    },
    gone: (line) => {
      // A question whose answer is withdrawn altogether waits for one again.
      for (const asked of questions.querySelectorAll(`[data-answers~="${Number(line.of)}"]`)) {
        const left = asked.dataset.answers.split(" ").filter((number) => number !== String(line.of));
        asked.dataset.answers = left.join(" ");
        mark(asked.dataset.question, left.length ? "answered" : "put", left[0]);
      }
      const item = standing(line.of);
      if (!item) return;
      part(item, "text").replaceChildren();
      caption(item);
      part(item, "picture")?.remove();
      fill(item, "asked", "");
      item.classList.add("is-gone");
      fill(item, "note", "这条内容已撤回");
      unsay(line.of, "有一条发言已撤回");
    },
    ask,
    put: (line) => mark(line.ref, "put"),
    answered: (line) => {
      mark(line.ref, "answered", line.of[0]);
      const item = questions.querySelector(`[data-question="${CSS.escape(line.ref)}"]`);
      if (item) item.dataset.answers = line.of.join(" ");
    },
    pin: (line) => {
      part(room, "pin").innerHTML = line.html;
      room.querySelector("[data-pin]").hidden = false;
    },
    unpin: () => { room.querySelector("[data-pin]").hidden = true; },
    poll,
    votes: (line) => {
      for (const [ref, count] of Object.entries(line.counts)) {
        const item = questions.querySelector(`[data-question="${CSS.escape(ref)}"]`);
        if (item) part(item, "votes").textContent = count;
      }
    },
    state: (line, number) => {
      if (line.text) add(said(number, line));
      // The page is read anew by whoever wants it: ten thousand at the same moment would be a flood.
      const isTurn = line.state !== room.dataset.state;
      if (!isTurn && !line.text) return;
      const turns = { live: "访谈开始了。", ended: "本场访谈已结束，文字实录整理后在本页公布。" };
      const box = room.querySelector("[data-turn]");
      fill(box, "turn", (isTurn && turns[line.state]) || `${line.text}。`);
      box.querySelector("a").textContent = isTurn && line.state === "live" ? "进入直播间" : "刷新页面";
      box.hidden = false;
      if (!isTurn) return;
      room.dataset.state = line.state;
      if (line.state !== "live") { room.querySelector("[data-live-tag]")?.setAttribute("hidden", ""); stop(); }
    },
    video: (line) => {
      const box = room.querySelector("[data-video-words]");
      const said = { on: "", interrupted: "视频信号中断，正在恢复，文字直播继续。", ended: "视频直播已结束。" }[line.state] ?? "";
      if (box) { box.textContent = said; box.hidden = !said; }
      document.dispatchEvent(new CustomEvent("live-video", { detail: line }));
    },
  };

  function take(number, text) {
    if (number <= last) return;
    last = number;
    const line = typeof text === "string" ? read(text) : text;
    takes[line.k]?.(line, number);
  }

  // --- what is read aloud: never more than one sentence in eight seconds ---

  const PAUSE = 8000;
  let unspoken = [];
  let speaking = 0;
  function tell(number, line) {
    unspoken.push({ number, ...line });
    if (!speaking) speaking = setTimeout(speak, 1000);
  }
  // What does not stand any more is not read aloud, nor left where it was read from.
  function unsay(number, words) {
    unspoken = unspoken.filter((line) => line.number !== number);
    spoken.textContent = words;
  }
  function speak() {
    speaking = 0;
    if (!unspoken.length) return;
    const [line] = unspoken;
    const holder = document.createElement("div");
    holder.innerHTML = line.html || "";
    const text = holder.textContent.trim();
    spoken.textContent = unspoken.length === 1 ? `${line.who?.name ?? ""}：${text.slice(0, 120)}` : `新增 ${unspoken.length} 条发言`;
    unspoken = [];
    speaking = setTimeout(speak, PAUSE);
  }

  // --- the way to the hub ---

  const FIRST = 2000;
  const SLOWEST = 30_000;
  const STREAM_AGAIN = 60_000;
  let source = null;
  let timer = 0;
  let wait = FIRST;
  let asksSince = 0;
  let isOver = false;

  function say(text, kind) {
    if (words.textContent !== text) words.textContent = text;
    words.dataset.kind = kind;
    room.dataset.link = kind;
  }
  function online(count) {
    const place = room.querySelector("[data-online]");
    if (!place || !Number.isFinite(count)) return;
    place.textContent = `在线 ${Math.max(count, 1).toLocaleString("zh-CN")} 人`;
    place.hidden = false;
  }
  function readAnew() {
    stop();
    say("页面内容已落后较多，请刷新。", "stale");
    room.querySelector("[data-refresh]")?.removeAttribute("hidden");
  }
  function stop() {
    isOver = true;
    source?.close();
    clearTimeout(timer);
  }

  function listen() {
    if (isOver) return;
    if (!window.EventSource) { follow(); return; }
    source = new EventSource(`${address}/stream?after=${last}`);
    source.addEventListener("open", () => { wait = FIRST; asksSince = 0; say("实时更新中", "on"); });
    source.addEventListener("message", (event) => take(Number(event.lastEventId), event.data));
    source.addEventListener("online", (event) => online(Number(event.data)));
    source.addEventListener("reload", readAnew);
    source.addEventListener("error", () => {
      if (isOver) return;
      say("正在重新连接…", "lost");
      if (source.readyState !== EventSource.CLOSED) return; // the browser comes back by itself, with the last number it has
      source.close();
      follow();
    });
  }

  // Where no stream can be had (the hub is full, or something between holds it back): the tail, a few seconds apart.
  async function follow() {
    if (isOver) return;
    asksSince ||= Date.now();
    try {
      const answer = await fetch(`${address}/tail`, { signal: AbortSignal.timeout(10_000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const lines = tailOf(await answer.text());
      if (lines.last > last && lines.lines.length && lines.lines[0][0] > last + 1) { readAnew(); return; }
      for (const [number, line] of lines.lines) take(number, line);
      online(lines.online);
      wait = FIRST * 2;
      say("每隔几秒更新", "on");
      if (Date.now() - asksSince > STREAM_AGAIN) { asksSince = 0; listen(); return; }
    } catch {
      wait = Math.min(wait * 2, SLOWEST);
      say("连接不上，正在重试；也可以按“刷新”查看最新内容。", "lost");
      room.querySelector("[data-refresh]")?.removeAttribute("hidden");
    }
    timer = setTimeout(follow, wait * (0.75 + Math.random() / 2));
  }
  const tailOf = (text) => JSON.parse(text.replace(/(\{"at":\s*\d{13})\d{6}/g, "$1"));

  addEventListener("DOMContentLoaded", () => [...list.querySelectorAll(".line:not(.line-state)")].reverse().forEach(caption));
  addEventListener("pagehide", () => { source?.close(); clearTimeout(timer); });
  addEventListener("pageshow", (event) => { if (event.persisted && !isOver) listen(); });
  listen();
})();
