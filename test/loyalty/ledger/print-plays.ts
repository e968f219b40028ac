// Prints plays with their balances, one a line, and before them the host's distance from UTC in January 2025.
import { balanceAt, expirySchedule } from "clientele/loyalty";
import fc from "fast-check";
import { Play, stories, worlds } from "./random-plays.js";

console.log(new Date(2025, 0, 1).getTimezoneOffset());
for (const [world, story] of fc.sample(fc.tuple(worlds, stories), { numRuns: 40, seed: 7 })) {
  const play = new Play(world).all(story);
  const { account, events } = play.now;
  console.log(JSON.stringify([events, balanceAt(account, play.clock), expirySchedule(account, play.clock)]));
}
