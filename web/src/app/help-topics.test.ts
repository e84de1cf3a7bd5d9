import { expect, test } from "vitest";
import { withPlaces } from "./help-topics";

test("links of a help text lead to pages of the app, or are words only", () => {
  expect(withPlaces("See [the queue](work-queue.md#skip) and the [HTTP API](../api.md).")).toBe("See [the queue](/help/work-queue) and the HTTP API.");
  expect(withPlaces("[Elsewhere](https://example.org)")).toBe("[Elsewhere](https://example.org)");
});
