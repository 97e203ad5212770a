/** Where something like a secret stands, and why it looks like one. */
export interface Suspect {
  path: string;
  because: string;
}

const NAMES = /secret|password|passwd|private_?key|access_?key|api_?key|credential|(^|_)token$/i;
/** Names of things about secrets, and of identifiers that look like one, that are none themselves. */
const HARMLESS_NAMES = /^(api_key_source|api_key_version|user_id)$/;
const FORMS: [form: RegExp, what: string][] = [
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/, 'an access key of AWS'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/, 'a JSON web token'],
  [/\bgh[pousr]_\w{30,}\b/, 'a token of GitHub'],
  // API Gateway's keys: forty letters and digits, of both cases. Digests are hexadecimal or base64.
  [/(?<![\w+/=-])(?=\w*[a-z])(?=\w*[A-Z])(?=\w*\d)[A-Za-z0-9]{40}(?![\w+/=-])/, 'an API key'],
];

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || value === false;

/** What looks like a secret among all the texts of a JSON value. */
export const findSecrets = (value: unknown, path = ''): Suspect[] => {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => findSecrets(each, `${path}[${index}]`));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) => {
      if (HARMLESS_NAMES.test(name)) return [];
      const inside = findSecrets(inner, path === '' ? name : `${path}.${name}`);
      const isText = typeof inner !== 'object' && !isEmpty(inner);
      return NAMES.test(name) && isText && inside.length === 0
        ? [{ path: `${path}.${name}`, because: 'its name says so' }]
        : inside;
    });
  }
  if (typeof value !== 'string') return [];
  return FORMS.filter(([form]) => form.test(value)).map(([, what]) => ({
    path,
    because: `it has the form of ${what}`,
  }));
};
