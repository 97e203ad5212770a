import { tsImport } from 'tsx/esm/api';

/** Brings the stack of the tests up, with Terraform and everything else for real. */
export default async () => {
  const { bringTestStackUp } = await tsImport('./test-stack.ts', import.meta.url);
  await bringTestStackUp();
};
