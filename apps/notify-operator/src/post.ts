/** How long a receiver may take to answer; it should take the request and work afterwards. */
const TIMEOUT_MS = 10_000;

/**
 * Sends a request and resolves with the answer's status; of the answer no more is read.
 *
 * Redirects are not followed: what is signed and private goes to the address that was set and to no
 * other.
 */
export const post = async (
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs = TIMEOUT_MS,
): Promise<number> => {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
  return response.status;
};
