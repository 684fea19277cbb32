/**
 * Every state a customer can find the widget in, by name. Stories show them, component tests run through them, and
 * hosts may use them to see their own page in each.
 */
import { activityScenarios } from './scenarios-activity.ts';
import { afterScenarios } from './scenarios-after.ts';
import { decisionScenarios } from './scenarios-decision.ts';
import { decisionsScenarios } from './scenarios-decisions.ts';
import { extremeScenarios } from './scenarios-extreme.ts';
import { intakeScenarios } from './scenarios-intake.ts';
import { startScenarios } from './scenarios-start.ts';
import { supportScenarios } from './scenarios-support.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [
  ...startScenarios, ...activityScenarios, ...intakeScenarios, ...decisionScenarios, ...decisionsScenarios, ...afterScenarios, ...supportScenarios, ...extremeScenarios,
];

/** The scenario of that name. Throws `RangeError` when there is none. */
export function scenarioNamed(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (!found) throw new RangeError(`no scenario "${name}"`);
  return found;
}
