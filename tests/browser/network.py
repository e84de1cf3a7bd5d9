"""What lies between a page and the server: requests that are late there, late on the way back, lost, or refused."""

import json
from typing import Any

from tests.browser.visitor import Visitor

# A rule: `there` and `back` delay by milliseconds (`jitter` adds up to as many more), `lost` is "there" or "back",
# `status` answers in place of the server; `share` of the requests are lost or refused, else all; `times`: for how many it holds.
_LAYER = """
(() => {
  const real = window.fetch.bind(window);
  const kindOf = async (request) => {
    const last = new URL(request.url).pathname.split("/").at(-1);
    return last === "next" ? ((await request.clone().json()).reserve ? "reserve" : "claim") : last;
  };
  const rest = (ms = 0, jitter = 0) => new Promise((go) => setTimeout(go, ms + Math.random() * jitter));
  window.network = { rules: RULES, seen: [] };
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const kind = await kindOf(request);
    const rule = window.network.rules[kind] ?? window.network.rules.all ?? {};
    if (rule.times !== undefined && rule.times-- <= 0) return real(request);
    window.network.seen.push(kind);
    await rest(rule.there, rule.jitter);
    const struck = Math.random() < (rule.share ?? 1);
    if (struck && rule.lost === "there") throw new TypeError("lost on the way there");
    if (struck && rule.status !== undefined) return new Response("", { status: rule.status, headers: { "Retry-After": "1" } });
    const answer = await real(request);
    await rest(rule.back, rule.jitter);
    if (struck && rule.lost === "back") throw new TypeError("lost on the way back");
    return answer;
  };
})();
"""


def lay(visitor: Visitor, **rules: dict[str, Any]) -> None:
    """From the next page load on. A kind is the last word of the address, such as `submit`; `next` is `claim` or `reserve`."""
    visitor.page.add_init_script(_LAYER.replace("RULES", json.dumps(rules)))


def change(visitor: Visitor, **rules: dict[str, Any]) -> None:
    """From now on, in place of what there was."""
    visitor.page.evaluate("rules => { window.network.rules = rules }", rules)
