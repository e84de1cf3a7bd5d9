import type { Root } from "hast";
import { expect, it } from "vitest";
import { rehypePromptMarks } from "./prompt-marks";

const text = (value: string) => ({ type: "text" as const, value });
const element = (tagName: string, value: string) => ({ type: "element" as const, tagName, properties: {}, children: [text(value)] });

it("raises marks of evaluation prompts and leaves code and all other words alone", () => {
  const tree: Root = { type: "root", children: [element("p", "It helps[^5q1u], always[^a-b]."), element("code", "x[^1]"), element("p", "No mark [^ here].")] };
  rehypePromptMarks()(tree);
  expect(tree.children).toEqual([
    { ...element("p", ""), children: [text("It helps"), element("sup", "5q1u"), text(", always"), element("sup", "a-b"), text(".")] },
    element("code", "x[^1]"),
    element("p", "No mark [^ here]."),
  ]);
});
