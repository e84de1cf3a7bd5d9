import { expect, test } from "vitest";
import { readGuideView } from "./guide-view";

test("reads the version and the work from an address, and leaves out what is no list of words", () => {
  const search = { version: "guide_version_2", tasks: ["sft", 3, ""], domains: "law", languages: [], rule: "x" };
  expect(readGuideView(search)).toEqual({ version: "guide_version_2", tasks: ["sft"] });
});
