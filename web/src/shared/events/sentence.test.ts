import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { startTexts } from "@/shared/i18n/start";
import texts from "@/shared/i18n/en-project.json";
import { EVENT_NOUNS, wordsOf } from "./sentence";

beforeAll(async () => {
  await startTexts();
  await import("@/shared/i18n/project");
});

const event = (details: Record<string, unknown>) => ({
  action: "submission.created",
  subject_type: "submission",
  subject_id: 7,
  details,
});

test("names what an event is about as the address of its page does", () => {
  expect(wordsOf(event({ item_id: 42, round: 2 }))).toMatchObject({ subject: "submission_7", item_id: "item_42", round: 2 });
});

test("counts and lists are words too", () => {
  expect(wordsOf(event({ n_items: 12, fields: ["licence", "name"] }))).toMatchObject({ n: 12, fields: "licence, name" });
});

test("a sentence has no gaps where the server tells what it needs", () => {
  const { submission } = texts.event;
  expect(i18next.t("event.submission.created", wordsOf(event({ item_id: 42 })))).toBe("answered item_42");
  expect(Object.keys(submission)).toContain("returned");
});

test("every noun of the filter has sentences", () => {
  expect(EVENT_NOUNS.filter((noun) => !(noun in texts.event))).toEqual([]);
});
