// The page that films: MediaRecorder's chunks, numbered, sent one after the other and again until they have come. What the
// network does not take yet waits here; if that gets too much, or the other side has forgotten the beginning, a new
// recording begins.
"use strict";

(() => {
  const page = document.querySelector("[data-camera]");
  const view = page.querySelector("[data-view]");
  const said = page.querySelector("[data-state]");
  const button = Object.fromEntries([...page.querySelectorAll("[data-act]")].map((each) => [each.dataset.act, each]));
  const key = decodeURIComponent(location.hash.slice(1));
  const csrf = page.elements.csrfmiddlewaretoken.value;
  const most = Number(page.dataset.most);
  const KINDS = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];
  const EVERY = 1000;
  const HELD = 90; // chunks, so about as many seconds
  const BITS = 2_000_000;
  const PAUSES = [0.5, 1, 2, 4, 8];
  const BEGIN_ANEW = ["feed-unknown", "no-room", "second-publisher", "studio-away"];
  const later = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });

  let stream = null;
  let session = null;
  let lock = null;

  function say(text, kind) {
    said.textContent = text;
    said.dataset.kind = kind;
  }

  function show(state) {
    button.look.hidden = state !== "idle";
    button.start.hidden = state !== "ready";
    button.stop.hidden = state !== "sending";
    page.querySelector("[data-devices]").hidden = state === "idle" || state === "sending";
  }

  // --- camera and microphone ---

  const chosen = (kind) => page.querySelector(`[data-device="${kind}"]`).value;
  const exactly = (id) => (id ? { deviceId: { exact: id } } : {});

  async function look() {
    if (!key) {
      say("地址不完整，缺少密钥。请向导播索取完整的摄像头地址。", "error");
      return;
    }
    if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) {
      say("这个浏览器不能直播，请换用新版Chrome、Edge或Safari，并通过https地址打开。", "error");
      return;
    }
    stream?.getTracks().forEach((track) => track.stop());
    const picture = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 }, ...exactly(chosen("videoinput")) };
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: picture, audio: exactly(chosen("audioinput")) });
    } catch (fault) {
      say(fault.name === "NotAllowedError" ? "没有得到使用摄像头和麦克风的许可，请在浏览器地址栏旁允许后重试。" : "没有找到可用的摄像头或麦克风，请检查连接后重试。", "error");
      return;
    }
    view.srcObject = stream;
    view.play().catch(() => say("预览没有播放，不影响直播。", "warn"));
    await list();
    show("ready");
    say("摄像头已打开，只有您能看到。点“开始直播”后观众才能看到。", "idle");
  }

  async function list() {
    const devices = await navigator.mediaDevices.enumerateDevices();
    for (const select of page.querySelectorAll("[data-device]")) {
      const kind = select.dataset.device;
      const used = stream.getTracks().find((track) => `${track.kind}input` === kind)?.getSettings().deviceId;
      select.replaceChildren(...devices.filter((each) => each.kind === kind).map((each, number) => new Option(each.label || `设备${number + 1}`, each.deviceId, false, each.deviceId === used)));
    }
  }

  // --- one session: a recording and what of it has not come yet ---

  function begin() {
    const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
    const mine = { feed: crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`, next: 0, held: [], isOver: false, recorder: null };
    const recorder = new MediaRecorder(stream, { mimeType: kind, videoBitsPerSecond: BITS, audioBitsPerSecond: 96_000 });
    mine.recorder = recorder;
    let number = 0;
    recorder.ondataavailable = (event) => {
      for (let at = 0; at < event.data.size; at += most) {
        mine.held.push({ number, data: event.data.slice(at, at + most) });
        number += 1;
      }
      mine.wake?.();
    };
    recorder.onerror = () => anew(mine, "录制出错，已重新开始。");
    recorder.start(EVERY);
    session = mine;
    send(mine);
  }

  async function anew(mine, words, pause = 1) {
    if (mine !== session) return;
    close(mine);
    say(words, "warn");
    await later(pause);
    if (session === mine && stream?.active) begin();
  }

  function close(mine) {
    mine.isOver = true;
    if (mine.recorder.state !== "inactive") mine.recorder.stop();
    mine.wake?.();
  }

  async function send(mine) {
    for (let tries = 0; mine === session && !mine.isOver;) {
      if (!mine.held.length) {
        await new Promise((done) => { mine.wake = done; });
        continue;
      }
      if (mine.held.length > HELD) {
        anew(mine, "网络中断太久，已从现在的画面重新开始。");
        return;
      }
      const { number, data } = mine.held[0];
      let answer = null;
      try {
        answer = await fetch(`${page.dataset.send}${mine.feed}/${number}/`, { method: "POST", body: data, headers: headers(), signal: AbortSignal.timeout(15_000) });
      } catch {
        answer = null;
      }
      if (mine !== session || mine.isOver) return;
      if (!answer || answer.status >= 500) {
        say(`网络中断，正在重试；${mine.held.length}秒的画面已存在本机，恢复后自动补发。`, "warn");
        await later(PAUSES[Math.min(tries, PAUSES.length - 1)]);
        tries += 1;
        continue;
      }
      tries = 0;
      const told = await answer.json().catch(() => ({ sentence: "发送没有成功，请刷新页面后重试。" }));
      if (answer.ok) {
        mine.held = mine.held.filter((each) => each.number >= told.next);
        page.dataset.sent = told.next;
        say(mine.held.length > 3 ? `正在直播，网络较慢，还有${mine.held.length}秒的画面等待发送。` : "正在直播，画面已送达。", mine.held.length > 3 ? "warn" : "on");
      } else if (BEGIN_ANEW.includes(told.code)) {
        anew(mine, told.sentence, told.code === "feed-unknown" ? 0.2 : 3);
        return;
      } else {
        stop(told.sentence, "error");
        return;
      }
    }
  }

  const headers = () => ({ "Broadcast-Key": key, "X-CSRFToken": csrf, "Content-Type": "application/octet-stream" });

  // --- begin and end ---

  async function start() {
    show("sending");
    say("正在连接…", "idle");
    begin();
    try {
      lock = await navigator.wakeLock?.request("screen");
    } catch {
      lock = null; // the screen may go dark: the page says to keep it on
    }
  }

  function stop(words, kind) {
    const mine = session;
    session = null;
    close(mine);
    lock?.release();
    lock = null;
    show("ready");
    say(words, kind);
    fetch(`${page.dataset.send}${mine.feed}/stop/`, { method: "POST", headers: headers(), keepalive: true }).catch(() => {});
  }

  button.look.addEventListener("click", look);
  button.start.addEventListener("click", start);
  button.stop.addEventListener("click", () => stop("已停止发送，观众会看到信号中断。要结束直播请通知导播。", "idle"));
  page.querySelectorAll("[data-device]").forEach((each) => each.addEventListener("change", look));
  window.addEventListener("beforeunload", (event) => { if (session) event.preventDefault(); });
  window.addEventListener("pagehide", () => {
    if (session) fetch(`${page.dataset.send}${session.feed}/stop/`, { method: "POST", headers: headers(), keepalive: true });
  });
})();
