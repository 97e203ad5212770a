/** How many letters have to be put in, taken out or replaced to get from one word to the other. */
const editDistance = (from: string, to: string): number => {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      const added = (current[column] ?? 0) + 1;
      const removed = (previous[column + 1] ?? 0) + 1;
      current.push(Math.min(replaced, added, removed));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
};

/** `; did you mean …?` for the known word nearest to a mistyped one; a full stop where none is near. */
export const suggestion = (word: string, known: readonly string[]): string => {
  const [nearest] = known
    .map((name) => ({ name, distance: editDistance(word, name) }))
    .filter(({ name, distance }) => distance <= Math.ceil(name.length / 3))
    .sort((one, other) => one.distance - other.distance);
  return nearest ? `; did you mean ${nearest.name}?` : '.';
};
