import { tsImport } from 'tsx/esm/api';

/** Ends the stack of the tests. */
export default async () => {
  const { stopCloud, testStackOptions } = await tsImport('./test-stack.ts', import.meta.url);
  await stopCloud(testStackOptions);
};
