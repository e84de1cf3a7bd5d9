import { expect, test } from "vitest";
import { ActiveTimeMeter, toIsoSegments } from "./active-time";

test("counts from the first to the last moment of activity", () => {
  const meter = new ActiveTimeMeter();
  meter.input(1_000);
  meter.input(20_000);
  expect(meter.segments(30_000)).toEqual([[1_000, 30_000]]);
  expect(meter.totalMs(30_000)).toBe(29_000);
});

test("stops 60 s after the last input and starts a new segment at the next", () => {
  const meter = new ActiveTimeMeter();
  meter.input(0);
  expect(meter.isActive(59_999)).toBe(true);
  expect(meter.isActive(60_000)).toBe(false);
  meter.input(100_000);
  expect(meter.segments(110_000)).toEqual([
    [0, 60_000],
    [100_000, 110_000],
  ]);
});

test("counts nothing while the tab is hidden", () => {
  const meter = new ActiveTimeMeter();
  meter.input(0);
  meter.hide(5_000);
  meter.input(6_000);
  expect(meter.totalMs(50_000)).toBe(5_000);
  meter.show(60_000);
  expect(meter.totalMs(61_000)).toBe(6_000);
});

test("hiding after an idle stretch does not count the idle stretch", () => {
  const meter = new ActiveTimeMeter();
  meter.input(0);
  meter.hide(600_000);
  expect(meter.segments(600_000)).toEqual([[0, 60_000]]);
});

test("goes on from what was measured before a reload", () => {
  const meter = new ActiveTimeMeter([[0, 4_000]]);
  meter.input(10_000);
  expect(meter.totalMs(11_000)).toBe(5_000);
});

test("somebody is present for a while after the last input, but not behind a hidden tab", () => {
  const meter = new ActiveTimeMeter();
  meter.input(0);
  expect(meter.isPresent(299_999, 300_000)).toBe(true);
  expect(meter.isPresent(300_000, 300_000)).toBe(false);
  meter.hide(1_000);
  expect(meter.isPresent(2_000, 300_000)).toBe(false);
});

test("never runs backwards when the clock does", () => {
  const meter = new ActiveTimeMeter();
  meter.input(10_000);
  expect(meter.totalMs(9_000)).toBe(0);
});

test("segments never overlap when the clock is set back between them", () => {
  const meter = new ActiveTimeMeter();
  meter.input(3_600_000);
  meter.hide(3_700_000);
  meter.show(100_000);
  meter.hide(3_705_000);
  const [first, second] = meter.segments(3_705_000);
  expect(first).toEqual([3_600_000, 3_660_000]);
  expect(second?.[0] ?? Infinity).toBeGreaterThanOrEqual(3_660_000);
});

test("leaves out empty segments on the wire", () => {
  expect(toIsoSegments([[0, 0], [0, 1_500]])).toEqual([["1970-01-01T00:00:00.000Z", "1970-01-01T00:00:01.500Z"]]);
});
