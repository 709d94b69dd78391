/** The part of the scale from 0 to 100 that a line of scores is drawn on. */
export interface ScoreAxis {
  low: number;
  high: number;
  /** Where a score lies on it, from 0 at the ground to 1 at the top. */
  place: (score: string) => number;
}

/** A narrower axis would make a mountain of half a point. */
const NARROWEST = 10;
const STEP = 5;

/** Fits an axis to scores: whole fives around them, so that their differences are seen. */
export function scoreAxis(scores: readonly string[]): ScoreAxis {
  const numbers = scores.map(Number);
  let low = Math.max(0, Math.floor(Math.min(100, ...numbers) / STEP) * STEP);
  let high = Math.min(100, Math.ceil(Math.max(0, ...numbers) / STEP) * STEP);
  while (high - low < NARROWEST) {
    low = Math.max(0, low - STEP);
    high = Math.min(100, high + (high - low < NARROWEST ? STEP : 0));
  }
  return { low, high, place: (score) => (Number(score) - low) / (high - low) };
}
