/** One kind of secret: where it stands, and what is put in its place. */
export interface Rule {
  /** Found in every text that the pattern matches in, and faster: most texts hold no secret. */
  needs: RegExp;
  pattern: RegExp;
  /** Of a match and its groups. */
  mask: (whole: string, ...groups: string[]) => string;
}

export const applyRules = (rules: Rule[], text: string): string => {
  let masked = text;
  for (const { needs, pattern, mask } of rules) {
    if (needs.test(masked)) masked = masked.replace(pattern, mask);
  }
  return masked;
};
