import { expect, test } from "vitest";
import { firstRowsOf } from "./first-rows";
import { guessMapping, isCanonical, mappedContent, mappingDocument } from "./mapping-guess";

test("reads the first lines of JSONL, JSON and CSV, and leaves Parquet to the server", () => {
  expect(firstRowsOf("a.jsonl", '{"id":1}\n{"id":2}\n{"cut', false)?.rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect(firstRowsOf("a.json", '[{"id":1},{"id":{"a":2}},{"i', false)?.rows).toEqual([{ id: 1 }]);
  expect(firstRowsOf("a.csv", 'id,text\r\n1,"a ""b"",\nc"\r\n', true)?.rows).toEqual([{ id: "1", text: 'a "b",\nc' }]);
  expect(firstRowsOf("a.parquet", "PAR1", false)).toBeNull();
  expect(firstRowsOf("a.jsonl", "not json", true)).toBeNull();
});

test("guesses by names, and tells the server where things stand", () => {
  const guess = guessMapping(["id", "prompt", "response_a", "response_b", "model_a"]);
  expect(guess).toEqual({ external_id: "/id", prompt: "/prompt", responses: ["/response_a", "/response_b"], keepRest: true });
  expect(mappingDocument(guess)).toEqual({
    item: {
      external_id: "/id",
      messages: [{ role: "user", content: "/prompt" }],
      responses: [{ content: "/response_a" }, { content: "/response_b" }],
      keep: "*",
    },
  });
});

test("shows a record as the task will", () => {
  const row = { id: 1, prompt: "Hi", response_a: "A", field: "greetings" };
  const guess = guessMapping(Object.keys(row));
  expect(mappedContent(row, guess)).toEqual({
    field: "greetings",
    messages: [{ id: "m1", role: "user", content: "Hi" }],
    responses: [{ id: "r1", content: "A" }],
  });
  const own = { messages: [{ role: "user", content: "Hi" }], responses: [] };
  expect(isCanonical(own)).toBe(true);
  expect(mappedContent(own, null).messages).toEqual([{ id: "m1", role: "user", content: "Hi" }]);
});
