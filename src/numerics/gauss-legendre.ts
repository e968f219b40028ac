/** Points on (0, 1) and their weights, which add up to 1. */
export interface Rule {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Gauss-Legendre with 6 points: exact for polynomials up to degree 11. */
export const SIX: Rule = /* @__PURE__ */ rule(
  [0.2386191860831969, 0.6612093864662645, 0.932469514203152],
  [0.46791393457269104, 0.3607615730481386, 0.17132449237917036],
);

/** With 10 points: up to degree 19. */
export const TEN: Rule = /* @__PURE__ */ rule(
  [0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717],
  [0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814],
);

/** A symmetric rule, given its points above the middle of (-1, 1) and their weights. */
function rule(above: readonly number[], weights: readonly number[]): Rule {
  return {
    points: Float64Array.from([...above.map((x) => (1 - x) / 2).reverse(), ...above.map((x) => (1 + x) / 2)]),
    weights: Float64Array.from([...[...weights].reverse(), ...weights], (weight) => weight / 2),
  };
}
