import type { ApiClient } from '@ngwaf/tool-local-stack';

/** Scores without pause until stopped; `models` are the versions that answered, in order. */
export const scoreContinuously = (api: ApiClient) => {
  const failures: unknown[] = [];
  const models: string[] = [];
  let isStopped = false;
  const work = (async () => {
    while (!isStopped) {
      const { status, body } = await api
        .call('POST', '/prediction', { payload: '/index.html?page=2' })
        .catch((error: unknown) => ({ status: 0, body: String(error) }));
      if (status !== 200) failures.push([status, body]);
      else models.push((body as { model: string }).model);
    }
  })();
  return {
    /** Ends the scoring a little after the switch, so that the new version was asked too. */
    async stop() {
      isStopped = true;
      await work;
      return { failures, models };
    },
  };
};
