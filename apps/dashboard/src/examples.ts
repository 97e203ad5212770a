import type { PredictionRequest } from './api.ts';

/** Requests to begin with, of both kinds. */
export const EXAMPLES: { name: string; request: PredictionRequest }[] = [
  { name: 'Ordinary search', request: { payload: '/search?q=blue+suede+shoes&page=2' } },
  { name: 'SQL injection', request: { payload: "/item?id=1' UNION SELECT password FROM users--" } },
  {
    name: 'Cross-site scripting',
    request: { payload: '<img src=x onerror="alert(document.domain)">' },
  },
  { name: 'Path traversal', request: { payload: '/download?file=../../../../etc/passwd' } },
  {
    name: 'Login form with an injection',
    request: {
      request: {
        method: 'POST',
        url: '/login?next=/home',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: "user=admin'--&password=x",
      },
    },
  },
];
