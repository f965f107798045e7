// Videos in the editors' door: an upload in pieces that goes on where it broke off; how far a video is; the player's moment.
"use strict";

(() => {
  const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between tries while the network is away
  const later = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const megabytes = (bytes) => `${(bytes / 1048576).toFixed(1)} MB`;

  // --- sending ---

  const form = document.querySelector("form[data-send]");
  if (form) {
    prepare(form);
  }

  function prepare(form) {
    const [file, title, problem] = [form.querySelector("[type=file]"), form.elements.title, form.querySelector("[data-problem]")];
    const [bar, told] = [form.querySelector("progress"), form.querySelector("[data-told]")];
    const [send, cancel] = [form.querySelector("[type=submit]"), form.querySelector("[data-cancel]")];
    const token = form.elements.csrfmiddlewaretoken.value;
    let ending = null;

    const say = (sentence) => {
      problem.textContent = sentence;
      problem.hidden = !sentence;
    };
    const busy = (is) => {
      form.querySelector("[data-progress]").hidden = !is;
      send.disabled = is;
      cancel.hidden = !is;
    };
    const show = (standing, chosen) => {
      const percent = Math.floor((standing.received / chosen.size) * 100);
      bar.value = percent;
      told.textContent = `${percent}%，${megabytes(standing.received)} / ${megabytes(chosen.size)}`;
    };
    const known = (chosen) => `video:${chosen.name}:${chosen.size}:${chosen.lastModified}`;

    async function ask(address, options = {}) {
      for (let tries = 0; ; tries += 1) {
        try {
          const answer = await fetch(address, { ...options, headers: { "X-CSRFToken": token, ...options.headers }, signal: ending.signal });
          if (answer.status < 500) {
            return answer;
          }
        } catch (fault) {
          if (ending.signal.aborted) {
            throw fault;
          }
        }
        if (tries >= 40) {
          throw new Error("away");
        }
        told.textContent = "网络中断，正在重试，请不要关闭页面…";
        await later(PAUSES[Math.min(tries, PAUSES.length - 1)]);
      }
    }

    async function begun(chosen) {
      const before = localStorage.getItem(known(chosen));
      if (before) {
        const answer = await ask(before);
        if (answer.ok) {
          return answer.json();
        }
        localStorage.removeItem(known(chosen));
      }
      const said = new URLSearchParams({ title: title.value, unit: form.elements.unit.value, name: chosen.name, size: chosen.size });
      const answer = await ask(form.action, { method: "POST", body: said });
      const standing = await read(answer);
      localStorage.setItem(known(chosen), standing.upload);
      return standing;
    }

    async function read(answer) {
      const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      const said = isJson ? await answer.json() : {};
      if (answer.ok || answer.status === 409) {
        return said;
      }
      const refusal = new Error(said.sentence || "上传没有成功，请刷新页面后重试。");
      refusal.isSaid = true;
      throw refusal;
    }

    async function run(chosen) {
      let standing = await begun(chosen);
      const { upload, piece } = standing;
      form.dataset.cancelAt = standing.cancel;
      while (!standing.page) {
        show(standing, chosen);
        const body = chosen.slice(standing.received, standing.received + piece);
        const headers = { "Upload-Offset": standing.received, "Content-Type": "application/octet-stream" };
        standing = await read(await ask(upload, { method: "POST", body, headers }));
      }
      show(standing, chosen);
      localStorage.removeItem(known(chosen));
      window.location.assign(standing.page);
    }

    file.addEventListener("change", () => {
      const chosen = file.files[0];
      if (chosen && !title.value) {
        title.value = chosen.name.replace(/\.[^.]+$/, "").slice(0, 80);
      }
      say("");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = file.files[0];
      if (!chosen) {
        return;
      }
      say("");
      busy(true);
      ending = new AbortController();
      run(chosen).catch((fault) => {
        busy(false);
        if (fault.isSaid) {
          localStorage.removeItem(known(chosen));
        }
        if (!ending.signal.aborted) {
          say(fault.isSaid ? fault.message : "网络连接不上，上传已暂停。网络恢复后点“开始上传”，从断点继续。");
        }
      });
    });
    cancel.addEventListener("click", () => {
      ending.abort();
      busy(false);
      localStorage.removeItem(known(file.files[0]));
      if (form.dataset.cancelAt) {
        fetch(form.dataset.cancelAt, { method: "POST", headers: { "X-CSRFToken": token } }).then(() => say("已取消上传。"), () => say("已取消上传。"));
      }
    });
  }

  // --- how far it is ---

  for (const place of document.querySelectorAll("[data-state]")) {
    const look = () => fetch(place.dataset.state).then((answer) => answer.json()).then((said) => {
      place.querySelector("[data-label]").textContent = said.label;
      place.querySelector("[data-percent]").textContent = `${said.percent}%`;
      place.querySelector("progress").value = said.percent;
      if (said.state === "ready" || said.state === "failed") {
        window.location.reload();
      } else {
        setTimeout(look, 2000);
      }
    }, () => setTimeout(look, 10000));
    setTimeout(look, 2000);
  }

  // --- the player's moment for the poster ---

  const [now, video] = [document.querySelector("[data-now]"), document.querySelector("video[data-video]")];
  if (now && video) {
    now.hidden = false;
    now.addEventListener("click", () => {
      document.getElementById("second").value = video.currentTime.toFixed(1);
    });
  }
})();
