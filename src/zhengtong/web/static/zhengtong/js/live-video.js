// The live picture in a page: hls.js, fetched when there is something to play; nothing is loaded before somebody presses play.
// A line of the timeline ("live-video") says when it begins, stops, comes back at another address, or is over; what is said
// ("live-line") becomes captions, which the player's own button shows.
"use strict";

(() => {
  const HLS = "application/vnd.apple.mpegurl";
  const BEHIND = 20; // seconds after which the way back to now is offered
  const AGAIN = 3000;
  const SPOKEN = 4.5; // characters a second, as in the captions of recordings
  const SHORTEST = 1.2; // seconds a sentence stands at least

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
      this.unplaced = new Map();
      this.captioned = 0;
      video.addEventListener("timeupdate", () => { this.offer(); this.place(); });
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

    // What is corrected reads otherwise where it stands, what is withdrawn (no text) goes.
    caption(line) {
      const cues = [...(this.track?.cues ?? [])].filter((cue) => cue.id === line.number);
      if (cues.length) {
        const [first, last] = [cues[0], cues.at(-1)];
        for (const cue of line.text ? cues.slice(1) : cues) this.track.removeCue(cue);
        if (line.text) Object.assign(first, { text: `${line.who}：${line.text}`, endTime: last.endTime });
        return;
      }
      if (line.text) this.unplaced.set(line.number, line);
      else this.unplaced.delete(line.number);
      this.place();
    }

    // A line is written down when it has been said, and who watches is some seconds behind: it stands where it was said.
    place() {
      const shown = this.hls ? this.hls.playingDate : this.video.getStartDate?.();
      if (!this.unplaced.size || !shown || Number.isNaN(shown.getTime())) return;
      const shift = (this.hls ? this.video.currentTime : 0) - shown.getTime() / 1000;
      this.track ??= this.video.addTextTrack("captions", "文字直播", "zh-CN");
      if (this.track.mode === "disabled") this.track.mode = "hidden";
      for (const { number, at, who, text } of this.unplaced.values()) {
        const sentences = text.match(/[^。！？；\n]+[。！？；]*[”’」』）)]*/g) ?? [];
        const said = at / 1000 + shift;
        if (said <= 0 || !sentences.length) continue;
        let begin = Math.max(this.captioned, said - text.length / SPOKEN, 0);
        const share = Math.max(said - begin, SHORTEST * sentences.length) / sentences.join("").length;
        for (const [place, sentence] of sentences.entries()) {
          const cue = new VTTCue(begin, begin + sentence.length * share, place ? sentence : `${who}：${sentence}`);
          cue.id = number;
          this.track.addCue(cue);
          begin = cue.endTime;
        }
        this.captioned = begin;
      }
      this.unplaced.clear();
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
  document.addEventListener("live-line", (event) => players.forEach((player) => player.caption(event.detail)));
})();
