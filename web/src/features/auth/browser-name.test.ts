import { describe, expect, it } from "vitest";
import { browserName } from "./browser-name";

describe("browserName", () => {
  it("tells Edge from Chrome although it claims to be both", () => {
    expect(browserName("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0")).toBe("Edge, Windows");
  });

  it("names what is known when only the system is", () => {
    expect(browserName("curl/8 (Linux)")).toBe("Linux");
  });

  it("is nothing when nothing is known", () => {
    expect(browserName(null)).toBeNull();
    expect(browserName("python-httpx/1")).toBeNull();
  });
});
