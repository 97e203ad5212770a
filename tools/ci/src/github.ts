/** Where and as whom to call GitHub's REST API. */
export interface Repository {
  /** `https://api.github.com`, or that of an Enterprise Server. */
  apiUrl: string;
  /** `owner/name` */
  name: string;
  token: string;
}

interface Comment {
  id: number;
  body?: string;
}

const PAGE = 100;

const call = async (
  { apiUrl, name, token }: Repository,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> => {
  const response = await fetch(`${apiUrl}/repos/${name}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.ok) return response.json();
  throw new Error(`${method} ${path}: GitHub answered ${response.status} ${await response.text()}`);
};

const findComment = async (
  repository: Repository,
  pullRequest: number,
  marker: string,
): Promise<Comment | undefined> => {
  for (let page = 1; ; page += 1) {
    const path = `/issues/${pullRequest}/comments?per_page=${PAGE}&page=${page}`;
    const comments = (await call(repository, 'GET', path)) as Comment[];
    const found = comments.find(({ body }) => body?.startsWith(marker));
    if (found || comments.length < PAGE) return found;
  }
};

/** Writes a comment, in the place of the one that begins with the same marker. */
export const writeStickyComment = async (
  repository: Repository,
  pullRequest: number,
  marker: string,
  body: string,
): Promise<'created' | 'updated'> => {
  const found = await findComment(repository, pullRequest, marker);
  if (found) {
    await call(repository, 'PATCH', `/issues/comments/${found.id}`, { body });
    return 'updated';
  }
  await call(repository, 'POST', `/issues/${pullRequest}/comments`, { body });
  return 'created';
};
