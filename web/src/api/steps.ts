import { pause } from "@/shared/work/try-again";
import { isPassing } from "./problem";
import { retryDelayMs } from "./retry";

export type Step = () => Promise<void>;

interface StepsOptions {
  /** What is to do now, asked after each step; null: nothing. */
  due: () => Step | null;
  /** After each step; `error` is null when it went well. */
  onStep: (error: unknown) => void;
  /** Nothing is to do any more. */
  onRest: () => void;
}

/** Does what is due, one step at a time. What fails in passing is due again after a pause. */
export class Steps {
  private isRunning = false;
  private endPause: () => void = () => undefined;

  constructor(private readonly options: StepsOptions) {}

  /** Something else may be due now, or sooner. */
  go(): void {
    this.endPause();
    void this.run();
  }

  private async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    let failures = 0;
    for (let step = this.options.due(); step !== null; step = this.options.due()) {
      const error = await outcomeOf(step);
      this.options.onStep(error);
      failures = error === null ? 0 : failures + 1;
      if (isPassing(error)) await Promise.race([pause(retryDelayMs(failures - 1)), this.nextGo()]);
    }
    this.isRunning = false;
    this.options.onRest();
  }

  private nextGo(): Promise<void> {
    return new Promise((resolve) => {
      this.endPause = resolve;
    });
  }
}

async function outcomeOf(step: Step): Promise<unknown> {
  try {
    await step();
    return null;
  } catch (error) {
    return error;
  }
}
