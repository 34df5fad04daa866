// The page around the terminal: it rings, as a terminal's bell and notifications may not arrive here.
"use strict";
(() => {
  const page = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const terminal = document.getElementById("terminal");
  terminal.dataset.sessionWebsocketUrl = `${terminal.dataset.socket}/${page}`;
  const bar = document.getElementById("bar"), says = document.getElementById("says"), button = document.getElementById("let");
  const TITLE = document.title, AT_REST = says.textContent;
  let sound = null, quietAgain = 0, rest = AT_REST;

  function tone(at, pitch) {
    const wave = sound.createOscillator(), loudness = sound.createGain();
    wave.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.25, at);
    loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
    wave.connect(loudness).connect(sound.destination);
    wave.start(at);
    wave.stop(at + 0.45);
  }

  function ring(level, what) {
    document.body.dataset.rang = String(Number(document.body.dataset.rang || 0) + 1);
    if (sound) {
      const times = level === "final" ? 10 : level === "loud" ? 5 : level === "soft" ? 1 : 2;
      for (let n = 0; n < times; n += 1) tone(sound.currentTime + n * 0.55, n % 2 ? 880 : 660);
    }
    if (!what) return;
    document.title = `! ${what}`;
    says.textContent = what;
    bar.classList.add("rings");
    clearTimeout(quietAgain);
    quietAgain = setTimeout(quiet, 60000);
    if ("Notification" in window && Notification.permission === "granted") {
      new Notification("soaptui", { body: what, tag: "soaptui", requireInteraction: level === "final" });
    }
  }

  function quiet() {
    document.title = TITLE;
    says.textContent = rest;
    bar.classList.remove("rings");
  }

  // A browser lets a page sound, and ask, only after a click on it.
  button.addEventListener("click", async () => {
    sound = sound || new AudioContext();
    sound.resume().catch(() => {});
    tone(sound.currentTime, 660);
    const told = (shown) => {
      rest = `This page rings while it is open: you just heard its sound, its title changes, ${shown}.`;
      quiet();
    };
    button.textContent = "Try it";
    if (!("Notification" in window)) {
      told("this browser has no notifications");
      return;
    }
    if (Notification.permission === "default") told("and it asks whether notifications may be shown");
    const answer = await Notification.requestPermission().catch(() => "denied");
    told(answer === "granted" ? "notifications are shown" : "notifications are not allowed here");
  });
  // Keys go to the terminal as soon as it is there, and again after a click on the bar.
  function focus() {
    const field = terminal.querySelector("textarea");
    if (field) field.focus(); else setTimeout(focus, 100);
  }
  addEventListener("load", focus);
  // The bar grows with what it says: the terminal, which asks for its size when the window's changes, gets the rest.
  new ResizeObserver(() => dispatchEvent(new Event("resize"))).observe(terminal);
  bar.addEventListener("click", () => setTimeout(focus, 0));
  document.getElementById("again").addEventListener("click", () => location.reload());
  addEventListener("focus", () => setTimeout(quiet, 8000));
  new EventSource(`/rings/${page}`).addEventListener("message", (event) => {
    const heard = JSON.parse(event.data);
    ring(heard.level, heard.what);
  });
})();
