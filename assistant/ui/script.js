// What the page does by itself in the browser; everything else is said to the server.
//
// Elements carry what they do: data-event="name" sends that event with the other data- values,
// data-do="name" runs one of `actions` here. The HTML is made, and escaped, by the server.
(() => {
  "use strict";

  const storage = (area) => ({
    get: (name) => {
      try { return window[area].getItem("verbatim." + name); } catch { return null; }
    },
    set: (name, value) => {
      try { window[area].setItem("verbatim." + name, value); } catch { /* not allowed here */ }
    },
  });
  const stored = storage("localStorage"); // for all pages
  const here = storage("sessionStorage"); // for this tab, when its page is loaded again
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const behavior = () => (calm.matches ? "instant" : "smooth");
  const stacked = () => matchMedia("(max-width: 56rem)").matches;

  // Light and dark: the system's, until someone chooses; paper is light.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  function paintTheme() {
    const isDark = !paper.matches && (stored.get("theme") ?? (dark.matches ? "dark" : "light")) === "dark";
    root.classList.toggle("dark", isDark);
    document.body?.classList.toggle("dark", isDark);
  }
  dark.addEventListener("change", paintTheme);
  paper.addEventListener("change", paintTheme);
  document.addEventListener("DOMContentLoaded", paintTheme);
  paintTheme();

  // Drawers
  function openDrawer(name) {
    root.dataset.drawer = name;
    paintDrawers();
    find(`#${name}-drawer h2`)?.focus();
  }
  function hideDrawer() {
    delete root.dataset.drawer;
    paintDrawers();
  }
  function closeDrawer() {
    const name = root.dataset.drawer;
    if (!name) return;
    hideDrawer();
    find(`#top [data-drawer="${name}"]`)?.focus();
  }
  function paintDrawers() {
    for (const button of document.querySelectorAll("#top [data-drawer]"))
      button.setAttribute("aria-expanded", root.dataset.drawer === button.dataset.drawer);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeDrawer();
  });
  const beside = ({ target }) => root.dataset.drawer && !target.closest(".side, #top");
  document.addEventListener("pointerdown", (event) => {
    if (beside(event)) closeDrawer();
  });
  document.addEventListener("focusin", (event) => {
    if (beside(event)) hideDrawer(); // it would cover what has the focus now
  });

  let askedToSee = false; // someone clicked: on a narrow screen, go where the article is

  const actions = {
    theme: () => {
      stored.set("theme", root.classList.contains("dark") ? "light" : "dark");
      paintTheme();
    },
    drawer: ({ dataset }) =>
      root.dataset.drawer === dataset.drawer ? closeDrawer() : openDrawer(dataset.drawer),
    close: closeDrawer,
    skip: (_, event) => {
      event.preventDefault();
      find("#question textarea")?.focus();
    },
    back: () => {
      const { turn } = find("#article .reading").dataset;
      const place = find('#conversation [aria-current="true"]') ?? find(`#turn-${turn} .card`);
      place?.scrollIntoView({ block: "center", behavior: behavior() });
      place?.focus({ preventScroll: true });
    },
  };

  // What the server is told when the page is loaded again.
  function remember(name, value, howLong = "") {
    const said = encodeURIComponent(value);
    document.cookie = `verbatim_${name}=${said}; ${howLong} path=/; samesite=strict`;
  }

  // Some events mean something here too, before they are sent.
  const alsoHere = {
    open: () => { askedToSee = true; },
    read: () => { askedToSee = true; if (stacked()) closeDrawer(); },
    resume: closeDrawer,
    language: ({ dataset }) => remember("language", dataset.to, "max-age=31536000;"),
    model: ({ value }) => remember("model", value), // while the browser is open
    new: () => find("#question textarea")?.focus(),
  };

  function scrollTo(scroller, element, share) {
    if (stacked()) {
      const top = element.getBoundingClientRect().top + scrollY - innerHeight * share;
      window.scrollTo({ top, behavior: behavior() });
    } else {
      const inside = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const top = scroller.scrollTop + inside - scroller.clientHeight * share;
      scroller.scrollTo({ top, behavior: behavior() });
    }
  }

  // Bring a quote into view with its whole paragraph, and the heading above, if they fit.
  function showMark(scroller, mark) {
    const block = mark.parentElement;
    const above = block.previousElementSibling;
    const first = above?.matches("h3") ? above : block;
    const bar = scroller.querySelector(stacked() ? ".steps" : ".reading > header");
    const height = stacked() ? innerHeight : scroller.clientHeight;
    const taken = (bar?.offsetHeight ?? 0) + 20;
    const { bottom } = mark.getBoundingClientRect();
    const fits = bottom - first.getBoundingClientRect().top < 0.8 * height - taken;
    if (fits) scrollTo(scroller, first, taken / height);
    else scrollTo(scroller, mark, 0.35);
  }

  // Bring a new question to the top, as far from it as the first one stands.
  function showQuestion(scroller, turn) {
    const height = stacked() ? innerHeight : scroller.clientHeight;
    scrollTo(scroller, turn.querySelector(".question"), 24 / height);
  }

  // The citation or card whose quote the article pane shows.
  function paintCurrent() {
    const shown = find("#article .reading")?.dataset ?? {};
    for (const button of document.querySelectorAll('#conversation [data-event="open"]')) {
      const { turn, kind, number } = button.dataset;
      if (turn === shown.turn && kind === shown.kind && number === shown.number)
        button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  const opened = new Set(); // of <details>: a new rendering would close them
  function paintDetails(element) {
    for (const details of element.querySelectorAll("details"))
      details.open = opened.has(details.dataset.key);
  }

  // What is typed stays until its answer has come: none may, or the page be loaded again before.
  document.addEventListener("input", ({ target }) => {
    if (target.matches("#question textarea")) here.set("draft", target.value);
  });
  function restoreDraft() {
    const box = find("#question textarea");
    if (!box || box.value) return;
    box.value = here.get("draft") ?? "";
    box.dispatchEvent(new Event("input", { bubbles: true })); // Gradio hears of it
  }
  function forgetAnswered(turn) {
    const asked = turn.querySelector(".question").lastChild.textContent;
    if (here.get("draft")?.trim() === asked) here.set("draft", "");
  }

  function nameDrawer(element) {
    const side = element.closest(".side");
    side.setAttribute("role", "dialog");
    side.setAttribute("aria-label", element.querySelector("h2")?.textContent ?? "");
  }

  // Run when the server has changed a part.
  const changed = {
    top: (element) => {
      const { language, title } = element.firstElementChild?.dataset ?? {};
      if (!language) return;
      root.lang = language;
      document.title = title;
      paintDrawers();
      if (root.classList.contains("ready")) return;
      root.classList.add("ready");
      restoreDraft();
      if (!stacked()) find("#question textarea")?.focus();
    },
    conversation: (element, _, trigger) => {
      paintCurrent();
      paintDetails(element);
      const scroller = element.querySelector(".scroll");
      if (!scroller) return;
      const address = new URL(location.href);
      const { conversation, moved } = scroller.dataset;
      if (moved !== undefined && element.drawn) trigger("relist", {});
      if (conversation) address.searchParams.set("conversation", conversation);
      else address.searchParams.delete("conversation");
      if (element.drawn && address.href !== location.href) history.replaceState({}, "", address);
      const turns = element.querySelectorAll(".turn");
      const last = turns[turns.length - 1];
      const pressed = find("#send:focus-visible, #stop:focus-visible"); // one hides the other
      root.classList.toggle("running", Boolean(element.querySelector(".turn.running")));
      if (pressed && !pressed.checkVisibility()) find("#question textarea")?.focus();
      if (last && last.id !== element.lastTurn) {
        askedToSee = false;
        if (last.matches(".running")) showQuestion(scroller, last);
        else scroller.scrollTo({ top: scroller.scrollHeight });
      }
      if (last?.matches(".done")) forgetAnswered(last);
      if (last?.matches(".failed, .stopped")) restoreDraft(); // to be mended and asked again
      element.lastTurn = last?.id;
      element.drawn = true;
    },
    article: (element) => {
      paintCurrent();
      const scroller = element.querySelector(".scroll");
      const mark = element.querySelector("mark.current");
      if (!scroller) return;
      if (!stacked() || askedToSee) {
        if (mark) showMark(scroller, mark);
        else if (stacked()) element.scrollIntoView({ behavior: behavior() });
        else scroller.scrollTo({ top: 0 });
      }
      askedToSee = false;
    },
    folder_head: nameDrawer,
    folder: (element) => {
      for (const box of element.querySelectorAll('[type="checkbox"]'))
        box.checked = box.hasAttribute("checked");
    },
    folder_state: paintDetails,
    past: nameDrawer,
    outbox: (_, { copy, save, name }) => {
      if (copy) toClipboard(copy);
      if (save) toFile(save, name);
    },
  };

  async function toClipboard(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // not served over https
      const area = document.createElement("textarea");
      area.value = text;
      area.style.position = "fixed";
      area.style.opacity = "0";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  function toFile(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  const newest = {}; // a part's content and its number, by the part's name

  window.verbatim = {
    // What a part shows once it was given this: that, unless something newer has come before.
    newest(name, value) {
      const [, at, content] = /^<!--(\d+)-->([^]*)$/.exec(value ?? "") ?? [null, 0, value ?? ""];
      if (!(Number(at) < newest[name]?.at)) newest[name] = { at: Number(at), content };
      return newest[name].content;
    },
    mount(element, trigger, watch, name, props) {
      const send = (sender, more = {}) => {
        const { event, ...data } = sender.dataset;
        if (data.sure && !confirm(data.sure)) return;
        alsoHere[event]?.(sender);
        trigger(event, { ...data, ...more });
      };
      element.addEventListener("click", (event) => {
        const button = event.target.closest("button:not([aria-disabled]), a");
        if (button?.dataset.do) actions[button.dataset.do](button, event);
        if (button?.dataset.event) send(button);
      });
      element.addEventListener("focusin", (event) => {
        const { target } = event;
        if (name === "conversation" && target.dataset.event === "open")
          if (target.matches(":focus-visible")) trigger("open", { ...target.dataset });
      });
      element.addEventListener("change", ({ target }) => {
        if (target.matches("select[data-event], [type=checkbox][data-event]"))
          send(target, { value: target.value, checked: target.checked ? "yes" : "no" });
      });
      let typing;
      element.addEventListener("input", ({ target }) => {
        if (!target.matches("[type=search][data-event]")) return;
        clearTimeout(typing);
        typing = setTimeout(() => send(target, { value: target.value }), 200);
      });
      element.addEventListener("submit", (event) => {
        event.preventDefault();
        send(event.target, Object.fromEntries(new FormData(event.target)));
      });
      element.addEventListener(
        "toggle",
        ({ target }) => opened[target.open ? "add" : "delete"](target.dataset.key),
        true,
      );
      let drawn;
      const after = () => {
        const { at } = newest[name] ?? {}; // the outbox has none
        if (at !== undefined && at === drawn) return; // what came last was older
        drawn = at;
        if (element.querySelector("[data-forgotten]") || props.value?.forgotten) location.reload();
        changed[name]?.(element, props.value ?? {}, trigger);
      };
      watch("value", after);
      if (name !== "outbox") after();
    },
  };
})();
