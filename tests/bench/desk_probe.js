// Runs before the page's own code and measures inside it, so that no time of the program that drives the browser is counted.
// A moment ends when the frame that shows its result has been handed to the compositor.
// Times in milliseconds.
(() => {
  const probe = { screens: [], keys: [], from: null };
  window.probe = probe;

  const afterPaint = (tell) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        tell(performance.now());
      };
      port2.postMessage(null);
    });

  // What is on screen: the task with the text of its answers, else the page of a table by its first and last row.
  const onScreen = () => {
    const desk = document.querySelector("[data-task]");
    if (desk !== null) {
      const answers = [...desk.querySelectorAll("article [role=region]")];
      return answers.length > 1 && answers.every((one) => one.innerText.length > 1) ? desk.dataset.task : null;
    }
    const rows = document.querySelectorAll("tbody tr");
    return rows.length === 0 ? null : `${rows[0].innerText} ${rows[rows.length - 1].innerText}`;
  };

  let name = null;
  let shown = null;
  const look = () => {
    const desk = document.querySelector("[data-task]")?.dataset.task ?? null;
    if (desk !== null && desk === name) return;
    const now = onScreen();
    if (now === null || now === shown) return;
    name = desk;
    shown = now;
    const from = probe.from ?? 0;
    probe.from = null;
    afterPaint((at) => probe.screens.push(at - from));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-task"] });

  // The time stamp of an event is that of the key press itself, before the page hears of it.
  let keyAt = null;
  addEventListener("click", (event) => (probe.from = event.timeStamp), { capture: true });
  addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey && event.key === "Enter") probe.from = event.timeStamp;
      keyAt = event.timeStamp;
    },
    { capture: true },
  );
  addEventListener(
    "input",
    (event) => {
      const from = keyAt;
      keyAt = null;
      // A text that was put there at once had no key.
      if (from !== null && (event.target instanceof HTMLTextAreaElement || event.target.isContentEditable)) afterPaint((at) => probe.keys.push(at - from));
    },
    { capture: true },
  );
})();
