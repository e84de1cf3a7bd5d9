import { expect, test } from "vitest";
import { formulaAt, maskMath } from "./masked-math";

test("keeps the length, so that offsets stay those of the source", () => {
  const source = "So $a_1 + b_2$ and $$\\frac{1}{2}$$ and \\(x\\).";
  expect(maskMath(source)).toBe("So `a_1 + b_2` and `$\\frac{1}{2}$` and `(x\\`.");
  expect(maskMath(source)).toHaveLength(source.length);
});

test("leaves prices, code and escapes alone", () => {
  for (const source of ["from $5 to $6", "$5-$6", "`$x$`", "```\n$x$\n```", "\\$x$", "3$ or 4 $"]) {
    expect(maskMath(source)).toBe(source);
  }
});

test("tells inline formulas from those on a line of their own", () => {
  expect(formulaAt("$x$", 0, 3)).toEqual({ tex: "x", isDisplay: false });
  expect(formulaAt("$$x$$", 0, 5)).toEqual({ tex: "x", isDisplay: true });
  expect(formulaAt("`x`", 0, 3)).toBeNull();
});
