// The words that made-up people are made of. The commonest names and towns of Germany; nobody in particular.

export const GIVEN_NAMES: readonly string[] =
  /* @__PURE__ */ "Anna Ben Clara David Emma Felix Greta Hannah Ida Jonas Karl Lena Max Nora Oskar Paula Rosa Simon Tilda Yusuf Aylin Mehmet Olga Piotr".split(
    " ",
  );

export const FAMILY_NAMES: readonly string[] =
  /* @__PURE__ */ "Mueller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Schwarz Yilmaz Nowak Kaya".split(
    " ",
  );

export const CITIES: readonly (readonly [postalCode: string, city: string])[] = [
  ["10115", "Berlin"],
  ["20095", "Hamburg"],
  ["80331", "Munich"],
  ["50667", "Cologne"],
  ["60311", "Frankfurt"],
  ["70173", "Stuttgart"],
  ["04109", "Leipzig"],
  ["01067", "Dresden"],
];

export const INTERESTS: readonly string[] = ["tea", "coffee", "books", "garden", "sports", "music"];

export const MARITAL_STATUSES: readonly string[] = ["single", "married", "divorced", "widowed"];

export const OCCUPATIONS: readonly string[] = ["teacher", "engineer", "nurse", "student", "retired", "self-employed", "clerk"];
