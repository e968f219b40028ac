/** A number with so many digits after the point and commas between the thousands, `"1,234.50"`. */
export function withThousands(value: number, digits = 0): string {
  const [whole = "", fraction] = Math.abs(value).toFixed(digits).split(".");
  // From 1e21 on a number prints an exponent, which has no thousands.
  const grouped = /^\d+$/.test(whole) ? whole.replace(/\B(?=(?:\d{3})+$)/g, ",") : whole;
  return `${value < 0 && Number(whole + (fraction ?? "")) !== 0 ? "-" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}
