import { join } from 'node:path';

/** A path of the container's world in a job's own folder: `/opt/ml/model` is `<root>/model`. */
export const mapMlRoot = (path: string, root: string): string => {
  const below = /^(?:file:\/\/)?\/opt\/ml(?:\/(.*))?$/.exec(path);
  return below ? join(root, below[1] ?? '') : path;
};
