import { describe, expect, it } from "vitest";
import { isConcerned } from "./live";

describe("isConcerned", () => {
  it("asks again for what belongs to the topic", () => {
    expect(isConcerned(["imports", "project_1"], new Set(["imports"]))).toBe(true);
    expect(isConcerned(["guides", "project_1"], new Set(["imports"]))).toBe(false);
  });

  it("asks for everything when too much was missed", () => {
    expect(isConcerned(["guides", "project_1"], new Set(["all"]))).toBe(true);
  });

  it("leaves a task in hand alone, whatever happened", () => {
    expect(isConcerned(["task", "lease"], new Set(["all", "queue"]))).toBe(false);
  });

  it("is silent when the stream only begins", () => {
    expect(isConcerned(["home"], new Set(["ready"]))).toBe(false);
  });
});
