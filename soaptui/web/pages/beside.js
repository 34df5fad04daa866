// The day, asked for every two seconds and counted down in between; and a message for the inbox.
"use strict";
(() => {
  const EVERY = 2000, OLD_AFTER = 15000, SENT_SHOWN = 5, URGENT = 900;
  const STANDS = { waiting: "waits", taken: "taken", declined: "not taken" };
  const at = (id) => document.getElementById(id);
  let day = null, answered = 0, ahead = 0, kind = "missed", kinds = [], sent = [];
  try { sent = JSON.parse(sessionStorage.getItem("sent") || "[]"); } catch { sent = []; }

  const now = () => Date.now() + ahead;
  const two = (n) => String(n).padStart(2, "0");
  function countdown(seconds) {
    const s = Math.max(0, Math.floor(seconds));
    const hours = Math.floor(s / 3600), rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
    return `${hours}:${rest}`;
  }
  function roughly(seconds) {
    if (seconds < 60) return "now";
    const minutes = Math.floor(seconds / 60);
    return minutes < 60 ? `in ${minutes} min` : `in ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }
  function element(name, text, look) {
    const made = document.createElement(name);
    made.textContent = text;
    if (look) made.className = look;
    return made;
  }

  function hour(one) {
    const left = (Date.parse(one.at) - now()) / 1000, line = document.createElement("li");
    const when = left > 0 ? roughly(left) : one.begun ? "NOW" : "past";
    if (left <= 0 && !one.begun) line.className = "past";
    line.append(element("b", one.clock), element("strong", `${when} · ${one.title}`), element("small", one.when));
    if (one.warned) line.append(element("small", `! ${one.warned}`, "warned"));
    return line;
  }

  function show() {
    if (!day) return;
    at("eastern").textContent = day.eastern;
    at("home").textContent = day.home;
    at("rehearsal").textContent = day.rehearsal ? "REHEARSAL" : "";
    at("talking").textContent = day.talking.join("\n");
    at("hours").replaceChildren(...day.hours.map(hour));
    at("nothing").hidden = day.hours.length > 0;
    tick();
  }

  function tick() {
    const silent = Date.now() - answered;
    at("old").textContent = answered && silent > OLD_AFTER
      ? `Not up to date: no answer for ${Math.round(silent / 1000)} seconds. Is soaptui serve still running, and this device in the same network?` : "";
    const next = day && day.hours.find((one) => Date.parse(one.at) > now());
    at("next").hidden = !next;
    if (!next) return;
    const left = (Date.parse(next.at) - now()) / 1000;
    at("what").textContent = next.title;
    at("left").textContent = countdown(left);
    at("next").classList.toggle("urgent", left < URGENT);
  }

  async function ask() {
    try {
      const response = await fetch(`/day?sent=${sent.map((one) => one.id).join(",")}`, { signal: AbortSignal.timeout(8000) });
      if (!response.ok) {
        at("answer").textContent = await response.text();
      } else {
        const told = await response.json();
        day = told.day;
        answered = Date.now();
        ahead = Date.parse(day.now) - answered;
        if (!kinds.length) offer(told.kinds);
        for (const one of told.sent) {
          const mine = sent.find((each) => each.id === one.id);
          if (mine) Object.assign(mine, one);
        }
        showSent();
        show();
      }
    } catch { /* it is asked again; what is old is said */ }
    tick();
    setTimeout(ask, EVERY);
  }

  function offer(all) {
    kinds = all;
    at("kinds").replaceChildren(...all.map(([word, name]) => {
      const label = document.createElement("label"), input = document.createElement("input");
      input.type = "radio";
      input.name = "kind";
      input.value = word;
      input.checked = word === kind;
      input.addEventListener("change", () => choose(word));
      label.append(input, element("span", name));
      return label;
    }));
    choose(kind);
  }

  function choose(word) {
    kind = word;
    const [, , write] = kinds.find(([each]) => each === word);
    at("text").placeholder = write;
  }

  function showSent() {
    at("sent").replaceChildren(...sent.slice(-SENT_SHOWN).reverse().map((one) => {
      const line = element("li", "", one.stands);
      line.append(element("b", STANDS[one.stands] || one.stands), ` · ${one.line}`);
      return line;
    }));
    try { sessionStorage.setItem("sent", JSON.stringify(sent.slice(-10))); } catch { /* it is shown all the same */ }
  }

  at("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const fields = { kind, who: at("who").value, number: at("number").value, text: at("text").value };
    try {
      const response = await fetch("/inbox", {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(fields),
        signal: AbortSignal.timeout(8000),
      });
      const answer = response.headers.get("Content-Type").startsWith("application/json")
        ? await response.json() : { refused: await response.text() };
      if (answer.refused) {
        at("answer").textContent = answer.refused;
        return;
      }
      sent.push({ id: answer.id, stands: "waiting", line: [fields.who, fields.number, fields.text].filter(Boolean).join(" · ") });
      sent = sent.slice(-10);
      at("who").value = at("number").value = at("text").value = "";
      at("answer").textContent = "Sent.";
      setTimeout(() => { at("answer").textContent = ""; }, 4000);
      showSent();
      at("who").focus();
    } catch {
      at("answer").textContent = "Not sent: no answer. What you wrote stands here still.";
    }
  });

  setInterval(tick, 1000);
  ask();
})();
