// The live picture in a page: hls.js, fetched when there is something to play; nothing is loaded before somebody presses play.
// A line of the timeline ("live-video") says when it begins, stops, comes back at another address, or is over.
"use strict";

(() => {
  const HLS = "application/vnd.apple.mpegurl";
  const BEHIND = 20; // seconds after which the way back to now is offered
  const AGAIN = 3000;

  function fetched(address) {
    if (window.Hls) return Promise.resolve(window.Hls);
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => (window.Hls ? resolve(window.Hls) : reject(new Error("hls.js is not there")));
      script.onerror = () => reject(new Error("hls.js could not be fetched"));
      document.head.append(script);
    });
  }

  class Player {
    constructor(video) {
      this.video = video;
      this.hls = null;
      this.isWanted = false;
      this.edge = null;
      video.addEventListener("play", () => this.want());
      video.addEventListener("timeupdate", () => this.offer());
      if (video.dataset.hls) this.load(video.dataset.hls);
    }

    // Wanted once pressed: until then neither playlists nor pieces are asked for.
    want() {
      this.isWanted = true;
      this.hls?.startLoad(-1);
    }

    async load(address) {
      this.address = address;
      this.hls?.destroy();
      this.hls = null;
      if (!window.MediaSource && !window.ManagedMediaSource) {
        if (this.video.canPlayType(HLS)) this.video.src = address;
        return;
      }
      let Hls = null;
      try {
        Hls = await fetched(this.video.dataset.hlsScript);
      } catch {
        setTimeout(() => { if (this.address === address) this.load(address); }, AGAIN);
        return;
      }
      if (!Hls.isSupported() || this.address !== address) return;
      // No worker: the policy of the pages allows scripts from this site alone, not from a blob.
      const hls = new Hls({ enableWorker: false, capLevelToPlayerSize: true, autoStartLoad: false, liveSyncDurationCount: 3, backBufferLength: 120 });
      hls.on(Hls.Events.ERROR, (_, fault) => { if (fault.fatal) this.mend(Hls, fault, address); });
      hls.on(Hls.Events.MANIFEST_PARSED, () => { if (this.isWanted) hls.startLoad(-1); });
      hls.loadSource(address);
      hls.attachMedia(this.video);
      this.hls = hls;
      this.video.dataset.player = "hls.js";
      if (this.isWanted) this.video.play().catch(() => {});
    }

    mend(Hls, fault, address) {
      if (fault.type === Hls.ErrorTypes.MEDIA_ERROR) {
        this.hls.recoverMediaError();
        return;
      }
      setTimeout(() => { if (this.address === address) this.load(address); }, AGAIN);
    }

    offer() {
      const now = this.hls?.liveSyncPosition;
      const isBehind = Boolean(now) && now - this.video.currentTime > BEHIND;
      if (isBehind && !this.edge) {
        this.edge = document.createElement("button");
        Object.assign(this.edge, { type: "button", className: "button button-secondary live-edge", textContent: "回到直播" });
        this.edge.addEventListener("click", () => {
          this.video.currentTime = this.hls.liveSyncPosition;
          this.video.play().catch(() => {});
        });
        this.video.after(this.edge);
      }
      if (this.edge) this.edge.hidden = !isBehind;
    }

    tell(line) {
      const box = this.video.closest("[data-video-box]");
      if (box && line.url) box.hidden = false;
      if (line.url && line.url !== this.address) this.load(line.url);
      else if (line.state === "on" && !this.hls && this.address) this.load(this.address);
    }
  }

  const players = [...document.querySelectorAll("video[data-live-video]")].map((video) => new Player(video));
  document.addEventListener("live-video", (event) => players.forEach((player) => player.tell(event.detail)));
})();
