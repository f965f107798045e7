// Videos in articles. Without scripts the one file the page names is played. With them the sizes follow the network: by
// hls.js, fetched when somebody presses play, or by the browser itself where it plays HLS and cannot do the other (telephones
// of Apple). Should hls.js fail, the one file is played.
"use strict";

(() => {
  const HLS = "application/vnd.apple.mpegurl";

  function fetched(address) {
    if (window.Hls) {
      return Promise.resolve(window.Hls);
    }
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => (window.Hls ? resolve(window.Hls) : reject(new Error("hls.js is not there")));
      script.onerror = () => reject(new Error("hls.js could not be fetched"));
      document.head.append(script);
    });
  }

  function attach(video, Hls) {
    if (!Hls.isSupported()) {
      return;
    }
    // No worker: the policy of the pages allows scripts from this site alone, not from a blob.
    const hls = new Hls({ enableWorker: false, capLevelToPlayerSize: true });
    let mended = false;
    hls.on(Hls.Events.ERROR, (_, fault) => {
      if (!fault.fatal) {
        return;
      }
      if (fault.type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
        mended = true;
        hls.recoverMediaError();
        return;
      }
      const at = video.currentTime;
      hls.destroy();
      video.src = video.querySelector("source[type='video/mp4']").src;
      video.currentTime = at;
      video.play().catch(() => video.classList.add("is-silent"));
    });
    hls.loadSource(video.dataset.hls);
    hls.attachMedia(video);
    video.dataset.player = "hls.js";
  }

  for (const video of document.querySelectorAll("video[data-video]:not([data-ready])")) {
    video.dataset.ready = "";
    if (!window.MediaSource && !window.ManagedMediaSource) {
      if (video.canPlayType(HLS)) {
        video.src = video.dataset.hls;
      }
      continue;
    }
    video.addEventListener("play", () => {
      video.pause();
      fetched(video.dataset.hlsScript).then((Hls) => attach(video, Hls), () => null).then(() => video.play());
    }, { once: true });
  }
})();
